//===- HostTensorTest.cpp - Tensors that own their bytes --------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Runtime/HostTensor.h"

#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

using ptir::ElementType;
using ptir::StatusOr;
using ptir::runtime::Buffer;
using ptir::runtime::denseBytes;
using ptir::runtime::extentsText;
using ptir::runtime::HostTensor;
using ptir::runtime::tensorText;

namespace {

TEST(Buffer, IsAlignedZeroedAndMovable) {
  for (int64_t bytes : {int64_t(0), int64_t(1), int64_t(65), int64_t(100000),
                        int64_t(300000), int64_t(5) << 20})
    for (auto pages : {Buffer::Pages::Normal, Buffer::Pages::Huge}) {
      StatusOr<Buffer> buffer = Buffer::allocate(bytes, pages);
      ASSERT_TRUE(buffer.ok()) << buffer.message();
      auto *data = static_cast<unsigned char *>(buffer->data());
      ASSERT_NE(data, nullptr);
      EXPECT_EQ(buffer->size(), bytes);
      EXPECT_EQ(reinterpret_cast<uintptr_t>(data) % Buffer::alignment, 0u);
      for (int64_t i = 0; i < bytes; ++i)
        ASSERT_EQ(data[i], 0) << i << " of " << bytes;
      if (bytes > 0)
        data[0] = data[bytes - 1] = 9;
      Buffer moved = std::move(*buffer);
      EXPECT_EQ(moved.data(), data);
    }
}

TEST(Buffer, SaysHowMuchMemoryWasMissing) {
  StatusOr<Buffer> buffer = Buffer::allocate(int64_t(1) << 60);
  ASSERT_FALSE(buffer.ok());
  EXPECT_EQ(buffer.message(),
            "out of memory: 1152921504606846976 bytes asked for");
  EXPECT_FALSE(Buffer::allocate(-1).ok());
}

// Buffers in huge pages lie behind one another; each gives back its own part,
// in whatever order, and leaves the others alone.
TEST(Buffer, SharesHugePagesWithOthers) {
  constexpr int64_t bytes = 900 * 1000;
  std::vector<Buffer> buffers;
  for (int i = 0; i < 200; ++i) { // several slabs
    StatusOr<Buffer> buffer = Buffer::allocate(bytes, Buffer::Pages::Huge);
    ASSERT_TRUE(buffer.ok()) << buffer.message();
    std::memset(buffer->data(), i + 1, bytes);
    buffers.push_back(std::move(*buffer));
  }
  int64_t apart = static_cast<unsigned char *>(buffers[101].data()) -
                  static_cast<unsigned char *>(buffers[100].data());
  int64_t next = static_cast<unsigned char *>(buffers[102].data()) -
                 static_cast<unsigned char *>(buffers[101].data());
  // Of two neighbours one at most begins a slab.
  constexpr int64_t wholePages = 901120;
  EXPECT_TRUE(apart == wholePages || next == wholePages)
      << apart << ' ' << next;
  for (int i = 0; i < 200; i += 2)
    buffers[static_cast<size_t>(i)] = Buffer();
  for (int i = 1; i < 200; i += 2) {
    const auto *data =
        static_cast<unsigned char *>(buffers[static_cast<size_t>(i)].data());
    for (int64_t at = 0; at < bytes; at += 1000)
      ASSERT_EQ(data[at], i + 1) << "byte " << at << " of buffer " << i;
    ASSERT_EQ(data[bytes - 1], i + 1);
  }
}

/// Resident bytes of this process, from the second number of statm.
int64_t residentBytes() {
  std::ifstream statm("/proc/self/statm");
  int64_t total = 0, resident = 0;
  statm >> total >> resident;
  return resident * sysconf(_SC_PAGESIZE);
}

TEST(HostTensor, UntouchedPagesCostNothing) {
  int64_t before = residentBytes();
  StatusOr<HostTensor> tensor =
      HostTensor::zeros(ElementType::F32, {12, 8192, 768});
  ASSERT_TRUE(tensor.ok()) << tensor.message();
  EXPECT_EQ(tensor->bytes(), 301989888);
  tensor->as<float>()[tensor->elementCount() - 1] = 1.0f;
  EXPECT_LT(residentBytes() - before, int64_t(32) << 20);
}

// Caches of a short sequence: each is less than a huge page, together they are
// several.
TEST(HostTensor, SmallOnesForHugePagesLieBehindOneAnother) {
  constexpr int64_t bytes = 12 * 65 * 64 * int64_t(sizeof(float));
  const int64_t page = sysconf(_SC_PAGESIZE);
  const int64_t wholePages = (bytes + page - 1) / page * page;
  std::vector<HostTensor> caches;
  for (int i = 0; i < 3; ++i) {
    StatusOr<HostTensor> cache = HostTensor::zeros(
        ElementType::F32, {1, 12, 65, 64}, Buffer::Pages::Huge);
    ASSERT_TRUE(cache.ok()) << cache.message();
    EXPECT_EQ(cache->as<float>()[cache->elementCount() - 1], 0.0f);
    caches.push_back(std::move(*cache));
  }
  int64_t apart = caches[1].as<char>() - caches[0].as<char>();
  int64_t next = caches[2].as<char>() - caches[1].as<char>();
  // Of two neighbours one at most begins a slab.
  EXPECT_TRUE(apart == wholePages || next == wholePages)
      << apart << ' ' << next;
}

TEST(HostTensor, ViewsDescribeTheTensor) {
  StatusOr<HostTensor> tensor = HostTensor::zeros(ElementType::UI16, {3, 5});
  ASSERT_TRUE(tensor.ok()) << tensor.message();
  ptir_tensor view = tensor->view();
  EXPECT_EQ(view.data, tensor->data());
  EXPECT_EQ(view.rank, 2);
  EXPECT_EQ(view.dims[0], 3);
  EXPECT_EQ(view.dims[1], 5);
  EXPECT_EQ(view.element_type, 8);
  HostTensor moved = std::move(*tensor);
  EXPECT_EQ(moved.view().data, view.data);
  EXPECT_EQ(moved.view().dims, view.dims);
}

TEST(HostTensor, HasScalarsAndEmptyTensors) {
  StatusOr<HostTensor> scalar = HostTensor::zeros(ElementType::F64, {});
  ASSERT_TRUE(scalar.ok()) << scalar.message();
  EXPECT_EQ(scalar->elementCount(), 1);
  StatusOr<HostTensor> empty = HostTensor::zeros(ElementType::F64, {4, 0});
  ASSERT_TRUE(empty.ok()) << empty.message();
  EXPECT_EQ(empty->elementCount(), 0);
  EXPECT_NE(empty->data(), nullptr);
}

TEST(HostTensor, RefusesImpossibleShapes) {
  EXPECT_EQ(HostTensor::zeros(ElementType::F32, {2, -3}).message(),
            "tensor<2x-3xf32>: expected extents of at least 0 whose bytes fit "
            "in 64 bits");
  EXPECT_FALSE(HostTensor::zeros(ElementType::F32, {int64_t(1) << 62, 0}).ok());
  EXPECT_EQ(HostTensor::zeros(ElementType::F32, std::vector<int64_t>(17, 1))
                .message(),
            "tensor: expected at most 16 dimensions, found 17");
}

TEST(TensorView, DenseBytesDoNotOverflow) {
  const int64_t dims[] = {int64_t(1) << 31, int64_t(1) << 31};
  EXPECT_EQ(denseBytes(dims, 2, ElementType::I1), int64_t(1) << 62);
  EXPECT_EQ(denseBytes(dims, 2, ElementType::F32), std::nullopt);
  const int64_t hidden[] = {0, INT64_MAX, INT64_MAX};
  EXPECT_EQ(denseBytes(hidden, 3, ElementType::F32), std::nullopt);
  EXPECT_EQ(denseBytes(nullptr, 0, ElementType::CF64), 16);
}

TEST(TensorView, SpellsTypes) {
  const int64_t dims[] = {PTIR_DYNAMIC, 12, 64};
  EXPECT_EQ(tensorText(dims, 3, 15), "tensor<?x12x64xf32>");
  EXPECT_EQ(tensorText(nullptr, 0, 0), "tensor<i1>");
  EXPECT_EQ(tensorText(dims, 1, 77), "tensor<?xelement type 77>");
  EXPECT_EQ(extentsText(dims, 3), "[?, 12, 64]");
  EXPECT_EQ(extentsText(nullptr, 0), "[]");
}

} // namespace
