//===- KernelShapesTest.cpp - Awkward extents on every backend ------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Linear layers, convolutions and pooling whose extents no kernel likes:
// primes, nothing at all, batches of three, every length from 1 to 17, groups,
// dilation. Arguments come aligned and one float off. Every backend, also with
// weights in bf16 and int8, gives what the interpreter gives.
//
//===----------------------------------------------------------------------===//

#include "KernelShapeCases.h"

#include "ptir/Backends/Backend.h"
#include "ptir/Execution/Compile.h"
#include "ptir/Pipelines/InitAll.h"
#include "ptir/Support/SplitMix64.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/MLIRContext.h"
#include "gtest/gtest.h"

#include <cmath>
#include <cstring>

using namespace ptir;
using namespace ptir::test;
using execution::CompileOptions;
using execution::Instance;
using runtime::HostTensor;

static void fill(float *values, int64_t count, SplitMix64 &random) {
  for (int64_t i = 0; i < count; ++i)
    values[i] = static_cast<float>(random.next() >> 40) / (1 << 23) - 1;
}

static int64_t countOf(const Dims &dims) {
  int64_t count = 1;
  for (int64_t extent : dims)
    count *= extent;
  return count;
}

namespace {

/// Floats that start `offset` floats behind an aligned address.
class Argument {
public:
  Argument(Dims extents, int offset, SplitMix64 &random)
      : dims(std::move(extents)),
        storage(std::move(
            *HostTensor::zeros(ElementType::F32, {countOf(dims) + offset}))),
        offset(offset) {
    fill(storage.as<float>() + offset, countOf(dims), random);
  }

  ptir_tensor view() const {
    return {storage.as<float>() + offset, dims.data(),
            static_cast<int32_t>(dims.size()),
            static_cast<int32_t>(ElementType::F32)};
  }

private:
  Dims dims;
  HostTensor storage;
  int offset;
};

/// The cases, compiled for one backend: an entry each.
struct Compiled {
  std::string title;
  double tolerance; ///< of the largest element of a result
  std::unique_ptr<Instance> instance;
};

class KernelShapesTest : public testing::TestWithParam<ShapeCase> {
protected:
  static void SetUpTestSuite() {
    context = std::make_unique<mlir::MLIRContext>(
        mlir::MLIRContext::Threading::DISABLED);
    context->loadDialect<PTIRDialect, mlir::func::FuncDialect>();
    reference = compile("reference", StoredWeights::F32);
    BackendRegistry registry;
    registerAllBackends(registry);
    for (const auto &backend : registry.all()) {
      if (backend->isInterpreter())
        continue;
      std::string name = backend->getName().str();
      backends.push_back({name, 2e-5, compile(name, StoredWeights::F32)});
      backends.push_back(
          {name + " bf16", 2e-2, compile(name, StoredWeights::BF16)});
      backends.push_back(
          {name + " int8", 2e-2, compile(name, StoredWeights::Int8)});
    }
  }

  static void TearDownTestSuite() {
    backends.clear();
    reference.reset();
    context.reset();
  }

  static std::vector<float> run(Instance &instance, const std::string &entry,
                                const std::vector<ptir_tensor> &arguments) {
    std::vector<ptir_tensor> results;
    if (Status status = instance.call(entry, arguments, results);
        !status.ok()) {
      ADD_FAILURE() << status.message();
      return {};
    }
    const ptir_tensor &result = results.front();
    const float *values = static_cast<const float *>(result.data);
    return {values,
            values + countOf(Dims(result.dims, result.dims + result.rank))};
  }

  static std::unique_ptr<Instance> reference;
  static std::vector<Compiled> backends;

private:
  static void emit(mlir::ModuleOp module, const ShapeCase &shapeCase) {
    mlir::Location location = module.getLoc();
    auto typeOf = [&](Dims dims) {
      for (int64_t &extent : dims)
        extent = extent == anyExtent ? mlir::ShapedType::kDynamic : extent;
      return mlir::RankedTensorType::get(
          dims, mlir::Float32Type::get(module.getContext()));
    };
    llvm::SmallVector<mlir::Type> inputs;
    for (const Dims &dims : shapeCase.args)
      inputs.push_back(typeOf(dims));
    auto end = mlir::OpBuilder::atBlockEnd(module.getBody());
    auto function = mlir::func::FuncOp::create(end, location, shapeCase.name,
                                               end.getFunctionType(inputs, {}));
    auto builder = mlir::OpBuilder::atBlockBegin(function.addEntryBlock());
    functional::Emitter emitter(builder, location);
    std::vector<functional::Tensor> operands(function.getArguments().begin(),
                                             function.getArguments().end());
    for (size_t i = 0; i < shapeCase.params.size(); ++i)
      operands.push_back(ParamOp::create(builder, location,
                                         typeOf(shapeCase.params[i]),
                                         paramName(shapeCase, i))
                             .getResult());
    functional::Tensor result = shapeCase.emit(emitter, operands);
    ASSERT_TRUE(result) << shapeCase.name;
    mlir::func::ReturnOp::create(builder, location, result.getValue());
    function.setFunctionType(
        builder.getFunctionType(inputs, result.getValue().getType()));
  }

  static std::string paramName(const ShapeCase &shapeCase, size_t index) {
    return shapeCase.name + ".p" + std::to_string(index);
  }

  static std::shared_ptr<runtime::ParamStore> makeStore() {
    auto source = std::make_unique<runtime::MemorySource>();
    SplitMix64 random(3);
    for (const ShapeCase &shapeCase : allShapeCases())
      for (size_t i = 0; i < shapeCase.params.size(); ++i) {
        auto tensor = HostTensor::zeros(ElementType::F32, shapeCase.params[i]);
        fill(tensor->as<float>(), tensor->elementCount(), random);
        source->add(paramName(shapeCase, i), std::move(*tensor));
      }
    return std::make_shared<runtime::ParamStore>(std::move(source));
  }

  static std::unique_ptr<Instance> compile(const std::string &backend,
                                           StoredWeights weights) {
    mlir::OwningOpRef<mlir::ModuleOp> module =
        mlir::ModuleOp::create(mlir::UnknownLoc::get(context.get()));
    for (const ShapeCase &shapeCase : allShapeCases())
      emit(*module, shapeCase);
    CompileOptions options;
    options.backend = backend;
    options.weights = weights;
    options.threads = 2;
    auto instance =
        execution::instantiate(std::move(module), makeStore(), options);
    if (instance.ok())
      return std::move(*instance);
    ADD_FAILURE() << backend << ": " << instance.message();
    return nullptr;
  }

  static std::unique_ptr<mlir::MLIRContext> context;
};

std::unique_ptr<mlir::MLIRContext> KernelShapesTest::context;
std::unique_ptr<Instance> KernelShapesTest::reference;
std::vector<Compiled> KernelShapesTest::backends;

} // namespace

static double largest(const std::vector<float> &values) {
  double result = 0;
  for (float value : values)
    result = std::max<double>(result, std::abs(value));
  return result;
}

TEST_P(KernelShapesTest, EqualsReference) {
  const ShapeCase &shapeCase = GetParam();
  ASSERT_NE(reference, nullptr);
  for (const std::vector<Dims> &extents : shapeCase.calls)
    for (int offset : {0, 1}) {
      SplitMix64 random(11);
      std::vector<Argument> arguments;
      for (const Dims &dims : extents)
        arguments.emplace_back(dims, offset, random);
      std::vector<ptir_tensor> views;
      for (const Argument &argument : arguments)
        views.push_back(argument.view());
      std::vector<float> expected = run(*reference, shapeCase.name, views);
      for (const Compiled &backend : backends) {
        SCOPED_TRACE(backend.title + ", extent " +
                     std::to_string(extents.front().front()) + ", offset " +
                     std::to_string(offset));
        ASSERT_NE(backend.instance, nullptr);
        std::vector<float> found =
            run(*backend.instance, shapeCase.name, views);
        ASSERT_EQ(found.size(), expected.size());
        double bound = backend.tolerance * largest(expected);
        for (size_t i = 0; i < found.size(); ++i)
          ASSERT_NEAR(found[i], expected[i], bound) << "element " << i;
      }
    }
}

INSTANTIATE_TEST_SUITE_P(Extents, KernelShapesTest,
                         testing::ValuesIn(allShapeCases()),
                         [](const testing::TestParamInfo<ShapeCase> &info) {
                           return info.param.name;
                         });
