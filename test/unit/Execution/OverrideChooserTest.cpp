//===- OverrideChooserTest.cpp - Overrides applied to calls ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "OverrideProgram.h"

#include "ptir/Functional/Activation.h"
#include "ptir/Functional/Contraction.h"
#include "ptir/Functional/Convolution.h"

using namespace ptir;
using namespace ptir::execution;
using namespace ptir::functional;
using ptir::test::compositeNames;
using ptir::test::OverrideProgram;
using ptir::test::Types;

namespace {

class OverrideChooserTest : public testing::Test {
protected:
  void SetUp() override {
    ASSERT_TRUE(registerAllImplementations(registry).ok());
  }

  void set(const char *key, const std::string &policy) {
    Status status = overrides.set(key, policy);
    ASSERT_TRUE(status.ok()) << status.message();
  }

  ImplementationRegistry registry;
  OverrideSet overrides{registry};
};

//===----------------------------------------------------------------------===//
// force
//===----------------------------------------------------------------------===//

/// A functional at operands of some types, and how far results may be apart.
struct ParityCase {
  const char *name;
  const char *functional;
  Types types;
  Tensor (*emit)(Emitter &, llvm::ArrayRef<Tensor>);
  double tolerance = 2e-5;
  /// The implementation that does not support it, if there is one.
  const char *unsupported = "";
};

void PrintTo(const ParityCase &example, std::ostream *stream) {
  *stream << example.name;
}

Tensor emitMatmul(Emitter &emitter, llvm::ArrayRef<Tensor> x) {
  return matmul(emitter, x[0], x[1]);
}
Tensor emitTransposed(Emitter &emitter, llvm::ArrayRef<Tensor> x) {
  return matmulTransposed(emitter, x[0], x[1]);
}
Tensor emitLinear(Emitter &emitter, llvm::ArrayRef<Tensor> x) {
  return linear(emitter, x[0], x[1], x[2]);
}
Tensor emitSoftmax(Emitter &emitter, llvm::ArrayRef<Tensor> x) {
  return softmaxLastDim(emitter, x[0]);
}

Tensor emitConv(Emitter &emitter, llvm::ArrayRef<Tensor> x,
                const Conv2dConfig &config) {
  return conv2d(emitter, x[0], x[1], x.size() == 3 ? x[2] : Tensor(), config);
}
Tensor emitConvPlain(Emitter &emitter, llvm::ArrayRef<Tensor> x) {
  return emitConv(emitter, x, {});
}
Tensor emitConvStrided(Emitter &emitter, llvm::ArrayRef<Tensor> x) {
  return emitConv(emitter, x, {{2, 3}, {1, 2}, {1, 0, 2, 3}});
}
Tensor emitConvOf4Groups(Emitter &emitter, llvm::ArrayRef<Tensor> x) {
  return emitConv(emitter, x, {{2, 1}, {1, 1}, Padding2d::same(1), 4});
}

const ParityCase parityCases[] = {
    {"Matmul", "matmul", {"tensor<5x17xf32>", "tensor<17x3xf32>"}, emitMatmul},
    {"MatmulF64",
     "matmul",
     {"tensor<5x17xf64>", "tensor<17x3xf64>"},
     emitMatmul,
     1e-12},
    {"MatmulF16",
     "matmul",
     {"tensor<5x17xf16>", "tensor<17x3xf16>"},
     emitMatmul,
     4e-3},
    {"MatmulRows",
     "matmul",
     {"tensor<?x17xf32>", "tensor<17x3xf32>"},
     emitMatmul},
    {"MatmulBatch",
     "matmul",
     {"tensor<2x5x17xf32>", "tensor<2x17x3xf32>"},
     emitMatmul},
    {"MatmulBatchRows",
     "matmul",
     {"tensor<2x?x17xf32>", "tensor<2x17x?xf32>"},
     emitMatmul},
    {"MatmulEmpty",
     "matmul",
     {"tensor<5x0xf32>", "tensor<0x3xf32>"},
     emitMatmul},
    {"MatmulTransposed",
     "matmul_transposed",
     {"tensor<?x17xf32>", "tensor<3x17xf32>"},
     emitTransposed},
    {"Linear",
     "linear",
     {"tensor<?x17xf32>", "tensor<17x3xf32>", "tensor<3xf32>"},
     emitLinear},
    {"Softmax", "softmax_last_dim", {"tensor<?x7xf32>"}, emitSoftmax},
    {"SoftmaxF64",
     "softmax_last_dim",
     {"tensor<2x3x7xf64>"},
     emitSoftmax,
     1e-12},
    {"Conv",
     "conv2d",
     {"tensor<2x7x9x3xf32>", "tensor<5x3x3x2xf32>"},
     emitConvPlain},
    {"ConvPointwise",
     "conv2d",
     {"tensor<2x7x9x3xf32>", "tensor<5x3x1x1xf32>", "tensor<5xf32>"},
     emitConvPlain},
    {"ConvStrided",
     "conv2d",
     {"tensor<2x7x9x3xf64>", "tensor<5x3x3x2xf64>", "tensor<5xf64>"},
     emitConvStrided,
     1e-12},
    {"ConvBatch",
     "conv2d",
     {"tensor<?x7x9x3xf32>", "tensor<5x3x3x2xf32>", "tensor<5xf32>"},
     emitConvStrided},
    {"ConvGroups",
     "conv2d",
     {"tensor<?x7x9x8xf32>", "tensor<12x2x3x3xf32>", "tensor<12xf32>"},
     emitConvOf4Groups,
     2e-5,
     "contract_patches"},
    {"ConvDepthwise",
     "conv2d",
     {"tensor<?x7x9x4xf32>", "tensor<4x1x3x3xf32>"},
     emitConvOf4Groups,
     2e-5,
     "contract_patches"},
    {"ConvSize",
     "conv2d",
     {"tensor<2x?x?x3xf32>", "tensor<5x3x3x3xf32>"},
     emitConvPlain,
     2e-5,
     "kernel_taps"},
};

constexpr const char *backends[] = {"reference", "native"};

class ForceTest : public OverrideChooserTest,
                  public testing::WithParamInterface<ParityCase> {};

/// Each implementation, on each backend, computes what the portable one does,
/// and is what was asked for.
TEST_P(ForceTest, EachImplementationComputesTheSame) {
  const ParityCase &example = GetParam();
  OverrideProgram portable(example.types, example.emit, nullptr);
  ASSERT_TRUE(portable.ok()) << portable.message();
  std::vector<std::vector<double>> expected;
  for (const char *backend : backends)
    expected.push_back(portable.run(backend));
  EXPECT_FALSE(registry.all(example.functional).empty());

  for (const FunctionalImplementation *implementation :
       registry.all(example.functional)) {
    SCOPED_TRACE(implementation->name);
    set(example.functional, "force=" + implementation->name);
    OverrideChooser chooser(overrides, {});
    OverrideProgram forced(example.types, example.emit, &chooser);
    if (implementation->name == example.unsupported) {
      EXPECT_NE(forced.message().find(implementation->name + " (takes "),
                std::string::npos)
          << forced.message();
      continue;
    }
    ASSERT_TRUE(forced.ok()) << forced.message();
    std::string name =
        std::string(example.functional) + "@" + implementation->name;
    EXPECT_EQ(compositeNames(*forced.module), std::vector<std::string>{name});
    for (auto [i, backend] : llvm::enumerate(backends)) {
      SCOPED_TRACE(backend);
      std::vector<double> found = forced.run(backend);
      ASSERT_EQ(found.size(), expected[i].size());
      for (size_t j = 0; j < found.size(); ++j)
        EXPECT_NEAR(found[j], expected[i][j], example.tolerance) << j;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Functionals, ForceTest, testing::ValuesIn(parityCases),
                         [](const testing::TestParamInfo<ParityCase> &info) {
                           return info.param.name;
                         });

TEST_F(OverrideChooserTest, PortableCanBeForced) {
  set("linear", "force=portable");
  OverrideChooser chooser(overrides, {});
  OverrideProgram program(parityCases[8].types, emitLinear, &chooser);
  ASSERT_TRUE(program.ok()) << program.message();
  EXPECT_EQ(compositeNames(*program.module),
            std::vector<std::string>{"linear"});
}

TEST_F(OverrideChooserTest, WhatIsForcedStaysAsItIs) {
  set("softmax_last_dim", "force=log_sum_exp");
  set("linear", "force=transposed_weight");
  OverrideChooser chooser(overrides, {});
  OverrideProgram program(
      parityCases[8].types,
      [](Emitter &emitter, llvm::ArrayRef<Tensor> x) {
        return softmaxLastDim(emitter, emitLinear(emitter, x));
      },
      &chooser);
  ASSERT_TRUE(program.ok()) << program.message();
  // Phase `fused` looks for functionals in core ops.
  CompileOptions options;
  options.compileTo = "fused";
  Status status = compileModule(*program.module, options);
  ASSERT_TRUE(status.ok()) << status.message();
  EXPECT_EQ(compositeNames(*program.module),
            (std::vector<std::string>{"linear@transposed_weight",
                                      "softmax_last_dim@log_sum_exp"}));
}

TEST_F(OverrideChooserTest, AnUnsupportedCallIsAnError) {
  set("matmul", "force=multiply_reduce");
  OverrideChooser chooser(overrides, {});
  OverrideProgram program({"tensor<2x?xf32>", "tensor<?x3xf32>"}, emitMatmul,
                          &chooser);
  EXPECT_FALSE(program.ok());
  EXPECT_EQ(program.message(),
            "functional 'matmul': expected an implementation that supports the "
            "call, of portable, transposed_rhs, multiply_reduce (takes static "
            "batch and contract extents); found 'multiply_reduce'");

  OverrideProgram large({"tensor<4096x4096xf32>", "tensor<4096x4096xf32>"},
                        emitMatmul, &chooser);
  EXPECT_NE(large.message().find("(takes at most 16777216 products)"),
            std::string::npos)
      << large.message();
}

TEST_F(OverrideChooserTest, OtherFunctionalsStayPortable) {
  set("matmul", "force=transposed_rhs");
  OverrideChooser chooser(overrides, {});
  OverrideProgram program({"tensor<2x7xf32>"}, emitSoftmax, &chooser);
  ASSERT_TRUE(program.ok());
  EXPECT_EQ(compositeNames(*program.module),
            std::vector<std::string>{"softmax_last_dim"});
}

} // namespace
