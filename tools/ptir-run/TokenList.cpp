//===- TokenList.cpp - Token ids written by people ------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "TokenList.h"

#include <nlohmann/json.hpp>

#include <charconv>

using namespace ptir;
using nlohmann::json;

static Status unexpected(const std::string &expected, std::string_view found) {
  constexpr size_t longest = 40;
  std::string shown(found.substr(0, longest));
  if (found.size() > longest)
    shown += "…";
  return Status::failure("tokens: expected " + expected + ", found '" + shown +
                         "'");
}

static StatusOr<std::vector<TokenId>> parseJson(std::string_view text) {
  json value = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (value.is_object() && value.contains("ids"))
    value = json(value["ids"]);
  if (!value.is_array())
    return unexpected("a list of ids in JSON", text);
  std::vector<TokenId> ids;
  for (const json &id : value) {
    if (!id.is_number_unsigned() || id.get<uint64_t>() > INT32_MAX)
      return unexpected("a token id",
                        id.dump(-1, ' ', true, json::error_handler_t::replace));
    ids.push_back(id.get<TokenId>());
  }
  return ids;
}

StatusOr<std::vector<TokenId>>
ptir::run::parseTokenList(std::string_view text) {
  constexpr std::string_view separators = ", \t\r\n";
  size_t begin = text.find_first_not_of(separators);
  if (begin != std::string_view::npos &&
      (text[begin] == '[' || text[begin] == '{'))
    return parseJson(text);

  std::vector<TokenId> ids;
  while (begin != std::string_view::npos) {
    size_t end = std::min(text.find_first_of(separators, begin), text.size());
    std::string_view word = text.substr(begin, end - begin);
    TokenId id = 0;
    auto [rest, error] =
        std::from_chars(word.data(), word.data() + word.size(), id);
    if (error != std::errc() || rest != word.data() + word.size() || id < 0)
      return unexpected("a token id", word);
    ids.push_back(id);
    begin = text.find_first_not_of(separators, end);
  }
  return ids;
}
