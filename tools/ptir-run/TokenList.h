//===- TokenList.h - Token ids written by people ----------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_RUN_TOKENLIST_H
#define PTIR_TOOLS_PTIR_RUN_TOKENLIST_H

#include "ptir/Support/Status.h"
#include "ptir/Tokenizer/Vocabulary.h"

#include <string_view>
#include <vector>

namespace ptir::run {

/// Reads ids separated by commas or white space (`1,2, 3`), a JSON list
/// (`[1, 2, 3]`), or the object that `ptir-run tokenize --json` prints. Fails
/// at anything else, naming it.
StatusOr<std::vector<TokenId>> parseTokenList(std::string_view text);

} // namespace ptir::run

#endif // PTIR_TOOLS_PTIR_RUN_TOKENLIST_H
