//===- RotaryCases.cpp - Rotary position embeddings -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "AttentionOracle.h"

#include "ptir/Functional/Rotary.h"
#include "ptir/Functional/RotaryTable.h"

#include <cmath>

using namespace ptir;
using namespace ptir::parity;
namespace fn = ptir::functional;

/// x[..., T, D] turned by cos, sin[T, R / 2]: the first half of the R rotary
/// dimensions is paired with the second half, the rest stays.
static torch::Value rotate(const torch::Value &x, const torch::Value &cos,
                           const torch::Value &sin, int64_t axis, int64_t width,
                           int64_t rotary) {
  int64_t half = rotary / 2;
  torch::Value first = torch::slice(x, axis, 0, half);
  torch::Value second = torch::slice(x, axis, half, half);
  torch::Values parts = {
      torch::sub(torch::mul(first, cos), torch::mul(second, sin)),
      torch::add(torch::mul(second, cos), torch::mul(first, sin))};
  if (width > rotary)
    parts.push_back(torch::slice(x, axis, rotary, width - rotary));
  return torch::concat(parts, axis);
}

static Results emitRope(Emitter &e, const Program &p) {
  return one(fn::applyRope(e, p[0], p[1], p[2]));
}

static Case rope(const std::string &suffix, int64_t heads, int64_t positions,
                 int64_t width, int64_t rotary) {
  std::string name = "torch_rotary_apply_matches_torch_" + suffix;
  Inputs in(name);
  return numeric(name,
                 {in.uniform({heads, positions, width}),
                  in.uniform({positions, rotary / 2}),
                  in.uniform({positions, rotary / 2})},
                 emitRope, [=](const Question &q) -> torch::Values {
                   return {rotate(q[0], q[1], q[2], 2, width, rotary)};
                 });
}

/// Tables by the formula of YaRN (Peng et al. 2023), in double.
static std::pair<Data, Data> yarnTables(int64_t length, int64_t rotary,
                                        double theta, double factor,
                                        double original) {
  constexpr double pi = 3.14159265358979323846;
  constexpr double betaFast = 32, betaSlow = 1;
  auto dimensionOf = [&](double turns) {
    return rotary * std::log(original / (turns * 2 * pi)) /
           (2 * std::log(theta));
  };
  double low = std::max(std::floor(dimensionOf(betaFast)), 0.0);
  double high = std::min(std::ceil(dimensionOf(betaSlow)), double(rotary - 1));
  double magnitude = 0.1 * std::log(factor) + 1;
  int64_t half = rotary / 2;
  Data cos = conformance::zeros(ElementType::F32, {length, half});
  Data sin = cos;
  for (int64_t t = 0; t < length; ++t)
    for (int64_t i = 0; i < half; ++i) {
      double extrapolated = std::pow(theta, -2.0 * double(i) / double(rotary));
      double interpolated = extrapolated / factor;
      double ramp =
          std::clamp((double(i) - low) / std::max(high - low, 1e-3), 0.0, 1.0);
      double angle =
          double(t) * (interpolated * ramp + extrapolated * (1 - ramp));
      conformance::setNumber(cos, t * half + i, std::cos(angle) * magnitude);
      conformance::setNumber(sin, t * half + i, std::sin(angle) * magnitude);
    }
  return {cos, sin};
}

/// The project's tables turn x like those of the formula do.
static Case yarn() {
  constexpr int64_t length = 24, rotary = 32;
  fn::YarnRopeScaling scaling;
  scaling.factor = 4;
  scaling.originalMaxPositions = 64;
  fn::RopeConfig config;
  config.rotaryDim = rotary;
  config.scaling = scaling;
  StatusOr<fn::RotaryTable> table = fn::rotaryTable(length, config);
  auto data = [&](const std::vector<float> &values) {
    return conformance::tensor(ElementType::F32, {length, rotary / 2},
                               {values.begin(), values.end()});
  };
  std::string name = "torch_rotary_cache_yarn_scaling_matches_formula";
  // Without a table there is nothing to turn by, and LibTorch objects.
  Data nothing =
      constant({length, rotary / 2}, std::numeric_limits<double>::quiet_NaN());
  auto [cos, sin] = yarnTables(length, rotary, 10000, 4, 64);
  return numeric(
      name,
      {Inputs(name).uniform({2, length, rotary}),
       table.ok() ? data(table->cos) : nothing,
       table.ok() ? data(table->sin) : nothing},
      [](Emitter &e, const Program &p) -> Results {
        return {fn::applyRope(e, p[0], p[1], p[2]), p[1], p[2]};
      },
      [cos = cos, sin = sin](const Question &q) -> torch::Values {
        torch::Value c = torch::from(cos), s = torch::from(sin);
        return {rotate(q[0], c, s, 2, rotary, rotary), c, s};
      });
}

/// Queries and keys of packed projections are turned, values are not.
static Case packed(const std::string &suffix, const AttentionConfig &config,
                   int64_t positions, int64_t rotary) {
  std::string name = "torch_rotary_apply_qkv_packed_" + suffix;
  Inputs in(name);
  return numeric(
      name,
      {in.uniform({positions, config.packedWidth()}),
       in.uniform({positions, rotary / 2}),
       in.uniform({positions, rotary / 2})},
      [=](Emitter &e, const Program &p) {
        return one(fn::applyRopeQkvPacked(e, config, p[0], p[1], p[2]));
      },
      [=](const Question &q) -> torch::Values {
        torch::Value qkv =
            torch::reshape(q[0], {1, positions, config.packedWidth()});
        Heads heads = splitHeads(config, qkv, 1, positions);
        auto rows = [&](const torch::Value &x, int64_t width) {
          return torch::reshape(torch::transpose(x, {0, 2, 1, 3}),
                                {positions, width});
        };
        auto turned = [&](const torch::Value &x) {
          return rotate(x, q[1], q[2], 3, config.headDim, rotary);
        };
        return {torch::concat({rows(turned(heads.query), config.queryWidth()),
                               rows(turned(heads.key), config.keyValueWidth()),
                               rows(heads.value, config.keyValueWidth())},
                              1)};
      });
}

static Case pairOfHeads() {
  std::string name = "torch_rotary_apply_qk_grouped";
  Inputs in(name);
  return numeric(
      name,
      {in.uniform({4, 5, 8}), in.uniform({2, 5, 8}), in.uniform({5, 3}),
       in.uniform({5, 3})},
      [](Emitter &e, const Program &p) -> Results {
        fn::RotatedPair pair = fn::applyRopeQK(e, p[0], p[1], p[2], p[3]);
        return {pair.query, pair.key};
      },
      [](const Question &q) -> torch::Values {
        return {rotate(q[0], q[2], q[3], 2, 8, 6),
                rotate(q[1], q[2], q[3], 2, 8, 6)};
      });
}

void parity::addRotaryCases(Cases &cases) {
  cases.push_back(rope("full_rotary", 4, 9, 16, 16));
  cases.push_back(rope("partial_rotary", 3, 7, 24, 16));
  Case mismatch = rejecting(
      "torch_rotary_apply_rejects_sequence_mismatch",
      {f32({2, 5, 8}), f32({4, 4}), f32({4, 4})}, emitRope,
      "functional 'apply_rope': expected the number of positions of cos to be "
      "that of x (5), found 4");
  mismatch.entries = {
      {"",
       {f32({2, dynamic, 8}), f32({dynamic, 4}), f32({dynamic, 4})},
       emitRope}};
  mismatch.failures = {
      {{constant({2, 5, 8}, 1), constant({4, 4}, 1), constant({4, 4}, 1)},
       "'ptir."}};
  cases.push_back(std::move(mismatch));
  cases.push_back(yarn());
  cases.push_back(packed("full", {4, 4, 8}, 6, 8));
  cases.push_back(packed("grouped_partial", {4, 2, 8}, 6, 4));
  cases.push_back(pairOfHeads());
}
