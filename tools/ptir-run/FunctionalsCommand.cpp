//===- FunctionalsCommand.cpp - ptir-run functionals ----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Command.h"

#include "ptir/Functional/FunctionalTable.h"
#include "ptir/Functional/Implementations.h"
#include "ptir/Functional/Recovery.h"

#include <nlohmann/json.hpp>

#include <iostream>

using namespace ptir;
using namespace ptir::run;
using namespace ptir::functional;
using nlohmann::ordered_json;

/// The ops at which raising looks for a functional; none if it does not.
static ordered_json patternsOf(const FunctionalRow &row) {
  ordered_json anchors = ordered_json::array();
  for (const RecoverableFunctional &functional : getRecoverableFunctionals())
    if (functional.name == row.key)
      anchors.push_back(functional.anchor.str());
  return anchors;
}

static ordered_json describe(const FunctionalRow &row,
                             const ImplementationRegistry &registry) {
  ordered_json implementations = ordered_json::array();
  implementations.push_back(
      {{"name", portableImplementation.str()}, {"summary", "the default"}});
  for (const FunctionalImplementation *implementation : registry.all(row.key))
    implementations.push_back(
        {{"name", implementation->name}, {"summary", implementation->summary}});
  return {{"key", row.key.str()},
          {"aliases", row.aliases()},
          {"signature", row.signature.str()},
          {"summary", row.summary.str()},
          {"header", "ptir/Functional/" + row.header.str()},
          {"implementations", std::move(implementations)},
          {"patterns", patternsOf(row)}};
}

static void printText(const ordered_json &functionals) {
  for (const ordered_json &row : functionals) {
    std::cout << row["key"].get<std::string>() << "\n  "
              << row["signature"].get<std::string>() << "\n  "
              << row["summary"].get<std::string>() << "\n";
    std::cout << "  implementations:";
    for (const ordered_json &implementation : row["implementations"])
      std::cout << " " << implementation["name"].get<std::string>();
    std::cout << "\n  patterns:" << (row["patterns"].empty() ? " none" : "");
    for (const ordered_json &anchor : row["patterns"])
      std::cout << " " << anchor.get<std::string>();
    std::cout << "\n";
    for (const ordered_json &alias : row["aliases"])
      std::cout << "  alias: " << alias.get<std::string>() << "\n";
  }
}

static Status runFunctionals(bool json) {
  ImplementationRegistry registry;
  if (Status status = registerAllImplementations(registry); !status.ok())
    return status;
  ordered_json list;
  list["functionals"] = ordered_json::array();
  for (const FunctionalRow &row : getFunctionalTable())
    list["functionals"].push_back(describe(row, registry));
  if (json)
    std::cout << list.dump() << "\n";
  else
    printText(list["functionals"]);
  return Status::success();
}

void ptir::run::addFunctionalsCommand(CLI::App &app, Action &action) {
  CLI::App *command = app.add_subcommand(
      "functionals", "List functionals, their implementations and patterns");
  auto json = std::make_shared<bool>(false);
  command->add_flag("--json", *json, "Print one JSON object");
  command->footer("\nThe names are the keys of --override: matmul=force="
                  "transposed_rhs.\nPatterns are the ops at which raising "
                  "looks for the functional.\n"
                  "\nExamples:\n"
                  "  ptir-run functionals\n"
                  "  ptir-run functionals --json\n");
  command->callback(
      [json, &action] { action = [json] { return runFunctionals(*json); }; });
}
