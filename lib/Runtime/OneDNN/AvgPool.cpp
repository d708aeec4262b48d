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

namespace ptir::runtime::onednn {

StatusOr<Instance> prepareAvgPool(const KernelRequest &request,
                                  const Operands &operands) {
  if (operands.size() != 2)
    return Status::failure("oneDNN: avg_pool: expected 2 operands, found " +
                           std::to_string(operands.size()));
  if (isEmpty(operands[1]))
    return makeEmptyInstance();
  StatusOr<std::vector<int64_t>> window = request.config.numbers("window", 2);
  StatusOr<std::vector<int64_t>> stride = request.config.numbers("stride", 2);
  StatusOr<Padding> padding = paddingOf(request.config);
  for (const Status &status :
       {window.status(), stride.status(), padding.status()})
    if (!status.ok())
      return status;
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
