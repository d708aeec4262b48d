//===- ForwardTest.cpp - One run of a language model ----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Inference/Forward.h"

#include <cmath>
#include <gtest/gtest.h>

using namespace ptir;

namespace {

using Ids = std::vector<int32_t>;

TEST(LikeliestTest, ordersTheLastRow) {
  Logits logits{{1, 2, 4}, {9, 9, 9, 9, 1, 3, 3, 2}};
  EXPECT_EQ(likeliest(logits, 3), (Ids{1, 2, 3}));
  EXPECT_EQ(likeliest(logits, 0), Ids{});
  EXPECT_EQ(likeliest(logits, 100), (Ids{1, 2, 3, 0}));
}

TEST(LikeliestTest, putsNanLast) {
  Logits logits{{1, 4}, {NAN, -INFINITY, INFINITY, NAN}};
  EXPECT_EQ(likeliest(logits, 4), (Ids{2, 1, 0, 3}));
}

/// Offers neither tokens nor images.
class UnbuildableDefinition : public ModelDefinition {
public:
  std::vector<std::string> checkpointNames(std::string_view) const override {
    return {};
  }
  StatusOr<mlir::OwningOpRef<mlir::ModuleOp>>
  build(mlir::MLIRContext &, const BuildRequest &) const override {
    return Status::failure("not built");
  }
};

class FixedDefinition final : public UnbuildableDefinition {
public:
  const LanguageModelInfo *language() const override {
    static const LanguageModelInfo info{/*vocabularySize=*/10,
                                        /*contextLength=*/3};
    return &info;
  }
};

class ImageDefinition final : public UnbuildableDefinition {
public:
  const ImageModelInfo *image() const override {
    static const ImageModelInfo info;
    return &info;
  }
};

TEST(ModelDefinitionTest, saysWhichKindItIs) {
  FixedDefinition language;
  ImageDefinition image;
  EXPECT_TRUE(requireLanguageModel(language).ok());
  EXPECT_TRUE(requireImageModel(image).ok());
  EXPECT_EQ(requireLanguageModel(image).message(),
            "model: expected a language model, which takes tokens; found one "
            "that takes images");
  EXPECT_EQ(requireImageModel(language).message(),
            "model: expected a model that takes images; found a language "
            "model, which takes tokens");
  EXPECT_EQ(checkTokens(image, {1}).message(),
            requireLanguageModel(image).message());
}

TEST(CheckImagesTest, namesWhatDoesNotFit) {
  ImageDefinition model;
  auto message = [&](ElementType type, std::vector<int64_t> dims) {
    auto images = runtime::HostTensor::zeros(type, std::move(dims));
    return checkImages(model, *images).message();
  };
  std::string expected =
      "images: expected shape [N, 3, H, W] with N of at least 1, H and W of at "
      "least 1; found ";
  EXPECT_EQ(message(ElementType::F32, {2, 3, 5, 7}), "");
  EXPECT_EQ(message(ElementType::F32, {2, 1, 5, 7}), expected + "[2, 1, 5, 7]");
  EXPECT_EQ(message(ElementType::F32, {3, 5, 7}), expected + "[3, 5, 7]");
  EXPECT_EQ(message(ElementType::F32, {0, 3, 5, 7}), expected + "[0, 3, 5, 7]");
  EXPECT_EQ(message(ElementType::F32, {1, 3, 0, 7}), expected + "[1, 3, 0, 7]");
  EXPECT_EQ(message(ElementType::F64, {1, 3, 5, 7}),
            "images: expected elements of type f32, found f64");
}

TEST(CheckTokensTest, namesWhatDoesNotFit) {
  FixedDefinition model;
  EXPECT_TRUE(checkTokens(model, {0, 9, 5}).ok());
  EXPECT_EQ(checkTokens(model, {}).message(),
            "tokens: expected at least one, found none");
  EXPECT_EQ(checkTokens(model, {1, 2, 3, 4}).message(),
            "tokens: expected at most 3 (the model's context), found 4");
  EXPECT_EQ(checkTokens(model, {10}).message(),
            "tokens: expected ids below 10 (the model's vocabulary), found 10");
  EXPECT_FALSE(checkTokens(model, {-1}).ok());
}

TEST(ModelRegistryTest, findsFamiliesByKind) {
  ModelRegistry registry;
  EXPECT_EQ(registry.find("gpt2"), nullptr);
  registerAllModels(registry);
  ASSERT_NE(registry.find("gpt2"), nullptr);
  EXPECT_EQ(registry.find("gpt2"), registry.find("gpt"));
  EXPECT_EQ(registry.find("GPT2"), nullptr);
  EXPECT_NE(registry.knownKinds().find("gpt2, gpt"), std::string::npos);
}

} // namespace
