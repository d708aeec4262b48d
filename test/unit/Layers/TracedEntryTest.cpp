//===- TracedEntryTest.cpp - Entries that return what was tapped ----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Layers/TracedEntry.h"

#include "ptir/Functional/Elementwise.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Verifier.h"
#include "gtest/gtest.h"

using namespace mlir;
using namespace ptir;
using functional::Emitter;
using functional::Tensor;

namespace {

TEST(TracedEntryTest, ReturnsTapsInOrderUnderTheirNames) {
  MLIRContext context;
  context.loadDialect<PTIRDialect, func::FuncDialect>();
  OpBuilder builder(&context);
  Location location = builder.getUnknownLoc();
  OwningOpRef<ModuleOp> module = ModuleOp::create(location);
  builder.setInsertionPointToEnd(module->getBody());
  auto type = RankedTensorType::get({2, 3}, builder.getF32Type());
  auto function = func::FuncOp::create(builder, location, "forward",
                                       builder.getFunctionType(type, {}));
  builder.setInsertionPointToStart(function.addEntryBlock());

  std::vector<Emitter::Tap> taps;
  Emitter emitter(builder, location);
  emitter.recordTaps(&taps);
  Tensor x = function.getArgument(0);
  Tensor first = functional::add(emitter, x, x);
  {
    Emitter::Scope scope(emitter, "block");
    emitter.tap("sum", first);
    emitter.tap("", first);
  }
  Tensor second = functional::add(emitter, first, x);
  emitter.tap("second", second);
  layers::returnTaps(function, builder, taps);

  EXPECT_TRUE(succeeded(verify(*module)));
  using Names = std::vector<std::vector<std::string>>;
  EXPECT_EQ(layers::resultNames(function),
            (Names{{"block.sum", "block"}, {"second"}}));
  auto ret = cast<func::ReturnOp>(function.getBody().front().getTerminator());
  EXPECT_EQ(ret.getOperand(0), first.getValue());
  EXPECT_EQ(ret.getOperand(1), second.getValue());
}

TEST(TracedEntryTest, OtherEntriesHaveNoNames) {
  MLIRContext context;
  context.loadDialect<func::FuncDialect>();
  OpBuilder builder(&context);
  Type type = builder.getI32Type();
  OwningOpRef<func::FuncOp> function = func::FuncOp::create(
      builder.getUnknownLoc(), "f", builder.getFunctionType({}, {type, type}));
  EXPECT_EQ(layers::resultNames(*function),
            std::vector<std::vector<std::string>>(2));
}

} // namespace
