//===- ImageModelTest.cpp - Image models compute their goldens ------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The goldens were computed in float64, outside of this project, on inputs that
// a formula generates.
//
//===----------------------------------------------------------------------===//

#include "ptir/Inference/Model.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <gtest/gtest.h>

using namespace ptir;
using nlohmann::json;

namespace {

const std::string modelsDir = PTIR_TEST_DATA_DIR "/../../models/";

json readJson(const std::string &path) {
  std::ifstream stream(path);
  return json::parse(stream, nullptr, /*allow_exceptions=*/false);
}

float toFloat(uint32_t number) {
  return static_cast<float>(double(number) / 4294967296.0 * 2.0 - 1.0);
}

/// One image [3, size, size] of noise.
std::vector<float> noise(int64_t size) {
  std::vector<float> image(3 * size * size);
  for (size_t i = 0; i < image.size(); ++i)
    image[i] = toFloat(static_cast<uint32_t>(i) * 2654435761u);
  return image;
}

/// One image [3, 32, 32] of 8x8 blocks; `number` is at least 1.
std::vector<float> blocks(int64_t number) {
  std::vector<float> image;
  for (int64_t c = 0; c < 3; ++c)
    for (int64_t y = 0; y < 32; ++y)
      for (int64_t x = 0; x < 32; ++x) {
        auto u = static_cast<uint32_t>(
            (((number - 1) * 3 + c) * 4 + y / 8) * 4 + x / 8);
        u *= 2654435761u;
        u ^= u >> 16;
        u *= 2246822507u;
        u ^= u >> 13;
        image.push_back(toFloat(u));
      }
  return image;
}

std::unique_ptr<LoadedModel> load(const std::string &name,
                                  const std::string &backend) {
  LoadOptions options;
  options.compile.backend = backend;
  auto model = LoadedModel::load(modelsDir + name, std::move(options));
  EXPECT_TRUE(model.ok()) << model.message();
  return model.ok() ? std::move(*model) : nullptr;
}

/// Logits of images [batch, 3, size, size].
std::vector<float> classify(LoadedModel &model, std::vector<float> images,
                            int64_t batch, int64_t size) {
  auto instance = model.instance({ModelEntries::Image, {batch, size, size}});
  EXPECT_TRUE(instance.ok()) << instance.message();
  if (!instance.ok())
    return {};
  int64_t dims[] = {batch, 3, size, size};
  std::vector<ptir_tensor> results;
  Status status = (*instance)->call(
      "forward",
      {{images.data(), dims, 4, static_cast<int32_t>(ElementType::F32)}},
      results);
  EXPECT_TRUE(status.ok()) << status.message();
  if (!status.ok())
    return {};
  const auto *data = static_cast<const float *>(results[0].data);
  return {data, data + results[0].dims[0] * results[0].dims[1]};
}

void expectNear(const std::vector<float> &found, const json &wanted,
                double tolerance) {
  ASSERT_EQ(found.size(), wanted.size());
  for (size_t i = 0; i < found.size(); ++i)
    ASSERT_NEAR(found[i], wanted[i].get<double>(), tolerance) << "logit " << i;
}

class Resnet20Test : public testing::TestWithParam<const char *> {};

TEST_P(Resnet20Test, GivesTheLogitsOfItsGolden) {
  json golden = readJson(modelsDir + "resnet20-cifar10/golden.json");
  ASSERT_TRUE(golden.is_object());
  std::unique_ptr<LoadedModel> model = load("resnet20-cifar10", GetParam());
  ASSERT_TRUE(model);
  ASSERT_TRUE(model->definition().image());
  EXPECT_EQ(model->definition().image()->imageSize, 32);
  EXPECT_EQ(model->definition().image()->labels.at(3), "cat");

  std::vector<float> batch;
  for (int64_t i = 0; i < 4; ++i) {
    std::vector<float> image = i ? blocks(i) : noise(32);
    batch.insert(batch.end(), image.begin(), image.end());
    if (i == 1)
      expectNear(classify(*model, image, 1, 32), golden["logits"][i], 1e-4);
  }
  std::vector<float> logits = classify(*model, batch, 4, 32);
  ASSERT_EQ(logits.size(), 40u);
  for (size_t i = 0; i < 4; ++i)
    expectNear({&logits[10 * i], &logits[10 * i] + 10}, golden["logits"][i],
               1e-4);
}

INSTANTIATE_TEST_SUITE_P(Backends, Resnet20Test,
                         testing::Values("reference", "native"));

/// The module of one image after the phase `kernels`, of the native backend.
std::string kernelsOf(const std::string &name, bool optimize) {
  LoadOptions options;
  options.compile.compileTo = "kernels";
  options.compile.optimize = optimize;
  auto model = LoadedModel::load(modelsDir + name, std::move(options));
  EXPECT_TRUE(model.ok()) << model.message();
  if (!model.ok())
    return "";
  auto text = (*model)->moduleText({ModelEntries::Image});
  EXPECT_TRUE(text.ok()) << text.message();
  return text.ok() ? *text : "";
}

TEST(Resnet20FoldTest, LeavesNoNormToTheCall) {
  std::string text = kernelsOf("resnet20-cifar10", /*optimize=*/true);
  size_t derived = text.find("func.func @\"derived:");
  ASSERT_NE(derived, std::string::npos);
  EXPECT_GT(text.find("ptir.rsqrt"), derived);
  EXPECT_NE(text.find("ptirrt.panel_matmul"), std::string::npos);
  EXPECT_NE(text.find("ptirrt.param \"derived:conv1.weight."),
            std::string::npos);
  // Every weight meets its product in panels, those of the blocks, which are
  // arguments there, too.
  EXPECT_EQ(text.find("ptir.dot_general"), std::string::npos);
  EXPECT_NE(text.find("ptirrt.param \"derived:layer3.2.conv2.weight."),
            std::string::npos);

  text = kernelsOf("resnet20-cifar10", /*optimize=*/false);
  EXPECT_EQ(text.find("derived:"), std::string::npos);
  EXPECT_NE(text.find("ptir.rsqrt"), std::string::npos);
}

TEST(MobilenetV2Test, GivesTheLogitsOfItsGolden) {
  json golden = readJson(PTIR_TEST_DATA_DIR "/mobilenet_v2/golden.json");
  ASSERT_TRUE(golden.is_object());
  std::unique_ptr<LoadedModel> model = load("mobilenet_v2", "native");
  ASSERT_TRUE(model);
  EXPECT_EQ(model->definition().image()->labelsFile, "imagenet_labels.txt");
  expectNear(classify(*model, noise(224), 1, 224),
             golden["generated_input"]["logits"], 1e-3);
}

TEST(ImageModelTest, RefusesExtentsAndEntriesItDoesNotHave) {
  std::unique_ptr<LoadedModel> model = load("resnet20-cifar10", "native");
  ASSERT_TRUE(model);
  EXPECT_EQ(model->instance({ModelEntries::Forward}).message(),
            "model: expected a language model, which takes tokens; found one "
            "that takes images");
  EXPECT_EQ(model->instance({ModelEntries::Image, {0, 32, 32}}).message(),
            "images: expected batch in [1, 65536], found 0");
  EXPECT_EQ(model->instance({ModelEntries::Image, {1, 32, 1 << 20}}).message(),
            "images: expected width in [1, 16384], found 1048576");
}

} // namespace
