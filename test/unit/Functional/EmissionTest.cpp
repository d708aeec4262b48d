//===- EmissionTest.cpp - What functionals emit ---------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Program.h"

#include "ptir/Functional/Activation.h"
#include "ptir/Functional/Attention.h"
#include "ptir/Functional/Contraction.h"
#include "ptir/Functional/Elementwise.h"
#include "ptir/Functional/Normalization.h"
#include "ptir/Functional/Reduction.h"
#include "ptir/Functional/Shape.h"

using namespace ptir;
using namespace ptir::functional;
using ptir::test::Program;

namespace {

/// The only composite of a function that verifies.
CompositeOp onlyComposite(Program &p, llvm::ArrayRef<Tensor> results) {
  EXPECT_TRUE(p.finish(results)) << (p.messages.empty() ? "" : p.messages[0]);
  auto composites = p.function.getOps<CompositeOp>();
  EXPECT_EQ(std::distance(composites.begin(), composites.end()), 1);
  return p.firstOp<CompositeOp>();
}

TEST(EmissionTest, CompositesCarryNamesAndConfigs) {
  {
    Program p({"tensor<?x6xf32>", "tensor<6x3xf32>", "tensor<3xf32>"});
    auto op = onlyComposite(p, linear(p, p.arg(0), p.arg(1), p.arg(2)));
    EXPECT_EQ(op.getName(), "linear");
    EXPECT_TRUE(op.getConfig().empty());
  }
  {
    Program p({"tensor<?x?x6xf32>", "tensor<6xf32>", "tensor<6xf32>"});
    auto op =
        onlyComposite(p, layerNorm(p, p.arg(0), p.arg(1), p.arg(2), 0.25));
    EXPECT_EQ(op.getName(), "layer_norm");
    EXPECT_EQ(
        op.getConfig().getAs<mlir::FloatAttr>("epsilon").getValueAsDouble(),
        0.25);
  }
  {
    Program p({"tensor<?x?x6xf32>", "tensor<6xf32>", "tensor<6xf32>"});
    LayerNormMoments all =
        layerNormMoments(p, p.arg(0), p.arg(1), p.arg(2), 0.25);
    auto op = onlyComposite(
        p, {all.output, all.normalized, all.mean, all.inverseDeviation});
    EXPECT_EQ(op.getName(), "layer_norm_moments");
    EXPECT_EQ(all.mean.getExtent(-1), 1);
  }
  {
    Program p({"tensor<?x?x6xf32>", "tensor<6xf32>"});
    auto op = onlyComposite(p, rmsNorm(p, p.arg(0), p.arg(1), 0.25));
    EXPECT_EQ(op.getName(), "rms_norm");
    EXPECT_EQ(
        op.getConfig().getAs<mlir::FloatAttr>("epsilon").getValueAsDouble(),
        0.25);
  }
  {
    Program p({"tensor<?x?x6xf32>", "tensor<6xf32>"});
    RmsNormMoments all = rmsNormMoments(p, p.arg(0), p.arg(1), 0.25);
    auto op = onlyComposite(p, {all.output, all.normalized, all.inverseRms});
    EXPECT_EQ(op.getName(), "rms_norm_moments");
    EXPECT_EQ(all.inverseRms.getExtent(-1), 1);
  }
  {
    Program p({"tensor<?x3x?xf16>"});
    Tensor result = mean(p, p.arg(0), {-1, 0}, /*keepDims=*/true);
    auto op = onlyComposite(p, result);
    EXPECT_EQ(op.getName(), "mean");
    EXPECT_EQ(
        op.getConfig().getAs<mlir::DenseI64ArrayAttr>("axes").asArrayRef(),
        (llvm::ArrayRef<int64_t>{0, 2}));
    EXPECT_TRUE(op.getConfig().getAs<mlir::BoolAttr>("keep_dims").getValue());
    EXPECT_EQ(formatShape(result.getShape()), "[1, 3, 1]");
    EXPECT_EQ(result.getElementType(), p.arg(0).getElementType());
  }
  {
    Program p({"tensor<?x3xbf16>", "tensor<?xsi64>"});
    Tensor result = crossEntropy(p, p.arg(0), p.arg(1));
    EXPECT_EQ(onlyComposite(p, result).getName(), "cross_entropy");
    EXPECT_EQ(result.getRank(), 0);
    EXPECT_EQ(result.getElementType(), p.arg(0).getElementType());
  }
  {
    Program p({"tensor<?x3xf32>", "tensor<?x3xf32>"});
    EXPECT_EQ(onlyComposite(p, swiglu(p, p.arg(0), p.arg(1))).getName(),
              "swiglu");
  }
  for (auto [call, name] :
       {std::make_pair(&gelu, "gelu"), std::make_pair(&geluTanh, "gelu_tanh"),
        std::make_pair(&silu, "silu"), std::make_pair(&relu6, "relu6"),
        std::make_pair(&softmaxLastDim, "softmax_last_dim")}) {
    Program p({"tensor<?x4x?xf32>"});
    auto op = onlyComposite(p, call(p, p.arg(0)));
    EXPECT_EQ(op.getName(), name);
    EXPECT_EQ(op.getResult(0).getType(), p.arg(0).getType());
  }
  {
    Program p({"tensor<?x4xf32>", "tensor<4xf32>"});
    EXPECT_EQ(onlyComposite(p, addBias(p, p.arg(0), p.arg(1))).getName(),
              "add_bias");
  }
}

TEST(EmissionTest, AttentionWithEveryKindOfExtent) {
  AttentionConfig config{4, 2, 3};
  for (auto [qkv, cache] :
       {std::make_pair("tensor<?x?x24xf32>", "tensor<?x2x?x3xf32>"),
        std::make_pair("tensor<5x?x24xf32>", "tensor<5x2x7x3xf32>"),
        std::make_pair("tensor<2x1x24xf32>", "tensor<2x2x?x3xf32>"),
        std::make_pair("tensor<?x24xf32>", "tensor<2x?x3xf32>"),
        std::make_pair("tensor<6x24xf32>", "tensor<2x1x3xf32>")}) {
    SCOPED_TRACE(qkv);
    Program p({qkv, cache, cache});
    KeyValues past = {p.arg(1), p.arg(2)};
    AttentionResult alone = attention(p, config, p.arg(0));
    AttentionResult result = attention(p, config, p.arg(0), &past);
    ASSERT_TRUE(p.finish({alone.output, alone.present.keys, result.output,
                          result.present.values, result.cache.keys}))
        << p.messages.front();
    EXPECT_EQ(alone.output.getRank(), p.arg(0).getRank());
    EXPECT_EQ(alone.output.getExtent(-1), 12);
    EXPECT_EQ(result.cache.keys.getRank(), past.keys.getRank());
  }
  for (auto [qkv, cache] :
       {std::make_pair("tensor<?x1x24xf32>", "tensor<?x2x?x3xf32>"),
        std::make_pair("tensor<5x1x24xf32>", "tensor<5x2x7x3xf32>"),
        std::make_pair("tensor<1x24xf32>", "tensor<2x?x3xf32>")}) {
    SCOPED_TRACE(qkv);
    Program p({qkv, cache, cache, "tensor<si32>"});
    DecodeAttentionResult result = attentionDecodeCache(
        p, config, p.arg(0), {p.arg(1), p.arg(2)}, p.arg(3));
    auto op = onlyComposite(
        p, {result.output, result.cache.keys, result.cache.values});
    EXPECT_EQ(op.getName(), "attention_decode_cache");
    EXPECT_EQ(result.cache.keys.getType(), p.arg(1).getType());
  }
}

TEST(EmissionTest, KeysAndValuesAreNeverRepeated) {
  Program p({"tensor<?x?x24xf32>"});
  AttentionResult result = attention(p, {4, 2, 3}, p.arg(0));
  auto op = onlyComposite(p, result.output);
  // Nothing but masks, scalars and softmax rows is broadcast.
  op.walk([](BroadcastToOp broadcast) {
    auto from = broadcast.getX().getType();
    EXPECT_TRUE(from.getRank() == 0 || from.getShape().back() == 1 ||
                from.getElementType().isInteger(1));
  });
}

TEST(EmissionTest, FunctionalsOfOneOpAreThatOp) {
  Program p({"tensor<?x4xf32>", "tensor<4x5xf32>", "tensor<5x4xf32>"});
  Tensor product = matmul(p, p.arg(0), p.arg(1));
  Tensor back = matmul(p, product, p.arg(2));
  ASSERT_TRUE(p.finish({add(p, back, p.arg(0))}));
  EXPECT_FALSE(p.firstOp<CompositeOp>());
  EXPECT_TRUE(p.firstOp<DotGeneralOp>());
  EXPECT_TRUE(p.firstOp<AddOp>());
}

TEST(EmissionTest, CurvesOfOneOpAreThatOp) {
  Program p({"tensor<?x4xf32>"});
  Tensor x = relu(p, functional::tanh(p, sigmoid(p, p.arg(0))));
  ASSERT_TRUE(p.finish({argmax(p, x, 1)}));
  EXPECT_FALSE(p.firstOp<CompositeOp>());
  EXPECT_TRUE(p.firstOp<LogisticOp>());
  EXPECT_TRUE(p.firstOp<TanhOp>());
  EXPECT_TRUE(p.firstOp<MaximumOp>());
  EXPECT_TRUE(p.firstOp<ArgmaxOp>());
}

TEST(EmissionTest, ReshapeTakesExtentsOnlyWhereTheyAreNeeded) {
  Program p({"tensor<?x?x4xf32>"});
  Tensor rows = flattenRows(p, p.arg(0));
  EXPECT_TRUE(rows.getValue().getDefiningOp<ReshapeOp>().getDims().empty());
  Tensor back =
      reshape(p, rows, {extentOf(p, p.arg(0), 0), extentOf(p, p.arg(0), 1), 4});
  EXPECT_EQ(back.getValue().getDefiningOp<ReshapeOp>().getDims().size(), 2u);
  EXPECT_TRUE(p.finish(back));
}

TEST(EmissionTest, LocationsNameTheLayer) {
  Program p({"tensor<4xf32>"});
  Tensor result;
  {
    Emitter::Scope block(p, "h.3");
    Emitter::Scope layer(p, "mlp");
    result = gelu(p, p.arg(0));
  }
  auto op = onlyComposite(p, result);
  auto name = llvm::dyn_cast<mlir::NameLoc>(op.getLoc());
  ASSERT_TRUE(name);
  EXPECT_EQ(name.getName(), "h.3.mlp.gelu");
  for (mlir::Operation &inner : op.getBody().front())
    EXPECT_EQ(inner.getLoc(), op.getLoc());
}

/// Replaces one functional and records what it was asked.
class OneChoice : public Chooser {
public:
  OneChoice(std::string name, Implementation implementation)
      : name(std::move(name)), implementation(std::move(implementation)) {}

  const Implementation *choose(const FunctionalCall &call) override {
    asked.push_back(call.name.str());
    return call.name == name ? &implementation : nullptr;
  }

  std::vector<std::string> asked;

private:
  std::string name;
  Implementation implementation;
};

TEST(EmissionTest, AChooserReplacesTheImplementation) {
  OneChoice chooser("gelu", [](Emitter &emitter, const FunctionalCall &call) {
    // A nested call of the same functional is not chosen again.
    return llvm::SmallVector<Tensor>{
        neg(emitter, gelu(emitter, call.operands[0]))};
  });
  Program p({"tensor<4xf32>"}, &chooser);
  ASSERT_TRUE(p.finish({gelu(p, geluTanh(p, p.arg(0)))}));
  EXPECT_EQ(chooser.asked, (std::vector<std::string>{"gelu_tanh", "gelu"}));
  EXPECT_TRUE(p.firstOp<NegOp>());
}

TEST(EmissionTest, AChosenImplementationKeepsTheResultTypes) {
  OneChoice chooser("add", [](Emitter &emitter, const FunctionalCall &call) {
    return llvm::SmallVector<Tensor>{
        reshape(emitter, call.operands[0], {2, 2})};
  });
  Program p({"tensor<4xf32>"}, &chooser);
  EXPECT_FALSE(add(p, p.arg(0), p.arg(0)));
  EXPECT_EQ(
      p.messages,
      std::vector<std::string>{
          "functional 'add': expected the chosen implementation to return "
          "(tensor<4xf32>), found (tensor<2x2xf32>)"});
}

} // namespace
