//===- MatmulRefusesTest.cpp - What ptir.matmul refuses ---------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Operands that only a module written by hand has, on every CPU: they are
// checked before its instructions are.
//
//===----------------------------------------------------------------------===//

#include "ptir/Runtime/KernelLibrary.h"
#include "ptir/Support/ElementType.h"

#include <gtest/gtest.h>

using namespace ptir;
using namespace ptir::runtime;

namespace {

struct Operand {
  std::vector<int64_t> dims;
  ElementType type = ElementType::F32;
};

/// What making the kernel ready fails with, without its name.
std::string refusal(const std::string &config,
                    const std::vector<Operand> &operands) {
  std::vector<ptir_tensor> tensors;
  for (const Operand &operand : operands)
    tensors.push_back({nullptr, operand.dims.data(),
                       static_cast<int32_t>(operand.dims.size()),
                       static_cast<int32_t>(operand.type)});
  const std::string kernel = "ptir.matmul" + config;
  StatusOr<ResolvedKernel> resolved = resolveKernel(kernel, 1);
  if (!resolved.ok())
    return resolved.message();
  auto made = resolved->library->prepare(resolved->request, tensors);
  const std::string start = "matmul: expected ";
  if (made.ok() || made.message().rfind(start, 0) != 0)
    return made.ok() ? "nothing is refused" : made.message();
  return made.message().substr(start.size());
}

const Operand x{{3, 32}}, panels{{2, 32, 64}}, bias{{70}}, y{{3, 70}};

Operand shortPanels(ElementType type) { return {{2, 17, 96}, type}; }

TEST(MatmulRefuses, OtherNumbersOfOperands) {
  EXPECT_EQ(refusal("", {x, panels}), "3 operands, found 2");
  EXPECT_EQ(refusal("", {x, panels, bias, y}), "3 operands, found 4");
  EXPECT_EQ(refusal(";bias=1", {x, panels, y}), "4 operands, found 3");
}

TEST(MatmulRefuses, OtherRanks) {
  EXPECT_EQ(refusal("", {{{32}}, panels, y}), "x of rank 2, found 1");
  EXPECT_EQ(refusal("", {{{1, 3, 32}}, panels, y}), "x of rank 2, found 3");
  EXPECT_EQ(refusal("", {x, panels, {{70}}}), "a result of rank 2, found 1");
  EXPECT_EQ(refusal("", {x, {{32, 70}}, y}),
            "weights of [2, 32, 64], found [32, 70]");
}

TEST(MatmulRefuses, ExtentsThatDoNotFit) {
  EXPECT_EQ(refusal("", {{{3, 0}}, panels, y}),
            "a depth of 1 or more, found 0");
  EXPECT_EQ(refusal("", {x, {{2, 31, 64}}, y}),
            "weights of [2, 32, 64], found [2, 31, 64]");
  EXPECT_EQ(refusal("", {x, {{1, 32, 64}}, y}),
            "weights of [2, 32, 64], found [1, 32, 64]");
  EXPECT_EQ(refusal(";bias=1", {x, panels, {{64}}, y}),
            "a bias of [70], found [64]");
  EXPECT_EQ(refusal("", {x, panels, {{4, 70}}}),
            "a result of [3, 70], found [4, 70]");
  for (ElementType type : {ElementType::SI16, ElementType::SI8})
    EXPECT_EQ(refusal("", {{{3, 33}}, shortPanels(type), y}),
              "an even depth, found 33");
  EXPECT_EQ(refusal("", {x, {{2, 16, 96}, ElementType::SI16}, y}),
            "weights of [2, 17, 96], found [2, 16, 96]");
  EXPECT_EQ(refusal("", {x, shortPanels(ElementType::SI8), y}),
            "weights of [2, 9, 256], found [2, 17, 96]");
}

TEST(MatmulRefuses, OtherElementTypes) {
  EXPECT_EQ(refusal("", {{x.dims, ElementType::F64}, panels, y}),
            "x of f32, found another element type");
  EXPECT_EQ(refusal(";bias=1", {x, panels, {bias.dims, ElementType::BF16}, y}),
            "a bias of f32, found another element type");
  EXPECT_EQ(refusal("", {x, panels, {y.dims, ElementType::F16}}),
            "a result of f32, found another element type");
  // Whatever their extents and the depth.
  EXPECT_EQ(refusal("", {x, {panels.dims, ElementType::F64}, y}),
            "weights of f32, si16 or si8, found f64");
  EXPECT_EQ(refusal("", {{{3, 33}}, {{2, 17, 128}, ElementType::BF16}, y}),
            "weights of f32, si16 or si8, found bf16");
  EXPECT_EQ(refusal("", {x, shortPanels(ElementType::UI16), y}),
            "weights of f32, si16 or si8, found ui16");
}

TEST(MatmulRefuses, StepsThatItDoesNotHave) {
  const std::string expected = "an epilogue of sum and one of relu, relu6, "
                               "gelu_tanh and silu, found ";
  EXPECT_EQ(refusal(";epilogue=gelu", {x, panels, y}), expected + "'gelu'");
  EXPECT_EQ(refusal(";epilogue=relu,sum", {x, panels, y}), expected + "'sum'");
  EXPECT_EQ(refusal(";epilogue=sum,sum", {x, panels, y}), expected + "'sum'");
  EXPECT_EQ(refusal(";epilogue=relu,silu", {x, panels, y}),
            expected + "'silu'");
}

} // namespace
