//===- MergesText.cpp - Read merges.txt -----------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "TokenizerFiles.h"

#include <algorithm>

using namespace ptir;
using namespace ptir::tokenizer_files;

/// The line at the start of `text`, without its end, which may be "\n" or
/// "\r\n"; `text` goes on after it.
static std::string_view takeLine(std::string_view &text) {
  size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (!line.empty() && line.back() == '\r')
    line.remove_suffix(1);
  return line;
}

StatusOr<MergeList> tokenizer_files::readMergesText(NamedText merges) {
  constexpr std::string_view versionMark = "#version";
  MergeList list;
  list.numberName = "line";
  std::string_view rest = merges.text;
  for (size_t number = 1; !rest.empty(); ++number) {
    std::string_view line = takeLine(rest);
    // Only there, and no more than the mark: merges may start with '#' too.
    if (number == 1 && line.substr(0, versionMark.size()) == versionMark)
      continue;
    // Blank lines may end the file.
    if (line.empty() &&
        rest.find_first_not_of("\r\n") == std::string_view::npos)
      break;
    size_t space = line.find(' ');
    if (space == 0 || space == std::string_view::npos ||
        space + 1 == line.size() ||
        line.find(' ', space + 1) != std::string_view::npos)
      return fileFailure(merges.name,
                         "line " + std::to_string(number) +
                             ": expected two tokens with one space between "
                             "them, found '" +
                             std::string(line) + "'");
    list.rules.push_back({std::string(line.substr(0, space)),
                          std::string(line.substr(space + 1)), number});
  }
  return list;
}
