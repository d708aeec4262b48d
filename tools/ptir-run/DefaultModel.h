//===- DefaultModel.h - The model used when none is named -------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_RUN_DEFAULTMODEL_H
#define PTIR_TOOLS_PTIR_RUN_DEFAULTMODEL_H

#include "ptir/Support/Status.h"

#include <string>

namespace ptir::run {

/// `path` itself unless it is empty; then the folder of tiny-gpt2: what
/// PTIR_MODEL_DIR says, otherwise where the install put it, otherwise the
/// source tree this program was built from. Fails, naming the places, if it is
/// in none of them.
StatusOr<std::string> chooseModel(const std::string &path);

} // namespace ptir::run

#endif // PTIR_TOOLS_PTIR_RUN_DEFAULTMODEL_H
