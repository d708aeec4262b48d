//===- AttentionChecks.h - Heads and packed projections ---------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_FUNCTIONAL_ATTENTIONCHECKS_H
#define PTIR_LIB_FUNCTIONAL_ATTENTIONCHECKS_H

#include "OperandChecks.h"

#include "ptir/Functional/AttentionConfig.h"

namespace ptir::functional {

/// A config that validates, and qkv[T, P] or [B, T, P] of floats with its P.
void checkPacked(OperandChecks &check, const AttentionConfig &config,
                 Operand qkv);

/// The heads of `config` as entries of a composite's config.
llvm::SmallVector<mlir::NamedAttribute>
headEntries(mlir::Builder &builder, const AttentionConfig &config);

} // namespace ptir::functional

#endif // PTIR_LIB_FUNCTIONAL_ATTENTIONCHECKS_H
