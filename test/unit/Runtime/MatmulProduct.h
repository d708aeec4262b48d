//===- MatmulProduct.h - Rows times packed weights --------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
#ifndef PTIR_TEST_UNIT_RUNTIME_MATMULPRODUCT_H
#define PTIR_TEST_UNIT_RUNTIME_MATMULPRODUCT_H

#include "DerivedForm.h"
#include "lib/Runtime/Kernels/Library.h"
#include "ptir/Support/SplitMix64.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace ptir::runtime {

/// Operands of one product, between -1 and 1, and the kernel `ptir.matmul` that
/// is to compute it.
struct MatmulProduct {
  int64_t rows, depth, columns;
  std::vector<float> x, weights, bias, y;
  /// The extents and type of the weights as the kernel takes them.
  std::vector<int64_t> panelDims;
  ElementType weightType = ElementType::F32;
  std::vector<unsigned char> panels;
  /// How many bytes behind a cache line the kernel finds them.
  size_t panelOffset = 0;

  MatmulProduct(int64_t rows, int64_t depth, int64_t columns)
      : rows(rows), depth(depth), columns(columns) {
    SplitMix64 random(static_cast<uint64_t>(rows * 31 + depth * 7 + columns));
    auto fill = [&](std::vector<float> &values, int64_t count) {
      values.resize(static_cast<size_t>(count));
      for (float &value : values)
        value = static_cast<float>(random.next() >> 40) / (1 << 23) - 1;
    };
    fill(x, rows * depth);
    fill(bias, columns);
    fill(y, rows * columns);
    fill(weights, depth * columns);
  }

  /// Packs the weights in this form.
  void pack(const std::string &form) {
    panels = derivedForm(form, weights, depth, columns);
    panelDims = {(columns + 63) / 64, depth, 64};
    weightType = ElementType::F32;
    if (form == "panels64:f12") {
      panelDims = {panelDims[0], depth / 2 + 1, 96};
      weightType = ElementType::SI16;
    } else if (form == "panels64:s8") {
      panelDims = {panelDims[0], (depth + 3) / 4 + 1, 256};
      weightType = ElementType::SI8;
    }
  }

  /// What making the kernel ready fails with, or y afterwards.
  StatusOr<std::vector<float>> run(const std::string &config, int threads) {
    std::vector<float> result = y;
    int64_t xDims[] = {rows, depth}, yDims[] = {rows, columns},
            biasDims[] = {columns};
    auto f32 = static_cast<int32_t>(ElementType::F32);
    std::vector<unsigned char> stored(panels.size() + 64 + panelOffset);
    unsigned char *weightsAt = aligned(stored) + panelOffset;
    std::copy(panels.begin(), panels.end(), weightsAt);
    std::vector<ptir_tensor> operands = {
        {x.data(), xDims, 2, f32},
        {weightsAt, panelDims.data(), 3, static_cast<int32_t>(weightType)}};
    if (config.find("bias=1") != std::string::npos)
      operands.push_back({bias.data(), biasDims, 1, f32});
    operands.push_back({result.data(), yDims, 2, f32});
    StatusOr<KernelConfig> parsed = KernelConfig::parse(config);
    if (!parsed.ok())
      return parsed.status();
    KernelRequest request{"matmul", *parsed, threads};
    auto kernel = kernels::library().prepare(request, operands);
    if (!kernel.ok())
      return kernel.status();
    std::vector<unsigned char> scratch(
        static_cast<size_t>((*kernel)->scratchBytes()) + 64);
    if (Status status = (*kernel)->run(operands.data(), aligned(scratch));
        !status.ok())
      return status;
    return result;
  }

private:
  static unsigned char *aligned(std::vector<unsigned char> &bytes) {
    size_t rest = reinterpret_cast<uintptr_t>(bytes.data()) % 64;
    return bytes.data() + (64 - rest) % 64;
  }
};

/// What a step of `ptir.matmul` does to a sum.
inline double applyStep(const std::string &step, double v) {
  if (step == "relu")
    return std::max(v, 0.0);
  if (step == "relu6")
    return std::min(std::max(v, 0.0), 6.0);
  if (step == "gelu_tanh")
    return 0.5 * v *
           (1 + std::tanh(std::sqrt(2 / M_PI) * (v + 0.044715 * v * v * v)));
  if (step == "silu")
    return v / (1 + std::exp(-v));
  return v;
}

/// The configurations of all steps, with and without a bias and a sum before
/// them: calls body(config, step, hasBias, accumulates).
template <typename Body>
void forEachConfig(Body &&body) {
  for (const std::string step : {"", "relu", "relu6", "gelu_tanh", "silu"})
    for (bool accumulates : {false, true})
      for (bool hasBias : {false, true}) {
        std::string steps =
            accumulates ? step.empty() ? "sum" : "sum," + step : step;
        std::string config = hasBias ? "bias=1" : "";
        if (!steps.empty())
          config += (config.empty() ? "epilogue=" : ";epilogue=") + steps;
        body(config, step, hasBias, accumulates);
      }
}

} // namespace ptir::runtime

#endif // PTIR_TEST_UNIT_RUNTIME_MATMULPRODUCT_H
