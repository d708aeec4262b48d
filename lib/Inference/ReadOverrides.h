//===- ReadOverrides.h - Overrides a checkpoint asks for --------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_INFERENCE_READOVERRIDES_H
#define PTIR_LIB_INFERENCE_READOVERRIDES_H

#include "ptir/Functional/Overrides.h"
#include "ptir/Support/Status.h"

#include <string>
#include <string_view>

namespace ptir {

/// Sets the policies of `runtime.functional_overrides` in a configuration, an
/// object of keys with policies. A configuration without it sets none. Fails,
/// naming `where`, for another form, a functional that is named twice, and what
/// OverrideSet::set refuses.
Status readOverrides(std::string_view configJson, const std::string &where,
                     functional::OverrideSet &overrides);

} // namespace ptir

#endif // PTIR_LIB_INFERENCE_READOVERRIDES_H
