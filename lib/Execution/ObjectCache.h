//===- ObjectCache.h - Compiled modules on disk ----------------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A content-addressed folder of object files. Writers write a file of their
// own and rename it, so that concurrent processes see whole entries only; an
// entry whose checksum is wrong is taken for absent and written anew.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_EXECUTION_OBJECTCACHE_H
#define PTIR_LIB_EXECUTION_OBJECTCACHE_H

#include "CodeGeneration.h"

#include "ptir/Support/Status.h"
#include "llvm/ADT/StringRef.h"

#include <string>

namespace ptir::execution {

class ObjectCache {
public:
  /// Opens, and creates if need be, the folder. Fails when it cannot be created
  /// or written to.
  static StatusOr<ObjectCache> open(std::string folder);

  /// The objects of that key; empty when there are none or they are damaged.
  ObjectFiles load(llvm::StringRef key) const;

  /// Best effort: a full disk loses the entry, not the run.
  void store(llvm::StringRef key, const ObjectFiles &objects) const;

private:
  explicit ObjectCache(std::string folder) : folder(std::move(folder)) {}
  std::string pathOf(llvm::StringRef key) const;

  std::string folder;
};

} // namespace ptir::execution

#endif // PTIR_LIB_EXECUTION_OBJECTCACHE_H
