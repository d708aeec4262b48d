//===- Version.h - Versions of the project and the contract -----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_SUPPORT_VERSION_H
#define PTIR_SUPPORT_VERSION_H

#include <string_view>

namespace ptir {

/// The project's version, equal to the one in the root CMakeLists.txt (a test
/// compares them).
inline constexpr std::string_view projectVersion = "0.1.0";

/// The version of the PTIR contract: the value of the module attribute
/// `ptir.spec_version`.
inline constexpr std::string_view specVersion = "0.4";

} // namespace ptir

#endif // PTIR_SUPPORT_VERSION_H
