//===- Gpt2ModelTest.cpp - GPT-2 as a module ------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CheckpointParams.h"
#include "models/gpt2/ActivationNames.h"
#include "models/gpt2/Model.h"

#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Layers/TracedEntry.h"
#include "ptir/Reference/Interpreter.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Verifier.h"
#include "gtest/gtest.h"
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <set>

using namespace ptir;
using namespace ptir::gpt2;
using reference::Tensor;

namespace {

Config smallConfig() {
  Config config;
  config.vocabSize = 11;
  config.contextLength = 8;
  config.embedDim = 12;
  config.numLayers = 3;
  config.numHeads = 2;
  config.hiddenDim = 20;
  return config;
}

std::string typeOf(mlir::ModuleOp module, llvm::StringRef name) {
  auto function = module.lookupSymbol<mlir::func::FuncOp>(name);
  std::string text;
  if (function)
    llvm::raw_string_ostream(text) << function.getFunctionType();
  return text;
}

TEST(Gpt2ModelTest, EntriesHaveTheirTypes) {
  mlir::MLIRContext context;
  Config config = smallConfig();
  config.numLayers = 1;
  BuildOptions options;
  options.forward = true;
  auto module = buildModule(&context, config, options);
  ASSERT_TRUE(succeeded(module));
  EXPECT_TRUE(succeeded(mlir::verify(**module)));
  std::string caches = "tensor<?x2x?x6xf32>, tensor<?x2x?x6xf32>";
  std::string results = ") -> (tensor<?x11xf32>, " + caches + ")";
  EXPECT_EQ(typeOf(**module, "prefill"),
            "(tensor<?x?xsi32>, " + caches + results);
  EXPECT_EQ(typeOf(**module, "decode"),
            "(tensor<?x1xsi32>, tensor<si32>, " + caches + results);
  EXPECT_EQ(typeOf(**module, "forward"),
            "(tensor<?x?xsi32>) -> tensor<?x?x11xf32>");
  EXPECT_EQ((**module)->getAttrOfType<mlir::StringAttr>("ptir.spec_version"),
            "0.4");

  auto inplace = [&](llvm::StringRef name) {
    return (**module)
        .lookupSymbol(name)
        ->getAttrOfType<mlir::DenseI64ArrayAttr>("ptir.inplace");
  };
  EXPECT_EQ(inplace("prefill").asArrayRef(),
            (llvm::ArrayRef<int64_t>{-1, 1, 2}));
  EXPECT_EQ(inplace("decode").asArrayRef(),
            (llvm::ArrayRef<int64_t>{-1, 2, 3}));
  EXPECT_FALSE(inplace("forward"));
}

TEST(Gpt2ModelTest, ATraceReturnsItsTapsInOrder) {
  mlir::MLIRContext context;
  Config config = smallConfig();
  config.numLayers = 2;
  BuildOptions options;
  options.prefill = options.decode = false;
  options.forward = options.trace = true;
  auto module = buildModule(&context, config, options);
  ASSERT_TRUE(succeeded(module));
  EXPECT_TRUE(succeeded(mlir::verify(**module)));
  auto forward = (**module).lookupSymbol<mlir::func::FuncOp>("forward");
  ASSERT_TRUE(forward);
  std::vector<std::string> names;
  for (const auto &list : layers::resultNames(forward)) {
    EXPECT_FALSE(list.empty());
    names.insert(names.end(), list.begin(), list.end());
  }
  auto place = [&](const std::string &name) {
    auto found = std::find(names.begin(), names.end(), name);
    EXPECT_NE(found, names.end()) << name;
    return found - names.begin();
  };
  EXPECT_EQ(place("tok_embeddings"), 0);
  std::ptrdiff_t last = 0;
  for (std::string name :
       {"pos_embeddings", "embeddings", "blocks.0.ln_1",
        "blocks.0.attention.qkv", "blocks.0.attention.context",
        "blocks.0.attention.output", "blocks.0.residual", "blocks.0.ln_2",
        "blocks.0.feed_forward.hidden", "blocks.0.feed_forward.output",
        "blocks.0.output", "blocks.1.ln_1", "blocks.1.output", "final_ln",
        "logits"}) {
    EXPECT_GT(place(name), last) << name;
    last = place(name);
  }
  EXPECT_EQ(last, std::ptrdiff_t(names.size()) - 1);
  std::set<std::string> distinct(names.begin(), names.end());
  EXPECT_EQ(distinct.size(), names.size());
  // One private function per kind of block would hide what is inside.
  EXPECT_EQ(std::distance((**module).getOps<mlir::func::FuncOp>().begin(),
                          (**module).getOps<mlir::func::FuncOp>().end()),
            1);
}

TEST(Gpt2ModelTest, ActivationsGoByTheNamesOfGptRs) {
  EXPECT_EQ(activationName("h.3.attn.output"), "blocks.3.attention.output");
  EXPECT_EQ(activationName("h.12.mlp.hidden"), "blocks.12.feed_forward.hidden");
  EXPECT_EQ(activationName("wte"), "tok_embeddings");
  EXPECT_EQ(activationName("logits"), "logits");
}

TEST(Gpt2ModelTest, OptionsSelectEntries) {
  mlir::MLIRContext context;
  BuildOptions options;
  options.prefill = options.decode = false;
  options.forward = true;
  auto module = buildModule(&context, smallConfig(), options);
  ASSERT_TRUE(succeeded(module));
  EXPECT_FALSE((*module)->lookupSymbol("prefill"));
  EXPECT_FALSE((*module)->lookupSymbol("decode"));
  EXPECT_TRUE((*module)->lookupSymbol("forward"));
}

TEST(Gpt2ModelTest, BlocksAreEmittedOnceAndParametersInEntriesOnly) {
  mlir::MLIRContext context;
  auto module = buildModule(&context, smallConfig(), {});
  ASSERT_TRUE(succeeded(module));
  for (auto function : (*module)->getOps<mlir::func::FuncOp>()) {
    int calls = 0, parameters = 0;
    function.walk([&](mlir::func::CallOp) { ++calls; });
    function.walk([&](ParamOp) { ++parameters; });
    EXPECT_EQ(calls, function.isPublic() ? 3 : 0);
    EXPECT_EQ(parameters, function.isPublic() ? 3 * 12 + 4 : 0);
  }
  auto functions = (*module)->getOps<mlir::func::FuncOp>();
  EXPECT_EQ(std::distance(functions.begin(), functions.end()), 4);
}

TEST(Gpt2ModelTest, TheParameterListIsWhatTheModuleReads) {
  for (auto [head, last] : {std::make_pair(Head::Tied, "transformer.ln_f.bias"),
                            std::make_pair(Head::Rows, "lm_head.weight"),
                            std::make_pair(Head::Columns, "lm_head")}) {
    mlir::MLIRContext context;
    BuildOptions options;
    options.decode = false;
    options.head = head;
    auto module = buildModule(&context, smallConfig(), options);
    ASSERT_TRUE(succeeded(module));
    std::vector<std::pair<std::string, mlir::Type>> read, listed;
    (*module)->walk([&](ParamOp op) {
      read.emplace_back(op.getName().str(), op.getType());
    });
    for (const layers::ParameterSpec &spec :
         modelParameters(smallConfig(), head))
      listed.emplace_back(spec.name, spec.getTensorType(&context));
    EXPECT_TRUE(read == listed);
    EXPECT_EQ(listed.back().first, last);
  }
}

TEST(Gpt2ModelTest, TheConfigurationDecidesActivationAndScale) {
  mlir::MLIRContext context;
  Config config = smallConfig();
  config.activation = Activation::Gelu;
  config.scaleAttention = false;
  auto module = buildModule(&context, config, {});
  ASSERT_TRUE(succeeded(module));
  bool gelu = false;
  (*module)->walk([&](CompositeOp op) {
    gelu |= op.getName() == "gelu";
    EXPECT_NE(op.getName(), "gelu_tanh");
    auto scale = op.getConfig().getAs<mlir::FloatAttr>("scale");
    EXPECT_TRUE(!scale || scale.getValueAsDouble() == 1.0);
  });
  EXPECT_TRUE(gelu);
}

TEST(Gpt2ModelTest, AnImpossibleConfigurationIsReported) {
  mlir::MLIRContext context;
  std::string message;
  mlir::ScopedDiagnosticHandler handler(&context,
                                        [&](mlir::Diagnostic &diagnostic) {
                                          message = diagnostic.str();
                                          return mlir::success();
                                        });
  Config config = smallConfig();
  config.numHeads = 5;
  EXPECT_TRUE(failed(buildModule(&context, config, {})));
  EXPECT_EQ(message, "gpt2 config: expected the embedding size (12) to be a "
                     "multiple of the number of heads (5)");
}

//===----------------------------------------------------------------------===//
// A real checkpoint: gpt2-nano-sort sorts six digits
//===----------------------------------------------------------------------===//

class NanoSortTest : public testing::Test {
protected:
  void SetUp() override {
    std::string folder = std::string(PTIR_TEST_DATA_DIR) + "/gpt2-nano-sort";
    std::string error = params.open(folder);
    ASSERT_EQ(error, "");
    auto parsed = parseConfig(params.configJson());
    ASSERT_TRUE(parsed.ok()) << parsed.message();
    config = *parsed;
    BuildOptions options;
    options.forward = true;
    auto head = chooseHead(
        config, [&](std::string_view name) { return params.has(name); });
    ASSERT_TRUE(head.ok()) << head.message();
    options.head = *head;
    auto built = buildModule(&context, config, options);
    ASSERT_TRUE(succeeded(built));
    module = std::move(*built);
    std::ifstream stream(folder + "/golden.json");
    golden = nlohmann::json::parse(stream, nullptr, /*exceptions=*/false);
    ASSERT_FALSE(golden.is_discarded());
    ASSERT_FALSE(golden["cases"].empty());
  }

  std::vector<Tensor> call(const char *entry, std::vector<Tensor> args) {
    reference::Interpreter interpreter(*module, params);
    auto results = interpreter.call(entry, std::move(args));
    if (results)
      return std::move(*results);
    ADD_FAILURE() << llvm::toString(results.takeError());
    return {};
  }

  static Tensor tokens(const std::vector<int32_t> &ids, int64_t batch = 1) {
    auto bytes = llvm::ArrayRef(reinterpret_cast<const uint8_t *>(ids.data()),
                                4 * ids.size());
    return *Tensor::fromBytes(ElementType::SI32,
                              {batch, int64_t(ids.size()) / batch}, bytes);
  }

  static Tensor scalar(int32_t value) {
    return *Tensor::fromBytes(
        ElementType::SI32, {},
        llvm::ArrayRef(reinterpret_cast<const uint8_t *>(&value), 4));
  }

  void appendCaches(std::vector<Tensor> &args, int64_t batch) const {
    for (int64_t i = 0; i < 2 * config.numLayers; ++i) {
      auto cache = Tensor::create(
          ElementType::F32,
          {batch, config.numHeads, config.contextLength, config.headDim()});
      std::fill_n(cache->mutableData<float>(), cache->numElements(), NAN);
      args.push_back(std::move(*cache));
    }
  }

  /// Whether row `row` of the logits is golden row `position` of `example`.
  static void expectRow(const Tensor &logits, int64_t row,
                        const nlohmann::json &example, int64_t position) {
    const nlohmann::json &wanted = example["logits"][position];
    for (size_t i = 0; i < wanted.size(); ++i)
      ASSERT_NEAR(logits.data<float>()[row * wanted.size() + i],
                  wanted[i].get<double>(), 1e-4)
          << "position " << position;
  }

  mlir::MLIRContext context;
  test::CheckpointParams params;
  Config config;
  mlir::OwningOpRef<mlir::ModuleOp> module;
  nlohmann::json golden;
};

TEST_F(NanoSortTest, ForwardGivesTheGoldenLogits) {
  for (const nlohmann::json &example : golden["cases"]) {
    auto ids = example["ids"].get<std::vector<int32_t>>();
    auto results = call("forward", {tokens(ids)});
    ASSERT_EQ(results.size(), 1u);
    ASSERT_EQ(results[0].dims(),
              (llvm::ArrayRef<int64_t>{1, int64_t(ids.size()), 3}));
    for (size_t t = 0; t < ids.size(); ++t)
      expectRow(results[0], t, example, t);
  }
}

TEST_F(NanoSortTest, PrefillAndDecodeGiveTheSameLogits) {
  // A batch of two examples, the first positions at once, the rest one by one.
  const nlohmann::json &first = golden["cases"][0],
                       &second = golden["cases"][1];
  auto a = first["ids"].get<std::vector<int32_t>>();
  auto b = second["ids"].get<std::vector<int32_t>>();
  constexpr int32_t prompt = 4;
  std::vector<int32_t> prompts(a.begin(), a.begin() + prompt);
  prompts.insert(prompts.end(), b.begin(), b.begin() + prompt);
  std::vector<Tensor> args = {tokens(prompts, 2)};
  appendCaches(args, 2);
  auto results = call("prefill", std::move(args));
  ASSERT_EQ(results.size(), size_t(1 + 2 * config.numLayers));
  for (int32_t t = prompt;; ++t) {
    ASSERT_EQ(results[0].dims(), (llvm::ArrayRef<int64_t>{2, 3}));
    expectRow(results[0], 0, first, t - 1);
    expectRow(results[0], 1, second, t - 1);
    if (t == int32_t(a.size()))
      break;
    std::vector<Tensor> next = {tokens({a[t], b[t]}, 2), scalar(t)};
    next.insert(next.end(), results.begin() + 1, results.end());
    results = call("decode", std::move(next));
    ASSERT_EQ(results.size(), size_t(1 + 2 * config.numLayers));
  }
}

} // namespace
