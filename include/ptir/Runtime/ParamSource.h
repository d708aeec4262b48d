//===- ParamSource.h - Where parameters come from ---------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A parameter store asks its source for stored tensors by the model's names.
// A source finds them in a checkpoint, under the checkpoint's names, or in
// memory. A source belongs to one store, which calls it from one thread at a
// time.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_RUNTIME_PARAMSOURCE_H
#define PTIR_RUNTIME_PARAMSOURCE_H

#include "ptir/Checkpoint/Checkpoint.h"
#include "ptir/Runtime/HostTensor.h"
#include "ptir/Runtime/MappedFile.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ptir::runtime {

/// A tensor as stored. The bytes live as long as the source and may be
/// unaligned.
struct SourceTensor {
  /// For messages: `checkpoint 'model.safetensors': tensor 'wte.weight'`.
  std::string where;
  ElementType type;
  std::vector<int64_t> dims;
  const unsigned char *data;
  /// The mapping that holds the bytes; nullptr when nothing can be released.
  const MappedFile *file = nullptr;
};

class ParamSource {
public:
  virtual ~ParamSource() = default;

  /// The tensor that parameter `name` names. Reads none of its bytes.
  virtual StatusOr<SourceTensor> find(std::string_view name) = 0;
};

/// The checkpoint's names that a parameter of the model may go by, best first.
using ParamNameMap = std::function<std::vector<std::string>(std::string_view)>;

/// The tensors of a checkpoint. A file is mapped when the first of its tensors
/// is asked for.
class CheckpointSource final : public ParamSource {
public:
  /// Without a name map, names are the checkpoint's own.
  explicit CheckpointSource(Checkpoint checkpoint, ParamNameMap names = {});

  StatusOr<SourceTensor> find(std::string_view name) override;

private:
  Status missing(std::string_view name,
                 const std::vector<std::string> &candidates);

  Checkpoint checkpoint;
  ParamNameMap names;
  std::vector<std::optional<MappedFile>>
      files; // one for each of the checkpoint
  int hintsLeft;
};

/// Tensors in memory, by name: seeded parameters, tests.
class MemorySource final : public ParamSource {
public:
  /// Replaces a tensor of that name.
  void add(std::string name, HostTensor tensor);
  /// Frees the tensors for which `condition` holds.
  void removeIf(const std::function<bool(const std::string &name,
                                         const HostTensor &)> &condition);

  StatusOr<SourceTensor> find(std::string_view name) override;

private:
  std::map<std::string, HostTensor, std::less<>> tensors;
};

} // namespace ptir::runtime

#endif // PTIR_RUNTIME_PARAMSOURCE_H
