//===- AttentionOracle.cpp - Attention in LibTorch's functions ------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "AttentionOracle.h"

#include <cstring>
#include <limits>

using namespace ptir;
using namespace ptir::parity;

Heads parity::splitHeads(const AttentionConfig &config, const torch::Value &qkv,
                         int64_t batch, int64_t positions) {
  torch::Values parts = torch::split(
      qkv, 2,
      {config.queryWidth(), config.keyValueWidth(), config.keyValueWidth()});
  auto heads = [&](const torch::Value &x, int64_t count) {
    return torch::transpose(
        torch::reshape(x, {batch, positions, count, config.headDim}),
        {0, 2, 1, 3});
  };
  return {heads(parts[0], config.queryHeads),
          heads(parts[1], config.keyValueHeads),
          heads(parts[2], config.keyValueHeads)};
}

torch::Value parity::attend(const AttentionConfig &config, const Heads &heads,
                            const torch::Value &mask,
                            const torch::Value &bias) {
  torch::Value key = torch::repeatInterleave(heads.key, config.groupSize(), 1);
  torch::Value value =
      torch::repeatInterleave(heads.value, config.groupSize(), 1);
  torch::Value scores = torch::scale(
      torch::matmul(heads.query, torch::transpose(key, {0, 1, 3, 2})),
      config.effectiveScale());
  if (bias)
    scores = torch::add(scores, bias);
  if (mask)
    scores = torch::where(
        mask, scores,
        torch::from(conformance::scalar(
            ElementType::F32, -std::numeric_limits<double>::infinity())));
  return torch::matmul(torch::softmax(scores, -1), value);
}

Data parity::causalMask(int64_t queries, int64_t keys, int64_t offset) {
  Data mask = conformance::zeros(ElementType::I1, {queries, keys});
  for (int64_t t = 0; t < queries; ++t)
    for (int64_t l = 0; l < keys; ++l)
      conformance::setInteger(mask, t * keys + l, l <= offset + t);
  return mask;
}

torch::Value parity::causalAttention(const AttentionConfig &config,
                                     const torch::Value &qkv, int64_t batch,
                                     int64_t positions) {
  torch::Value context =
      attend(config, splitHeads(config, qkv, batch, positions),
             torch::from(causalMask(positions, positions, 0)));
  return torch::reshape(torch::transpose(context, {0, 2, 1, 3}),
                        {batch, positions, config.queryWidth()});
}

/// Extents before the axis, and bytes of one position along it.
static std::pair<int64_t, size_t> strides(const Data &data, int64_t axis) {
  auto at = data.dims.begin() + axis;
  return {conformance::elementCount(Dims(data.dims.begin(), at)),
          size_t(conformance::elementCount(Dims(at + 1, data.dims.end()))) *
              storageBytes(data.type)};
}

Data parity::sliceOf(const Data &data, int64_t axis, int64_t start,
                     int64_t length) {
  Dims dims = data.dims;
  dims[axis] = length;
  Data result = conformance::zeros(data.type, dims);
  auto [outer, bytes] = strides(data, axis);
  for (int64_t i = 0; i < outer; ++i)
    std::memcpy(result.bytes.data() + i * length * bytes,
                data.bytes.data() + (i * data.dims[axis] + start) * bytes,
                length * bytes);
  return result;
}

Data parity::joined(const DataList &parts, int64_t axis) {
  Dims dims = parts.at(0).dims;
  dims[axis] = 0;
  for (const Data &part : parts)
    dims[axis] += part.dims[axis];
  Data result = conformance::zeros(parts[0].type, dims);
  int64_t start = 0;
  for (const Data &part : parts) {
    auto [outer, bytes] = strides(part, axis);
    size_t row = part.dims[axis] * bytes;
    for (int64_t i = 0; i < outer; ++i)
      std::memcpy(result.bytes.data() + (i * dims[axis] + start) * bytes,
                  part.bytes.data() + i * row, row);
    start += part.dims[axis];
  }
  return result;
}
