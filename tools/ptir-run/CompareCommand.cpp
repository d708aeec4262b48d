//===- CompareCommand.cpp - ptir-run compare ------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Command.h"
#include "CompareArchives.h"
#include "NumberJson.h"

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <sstream>

using namespace ptir;
using namespace ptir::run;
using nlohmann::ordered_json;

namespace {

struct CompareFlags {
  std::string first, second;
  Tolerances tolerances;
  bool json = false;
};

} // namespace

static std::string numberText(double value) {
  std::ostringstream text;
  text << std::setprecision(9) << value;
  return text.str();
}

/// `[0, 12]`: the place of an element, that of a complex number without its
/// part.
static std::vector<int64_t> placeOf(const TensorComparison &comparison) {
  std::vector<int64_t> place = comparison.first->shape;
  auto rest = static_cast<int64_t>(comparison.mismatch);
  if (isComplex(comparison.first->type))
    rest /= 2;
  for (size_t axis = place.size(); axis-- > 0;) {
    int64_t extent = place[axis];
    place[axis] = rest % extent;
    rest /= extent;
  }
  return place;
}

/// A complex number is two.
static uint64_t elementsOf(const CheckpointTensor &tensor) {
  return tensor.byteSize / storageBytes(tensor.type) *
         (isComplex(tensor.type) ? 2 : 1);
}

static std::string typeText(const CheckpointTensor &tensor) {
  return std::string(elementTypeName(tensor.type)) +
         shapeToString(tensor.shape);
}

/// What is the matter with a tensor that is not the same.
static std::string differenceText(const TensorComparison &comparison) {
  if (!comparison.second)
    return "missing in B";
  if (!comparison.first)
    return "missing in A";
  if (comparison.verdict != Verdict::Values)
    return typeText(*comparison.first) + " in A, " +
           typeText(*comparison.second) + " in B";
  return std::to_string(comparison.mismatches) + " of " +
         std::to_string(elementsOf(*comparison.first)) +
         " elements differ, first at " + shapeToString(placeOf(comparison)) +
         ": " + numberText(comparison.firstValue) + " in A, " +
         numberText(comparison.secondValue) + " in B";
}

static void printText(const std::vector<TensorComparison> &list) {
  size_t nameWidth = 4, typeWidth = 6;
  for (const TensorComparison &comparison : list) {
    const auto *tensor =
        comparison.first ? comparison.first : comparison.second;
    nameWidth = std::max(nameWidth, comparison.name.size());
    typeWidth = std::max(typeWidth, typeText(*tensor).size());
  }
  auto row = [&](const std::string &name, const std::string &type,
                 const std::string &absolute, const std::string &relative,
                 std::string_view verdict) {
    std::cout << std::left << std::setw(int(nameWidth)) << name << "  "
              << std::setw(int(typeWidth)) << type << "  " << std::right
              << std::setw(11) << absolute << "  " << std::setw(11) << relative
              << "  " << verdict << "\n";
  };
  auto figure = [](double value) {
    std::ostringstream text;
    text << std::scientific << std::setprecision(3) << value;
    return text.str();
  };
  row("name", "tensor", "max |a-b|", "max rel", "result");
  for (const TensorComparison &comparison : list) {
    bool hasValues = comparison.verdict == Verdict::Same ||
                     comparison.verdict == Verdict::Values;
    row(comparison.name,
        typeText(comparison.first ? *comparison.first : *comparison.second),
        hasValues ? figure(comparison.maxAbsolute) : "-",
        hasValues ? figure(comparison.maxRelative) : "-",
        verdictName(comparison.verdict));
  }
}

static void printJson(const std::vector<TensorComparison> &list,
                      const Tolerances &tolerances) {
  ordered_json tensors = ordered_json::array();
  for (const TensorComparison &comparison : list) {
    ordered_json item = {{"name", comparison.name},
                         {"result", verdictName(comparison.verdict)}};
    if (comparison.verdict == Verdict::Same ||
        comparison.verdict == Verdict::Values) {
      item["max_abs"] = numberJson(comparison.maxAbsolute);
      item["max_rel"] = numberJson(comparison.maxRelative);
      item["mismatches"] = comparison.mismatches;
    }
    if (comparison.verdict == Verdict::Values)
      item["first"] = {{"at", placeOf(comparison)},
                       {"a", numberJson(comparison.firstValue)},
                       {"b", numberJson(comparison.secondValue)}};
    for (auto [key, tensor] :
         {std::pair("a", comparison.first), std::pair("b", comparison.second)})
      if (tensor)
        item[key] = {{"shape", tensor->shape},
                     {"dtype", elementTypeName(tensor->type)}};
    tensors.push_back(std::move(item));
  }
  const TensorComparison *difference = firstDifference(list);
  ordered_json object = {
      {"same", difference == nullptr},
      {"first_difference",
       difference ? ordered_json(difference->name) : ordered_json()},
      {"rtol", tolerances.relative},
      {"atol", tolerances.absolute},
      {"tensors", std::move(tensors)}};
  std::cout << object.dump(-1, ' ', false,
                           ordered_json::error_handler_t::replace)
            << "\n";
}

static Status runCompare(const CompareFlags &flags) {
  StatusOr<Checkpoint> first = openCheckpoint(flags.first);
  if (!first.ok())
    return first.status();
  StatusOr<Checkpoint> second = openCheckpoint(flags.second);
  if (!second.ok())
    return second.status();
  StatusOr<std::vector<TensorComparison>> list =
      compareArchives(*first, *second, flags.tolerances);
  if (!list.ok())
    return list.status();
  if (flags.json)
    printJson(*list, flags.tolerances);
  else
    printText(*list);
  std::cout << std::flush;
  auto differing =
      std::count_if(list->begin(), list->end(), [](const auto &comparison) {
        return comparison.verdict != Verdict::Same;
      });
  if (differing == 0)
    return Status::success();
  const TensorComparison *difference = firstDifference(*list);
  return Status::failure(std::to_string(differing) + " of " +
                         std::to_string(list->size()) +
                         " tensors differ, first '" + difference->name +
                         "': " + differenceText(*difference));
}

void ptir::run::addCompareCommand(CLI::App &app, Action &action) {
  CLI::App *command = app.add_subcommand(
      "compare", "Find the first tensor in which two files differ");
  auto flags = std::make_shared<CompareFlags>();
  command
      ->add_option("A", flags->first, "Archive, such as a trace, or checkpoint")
      ->type_name("FILE")
      ->required();
  command->add_option("B", flags->second, "What A is compared with")
      ->type_name("FILE")
      ->required();
  command
      ->add_option("--rtol", flags->tolerances.relative,
                   "Relative tolerance of floats")
      ->type_name("R")
      ->capture_default_str()
      ->check(CLI::NonNegativeNumber.description(""));
  command
      ->add_option("--atol", flags->tolerances.absolute,
                   "Absolute tolerance of floats")
      ->type_name("A")
      ->capture_default_str()
      ->check(CLI::NonNegativeNumber.description(""));
  command->add_flag("--json", flags->json, "Print one JSON object");
  command->footer(
      "\nFloats a of A and b of B agree if |a - b| <= atol + rtol * |b|; NaN\n"
      "agrees with NaN. Everything else must be equal. Tensors are listed in\n"
      "the order in which A recorded them. The exit code is 1 if any differ.\n"
      "\nExample:\n"
      "  ptir-run trace --tokens 1,2,3 --out a.gptrsten\n"
      "  ptir-run trace --tokens 1,2,3 --backend reference --out b.gptrsten\n"
      "  ptir-run compare a.gptrsten b.gptrsten --rtol 1e-3\n");
  command->callback(
      [flags, &action] { action = [flags] { return runCompare(*flags); }; });
}
