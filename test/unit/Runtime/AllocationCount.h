//===- AllocationCount.h - Counting new -------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_UNIT_RUNTIME_ALLOCATIONCOUNT_H
#define PTIR_TEST_UNIT_RUNTIME_ALLOCATIONCOUNT_H

#include <cstdint>

/// Allocations of this program through `new`, from any thread, so far.
uint64_t allocationCount();

#endif // PTIR_TEST_UNIT_RUNTIME_ALLOCATIONCOUNT_H
