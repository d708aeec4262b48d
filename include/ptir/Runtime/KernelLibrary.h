//===- KernelLibrary.h - Kernels that compiled code calls -------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A kernel library runs what a backend claimed for it. Modules name it in their
// call sites (ptir_kernel_desc) and in the layouts of packed parameters, both
// as `<library>.<kernel>`; which libraries a build has is the list in
// KernelLibraries.cpp.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_RUNTIME_KERNELLIBRARY_H
#define PTIR_RUNTIME_KERNELLIBRARY_H

#include "ptir/Runtime/ABI.h"
#include "ptir/Runtime/Buffer.h"
#include "ptir/Runtime/KernelConfig.h"
#include "ptir/Support/Status.h"

#include <memory>
#include <string_view>
#include <vector>

namespace ptir::runtime {

/// A kernel made ready for one set of extents and one number of threads. Used
/// by one call at a time.
class KernelInstance {
public:
  virtual ~KernelInstance();

  /// Bytes of scratch memory that a run needs.
  virtual int64_t scratchBytes() const = 0;

  /// Computes the output, the last operand. The extents are those it was made
  /// for. `scratch` is 64-byte aligned.
  virtual Status run(const ptir_tensor *operands, void *scratch) = 0;
};

/// What a call site, or the layout of a packed parameter, asks for.
struct KernelRequest {
  /// Without the library's name: "matmul".
  std::string_view kernel;
  KernelConfig config;
  /// Threads that the kernel will use.
  int threads = 1;
};

/// Stateless; any thread may use it.
class KernelLibrary {
public:
  virtual ~KernelLibrary();

  virtual std::string_view name() const = 0;

  /// The kernel for the extents of these operands; their data is not read.
  /// Fails when the library has no such kernel or cannot run it.
  virtual StatusOr<std::unique_ptr<KernelInstance>>
  prepare(const KernelRequest &request,
          const std::vector<ptir_tensor> &operands) const = 0;

  /// A parameter of `dims`, row-major in f32, in the form that the kernel
  /// reads. Instances that are made for the same request read it.
  virtual StatusOr<Buffer> pack(const KernelRequest &request,
                                const std::vector<int64_t> &dims,
                                const float *source) const = 0;

  /// The bytes of that form.
  virtual StatusOr<int64_t>
  packedBytes(const KernelRequest &request,
              const std::vector<int64_t> &dims) const = 0;
};

/// `text` is `<library>.<kernel>` or `<library>.<kernel>;<config>`. Fails when
/// this build has no such library, or the configuration cannot be read.
struct ResolvedKernel {
  const KernelLibrary *library;
  KernelRequest request;
};
StatusOr<ResolvedKernel> resolveKernel(std::string_view text, int threads);

/// Whether a layout is one of a library, this build's or not: those of
/// ParamLayout.h have no dot, or one behind a colon.
inline bool isLibraryLayout(std::string_view layout) {
  size_t mark = layout.find_first_of(".:");
  return mark != std::string_view::npos && layout[mark] == '.';
}

} // namespace ptir::runtime

#endif // PTIR_RUNTIME_KERNELLIBRARY_H
