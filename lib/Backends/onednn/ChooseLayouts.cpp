//===- ChooseLayouts.cpp - The layouts with the least time ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "LayoutAssignment.h"

#include "KernelCosts.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "ptir/Dialect/PTIR/IR/PTIROps.h"

using namespace mlir;
using namespace ptir;

bool ptir::canBeBlocked(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor && tensor.getRank() == 4 && tensor.hasStaticShape() &&
         tensor.getElementType().isF32() && tensor.getNumElements() > 0 &&
         tensor.getDimSize(3) % channelBlock == 0;
}

bool ptir::ignoresLayout(Operation *op) {
  auto reshape = dyn_cast<ReshapeOp>(op);
  if (!reshape || !reshape.getType().hasStaticShape())
    return false;
  auto source = cast<RankedTensorType>(reshape->getOperand(0).getType());
  return source.getRank() == 4 && source.getDimSize(1) == 1 &&
         source.getDimSize(2) == 1;
}

/// Windows over height and width alone.
static bool isSpatial(ReduceWindowOp op) {
  auto isOne = [](ArrayRef<int64_t> list) {
    return list.front() == 1 && list.back() == 1;
  };
  ArrayRef<int64_t> padding = op.getPadding();
  return op.getWindow().size() == 4 && isOne(op.getWindow()) &&
         isOne(op.getStrides()) && isOne(op.getBaseDilation()) &&
         isOne(op.getWindowDilation()) && !padding[0] && !padding[1] &&
         !padding[6] && !padding[7];
}

/// Whether the op exists for both layouts, the same for what it reads and
/// writes.
static bool takesBoth(Operation *op) {
  if (auto window = dyn_cast<ReduceWindowOp>(op))
    return canBeBlocked(window.getX().getType()) &&
           canBeBlocked(window.getType()) && isSpatial(window);
  auto call = dyn_cast<rt::CallOp>(op);
  if (!call || call->getNumResults() != 1 || call.getInputs().empty() ||
      !canBeBlocked(call.getInputs()[0].getType()) ||
      !canBeBlocked(call.getResult().getType()))
    return false;
  if (call.getKernel() == "onednn.avg_pool")
    return true;
  auto groups = call.getConfig().getAs<IntegerAttr>("groups");
  auto source = call.getConfig().getAs<DenseI64ArrayAttr>("source");
  return call.getKernel() == "onednn.convolution" && groups && source &&
         (groups.getInt() == 1 || groups.getInt() == source[1]);
}

void LayoutAssignment::countRuns() {
  constexpr int64_t most = int64_t(1) << 20;
  SmallVector<Function> order; // callees before their callers
  llvm::DenseSet<Operation *> visited;
  auto visit = [&](auto &&self, Function function) -> void {
    if (function.isDeclaration() || !visited.insert(function).second)
      return;
    function.walk([&](func::CallOp call) {
      if (auto callee = symbols.lookup<Function>(call.getCallee()))
        self(self, callee);
    });
    order.push_back(function);
  };
  for (auto function : module.getOps<Function>()) {
    visit(visit, function);
    if (!function.isDeclaration())
      runs[function] = function.isPublic();
  }
  for (Function function : llvm::reverse(order))
    function.walk([&](func::CallOp call) {
      auto callee = symbols.lookup<Function>(call.getCallee());
      if (callee && runs.contains(callee))
        runs[callee] = std::min(most, runs[callee] + runs[function]);
    });
}

std::optional<size_t> LayoutAssignment::nodeOfOp(Operation *op) {
  auto known = opNodes.find(op);
  if (known != opNodes.end())
    return known->second;
  return std::nullopt;
}

std::optional<size_t> LayoutAssignment::resultNode(Function function,
                                                   unsigned index) {
  if (!isCallee(function) ||
      !canBeBlocked(function.getFunctionType().getResult(index)))
    return std::nullopt;
  auto [it, isNew] = resultNodes.try_emplace({function, index}, 0);
  if (isNew)
    it->second = cut.addNode();
  return it->second;
}

std::optional<size_t> LayoutAssignment::nodeOf(Value value) {
  if (auto argument = dyn_cast<BlockArgument>(value)) {
    auto function = dyn_cast<Function>(argument.getOwner()->getParentOp());
    if (!function || !argument.getOwner()->isEntryBlock() ||
        !isCallee(function) || !canBeBlocked(value.getType()))
      return std::nullopt;
    auto [it, isNew] = argumentNodes.try_emplace(value, 0);
    if (isNew)
      it->second = cut.addNode();
    return it->second;
  }
  if (auto call = value.getDefiningOp<func::CallOp>()) {
    auto callee = symbols.lookup<Function>(call.getCallee());
    return callee ? resultNode(callee, cast<OpResult>(value).getResultNumber())
                  : std::nullopt;
  }
  return nodeOfOp(value.getDefiningOp());
}

void LayoutAssignment::addOpCosts(Operation *op) {
  size_t node = cut.addNode();
  opNodes[op] = node;
  auto call = dyn_cast<rt::CallOp>(op);
  if (!call || call.getKernel() != "onednn.convolution")
    return;
  std::optional<ConvolutionShape> shape = ConvolutionShape::of(call);
  if (!shape || !shape->fitsWinograd)
    return;
  int64_t direct = directTime(*shape), winograd = winogradTime(*shape);
  cut.addCosts(node, direct * runsOf(op),
               std::min(direct, winograd) * runsOf(op));
}

/// Another layout at the end of an edge than at its start costs a reorder.
void LayoutAssignment::link(std::optional<size_t> from,
                            std::optional<size_t> to, Type type,
                            int64_t count) {
  int64_t cost = count * reorderTime(cast<ShapedType>(type).getNumElements());
  if (from && to)
    cut.addPair(*from, *to, cost);
  else if (from || to)
    cut.addCosts(from ? *from : *to, 0, cost);
}

void LayoutAssignment::addUse(OpOperand &use) {
  Type type = use.get().getType();
  Operation *user = use.getOwner();
  if (!canBeBlocked(type) || ignoresLayout(user) ||
      use.get().getDefiningOp<tensor::EmptyOp>())
    return;
  std::optional<size_t> to = nodeOfOp(user);
  if (auto call = dyn_cast<func::CallOp>(user)) {
    auto callee = symbols.lookup<Function>(call.getCallee());
    to = callee && isCallee(callee)
             ? nodeOf(callee.getArgument(use.getOperandNumber()))
             : std::nullopt;
  } else if (auto end = dyn_cast<func::ReturnOp>(user)) {
    to = resultNode(end->getParentOfType<Function>(), use.getOperandNumber());
  }
  link(nodeOf(use.get()), to, type, runsOf(user));
}

bool LayoutAssignment::solve() {
  countRuns();
  for (auto &[function, count] : runs)
    cast<Function>(function).walk([&](Operation *op) {
      if (op->getBlock() == &cast<Function>(function).getBody().front() &&
          takesBoth(op))
        addOpCosts(op);
    });
  for (auto &[function, count] : runs)
    function->walk([&](Operation *op) {
      for (OpOperand &use : op->getOpOperands())
        addUse(use);
    });
  blocked = cut.solve();
  return llvm::is_contained(blocked, true);
}
