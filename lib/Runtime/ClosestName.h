//===- ClosestName.h - What a wrong name may have meant ---------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_CLOSESTNAME_H
#define PTIR_LIB_RUNTIME_CLOSESTNAME_H

#include <string_view>
#include <vector>

namespace ptir::runtime {

/// The one of `candidates` with the smallest edit distance to `name`; the first
/// of several. Empty when even that one differs in more than half its letters.
/// Time is |name| times the letters of all candidates: for messages only.
std::string_view closestName(std::string_view name,
                             const std::vector<std::string_view> &candidates);

} // namespace ptir::runtime

#endif // PTIR_LIB_RUNTIME_CLOSESTNAME_H
