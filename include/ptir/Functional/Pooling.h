//===- Pooling.h - Windows of images to one value ---------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_FUNCTIONAL_POOLING_H
#define PTIR_FUNCTIONAL_POOLING_H

#include "ptir/Functional/Convolution.h"

namespace ptir::functional {

/// Pairs are of rows and columns.
struct Pool2dConfig {
  std::array<int64_t, 2> window{1, 1};
  std::array<int64_t, 2> stride{1, 1};
  /// Of each side less than the window, so that every window holds a pixel.
  Padding2d padding;
};

// Images are x[N, H, W, C] of floats; the result is [N, OH, OW, C] with
//   OH = (H + top + bottom - window) / stride + 1.

/// The largest element of each window; padding counts as -inf, a NaN wins.
Tensor maxPool2d(Emitter &emitter, Tensor x, const Pool2dConfig &config);

/// The mean of each window; padding counts as zeros or, without
/// `countIncludePad`, not at all (as torch.nn.functional.avg_pool2d).
Tensor avgPool2d(Emitter &emitter, Tensor x, const Pool2dConfig &config,
                 bool countIncludePad = true);

/// [N, H, W, C] -> [N, C]: the mean over all positions of an image, of which
/// there is at least one.
Tensor globalAvgPool(Emitter &emitter, Tensor x);

} // namespace ptir::functional

#endif // PTIR_FUNCTIONAL_POOLING_H
