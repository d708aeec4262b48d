//===- ParamId.h - Stable ids of parameters ---------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A parameter's identity is its name, hashed (spec, section 4):
//   base id   = first 16 bytes of BLAKE3(name)
//   param key = first 16 bytes of BLAKE3("gpt-rs:param-key:v1" ++ namespace
//               ++ base id), ids as 16 little-endian bytes
// Both are read as a little-endian u128. The namespace is assigned per loaded
// model, so that models live side by side without collisions.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_SUPPORT_PARAMID_H
#define PTIR_SUPPORT_PARAMID_H

#include "ptir/Support/Status.h"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace ptir {

/// A u128. Zero means "no id" where a file format stores one.
struct ParamId {
  uint64_t low = 0;
  uint64_t high = 0;

  bool isZero() const { return low == 0 && high == 0; }

  /// 16 bytes, least significant first: the form hashed and stored.
  std::array<uint8_t, 16> toBytes() const;
  static ParamId fromBytes(const uint8_t *bytes);

  /// 32 lower-case hex digits, most significant first.
  std::string toHex() const;

  friend bool operator==(ParamId a, ParamId b) {
    return a.low == b.low && a.high == b.high;
  }
  friend bool operator!=(ParamId a, ParamId b) { return !(a == b); }
  friend bool operator<(ParamId a, ParamId b) {
    return a.high != b.high ? a.high < b.high : a.low < b.low;
  }
};

/// Fails unless `name` is a parameter name: printable ASCII, at most 1024
/// bytes, segments separated by dots, none of them empty.
Status checkParamName(std::string_view name);

/// The id of a name; fails when checkParamName does.
StatusOr<ParamId> baseParamId(std::string_view name);

/// The id of a base id inside a namespace.
ParamId paramKey(ParamId namespaceId, ParamId base);

} // namespace ptir

/// An id is a hash already.
template <>
struct std::hash<ptir::ParamId> {
  size_t operator()(const ptir::ParamId &id) const noexcept {
    return size_t(id.low ^ id.high);
  }
};

#endif // PTIR_SUPPORT_PARAMID_H
