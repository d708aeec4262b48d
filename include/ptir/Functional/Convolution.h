//===- Convolution.h - Two-dimensional convolution --------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_FUNCTIONAL_CONVOLUTION_H
#define PTIR_FUNCTIONAL_CONVOLUTION_H

#include "ptir/Functional/Emitter.h"

#include <array>

namespace ptir::functional {

/// Zeros around an image, per side.
struct Padding2d {
  int64_t top = 0, bottom = 0, left = 0, right = 0;

  static Padding2d same(int64_t size) { return {size, size, size, size}; }
  bool isNone() const { return !top && !bottom && !left && !right; }
};

/// Pairs are of rows and columns.
struct Conv2dConfig {
  std::array<int64_t, 2> stride{1, 1};
  std::array<int64_t, 2> dilation{1, 1};
  Padding2d padding;
  /// Input and output channels are divided into as many groups; each group of
  /// outputs sees one group of inputs. As many as channels: depthwise.
  int64_t groups = 1;
};

/// Cross-correlation of images with kernels, what deep learning calls
/// convolution (as torch.nn.functional.conv2d, in another layout):
///   y[n, i, j, o] = bias[o] + sum over h, w, c of weight[o, c, h, w]
///                   * x[n, i stride + h dilation - pad, j …, c of o's group]
/// x is [N, H, W, Ci], weight [Co, Ci / groups, KH, KW] with static extents,
/// bias [Co] or empty for none; y is [N, OH, OW, Co] with
///   OH = (H + top + bottom - (KH - 1) dilation - 1) / stride + 1.
Tensor conv2d(Emitter &emitter, Tensor x, Tensor weight, Tensor bias,
              const Conv2dConfig &config);

} // namespace ptir::functional

#endif // PTIR_FUNCTIONAL_CONVOLUTION_H
