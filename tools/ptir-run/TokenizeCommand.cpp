//===- TokenizeCommand.cpp - ptir-run tokenize ----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Command.h"
#include "DefaultModel.h"
#include "Terminal.h"
#include "TokenList.h"

#include "ptir/Tokenizer/LoadTokenizer.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <iostream>
#include <iterator>

using namespace ptir;
using namespace ptir::run;
using nlohmann::ordered_json;
namespace fs = std::filesystem;

namespace {

struct TokenizeFlags {
  std::string model;
  bool decode = false;
  bool special = false;
  bool json = false;
};

} // namespace

static std::string readStandardInput() {
  return {std::istreambuf_iterator<char>(std::cin), {}};
}

/// The tokenizer's own files, or those beside a checkpoint.
static StatusOr<Tokenizer> openTokenizer(const std::string &model) {
  StatusOr<std::string> chosen = chooseModel(model);
  if (!chosen.ok())
    return chosen.status();
  fs::path path = *chosen;
  std::error_code error;
  if (!fs::is_directory(path, error) && path.extension() != ".json")
    path = path.has_parent_path() ? path.parent_path() : fs::path(".");
  return loadTokenizer(path.string());
}

static Status printIds(const Tokenizer &tokenizer, const TokenizeFlags &flags) {
  EncodeOptions options;
  options.parseSpecial = flags.special;
  StatusOr<std::vector<TokenId>> ids =
      tokenizer.encode(readStandardInput(), options);
  if (!ids.ok())
    return ids.status();
  if (flags.json) {
    std::cout << ordered_json({{"ids", *ids}}).dump() << "\n";
    return Status::success();
  }
  for (size_t i = 0; i < ids->size(); ++i)
    std::cout << (i ? " " : "") << (*ids)[i];
  std::cout << "\n";
  return Status::success();
}

static Status printText(const Tokenizer &tokenizer,
                        const TokenizeFlags &flags) {
  StatusOr<std::vector<TokenId>> ids = parseTokenList(readStandardInput());
  if (!ids.ok())
    return ids.status();
  StatusOr<std::string> text = tokenizer.decode(*ids);
  if (!text.ok())
    return text.status();
  if (flags.json)
    std::cout << ordered_json({{"text", *text}}).dump() << "\n";
  else
    std::cout << *text << (stdoutIsTerminal() ? "\n" : "");
  return Status::success();
}

static Status runTokenize(const TokenizeFlags &flags) {
  StatusOr<Tokenizer> tokenizer = openTokenizer(flags.model);
  if (!tokenizer.ok())
    return tokenizer.status();
  return flags.decode ? printText(*tokenizer, flags)
                      : printIds(*tokenizer, flags);
}

void ptir::run::addTokenizeCommand(CLI::App &app, Action &action) {
  CLI::App *command = app.add_subcommand(
      "tokenize", "Turn text on stdin into token ids, or ids into text");
  auto flags = std::make_shared<TokenizeFlags>();
  command
      ->add_option("--model", flags->model,
                   "Folder of the model, or a tokenizer's JSON file; default: "
                   "the model that comes with PTIR")
      ->type_name("DIR|FILE");
  command->add_flag("--decode", flags->decode,
                    "Read ids (1,2,3 or [1,2,3] or {\"ids\":[1,2,3]}) and "
                    "print their text");
  command->add_flag("--special", flags->special,
                    "Read special tokens such as <|endoftext|> in the text");
  command->add_flag("--json", flags->json,
                    "Print {\"ids\":[…]} or {\"text\":\"…\"}");
  command->footer("\nEvery byte of stdin counts, a newline at its end "
                  "included.\n"
                  "\nExamples:\n"
                  "  printf 'Hello world' | ptir-run tokenize\n"
                  "  echo 1,2,3 | ptir-run tokenize --decode\n");
  command->callback(
      [flags, &action] { action = [flags] { return runTokenize(*flags); }; });
}
