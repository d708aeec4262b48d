//===- Convolution.cpp - Convolutions by oneDNN ---------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Configuration: stride=h,w; dilation=h,w; padding=top,bottom,left,right;
// groups=g; kernel=h,w; source=N,C,H,W and filters=O, the extents that the form
// of the weights is chosen for; bias=1; epilogue=…; algorithm=direct|winograd;
// blocked_source=1 and blocked_target=1 for images with channels in blocks;
// plain_weights=1 for weights [O, I / groups, KH, KW].
//
// The form of the weights is the library's choice for `source`. A batch of
// another size reads the same form.
//
//===----------------------------------------------------------------------===//

#include "Image.h"
#include "Primitive.h"

#include "../OperandChecks.h"

namespace ptir::runtime::onednn {

using Tag = dnnl::memory::format_tag;
using Type = dnnl::memory::data_type;

namespace {

struct Convolution {
  ConvolutionGeometry geometry;
  dnnl::memory::dims source, target, weights; // weights with groups, if any
  dnnl::memory::dims plainDims;               // weights as models store them
  int64_t filters = 0;
  bool hasBias = false, isBlockedSource = false, isBlockedTarget = false,
       takesPlainWeights = false;
  dnnl::algorithm algorithm = dnnl::algorithm::convolution_direct;
  dnnl::primitive_attr attributes;

  /// Weights as models store them.
  MemoryDesc plainWeights() const {
    return {weights, Type::f32, weights.size() == 5 ? Tag::goihw : Tag::oihw};
  }
  MemoryDesc bias() const {
    return hasBias ? MemoryDesc({filters}, Type::f32, Tag::a) : MemoryDesc();
  }
  dnnl::convolution_forward::primitive_desc
  desc(const ConvolutionOperands &operands) const {
    return describe(cpu(), algorithm, operands, geometry, attributes);
  }
  /// The form of the weights.
  MemoryDesc packedWeights() const {
    if (takesPlainWeights)
      return plainWeights();
    return desc({describeImage(source, isBlockedSource),
                 MemoryDesc(weights, Type::f32, Tag::any), bias(),
                 describeImage(target, isBlockedTarget)})
        .weights_desc();
  }
};

} // namespace

/// Not every machine and version has Winograd kernels. The direct ones take
/// the same images.
static void replaceMissingWinograd(Convolution &convolution) {
  if (convolution.algorithm != dnnl::algorithm::convolution_winograd)
    return;
  try {
    convolution.packedWeights();
  } catch (const dnnl::error &) {
    convolution.algorithm = dnnl::algorithm::convolution_direct;
  }
}

static StatusOr<Convolution> readConfig(const KernelConfig &config) {
  StatusOr<std::vector<int64_t>> stride = config.numbers("stride", 2),
                                 dilation = config.numbers("dilation", 2),
                                 kernel = config.numbers("kernel", 2),
                                 source = config.numbers("source", 4),
                                 groups = config.numbers("groups", 1),
                                 filters = config.numbers("filters", 1);
  StatusOr<Padding> padding = paddingOf(config);
  StatusOr<dnnl::primitive_attr> attributes = attributesOf(config);
  for (const Status &status :
       {stride.status(), dilation.status(), kernel.status(), source.status(),
        groups.status(), filters.status(), padding.status(),
        attributes.status()})
    if (!status.ok())
      return status;

  const std::string name = "oneDNN: convolution";
  for (const Status &status :
       {expectNumbers(name, "extents of the image", *source, 1),
        expectNumbers(name, "groups", *groups, 1),
        expectNumbers(name, "filters", *filters, 1)})
    if (!status.ok())
      return status;
  StatusOr<std::vector<int64_t>> extents =
      extentsOfWindows(name, {(*source)[2], (*source)[3]},
                       {*kernel, *stride, *dilation, *padding});
  if (!extents.ok())
    return extents.status();
  int64_t g = groups->front(), channels = (*source)[1];
  if (channels % g != 0 || filters->front() % g != 0)
    return Status::failure(name + ": expected " + std::to_string(channels) +
                           " channels and " + std::to_string(filters->front()) +
                           " filters to be multiples of the groups, found " +
                           std::to_string(g) + " groups");

  Convolution result;
  result.geometry = {*stride, *dilation, padding->before, padding->after};
  result.source = *source;
  result.filters = filters->front();
  result.plainDims = {result.filters, channels / g, (*kernel)[0], (*kernel)[1]};
  result.weights = result.plainDims;
  if (g != 1) {
    result.weights[0] = result.filters / g;
    result.weights.insert(result.weights.begin(), g);
  }
  result.target = {(*source)[0], result.filters, (*extents)[0], (*extents)[1]};
  result.hasBias = config.has("bias");
  result.takesPlainWeights = config.has("plain_weights");
  result.isBlockedSource = config.has("blocked_source");
  result.isBlockedTarget = config.has("blocked_target");
  if (config.words("algorithm") == std::vector<std::string>{"winograd"})
    result.algorithm = dnnl::algorithm::convolution_winograd;
  result.attributes = std::move(*attributes);
  replaceMissingWinograd(result);
  return result;
}

/// What an image of the extents [N, C, H, W] is in memory, with another batch.
static std::vector<int64_t>
imageDims(int64_t batch, const dnnl::memory::dims &extents, bool isBlocked) {
  if (isBlocked)
    return {batch, extents[1] / 16, extents[2], extents[3], 16};
  return {batch, extents[2], extents[3], extents[1]};
}

/// The batch may be another one than the configuration's.
static Status checkOperands(const Convolution &convolution,
                            const Operands &operands) {
  const std::string kernel = "oneDNN: convolution";
  bool hasBias = convolution.hasBias;
  if (Status status = expectCount(kernel, operands, hasBias ? 4 : 3);
      !status.ok())
    return status;
  const ptir_tensor &image = operands[0];
  int64_t batch = image.rank > 0 ? image.dims[0] : 0;
  for (const Status &status :
       {expectOperand(
            kernel, "an image", image,
            imageDims(batch, convolution.source, convolution.isBlockedSource)),
        expectOperand(kernel, "weights", operands[1], convolution.plainDims),
        hasBias ? expectOperand(kernel, "a bias", operands[2],
                                {convolution.filters})
                : Status::success(),
        expectOperand(
            kernel, "a result", operands.back(),
            imageDims(batch, convolution.target, convolution.isBlockedTarget))})
    if (!status.ok())
      return status;
  return Status::success();
}

StatusOr<Buffer> packConvolution(const KernelRequest &request,
                                 const std::vector<int64_t> &dims,
                                 const float *source) {
  StatusOr<Convolution> convolution = readConfig(request.config);
  if (!convolution.ok())
    return convolution.status();
  ptir_tensor weights = {nullptr, dims.data(),
                         static_cast<int32_t>(dims.size()),
                         static_cast<int32_t>(ElementType::F32)};
  if (Status status = expectOperand("oneDNN: convolution", "weights", weights,
                                    convolution->plainDims);
      !status.ok())
    return status;
  MemoryDesc plain = convolution->plainWeights(),
             packed = convolution->packedWeights();
  return reordered(plain, packed, source);
}

StatusOr<int64_t> packedConvolutionBytes(const KernelRequest &request) {
  StatusOr<Convolution> convolution = readConfig(request.config);
  if (!convolution.ok())
    return convolution.status();
  return static_cast<int64_t>(convolution->packedWeights().get_size());
}

StatusOr<Instance> prepareConvolution(const KernelRequest &request,
                                      const Operands &operands) {
  StatusOr<Convolution> convolution = readConfig(request.config);
  if (!convolution.ok())
    return convolution.status();
  bool hasBias = convolution->hasBias;
  if (Status status = checkOperands(*convolution, operands); !status.ok())
    return status;
  if (isEmpty(operands.back()))
    return makeEmptyInstance();
  ConvolutionOperands memory = {
      describeImage(operands[0]), convolution->packedWeights(),
      convolution->bias(), describeImage(operands.back())};
  auto desc = convolution->desc(memory);
  std::vector<PrimitiveOperand> rolesOf = {{DNNL_ARG_SRC, memory.source},
                                           {DNNL_ARG_WEIGHTS, memory.weights}};
  if (hasBias)
    rolesOf.push_back({DNNL_ARG_BIAS, memory.bias});
  rolesOf.push_back({DNNL_ARG_DST, memory.target});
  return makeInstance(dnnl::convolution_forward(desc), desc.scratchpad_desc(),
                      rolesOf);
}

} // namespace ptir::runtime::onednn
