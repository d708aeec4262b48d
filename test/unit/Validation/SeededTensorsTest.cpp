//===- SeededTensorsTest.cpp - Inputs that find mistakes ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Validation/SeededTensors.h"
#include "ptir/Validation/TensorAttributes.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace ptir;
using namespace ptir::validation;
using reference::Tensor;

namespace {

TEST(SeededTensorsTest, TheSameSeedGivesTheSameElements) {
  for (unsigned type = 0; type < numElementTypes; ++type) {
    SplitMix64 first(5), second(5);
    Tensor one = *drawTensor(ElementType(type), {40}, Elements::Special, first);
    Tensor two =
        *drawTensor(ElementType(type), {40}, Elements::Special, second);
    EXPECT_EQ(one.bytes(), two.bytes());
    Tensor three =
        *drawTensor(ElementType(type), {40}, Elements::Special, first);
    EXPECT_NE(one.bytes(), three.bytes()) << type;
  }
}

TEST(SeededTensorsTest, SpecialFloatsAreAmongTheSpecial) {
  SplitMix64 random(0);
  Tensor tensor =
      *drawTensor(ElementType::F32, {1000}, Elements::Special, random);
  int nans = 0, infinities = 0, subnormals = 0, negativeZeros = 0, normals = 0;
  for (int i = 0; i < 1000; ++i) {
    float value = tensor.data<float>()[i];
    nans += std::isnan(value);
    infinities += std::isinf(value);
    subnormals += std::fpclassify(value) == FP_SUBNORMAL;
    negativeZeros += value == 0 && std::signbit(value);
    normals += std::isnormal(value);
  }
  for (int count : {nans, infinities, subnormals, negativeZeros})
    EXPECT_GT(count, 5);
  EXPECT_GT(normals, 500);
}

TEST(SeededTensorsTest, OrdinaryElementsAreSmall) {
  SplitMix64 random(0);
  Tensor floats =
      *drawTensor(ElementType::F64, {200}, Elements::Ordinary, random);
  Tensor integers =
      *drawTensor(ElementType::SI32, {200}, Elements::Ordinary, random);
  for (int i = 0; i < 200; ++i) {
    EXPECT_LE(std::fabs(floats.data<double>()[i]), 4);
    EXPECT_EQ(std::nearbyint(floats.data<double>()[i] * 8),
              floats.data<double>()[i] * 8);
    EXPECT_GE(integers.integerAt(i), 0);
    EXPECT_LT(integers.integerAt(i), 4);
  }
}

TEST(TensorAttributesTest, EveryBitComesBack) {
  mlir::MLIRContext context;
  for (unsigned type = 0; type < numElementTypes; ++type) {
    SplitMix64 random(type);
    Tensor tensor =
        *drawTensor(ElementType(type), {3, 50}, Elements::Special, random);
    StatusOr<Tensor> back =
        Tensor::fromAttribute(toAttribute(&context, tensor));
    ASSERT_TRUE(back.ok());
    EXPECT_EQ(back->bytes(), tensor.bytes()) << type;
    EXPECT_EQ(back->dims(), tensor.dims());
  }
}

} // namespace
