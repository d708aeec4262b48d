//===- CallState.h - What ptir_context::session points to -------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The side of a session that the functions of the ABI see.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_CALLSTATE_H
#define PTIR_LIB_RUNTIME_CALLSTATE_H

#include "CallFailure.h"
#include "PreparedKernel.h"
#include "StreamedParams.h"
#include "ptir/Runtime/Arena.h"
#include "ptir/Runtime/Buffer.h"
#include "ptir/Runtime/TensorView.h"
#include "ptir/Runtime/ThreadPool.h"

#include <atomic>
#include <csetjmp>
#include <vector>

namespace ptir::runtime {

/// Where one result of one entry goes. Reused by every call.
struct ResultSlot {
  Buffer buffer;
  int64_t dims[maxRank] = {};
  /// The destination of this call; nullptr until the code asks for it.
  void *data = nullptr;
};

struct CallState {
  CallState(ThreadPool pool, Arena arena)
      : pool(pool), arena(std::move(arena)) {}

  ThreadPool pool;
  Arena arena;
  CallFailure failure;
  ptir_context context = {};

  /// Session::skipKernels.
  bool skipsKernels = false;

  /// By the numbers that compiled code uses.
  std::vector<PreparedKernel> kernels;

  /// The parameters of a session with a budget, which owns them; nullptr where
  /// all are there.
  StreamedParams *streamed = nullptr;

  // The current call.
  const ptir_entry_desc *entry = nullptr;
  const ptir_tensor *args = nullptr;
  ResultSlot *results = nullptr;
  /// Where a call is left, with the kind of the failure, when memory is
  /// exhausted or a shape is wrong. Compiled code cannot go on without the
  /// memory it asked for, and owns nothing: there is nothing to unwind between
  /// here and the entry.
  std::jmp_buf exit;

  /// Steps that loops of one call may take, 0 for no limit, and that those of
  /// the current call took.
  int64_t maxSteps = 0, steps = 0;

  uint64_t calls = 0;
  uint64_t arenaGrowthsBefore = 0; // the arena's own count at the last reset
  uint64_t resultAllocations = 0;
  uint64_t parallelRegions = 0;
  uint64_t kernelsPrepared = 0;
  std::atomic<uint64_t> copies{0}, copiedBytes{0}; // from any thread

  static CallState &of(ptir_context *context) {
    return *static_cast<CallState *>(context->session);
  }
};

} // namespace ptir::runtime

#endif // PTIR_LIB_RUNTIME_CALLSTATE_H
