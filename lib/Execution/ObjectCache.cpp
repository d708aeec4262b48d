//===- ObjectCache.cpp - Compiled modules on disk -------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ObjectCache.h"

#include "ReplaceFile.h"

#include "llvm/Support/BLAKE3.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <unistd.h>

using namespace ptir;
using namespace ptir::execution;

/// Starts an entry; the BLAKE3 hash of the object follows, then the object.
static constexpr llvm::StringLiteral magic = "PTIROBJ1";
static constexpr size_t hashBytes = 32;

static std::string hashOf(llvm::StringRef object) {
  llvm::BLAKE3 hasher;
  hasher.update(object);
  llvm::BLAKE3Result<hashBytes> hash = hasher.final();
  return std::string(hash.begin(), hash.end());
}

StatusOr<ObjectCache> ObjectCache::open(std::string folder) {
  std::error_code error = llvm::sys::fs::create_directories(folder);
  if (!error && ::access(folder.c_str(), W_OK | X_OK) != 0)
    error = std::error_code(errno, std::generic_category());
  if (error)
    return Status::failure("object cache '" + folder +
                           "': cannot be written: " + error.message() +
                           "; pass another --cache-dir or --no-cache");
  return ObjectCache(std::move(folder));
}

std::string ObjectCache::pathOf(llvm::StringRef key) const {
  llvm::SmallString<128> path(folder);
  llvm::sys::path::append(path, key + ".o");
  return path.str().str();
}

std::unique_ptr<llvm::MemoryBuffer>
ObjectCache::load(llvm::StringRef key) const {
  auto file = llvm::MemoryBuffer::getFile(pathOf(key), /*IsText=*/false,
                                          /*RequiresNullTerminator=*/false);
  if (!file)
    return nullptr;
  llvm::StringRef bytes = (*file)->getBuffer();
  if (!bytes.consume_front(magic) || bytes.size() < hashBytes)
    return nullptr;
  llvm::StringRef hash = bytes.take_front(hashBytes);
  llvm::StringRef object = bytes.drop_front(hashBytes);
  if (hash != hashOf(object))
    return nullptr;
  // The linker wants an object that is aligned, which the file's tail is not.
  return llvm::MemoryBuffer::getMemBufferCopy(object, key);
}

void ObjectCache::store(llvm::StringRef key, llvm::StringRef object) const {
  replaceFile(pathOf(key), [&](llvm::raw_ostream &stream) {
    stream << magic << hashOf(object) << object;
  });
}
