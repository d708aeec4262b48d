//===- MatmulKernel.cpp - Products of many rows with weights --------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "MatmulKernel.h"

#include "../OperandChecks.h"
#include "CpuFeatures.h"
#include "ShortMatmul.h"
#include "Strassen.h"

#include "ptir/Runtime/ParamLayout.h"
#include "ptir/Runtime/ThreadPool.h"

#include <algorithm>

namespace ptir::runtime::kernels {

static_assert(panelColumns == panelWidth);

static const std::string kernelName = "matmul";

static Status readConfig(const KernelConfig &config, MatmulShape &shape) {
  static constexpr std::pair<const char *, MatmulStep> known[] = {
      {"relu", MatmulStep::Relu},
      {"relu6", MatmulStep::Relu6},
      {"gelu_tanh", MatmulStep::GeluTanh},
      {"silu", MatmulStep::Silu}};
  std::vector<std::string> steps = config.words("epilogue");
  if (!steps.empty() && steps.front() == "sum") {
    shape.accumulates = true;
    steps.erase(steps.begin());
  }
  if (!steps.empty())
    for (const auto &[name, step] : known)
      if (steps.front() == name) {
        shape.step = step;
        steps.erase(steps.begin());
        break;
      }
  if (!steps.empty())
    return Status::failure(kernelName +
                           ": expected an epilogue of sum and one of relu, "
                           "relu6, gelu_tanh and silu, found '" +
                           steps.front() + "'");
  return Status::success();
}

/// The panels' extents and element type, which say how they are stored.
static Status readWeights(const ptir_tensor &weights,
                          const MatmulShape &shape) {
  auto type = static_cast<ElementType>(weights.element_type);
  int64_t panels = numPanels(shape.columns);
  if (type == ElementType::F32)
    return expectOperand(kernelName, "weights", weights,
                         {panels, shape.depth, panelWidth});
  if (type != ElementType::SI16 && type != ElementType::SI8)
    return Status::failure(kernelName +
                           ": expected weights of f32, si16 or si8, found " +
                           std::string(elementTypeName(type)));
  if (shape.depth % 2 != 0)
    return Status::failure(kernelName + ": expected an even depth, found " +
                           std::to_string(shape.depth));
  if (type == ElementType::SI8)
    return expectOperand(
        kernelName, "weights", weights,
        {panels, numByteGroups(shape.depth) + 1, panelWidth * bytesTogether},
        ElementType::SI8);
  constexpr int64_t wordBytes = 2;
  return expectOperand(kernelName, "weights", weights,
                       {panels, numShortFloatPairs(shape.depth) + 1,
                        shortFloatRowBytes / wordBytes},
                       ElementType::SI16);
}

static Status readOperands(const std::vector<ptir_tensor> &operands,
                           bool hasBias, MatmulShape &shape) {
  if (Status status = expectCount(kernelName, operands, hasBias ? 4 : 3);
      !status.ok())
    return status;
  const ptir_tensor &x = operands[0], &y = operands.back();
  for (const Status &status : {expectRank(kernelName, "x", x, 2),
                               expectRank(kernelName, "a result", y, 2)})
    if (!status.ok())
      return status;
  shape.rows = x.dims[0];
  shape.depth = x.dims[1];
  shape.columns = y.dims[1];
  if (shape.depth == 0)
    return Status::failure(kernelName +
                           ": expected a depth of 1 or more, found 0");
  for (const Status &status :
       {expectOperand(kernelName, "x", x, {shape.rows, shape.depth}),
        readWeights(operands[1], shape),
        hasBias
            ? expectOperand(kernelName, "a bias", operands[2], {shape.columns})
            : Status::success(),
        expectOperand(kernelName, "a result", y, {shape.rows, shape.columns})})
    if (!status.ok())
      return status;
  return Status::success();
}

#ifdef PTIR_HAS_AVX512_KERNELS

namespace {

constexpr int64_t cacheLine = 64;

int64_t wholeLines(int64_t bytes) {
  return (bytes + cacheLine - 1) / cacheLine * cacheLine;
}

/// What both kinds of products have.
class Matmul : public KernelInstance {
protected:
  Matmul(const MatmulShape &shape, bool hasBias, int threads)
      : shape(shape), hasBias(hasBias), pool(threads) {}

  MatmulOperands dataOf(const ptir_tensor *operands) const {
    return {static_cast<const float *>(operands[0].data), operands[1].data,
            hasBias ? static_cast<const float *>(operands[2].data) : nullptr,
            static_cast<float *>(operands[hasBias ? 3 : 2].data)};
  }

  /// One range for each thread.
  template <typename Body>
  void share(int64_t count, const Body &body) const {
    int64_t ranges = pool.threads();
    pool.parallelFor(ranges, [&](int64_t begin, int64_t end) {
      for (int64_t range = begin; range < end; ++range)
        body(range, count * range / ranges, count * (range + 1) / ranges);
    });
  }

  MatmulShape shape;
  bool hasBias;
  ThreadPool pool;
};

class ShortMatmul final : public Matmul {
public:
  ShortMatmul(const MatmulShape &shape, ShortForm form, bool hasBias,
              int threads)
      : Matmul(shape, hasBias, threads), form(form),
        roundedBytes(
            wholeLines(shape.rows * shape.depth * int64_t(sizeof(uint16_t)))) {}

  int64_t scratchBytes() const override {
    return roundedBytes + pool.threads() * shortMatmulBlockBytes;
  }

  Status run(const ptir_tensor *operands, void *scratch) override {
    MatmulOperands data = dataOf(operands);
    auto *rounded = static_cast<uint16_t *>(scratch);
    auto *blocks = static_cast<unsigned char *>(scratch) + roundedBytes;
    share(shape.rows, [&](int64_t, int64_t begin, int64_t end) {
      roundRowsAvx512(shape, data.x, rounded, begin, end);
    });
    share(numPanels(shape.columns), [&](int64_t range, int64_t begin,
                                        int64_t end) {
      multiplyPanelsAvx512(form, shape, data, rounded,
                           blocks + range * shortMatmulBlockBytes, begin, end);
    });
    return Status::success();
  }

private:
  ShortForm form;
  int64_t roundedBytes;
};

/// Blocks of rows of about the same size.
class RowBlocks {
public:
  RowBlocks(int64_t rows, int64_t most)
      : rows(rows), numBlocks((rows + most - 1) / most) {}

  int64_t count() const { return numBlocks; }

  /// The rows of the largest one.
  int64_t largest() const {
    return numBlocks == 0 ? 0 : (rows + numBlocks - 1) / numBlocks;
  }

  RowBlock operator[](int64_t index) const {
    int64_t begin = rows * index / numBlocks;
    return {begin, rows * (index + 1) / numBlocks - begin};
  }

private:
  int64_t rows, numBlocks;
};

/// Adds up term by term. Threads divide the panels.
class FloatMatmul final : public Matmul {
public:
  FloatMatmul(const MatmulShape &shape, bool hasBias, int threads)
      : Matmul(shape, hasBias, threads), blocks(shape.rows, mostBlockRows) {}

  int64_t scratchBytes() const override {
    return pool.threads() * threadFloats() * int64_t(sizeof(float));
  }

  Status run(const ptir_tensor *operands, void *scratch) override {
    MatmulOperands data = dataOf(operands);
    share(numPanels(shape.columns), [&](int64_t range, int64_t begin,
                                        int64_t end) {
      float *own = static_cast<float *>(scratch) + range * threadFloats();
      for (int64_t block = 0; block < blocks.count(); ++block)
        multiplyFloatPanelsAvx512(shape, data, blocks[block], own, begin, end);
    });
    return Status::success();
  }

private:
  int64_t threadFloats() const { return blocks.largest() * panelWidth; }

  RowBlocks blocks;
};

/// Combines halves, on one thread. Several ones wait for the caches they share:
/// there plain sums were as fast.
class StrassenMatmul final : public Matmul {
public:
  StrassenMatmul(const MatmulShape &shape, bool hasBias)
      : Matmul(shape, hasBias, /*threads=*/1),
        blocks(shape.rows, mostBlockRows) {}

  int64_t scratchBytes() const override {
    return (rowFloats() + pairFloats(blocks.largest())) *
           int64_t(sizeof(float));
  }

  Status run(const ptir_tensor *operands, void *scratch) override {
    MatmulOperands data = dataOf(operands);
    auto *memory = static_cast<float *>(scratch);
    int64_t panels = numPanels(shape.columns);
    for (int64_t block = 0; block < blocks.count(); ++block) {
      RowBlock rows = blocks[block];
      CombinedRows combined = placeRows(shape, rows.count, memory);
      combineRowsAvx512(shape, data.x, rows, combined);
      float *own = memory + rowFloats();
      multiplyPairsAvx512(shape, data, rows, combined, own);
      if (panels % 2 != 0)
        multiplyFloatPanelsAvx512(shape, data, rows, own, panels - 1, panels);
    }
    return Status::success();
  }

private:
  int64_t rowFloats() const { return combinedFloats(shape, blocks.largest()); }

  RowBlocks blocks;
};

} // namespace

#endif

StatusOr<std::unique_ptr<KernelInstance>>
prepareMatmul(const KernelRequest &request,
              const std::vector<ptir_tensor> &operands) {
  MatmulShape shape{};
  bool hasBias = request.config.has("bias");
  if (Status status = readConfig(request.config, shape); !status.ok())
    return status;
  if (Status status = readOperands(operands, hasBias, shape); !status.ok())
    return status;
  auto type = static_cast<ElementType>(operands[1].element_type);
  bool isFloat = type == ElementType::F32;
#ifdef PTIR_HAS_AVX512_KERNELS
  if (isFloat && hasAvx512()) {
    if (request.config.has("strassen") && request.threads == 1 &&
        savesProducts(shape))
      return std::unique_ptr<KernelInstance>(
          std::make_unique<StrassenMatmul>(shape, hasBias));
    return std::unique_ptr<KernelInstance>(
        std::make_unique<FloatMatmul>(shape, hasBias, request.threads));
  }
  if (!isFloat && hasAvx512BF16()) {
    ShortForm form =
        type == ElementType::SI8 ? ShortForm::Bytes : ShortForm::Floats;
    return std::unique_ptr<KernelInstance>(
        std::make_unique<ShortMatmul>(shape, form, hasBias, request.threads));
  }
#endif
  return Status::failure(kernelName + ": expected a CPU with AVX-512" +
                         (isFloat ? "" : " BF16"));
}

} // namespace ptir::runtime::kernels
