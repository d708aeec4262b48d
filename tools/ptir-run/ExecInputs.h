//===- ExecInputs.h - Arguments of an entry ---------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Where the arguments of `ptir-run exec` come from. A .npy file is the next
// argument that has none yet. In a .safetensors file a tensor whose name ends
// in a number (`arg0`, `result1`) is the argument of that number; a single
// tensor of another name is the next argument.
//
// Types that NumPy lacks are given as the next wider one: si4 as i1, ui4 as u1
// (values out of range are an error), bf16 and the f8 types as f4 (rounded to
// nearest, ties to even).
//
// What no file gives is random: normal floats (real and imaginary parts alike),
// integers 0 to 7, and i1. Its `?` extents come from a list in order of
// appearance and are 4 when that ends. Chance is SplitMix64, normal numbers are
// Box and Muller's (1958) on 53-bit uniforms.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_RUN_EXECINPUTS_H
#define PTIR_TOOLS_PTIR_RUN_EXECINPUTS_H

#include "ptir/Execution/Instance.h"
#include "ptir/Runtime/HostTensor.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ptir::run {

struct InputFlags {
  std::vector<std::string> files;
  uint64_t seed = 0;
  std::vector<int64_t> extents;
};

/// One tensor per argument type. Fails for files that cannot be read, name
/// arguments that are not there or give another element type, and for extents
/// that no `?` takes.
StatusOr<std::vector<runtime::HostTensor>>
makeArguments(const std::vector<execution::TensorType> &types,
              const InputFlags &flags);

} // namespace ptir::run

#endif // PTIR_TOOLS_PTIR_RUN_EXECINPUTS_H
