//===- Config.h - What a ResNet checkpoint says about itself ----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_MODELS_RESNET_CONFIG_H
#define PTIR_MODELS_RESNET_CONFIG_H

#include "ptir/Support/Status.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace ptir::resnet {

enum class BlockKind {
  Basic,     ///< two 3x3 convolutions
  Bottleneck ///< 1x1, 3x3 with the stride, 1x1 to four times the width
};

enum class StemKind {
  ImageNet, ///< 7x7 with stride 2, then 3x3 max pooling with stride 2
  Cifar     ///< 3x3 with stride 1
};

/// What the shortcut does where extents change.
enum class ShortcutKind {
  Projection, ///< 1x1 convolution (option B of the paper)
  Pad         ///< every second pixel, new channels are zero (option A)
};

/// A plain value. The defaults are those of ResNet-34.
struct Config {
  BlockKind block = BlockKind::Basic;
  StemKind stem = StemKind::ImageNet;
  ShortcutKind shortcut = ShortcutKind::Projection;
  /// Blocks and width of each stage; the width of a bottleneck is that of its
  /// 3x3 convolution.
  std::vector<int64_t> depths = {3, 4, 6, 3};
  std::vector<int64_t> widths = {64, 128, 256, 512};
  int64_t stemWidth = 64;
  int64_t classCount = 1000;
  double epsilon = 1e-5;

  int64_t expansion() const { return block == BlockKind::Basic ? 1 : 4; }
  int64_t features() const { return widths.back() * expansion(); }
};

/// Whether a model can be built from `config`.
Status checkConfig(const Config &config);

/// Reads a configuration of `model_type` or `kind` resnet18, resnet34,
/// resnet50, resnet (Hugging Face: `depths`, `hidden_sizes`, `layer_type`, …)
/// or resnet-cifar (`num_blocks`, `planes`, `shortcut`); bare, or as `config`
/// beside a `kind` (gpt.rs). Fails on anything that would change the results
/// and is not supported.
StatusOr<Config> parseConfig(std::string_view json);

} // namespace ptir::resnet

#endif // PTIR_MODELS_RESNET_CONFIG_H
