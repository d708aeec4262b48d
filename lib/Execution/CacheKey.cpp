//===- CacheKey.cpp - What a compiled object depends on -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CacheKey.h"

#include "CodeGeneration.h"

#include "ptir/Runtime/ABI.h"
#include "ptir/Support/Version.h"

#include "mlir/Bytecode/BytecodeWriter.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/BLAKE3.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

#include <dlfcn.h>

using namespace ptir;
using namespace ptir::execution;

/// Size and time of the binary that holds this code: a rebuilt compiler must
/// not load what its predecessor made.
static std::string describeCompiler() {
  Dl_info info;
  llvm::sys::fs::file_status status;
  static const char anchor = 0;
  if (!::dladdr(&anchor, &info) || !info.dli_fname ||
      llvm::sys::fs::status(info.dli_fname, status))
    return "";
  return llvm::utostr(status.getSize()) + " " +
         llvm::itostr(
             status.getLastModificationTime().time_since_epoch().count());
}

std::string ptir::execution::describeBuild() {
  std::string text;
  llvm::raw_string_ostream(text) << projectVersion << '\n'
                                 << PTIR_ABI_VERSION << '\n'
                                 << LLVM_VERSION_STRING << '\n'
                                 << describeCompiler() << '\n'
                                 << describeHost() << '\n';
  return text;
}

std::string ptir::execution::cacheKey(mlir::ModuleOp module,
                                      const CompileOptions &options) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  stream << describeBuild() << options.backend << '\n'
         << options.compileFrom << '\n'
         << options.optimize << '\n'
         << static_cast<int>(options.weights) << '\n'
         << options.roundActivations << '\n'
         << options.streamParams << '\n'
         << options.maxSteps << '\n';
  // Writing to memory cannot fail.
  if (failed(mlir::writeBytecodeToFile(module, stream)))
    stream << module;
  llvm::BLAKE3 hasher;
  hasher.update(text);
  llvm::BLAKE3Result<16> hash = hasher.final<16>();
  return llvm::toHex(llvm::ArrayRef<uint8_t>(hash.data(), hash.size()),
                     /*LowerCase=*/true);
}
