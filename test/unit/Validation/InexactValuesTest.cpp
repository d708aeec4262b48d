//===- InexactValuesTest.cpp - What may be rounded differently ------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Validation/InexactValues.h"

#include "ptir/Dialect/PTIR/IR/PTIRDialect.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Parser/Parser.h"

#include <gtest/gtest.h>

using namespace ptir::validation;

namespace {

/// What the first function of a module returns, in order.
std::vector<bool> inexactResults(const char *source) {
  mlir::MLIRContext context;
  context.loadDialect<ptir::PTIRDialect, mlir::func::FuncDialect>();
  auto module = mlir::parseSourceString<mlir::ModuleOp>(source, &context);
  EXPECT_TRUE(module);
  auto inexact = findInexactValues(*module);
  std::vector<bool> found;
  auto function = *module->getOps<mlir::func::FuncOp>().begin();
  for (mlir::Value value :
       function.getBody().front().getTerminator()->getOperands())
    found.push_back(inexact.contains(value));
  return found;
}

TEST(InexactValuesTest, FunctionsSumsAndWhatUsesThem) {
  EXPECT_EQ(inexactResults(R"(
func.func @main(%x: tensor<3xf32>, %c: tensor<3xcomplex<f32>>, %i: tensor<3xsi32>)
    -> (tensor<3xf32>, tensor<3xf32>, tensor<f32>, tensor<si32>, tensor<f32>, tensor<3xi1>, tensor<3xcomplex<f32>>) {
  %0 = ptir.mul %x, %x : tensor<3xf32>
  %1 = ptir.exp %x : tensor<3xf32>
  %2 = ptir.reduce sum, %x axes [0] : tensor<3xf32> -> tensor<f32>
  %3 = ptir.reduce sum, %i axes [0] : tensor<3xsi32> -> tensor<si32>
  %4 = ptir.reduce max, %x axes [0] : tensor<3xf32> -> tensor<f32>
  %5 = ptir.compare lt, %1, %x : tensor<3xf32>
  %6 = ptir.mul %c, %c : tensor<3xcomplex<f32>>
  return %0, %1, %2, %3, %4, %5, %6 : tensor<3xf32>, tensor<3xf32>, tensor<f32>, tensor<si32>, tensor<f32>, tensor<3xi1>, tensor<3xcomplex<f32>>
})"),
            (std::vector<bool>{false, true, true, false, false, true, true}));
}

TEST(InexactValuesTest, ThroughCompositesAndCalls) {
  EXPECT_EQ(inexactResults(R"(
func.func @main(%x: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %0 = ptir.composite "tanh"(%x) : (tensor<3xf32>) -> tensor<3xf32> {
  ^bb0(%a: tensor<3xf32>):
    %t = ptir.tanh %a : tensor<3xf32>
    ptir.yield %t : tensor<3xf32>
  }
  %1 = func.call @exp(%x) : (tensor<3xf32>) -> tensor<3xf32>
  %2 = func.call @twice(%x) : (tensor<3xf32>) -> tensor<3xf32>
  return %0, %1, %2 : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>
}
func.func private @exp(%x: tensor<3xf32>) -> tensor<3xf32> {
  %0 = ptir.exp %x : tensor<3xf32>
  return %0 : tensor<3xf32>
}
func.func private @twice(%x: tensor<3xf32>) -> tensor<3xf32> {
  %0 = ptir.add %x, %x : tensor<3xf32>
  return %0 : tensor<3xf32>
})"),
            (std::vector<bool>{true, true, false}));
}

} // namespace
