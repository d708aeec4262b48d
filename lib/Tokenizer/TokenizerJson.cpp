//===- TokenizerJson.cpp - Read tokenizer.json and token maps -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The one file of this library that knows the JSON parser. Its exceptions end
// here.
//
//===----------------------------------------------------------------------===//

#include "TokenizerFiles.h"

#include <limits>
#include <nlohmann/json.hpp>
#include <unordered_set>

using namespace ptir;
using namespace ptir::tokenizer_files;
using Json = nlohmann::json;

/// The document; fails on broken JSON and on a key that comes twice, of which
/// the parser alone would keep the last.
static StatusOr<Json> parseJson(NamedText file) {
  std::vector<std::unordered_set<std::string>> openObjects;
  std::optional<std::string> repeated;
  auto watchKeys = [&](int, Json::parse_event_t event, Json &parsed) {
    if (event == Json::parse_event_t::object_start)
      openObjects.emplace_back();
    else if (event == Json::parse_event_t::object_end)
      openObjects.pop_back();
    else if (event == Json::parse_event_t::key && !repeated) {
      const auto &key = parsed.get_ref<const std::string &>();
      if (!openObjects.back().insert(key).second)
        repeated = key;
    }
    return true;
  };
  try {
    Json document = Json::parse(file.text, watchKeys);
    if (repeated)
      return fileFailure(file.name, "key '" + *repeated + "' comes twice");
    return document;
  } catch (const Json::exception &error) {
    // Drop the parser's tag, "[json.exception.parse_error.101] ".
    std::string what = error.what();
    size_t tag = what.find("] ");
    return fileFailure(file.name,
                       tag == std::string::npos ? what : what.substr(tag + 2));
  }
}

/// The member of an object; null if it is absent or a JSON null.
static const Json *member(const Json &object, const char *key) {
  auto position = object.find(key);
  if (position == object.end() || position->is_null())
    return nullptr;
  return &*position;
}

static std::optional<TokenId> asTokenId(const Json &value) {
  if (!value.is_number_unsigned() ||
      value.get<uint64_t>() > std::numeric_limits<TokenId>::max())
    return std::nullopt;
  return static_cast<TokenId>(value.get<uint64_t>());
}

/// A value for a message, cut to a readable length.
static std::string show(const Json &value) {
  constexpr size_t longest = 60;
  if (value.is_structured())
    return value.is_object() ? "an object" : "an array";
  std::string text = value.dump(-1, ' ', /*ensure_ascii=*/true);
  return text.size() <= longest ? text : text.substr(0, longest) + "…";
}

static Status expected(const std::string &where, const std::string &what,
                       const Json *found) {
  return Status::failure(where + ": expected " + what + ", found " +
                         (found ? show(*found) : "nothing"));
}

static Status readVocabulary(const Json *map, const std::string &where,
                             std::vector<VocabularyEntry> &entries) {
  if (!map || !map->is_object())
    return expected(where, "an object of token to id", map);
  entries.reserve(map->size());
  for (const auto &[spelling, value] : map->items()) {
    std::optional<TokenId> id = asTokenId(value);
    if (!id)
      return expected(where + ": token '" + spelling + "'",
                      "an id from 0 to 2147483647", &value);
    entries.push_back({spelling, *id});
  }
  return Status::success();
}

/// A merge is ["left", "right"] or "left right".
static bool readMerge(const Json &value, std::string &left,
                      std::string &right) {
  if (value.is_array()) {
    if (value.size() != 2 || !value[0].is_string() || !value[1].is_string())
      return false;
    left = value[0].get_ref<const std::string &>();
    right = value[1].get_ref<const std::string &>();
  } else if (value.is_string()) {
    const auto &text = value.get_ref<const std::string &>();
    size_t space = text.find(' ');
    if (space == std::string::npos ||
        text.find(' ', space + 1) != std::string::npos)
      return false;
    left = text.substr(0, space);
    right = text.substr(space + 1);
  }
  return !left.empty() && !right.empty();
}

static Status readMerges(const Json *list, const std::string &where,
                         MergeList &merges) {
  if (!list || !list->is_array())
    return expected(where, "an array of merges", list);
  merges.numberName = where + " entry";
  merges.rules.reserve(list->size());
  for (const Json &value : *list) {
    MergeList::Rule rule{{}, {}, merges.rules.size()};
    if (!readMerge(value, rule.left, rule.right))
      return expected(merges.numberName + " " + std::to_string(rule.number),
                      "[\"left\", \"right\"] or \"left right\"", &value);
    merges.rules.push_back(std::move(rule));
  }
  return Status::success();
}

/// An empty string names no token; some converters write it for null.
static Status readUnknown(const Json *value, const std::string &where,
                          std::optional<std::string> &unknown) {
  if (!value || *value == "")
    return Status::success();
  if (!value->is_string())
    return expected(where, "a token", value);
  unknown = value->get<std::string>();
  return Status::success();
}

/// Settings of the model that change the ids in ways not supported.
static Status checkModelSettings(const Json &model) {
  if (const Json *type = member(model, "type"); type && *type != "BPE")
    return expected("model.type", "\"BPE\"", type);
  if (const Json *dropout = member(model, "dropout");
      dropout && *dropout != 0.0)
    return expected("model.dropout", "none", dropout);
  for (const char *key : {"continuing_subword_prefix", "end_of_word_suffix"})
    if (const Json *affix = member(model, key); affix && *affix != "")
      return expected(std::string("model.") + key, "none", affix);
  for (const char *key : {"fuse_unk", "byte_fallback", "ignore_merges"})
    if (const Json *flag = member(model, key); flag && *flag != false)
      return expected(std::string("model.") + key, "false", flag);
  return Status::success();
}

/// What a stage of the pipeline around the model calls itself, for messages.
static std::string stageType(const Json &stage) {
  const Json *type = stage.is_object() ? member(stage, "type") : nullptr;
  return type ? show(*type) : show(stage);
}

static Status refuseStage(const char *key, const char *supported,
                          const Json &stage) {
  return Status::failure(std::string(key) + ": expected " + supported +
                         ", found " + stageType(stage) +
                         ", which is not supported");
}

static bool isByteLevel(const Json &stage) {
  return stage.is_object() && stage.value("type", Json()) == "ByteLevel";
}

static Status readStages(const Json &root, bool &addPrefixSpace) {
  if (const Json *normalizer = member(root, "normalizer"))
    return refuseStage("normalizer", "none", *normalizer);
  for (const char *key : {"post_processor", "decoder"})
    if (const Json *stage = member(root, key); stage && !isByteLevel(*stage))
      return refuseStage(key, "\"ByteLevel\" or none", *stage);

  // Reduced files have the model alone; a null says that words are not cut.
  auto words = root.find("pre_tokenizer");
  if (words == root.end())
    return Status::success();
  if (!isByteLevel(*words))
    return refuseStage("pre_tokenizer", "\"ByteLevel\"", *words);
  const Json *prefix = member(*words, "add_prefix_space");
  if (!prefix || !prefix->is_boolean())
    return expected("pre_tokenizer.add_prefix_space", "true or false", prefix);
  addPrefixSpace = prefix->get<bool>();
  if (const Json *regex = member(*words, "use_regex"); regex && *regex != true)
    return expected("pre_tokenizer.use_regex", "true", regex);
  return Status::success();
}

static Status readAddedTokens(const Json *list,
                              std::vector<AddedEntry> &entries) {
  if (!list)
    return Status::success();
  if (!list->is_array())
    return expected("added_tokens", "an array", list);
  for (const Json &value : *list) {
    std::string where = "added_tokens entry " + std::to_string(entries.size());
    if (!value.is_object())
      return expected(where, "an object", &value);
    const Json *content = member(value, "content");
    if (!content || !content->is_string())
      return expected(where + ": content", "a string", content);
    where += " '" + content->get<std::string>() + "'";
    const Json *id = member(value, "id");
    std::optional<TokenId> number = id ? asTokenId(*id) : std::nullopt;
    if (!number)
      return expected(where + ": id", "an id from 0 to 2147483647", id);
    for (const char *key : {"single_word", "lstrip", "rstrip"})
      if (const Json *flag = member(value, key); flag && *flag != false)
        return expected(where + ": " + key, "false", flag);
    const Json *special = member(value, "special");
    if (special && !special->is_boolean())
      return expected(where + ": special", "true or false", special);
    bool isSpecial = special && special->get<bool>();
    entries.push_back({content->get<std::string>(), *number,
                       isSpecial ? TokenRole::Special : TokenRole::Added});
  }
  return Status::success();
}

static Status readHuggingFace(const Json &root, const Json &model,
                              TokenizerDescription &description) {
  if (Status status = checkModelSettings(model); !status.ok())
    return status;
  if (Status status = readStages(root, description.addPrefixSpace);
      !status.ok())
    return status;
  if (Status status = readVocabulary(member(model, "vocab"), "model.vocab",
                                     description.vocabulary);
      !status.ok())
    return status;
  if (Status status = readMerges(member(model, "merges"), "model.merges",
                                 description.merges);
      !status.ok())
    return status;
  if (Status status = readUnknown(member(model, "unk_token"), "model.unk_token",
                                  description.unknown);
      !status.ok())
    return status;
  return readAddedTokens(member(root, "added_tokens"), description.added);
}

static Status readFlat(const Json &root, TokenizerDescription &description) {
  const Json *vocabulary = member(root, "vocab");
  if (Status status =
          readVocabulary(vocabulary, "vocab", description.vocabulary);
      !status.ok())
    return status;
  if (Status status =
          readMerges(member(root, "merges"), "merges", description.merges);
      !status.ok())
    return status;
  // Without a name the unknown token is the one of the usual name, if any.
  constexpr const char *usualUnknown = "<unk>";
  if (vocabulary->contains(usualUnknown))
    description.unknown = usualUnknown;
  return readUnknown(member(root, "unk_token"), "unk_token",
                     description.unknown);
}

StatusOr<TokenizerDescription>
tokenizer_files::readTokenizerJson(NamedText json) {
  StatusOr<Json> root = parseJson(json);
  if (!root.ok())
    return root.status();
  TokenizerDescription description;
  Status status = Status::success();
  if (const Json *model = root->is_object() ? member(*root, "model") : nullptr;
      model && model->is_object())
    status = readHuggingFace(*root, *model, description);
  else if (root->is_object() && root->contains("vocab"))
    status = readFlat(*root, description);
  else
    status = Status::failure("expected an object with 'model' (tokenizer.json "
                             "of Hugging Face) or with 'vocab' and 'merges', "
                             "found neither");
  if (!status.ok())
    return fileFailure(json.name, status.message());
  return description;
}

StatusOr<std::vector<VocabularyEntry>>
tokenizer_files::readTokenMap(NamedText json) {
  StatusOr<Json> root = parseJson(json);
  if (!root.ok())
    return root.status();
  std::vector<VocabularyEntry> entries;
  if (Status status = readVocabulary(&*root, "document", entries); !status.ok())
    return fileFailure(json.name, status.message());
  return entries;
}
