//===- StreamedParams.h - The parameters of a session, streamed -*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The forms that a module's slots point to, and the steps that its code
// acquires, on the stream of the session's store.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_STREAMEDPARAMS_H
#define PTIR_LIB_RUNTIME_STREAMEDPARAMS_H

#include "ParamStream.h"

#include "ptir/Runtime/Module.h"

#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace ptir::runtime {

/// For the thread of the session's calls.
class StreamedParams {
public:
  /// Reserves addresses for every parameter of the module; `recipes` has one
  /// for each. Fails, with the numbers, when the stream's budget has no room
  /// for one of the module's steps, and when the module has no steps.
  static StatusOr<std::unique_ptr<StreamedParams>>
  create(const Module &module, std::vector<FormRecipe> recipes,
         std::shared_ptr<ParamStream> stream);
  ~StreamedParams();

  /// Where slot `param` points to, always.
  void *address(size_t param) const { return forms[param].data(); }

  /// Where the elements of a parameter lie that had to be computed first.
  void provide(size_t param, const SourceTensor &tensor) {
    forms[param].provide(tensor);
  }

  /// As ptir_rt_acquire_params, ptir_rt_acquire_rows and
  /// ptir_rt_release_params; false with `failure()` set.
  bool acquire(int64_t step);
  bool acquireRows(int64_t step, const int64_t *rows, int64_t count);
  void release(int64_t step);
  const Status &failure() const { return lastFailure; }

  /// What a call that failed has left acquired.
  void releaseAll();

  /// Time that calls waited for pieces.
  uint64_t waitNanoseconds() const { return waited; }
  const ParamStream &stream() const { return *shared; }

private:
  StreamedParams(std::vector<StreamedForm> forms,
                 std::shared_ptr<ParamStream> stream)
      : forms(std::move(forms)), shared(std::move(stream)) {}

  Status readSteps(const Module &module);
  Status checkBudget() const;
  Status addUse(StreamedStep &step, const ptir_param_use &use, int32_t number);
  StreamedPiece *pieceOf(size_t param, size_t index);

  std::vector<StreamedForm> forms; // by slot; fixed
  std::shared_ptr<ParamStream> shared;
  std::deque<StreamedPiece> pieces;
  std::vector<std::vector<StreamedPiece *>> byParam;
  StreamClient client;
  int64_t fixedBytes = 0;
  bool isAdded = false;
  std::vector<int64_t> wantedRows; // scratch
  Status lastFailure;
  uint64_t waited = 0;
};

} // namespace ptir::runtime

#endif // PTIR_LIB_RUNTIME_STREAMEDPARAMS_H
