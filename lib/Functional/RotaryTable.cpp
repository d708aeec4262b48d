//===- RotaryTable.cpp - Angles of rotary embeddings ----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Functional/RotaryTable.h"

#include <algorithm>
#include <cmath>
#include <sstream>

using namespace ptir;
using namespace ptir::functional;

//===----------------------------------------------------------------------===//
// Checks
//===----------------------------------------------------------------------===//

/// "rotary table: expected <what>, found <value>".
template <typename T>
static Status unexpected(const char *what, T value) {
  std::ostringstream text;
  text << "rotary table: expected " << what << ", found " << value;
  return Status::failure(text.str());
}

static Status isPositive(const char *what, float value) {
  if (std::isfinite(value) && value > 0)
    return Status::success();
  return unexpected(what, value);
}

static Status checkScaling(std::monostate, const RopeConfig &) {
  return Status::success();
}

static Status checkScaling(const LinearRopeScaling &scaling,
                           const RopeConfig &) {
  return isPositive("a positive, finite linear factor", scaling.factor);
}

static Status checkScaling(const YarnRopeScaling &scaling,
                           const RopeConfig &config) {
  if (Status status =
          isPositive("a positive, finite yarn factor", scaling.factor);
      !status.ok())
    return status;
  if (!scaling.originalMaxPositions)
    return unexpected("original_max_position_embeddings for yarn", "none");
  if (*scaling.originalMaxPositions < 1)
    return unexpected("positive original_max_position_embeddings",
                      *scaling.originalMaxPositions);
  if (Status status =
          isPositive("a positive, finite beta_slow", scaling.betaSlow);
      !status.ok())
    return status;
  if (!std::isfinite(scaling.betaFast) || scaling.betaFast < scaling.betaSlow)
    return unexpected("a finite beta_fast of at least beta_slow",
                      scaling.betaFast);
  if (config.theta == 1)
    return unexpected("a theta other than 1 for yarn", config.theta);
  return Status::success();
}

static Status checkConfig(const RopeConfig &config) {
  if (config.rotaryDim < 2 || config.rotaryDim % 2 != 0)
    return unexpected("a positive, even rotary_dim", config.rotaryDim);
  constexpr int64_t limit = 1 << 20;
  if (config.rotaryDim > limit)
    return unexpected("a rotary_dim of at most 1048576", config.rotaryDim);
  if (Status status = isPositive("a positive, finite theta", config.theta);
      !status.ok())
    return status;
  return std::visit(
      [&](const auto &scaling) { return checkScaling(scaling, config); },
      config.scaling);
}

//===----------------------------------------------------------------------===//
// Frequencies
//===----------------------------------------------------------------------===//

/// theta^(2i/R): the length of a turn of pair i, in positions, over 2 pi.
static float wavelength(int64_t pair, const RopeConfig &config) {
  float exponent =
      static_cast<float>(2 * pair) / static_cast<float>(config.rotaryDim);
  return std::pow(config.theta, exponent);
}

static float yarnMagnitude(const YarnRopeScaling &scaling) {
  auto mscale = [&](float weight) {
    return scaling.factor <= 1 ? 1.0f
                               : 0.1f * weight * std::log(scaling.factor) + 1;
  };
  if (scaling.mscale.value_or(0) != 0 && scaling.mscaleAllDim.value_or(0) != 0)
    return mscale(*scaling.mscale) / mscale(*scaling.mscaleAllDim);
  return mscale(1);
}

namespace {
/// Pairs up to `low` keep their frequency, from `high` on they are divided by
/// the factor.
struct Ramp {
  float low, high;

  float at(int64_t pair) const {
    float position = (static_cast<float>(pair) - low) / (high - low);
    return std::clamp(position, 0.0f, 1.0f);
  }
};
} // namespace

static Ramp yarnRamp(const YarnRopeScaling &scaling, const RopeConfig &config) {
  constexpr float twoPi = 6.28318530717958647692f;
  float dim = static_cast<float>(config.rotaryDim);
  float original = static_cast<float>(*scaling.originalMaxPositions);
  // The pair that makes that many turns over the original length.
  auto pairOf = [&](float turns) {
    return dim * std::log(original / (turns * twoPi)) /
           (2 * std::log(config.theta));
  };
  float low = pairOf(scaling.betaFast), high = pairOf(scaling.betaSlow);
  if (scaling.truncate) {
    low = std::floor(low);
    high = std::ceil(high);
  }
  low = std::clamp(low, 0.0f, dim - 1);
  high = std::clamp(high, 0.0f, dim - 1);
  if (low == high)
    high += 0.001f; // a step, without division by zero
  return {low, high};
}

static void scale(std::monostate, const RopeConfig &, RotaryFrequencies &) {}

static void scale(const LinearRopeScaling &scaling, const RopeConfig &,
                  RotaryFrequencies &frequencies) {
  for (float &inverse : frequencies.inverse)
    inverse /= scaling.factor;
}

static void scale(const YarnRopeScaling &scaling, const RopeConfig &config,
                  RotaryFrequencies &frequencies) {
  Ramp ramp = yarnRamp(scaling, config);
  for (size_t pair = 0; pair < frequencies.inverse.size(); ++pair) {
    float extrapolated = frequencies.inverse[pair];
    float interpolated = 1.0f / (scaling.factor * wavelength(pair, config));
    float share = ramp.at(pair);
    frequencies.inverse[pair] =
        interpolated * share + extrapolated * (1 - share);
  }
  frequencies.magnitude = yarnMagnitude(scaling);
}

StatusOr<RotaryFrequencies>
functional::rotaryFrequencies(const RopeConfig &config) {
  if (Status status = checkConfig(config); !status.ok())
    return status;
  RotaryFrequencies frequencies;
  frequencies.inverse.resize(config.rotaryDim / 2);
  for (size_t pair = 0; pair < frequencies.inverse.size(); ++pair)
    frequencies.inverse[pair] = 1.0f / wavelength(pair, config);
  std::visit([&](const auto &scaling) { scale(scaling, config, frequencies); },
             config.scaling);
  if (Status status =
          isPositive("a positive, finite magnitude", frequencies.magnitude);
      !status.ok())
    return status;
  for (float inverse : frequencies.inverse)
    if (!std::isfinite(inverse))
      return unexpected("finite frequencies", inverse);
  return frequencies;
}

//===----------------------------------------------------------------------===//
// Tables
//===----------------------------------------------------------------------===//

StatusOr<RotaryTable> functional::rotaryTable(int64_t length,
                                              const RopeConfig &config) {
  return rotaryTableSlice(0, length, config);
}

StatusOr<RotaryTable> functional::rotaryTableSlice(int64_t start,
                                                   int64_t length,
                                                   const RopeConfig &config) {
  constexpr int64_t limit = 1 << 24;
  if (start < 0 || start > limit)
    return unexpected("a start in [0, 16777216]", start);
  if (length < 0 || length > limit - start)
    return unexpected("a length that ends in [0, 16777216]", length);
  StatusOr<RotaryFrequencies> frequencies = rotaryFrequencies(config);
  if (!frequencies.ok())
    return frequencies.status();

  RotaryTable table{length, config.rotaryDim / 2, {}, {}};
  table.cos.reserve(length * table.halfDim);
  table.sin.reserve(length * table.halfDim);
  for (int64_t row = 0; row < length; ++row)
    for (float inverse : frequencies->inverse) {
      float angle = static_cast<float>(start + row) * inverse;
      table.cos.push_back(frequencies->magnitude * std::cos(angle));
      table.sin.push_back(frequencies->magnitude * std::sin(angle));
    }
  return table;
}
