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

/// Rows in blocks of about the same size, so that they stay in the cache.
class FloatMatmul final : public Matmul {
public:
  FloatMatmul(const MatmulShape &shape, bool hasBias, bool combines,
              int threads)
      : Matmul(shape, hasBias, threads), combines(combines),
        numBlocks((shape.rows + mostBlockRows - 1) / mostBlockRows),
        blockRows(numBlocks == 0 ? 0
                                 : (shape.rows + numBlocks - 1) / numBlocks),
        sharedFloats(combines ? combinedFloats(shape, blockRows) : 0),
        threadFloats(combines ? pairFloats(blockRows)
                              : blockRows * panelWidth) {}

  int64_t scratchBytes() const override {
    return (sharedFloats + pool.threads() * threadFloats) *
           int64_t(sizeof(float));
  }

  Status run(const ptir_tensor *operands, void *scratch) override {
    MatmulOperands data = dataOf(operands);
    auto *shared = static_cast<float *>(scratch);
    for (int64_t block = 0; block < numBlocks; ++block) {
      int64_t first = shape.rows * block / numBlocks;
      RowBlock rows{first, shape.rows * (block + 1) / numBlocks - first};
      if (combines)
        runPairs(data, rows, shared);
      else
        share(numPanels(shape.columns),
              [&](int64_t range, int64_t begin, int64_t end) {
                multiplyFloatPanelsAvx512(shape, data, rows,
                                          ofThread(shared, range), begin, end);
              });
    }
    return Status::success();
  }

private:
  float *ofThread(float *shared, int64_t range) const {
    return shared + sharedFloats + range * threadFloats;
  }

  /// A panel that is left over is multiplied alone.
  void runPairs(const MatmulOperands &data, RowBlock rows,
                float *shared) const {
    CombinedRows combined = placeRows(shape, rows.count, shared);
    share(rows.count, [&](int64_t, int64_t begin, int64_t end) {
      scaleRowsAvx512(shape, data.x, rows, combined, begin, end);
    });
    share(numDepthGroups(shape), [&](int64_t, int64_t begin, int64_t end) {
      compareDepthsAvx512(shape, data.x, rows, combined, begin, end);
    });
    share(combined.half, [&](int64_t, int64_t begin, int64_t end) {
      combineRowsAvx512(shape, data.x, rows, combined, begin, end);
    });
    int64_t panels = numPanels(shape.columns), pairs = panels / 2;
    share(pairs + panels % 2, [&](int64_t range, int64_t begin, int64_t end) {
      float *own = ofThread(shared, range);
      multiplyPairsAvx512(shape, data, rows, combined, own, begin,
                          std::min(end, pairs));
      if (end > pairs)
        multiplyFloatPanelsAvx512(shape, data, rows, own, panels - 1, panels);
    });
  }

  bool combines;
  int64_t numBlocks, blockRows;
  int64_t sharedFloats, threadFloats;
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
    bool combines = request.config.has("strassen") && savesProducts(shape);
    return std::unique_ptr<KernelInstance>(std::make_unique<FloatMatmul>(
        shape, hasBias, combines, request.threads));
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
