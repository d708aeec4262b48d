//===- Image.cpp - Images as oneDNN sees them -----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Image.h"

#include "../OperandChecks.h"

namespace ptir::runtime::onednn {

MemoryDesc describeImage(const dnnl::memory::dims &extents, bool isBlocked) {
  return MemoryDesc(extents, dnnl::memory::data_type::f32,
                    isBlocked ? dnnl::memory::format_tag::nChw16c
                              : dnnl::memory::format_tag::nhwc);
}

MemoryDesc describeImage(const ptir_tensor &tensor) {
  const int64_t *dims = tensor.dims;
  if (tensor.rank == 5)
    return describeImage({dims[0], dims[1] * dims[4], dims[2], dims[3]}, true);
  return describeImage({dims[0], dims[3], dims[1], dims[2]}, false);
}

StatusOr<Padding> paddingOf(const KernelConfig &config) {
  StatusOr<std::vector<int64_t>> sides = config.numbers("padding", 4);
  if (!sides.ok())
    return sides.status();
  if (Status status = expectNumbers("oneDNN", "padding", *sides, 0);
      !status.ok())
    return status;
  const std::vector<int64_t> &p = *sides;
  return Padding{{p[0], p[2]}, {p[1], p[3]}};
}

StatusOr<dnnl::memory::dims> extentsOfWindows(const std::string &kernel,
                                              const dnnl::memory::dims &image,
                                              const WindowSteps &steps) {
  for (const Status &status :
       {expectNumbers(kernel, "extents of images", image, 0),
        expectNumbers(kernel, "a window", steps.window, 1),
        expectNumbers(kernel, "strides", steps.stride, 1),
        expectNumbers(kernel, "dilation", steps.dilation, 1)})
    if (!status.ok())
      return status;
  dnnl::memory::dims extents;
  for (size_t axis = 0; axis < 2; ++axis) {
    int64_t covered = (steps.window[axis] - 1) * steps.dilation[axis] + 1;
    int64_t padded =
        image[axis] + steps.padding.before[axis] + steps.padding.after[axis];
    if (covered > padded)
      return Status::failure(kernel + ": expected a window of at most " +
                             std::to_string(padded) + ", found one of " +
                             std::to_string(covered));
    extents.push_back((padded - covered) / steps.stride[axis] + 1);
  }
  return extents;
}

} // namespace ptir::runtime::onednn
