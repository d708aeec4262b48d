//===- Session.h - Calling compiled code ------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A session binds a module to its parameters and owns everything a call needs:
// the context, the arena of temporaries, the buffers of the results. A call
// with extents that were seen before allocates nothing.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_RUNTIME_SESSION_H
#define PTIR_RUNTIME_SESSION_H

#include "ptir/Runtime/Arena.h"
#include "ptir/Runtime/Module.h"
#include "ptir/Runtime/ParamStore.h"
#include "ptir/Runtime/TensorView.h"

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace ptir::runtime {

struct SessionOptions {
  /// Threads of parallel loops; <= 0 stands for all available cores.
  int threads = 0;
  /// Addresses to reserve for temporaries: the bound of their memory.
  size_t arenaReserve = Arena::defaultReserve;
  /// Steps that all loops of one call may take; 0 for no limit.
  int64_t maxSteps = 0;
};

/// What calls did since the counters were last reset. In the steady state only
/// `calls` and `parallelRegions` grow.
struct SessionCounters {
  uint64_t calls = 0;             ///< entries run, failures included
  uint64_t arenaGrowths = 0;      ///< more memory for temporaries
  uint64_t resultAllocations = 0; ///< new or larger result buffers
  uint64_t copies = 0;            ///< calls of ptir_rt_copy
  uint64_t copiedBytes = 0;       ///< by those
  uint64_t parallelRegions = 0;   ///< loops that used more than one thread
  uint64_t kernelsPrepared = 0;   ///< library kernels made for new extents
  /// Time that calls waited for parameters of a store with a limit.
  uint64_t paramWaitNanoseconds = 0;
  /// What the store did for all of its sessions meanwhile; the peak is since it
  /// was made.
  ParamStreamCounters stream;
};

/// One call at a time; a session may move between threads from call to call.
/// Sessions of one store run side by side, each with threads of its own.
class Session {
public:
  /// Acquires every parameter of the module in the layout it asks for, or
  /// reserves its addresses if the store has a limit, and runs
  /// the entries that derived parameters (DerivedParam.h) come from. Fails
  /// with one line for each parameter that cannot be had. `store` may be null
  /// for a module without parameters.
  static StatusOr<std::unique_ptr<Session>>
  create(Module module, std::shared_ptr<ParamStore> store,
         const SessionOptions &options = {});
  ~Session();

  const Module &module() const;
  int threads() const;

  /// Runs entry number `entry` of the module. `args` are checked against its
  /// types; an argument that a result aliases is updated in place and must not
  /// overlap another one.
  ///
  /// `results` is resized to the entry's results. Their data and extents lie in
  /// buffers of the session (for an aliased result in the argument) and are
  /// valid until the next call of the same entry, which must not get them as
  /// arguments.
  ///
  /// Fails, running nothing, when the arguments do not fit; or with the first
  /// failure of the code, which leaves the contents of aliased arguments
  /// undefined and `results` empty. The next call is not affected.
  Status call(size_t entry, const std::vector<ptir_tensor> &args,
              std::vector<TensorView> &results);

  /// The same by name.
  Status call(std::string_view entry, const std::vector<ptir_tensor> &args,
              std::vector<TensorView> &results);

  /// From now on calls leave out what kernels compute, which shows what a call
  /// costs besides: loops run over no index, library kernels are found and not
  /// run. Results are meaningless meanwhile.
  void skipKernels(bool skip);

  SessionCounters counters() const;
  void resetCounters();

private:
  struct State;
  explicit Session(std::unique_ptr<State> state);

  /// Runs the entry that a derived parameter is named after and hands `keep`
  /// the result, which is freed afterwards.
  Status computeParam(const char *name,
                      const std::function<Status(const TensorView &)> &keep);

  std::unique_ptr<State> state;
};

} // namespace ptir::runtime

#endif // PTIR_RUNTIME_SESSION_H
