//===- LayerProgram.h - A layer under test ----------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_UNIT_LAYERS_LAYERPROGRAM_H
#define PTIR_TEST_UNIT_LAYERS_LAYERPROGRAM_H

#include "../Functional/Program.h"

#include "ptir/Layers/Parameters.h"

#include <algorithm>
#include <cmath>

namespace ptir::test {

using layers::ParameterList;
using layers::Parameters;
using layers::ParameterSpec;

using Floats = std::vector<float>;
using Lines = std::vector<std::string>;

template <typename Layer>
ParameterList parametersOf(const Layer &layer) {
  ParameterList list;
  layer.appendParameters(list);
  return list;
}

/// `name[2, 3]` of each parameter.
template <typename Layer>
Lines describe(const Layer &layer) {
  Lines lines;
  for (const ParameterSpec &spec : parametersOf(layer))
    lines.push_back(spec.name + formatShape(spec.shape));
  return lines;
}

/// Names of the composites that were emitted, in order.
inline Lines compositesOf(Program &p) {
  Lines names;
  for (auto op : p.function.getOps<CompositeOp>())
    names.push_back(op.getName().str());
  return names;
}

/// Arguments `first`, `first` + 1, … under the names of the parameters.
inline Parameters bindArguments(Program &p, const ParameterList &list,
                                unsigned first) {
  Parameters parameters;
  for (auto [i, spec] : llvm::enumerate(list))
    parameters.bind(spec.name, p.arg(first + i));
  return parameters;
}

/// Of f32; -1 is an extent known at run time.
inline std::string typeText(llvm::ArrayRef<int64_t> shape) {
  std::string text = "tensor<";
  for (int64_t extent : shape)
    text += (extent < 0 ? "?" : std::to_string(extent)) + "x";
  return text + "f32>";
}

/// Some small values for each parameter.
inline std::vector<reference::Tensor> someWeights(const ParameterList &list) {
  std::vector<reference::Tensor> weights;
  uint32_t seed = 100;
  for (const ParameterSpec &spec : list) {
    Floats values = someFloats(*getNumElements(spec.shape), seed++);
    for (float &value : values)
      value /= 4;
    weights.push_back(makeTensor(ElementType::F32, spec.shape, values));
  }
  return weights;
}

inline void expectNear(const Floats &found, const Floats &wanted) {
  ASSERT_EQ(found.size(), wanted.size());
  for (size_t i = 0; i < found.size(); ++i)
    ASSERT_NEAR(found[i], wanted[i], 2e-5 * std::max(1.f, std::abs(wanted[i])))
        << "element " << i;
}

} // namespace ptir::test

#endif // PTIR_TEST_UNIT_LAYERS_LAYERPROGRAM_H
