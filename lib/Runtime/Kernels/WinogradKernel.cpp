//===- WinogradKernel.cpp - Winograd convolutions as a kernel -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Weights that stay in a core's second cache are read once per block of tiles:
// a block's tiles and their products stay there, too, and threads share the
// blocks. Larger weights are read once per image: all tiles are one block, and
// the threads share each of its steps.
//
//===----------------------------------------------------------------------===//

#include "WinogradKernel.h"

#include "../OperandChecks.h"
#include "CpuFeatures.h"
#include "Winograd.h"

#include "ptir/Runtime/ThreadPool.h"

#include <algorithm>

namespace ptir::runtime::kernels {

static const std::string kernelName = "winograd";

/// Of a core's second cache of 1 MiB: weights that stay in it, and what a block
/// takes beside them.
static constexpr int64_t nearWeightBytes = 640 << 10, blockBytes = 256 << 10;

static StatusOr<WinogradShape> readConfig(const KernelConfig &config) {
  StatusOr<int64_t> tile = readWinogradTile(config);
  if (!tile.ok())
    return tile.status();
  WinogradShape shape{};
  shape.tile = *tile;
  std::vector<std::string> steps = config.words("epilogue");
  if (!steps.empty() && steps.front() == "sum") {
    shape.accumulates = true;
    steps.erase(steps.begin());
  }
  if (!steps.empty() && steps.front() == "relu") {
    shape.clamps = true;
    steps.erase(steps.begin());
  }
  if (!steps.empty())
    return Status::failure(kernelName +
                           ": expected an epilogue of sum and relu, found '" +
                           steps.front() + "'");
  return shape;
}

/// Takes extents from the image and the weights, and checks all others against
/// them.
static Status readOperands(WinogradShape &shape,
                           const std::vector<ptir_tensor> &operands) {
  if (Status status = expectCount(kernelName, operands, 4); !status.ok())
    return status;
  const ptir_tensor &image = operands[0], &weights = operands[1];
  for (const Status &status : {expectRank(kernelName, "an image", image, 4),
                               expectRank(kernelName, "weights", weights, 4)})
    if (!status.ok())
      return status;
  int64_t images = image.dims[0];
  shape.height = image.dims[1];
  shape.width = image.dims[2];
  shape.inputs = weights.dims[1];
  shape.outputs = weights.dims[0];
  for (const Status &status :
       {expectNumbers(kernelName, "extents of images",
                      {images, shape.height, shape.width}, 0),
        expectNumbers(kernelName, "channels", {shape.inputs, shape.outputs},
                      1)})
    if (!status.ok())
      return status;
  if (shape.inputs % vectorChannels != 0 || shape.outputs % vectorChannels != 0)
    return Status::failure(
        kernelName + ": expected multiples of 16 channels, found " +
        std::to_string(shape.inputs) + " and " + std::to_string(shape.outputs));
  for (const Status &status :
       {expectOperand(kernelName, "an image", image,
                      {images, shape.height, shape.width, shape.inputs}),
        expectOperand(kernelName, "weights", weights,
                      {shape.outputs, shape.inputs, 3, 3}),
        expectOperand(kernelName, "a bias", operands[2], {shape.outputs}),
        expectOperand(kernelName, "a result", operands[3],
                      {images, shape.height, shape.width, shape.outputs})})
    if (!status.ok())
      return status;
  return Status::success();
}

static WinogradFunctions chooseFunctions(int64_t tile) {
#ifdef PTIR_HAS_AVX512_KERNELS
  if (hasAvx512())
    return winogradAvx512(tile);
#endif
  return winogradPortable(tile);
}

namespace {

class Winograd final : public KernelInstance {
public:
  Winograd(const WinogradShape &shape, int64_t images, int threads)
      : shape(shape), images(images), pool(threads),
        functions(chooseFunctions(shape.tile)) {
    int64_t tiles = shape.tiles(), threadCount = pool.threads();
    int64_t weightBytes =
        shape.points() * shape.inputs * shape.outputs * int64_t(sizeof(float));
    int64_t tileBytes = shape.points() * (shape.inputs + shape.outputs) *
                        int64_t(sizeof(float));
    if (weightBytes <= nearWeightBytes && tiles > 0) {
      int64_t size = std::max<int64_t>(1, blockBytes / tileBytes);
      int64_t perThread =
          (tiles + size * threadCount - 1) / (size * threadCount);
      blocks = std::min(tiles, perThread * threadCount);
      parts = std::min(blocks, threadCount);
    }
    int64_t blockTiles = (tiles + blocks - 1) / blocks;
    blockStride = (blockFloats(shape, blockTiles) + vectorChannels - 1) /
                  vectorChannels * vectorChannels;
  }

  int64_t scratchBytes() const override {
    return parts * blockStride * int64_t(sizeof(float));
  }

  Status run(const ptir_tensor *operands, void *scratch) override {
    auto floats = [&](int index) {
      return static_cast<float *>(operands[index].data);
    };
    WinogradOperands data{floats(0), floats(1), floats(2), floats(3)};
    for (int64_t image = 0; image < images; ++image) {
      if (blocks > 1)
        runBlocks(data, static_cast<float *>(scratch));
      else
        runSteps(data, static_cast<float *>(scratch));
      data.image += shape.height * shape.width * shape.inputs;
      data.result += shape.height * shape.width * shape.outputs;
    }
    return Status::success();
  }

private:
  WinogradBlock blockOf(int64_t firstTile, int64_t lastTile,
                        float *scratch) const {
    int64_t tiles = lastTile - firstTile;
    return {firstTile, tiles, scratch,
            scratch + shape.points() * pointFloats(tiles, shape.inputs)};
  }

  /// Every thread runs all steps of its blocks.
  void runBlocks(const WinogradOperands &data, float *scratch) const {
    pool.parallelFor(parts, [&](int64_t begin, int64_t end) {
      for (int64_t part = begin; part < end; ++part)
        for (int64_t i = blocks * part / parts; i < blocks * (part + 1) / parts;
             ++i) {
          WinogradBlock block = blockOf(shape.tiles() * i / blocks,
                                        shape.tiles() * (i + 1) / blocks,
                                        scratch + part * blockStride);
          functions.transformImage(shape, data, block, 0, block.tiles);
          functions.multiply(shape, data, block, 0, shape.products());
          functions.transformProducts(shape, data, block, 0, block.tiles);
        }
    });
  }

  /// All threads run a step of the one block before the next step begins.
  void runSteps(const WinogradOperands &data, float *scratch) const {
    WinogradBlock block = blockOf(0, shape.tiles(), scratch);
    for (auto [step, count] :
         {std::pair{functions.transformImage, block.tiles},
          std::pair{functions.multiply, shape.products()},
          std::pair{functions.transformProducts, block.tiles}})
      share(count, [&, step = step](int64_t begin, int64_t end) {
        step(shape, data, block, begin, end);
      });
  }

  /// One range for each thread: neighbours read the same data.
  template <typename Body>
  void share(int64_t count, const Body &body) const {
    int64_t ranges = pool.threads();
    pool.parallelFor(ranges, [&](int64_t begin, int64_t end) {
      body(count * begin / ranges, count * end / ranges);
    });
  }

  WinogradShape shape;
  int64_t images;
  ThreadPool pool;
  WinogradFunctions functions;
  int64_t blocks = 1, parts = 1, blockStride;
};

} // namespace

StatusOr<std::unique_ptr<KernelInstance>>
prepareWinograd(const KernelRequest &request,
                const std::vector<ptir_tensor> &operands) {
  StatusOr<WinogradShape> shape = readConfig(request.config);
  if (!shape.ok())
    return shape.status();
  if (Status status = readOperands(*shape, operands); !status.ok())
    return status;
  return std::unique_ptr<KernelInstance>(
      std::make_unique<Winograd>(*shape, operands[0].dims[0], request.threads));
}

} // namespace ptir::runtime::kernels
