//===- OutputTensors.h - Tensors into a file --------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_RUN_OUTPUTTENSORS_H
#define PTIR_TOOLS_PTIR_RUN_OUTPUTTENSORS_H

#include "ptir/Runtime/ABI.h"
#include "ptir/Support/Status.h"

#include <string>
#include <vector>

namespace ptir::run {

struct NamedTensor {
  std::string name;
  ptir_tensor tensor;
};

/// Fails unless `path` is empty or a name that writeTensors takes.
Status checkOutputName(const std::string &path);

/// Writes the tensors, in that order, as NAME.safetensors or NAME.gptrsten;
/// fails for other names.
Status writeTensors(const std::string &path,
                    const std::vector<NamedTensor> &tensors);

} // namespace ptir::run

#endif // PTIR_TOOLS_PTIR_RUN_OUTPUTTENSORS_H
