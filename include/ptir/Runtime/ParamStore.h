//===- ParamStore.h - Parameters in the form code wants ---------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Turns names into pointers. A parameter that is stored as it is wanted is
// handed out where it lies in the mapped file: nobody reads a page of it before
// compiled code does. Any other is converted and packed once; its source pages
// are given back slice by slice, so peak memory is the derived forms plus one
// slice.
//
// With a limit, sessions of modules that were compiled to stream their
// parameters hold what they need at the moment and read the rest again: see
// docs/runtime.md.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_RUNTIME_PARAMSTORE_H
#define PTIR_RUNTIME_PARAMSTORE_H

#include "ptir/Runtime/ParamLayout.h"
#include "ptir/Runtime/ParamSource.h"
#include "ptir/Runtime/TensorView.h"
#include "ptir/Runtime/ThreadPool.h"

#include <memory>
#include <mutex>
#include <unordered_map>

namespace ptir::runtime {

class ParamStream;
class SpilledTensors;
struct FormRecipe;

/// One form of one parameter: `ptir_param_desc` with types of C++.
struct ParamRequest {
  std::string_view name;
  /// Wanted element type. f16 and bf16 are stored for f32, too.
  ElementType type;
  /// The stored shape; PTIR_DYNAMIC stands for any extent.
  std::vector<int64_t> dims;
  /// A name of ParamLayout.h, or a kernel library's (KernelLibrary.h).
  std::string_view layout = "";
  /// Threads that the kernels of the session use. A library's forms may differ
  /// with them.
  int threads = 1;
};

/// Bytes since the store was made. The same bytes may count more than once,
/// for different forms.
struct ParamCounters {
  uint64_t inPlaceBytes = 0;   ///< handed out where the source holds them
  uint64_t convertedBytes = 0; ///< read from the source for derived forms
  uint64_t derivedBytes = 0;   ///< memory that derived forms occupy
  uint64_t releasedBytes = 0;  ///< mapped bytes given back to the kernel
};

/// What streaming did since the store was made.
struct ParamStreamCounters {
  uint64_t loadedBytes = 0;     ///< memory of the forms that were loaded
  uint64_t readBytes = 0;       ///< of the files that was read for them
  uint64_t readNanoseconds = 0; ///< that the loading thread waited for those
  uint64_t peakBytes = 0;       ///< the most that was in memory at once
};

/// May be shared by sessions and used from any thread; acquisitions run one
/// after the other, each in parallel inside.
class ParamStore {
public:
  explicit ParamStore(std::unique_ptr<ParamSource> source,
                      ThreadPool pool = ThreadPool());
  ~ParamStore();
  ParamStore(const ParamStore &) = delete;
  ParamStore &operator=(const ParamStore &) = delete;

  /// The parameter's elements, aligned for their type, valid as long as the
  /// store. The same request gives the same pointer. Fails when the source has
  /// no such tensor, or it has another shape or an inconvertible type, or
  /// elements that integers cannot stand for.
  StatusOr<const void *> acquire(const ParamRequest &request);

  /// Adds a tensor that the source does not have, under a name that it does
  /// not use. The first one of a name stays.
  void provide(std::string name, HostTensor tensor);

  /// Frees what was provided and has since been handed out only in forms of
  /// its own.
  void forgetCopied();

  ParamCounters counters() const;

  /// From now on the parameters of all sessions together take at most `bytes`
  /// of memory, what is needed to load them included. Before the first session;
  /// `acquire` is not for a store with a limit.
  void limitResident(int64_t bytes);

  /// All 0 without a limit.
  ParamStreamCounters streamCounters() const;

  // What sessions of a store with a limit use.

  /// nullptr without a limit.
  const std::shared_ptr<ParamStream> &stream() const { return streamed; }
  /// How the form is made; without data, and known by `request` alone, for a
  /// parameter that is yet to be computed. Fails as `acquire` does.
  StatusOr<FormRecipe> recipe(const ParamRequest &request);
  /// As `provide`, on disk.
  Status spill(const std::string &name, const TensorView &tensor);

private:
  StatusOr<FormRecipe> recipeOf(const ParamRequest &request);
  StatusOr<const void *> derive(const SourceTensor &tensor, ElementType type,
                                ParamForm form, Buffer &buffer);
  StatusOr<const void *> pack(const FormRecipe &recipe, Buffer &buffer);

  mutable std::mutex mutex; // guards everything below
  std::unique_ptr<ParamSource> source;
  MemorySource provided;
  std::unique_ptr<SpilledTensors> spilled; // with a limit
  std::shared_ptr<ParamStream> streamed;   // fixed before the first session
  ThreadPool pool;
  /// Forms made, by name, layout and type. The buffer of a form handed out in
  /// place is empty.
  struct Made {
    const void *data = nullptr;
    std::vector<int64_t> dims;
    std::string where;
    Buffer buffer;
  };
  std::unordered_map<std::string, Made> forms;
  ParamCounters counts;
};

} // namespace ptir::runtime

#endif // PTIR_RUNTIME_PARAMSTORE_H
