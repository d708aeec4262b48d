//===- PreparedKernelTest.cpp - Call sites of kernel libraries ------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "lib/Runtime/PreparedKernel.h"

#include "ptir/Runtime/TensorView.h"

#include <gtest/gtest.h>

using namespace ptir;
using namespace ptir::runtime;

namespace {

constexpr int32_t f32 = static_cast<int32_t>(ElementType::F32);

TEST(PreparedKernel, NamesLibrariesThatAreNotThere) {
  ptir_kernel_desc desc = {"cudnn.matmul", "", "m.mlir:1:2", nullptr, 0, 0};
  EXPECT_EQ(PreparedKernel::create(desc, 1).message(),
            "kernel 'cudnn.matmul': this build has no such library; compile "
            "for another backend");
  EXPECT_EQ(resolveKernel("matmul", 1).message(),
            "kernel 'matmul': this build has no such library; compile for "
            "another backend");
}

#ifdef PTIR_HAS_ONEDNN

/// x[?, 32] weight[32, 64] + bias[64].
struct MatmulSite {
  int64_t xDims[2] = {PTIR_DYNAMIC, 32}, wDims[2] = {32, 64}, bDims[1] = {64},
          yDims[2] = {PTIR_DYNAMIC, 64};
  ptir_type_desc types[4] = {
      {xDims, 2, f32}, {wDims, 2, f32}, {bDims, 1, f32}, {yDims, 2, f32}};
  ptir_kernel_desc desc = {"onednn.matmul", "bias=1", "m.mlir:3:4",
                           types,           4,        0};
};

TEST(PreparedKernel, MakesOneInstancePerSetOfExtents) {
  MatmulSite site;
  StatusOr<PreparedKernel> kernel = PreparedKernel::create(site.desc, 1);
  ASSERT_TRUE(kernel.ok()) << kernel.message();
  EXPECT_EQ(kernel->size(), 0u);
  std::vector<float> x(3 * 32, 0.5f), w(32 * 64, 2.0f), b(64, 1.0f),
      y(3 * 64, -1.0f);
  for (int64_t rows : {1, 3, 1, 3}) {
    int64_t xDims[2] = {rows, 32}, yDims[2] = {rows, 64};
    ptir_tensor operands[4] = {{x.data(), xDims, 2, f32},
                               {w.data(), site.wDims, 2, f32},
                               {b.data(), site.bDims, 1, f32},
                               {y.data(), yDims, 2, f32}};
    KernelInstance *instance = kernel->find(operands);
    ASSERT_TRUE(instance) << kernel->failure();
    std::vector<char> scratch(static_cast<size_t>(instance->scratchBytes()) +
                              64);
    auto address = reinterpret_cast<uintptr_t>(scratch.data());
    void *aligned = scratch.data() + (64 - address % 64) % 64;
    ASSERT_TRUE(kernel->run(*instance, operands, aligned)) << kernel->failure();
    EXPECT_EQ(y[static_cast<size_t>(rows) * 64 - 1], 33.0f);
  }
  EXPECT_EQ(kernel->size(), 2u);
}

TEST(PreparedKernel, MakesKnownExtentsReadyAtOnce) {
  MatmulSite site;
  site.xDims[0] = site.yDims[0] = 5;
  StatusOr<PreparedKernel> kernel = PreparedKernel::create(site.desc, 1);
  ASSERT_TRUE(kernel.ok()) << kernel.message();
  EXPECT_EQ(kernel->size(), 1u);
}

TEST(PreparedKernel, SaysWhatAndWhereItCannotRun) {
  MatmulSite site;
  site.xDims[0] = site.yDims[0] = 5;
  site.desc.config = "bias=1;epilogue=mish";
  EXPECT_EQ(PreparedKernel::create(site.desc, 1).message(),
            "kernel 'onednn.matmul' at m.mlir:3:4: oneDNN: expected an "
            "epilogue of sum, relu, relu6, gelu, gelu_tanh or silu, found "
            "'mish'");
  site.desc.name = "onednn.lstm";
  EXPECT_EQ(PreparedKernel::create(site.desc, 1).message(),
            "kernel 'onednn.lstm' at m.mlir:3:4: oneDNN: expected matmul, "
            "convolution or avg_pool, found 'lstm'");
}

#endif // PTIR_HAS_ONEDNN

} // namespace
