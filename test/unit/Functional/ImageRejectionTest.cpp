//===- ImageRejectionTest.cpp - What functionals of images refuse ---------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Program.h"

#include "ptir/Functional/ChannelNormalization.h"
#include "ptir/Functional/Convolution.h"
#include "ptir/Functional/Pooling.h"

using namespace ptir;
using namespace ptir::functional;
using ptir::test::Program;

namespace {

using Types = std::vector<const char *>;

/// `call` reports exactly `message`, gives an empty handle and emits nothing.
void expectRejected(const Types &types, const char *message,
                    llvm::function_ref<Tensor(Program &)> call) {
  SCOPED_TRACE(message);
  Program p{llvm::ArrayRef<const char *>(types)};
  EXPECT_FALSE(call(p));
  EXPECT_TRUE(failed(p.emitter->status()));
  EXPECT_EQ(p.messages, std::vector<std::string>{message});
  EXPECT_TRUE(p.function.getBody().front().empty());
}

void rejectsConv(const Types &types, const Conv2dConfig &config,
                 const char *message) {
  expectRejected(types, message, [&](Program &p) {
    Tensor bias = p.function.getNumArguments() > 2 ? p.arg(2) : Tensor();
    return conv2d(p, p.arg(0), p.arg(1), bias, config);
  });
}

TEST(ImageRejectionTest, ConvolutionOperands) {
  const char *image = "tensor<1x5x6x4xf32>", *kernel = "tensor<6x4x3x3xf32>";
  rejectsConv({"tensor<1x5x6x4xsi32>", kernel}, {},
              "functional 'conv2d': expected x of a float element type, found "
              "si32");
  rejectsConv({"tensor<5x6x4xf32>", kernel}, {},
              "functional 'conv2d': expected x of rank 4, found rank 3");
  rejectsConv({image, "tensor<6x4x3x3xf16>"}, {},
              "functional 'conv2d': expected weight of the element type of x "
              "(f32), found f16");
  rejectsConv({image, "tensor<6x4x3xf32>"}, {},
              "functional 'conv2d': expected weight of rank 4, found rank 3");
  rejectsConv({"tensor<1x5x6x?xf32>", kernel}, {},
              "functional 'conv2d': expected extent 3 of x to be static, found "
              "?");
  rejectsConv({image, "tensor<6x4x?x3xf32>"}, {},
              "functional 'conv2d': expected extent 2 of weight to be static, "
              "found ?");
  rejectsConv({image, "tensor<6x5x3x3xf32>"}, {},
              "functional 'conv2d': expected extent 1 of weight to be the "
              "channels of x per group (4), found 5");
  rejectsConv({image, kernel, "tensor<6xf16>"}, {},
              "functional 'conv2d': expected bias of the element type of x "
              "(f32), found f16");
  rejectsConv({image, kernel, "tensor<1x6xf32>"}, {},
              "functional 'conv2d': expected bias of rank 1, found rank 2");
  rejectsConv({image, kernel, "tensor<5xf32>"}, {},
              "functional 'conv2d': expected extent 0 of bias to be the number "
              "of kernels (6), found 5");
}

TEST(ImageRejectionTest, ConvolutionConfig) {
  const char *image = "tensor<1x5x6x4xf32>", *kernel = "tensor<6x4x3x3xf32>";
  auto groups = [](int64_t count) {
    return Conv2dConfig{{1, 1}, {1, 1}, {}, count};
  };
  rejectsConv({image, kernel}, groups(0),
              "functional 'conv2d': expected groups of at least 1, found 0");
  rejectsConv({image, "tensor<6x1x3x3xf32>"}, groups(3),
              "functional 'conv2d': expected the channels of x (4) to be a "
              "multiple of groups (3)");
  rejectsConv({image, "tensor<6x1x3x3xf32>"}, groups(4),
              "functional 'conv2d': expected the kernels of weight (6) to be a "
              "multiple of groups (4)");
  rejectsConv({image, kernel}, {{0, 1}, {1, 1}, {}, 1},
              "functional 'conv2d': expected stride of at least 1, found 0");
  rejectsConv({image, kernel}, {{1, 1}, {1, -2}, {}, 1},
              "functional 'conv2d': expected dilation of at least 1, found -2");
  rejectsConv({image, kernel}, {{1, 1}, {1, 1}, {0, -1, 0, 0}, 1},
              "functional 'conv2d': expected padding of at least 0, found -1");
  rejectsConv({image, kernel}, {{1, 1}, {3, 1}, {}, 1},
              "functional 'conv2d': expected the window to fit into the padded "
              "extent of spatial axis 0, found extent 5");
  rejectsConv({image, kernel},
              {{1, 1}, {1, 1}, {INT64_MAX, INT64_MAX, 0, 0}, 1},
              "functional 'conv2d': expected the extent of result dimension 1 "
              "to fit in 63 bits");
}

TEST(ImageRejectionTest, Pooling) {
  const char *image = "tensor<1x5x6x4xf32>";
  auto rejects = [](const char *type, const Pool2dConfig &config,
                    const std::string &message) {
    expectRejected({type}, ("functional 'max_pool2d': " + message).c_str(),
                   [&](Program &p) { return maxPool2d(p, p.arg(0), config); });
    expectRejected({type}, ("functional 'avg_pool2d': " + message).c_str(),
                   [&](Program &p) { return avgPool2d(p, p.arg(0), config); });
  };
  rejects("tensor<5x6x4xf32>", {}, "expected x of rank 4, found rank 3");
  rejects("tensor<1x5x6x4xsi8>", {},
          "expected x of a float element type, found si8");
  rejects(image, {{0, 1}, {1, 1}, {}},
          "expected window of at least 1, found 0");
  rejects(image, {{1, 1}, {1, 0}, {}},
          "expected stride of at least 1, found 0");
  rejects(image, {{3, 3}, {1, 1}, {0, 0, -1, 0}},
          "expected padding of at least 0, found -1");
  rejects(image, {{2, 3}, {1, 1}, {0, 2, 2, 2}},
          "expected padding below the window (2), found 2");
  rejects(image, {{1, 9}, {1, 1}, {0, 0, 1, 1}},
          "expected the window (9) to fit into the padded extent 2 of x (6)");
}

TEST(ImageRejectionTest, GlobalPooling) {
  auto call = [](Program &p) { return globalAvgPool(p, p.arg(0)); };
  expectRejected({"tensor<5x6x4xf32>"},
                 "functional 'global_avg_pool': expected x of rank 4, found "
                 "rank 3",
                 call);
  expectRejected({"tensor<1x5x0x4xf32>"},
                 "functional 'global_avg_pool': expected at least one position "
                 "along extent 2 of x, found none",
                 call);
}

TEST(ImageRejectionTest, BatchNorm) {
  auto rejects = [](const char *x, const char *vector, double epsilon,
                    const std::string &message) {
    expectRejected({x, "tensor<4xf32>", vector},
                   ("functional 'batch_norm': " + message).c_str(),
                   [&](Program &p) {
                     return batchNorm(p, p.arg(0), p.arg(1), p.arg(1), p.arg(1),
                                      p.arg(2), epsilon);
                   });
  };
  rejects("tensor<4xf32>", "tensor<4xf32>", 1,
          "expected x of rank at least 2, found rank 1");
  rejects("tensor<2x?xf32>", "tensor<4xf32>", 1,
          "expected extent 1 of x to be static, found ?");
  rejects("tensor<2x4xf32>", "tensor<4xf64>", 1,
          "expected variance of the element type of x (f32), found f64");
  rejects("tensor<2x4xf32>", "tensor<1x4xf32>", 1,
          "expected variance of rank 1, found rank 2");
  rejects("tensor<2x4xf32>", "tensor<3xf32>", 1,
          "expected extent 0 of variance to be the last extent of x (4), found "
          "3");
  rejects("tensor<2x4xf32>", "tensor<4xf32>", 0,
          "expected a positive, finite epsilon, found 0.000000");
}

TEST(ImageRejectionTest, GroupNorm) {
  auto rejects = [](const char *x, int64_t groups, const std::string &message) {
    expectRejected(
        {x, "tensor<4xf32>"}, ("functional 'group_norm': " + message).c_str(),
        [&](Program &p) {
          return groupNorm(p, p.arg(0), groups, p.arg(1), p.arg(1), 1e-5);
        });
  };
  rejects("tensor<2x3x4xf32>", 2, "expected x of rank 4, found rank 3");
  rejects("tensor<2x?x3x4xf32>", 2,
          "expected extent 1 of x to be static, found ?");
  rejects("tensor<2x3x0x4xf32>", 2,
          "expected at least one position along extent 2 of x, found none");
  rejects("tensor<2x3x3x6xf32>", 2,
          "expected extent 0 of gamma to be the last extent of x (6), found 4");
  rejects("tensor<2x3x3x4xf32>", 0, "expected groups of at least 1, found 0");
  rejects("tensor<2x3x3x4xf32>", 3,
          "expected the channels of x (4) to be a multiple of groups (3)");
}

} // namespace
