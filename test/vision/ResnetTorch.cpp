//===- ResnetTorch.cpp - ResNet-34 as LibTorch computes it ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ResnetTorch.h"

#include <ATen/ATen.h>

using namespace ptir;
using namespace ptir::test;

namespace {

class Network {
public:
  explicit Network(Weights &weights) : weights(weights) {}

  at::Tensor run(at::Tensor x) {
    x = at::relu(convNorm(x, "conv1", "bn1", 2, 3));
    x = at::max_pool2d(x, {3, 3}, {2, 2}, {1, 1});
    const int64_t depths[] = {3, 4, 6, 3};
    for (int64_t stage = 0; stage < 4; ++stage)
      for (int64_t i = 0; i < depths[stage]; ++i)
        x = block(x,
                  "layer" + std::to_string(stage + 1) + "." +
                      std::to_string(i) + ".",
                  stage != 0 && i == 0 ? 2 : 1);
    x = x.mean({2, 3});
    return at::linear(x, get("fc.weight"), get("fc.bias"));
  }

private:
  static at::Tensor viewOf(NamedTensor &tensor) {
    return at::from_blob(tensor.values.data(), tensor.dims, at::kFloat);
  }

  at::Tensor get(const std::string &name) {
    auto found = weights.find(name);
    TORCH_CHECK(found != weights.end(), "no weight ", name);
    return viewOf(found->second);
  }

  at::Tensor convNorm(const at::Tensor &x, const std::string &conv,
                      const std::string &norm, int64_t stride,
                      int64_t padding) {
    at::Tensor y = at::conv2d(x, get(conv + ".weight"), {}, {stride, stride},
                              {padding, padding});
    return at::batch_norm(y, get(norm + ".weight"), get(norm + ".bias"),
                          get(norm + ".running_mean"),
                          get(norm + ".running_var"), /*training=*/false,
                          /*momentum=*/0.1, /*eps=*/1e-5,
                          /*cudnn_enabled=*/false);
  }

  at::Tensor block(const at::Tensor &x, const std::string &prefix,
                   int64_t stride) {
    at::Tensor y =
        at::relu(convNorm(x, prefix + "conv1", prefix + "bn1", stride, 1));
    y = convNorm(y, prefix + "conv2", prefix + "bn2", 1, 1);
    bool isProjected = weights.count(prefix + "downsample.0.weight") != 0;
    at::Tensor shortcut = isProjected
                              ? convNorm(x, prefix + "downsample.0",
                                         prefix + "downsample.1", stride, 0)
                              : x;
    return at::relu(y + shortcut);
  }

  Weights &weights;
};

} // namespace

StatusOr<std::vector<float>> test::torchResnet34(Weights &weights,
                                                 NamedTensor &images) {
  try {
    at::NoGradGuard noGrad;
    at::Tensor x = at::from_blob(images.values.data(), images.dims, at::kFloat);
    at::Tensor logits = Network(weights).run(x).contiguous();
    const float *data = logits.data_ptr<float>();
    return std::vector<float>(data, data + logits.numel());
  } catch (const std::exception &error) {
    return Status::failure(std::string("LibTorch: ") + error.what());
  }
}
