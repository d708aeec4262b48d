//===- Session.cpp - Calling compiled code ----------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Runtime/Session.h"
#include "CallArguments.h"
#include "CallState.h"
#include "CallTeam.h"
#include "ParamSlots.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace ptir::runtime {

struct Session::State {
  State(Module module, std::shared_ptr<ParamStore> store, ThreadPool pool,
        Arena arena)
      : module(std::move(module)), store(std::move(store)),
        call(pool, std::move(arena)) {}

  Module module;
  std::shared_ptr<ParamStore> store;
  std::optional<ParamSlots> params;
  std::vector<std::vector<ResultSlot>> results; // by entry
  std::vector<ByteRange> ranges;                // scratch
  // At the last reset of the counters.
  uint64_t waitedBefore = 0;
  ParamStreamCounters streamedBefore;
  CallState call;
};

static Status prepareKernels(const Module &module, int threads,
                             std::vector<PreparedKernel> &kernels) {
  for (size_t i = 0; i < module.numKernels(); ++i) {
    StatusOr<PreparedKernel> kernel =
        PreparedKernel::create(module.kernel(i), threads);
    if (!kernel.ok())
      return kernel.status();
    kernels.push_back(std::move(*kernel));
  }
  return Status::success();
}

Session::Session(std::unique_ptr<State> state) : state(std::move(state)) {}
Session::~Session() = default;

StatusOr<std::unique_ptr<Session>>
Session::create(Module module, std::shared_ptr<ParamStore> store,
                const SessionOptions &options) {
  StatusOr<Arena> arena = Arena::create(options.arenaReserve);
  if (!arena.ok())
    return arena.status();
  auto state =
      std::make_unique<State>(std::move(module), std::move(store),
                              ThreadPool(options.threads), std::move(*arena));
  int threads = state->call.pool.threads();
  StatusOr<ParamSlots> params =
      ParamSlots::create(state->module, state->store, threads);
  if (!params.ok())
    return params.status();
  state->params = std::move(*params);
  state->call.streamed = state->params->streamed();
  if (Status prepared =
          prepareKernels(state->module, threads, state->call.kernels);
      !prepared.ok())
    return prepared;

  size_t mostArgs = 0;
  for (size_t i = 0; i < state->module.numEntries(); ++i) {
    const ptir_entry_desc &entry = state->module.entry(i);
    state->results.emplace_back(static_cast<size_t>(entry.num_results));
    mostArgs = std::max(mostArgs, static_cast<size_t>(entry.num_args));
  }
  state->ranges.resize(mostArgs);
  state->call.maxSteps = options.maxSteps;
  state->call.context.params = state->params->data();
  state->call.context.session = &state->call;
  std::unique_ptr<Session> session(new Session(std::move(state)));
  Status derived = session->state->params->computeDerived(
      [&](const char *name, const KeepTensorFn &keep) {
        return session->computeParam(name, keep);
      });
  if (!derived.ok())
    return derived;
  session->resetCounters();
  return session;
}

Status
Session::computeParam(const char *name,
                      const std::function<Status(const TensorView &)> &keep) {
  StatusOr<size_t> entry = state->module.findEntry(name);
  if (!entry.ok())
    return entry.status();
  std::vector<TensorView> results;
  if (Status status = call(*entry, {}, results); !status.ok())
    return status;
  if (results.size() != 1)
    return Status::failure("entry '" + std::string(name) +
                           "': expected one result, found " +
                           std::to_string(results.size()));
  Status kept = keep(results.front());
  state->results[*entry] = std::vector<ResultSlot>(1); // frees the result
  return kept;
}

const Module &Session::module() const { return state->module; }
int Session::threads() const { return state->call.pool.threads(); }

/// Runs the current entry; CallState::exit leads back here. A function of its
/// own, because nothing with a destructor may live across setjmp.
static int32_t runEntry(CallState &call) {
  if (int32_t error = setjmp(call.exit))
    return error;
  return call.entry->function(&call.context, call.args);
}

/// Runs the current entry with the threads of the pool around it. Kernels of
/// libraries bring their threads along themselves, which they cannot inside of
/// a team.
static int32_t runWithTeam(CallState &call) {
  if (!call.kernels.empty())
    return runEntry(call);
  struct {
    CallState &call;
    int32_t error;
  } closure{call, PTIR_OK};
  runInTeam(
      call.pool,
      [](void *opaque) {
        auto *entry = static_cast<decltype(closure) *>(opaque);
        entry->error = runEntry(entry->call);
      },
      &closure);
  return closure.error;
}

Status Session::call(size_t entryIndex, const std::vector<ptir_tensor> &args,
                     std::vector<TensorView> &results) {
  results.clear();
  if (entryIndex >= state->module.numEntries())
    return Status::failure("session: expected an entry below " +
                           std::to_string(state->module.numEntries()) +
                           ", found " + std::to_string(entryIndex));
  const ptir_entry_desc &entry = state->module.entry(entryIndex);
  std::vector<ResultSlot> &slots = state->results[entryIndex];
  Status valid = checkArguments(entry, args, slots, state->ranges);
  if (!valid.ok())
    return valid;

  CallState &call = state->call;
  call.entry = &entry;
  call.args = args.data();
  call.results = slots.data();
  for (ResultSlot &slot : slots)
    slot.data = nullptr;
  call.failure.clear();
  call.steps = 0;
  call.context.arena_top = call.arena.base();
  call.context.arena_limit = call.arena.limit();
  ++call.calls;

  ThreadPool::Use threads(call.pool);
  int32_t error = runWithTeam(call);
  if (error != PTIR_OK && call.streamed)
    call.streamed->releaseAll();
  if (call.failure.happened())
    return Status::failure(call.failure.text(entry.name));
  if (error != PTIR_OK)
    return Status::failure("entry '" + std::string(entry.name) +
                           "': failed with error " + std::to_string(error) +
                           " and reported no reason");

  results.resize(slots.size());
  for (size_t i = 0; i < slots.size(); ++i) {
    const ptir_result_desc &desc = entry.results[i];
    TensorView &view = results[i];
    view.rank = desc.type.rank;
    view.type = static_cast<ElementType>(desc.type.element_type);
    if (desc.aliased_arg >= 0) {
      const ptir_tensor &arg = args[static_cast<size_t>(desc.aliased_arg)];
      view.data = arg.data;
      view.dims = arg.dims;
    } else if (slots[i].data) {
      view.data = slots[i].data;
      view.dims = slots[i].dims;
    } else {
      results.clear();
      return Status::failure("entry '" + std::string(entry.name) +
                             "': result " + std::to_string(i) +
                             " was not written");
    }
  }
  return Status::success();
}

Status Session::call(std::string_view entry,
                     const std::vector<ptir_tensor> &args,
                     std::vector<TensorView> &results) {
  StatusOr<size_t> index = state->module.findEntry(entry);
  if (!index.ok()) {
    results.clear();
    return index.status();
  }
  return call(*index, args, results);
}

void Session::skipKernels(bool skip) { state->call.skipsKernels = skip; }

SessionCounters Session::counters() const {
  const CallState &call = state->call;
  SessionCounters counters;
  counters.calls = call.calls;
  counters.arenaGrowths = call.arena.growths() - call.arenaGrowthsBefore;
  counters.resultAllocations = call.resultAllocations;
  counters.copies = call.copies.load(std::memory_order_relaxed);
  counters.copiedBytes = call.copiedBytes.load(std::memory_order_relaxed);
  counters.parallelRegions = call.parallelRegions;
  counters.kernelsPrepared = call.kernelsPrepared;
  if (!call.streamed)
    return counters;
  counters.paramWaitNanoseconds =
      call.streamed->waitNanoseconds() - state->waitedBefore;
  counters.stream = state->store->streamCounters();
  counters.stream.loadedBytes -= state->streamedBefore.loadedBytes;
  counters.stream.readBytes -= state->streamedBefore.readBytes;
  counters.stream.readNanoseconds -= state->streamedBefore.readNanoseconds;
  return counters;
}

void Session::resetCounters() {
  CallState &call = state->call;
  call.calls = call.resultAllocations = call.parallelRegions = 0;
  call.kernelsPrepared = 0;
  call.arenaGrowthsBefore = call.arena.growths();
  call.copies.store(0, std::memory_order_relaxed);
  call.copiedBytes.store(0, std::memory_order_relaxed);
  if (!call.streamed)
    return;
  state->waitedBefore = call.streamed->waitNanoseconds();
  state->streamedBefore = state->store->streamCounters();
}

} // namespace ptir::runtime
