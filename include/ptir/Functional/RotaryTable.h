//===- RotaryTable.h - Angles of rotary embeddings --------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Rotary position embeddings (Su et al. 2021) turn pair i of R elements by the
// angle position * theta^(-2i/R). Two ways to stretch the positions that a
// model was trained for:
//   linear  all frequencies divided by a factor (Chen et al. 2023);
//   YaRN    only those that turn less than beta_slow times over the original
//           length, those that turn more than beta_fast times not at all, a
//           ramp in between; and a magnitude on the tables (Peng et al. 2023).
//
// Host arithmetic, all of it in f32. No MLIR.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_FUNCTIONAL_ROTARYTABLE_H
#define PTIR_FUNCTIONAL_ROTARYTABLE_H

#include "ptir/Support/Status.h"

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace ptir::functional {

struct LinearRopeScaling {
  float factor = 1; ///< finite, positive
};

struct YarnRopeScaling {
  float factor = 1; ///< finite, positive
  /// With m(s, k) = 1 for s <= 1 and 0.1 k ln(s) + 1 otherwise, the magnitude
  /// is m(factor, mscale) / m(factor, mscaleAllDim) if both are given and not
  /// zero, else m(factor, 1).
  std::optional<float> mscale = std::nullopt;
  std::optional<float> mscaleAllDim = std::nullopt;
  float betaFast = 32; ///< turns over the original length; >= betaSlow
  float betaSlow = 1;  ///< positive
  /// Positions that the model was trained for: required, positive.
  std::optional<int64_t> originalMaxPositions = std::nullopt;
  bool truncate = true; ///< round the ends of the ramp to whole dimensions
};

/// std::monostate: none.
using RopeScaling =
    std::variant<std::monostate, LinearRopeScaling, YarnRopeScaling>;

struct RopeConfig {
  int64_t rotaryDim = 128; ///< R: even, positive
  float theta = 10000;     ///< finite, positive; for YaRN not 1
  RopeScaling scaling;
};

/// What a configuration comes to.
struct RotaryFrequencies {
  std::vector<float> inverse; ///< [R/2], angle per position
  float magnitude = 1;        ///< factor on cosines and sines
};

StatusOr<RotaryFrequencies> rotaryFrequencies(const RopeConfig &config);

/// Row p: magnitude * cos and sin of (start + p) * inverse frequency.
struct RotaryTable {
  int64_t length = 0;     ///< L
  int64_t halfDim = 0;    ///< R/2
  std::vector<float> cos; ///< [L, R/2], row-major
  std::vector<float> sin; ///< [L, R/2]
};

/// Positions [0, length).
StatusOr<RotaryTable> rotaryTable(int64_t length, const RopeConfig &config);

/// Positions [start, start + length), at most 2^24: f32 tells no more apart.
StatusOr<RotaryTable> rotaryTableSlice(int64_t start, int64_t length,
                                       const RopeConfig &config);

} // namespace ptir::functional

#endif // PTIR_FUNCTIONAL_ROTARYTABLE_H
