//===- CheckpointWriter.h - Writers of the single-file containers -*- C++
//-*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Tensors are described first and their bytes asked for block by block, so
// that a checkpoint larger than memory can be written. A file is written
// beside its final place and renamed when it is complete: a reader sees the
// old file, or the new one, never half of one.
//
// Output depends only on the arguments. Headers list tensors by name, or, for
// activations that were recorded one after the other, as given. Data:
//   safetensors         larger element types first, then by name, without gaps
//                       (the format forbids them): every tensor is aligned to
//                       its element. The data begins at a multiple of 64.
//   GPTRSCHK, GPTRSTEN  as listed, each tensor at a multiple of 64
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_CHECKPOINT_CHECKPOINTWRITER_H
#define PTIR_CHECKPOINT_CHECKPOINTWRITER_H

#include "ptir/Support/ElementType.h"
#include "ptir/Support/Status.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace ptir {

/// A tensor to be written: dense, row-major, little-endian.
struct TensorDescription {
  std::string name;
  ElementType type = ElementType::F32;
  std::vector<int64_t> shape;
};

/// Fills `out` with bytes [begin, begin + count) of the tensor at `index` of
/// the list given to the writer. Called in order of `begin`, from the calling
/// thread, for one tensor after the other.
using TensorSource = std::function<Status(size_t index, uint64_t begin,
                                          char *out, size_t count)>;

/// How a header lists the tensors. Another order than by name goes into the
/// index of GPTRSTEN, and under orderMetadataKey into a safetensors file.
enum class ListOrder : uint8_t { ByName, AsGiven };

/// Writes `path`. Fails, leaving what was there untouched, on a name that
/// occurs twice or cannot be stored, an element type the container has no code
/// for, a failing source, or an input/output error.
Status writeSafetensors(const std::string &path,
                        const std::vector<TensorDescription> &tensors,
                        const std::map<std::string, std::string> &metadata,
                        const TensorSource &source,
                        ListOrder order = ListOrder::ByName);

/// `configJson` must be a JSON object. Stores every tensor's base id; names
/// must be parameter names (ptir/Support/ParamId.h).
Status writeGptrsChk(const std::string &path, const std::string &configJson,
                     const std::vector<TensorDescription> &tensors,
                     const TensorSource &source);

Status writeGptrsTen(const std::string &path,
                     const std::vector<TensorDescription> &tensors,
                     const TensorSource &source,
                     ListOrder order = ListOrder::ByName);

} // namespace ptir

#endif // PTIR_CHECKPOINT_CHECKPOINTWRITER_H
