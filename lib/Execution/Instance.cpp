//===- Instance.cpp - A module that can be called -------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Execution/Instance.h"

using namespace ptir::execution;

CallCounters ptir::execution::operator-(const CallCounters &end,
                                        const CallCounters &start) {
  return {end.arenaGrowths - start.arenaGrowths,
          end.resultAllocations - start.resultAllocations,
          end.copies - start.copies,
          end.copiedBytes - start.copiedBytes,
          end.kernelsPrepared - start.kernelsPrepared,
          end.paramBytes - start.paramBytes,
          end.paramReadBytes - start.paramReadBytes,
          end.paramReadNanoseconds - start.paramReadNanoseconds,
          end.paramWaitNanoseconds - start.paramWaitNanoseconds};
}

Instance::~Instance() = default;
