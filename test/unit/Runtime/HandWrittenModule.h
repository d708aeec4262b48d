//===- HandWrittenModule.h - Compiled code, by hand -------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A module as the compiler would emit it: constant tables and functions that
// know nothing but ABI.h.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_UNIT_RUNTIME_HANDWRITTENMODULE_H
#define PTIR_TEST_UNIT_RUNTIME_HANDWRITTENMODULE_H

#include "ptir/Runtime/HostTensor.h"
#include "ptir/Runtime/Session.h"

#include <memory>
#include <string>
#include <vector>

/// Entries:
///   linear   (x: ?x3 f32) -> ?x5 f32: x times the packed parameter "w" plus
///            "b", through a temporary, parallel over rows
///   push     (cache: ?x2 f32, row: 2 f32, at: si64) -> cache updated in place,
///            and the rows written so far as a sum: f32
///   turn     (x: ?x? f32) -> its transpose, by ptir_rt_copy
///   take     (table: 16 f32, indices: ? si32) -> ? f32, parallel; an index out
///            of range is reported and reads element 0
///   hungry   (bytes: si64) -> si64: asks the arena for that many bytes
///   gigantic (extent: si64) -> ?x? f32 of that extent squared
///   divide   (x: 2 si32) -> si32: x[0] / x[1], leaves early on zero
///   reshape  (count: si64) -> si64: any count but 6 is a wrong shape
///   nest     (count: si64) -> si64: the sum of i * j, loops inside loops
///   forget   () -> f32: never asks where its result goes
///   silent   () -> (): fails and reports nothing
extern const ptir_module_desc handWrittenModule;

/// Its parameters: w[i][j] = i + 10 j, b[j] = 100 j.
std::shared_ptr<ptir::runtime::ParamStore> handWrittenParams();

/// A session on it, with parameters of its own if `store` is null; a test fails
/// if there is none.
std::unique_ptr<ptir::runtime::Session>
handWrittenSession(int threads,
                   std::shared_ptr<ptir::runtime::ParamStore> store = nullptr);

/// A tensor with these elements.
template <typename T>
ptir::runtime::HostTensor tensorOf(ptir::ElementType type,
                                   std::vector<int64_t> dims,
                                   const std::vector<T> &values) {
  auto tensor = ptir::runtime::HostTensor::zeros(type, std::move(dims));
  std::copy(values.begin(), values.end(), tensor->template as<T>());
  return std::move(*tensor);
}

ptir::runtime::HostTensor scalarOf(int64_t value);
ptir::runtime::HostTensor floatsOf(std::vector<int64_t> dims,
                                   const std::vector<float> &values);

/// The elements of a result.
std::vector<float> floatsIn(const ptir::runtime::TensorView &view);
std::vector<int64_t> dimsOf(const ptir::runtime::TensorView &view);

#endif // PTIR_TEST_UNIT_RUNTIME_HANDWRITTENMODULE_H
