//===- Checkpoint.h - What is in a checkpoint -------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A checkpoint is a table: parameter name -> where its bytes lie and what they
// are. Opening one reads and validates headers only; nothing here maps or
// reads tensor data, so a file of many gigabytes opens in milliseconds.
//
// Four containers are known, told apart by their content, not by a flag:
//   safetensors  one `.safetensors` file
//   hf-folder    `config.json` with `model.safetensors` or a sharded
//                `model.safetensors.index.json`
//   gptrschk     one GPTRSCHK v2 file: config, index with stable ids, data
//   gptrsten     one GPTRSTEN v2 file: index, data; no config
//
// After a successful open every tensor's byte range lies inside its file,
// its byte count is shape x element size, and no two ranges overlap.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_CHECKPOINT_CHECKPOINT_H
#define PTIR_CHECKPOINT_CHECKPOINT_H

#include "ptir/Support/ElementType.h"
#include "ptir/Support/Status.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ptir {

enum class ContainerKind : uint8_t {
  Safetensors,
  HfFolder,
  GptrsChk,
  GptrsTen
};

/// `safetensors`, `hf-folder`, `gptrschk`, `gptrsten`.
std::string_view containerKindName(ContainerKind kind);

/// One tensor of a checkpoint: dense, row-major, little-endian.
struct CheckpointTensor {
  std::string name;
  ElementType type = ElementType::F32;
  /// Extents >= 0; empty for a scalar.
  std::vector<int64_t> shape;
  /// Index into Checkpoint::files.
  uint32_t file = 0;
  /// Bytes from the start of that file.
  uint64_t offset = 0;
  /// shape x storageBytes(type).
  uint64_t byteSize = 0;
  /// Place in the list of its file, from 0: its index in GPTRSCHK or GPTRSTEN,
  /// or what the safetensors metadata key `ptir.order` says; by name without
  /// that key.
  uint32_t position = 0;
};

struct CheckpointFile {
  std::string path;
  uint64_t size = 0;
};

/// A validated table of contents. A plain value: it holds no file open, may be
/// copied, and may be read by any number of threads.
struct Checkpoint {
  ContainerKind kind = ContainerKind::Safetensors;
  /// What was opened: a file or a folder.
  std::string path;
  /// The model's configuration as JSON text (an object): `config.json`, the
  /// GPTRSCHK header, or the safetensors metadata key `ptir.config`. Empty
  /// when there is none.
  std::string configJson;
  /// `__metadata__` of a safetensors file; empty otherwise.
  std::map<std::string, std::string> metadata;
  std::vector<CheckpointFile> files;
  /// Sorted by name; names are unique.
  std::vector<CheckpointTensor> tensors;

  /// The tensor of that name, or null. Lives as long as `tensors` is unchanged.
  const CheckpointTensor *find(std::string_view name) const;
};

/// The metadata key of a safetensors file whose tensors are listed in an order
/// of their own: `{"names":["second","first"]}`, every name once. The header
/// itself is a JSON object, which has no order.
inline constexpr std::string_view orderMetadataKey = "ptir.order";

/// The tensors as their files list them, file by file. Valid as long as the
/// table is unchanged.
std::vector<const CheckpointTensor *>
tensorsInFileOrder(const Checkpoint &checkpoint);

/// The metadata key under which a lone safetensors file carries its config.
inline constexpr std::string_view configMetadataKey = "ptir.config";

/// Opens a folder or a file of any container. Fails with one message that
/// names the file, the tensor where there is one, what was expected and what
/// was found.
StatusOr<Checkpoint> openCheckpoint(const std::string &path);

/// Bytes of a dense tensor; fails on a negative extent, or when the product of
/// the non-zero extents and the element size does not fit 63 bits.
StatusOr<uint64_t> denseByteSize(ElementType type,
                                 const std::vector<int64_t> &shape);

/// `[2, 3]`; `[]` for a scalar.
std::string shapeToString(const std::vector<int64_t> &shape);

} // namespace ptir

#endif // PTIR_CHECKPOINT_CHECKPOINT_H
