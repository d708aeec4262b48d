//===- NormalizationTest.cpp - layer_norm ---------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Harness.h"
#include "Types.h"

using namespace ptir;
using namespace ptir::conformance;

namespace {

TEST(LayerNorm, agrees) {
  struct Shape {
    Dims x;
    int64_t axis;
  };
  const std::vector<Shape> shapes = {{{7, 13}, 1},    {{5, 64}, -1},
                                     {{2, 11, 3}, 1}, {{13, 5}, 0},
                                     {{17}, 0},       {{0, 3}, 1}};
  std::vector<Case> cases;
  uint64_t seed = 0;
  for (ElementType type : floats)
    for (const Shape &shape : shapes) {
      int64_t axis =
          shape.axis < 0 ? shape.axis + int64_t(shape.x.size()) : shape.axis;
      Dims features = {shape.x[axis]};
      Case testCase{"layer_norm",
                    {{type, shape.x}, {type, features}, {type, features}},
                    {{type, shape.x}},
                    {real("epsilon", 1e-5), number("axis", shape.axis)}};
      testCase.accuracy = Accuracy::Normalised;
      if (elementCount(shape.x) > 0)
        testCase.judge = Judge::TorchUpToZeroSigns;
      testCase.calls.push_back(
          {{fill(type, shape.x, Values::Moderate, ++seed),
            fill(type, features, Values::Moderate, seed),
            fill(type, features, Values::Moderate, seed + 1)}});
      cases.push_back(testCase);
      for (TensorType &arg : testCase.args)
        arg = withDynamic(arg);
      testCase.results[0] = withDynamic(testCase.results[0]);
      cases.push_back(testCase);
    }
  check(cases);
}

} // namespace
