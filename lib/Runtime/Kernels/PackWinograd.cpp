//===- PackWinograd.cpp - The weights of Winograd convolutions ------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Winograd.h"
#include "WinogradKernel.h"

namespace ptir::runtime::kernels {

/// A row of the paper's G: what a point takes of the three weights of a column.
using PointWeights = double[3];
static constexpr PointWeights tile2[] = {
    {1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}};
static constexpr PointWeights tile4[] = {{1.0 / 4, 0, 0},
                                         {-1.0 / 6, -1.0 / 6, -1.0 / 6},
                                         {-1.0 / 6, 1.0 / 6, -1.0 / 6},
                                         {1.0 / 24, 1.0 / 12, 1.0 / 6},
                                         {1.0 / 24, -1.0 / 12, 1.0 / 6},
                                         {0, 0, 1}};

StatusOr<int64_t> readWinogradTile(const KernelConfig &config) {
  StatusOr<std::vector<int64_t>> tile = config.numbers("tile", 1);
  if (!tile.ok())
    return tile.status();
  if (tile->front() != 2 && tile->front() != 4)
    return Status::failure("winograd: expected tile 2 or 4, found " +
                           std::to_string(tile->front()));
  return tile->front();
}

/// One 3x3 filter at one point, in double precision until the end.
static float transform(const float *filter, const PointWeights &rows,
                       const PointWeights &columns) {
  double sum = 0;
  for (int y = 0; y < 3; ++y)
    for (int x = 0; x < 3; ++x)
      sum += rows[y] * columns[x] * double(filter[3 * y + x]);
  return static_cast<float>(sum);
}

StatusOr<int64_t> packedWinogradBytes(const KernelRequest &request,
                                      const std::vector<int64_t> &dims) {
  StatusOr<int64_t> tile = readWinogradTile(request.config);
  if (!tile.ok())
    return tile;
  if (dims.size() != 4 || dims[2] != 3 || dims[3] != 3 || dims[0] <= 0 ||
      dims[1] <= 0 || dims[0] % vectorChannels != 0 ||
      dims[1] % vectorChannels != 0)
    return Status::failure("winograd: expected weights of [16 n, 16 m, 3, 3]");
  return (*tile + 2) * (*tile + 2) * dims[0] * dims[1] * int64_t(sizeof(float));
}

StatusOr<Buffer> packWinograd(const KernelRequest &request,
                              const std::vector<int64_t> &dims,
                              const float *source) {
  StatusOr<int64_t> bytes = packedWinogradBytes(request, dims);
  if (!bytes.ok())
    return bytes.status();
  StatusOr<Buffer> buffer = Buffer::allocate(*bytes, Buffer::Pages::Huge);
  if (!buffer.ok())
    return buffer;
  int64_t outputs = dims[0], inputs = dims[1],
          side = *readWinogradTile(request.config) + 2;
  const PointWeights *points = side == 4 ? tile2 : tile4;
  float *to = static_cast<float *>(static_cast<void *>(buffer->data()));
  for (int64_t point = 0; point < side * side; ++point)
    for (int64_t panel = 0; panel < columnPanels(outputs); ++panel)
      for (int64_t input = 0; input < inputs; ++input)
        for (int64_t output = columnBegin(outputs, panel);
             output < columnBegin(outputs, panel + 1); ++output)
          *to++ = transform(source + (output * inputs + input) * 9,
                            points[point / side], points[point % side]);
  return buffer;
}

} // namespace ptir::runtime::kernels
