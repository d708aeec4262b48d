//===- ShortMatmulKernel.cpp - Products with 12-bit weights ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ShortMatmulKernel.h"

#include "../OperandChecks.h"
#include "CpuFeatures.h"
#include "ShortMatmul.h"

#include "ptir/Runtime/ParamLayout.h"
#include "ptir/Runtime/ThreadPool.h"

namespace ptir::runtime::kernels {

static const std::string kernelName = "matmul";

static Status readConfig(const KernelConfig &config, ShortMatmulShape &shape) {
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

static Status readOperands(const std::vector<ptir_tensor> &operands,
                           bool hasBias, ShortMatmulShape &shape) {
  if (Status status = expectCount(kernelName, operands, hasBias ? 4 : 3);
      !status.ok())
    return status;
  const ptir_tensor &x = operands[0], &weights = operands[1],
                    &y = operands.back();
  for (const Status &status : {expectRank(kernelName, "x", x, 2),
                               expectRank(kernelName, "a result", y, 2)})
    if (!status.ok())
      return status;
  shape.rows = x.dims[0];
  shape.depth = x.dims[1];
  shape.columns = y.dims[1];
  if (shape.depth % 2 != 0 || shape.depth == 0)
    return Status::failure(kernelName +
                           ": expected an even depth of 2 or more, found " +
                           std::to_string(shape.depth));
  constexpr int64_t wordBytes = 2;
  for (const Status &status :
       {expectOperand(kernelName, "x", x, {shape.rows, shape.depth}),
        expectOperand(kernelName, "weights", weights,
                      {numPanels(shape.columns),
                       numShortFloatPairs(shape.depth) + 1,
                       shortFloatRowBytes / wordBytes},
                      ElementType::SI16),
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

class ShortMatmul final : public KernelInstance {
public:
  ShortMatmul(const ShortMatmulShape &shape, bool hasBias, int threads)
      : shape(shape), hasBias(hasBias), pool(threads) {
    constexpr int64_t cacheLine = 64;
    roundedBytes =
        (shape.rows * shape.depth * int64_t(sizeof(uint16_t)) + cacheLine - 1) /
        cacheLine * cacheLine;
  }

  int64_t scratchBytes() const override {
    return roundedBytes + pool.threads() * shortMatmulBlockBytes;
  }

  Status run(const ptir_tensor *operands, void *scratch) override {
    ShortMatmulOperands data{
        static_cast<const float *>(operands[0].data),
        static_cast<const unsigned char *>(operands[1].data),
        hasBias ? static_cast<const float *>(operands[2].data) : nullptr,
        static_cast<float *>(operands[hasBias ? 3 : 2].data)};
    auto *rounded = static_cast<uint16_t *>(scratch);
    auto *blocks = static_cast<unsigned char *>(scratch) + roundedBytes;
    share(shape.rows, [&](int64_t, int64_t begin, int64_t end) {
      roundRowsAvx512(shape, data.x, rounded, begin, end);
    });
    share(numPanels(shape.columns), [&](int64_t range, int64_t begin,
                                        int64_t end) {
      multiplyPanelsAvx512(shape, data, rounded,
                           blocks + range * shortMatmulBlockBytes, begin, end);
    });
    return Status::success();
  }

private:
  /// One range for each thread.
  template <typename Body>
  void share(int64_t count, const Body &body) const {
    int64_t ranges = pool.threads();
    pool.parallelFor(ranges, [&](int64_t begin, int64_t end) {
      for (int64_t range = begin; range < end; ++range)
        body(range, count * range / ranges, count * (range + 1) / ranges);
    });
  }

  ShortMatmulShape shape;
  bool hasBias;
  ThreadPool pool;
  int64_t roundedBytes;
};

} // namespace

#endif

StatusOr<std::unique_ptr<KernelInstance>>
prepareShortMatmul(const KernelRequest &request,
                   const std::vector<ptir_tensor> &operands) {
  ShortMatmulShape shape{};
  bool hasBias = request.config.has("bias");
  if (Status status = readConfig(request.config, shape); !status.ok())
    return status;
  if (Status status = readOperands(operands, hasBias, shape); !status.ok())
    return status;
#ifdef PTIR_HAS_AVX512_KERNELS
  if (hasAvx512BF16())
    return std::unique_ptr<KernelInstance>(
        std::make_unique<ShortMatmul>(shape, hasBias, request.threads));
#endif
  return Status::failure(kernelName + ": expected a CPU with AVX-512 BF16");
}

} // namespace ptir::runtime::kernels
