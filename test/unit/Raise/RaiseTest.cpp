//===- RaiseTest.cpp - What is emitted is recognised again ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "RaiseCases.h"

using namespace ptir;
using namespace ptir::functional;
using namespace ptir::test;

namespace ptir::test {
static void PrintTo(const RaiseCase &example, std::ostream *stream) {
  *stream << example.name;
}
} // namespace ptir::test

namespace {

class RaiseTest : public testing::TestWithParam<RaiseCase> {};

TEST_P(RaiseTest, GivesTheCompositeBack) {
  const RaiseCase &example = GetParam();
  Program p(example.types);
  ASSERT_TRUE(p.finish(example.emit(p)));
  CompositeOp before = p.firstOp<CompositeOp>();
  mlir::DictionaryAttr config = before.getConfig();
  llvm::SmallVector<mlir::Type> types(before.getResultTypes());
  ASSERT_TRUE(inlineAndRaise(*p.module));

  auto composites = p.function.getOps<CompositeOp>();
  ASSERT_EQ(std::distance(composites.begin(), composites.end()), 1);
  CompositeOp after = *composites.begin();
  EXPECT_EQ(after.getName(), example.functional);
  EXPECT_EQ(after.getConfig(), config);
  EXPECT_EQ(llvm::SmallVector<mlir::Type>(after.getResultTypes()), types);
  llvm::SmallVector<mlir::Value> arguments(p.function.getArguments());
  EXPECT_EQ(llvm::SmallVector<mlir::Value>(after.getInputs()), arguments);
  // Nothing of the core ops is left: not even for the further results.
  EXPECT_EQ(p.function.getBody().front().getOperations().size(), 2u);
}

//===----------------------------------------------------------------------===//
// Near misses
//===----------------------------------------------------------------------===//

/// Numbers and reductions that the function's first result is computed with.
llvm::SmallVector<mlir::Operation *>
findAlterable(mlir::func::FuncOp function) {
  mlir::Operation *end = function.getBody().front().getTerminator();
  llvm::SetVector<mlir::Operation *> needed;
  if (mlir::Operation *last = end->getOperand(0).getDefiningOp())
    needed.insert(last);
  for (size_t i = 0; i < needed.size(); ++i)
    for (mlir::Value operand : needed[i]->getOperands())
      if (mlir::Operation *producer = operand.getDefiningOp())
        needed.insert(producer);
  llvm::SmallVector<mlir::Operation *> alterable;
  for (mlir::Operation *op : needed) {
    auto constant = llvm::dyn_cast<ConstantOp>(op);
    if (llvm::isa<ReduceOp>(op) ||
        (constant && constant.getValue().isSplat() &&
         llvm::isa<mlir::FloatType>(constant.getValue().getElementType())))
      alterable.push_back(op);
  }
  return alterable;
}

/// Gives a number another value, a reduction another kind.
void alter(mlir::Operation *op) {
  if (auto reduce = llvm::dyn_cast<ReduceOp>(op))
    return reduce.setKind(reduce.getKind() == ReduceKind::Max
                              ? ReduceKind::Min
                              : ReduceKind::Max);
  auto constant = llvm::cast<ConstantOp>(op);
  auto elements = llvm::cast<mlir::DenseElementsAttr>(constant.getValue());
  llvm::APFloat old = elements.getSplatValue<llvm::APFloat>();
  double number = 3;
  bool losesInfo;
  if (old.isFinite()) {
    old.convert(llvm::APFloat::IEEEdouble(), llvm::APFloat::rmNearestTiesToEven,
                &losesInfo);
    number = old.convertToDouble() * 1.5 + 0.375;
  }
  llvm::APFloat other(number);
  other.convert(llvm::cast<mlir::FloatType>(elements.getElementType())
                    .getFloatSemantics(),
                llvm::APFloat::rmNearestTiesToEven, &losesInfo);
  constant.setValueAttr(
      mlir::DenseElementsAttr::get(elements.getType(), other));
}

/// Whatever is altered, it is not the same functional any more: it has another
/// config, or the reason why it is none is told.
TEST_P(RaiseTest, TellsNearMissesApart) {
  const RaiseCase &example = GetParam();
  size_t count = 1;
  for (size_t i = 0; i < count; ++i) {
    Program p(example.types);
    ASSERT_TRUE(p.finish(example.emit(p)));
    mlir::DictionaryAttr config = p.firstOp<CompositeOp>().getConfig();
    ASSERT_TRUE(inlineAll(*p.module));
    auto alterable = findAlterable(p.function);
    count = alterable.size();
    if (count == 0)
      return;
    alter(alterable[i]);
    std::string altered;
    llvm::raw_string_ostream(altered) << *alterable[i];
    SCOPED_TRACE(altered);
    ASSERT_TRUE(raise(*p.module));
    bool another = false;
    for (auto op : p.function.getOps<CompositeOp>())
      if (op.getName() == example.functional) {
        EXPECT_NE(op.getConfig(), config);
        another = true;
      }
    std::string reason =
        std::string("not raised to '") + example.functional + "': expected ";
    EXPECT_TRUE(another ||
                llvm::any_of(p.messages, [&](const std::string &message) {
                  return message.find(reason) != message.npos;
                }));
  }
}

INSTANTIATE_TEST_SUITE_P(Functionals, RaiseTest,
                         testing::ValuesIn(getRaiseCases().vec()),
                         [](const testing::TestParamInfo<RaiseCase> &info) {
                           return info.param.name;
                         });

} // namespace
