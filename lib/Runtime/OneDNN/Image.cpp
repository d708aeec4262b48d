//===- Image.cpp - Images as oneDNN sees them -----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Image.h"

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
  const std::vector<int64_t> &p = *sides;
  return Padding{{p[0], p[2]}, {p[1], p[3]}};
}

} // namespace ptir::runtime::onednn
