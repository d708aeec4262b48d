//===- ForwardCopies.cpp - Copies of what was only copied -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Keys and values are transposed into a temporary, and from there copied into
// the cache: the second copy may as well transpose.
//
// Refuses: temporaries that anything else uses, sources that are no temporaries
// themselves or are written to in between.
//
//===----------------------------------------------------------------------===//

#include "ptir/Conversion/LinalgToBuffers/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Interfaces/ViewLikeInterface.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

namespace ptir {
#define GEN_PASS_DEF_FORWARDCOPIESPASS
#include "ptir/Conversion/LinalgToBuffers/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

/// The memory that a view looks at.
static Value rootOf(Value view) {
  while (auto op = view.getDefiningOp<ViewLikeOpInterface>())
    view = op.getViewSource();
  return view;
}

/// Whether the op may write to the temporary.
static bool mayWrite(Operation *op, Value temporary) {
  // These write to the call's state and to no tensor.
  if (isa<rt::CheckOp, rt::TemporaryOp>(op))
    return false;
  auto effects = getEffectsRecursively(op);
  return !effects || llvm::any_of(*effects, [&](const auto &effect) {
    return isa<MemoryEffects::Write>(effect.getEffect()) &&
           (!effect.getValue() || rootOf(effect.getValue()) == temporary);
  });
}

/// A loop that copies every element of its input to another place.
static bool isPermutingCopy(linalg::GenericOp op) {
  if (op.getNumDpsInputs() != 1 || op.getNumDpsInits() != 1 ||
      op.getNumReductionLoops() != 0 ||
      !isa<MemRefType>(op.getDpsInputs()[0].getType()))
    return false;
  Block &body = *op.getBody();
  return body.getOperations().size() == 1 &&
         body.getTerminator()->getOperand(0) == body.getArgument(0) &&
         llvm::all_of(op.getIndexingMapsArray(),
                      [](AffineMap map) { return map.isPermutation(); });
}

namespace {

/// A copy out of a part of a temporary, from its first element on.
struct CopyChain {
  linalg::GenericOp first;
  linalg::CopyOp second;
  memref::SubViewOp part; ///< null if all of it is copied
};

struct ForwardCopiesPass
    : ptir::impl::ForwardCopiesPassBase<ForwardCopiesPass> {
  using ForwardCopiesPassBase::ForwardCopiesPassBase;

  void runOnOperation() override {
    SmallVector<linalg::CopyOp> copies;
    getOperation().walk([&](linalg::CopyOp op) {
      if (op.hasPureBufferSemantics())
        copies.push_back(op);
    });
    for (linalg::CopyOp copy : copies) {
      CopyChain chain{{}, copy, {}};
      StringRef whyNot = match(chain);
      if (explain && !whyNot.empty())
        copy.emitRemark() << "not forwarded: " << whyNot;
      if (whyNot.empty())
        forward(chain);
    }
  }

  static bool startsAtFirst(memref::SubViewOp part) {
    return part.hasUnitStride() && part.hasZeroOffset() &&
           part.getType().getRank() == part.getSourceType().getRank();
  }

  static StringRef match(CopyChain &chain) {
    Value source = chain.second.getInputs()[0];
    chain.part = source.getDefiningOp<memref::SubViewOp>();
    if (chain.part) {
      if (!startsAtFirst(chain.part) || !source.hasOneUse())
        return "the part does not begin at the first element";
      source = chain.part.getSource();
    }
    if (!source.getDefiningOp<rt::TemporaryOp>())
      return "the source is no temporary";
    Operation *reader =
        chain.part ? chain.part.getOperation() : chain.second.getOperation();
    for (Operation *user : source.getUsers()) {
      if (user == reader)
        continue;
      if (chain.first || !isa<linalg::GenericOp>(user))
        return "something else uses the temporary";
      chain.first = cast<linalg::GenericOp>(user);
    }
    if (!chain.first || !isPermutingCopy(chain.first) ||
        chain.first.getDpsInits()[0] != source)
      return "the temporary does not hold a copy";
    Value origin = rootOf(chain.first.getDpsInputs()[0]);
    if (!origin.getDefiningOp<rt::TemporaryOp>() || origin == source ||
        chain.first->getBlock() != chain.second->getBlock())
      return "what was copied is no temporary";
    for (Operation *op = chain.first->getNextNode(); op != chain.second;
         op = op->getNextNode())
      if (!op || mayWrite(op, origin))
        return "what was copied is written to in between";
    return "";
  }

  void forward(CopyChain &chain) {
    OpBuilder builder(chain.second);
    Location loc = chain.second.getLoc();
    Value input = chain.first.getDpsInputs()[0];
    AffineMap in = chain.first.getIndexingMapsArray()[0];
    AffineMap out = chain.first.getIndexingMapsArray()[1];
    if (chain.part) {
      SmallVector<OpFoldResult> copied = chain.part.getMixedSizes(), sizes;
      for (AffineExpr loop : in.getResults())
        sizes.push_back(copied[*out.getResultPosition(loop)]);
      SmallVector<OpFoldResult> zeros(sizes.size(), builder.getIndexAttr(0));
      SmallVector<OpFoldResult> ones(sizes.size(), builder.getIndexAttr(1));
      input =
          memref::SubViewOp::create(builder, loc, input, zeros, sizes, ones);
    }
    linalg::GenericOp::create(
        builder, loc, TypeRange(), input, chain.second.getOutputs(),
        ArrayRef<AffineMap>{in, out}, chain.first.getIteratorTypesArray(),
        [](OpBuilder &inner, Location at, ValueRange elements) {
          linalg::YieldOp::create(inner, at, elements[0]);
        });
    Operation *temporary = chain.first.getDpsInits()[0].getDefiningOp();
    chain.second.erase();
    if (chain.part)
      chain.part.erase();
    chain.first.erase();
    temporary->erase();
    ++numForwarded;
  }
};

} // namespace
