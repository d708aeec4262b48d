//===- Raise.cpp - Core ops to composites -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// What: recognises functionals that were written as core ops.
// How: lib/Functional proposes operands at an anchor, the functional is emitted
// again right before it, a copy of its decomposition is canonicalised like the
// program and compared with it; then one of the two is erased.
// When it refuses: any difference but the order of commutative operands and the
// way a run-time extent is obtained. Ops inside composites are not looked at.
//
//===----------------------------------------------------------------------===//

#include "ptir/Raise/Passes.h"

#include "GraphMatcher.h"

#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Functional/Recovery.h"

#include "mlir/IR/Dominance.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Transforms/CSE.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

#define DEBUG_TYPE "ptir-raise"

namespace ptir {
#define GEN_PASS_DEF_RAISEPASS
#include "ptir/Raise/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;
using functional::Emitter;
using functional::Recovery;
using functional::Tensor;

static FrozenRewritePatternSet canonicalPatterns(MLIRContext *context) {
  RewritePatternSet patterns(context);
  for (RegisteredOperationName name : context->getRegisteredOperations())
    if (name.getDialectNamespace() == PTIRDialect::getDialectNamespace())
      name.getCanonicalizationPatterns(patterns, context);
  return patterns;
}

static LogicalResult canonicalize(ArrayRef<Operation *> ops,
                                  const FrozenRewritePatternSet &patterns) {
  GreedyRewriteConfig config;
  config.setStrictness(GreedyRewriteStrictness::ExistingAndNewOps);
  return applyOpPatternsGreedily(ops, patterns, config);
}

/// Portable ops outside of composites, in program order.
static SmallVector<Operation *> opsOutsideComposites(func::FuncOp function) {
  SmallVector<Operation *> ops;
  function.walk<WalkOrder::PreOrder>([&](Operation *op) {
    if (isa<CompositeOp>(op))
      return WalkResult::skip();
    if (isa_and_present<PTIRDialect>(op->getDialect()))
      ops.push_back(op);
    return WalkResult::advance();
  });
  return ops;
}

/// Erases `op` and what only it needed.
static void eraseDead(RewriterBase &rewriter, Operation *op) {
  SmallVector<Operation *> worklist = {op};
  while (!worklist.empty()) {
    Operation *next = worklist.pop_back_val();
    if (!isOpTriviallyDead(next))
      continue;
    SmallVector<Operation *> producers;
    for (Value operand : next->getOperands())
      if (Operation *producer = operand.getDefiningOp();
          producer && !llvm::is_contained(producers, producer))
        producers.push_back(producer);
    llvm::erase_if(worklist, [&](Operation *queued) { return queued == next; });
    rewriter.eraseOp(next);
    llvm::append_range(worklist, producers);
  }
}

namespace {
/// A copy of a composite's decomposition, right behind it in the program.
class InlinedCopy {
public:
  InlinedCopy(IRRewriter &rewriter, CompositeOp composite, Operation *last)
      : rewriter(rewriter), composite(composite) {
    IRMapping mapping;
    Block &body = composite.getBody().front();
    mapping.map(body.getArguments(), composite.getInputs());
    rewriter.setInsertionPointAfter(composite);
    for (Operation &op : body.without_terminator())
      rewriter.clone(op, mapping);
    SmallVector<Value> results;
    for (Value value : body.getTerminator()->getOperands())
      results.push_back(mapping.lookupOrDefault(value));
    if (last != composite) {
      mapping.map(composite.getResult(0), results[0]);
      results[0] = rewriter.clone(*last, mapping)->getResult(0);
    }
    // Keeps the results alive while they are canonicalised.
    keeper = UnrealizedConversionCastOp::create(
        rewriter, composite.getLoc(), ValueRange(results).getTypes(), results);
  }

  ~InlinedCopy() {
    SmallVector<Operation *> copies = ops();
    rewriter.eraseOp(keeper);
    for (Operation *op : llvm::reverse(copies))
      rewriter.eraseOp(op);
  }

  /// The ops of the copy as they are now.
  SmallVector<Operation *> ops() {
    SmallVector<Operation *> list;
    for (Operation *op = composite->getNextNode(); op != keeper;
         op = op->getNextNode())
      list.push_back(op);
    return list;
  }

  Operation *getKeeper() { return keeper; }
  ValueRange getResults() { return keeper.getInputs(); }

private:
  IRRewriter &rewriter;
  CompositeOp composite;
  UnrealizedConversionCastOp keeper;
};

struct RaisePass : ptir::impl::RaisePassBase<RaisePass> {
  using RaisePassBase::RaisePassBase;

  LogicalResult initialize(MLIRContext *context) override {
    patterns = canonicalPatterns(context);
    return success();
  }

  void runOnOperation() override;

private:
  bool tryRaise(const functional::RecoverableFunctional &functional,
                Operation *anchor);
  bool refuse(const functional::RecoverableFunctional &functional,
              Operation *anchor, const Twine &reason);
  Operation *emitAgain(const Recovery &recovery, Operation *anchor,
                       std::string &reason);

  FrozenRewritePatternSet patterns;
};
} // namespace

bool RaisePass::refuse(const functional::RecoverableFunctional &functional,
                       Operation *anchor, const Twine &reason) {
  ++numRefused;
  (void)IRRewriter(&getContext()).notifyMatchFailure(anchor, reason);
  if (explain)
    anchor->emitRemark() << "not raised to '" << functional.name
                         << "': " << reason;
  return false;
}

/// Emits the functional before `anchor` and returns the op whose result stands
/// for the anchor's; null when it refuses the operands.
Operation *RaisePass::emitAgain(const Recovery &recovery, Operation *anchor,
                                std::string &reason) {
  ScopedDiagnosticHandler handler(&getContext(), [&](Diagnostic &diagnostic) {
    if (reason.empty())
      reason = diagnostic.str();
    return success();
  });
  OpBuilder builder(anchor);
  Emitter emitter(builder, anchor->getLoc());
  auto operands = llvm::map_to_vector(
      recovery.operands, [](Value value) { return Tensor(value); });
  Tensor result = recovery.emit(emitter, operands);
  return result ? result.getValue().getDefiningOp() : nullptr;
}

/// What the program has for a further result of the pattern; null if nothing.
/// Only the first result was compared: another one may be one op further on.
static Value findFurtherResult(GraphMatcher &matcher, Value pattern) {
  if (Value value = matcher.lookup(pattern))
    return value;
  Operation *op = pattern.getDefiningOp();
  Value source = op && op->getNumOperands() != 0
                     ? matcher.lookup(op->getOperand(0))
                     : Value();
  if (source)
    for (Operation *user : source.getUsers())
      if (!matcher.isInPattern(user) && user->getName() == op->getName() &&
          matcher.match(pattern, user->getResult(0)))
        return user->getResult(0);
  return {};
}

bool RaisePass::tryRaise(const functional::RecoverableFunctional &functional,
                         Operation *anchor) {
  std::optional<Recovery> recovery = functional.recover(anchor);
  if (!recovery)
    return false;
  std::string reason;
  Operation *last = emitAgain(*recovery, anchor, reason);
  if (!last)
    return refuse(functional, anchor, reason);
  auto composite = dyn_cast<CompositeOp>(last);
  if (!composite)
    composite = last->getOperand(0).getDefiningOp<CompositeOp>();

  IRRewriter rewriter(&getContext());
  SmallVector<Value> found;
  {
    InlinedCopy copy(rewriter, composite, last);
    GraphMatcher matcher(composite, copy.getKeeper());
    if (failed(canonicalize(copy.ops(), patterns))) {
      reason = "its decomposition does not canonicalise";
    } else if (matcher.match(copy.getResults()[0], anchor->getResult(0))) {
      found.push_back(anchor->getResult(0));
      for (Value pattern : copy.getResults().drop_front())
        found.push_back(findFurtherResult(matcher, pattern));
    } else {
      reason = matcher.getReason();
    }
  }
  if (found.empty()) {
    if (last != composite)
      rewriter.eraseOp(last);
    rewriter.eraseOp(composite);
    return refuse(functional, anchor, reason);
  }

  // Uses before the composite keep the ops that they have. Values found further
  // on die with their uses.
  Block *block = composite->getBlock();
  SmallVector<Value> replacements(composite.getResults());
  replacements[0] = last->getResult(0);
  for (auto [from, to] : llvm::zip_equal(found, replacements))
    if (from)
      rewriter.replaceUsesWithIf(from, to, [&](OpOperand &use) {
        Operation *user = block->findAncestorOpInBlock(*use.getOwner());
        return user && composite->isBeforeInBlock(user);
      });
  eraseDead(rewriter, anchor);
  ++numRaised;
  return true;
}

void RaisePass::runOnOperation() {
  func::FuncOp function = getOperation();
  IRRewriter rewriter(&getContext());
  SmallVector<Operation *> ops = opsOutsideComposites(function);
  if (ops.empty())
    return;
  if (failed(canonicalize(ops, patterns))) {
    function.emitOpError("expected canonicalisation to end, found it still "
                         "rewriting");
    return signalPassFailure();
  }
  DominanceInfo dominance(function);
  eliminateCommonSubExpressions(rewriter, dominance, function);

  for (const auto &functional : functional::getRecoverableFunctionals()) {
    // From the end, since a raised anchor takes only earlier ops with it.
    SmallVector<Operation *> anchors = opsOutsideComposites(function);
    llvm::erase_if(anchors, [&](Operation *op) {
      return op->getName().getStringRef() != functional.anchor;
    });
    while (!anchors.empty()) {
      Operation *anchor = anchors.pop_back_val();
      if (!tryRaise(functional, anchor))
        continue;
      // Other anchors may have died with this one.
      llvm::DenseSet<Operation *> alive;
      for (Operation *op : opsOutsideComposites(function))
        alive.insert(op);
      llvm::erase_if(anchors,
                     [&](Operation *op) { return !alive.contains(op); });
    }
  }
  ops = opsOutsideComposites(function);
  for (Operation *op : llvm::reverse(ops))
    if (isOpTriviallyDead(op))
      rewriter.eraseOp(op);
}
