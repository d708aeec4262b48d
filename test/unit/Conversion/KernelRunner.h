//===- KernelRunner.h - Compiles and calls one emitted kernel ---*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_UNIT_CONVERSION_KERNELRUNNER_H
#define PTIR_TEST_UNIT_CONVERSION_KERNELRUNNER_H

#include "mlir/ExecutionEngine/ExecutionEngine.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/MLIRContext.h"

#include <array>
#include <functional>
#include <memory>
#include <string>

/// A memref argument as compiled code sees it: row-major, no offset.
template <typename T, size_t Rank>
struct MemRefArgument {
  T *allocated, *aligned;
  int64_t offset = 0;
  std::array<int64_t, Rank> sizes, strides;

  MemRefArgument(T *data, std::array<int64_t, Rank> sizes)
      : allocated(data), aligned(data), sizes(sizes) {
    int64_t stride = 1;
    for (size_t dim = Rank; dim-- > 0; stride *= sizes[dim])
      strides[dim] = stride;
  }
};

/// One function whose body an emitter writes, compiled for this machine.
class KernelRunner {
public:
  /// `arguments` is the argument list of the function as MLIR text.
  using Emitter = std::function<void(mlir::OpBuilder &, mlir::Location,
                                     llvm::ArrayRef<mlir::BlockArgument>)>;
  KernelRunner(const std::string &arguments, const Emitter &emit);

  /// Whether the function verified, lowered and compiled; see `error`.
  bool ok() const { return engine != nullptr; }
  const std::string &error() const { return message; }

  /// Memrefs are passed as pointers to MemRefArgument, extents as int64_t.
  template <typename... Args>
  bool call(Args... args) {
    return !llvm::errorToBool(engine->invoke("kernel", args...));
  }

private:
  mlir::MLIRContext context;
  mlir::OwningOpRef<mlir::ModuleOp> module;
  std::unique_ptr<mlir::ExecutionEngine> engine;
  std::string message;
};

#endif // PTIR_TEST_UNIT_CONVERSION_KERNELRUNNER_H
