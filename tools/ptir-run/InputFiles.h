//===- InputFiles.h - Arguments out of files --------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_RUN_INPUTFILES_H
#define PTIR_TOOLS_PTIR_RUN_INPUTFILES_H

#include "ptir/Execution/Instance.h"
#include "ptir/Runtime/HostTensor.h"

#include <optional>
#include <string>
#include <vector>

namespace ptir::run {

/// By argument; nothing where no file gives one. ExecInputs.h has the rules.
using GivenArguments = std::vector<std::optional<runtime::HostTensor>>;

StatusOr<GivenArguments>
readInputFiles(const std::vector<std::string> &files,
               const std::vector<execution::TensorType> &types);

/// The array of a .npy file, or a tensor of an archive, which may be of any
/// container: the one called `key` or, if that is empty, `input` or the only
/// one.
StatusOr<runtime::HostTensor> readTensor(const std::string &path,
                                         const std::string &key);

/// `tensor` as an argument of element type `type`; itself if it has it.
StatusOr<runtime::HostTensor>
conform(runtime::HostTensor tensor, ElementType type, const std::string &where);

} // namespace ptir::run

#endif // PTIR_TOOLS_PTIR_RUN_INPUTFILES_H
