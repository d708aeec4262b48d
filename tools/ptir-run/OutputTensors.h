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

/// Writes the tensors as a safetensors file.
Status writeTensors(const std::string &path,
                    const std::vector<NamedTensor> &tensors);

} // namespace ptir::run

#endif // PTIR_TOOLS_PTIR_RUN_OUTPUTTENSORS_H
