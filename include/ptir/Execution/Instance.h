//===- Instance.h - A module that can be called ----------------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// What every backend offers once a module is ready to run: entries by name,
// called with dense row-major tensors. The native backend implements this over
// a runtime session, the reference backend over the interpreter.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_EXECUTION_INSTANCE_H
#define PTIR_EXECUTION_INSTANCE_H

#include "ptir/Runtime/ABI.h"
#include "ptir/Support/ElementType.h"
#include "ptir/Support/Status.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ptir::execution {

/// The type of an argument or a result; -1 for an extent known at run time.
struct TensorType {
  ElementType elementType;
  std::vector<int64_t> dims;
};

struct EntrySignature {
  std::string name;
  std::vector<TensorType> args;
  std::vector<TensorType> results;
  /// Per result the argument that is updated in place, or -1.
  std::vector<int> inplace;
};

/// Work that the runtime had to do beside the kernels; all of it stays 0 in a
/// steady decode step.
struct CallCounters {
  uint64_t arenaGrowths = 0;
  uint64_t resultAllocations = 0;
  uint64_t copies = 0;
  uint64_t copiedBytes = 0;
  /// Library kernels made for extents that were new.
  uint64_t kernelsPrepared = 0;
  /// Of parameters that are streamed: memory that was filled, bytes that were
  /// read for it and the time that took, the time that calls waited.
  uint64_t paramBytes = 0;
  uint64_t paramReadBytes = 0;
  uint64_t paramReadNanoseconds = 0;
  uint64_t paramWaitNanoseconds = 0;
};

/// What was counted between two readings of one instance's counters, of which
/// `start` is the earlier one.
CallCounters operator-(const CallCounters &end, const CallCounters &start);

/// Owns code, parameters and buffers. One thread at a time.
class Instance {
public:
  virtual ~Instance();

  virtual const std::vector<EntrySignature> &entries() const = 0;

  /// Runs an entry. The arguments are only borrowed, but those updated in
  /// place are written to. `results` gets one tensor per result; its data is
  /// owned by the instance and valid until the next call (a result that is
  /// updated in place is the argument). Fails, with the instance intact, for
  /// unknown entries, arguments that do not match, and run-time errors.
  virtual Status call(const std::string &entry,
                      const std::vector<ptir_tensor> &args,
                      std::vector<ptir_tensor> &results) = 0;

  virtual CallCounters counters() const { return {}; }

  /// Milliseconds that binding took: reading, converting and packing
  /// parameters, and computing derived ones.
  virtual double bindMilliseconds() const { return 0; }

  /// From now on calls leave out what kernels compute, which shows what a call
  /// costs besides: loops run over no index, library kernels are found and not
  /// run. Results are meaningless meanwhile. Whether the backend can.
  virtual bool skipKernels(bool /*skip*/) { return false; }
};

} // namespace ptir::execution

#endif // PTIR_EXECUTION_INSTANCE_H
