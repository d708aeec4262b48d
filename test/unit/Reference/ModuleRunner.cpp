//===- ModuleRunner.cpp - Modules as text, results as text ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ModuleRunner.h"

#include "ptir/Dialect/PTIR/IR/PTIRDialect.h"
#include "ptir/Support/ScalarTraits.h"

#include "mlir/AsmParser/AsmParser.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Parser/Parser.h"

#include <cmath>
#include <cstring>
#include <ostream>

using namespace ptir;
using namespace ptir::reference;

ModuleRunner::ModuleRunner(llvm::StringRef source, ParamProvider *params,
                           InterpreterOptions options) {
  context.loadDialect<mlir::func::FuncDialect, PTIRDialect>();
  module =
      mlir::parseSourceString<mlir::ModuleOp>(source, &context, "test.mlir");
  if (!module) {
    ADD_FAILURE() << "the module does not parse:\n" << source.str();
    module = mlir::ModuleOp::create(mlir::UnknownLoc::get(&context));
  }
  runner = std::make_unique<Interpreter>(*module, params ? *params : noParams,
                                         options);
}

Tensor ModuleRunner::tensor(llvm::StringRef attribute) {
  auto elements = llvm::dyn_cast_or_null<mlir::ElementsAttr>(
      mlir::parseAttribute(attribute, &context));
  if (!elements) {
    ADD_FAILURE() << "not an elements attribute: " << attribute.str();
    return Tensor();
  }
  StatusOr<Tensor> tensor = Tensor::fromAttribute(elements);
  EXPECT_TRUE(tensor.ok()) << tensor.message();
  return tensor.ok() ? *tensor : Tensor();
}

llvm::Expected<std::vector<Tensor>>
ModuleRunner::call(llvm::StringRef function,
                   std::initializer_list<const char *> args) {
  std::vector<Tensor> tensors;
  for (const char *arg : args)
    tensors.push_back(tensor(arg));
  return runner->call(function, std::move(tensors));
}

std::string ModuleRunner::errorOf(llvm::StringRef function,
                                  std::initializer_list<const char *> args) {
  llvm::Expected<std::vector<Tensor>> results = call(function, args);
  return results ? "no error" : llvm::toString(results.takeError());
}

/// Whether element i is NaN in both.
static bool bothNaN(const Tensor &lhs, const Tensor &rhs, int64_t i) {
  return visitElementType<FloatFamily>(lhs.elementType(), false, [&](auto tag) {
    using Traits = ScalarTraits<tag.value>;
    using Storage = typename Traits::Storage;
    return std::isnan(Traits::load(lhs.data<Storage>()[i])) &&
           std::isnan(Traits::load(rhs.data<Storage>()[i]));
  });
}

testing::AssertionResult ptir::reference::sameTensor(const Tensor &expected,
                                                     const Tensor &found) {
  if (expected.describeType() != found.describeType())
    return testing::AssertionFailure() << "expected " << expected.describeType()
                                       << ", found " << found.describeType();
  size_t size = storageBytes(expected.elementType());
  for (int64_t i = 0; i < expected.numElements(); ++i)
    if (std::memcmp(expected.data<uint8_t>() + i * size,
                    found.data<uint8_t>() + i * size, size) != 0 &&
        !bothNaN(expected, found, i))
      return testing::AssertionFailure()
             << "element " << i << " of " << found.describeType()
             << ": expected bytes "
             << testing::PrintToString(
                    expected.bytes().slice(i * size, size).vec())
             << ", found "
             << testing::PrintToString(
                    found.bytes().slice(i * size, size).vec());
  return testing::AssertionSuccess();
}

void ptir::reference::PrintTo(const ValueCase &testCase, std::ostream *stream) {
  *stream << testCase.body;
}

void ptir::reference::checkValue(const ValueCase &testCase) {
  std::string expected = testCase.expected;
  std::string type = expected.substr(expected.rfind(" : ") + 3);
  ModuleRunner runner("func.func @main() -> " + type + " {\n" + testCase.body +
                      "\nreturn %r : " + type + "\n}");
  llvm::Expected<std::vector<Tensor>> results = runner.call("main");
  if (!results) {
    ADD_FAILURE() << llvm::toString(results.takeError());
    return;
  }
  EXPECT_TRUE(sameTensor(runner.tensor(expected), results->front()));
}
