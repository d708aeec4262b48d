//===- StringUtils.cpp - Pieces of this and that --------------------------===//
// SPDX-License-Identifier: Apache-2.0
