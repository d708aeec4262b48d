//===- Emitter.h - Where functionals put their ops --------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A place in a program, the path of the layer that is being emitted, and
// whether anything failed so far.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_FUNCTIONAL_EMITTER_H
#define PTIR_FUNCTIONAL_EMITTER_H

#include "ptir/Dialect/PTIR/IR/CoreOps.h"
#include "ptir/Functional/Chooser.h"
#include "ptir/Functional/Tensor.h"

#include "mlir/IR/Builders.h"

#include <string>
#include <vector>

namespace ptir::functional {

/// Used by one thread. Builder and chooser must outlive it. The builder's
/// context must have the `ptir` dialect loaded.
class Emitter {
public:
  Emitter(mlir::OpBuilder &builder, mlir::Location location,
          Chooser *chooser = nullptr)
      : builder(builder), base(location), chooser(chooser) {}
  Emitter(const Emitter &) = delete;
  Emitter &operator=(const Emitter &) = delete;

  mlir::OpBuilder &getBuilder() { return builder; }
  /// The base location, named by the current path (`h.3.attn.c_attn`).
  mlir::Location getLoc() const;

  /// Failure once a functional has failed; the diagnostic is out by then.
  llvm::LogicalResult status() const { return llvm::failure(failedOnce); }

  /// Reports `message` about `who` (as in `functional 'matmul'`) at the current
  /// location and remembers that something failed. Returns an empty handle.
  Tensor fail(llvm::StringRef who, const llvm::Twine &message);

  /// Names a part of the model for as long as it lives: locations of what is
  /// emitted meanwhile carry it. Scopes nest.
  class Scope {
  public:
    Scope(Emitter &emitter, llvm::StringRef segment);
    ~Scope();
    Scope(const Scope &) = delete;
    Scope &operator=(const Scope &) = delete;

  private:
    Emitter &emitter;
    size_t outerLength;
  };

  /// An intermediate result under the name that traces give it:
  /// `blocks.3.attention.output`.
  struct Tap {
    std::string name;
    Tensor value;
  };

  /// Keeps the taps of what is emitted from now on, in order; null keeps none.
  /// The list must outlive the emitter or the next call.
  void recordTaps(std::vector<Tap> *list) { taps = list; }
  bool isRecordingTaps() const { return taps; }

  /// Names x after the current path and, unless it is empty, `name`. Emits
  /// nothing; without a list it does nothing at all.
  void tap(llvm::StringRef name, Tensor x);

  /// Emits a `ptir.composite` of that name, whose region is `body`.
  llvm::SmallVector<Tensor>
  composite(llvm::StringRef name, llvm::ArrayRef<mlir::NamedAttribute> config,
            llvm::ArrayRef<Tensor> operands, Decomposition body);

  /// Emits the ops of `body` as they are: for functionals of one op.
  llvm::SmallVector<Tensor> bare(llvm::StringRef name,
                                 llvm::ArrayRef<Tensor> operands,
                                 Decomposition body);

  /// Emits another decomposition of a call, for its implementations: a
  /// composite `<name>@<implementation>`, which neither raising nor a backend
  /// takes for the functional of that name.
  llvm::SmallVector<Tensor> variant(const FunctionalCall &call,
                                    llvm::StringRef implementation,
                                    Decomposition body);

private:
  /// Lets the chooser replace a call whose decomposition yields `types`.
  /// Nothing if the portable implementation is to be emitted.
  std::optional<llvm::SmallVector<Tensor>>
  emitChosen(const FunctionalCall &call);

  mlir::OpBuilder &builder;
  mlir::Location base;
  Chooser *chooser;
  std::vector<Tap> *taps = nullptr;
  std::string path;
  bool failedOnce = false;
};

} // namespace ptir::functional

#endif // PTIR_FUNCTIONAL_EMITTER_H
