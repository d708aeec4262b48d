//===- Instance.cpp - A module that can be called -------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Execution/Instance.h"

ptir::execution::Instance::~Instance() = default;
