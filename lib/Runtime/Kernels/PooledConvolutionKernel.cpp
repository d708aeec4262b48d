//===- PooledConvolutionKernel.cpp - Means as a kernel --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "PooledConvolutionKernel.h"

#include "../OperandChecks.h"
#include "CpuFeatures.h"
#include "InvertedResidual.h"
#include "PooledConvolution.h"

#include "ptir/Runtime/ThreadPool.h"

#include <limits>

namespace ptir::runtime::kernels {

static const std::string kernelName = "pooled_convolution";

static StatusOr<PooledConvolutionShape> readConfig(const KernelConfig &config) {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  std::vector<std::string> steps = config.words("epilogue");
  PooledConvolutionShape shape{};
  shape.low = steps.empty() ? -infinity : 0;
  shape.high = infinity;
  if (steps == std::vector<std::string>{"relu6"})
    shape.high = 6;
  else if (!steps.empty() && steps != std::vector<std::string>{"relu"})
    return Status::failure(kernelName +
                           ": expected epilogue=relu or relu6, or none");
  return shape;
}

/// Takes extents from the image and the bias, and checks all against them.
static Status readOperands(PooledConvolutionShape &shape,
                           const std::vector<ptir_tensor> &operands) {
  if (Status status = expectCount(kernelName, operands, 4); !status.ok())
    return status;
  const ptir_tensor &image = operands[0], &bias = operands[2];
  if (Status status = expectRank(kernelName, "an image", image, 4);
      !status.ok())
    return status;
  if (Status status = expectRank(kernelName, "a bias", bias, 1); !status.ok())
    return status;
  shape.pixels = image.dims[1] * image.dims[2];
  shape.inputs = image.dims[3];
  shape.outputs = bias.dims[0];
  if (shape.outputs <= 0 || shape.outputs % vectorChannels != 0)
    return Status::failure(kernelName +
                           ": expected a multiple of 16 channels, found " +
                           std::to_string(shape.outputs));
  const std::pair<const char *, std::vector<int64_t>> expected[] = {
      {"an image", {image.dims, image.dims + 4}},
      {"weights", {shape.outputs, shape.inputs, 1, 1}},
      {"a bias", {shape.outputs}},
      {"a result", {image.dims[0], 1, 1, shape.outputs}}};
  for (size_t i = 0; i < operands.size(); ++i)
    if (Status status = expectOperand(kernelName, expected[i].first,
                                      operands[i], expected[i].second);
        !status.ok())
      return status;
  return Status::success();
}

static PooledConvolutionFunction chooseFunction() {
#ifdef PTIR_HAS_AVX512_KERNELS
  if (hasAvx512())
    return poolPanelAvx512;
#endif
  return poolPanelPortable;
}

namespace {

/// Threads take panels of weights on demand.
class PooledConvolution final : public KernelInstance {
public:
  PooledConvolution(const PooledConvolutionShape &shape, int64_t images,
                    int threads)
      : shape(shape), images(images), pool(threads),
        function(chooseFunction()) {}

  int64_t scratchBytes() const override { return 0; }

  Status run(const ptir_tensor *operands, void *) override {
    PooledConvolutionOperands data{static_cast<const float *>(operands[0].data),
                                   static_cast<const float *>(operands[1].data),
                                   static_cast<const float *>(operands[2].data),
                                   static_cast<float *>(operands[3].data)};
    for (int64_t image = 0; image < images; ++image) {
      pool.parallelFor(columnPanels(shape.outputs),
                       [&](int64_t begin, int64_t end) {
                         // The others take what comes in between.
                         for (int64_t panel = begin; panel < end; ++panel)
                           function(shape, data, panel, panel + pool.threads());
                       });
      data.image += shape.pixels * shape.inputs;
      data.result += shape.outputs;
    }
    return Status::success();
  }

private:
  PooledConvolutionShape shape;
  int64_t images;
  ThreadPool pool;
  PooledConvolutionFunction function;
};

} // namespace

StatusOr<std::unique_ptr<KernelInstance>>
preparePooledConvolution(const KernelRequest &request,
                         const std::vector<ptir_tensor> &operands) {
  StatusOr<PooledConvolutionShape> shape = readConfig(request.config);
  if (!shape.ok())
    return shape.status();
  if (Status status = readOperands(*shape, operands); !status.ok())
    return status;
  return std::unique_ptr<KernelInstance>(std::make_unique<PooledConvolution>(
      *shape, operands[0].dims[0], request.threads));
}

} // namespace ptir::runtime::kernels
