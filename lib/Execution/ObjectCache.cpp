//===- ObjectCache.cpp - Compiled modules on disk -------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ObjectCache.h"

#include "ReplaceFile.h"

#include "llvm/Support/BLAKE3.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <unistd.h>

using namespace ptir;
using namespace ptir::execution;

/// Starts an entry; the BLAKE3 hash of the rest follows, then each object
/// behind its length.
static constexpr llvm::StringLiteral magic = "PTIROBJ2";
static constexpr size_t hashBytes = 32;
static constexpr size_t lengthBytes = sizeof(uint64_t);

static std::string hashOf(llvm::StringRef bytes) {
  llvm::BLAKE3 hasher;
  hasher.update(bytes);
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

ObjectFiles ObjectCache::load(llvm::StringRef key) const {
  auto file = llvm::MemoryBuffer::getFile(pathOf(key), /*IsText=*/false,
                                          /*RequiresNullTerminator=*/false);
  if (!file)
    return {};
  llvm::StringRef bytes = (*file)->getBuffer();
  if (!bytes.consume_front(magic) || bytes.size() < hashBytes)
    return {};
  llvm::StringRef hash = bytes.take_front(hashBytes);
  bytes = bytes.drop_front(hashBytes);
  if (hash != hashOf(bytes))
    return {};
  ObjectFiles objects;
  while (!bytes.empty()) {
    if (bytes.size() < lengthBytes)
      return {};
    uint64_t length = llvm::support::endian::read64le(bytes.data());
    bytes = bytes.drop_front(lengthBytes);
    if (bytes.size() < length)
      return {};
    // The linker wants an object that is aligned, which a piece of the file is
    // not.
    objects.push_back(
        llvm::MemoryBuffer::getMemBufferCopy(bytes.take_front(length), key));
    bytes = bytes.drop_front(length);
  }
  return objects;
}

void ObjectCache::store(llvm::StringRef key, const ObjectFiles &objects) const {
  std::string bytes;
  for (const std::unique_ptr<llvm::MemoryBuffer> &object : objects) {
    char length[lengthBytes];
    llvm::support::endian::write64le(length, object->getBufferSize());
    bytes.append(length, lengthBytes);
    bytes += object->getBuffer();
  }
  replaceFile(pathOf(key), [&](llvm::raw_ostream &stream) {
    stream << magic << hashOf(bytes) << bytes;
  });
}
