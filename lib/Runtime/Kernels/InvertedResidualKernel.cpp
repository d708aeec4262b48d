//===- InvertedResidualKernel.cpp - Blocks as a kernel --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "InvertedResidualKernel.h"

#include "../OperandChecks.h"
#include "CpuFeatures.h"
#include "PlanInvertedResidual.h"

#include "ptir/Runtime/ThreadPool.h"

#include <limits>

namespace ptir::runtime::kernels {

using Dims = std::vector<int64_t>;

static const std::string kernelName = "inverted_residual";

/// The upper limit that relu or relu6 sets.
static StatusOr<float> limitOf(const KernelConfig &config,
                               const std::string &name) {
  std::vector<std::string> steps = config.words(name);
  if (steps == std::vector<std::string>{"relu6"})
    return 6.0f;
  if (steps == std::vector<std::string>{"relu"})
    return std::numeric_limits<float>::infinity();
  return Status::failure("inverted_residual: expected " + name +
                         "=relu or relu6");
}

static StatusOr<InvertedResidualShape> readConfig(const KernelConfig &config) {
  StatusOr<Dims> stride = config.numbers("stride", 1);
  if (!stride.ok())
    return stride.status();
  InvertedResidualShape shape{};
  shape.stride = stride->front();
  if (shape.stride != 1 && shape.stride != 2)
    return Status::failure("inverted_residual: expected stride 1 or 2, found " +
                           std::to_string(shape.stride));
  shape.expands = config.has("expand");
  shape.addsImage = config.has("residual");
  for (auto [name, limit] : {std::pair{"expand", &shape.expandLimit},
                             std::pair{"filter", &shape.filterLimit}}) {
    if (std::string_view(name) == "expand" && !shape.expands)
      continue;
    StatusOr<float> value = limitOf(config, name);
    if (!value.ok())
      return value.status();
    *limit = *value;
  }
  return shape;
}

/// Takes extents from the image, the bias of the filter and the result, and
/// checks all others against them.
static Status readOperands(InvertedResidualShape &shape, bool hasPlanes,
                           const std::vector<ptir_tensor> &operands) {
  size_t expected = shape.expands ? 8 : 6;
  if (Status status = expectCount(kernelName, operands, expected); !status.ok())
    return status;
  const ptir_tensor &image = operands[0], &result = operands.back(),
                    &filterBias = operands[expected - 4];
  if (image.rank != 4 || result.rank != 4 || filterBias.rank != 1)
    return Status::failure("inverted_residual: expected images of rank 4 and "
                           "biases of rank 1");
  if (hasPlanes) {
    shape.inputs = image.dims[1];
    shape.planeHeight = image.dims[2];
    shape.planeWidth = image.dims[3];
    shape.height = (shape.planeHeight + 1) / 2;
    shape.width = (shape.planeWidth + 1) / 2;
  } else {
    shape.height = image.dims[1];
    shape.width = image.dims[2];
    shape.inputs = image.dims[3];
  }
  shape.middle = filterBias.dims[0];
  shape.outputs = result.dims[3];
  shape.outHeight = (shape.height + shape.stride - 1) / shape.stride;
  shape.outWidth = (shape.width + shape.stride - 1) / shape.stride;
  if (shape.middle <= 0 || shape.middle % vectorChannels != 0 ||
      shape.outputs <= 0 || shape.outputs % halfChannels != 0)
    return Status::failure("inverted_residual: expected multiples of 16 and 8 "
                           "channels between the convolutions and in the "
                           "result, found " +
                           std::to_string(shape.middle) + " and " +
                           std::to_string(shape.outputs));
  std::vector<Dims> dims = {Dims(image.dims, image.dims + 4)};
  std::vector<std::string> names = {"the image"};
  auto add = [&](const std::string &name, Dims extents) {
    names.push_back(name);
    dims.push_back(std::move(extents));
  };
  if (shape.expands) {
    int64_t window = hasPlanes ? 3 : 1;
    add("weights to expand with", {shape.middle, shape.inputs, window, window});
    add("their bias", {shape.middle});
  } else {
    dims[0][3] = shape.middle;
  }
  add("weights to filter with", {shape.middle, 1, 3, 3});
  add("their bias", {shape.middle});
  add("weights to project with", {shape.outputs, shape.middle, 1, 1});
  add("their bias", {shape.outputs});
  add("a result",
      {image.dims[0], shape.outHeight, shape.outWidth, shape.outputs});
  for (size_t i = 0; i < operands.size(); ++i)
    if (Status status =
            expectOperand(kernelName, names[i], operands[i], dims[i]);
        !status.ok())
      return status;
  if (shape.addsImage &&
      (hasPlanes || shape.stride != 1 || shape.inputs != shape.outputs))
    return Status::failure("inverted_residual: expected a result like the "
                           "image, which is added to it");
  return Status::success();
}

static InvertedResidualFunction chooseFunction() {
#ifdef PTIR_HAS_AVX512_KERNELS
  if (hasAvx512())
    return runInvertedResidualAvx512;
#endif
  return runInvertedResidualPortable;
}

namespace {

/// Scratch memory: the buffers of each part and, if parts are added up, the
/// results of all but the first one.
class InvertedResidual final : public KernelInstance {
public:
  InvertedResidual(InvertedResidualPlan plan, int64_t images, int threads)
      : plan(std::move(plan)), images(images), pool(threads),
        function(chooseFunction()) {
    const InvertedResidualShape &shape = this->plan.shape;
    imageFloats = shape.inputs * (readsPlanes(shape)
                                      ? shape.planeHeight * shape.planeWidth
                                      : shape.height * shape.width);
    resultFloats = shape.outHeight * shape.outWidth * shape.outputs;
    bufferFloats = (scratchFloats(shape) + vectorChannels - 1) /
                   vectorChannels * vectorChannels;
  }

  int64_t scratchBytes() const override {
    int64_t parts = static_cast<int64_t>(plan.parts.size());
    return int64_t(sizeof(float)) *
           (parts * bufferFloats +
            (plan.addsParts ? (parts - 1) * resultFloats : 0));
  }

  Status run(const ptir_tensor *operands, void *scratch) override {
    const InvertedResidualShape &shape = plan.shape;
    auto floats = [&](int index) {
      return static_cast<float *>(operands[index].data);
    };
    int filter = shape.expands ? 3 : 1;
    InvertedResidualOperands data{floats(0),
                                  nullptr,
                                  nullptr,
                                  floats(filter),
                                  floats(filter + 1),
                                  floats(filter + 2),
                                  floats(filter + 3),
                                  floats(filter + 4)};
    if (shape.expands) {
      data.expand = floats(1);
      data.expandBias = floats(2);
    }
    for (int64_t image = 0; image < images; ++image) {
      runImage(data, static_cast<float *>(scratch));
      data.image += imageFloats;
      data.result += resultFloats;
    }
    return Status::success();
  }

private:
  void runImage(const InvertedResidualOperands &data, float *scratch) const {
    int64_t parts = static_cast<int64_t>(plan.parts.size());
    float *partial = scratch + parts * bufferFloats;
    pool.parallelFor(parts, [&](int64_t begin, int64_t end) {
      for (int64_t i = begin; i < end; ++i) {
        InvertedResidualOperands own = data;
        if (plan.addsParts && i > 0)
          own.result = partial + (i - 1) * resultFloats;
        function(plan.shape, own, plan.parts[static_cast<size_t>(i)],
                 scratch + i * bufferFloats);
      }
    });
    if (!plan.addsParts)
      return;
    pool.parallelFor(parts, [&](int64_t begin, int64_t end) {
      int64_t first = resultFloats * begin / parts,
              last = resultFloats * end / parts;
      for (int64_t part = 1; part < parts; ++part) {
        const float *from = partial + (part - 1) * resultFloats;
        for (int64_t i = first; i < last; ++i)
          data.result[i] += from[i];
      }
    });
  }

  InvertedResidualPlan plan;
  int64_t images;
  ThreadPool pool;
  InvertedResidualFunction function;
  int64_t imageFloats, resultFloats, bufferFloats;
};

} // namespace

StatusOr<std::unique_ptr<KernelInstance>>
prepareInvertedResidual(const KernelRequest &request,
                        const std::vector<ptir_tensor> &operands) {
  StatusOr<InvertedResidualShape> shape = readConfig(request.config);
  if (!shape.ok())
    return shape.status();
  bool hasPlanes = request.config.has("planes");
  if (hasPlanes && !shape->expands)
    return Status::failure("inverted_residual: expected planes to be expanded");
  if (Status status = readOperands(*shape, hasPlanes, operands); !status.ok())
    return status;
  bool isEmpty = shape->height == 0 || shape->width == 0;
  return std::unique_ptr<KernelInstance>(std::make_unique<InvertedResidual>(
      planInvertedResidual(*shape, request.threads),
      isEmpty ? 0 : operands[0].dims[0], request.threads));
}

} // namespace ptir::runtime::kernels
