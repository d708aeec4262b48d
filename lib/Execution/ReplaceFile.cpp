//===- ReplaceFile.cpp - Files that are whole or absent -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ReplaceFile.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"

void ptir::execution::replaceFile(
    llvm::StringRef path, llvm::function_ref<void(llvm::raw_ostream &)> write) {
  llvm::SmallString<128> temporary;
  int descriptor = -1;
  if (llvm::sys::fs::createUniqueFile(path + ".%%%%%%%%.tmp", descriptor,
                                      temporary))
    return;
  {
    llvm::raw_fd_ostream stream(descriptor, /*shouldClose=*/true);
    write(stream);
    stream.close();
    if (stream.has_error()) {
      stream.clear_error();
      llvm::sys::fs::remove(temporary);
      return;
    }
  }
  if (llvm::sys::fs::rename(temporary, path))
    llvm::sys::fs::remove(temporary);
}
