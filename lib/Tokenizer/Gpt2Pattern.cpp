//===- Gpt2Pattern.cpp - Where GPT-2 cuts text into words -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Tokenizer/Gpt2Pattern.h"
#include "ptir/Tokenizer/Utf8.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

using namespace ptir;

// The property White_Space, written out: PCRE2's own \s takes in U+180E and,
// without PCRE2_UCP, leaves out U+0085 and all else above ASCII.
#define WHITE_SPACE                                                            \
  "\\x{9}-\\x{d}\\x{20}\\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}"             \
  "\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}"

static constexpr char pattern[] = "'s|'t|'re|'ve|'m|'ll|'d"
                                  "| ?\\p{L}+"
                                  "| ?\\p{N}+"
                                  "| ?[^" WHITE_SPACE "\\p{L}\\p{N}]+"
                                  "|[" WHITE_SPACE "]+(?![^" WHITE_SPACE "])"
                                  "|[" WHITE_SPACE "]+";

#undef WHITE_SPACE

struct Gpt2Pattern::Compiled {
  explicit Compiled(pcre2_code *code) : code(code) {}
  ~Compiled() { pcre2_code_free(code); }
  Compiled(const Compiled &) = delete;
  Compiled &operator=(const Compiled &) = delete;

  pcre2_code *code;
};

static Status pcreFailure(const char *what, int error) {
  PCRE2_UCHAR text[256];
  if (pcre2_get_error_message(error, text, sizeof(text)) < 0)
    return Status::failure(std::string(what) + ": PCRE2 error " +
                           std::to_string(error));
  return Status::failure(std::string(what) + ": " +
                         reinterpret_cast<const char *>(text));
}

StatusOr<Gpt2Pattern> Gpt2Pattern::create() {
  int error = 0;
  PCRE2_SIZE offset = 0;
  pcre2_code *code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern),
                                   PCRE2_ZERO_TERMINATED,
                                   PCRE2_UTF | PCRE2_ANCHORED, &error, &offset,
                                   /*ccontext=*/nullptr);
  if (!code)
    return pcreFailure("the GPT-2 word pattern does not compile", error);
  // Where there is no JIT the interpreter matches, more slowly.
  (void)pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
  return Gpt2Pattern(std::make_shared<Compiled>(code));
}

/// Cuts a well-formed, non-empty stretch.
static Status splitStretch(const pcre2_code *code, pcre2_match_data *match,
                           std::string_view text,
                           std::vector<std::string_view> &words) {
  auto *subject = reinterpret_cast<PCRE2_SPTR>(text.data());
  const PCRE2_SIZE *span = pcre2_get_ovector_pointer(match);
  for (size_t start = 0; start < text.size(); start = span[1]) {
    // PCRE2 would check the whole stretch anew for each word.
    int result = pcre2_match(code, subject, text.size(), start,
                             PCRE2_NO_UTF_CHECK, match, /*mcontext=*/nullptr);
    if (result < 0)
      return pcreFailure("the GPT-2 word pattern cannot be matched", result);
    words.push_back(text.substr(start, span[1] - start));
  }
  return Status::success();
}

/// Length of the run of ill-formed bytes at the start of `text`.
static size_t illFormedPrefix(std::string_view text) {
  size_t end = 0;
  while (end < text.size()) {
    Utf8Unit unit = scanUtf8(text.substr(end));
    if (unit.kind == Utf8Kind::Character)
      break;
    end += unit.length;
  }
  return end;
}

Status Gpt2Pattern::split(std::string_view text,
                          std::vector<std::string_view> &words) const {
  std::unique_ptr<pcre2_match_data, void (*)(pcre2_match_data *)> match(
      pcre2_match_data_create(/*ovecsize=*/1, /*gcontext=*/nullptr),
      pcre2_match_data_free);
  if (!match)
    return Status::failure("the GPT-2 word pattern finds no memory to match");
  while (!text.empty()) {
    std::string_view stretch = text.substr(0, wellFormedPrefix(text));
    if (Status status =
            splitStretch(compiled->code, match.get(), stretch, words);
        !status.ok())
      return status;
    text.remove_prefix(stretch.size());
    if (size_t length = illFormedPrefix(text)) {
      words.push_back(text.substr(0, length));
      text.remove_prefix(length);
    }
  }
  return Status::success();
}
