//===- Library.cpp - oneDNN as a kernel library ---------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Library.h"

#include "Api.h"
#include "Kernels.h"
#include "ptir/Runtime/ThreadPool.h"

namespace ptir::runtime::onednn {

namespace {

class Library final : public KernelLibrary {
public:
  std::string_view name() const override { return "onednn"; }

  StatusOr<std::unique_ptr<KernelInstance>>
  prepare(const KernelRequest &request,
          const std::vector<ptir_tensor> &operands) const override {
    return guarded<std::unique_ptr<KernelInstance>>(request, [&] {
      if (request.kernel == "matmul")
        return prepareMatmul(request, operands);
      if (request.kernel == "convolution")
        return prepareConvolution(request, operands);
      if (request.kernel == "avg_pool")
        return prepareAvgPool(request, operands);
      return unknown<std::unique_ptr<KernelInstance>>(request);
    });
  }

  StatusOr<Buffer> pack(const KernelRequest &request,
                        const std::vector<int64_t> &dims,
                        const float *source) const override {
    return guarded<Buffer>(request, [&] {
      if (request.kernel == "convolution")
        return packConvolution(request, dims, source);
      return StatusOr<Buffer>(Status::failure(
          "oneDNN: expected weights of convolution to pack, found '" +
          std::string(request.kernel) + "'"));
    });
  }

  StatusOr<int64_t>
  packedBytes(const KernelRequest &request,
              const std::vector<int64_t> &dims) const override {
    return guarded<int64_t>(request, [&]() -> StatusOr<int64_t> {
      if (request.kernel == "convolution")
        return packedConvolutionBytes(request);
      return Status::failure("oneDNN: expected weights of convolution to pack, "
                             "found '" +
                             std::string(request.kernel) + "'");
    });
  }

private:
  template <typename T>
  static StatusOr<T> unknown(const KernelRequest &request) {
    return Status::failure("oneDNN: expected matmul, convolution or avg_pool, "
                           "found '" +
                           std::string(request.kernel) + "'");
  }

  /// Runs `body` with the threads that the kernel will have: the library
  /// divides the work when a primitive is made.
  template <typename T, typename Body>
  static StatusOr<T> guarded(const KernelRequest &request, Body &&body) {
    ThreadPool::Use threads{ThreadPool(request.threads)};
    try {
      return body();
    } catch (const dnnl::error &error) {
      return Status::failure("oneDNN: " + std::string(error.what()));
    }
  }
};

} // namespace

const KernelLibrary &library() {
  static const Library instance;
  return instance;
}

} // namespace ptir::runtime::onednn
