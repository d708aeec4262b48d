//===- Config.h - What a MobileNetV2 checkpoint says of itself --*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_MODELS_MOBILENET_V2_CONFIG_H
#define PTIR_MODELS_MOBILENET_V2_CONFIG_H

#include "ptir/Support/Status.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace ptir::mobilenet_v2 {

/// Channels `in`, widened to `hidden`, filtered, narrowed to `out`. Where in
/// and hidden are equal nothing is widened.
struct BlockConfig {
  int64_t in, hidden, out, stride;

  bool expands() const { return in != hidden; }
  bool isResidual() const { return stride == 1 && in == out; }
};

/// A plain value.
struct Config {
  int64_t stemWidth = 32;
  std::vector<BlockConfig> blocks = defaultBlocks();
  int64_t headWidth = 1280;
  int64_t classCount = 1000;
  double epsilon = 1e-5;

  /// The 17 blocks of the paper's table 2.
  static std::vector<BlockConfig> defaultBlocks();
};

/// Whether a model can be built from `config`.
Status checkConfig(const Config &config);

/// Reads a configuration of `model_type` or `kind` mobilenet_v2: `stem.out`,
/// `blocks` (a list of `in`, `hidden`, `out`, `stride`), `head`, `num_classes`;
/// bare, or as `config` beside a `kind` (gpt.rs). What is absent is as in the
/// paper. Fails on anything that would change the results and is not supported.
StatusOr<Config> parseConfig(std::string_view json);

} // namespace ptir::mobilenet_v2

#endif // PTIR_MODELS_MOBILENET_V2_CONFIG_H
