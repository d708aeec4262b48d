//===- StrictJson.h - JSON that means one thing only ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CHECKPOINT_STRICTJSON_H
#define PTIR_LIB_CHECKPOINT_STRICTJSON_H

#include "ptir/Support/Status.h"

#include <nlohmann/json.hpp>

#include <string_view>

namespace ptir {

/// Parses one JSON object. Fails on a syntax error, a key that occurs twice in
/// one object, nesting deeper than 64, or anything but an object at the top.
/// The message has no file name: the caller adds it. Uses no call stack per
/// level.
StatusOr<nlohmann::json> parseJsonObject(std::string_view text);

} // namespace ptir

#endif // PTIR_LIB_CHECKPOINT_STRICTJSON_H
