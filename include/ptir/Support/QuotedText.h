//===- QuotedText.h - Text from a file, fit for a message -------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_SUPPORT_QUOTEDTEXT_H
#define PTIR_SUPPORT_QUOTEDTEXT_H

#include <string>
#include <string_view>

namespace ptir {

/// Text from a file in single quotes: bytes that do not print as \xNN, text of
/// more than `longest` bytes cut.
std::string inQuotes(std::string_view text, size_t longest = 200);

} // namespace ptir

#endif // PTIR_SUPPORT_QUOTEDTEXT_H
