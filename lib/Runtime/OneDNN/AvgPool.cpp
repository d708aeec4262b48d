//===- AvgPool.cpp - Means of windows by oneDNN ---------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Configuration: window=h,w; stride=h,w; padding=…; include_padding=1 if zeros
// around the image count.
//
// The library's maximum is not used: it drops NaNs and makes -inf finite.
//
//===----------------------------------------------------------------------===//

#include "Image.h"
#include "Primitive.h"

#include "../OperandChecks.h"

#include <algorithm>

namespace ptir::runtime::onednn {

StatusOr<Instance> prepareAvgPool(const KernelRequest &request,
                                  const Operands &operands) {
  const std::string kernel = "oneDNN: avg_pool";
  if (Status status = expectCount(kernel, operands, 2); !status.ok())
    return status;
  StatusOr<std::vector<int64_t>> window = request.config.numbers("window", 2);
  StatusOr<std::vector<int64_t>> stride = request.config.numbers("stride", 2);
  StatusOr<Padding> padding = paddingOf(request.config);
  for (const Status &status :
       {window.status(), stride.status(), padding.status()})
    if (!status.ok())
      return status;
  const ptir_tensor &image = operands[0];
  bool isBlocked = image.rank == 5;
  if (!isBlocked)
    if (Status status = expectRank(kernel, "an image", image, 4); !status.ok())
      return status;
  int64_t firstAxis = isBlocked ? 2 : 1;
  StatusOr<dnnl::memory::dims> extents = extentsOfWindows(
      kernel, {image.dims[firstAxis], image.dims[firstAxis + 1]},
      {*window, *stride, {1, 1}, *padding});
  if (!extents.ok())
    return extents.status();
  std::vector<int64_t> before(image.dims, image.dims + image.rank);
  std::vector<int64_t> after = before;
  if (isBlocked)
    before[4] = after[4] = 16;
  std::copy(extents->begin(), extents->end(), after.begin() + firstAxis);
  for (const Status &status :
       {expectOperand(kernel, "an image", image, before),
        expectOperand(kernel, "a result", operands[1], after)})
    if (!status.ok())
      return status;
  if (isEmpty(operands[1]))
    return makeEmptyInstance();
  StatusOr<dnnl::primitive_attr> attributes = attributesOf(request.config);
  if (!attributes.ok())
    return attributes.status();
  MemoryDesc source = describeImage(operands[0]);
  MemoryDesc target = describeImage(operands[1]);
  bool includesPadding = request.config.has("include_padding");
  auto desc =
      describe(cpu(),
               includesPadding ? dnnl::algorithm::pooling_avg_include_padding
                               : dnnl::algorithm::pooling_avg_exclude_padding,
               source, target, *stride, *window, padding->before,
               padding->after, *attributes);
  return makeInstance(dnnl::pooling_forward(desc), desc.scratchpad_desc(),
                      {{DNNL_ARG_SRC, source}, {DNNL_ARG_DST, target}});
}

} // namespace ptir::runtime::onednn
