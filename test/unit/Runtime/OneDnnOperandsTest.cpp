//===- OneDnnOperandsTest.cpp - What kernels of oneDNN refuse -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Configurations and operands that only a module written by hand has: each is
// an error with what was expected and found, never a division by zero or an
// access beyond an operand.
//
//===----------------------------------------------------------------------===//

#include "ptir/Runtime/KernelLibrary.h"
#include "ptir/Support/ElementType.h"

#include <gtest/gtest.h>

using namespace ptir;
using namespace ptir::runtime;

#ifdef PTIR_HAS_ONEDNN

namespace {

using Dims = std::vector<int64_t>;

/// What making the kernel ready says; empty if it works.
std::string prepare(const std::string &kernel,
                    const std::vector<Dims> &operands,
                    ElementType type = ElementType::F32) {
  std::vector<ptir_tensor> tensors;
  for (const Dims &dims : operands)
    tensors.push_back({nullptr, dims.data(), static_cast<int32_t>(dims.size()),
                       static_cast<int32_t>(type)});
  StatusOr<ResolvedKernel> resolved = resolveKernel(kernel, 1);
  if (!resolved.ok())
    return resolved.message();
  auto made = resolved->library->prepare(resolved->request, tensors);
  return made.ok() ? "" : made.message();
}

struct Convolution {
  std::string stride = "1,1", dilation = "1,1", groups = "1", kernel = "3,3",
              filters = "8", source = "2,4,6,5", padding = "1,1,1,1",
              rest = ";bias=1";
  std::vector<Dims> operands = {{2, 6, 5, 4}, {8, 4, 3, 3}, {8}, {2, 6, 5, 8}};

  std::string message() const {
    return prepare("onednn.convolution;stride=" + stride + ";dilation=" +
                       dilation + ";groups=" + groups + ";kernel=" + kernel +
                       ";filters=" + filters + ";source=" + source +
                       ";padding=" + padding + ";plain_weights=1" + rest,
                   operands);
  }
};

TEST(OneDnnOperands, ConvolutionsThatFit) {
  EXPECT_EQ(Convolution().message(), "");
  Convolution other;
  // Another batch than the configuration's, and none at all.
  other.operands[0][0] = other.operands[3][0] = 7;
  EXPECT_EQ(other.message(), "");
  other.operands[0][0] = other.operands[3][0] = 0;
  EXPECT_EQ(other.message(), "");
}

TEST(OneDnnOperands, ConvolutionsOfWrongNumbers) {
  auto with = [](std::string Convolution::*field, const char *value) {
    Convolution convolution;
    convolution.*field = value;
    return convolution.message();
  };
  const std::string start = "oneDNN: convolution: expected ",
                    range = " between 1 and 1073741824, found ";
  EXPECT_EQ(with(&Convolution::stride, "0,1"), start + "strides" + range + "0");
  EXPECT_EQ(with(&Convolution::stride, "1,-1"),
            start + "strides" + range + "-1");
  EXPECT_EQ(with(&Convolution::dilation, "1,0"),
            start + "dilation" + range + "0");
  EXPECT_EQ(with(&Convolution::groups, "0"), start + "groups" + range + "0");
  EXPECT_EQ(with(&Convolution::filters, "0"), start + "filters" + range + "0");
  EXPECT_EQ(with(&Convolution::kernel, "0,3"),
            start + "a window" + range + "0");
  EXPECT_EQ(with(&Convolution::kernel, "9223372036854775807,3"),
            start + "a window" + range + "9223372036854775807");
  EXPECT_EQ(with(&Convolution::source, "2,0,6,5"),
            start + "extents of the image" + range + "0");
  EXPECT_EQ(with(&Convolution::padding, "-1,1,1,1"),
            "oneDNN: expected padding between 0 and 1073741824, found -1");
  EXPECT_EQ(with(&Convolution::groups, "3"),
            start + "4 channels and 8 filters to be multiples of the groups, "
                    "found 3 groups");
  EXPECT_EQ(with(&Convolution::dilation, "1,4"),
            start + "a window of at most 7, found one of 9");
}

TEST(OneDnnOperands, ConvolutionsOfWrongOperands) {
  auto with = [](size_t operand, Dims dims) {
    Convolution convolution;
    convolution.operands[operand] = std::move(dims);
    return convolution.message();
  };
  const std::string start = "oneDNN: convolution: expected ";
  EXPECT_EQ(with(0, {2, 6, 4}),
            start + "an image of [2, 6, 5, 4], found [2, 6, 4]");
  EXPECT_EQ(with(0, {}), start + "an image of [0, 6, 5, 4], found []");
  EXPECT_EQ(with(0, {2, 6, 4, 4}),
            start + "an image of [2, 6, 5, 4], found [2, 6, 4, 4]");
  EXPECT_EQ(with(1, {8, 4, 3, 2}),
            start + "weights of [8, 4, 3, 3], found [8, 4, 3, 2]");
  EXPECT_EQ(with(2, {7}), start + "a bias of [8], found [7]");
  EXPECT_EQ(with(3, {1, 6, 5, 8}),
            start + "a result of [2, 6, 5, 8], found [1, 6, 5, 8]");
  Convolution few;
  few.operands.pop_back();
  EXPECT_EQ(few.message(), start + "4 operands, found 3");
  Convolution blocked;
  blocked.rest += ";blocked_target=1";
  EXPECT_EQ(blocked.message(),
            start + "a result of [2, 0, 6, 5, 16], found [2, 6, 5, 8]");
}

TEST(OneDnnOperands, WeightsToPack) {
  StatusOr<ResolvedKernel> form = resolveKernel(
      "onednn.convolution;stride=1,1;dilation=1,1;groups=0;kernel=3,3;"
      "filters=8;source=2,4,6,5;padding=1,1,1,1",
      1);
  EXPECT_EQ(form->library->pack(form->request, {8, 4, 3, 3}, nullptr).message(),
            "oneDNN: convolution: expected groups between 1 and 1073741824, "
            "found 0");
  form = resolveKernel(
      "onednn.convolution;stride=1,1;dilation=1,1;groups=1;kernel=3,3;"
      "filters=8;source=2,4,6,5;padding=1,1,1,1",
      1);
  EXPECT_EQ(form->library->pack(form->request, {4, 8, 3, 3}, nullptr).message(),
            "oneDNN: convolution: expected weights of [8, 4, 3, 3], found [4, "
            "8, 3, 3]");
}

TEST(OneDnnOperands, Matmuls) {
  const std::string start = "oneDNN: matmul: expected ";
  EXPECT_EQ(prepare("onednn.matmul", {{3, 32}, {32, 70}, {3, 70}}), "");
  EXPECT_EQ(prepare("onednn.matmul", {{3, 32}, {2, 32, 64}, {3, 70}}), "");
  EXPECT_EQ(prepare("onednn.matmul", {{3, 32}, {32, 70}}),
            start + "3 operands, found 2");
  EXPECT_EQ(prepare("onednn.matmul", {{32}, {32, 70}, {3, 70}}),
            start + "x of rank 2, found 1");
  EXPECT_EQ(prepare("onednn.matmul", {{3, 32}, {32, 70}, {70}}),
            start + "a result of rank 2, found 1");
  EXPECT_EQ(prepare("onednn.matmul", {{3, 32}, {31, 70}, {3, 70}}),
            start + "weights of [32, 70], found [31, 70]");
  EXPECT_EQ(prepare("onednn.matmul", {{3, 32}, {1, 32, 64}, {3, 70}}),
            start + "weights of [2, 32, 64], found [1, 32, 64]");
  EXPECT_EQ(prepare("onednn.matmul;bias=1", {{3, 32}, {32, 70}, {7}, {3, 70}}),
            start + "a bias of [70], found [7]");
  EXPECT_EQ(prepare("onednn.matmul", {{3, 32}, {32, 70}, {4, 70}}),
            start + "a result of [3, 70], found [4, 70]");
  EXPECT_EQ(
      prepare("onednn.matmul", {{3, 32}, {32, 70}, {3, 70}}, ElementType::F64),
      start + "x of f32, found another element type");
}

TEST(OneDnnOperands, AveragePools) {
  const std::string start = "oneDNN: avg_pool: expected ",
                    plain = "onednn.avg_pool;window=2,2;stride=2,2;padding=";
  EXPECT_EQ(prepare(plain + "0,0,0,0", {{1, 6, 5, 3}, {1, 3, 2, 3}}), "");
  EXPECT_EQ(prepare(plain + "0,0,0,0", {{1, 6, 5, 3}, {1, 3, 3, 3}}),
            start + "a result of [1, 3, 2, 3], found [1, 3, 3, 3]");
  EXPECT_EQ(prepare(plain + "0,0,0,0", {{6, 5, 3}, {3, 2, 3}}),
            start + "an image of rank 4, found 3");
  EXPECT_EQ(prepare(plain + "0,0,0,0", {{1, 1, 6, 5, 8}, {1, 1, 3, 2, 8}}),
            start + "an image of [1, 1, 6, 5, 16], found [1, 1, 6, 5, 8]");
  EXPECT_EQ(prepare("onednn.avg_pool;window=2,2;stride=0,2;padding=0,0,0,0",
                    {{1, 6, 5, 3}, {1, 3, 2, 3}}),
            start + "strides between 1 and 1073741824, found 0");
  EXPECT_EQ(prepare("onednn.avg_pool;window=7,2;stride=1,1;padding=0,0,0,0",
                    {{1, 6, 5, 3}, {1, 1, 4, 3}}),
            start + "a window of at most 6, found one of 7");
}

} // namespace

#endif // PTIR_HAS_ONEDNN
