//===- SpilledTensors.h - Computed parameters on disk -----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Where parameters that a module computes wait while only a part of all
// parameters may be in memory: in files without a name, which vanish with the
// process.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_SPILLEDTENSORS_H
#define PTIR_LIB_RUNTIME_SPILLEDTENSORS_H

#include "ptir/Runtime/MappedFile.h"
#include "ptir/Runtime/ParamSource.h"
#include "ptir/Runtime/TensorView.h"

#include <map>
#include <string>

namespace ptir::runtime {

/// For one thread at a time; what `find` gave lives as long as this.
class SpilledTensors final : public ParamSource {
public:
  /// Writes a copy into a new file in the folder for temporary files ($TMPDIR,
  /// or /tmp). The first one of a name stays. Fails when the disk is full.
  Status add(const std::string &name, const TensorView &tensor);

  StatusOr<SourceTensor> find(std::string_view name) override;

private:
  struct Spilled {
    ElementType type;
    std::vector<int64_t> dims;
    MappedFile file;
  };
  std::map<std::string, Spilled, std::less<>> tensors;
};

} // namespace ptir::runtime

#endif // PTIR_LIB_RUNTIME_SPILLEDTENSORS_H
