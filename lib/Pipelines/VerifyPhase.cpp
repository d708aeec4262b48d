//===- VerifyPhase.cpp - The contract of a phase --------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Pipelines/Phases.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"

using namespace mlir;
using namespace ptir;

namespace {

/// Fails at the first op that the phase must not leave.
struct VerifyPhasePass : PassWrapper<VerifyPhasePass, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(VerifyPhasePass)

  VerifyPhasePass(const Phase &phase, ArrayRef<StringRef> extraDialects)
      : phase(&phase), extraDialects(extraDialects) {}

  StringRef getName() const override { return "VerifyPhase"; }

  void runOnOperation() override {
    llvm::DenseMap<OperationName, bool> legal; // so far
    WalkResult result = getOperation()->walk([&](Operation *op) {
      auto [known, isNew] = legal.try_emplace(op->getName(), false);
      if (isNew)
        known->second = isLegal(op);
      if (known->second)
        return WalkResult::advance();
      InFlightDiagnostic diagnostic =
          op->emitError() << "phase '" << phase->name << "' must not leave '"
                          << op->getName() << "'";
      if (op->getName().getStringRef() == "ptir.custom_call")
        diagnostic << ": no backend knows target "
                   << op->getAttrOfType<StringAttr>("target");
      return WalkResult::interrupt();
    });
    if (result.wasInterrupted())
      signalPassFailure();
  }

  bool isLegal(Operation *op) const {
    StringRef name = op->getName().getStringRef();
    StringRef dialect = op->getName().getDialectNamespace();
    if (llvm::is_contained(phase->illegalOps, name))
      return false;
    return dialect == "builtin" ||
           llvm::is_contained(phase->legalDialects, dialect) ||
           llvm::is_contained(extraDialects, dialect);
  }

  const Phase *phase;
  SmallVector<StringRef> extraDialects;
};

} // namespace

std::unique_ptr<Pass>
ptir::createVerifyPhasePass(const Phase &phase,
                            ArrayRef<StringRef> extraDialects) {
  return std::make_unique<VerifyPhasePass>(phase, extraDialects);
}

const Phase *ptir::getPhaseEndedBy(const Pass &pass) {
  return pass.getTypeID() == TypeID::get<VerifyPhasePass>()
             ? static_cast<const VerifyPhasePass &>(pass).phase
             : nullptr;
}
