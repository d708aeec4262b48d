//===- InexactValues.cpp - What may be rounded differently ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Validation/InexactValues.h"

#include "ptir/Dialect/PTIR/IR/PTIRDialect.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/SymbolTable.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::validation;

static bool hasElements(Type type, llvm::function_ref<bool(Type)> accepts) {
  auto shaped = dyn_cast<ShapedType>(type);
  return shaped && accepts(shaped.getElementType());
}

static bool isInexactType(Type type) {
  return isa<FloatType, ComplexType>(type);
}

/// Sums of floats and complex numbers; of the kinds of a reduction only `sum`
/// and `add` sum.
static bool isSum(Operation &op, llvm::StringRef name) {
  bool sums = llvm::StringSwitch<bool>(name)
                  .Cases({"dot_general", "scatter_add", "layer_norm"}, true)
                  .Default(false);
  bool reduces = llvm::StringSwitch<bool>(name)
                     .Cases({"reduce", "reduce_window", "segment_reduce",
                             "scatter_reduce"},
                            true)
                     .Default(false);
  if (reduces) {
    std::string kind;
    llvm::raw_string_ostream(kind) << op.getAttr("kind");
    sums = llvm::StringRef(kind).contains("sum") ||
           llvm::StringRef(kind).contains("add");
  }
  return sums && llvm::any_of(op.getResultTypes(), [](Type type) {
           return hasElements(type, isInexactType);
         });
}

Rounding ptir::validation::getRounding(Operation &op) {
  if (op.getName().getDialectNamespace() !=
          PTIRDialect::getDialectNamespace() ||
      op.getNumRegions() != 0)
    return Rounding::Moving;
  llvm::StringRef name = op.getName().stripDialect();
  if (isSum(op, name))
    return Rounding::Sum;
  auto onComplex = [&] {
    return op.getNumOperands() > 0 &&
           hasElements(op.getOperand(0).getType(),
                       [](Type type) { return isa<ComplexType>(type); });
  };
  return llvm::StringSwitch<Rounding>(name)
      .Cases({"exp", "log", "tanh", "erf", "sin", "cos"}, Rounding::Function)
      .Cases({"rsqrt", "logistic", "pow", "rng_normal", "custom_call"},
             Rounding::Function)
      .Cases({"mul", "div", "abs", "sqrt", "reciprocal"},
             onComplex() ? Rounding::Function : Rounding::Exact)
      .Cases({"constant", "param", "select", "stop_gradient", "reshape",
              "transpose", "broadcast_to", "slice"},
             Rounding::Moving)
      .Cases({"concat", "pad", "tile", "take", "gather", "dynamic_slice",
              "dynamic_update_slice", "extract_patches"},
             Rounding::Moving)
      .Cases({"yield", "neg", "maximum", "minimum", "clamp", "top_k"},
             Rounding::Moving)
      .Default(Rounding::Exact);
}

namespace {

/// Spreads inexactness until nothing changes; coarse across regions and calls:
/// one inexact operand makes every argument of a body inexact.
class Spreading {
public:
  explicit Spreading(ModuleOp module) : module(module), symbols(module) {}

  llvm::DenseSet<Value> run() {
    do {
      changed = false;
      module.walk([&](Operation *op) { visit(*op); });
    } while (changed);
    return std::move(inexact);
  }

private:
  void mark(ValueRange values) {
    for (Value value : values)
      changed |= inexact.insert(value).second;
  }

  bool anyInexact(ValueRange values) {
    return llvm::any_of(values,
                        [&](Value value) { return inexact.contains(value); });
  }

  void visit(Operation &op) {
    Rounding rounding = getRounding(op);
    bool fed = anyInexact(op.getOperands());
    if (fed || rounding == Rounding::Sum ||
        (rounding == Rounding::Function && yieldsInexactType(op)))
      mark(op.getResults());
    if (auto call = dyn_cast<func::CallOp>(op))
      if (auto callee = symbols.lookup<func::FuncOp>(call.getCallee())) {
        if (fed && !callee.isExternal())
          mark(callee.getArguments());
        if (returnsInexact.contains(callee))
          mark(op.getResults());
      }
    if (isa<func::ReturnOp>(op) && fed)
      changed |= returnsInexact.insert(op.getParentOp()).second;
    if (isa<func::FuncOp, ModuleOp>(op))
      return;
    bool yielded = false;
    for (Region &region : op.getRegions())
      for (Block &block : region)
        yielded |= block.mightHaveTerminator() &&
                   anyInexact(block.getTerminator()->getOperands());
    if (yielded)
      mark(op.getResults());
    if (fed || yielded)
      for (Region &region : op.getRegions())
        mark(region.getArguments());
  }

  static bool yieldsInexactType(Operation &op) {
    return llvm::any_of(op.getResultTypes(), [](Type type) {
      return hasElements(type, isInexactType);
    });
  }

  ModuleOp module;
  SymbolTable symbols;
  llvm::DenseSet<Value> inexact;
  llvm::DenseSet<Operation *> returnsInexact;
  bool changed = false;
};

} // namespace

llvm::DenseSet<Value> ptir::validation::findInexactValues(ModuleOp module) {
  return Spreading(module).run();
}
