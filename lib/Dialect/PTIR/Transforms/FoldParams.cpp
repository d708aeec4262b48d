//===- FoldParams.cpp - Compute with parameters once ----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// What is computed from parameters alone moves out of private functions to
// their calls, until it reads parameters only; there it becomes a function of
// its own and a derived parameter takes its place.
//
// Refuses: results of more than twice the elements that were read, ops that may
// fail or stand in a region, reshapes and broadcasts at the end, which cost
// little where they are, unless a product reads what was reshaped.
//
//===----------------------------------------------------------------------===//

#include "ptir/Dialect/PTIR/Transforms/Passes.h"

#include "FixedValues.h"
#include "FoldNorms.h"

#include "mlir/IR/IRMapping.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"
#include "ptir/Support/DerivedParam.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/BLAKE3.h"

namespace ptir {
#define GEN_PASS_DEF_FOLDPARAMSPASS
#include "ptir/Dialect/PTIR/Transforms/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

/// Elements of a result per element that is read for it.
static constexpr int64_t largestGrowth = 2;

static bool isDerived(StringRef name) {
  return isDerivedParam({name.data(), name.size()});
}

static bool isLeaf(Value value) {
  Operation *op = value.getDefiningOp();
  return !op || isa<ParamOp, ConstantOp>(op);
}

namespace {

/// The ops that compute a value, operands first, and what they start from.
struct Expression {
  llvm::SetVector<Operation *> ops;
  llvm::SetVector<Value> leaves;
  bool hasArguments = false;

  explicit Expression(Value root) { add(root); }

  /// Elements of parameters and arguments.
  int64_t elementsRead() const {
    int64_t count = 0;
    for (Value leaf : leaves)
      if (!leaf.getDefiningOp<ConstantOp>())
        count += cast<RankedTensorType>(leaf.getType()).getNumElements();
    return count;
  }

private:
  void add(Value value) {
    Operation *op = value.getDefiningOp();
    if (op && ops.contains(op))
      return;
    if (isLeaf(value)) {
      hasArguments |= !op;
      leaves.insert(value);
    } else {
      for (Value operand : op->getOperands())
        add(operand);
    }
    if (op)
      ops.insert(op);
  }
};

struct FoldParamsPass : ptir::impl::FoldParamsPassBase<FoldParamsPass> {
  void runOnOperation() override;

private:
  /// What can be computed elsewhere, with all that it is computed from.
  llvm::DenseSet<Value> findHoistable(func::FuncOp function) const;
  /// The values of the function that are to be hoisted: those that ops which
  /// stay read.
  SmallVector<Value> findRoots(func::FuncOp function) const;

  void moveToCalls(func::FuncOp function);
  void makeDerived(func::FuncOp function);
  func::FuncOp deriveFunction(const Expression &expression, Value root);
  void eraseUnusedDerived();

  const FixedValues *fixed = nullptr;
};

} // namespace

/// Clones an expression; derived parameters are replaced by what they are.
static Value cloneExpression(OpBuilder &builder, const Expression &expression,
                             Value root, IRMapping &mapping,
                             ModuleOp inlineFrom = {}) {
  for (Operation *op : expression.ops) {
    auto param = dyn_cast<ParamOp>(op);
    auto source = param && inlineFrom && isDerived(param.getName())
                      ? inlineFrom.lookupSymbol<func::FuncOp>(param.getName())
                      : func::FuncOp();
    if (!source) {
      builder.clone(*op, mapping);
      continue;
    }
    IRMapping inner;
    Block &body = source.getBody().front();
    for (Operation &part : body.without_terminator())
      builder.clone(part, inner);
    mapping.map(param.getResult(),
                inner.lookup(body.getTerminator()->getOperand(0)));
  }
  return mapping.lookupOrDefault(root);
}

static void eraseDead(func::FuncOp function) {
  Block &body = function.getBody().front();
  for (Operation &op : llvm::make_early_inc_range(llvm::reverse(body)))
    if (isOpTriviallyDead(&op))
      op.erase();
}

/// Whether an op that stays reads the value.
static bool isReadOutside(Value value, const llvm::DenseSet<Value> &hoistable) {
  return llvm::any_of(value.getUsers(), [&](Operation *user) {
    return user->getNumResults() == 0 ||
           !llvm::all_of(user->getResults(), [&](Value result) {
             return hoistable.contains(result);
           });
  });
}

/// Whether a product reads the value, in this function or in one that it is
/// handed to; values of `seen` are being asked about.
static bool isReadByProduct(Value value, llvm::DenseSet<Value> &seen) {
  if (!seen.insert(value).second)
    return false;
  return llvm::any_of(value.getUses(), [&](OpOperand &use) {
    Operation *user = use.getOwner();
    auto call = dyn_cast<func::CallOp>(user);
    if (!call)
      return isa<DotGeneralOp>(user);
    auto callee = SymbolTable::lookupNearestSymbolFrom<func::FuncOp>(
        call, call.getCalleeAttr());
    return callee && !callee.isDeclaration() &&
           isReadByProduct(callee.getArgument(use.getOperandNumber()), seen);
  });
}

/// Whether a value is not worth computing elsewhere for those that read it: it
/// takes much more memory than what it is made of, or is a reshape or a
/// broadcast. A product reads its matrix as it is.
static bool isWorthless(Value value) {
  int64_t size = cast<RankedTensorType>(value.getType()).getNumElements();
  int64_t read = Expression(value).elementsRead();
  if (read == 0 || size > largestGrowth * read)
    return true;
  Operation *op = value.getDefiningOp();
  if (isa<BroadcastToOp>(op))
    return true;
  llvm::DenseSet<Value> seen;
  return isa<ReshapeOp>(op) && !isReadByProduct(value, seen);
}

llvm::DenseSet<Value>
FoldParamsPass::findHoistable(func::FuncOp function) const {
  llvm::DenseSet<Value> values = fixed->findIn(function), hoistable;
  Block &body = function.getBody().front();
  for (Operation &op : body)
    for (Value result : op.getResults()) {
      auto type = dyn_cast<RankedTensorType>(result.getType());
      if (!isLeaf(result) && values.contains(result) && type &&
          type.hasStaticShape() &&
          llvm::all_of(op.getOperands(), [&](Value operand) {
            return isLeaf(operand) || hoistable.contains(operand);
          }))
        hoistable.insert(result);
    }
  // What stays behind becomes a reader of what it is computed from.
  for (Operation &op : llvm::reverse(body))
    for (Value result : op.getResults())
      if (hoistable.contains(result) && isReadOutside(result, hoistable) &&
          isWorthless(result))
        hoistable.erase(result);
  return hoistable;
}

SmallVector<Value> FoldParamsPass::findRoots(func::FuncOp function) const {
  llvm::DenseSet<Value> hoistable = findHoistable(function);
  SmallVector<Value> roots;
  for (Operation &op : function.getBody().front())
    for (Value result : op.getResults())
      if (hoistable.contains(result) && isReadOutside(result, hoistable))
        roots.push_back(result);
  return roots;
}

/// Replaces what the function computes from its arguments by new arguments.
void FoldParamsPass::moveToCalls(func::FuncOp function) {
  ArrayRef<func::CallOp> calls = fixed->getCalls().of(function);
  if (calls.empty())
    return;
  for (Value root : findRoots(function)) {
    Expression expression(root);
    if (!expression.hasArguments)
      continue;
    unsigned index = function.getNumArguments();
    if (failed(
            function.insertArgument(index, root.getType(), {}, root.getLoc())))
      continue;
    for (func::CallOp call : calls) {
      OpBuilder builder(call);
      IRMapping mapping;
      for (auto [argument, operand] :
           llvm::zip(function.getArguments(), call.getOperands()))
        mapping.map(argument, operand);
      Value computed = cloneExpression(builder, expression, root, mapping);
      call->insertOperands(index, computed);
    }
    root.replaceAllUsesWith(function.getArgument(index));
    ++numMoved;
  }
  eraseDead(function);
  BitVector unused(function.getNumArguments());
  for (BlockArgument argument : function.getArguments())
    if (argument.use_empty() && fixed->isFixed(argument))
      unused.set(argument.getArgNumber());
  if (unused.none() || failed(function.eraseArguments(unused)))
    return;
  for (func::CallOp call : calls)
    call->eraseOperands(unused);
}

/// The function that computes `root`, under a name made from what it does.
func::FuncOp FoldParamsPass::deriveFunction(const Expression &expression,
                                            Value root) {
  ModuleOp module = getOperation();
  auto builder = OpBuilder::atBlockEnd(module.getBody());
  auto function = func::FuncOp::create(
      builder, root.getLoc(), StringRef(derivedParamPrefix),
      builder.getFunctionType({}, root.getType()));
  builder.setInsertionPointToStart(function.addEntryBlock());
  IRMapping mapping;
  Value result = cloneExpression(builder, expression, root, mapping, module);
  func::ReturnOp::create(builder, root.getLoc(), result);

  std::string text, first;
  llvm::raw_string_ostream stream(text);
  function->print(stream, OpPrintingFlags().useLocalScope());
  function.walk([&](ParamOp param) {
    if (first.empty())
      first = param.getName().str();
  });
  llvm::BLAKE3 hasher;
  hasher.update(text);
  llvm::BLAKE3Result<8> hash = hasher.final<8>();
  std::string name =
      std::string(derivedParamPrefix) + first + "." +
      llvm::toHex(llvm::ArrayRef<uint8_t>(hash.data(), hash.size()),
                  /*LowerCase=*/true);
  if (auto known = module.lookupSymbol<func::FuncOp>(name)) {
    function.erase();
    return known;
  }
  function.setName(name);
  ++numDerived;
  return function;
}

/// Replaces what the function computes from parameters by derived parameters.
void FoldParamsPass::makeDerived(func::FuncOp function) {
  for (Value root : findRoots(function)) {
    Expression expression(root);
    if (expression.hasArguments)
      continue;
    func::FuncOp computes = deriveFunction(expression, root);
    OpBuilder builder(root.getDefiningOp());
    root.replaceAllUsesWith(ParamOp::create(
        builder, root.getLoc(), root.getType(), computes.getName()));
  }
  eraseDead(function);
}

/// Those of an earlier run that later ones were computed from.
void FoldParamsPass::eraseUnusedDerived() {
  llvm::StringSet<> used;
  getOperation().walk([&](ParamOp param) { used.insert(param.getName()); });
  // Those that are read in another form already.
  getOperation().walk([&](rt::ParamOp param) { used.insert(param.getName()); });
  for (auto function :
       llvm::make_early_inc_range(getOperation().getOps<func::FuncOp>()))
    if (isDerived(function.getName()) && !used.contains(function.getName()))
      function.erase();
}

/// Private functions before those that call them.
static void addCallees(func::FuncOp function, SymbolTable &symbols,
                       llvm::SetVector<Operation *> &order,
                       llvm::DenseSet<Operation *> &visited) {
  if (function.isDeclaration() || isDerived(function.getName()) ||
      !visited.insert(function).second)
    return;
  function.walk([&](func::CallOp call) {
    if (auto callee = symbols.lookup<func::FuncOp>(call.getCallee()))
      addCallees(callee, symbols, order, visited);
  });
  order.insert(function);
}

void FoldParamsPass::runOnOperation() {
  ModuleOp module = getOperation();
  FixedValues values(module);
  fixed = &values;
  numFolded += foldNorms(module, values);

  SymbolTable symbols(module);
  llvm::SetVector<Operation *> order;
  llvm::DenseSet<Operation *> visited;
  for (auto function : module.getOps<func::FuncOp>())
    addCallees(function, symbols, order, visited);
  for (Operation *op : order)
    moveToCalls(cast<func::FuncOp>(op));
  for (Operation *op : order)
    makeDerived(cast<func::FuncOp>(op));
  eraseUnusedDerived();
}
