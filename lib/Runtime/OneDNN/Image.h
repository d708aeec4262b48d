//===- Image.h - Images as oneDNN sees them ---------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_ONEDNN_IMAGE_H
#define PTIR_LIB_RUNTIME_ONEDNN_IMAGE_H

#include "Api.h"
#include "ptir/Runtime/ABI.h"
#include "ptir/Runtime/KernelConfig.h"

namespace ptir::runtime::onednn {

/// The memory of an f32 tensor: [N, H, W, C], or [N, C / 16, H, W, 16] if it
/// has five dimensions. The descriptor is of [N, C, H, W].
MemoryDesc describeImage(const ptir_tensor &tensor);

/// The same for extents [N, C, H, W] without memory.
MemoryDesc describeImage(const dnnl::memory::dims &extents, bool isBlocked);

struct Padding {
  dnnl::memory::dims before, after;
};

/// `padding=top,bottom,left,right`, none of them negative.
StatusOr<Padding> paddingOf(const KernelConfig &config);

/// How a window slides over height and width.
struct WindowSteps {
  dnnl::memory::dims window, stride, dilation;
  Padding padding;
};

/// The rows and columns of what windows give for so many; fails where numbers
/// are not positive, or no window fits. `kernel` begins the message.
StatusOr<dnnl::memory::dims> extentsOfWindows(const std::string &kernel,
                                              const dnnl::memory::dims &image,
                                              const WindowSteps &steps);

} // namespace ptir::runtime::onednn

#endif // PTIR_LIB_RUNTIME_ONEDNN_IMAGE_H
