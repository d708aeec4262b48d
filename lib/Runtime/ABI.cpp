//===- ABI.cpp - The functions compiled code calls --------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Thin: each function finds the call's state and hands over. No object with a
// destructor may be alive where `leave` is called.
//
//===----------------------------------------------------------------------===//

#include "CallState.h"
#include "CompactBlocks.h"
#include "StridedCopy.h"
#include "ptir/Runtime/Symbols.h"

#include <algorithm>

using namespace ptir::runtime;

/// Ends the call because memory is exhausted.
[[noreturn]] static void leave(CallState &state, int64_t bytes) {
  state.failure.record(&outOfMemorySite, bytes, 0);
  std::longjmp(state.exit, PTIR_ERROR_OUT_OF_MEMORY);
}

/// Makes room for `bytes`. The old contents are not kept: a larger buffer is
/// made half as large again, so that results which grow by a row every call
/// rarely need one.
static bool reserve(CallState &state, Buffer &buffer, int64_t bytes) {
  if (buffer.data() && buffer.size() >= bytes)
    return true;
  int64_t grown = buffer.size() + buffer.size() / 2;
  buffer = Buffer();
  ++state.resultAllocations;
  for (int64_t size : {std::max(bytes, grown), bytes}) {
    ptir::StatusOr<Buffer> memory = Buffer::allocate(size);
    if (memory.ok()) {
      buffer = std::move(*memory);
      return true;
    }
  }
  return false;
}

void ptir_rt_parallel_for(ptir_context *context, ptir_range_fn function,
                          void *closure, int64_t count) {
  CallState &state = CallState::of(context);
  if (state.skipsKernels) {
    function(context, 0, 0, closure);
    return;
  }
  bool forked = state.pool.parallelFor(count, [=](int64_t begin, int64_t end) {
    function(context, begin, end, closure);
  });
  if (forked) // so no other thread counts at the same time
    ++state.parallelRegions;
}

/// As compiled code takes temporaries.
static void *takeArena(ptir_context *context, int64_t bytes) {
  constexpr uintptr_t last = Arena::alignment - 1;
  auto top = reinterpret_cast<uintptr_t>(context->arena_top);
  auto *aligned = reinterpret_cast<unsigned char *>((top + last) & ~last);
  if (context->arena_limit - aligned < bytes)
    return ptir_rt_arena_grow(context, bytes);
  context->arena_top = aligned + bytes;
  return aligned;
}

void *ptir_rt_arena_grow(ptir_context *context, int64_t bytes) {
  CallState &state = CallState::of(context);
  unsigned char *block = state.arena.allocate(context->arena_top, bytes);
  if (!block)
    leave(state, bytes);
  context->arena_top = block + bytes;
  context->arena_limit = state.arena.limit();
  return block;
}

void *ptir_rt_result(ptir_context *context, int32_t index,
                     const int64_t *dims) {
  CallState &state = CallState::of(context);
  const ptir_result_desc &desc = state.entry->results[index];
  ResultSlot &slot = state.results[index];
  if (desc.aliased_arg >= 0)
    return slot.data = state.args[desc.aliased_arg].data;

  int32_t rank = desc.type.rank;
  int64_t bytes =
      denseBytes(dims, rank,
                 static_cast<ptir::ElementType>(desc.type.element_type))
          .value_or(INT64_MAX);
  if (!reserve(state, slot.buffer, bytes))
    leave(state, bytes);
  std::copy_n(dims, rank, slot.dims);
  return slot.data = slot.buffer.data();
}

void ptir_rt_report(ptir_context *context, const ptir_error_site *site,
                    int64_t actual, int64_t limit) {
  CallState &state = CallState::of(context);
  state.failure.record(site, actual, limit);
  // What follows a wrong shape would reach outside of tensors. Another thread's
  // stack cannot be left, but shapes are checked outside of loops.
  if (site->kind == PTIR_ERROR_SHAPE_MISMATCH && !ThreadPool::isInRange())
    std::longjmp(state.exit, site->kind);
}

int64_t ptir_rt_take_steps(ptir_context *context, const ptir_error_site *site,
                           int64_t count) {
  CallState &state = CallState::of(context);
  if (state.failure.happened())
    return 0;
  if (state.maxSteps == 0)
    return count;
  int64_t taken = std::min(count, state.maxSteps - state.steps);
  state.steps += taken;
  if (taken < count)
    state.failure.record(site, count, state.maxSteps);
  return taken;
}

void ptir_rt_kernel(ptir_context *context, int32_t kernel,
                    const ptir_tensor *operands) {
  CallState &state = CallState::of(context);
  PreparedKernel &site = state.kernels[static_cast<size_t>(kernel)];
  size_t known = site.size();
  KernelInstance *instance = site.find(operands);
  state.kernelsPrepared += site.size() != known;
  bool done = false;
  if (instance) {
    // Nobody else uses the arena while the kernel runs.
    unsigned char *top = context->arena_top;
    int64_t bytes = instance->scratchBytes();
    void *scratch = bytes > 0 ? takeArena(context, bytes) : nullptr;
    done = state.skipsKernels || site.run(*instance, operands, scratch);
    context->arena_top = top;
  }
  if (done)
    return;
  state.failure.record(kernelSite, site.failure());
  std::longjmp(state.exit, PTIR_ERROR_KERNEL);
}

void ptir_rt_release(ptir_context *context, unsigned char *mark,
                     ptir_block *blocks, int32_t count) {
  context->arena_top = compactBlocks(mark, context->arena_top, blocks, count);
}

/// Ends the call unless parameters were acquired.
static void requireAcquired(CallState &state, bool acquired) {
  if (acquired)
    return;
  state.failure.record(paramsSite, state.streamed->failure().message());
  std::longjmp(state.exit, PTIR_ERROR_PARAMS);
}

void ptir_rt_acquire_params(ptir_context *context, int64_t step) {
  CallState &state = CallState::of(context);
  if (state.streamed)
    requireAcquired(state, state.streamed->acquire(step));
}

void ptir_rt_acquire_rows(ptir_context *context, int64_t step,
                          const int64_t *rows, int64_t count) {
  CallState &state = CallState::of(context);
  if (state.streamed)
    requireAcquired(state, state.streamed->acquireRows(step, rows, count));
}

void ptir_rt_release_params(ptir_context *context, int64_t step) {
  CallState &state = CallState::of(context);
  if (state.streamed)
    state.streamed->release(step);
}

void ptir_rt_copy(ptir_context *context, void *dst, const int64_t *dst_strides,
                  const void *src, const int64_t *src_strides,
                  const int64_t *dims, int32_t rank, int32_t element_bytes) {
  CallState &state = CallState::of(context);
  int64_t bytes = element_bytes;
  for (int32_t i = 0; i < rank; ++i)
    bytes *= dims[i];
  state.copies.fetch_add(1, std::memory_order_relaxed);
  state.copiedBytes.fetch_add(static_cast<uint64_t>(bytes),
                              std::memory_order_relaxed);
  stridedCopy(dst, dst_strides, src, src_strides, dims, rank, element_bytes);
}

template <typename Function>
static RuntimeSymbol symbol(const char *name, Function *function) {
  return {name, reinterpret_cast<void *>(function)};
}

const std::vector<RuntimeSymbol> &ptir::runtime::runtimeSymbols() {
  static const std::vector<RuntimeSymbol> symbols = {
      symbol("ptir_rt_parallel_for", ptir_rt_parallel_for),
      symbol("ptir_rt_arena_grow", ptir_rt_arena_grow),
      symbol("ptir_rt_result", ptir_rt_result),
      symbol("ptir_rt_report", ptir_rt_report),
      symbol("ptir_rt_take_steps", ptir_rt_take_steps),
      symbol("ptir_rt_kernel", ptir_rt_kernel),
      symbol("ptir_rt_release", ptir_rt_release),
      symbol("ptir_rt_acquire_params", ptir_rt_acquire_params),
      symbol("ptir_rt_acquire_rows", ptir_rt_acquire_rows),
      symbol("ptir_rt_release_params", ptir_rt_release_params),
      symbol("ptir_rt_copy", ptir_rt_copy),
  };
  return symbols;
}
