//===- Library.cpp - PTIR's own kernels as a library ----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Library.h"

#include "InvertedResidualKernel.h"
#include "MatmulKernel.h"
#include "PooledConvolutionKernel.h"
#include "WinogradKernel.h"

namespace ptir::runtime::kernels {

namespace {

class Library final : public KernelLibrary {
public:
  std::string_view name() const override { return "ptir"; }

  StatusOr<std::unique_ptr<KernelInstance>>
  prepare(const KernelRequest &request,
          const std::vector<ptir_tensor> &operands) const override {
    if (request.kernel == "inverted_residual")
      return prepareInvertedResidual(request, operands);
    if (request.kernel == "matmul")
      return prepareMatmul(request, operands);
    if (request.kernel == "pooled_convolution")
      return preparePooledConvolution(request, operands);
    if (request.kernel == "winograd")
      return prepareWinograd(request, operands);
    return unknown(request);
  }

  StatusOr<Buffer> pack(const KernelRequest &request,
                        const std::vector<int64_t> &dims,
                        const float *source) const override {
    if (request.kernel == "inverted_residual")
      return packInvertedResidual(request, dims, source);
    if (request.kernel == "winograd")
      return packWinograd(request, dims, source);
    return unknown(request);
  }

  /// Forms in another order are as large; Winograd's have more points.
  StatusOr<int64_t>
  packedBytes(const KernelRequest &request,
              const std::vector<int64_t> &dims) const override {
    if (request.kernel == "winograd")
      return packedWinogradBytes(request, dims);
    if (request.kernel != "inverted_residual")
      return unknown(request);
    int64_t bytes = sizeof(float);
    for (int64_t extent : dims)
      bytes *= extent;
    return bytes;
  }

private:
  static Status unknown(const KernelRequest &request) {
    return Status::failure(
        "expected inverted_residual, matmul, pooled_convolution or winograd, "
        "found '" +
        std::string(request.kernel) + "'");
  }
};

} // namespace

const KernelLibrary &library() {
  static const Library instance;
  return instance;
}

} // namespace ptir::runtime::kernels
