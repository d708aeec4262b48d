//===- Gpt2Pattern.h - Where GPT-2 cuts text into words ---------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The pre-tokenizer of GPT-2: the regular expression
//   's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
// with \s as the Unicode property White_Space. The words tile the text.
//
// Text that is not well-formed UTF-8 is cut as well: each maximal run of
// ill-formed bytes is a word of its own, and each well-formed stretch beside it
// is cut as if it stood alone.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOKENIZER_GPT2PATTERN_H
#define PTIR_TOKENIZER_GPT2PATTERN_H

#include "ptir/Support/Status.h"

#include <memory>
#include <string_view>
#include <vector>

namespace ptir {

/// The compiled expression. Immutable, safe to use from any thread.
class Gpt2Pattern {
public:
  /// Fails only where PCRE2 lacks Unicode support or memory.
  static StatusOr<Gpt2Pattern> create();

  /// Appends the words of `text`, which they point into. Fails only when the
  /// matcher runs out of memory. Linear in the length of the text.
  Status split(std::string_view text,
               std::vector<std::string_view> &words) const;

private:
  /// Holds the PCRE2 object, so that its header stays out of this one.
  struct Compiled;
  explicit Gpt2Pattern(std::shared_ptr<const Compiled> compiled)
      : compiled(std::move(compiled)) {}

  std::shared_ptr<const Compiled> compiled;
};

} // namespace ptir

#endif // PTIR_TOKENIZER_GPT2PATTERN_H
