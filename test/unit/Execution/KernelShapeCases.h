//===- KernelShapeCases.h - Layers of awkward extents -----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_UNIT_EXECUTION_KERNELSHAPECASES_H
#define PTIR_TEST_UNIT_EXECUTION_KERNELSHAPECASES_H

#include "ptir/Functional/Emitter.h"

#include <functional>
#include <string>
#include <vector>

namespace ptir::test {

using Dims = std::vector<int64_t>;

/// An extent that is known only at run time.
inline constexpr int64_t anyExtent = -1;

/// A program of f32 with one result.
struct ShapeCase {
  std::string name;
  std::vector<Dims> args;   ///< types of the arguments
  std::vector<Dims> params; ///< parameters, which kernels may read packed
  /// Gets the arguments, then the parameters.
  std::function<functional::Tensor(functional::Emitter &,
                                   const std::vector<functional::Tensor> &)>
      emit;
  std::vector<std::vector<Dims>> calls; ///< extents of the arguments
};

/// Every case, in the same order each time.
std::vector<ShapeCase> allShapeCases();

} // namespace ptir::test

#endif // PTIR_TEST_UNIT_EXECUTION_KERNELSHAPECASES_H
