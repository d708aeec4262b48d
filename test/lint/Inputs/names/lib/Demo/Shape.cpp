//===- Shape.cpp - A banner in two pieces -----------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

//
// What is said here belongs to the banner.
//
//===----------------------------------------------------------------------===//
