//===- DerivedParam.h - Parameters that the module computes -----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A parameter `derived:conv1.weight.0f3a…` is what the function of that name
// returns. The module has it, without arguments; it depends on stored
// parameters alone and is run once, when an instance is made. The digits are a
// hash of what it computes, so that instances of one model share the result.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_SUPPORT_DERIVEDPARAM_H
#define PTIR_SUPPORT_DERIVEDPARAM_H

#include <string_view>

namespace ptir {

inline constexpr std::string_view derivedParamPrefix = "derived:";

/// Whether a parameter, or a function, of that name is derived.
inline bool isDerivedParam(std::string_view name) {
  return name.substr(0, derivedParamPrefix.size()) == derivedParamPrefix;
}

} // namespace ptir

#endif // PTIR_SUPPORT_DERIVEDPARAM_H
