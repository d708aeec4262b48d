//===- FuzzMain.cpp - Random programs on every backend --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "FuzzMain.h"

#include "Batches.h"
#include "Families.h"
#include "Reduction.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <iostream>

#include <unistd.h>

using namespace ptir;
using namespace ptir::fuzz;
using nlohmann::json;

namespace {

struct Flags : BatchOptions {
  std::vector<std::string> check;
  std::string folder = ".";
  bool print = false;
  bool noReduce = false;
  bool json = false;
};

} // namespace

/// Findings that are reduced and written; more are only counted.
static constexpr size_t maxReductions = 20;
/// For one program of a reduction.
static constexpr unsigned reductionTimeout = 20;

//===----------------------------------------------------------------------===//
// One finding
//===----------------------------------------------------------------------===//

/// The flags that choose ops, which are part of what a seed means.
static std::string describeOps(const Flags &flags) {
  std::string text;
  for (const std::string &op : flags.choice.wanted)
    text += " --op " + op;
  for (const std::string &op : flags.choice.unwanted)
    text += " --without " + op;
  return text;
}

/// Writes the smallest program that fails at the same stage; returns its path.
static std::string writeReduced(const Flags &flags, const Finding &finding) {
  std::unique_ptr<mlir::MLIRContext> context = makeContext();
  GrowthCounts growth;
  Program program = growProgram(*context, finding.seed, flags.choice, growth);
  CheckOptions options = flags.checks;
  if (finding.stage != "process")
    options.stages = {finding.stage};
  std::string message = finding.message;
  auto fails = [&](Program &candidate) {
    for (const Finding &found :
         checkAlone(candidate, options, reductionTimeout))
      if (found.stage == finding.stage) {
        message = found.message;
        return true;
      }
    return false;
  };
  if (!flags.noReduce && fails(program))
    reduceProgram(program, fails);
  std::string comment = "ptir-fuzz --seed " + std::to_string(finding.seed) +
                        " --count 1" + describeOps(flags) + "\n" +
                        finding.stage + ": " + message;
  std::filesystem::create_directories(flags.folder);
  std::string path = flags.folder + "/fuzz-" + std::to_string(finding.seed) +
                     "-" + finding.stage + ".mlir";
  std::ofstream(path) << printProgram(program, comment);
  return path;
}

//===----------------------------------------------------------------------===//
// Commands
//===----------------------------------------------------------------------===//

static int printOne(const Flags &flags) {
  std::unique_ptr<mlir::MLIRContext> context = makeContext();
  GrowthCounts growth;
  for (uint64_t seed = flags.seed; seed < flags.seed + flags.count; ++seed) {
    Program program = growProgram(*context, seed, flags.choice, growth);
    std::cout << printProgram(program, "");
  }
  return 0;
}

static int checkFiles(const Flags &flags) {
  size_t checked = 0, bad = 0;
  for (const std::string &file : flags.check) {
    std::unique_ptr<mlir::MLIRContext> context = makeContext();
    StatusOr<std::vector<Program>> programs =
        readPrograms(*context, file, flags.seed);
    if (!programs.ok()) {
      std::cerr << "ptir-fuzz: " << programs.message() << "\n";
      return 2;
    }
    checked += programs->size();
    for (Program &program : *programs)
      for (const Finding &finding :
           checkAlone(program, flags.checks, flags.timeout)) {
        ++bad;
        std::cout << program.function().getName().str() << ": " << finding.stage
                  << ": " << finding.message << "\n";
      }
  }
  std::cout << checked << " programs, " << bad << " findings\n";
  return bad ? 1 : 0;
}

static void printJson(const Totals &totals,
                      const std::vector<std::string> &paths) {
  json findings = json::array();
  for (size_t i = 0; i < totals.findings.size(); ++i) {
    const Finding &found = totals.findings[i];
    json finding = {{"seed", found.seed},
                    {"stage", found.stage},
                    {"message", found.message}};
    if (i < paths.size())
      finding["file"] = paths[i];
    findings.push_back(finding);
  }
  json ops = json::object();
  for (const auto &[name, op] : totals.growth.ops)
    ops[name] = {{"built", op.built},
                 {"refused", op.refused},
                 {"failed", op.failed},
                 {"last_refusal", op.lastRefusal}};
  std::cout << json{{"programs", totals.programs},
                    {"results", totals.answers.results},
                    {"errors", totals.answers.errors},
                    {"findings", findings},
                    {"ops", ops}}
                   .dump(2, ' ', false, json::error_handler_t::replace)
            << "\n";
}

static void showProgress(const Flags &flags, const Totals &totals) {
  if (!::isatty(STDERR_FILENO))
    return;
  std::cerr << "\r\033[K" << totals.programs << "/" << flags.count
            << " programs, " << totals.findings.size() << " findings"
            << std::flush;
}

static void clearProgress() {
  if (::isatty(STDERR_FILENO))
    std::cerr << "\r\033[K" << std::flush;
}

static int runSeeds(const Flags &flags) {
  Totals totals = runBatches(
      flags, [&](const Totals &soFar) { showProgress(flags, soFar); });
  clearProgress();
  std::vector<std::string> paths;
  for (const Finding &finding : totals.findings) {
    if (paths.size() == maxReductions)
      break;
    paths.push_back(writeReduced(flags, finding));
    if (!flags.json)
      std::cout << "seed " << finding.seed << ": " << finding.stage << ": "
                << finding.message << "\n  " << paths.back() << "\n"
                << std::flush;
  }
  if (flags.json)
    printJson(totals, paths);
  else
    std::cout << totals.programs << " programs, " << totals.answers.results
              << " calls with results, " << totals.answers.errors
              << " with errors, " << totals.findings.size() << " findings\n";
  return totals.findings.empty() ? 0 : 1;
}

static void addFlags(CLI::App &app, Flags &flags) {
  app.add_option("--seed", flags.seed, "The first seed")->capture_default_str();
  app.add_option("--count", flags.count, "Programs, one per seed")
      ->capture_default_str();
  app.add_option("--op", flags.choice.wanted,
                 "An op that each program has; may be given repeatedly")
      ->type_name("OP")
      ->expected(1)
      ->take_all();
  app.add_option("--without", flags.choice.unwanted,
                 "An op that no program has; may be given repeatedly")
      ->type_name("OP")
      ->expected(1)
      ->take_all();
  app.add_option("--check", flags.check, "Check the functions of files instead")
      ->type_name("FILE.mlir...");
  app.add_flag("--print", flags.print, "Print the programs, run nothing");
  app.add_option("--stage", flags.checks.stages,
                 "Only compare 'native', or the interpreter after one pass; "
                 "may be given repeatedly")
      ->type_name("STAGE")
      ->expected(1)
      ->take_all();
  app.add_option("--backend", flags.checks.backend, "What compiles")
      ->capture_default_str();
  app.add_option("--threads", flags.checks.threads, "Of compiled code")
      ->capture_default_str();
  app.add_option("--batch", flags.batch, "Programs per module and process")
      ->capture_default_str()
      ->check(CLI::Range(1, 10000));
  app.add_option("--jobs", flags.jobs, "Processes; 0 for all cores")
      ->capture_default_str();
  app.add_option("--timeout", flags.timeout, "Seconds per process")
      ->capture_default_str();
  app.add_option("--out", flags.folder,
                 "Where the reduced programs of findings are written")
      ->type_name("DIR")
      ->capture_default_str();
  app.add_flag("--no-reduce", flags.noReduce, "Write findings as they are");
  app.add_flag("--json", flags.json, "Print one JSON object");
  app.footer("\nExit code: 0 if there is no finding, 1 if there is one.\n"
             "\nExamples:\n"
             "  ptir-fuzz --seed 0 --count 20000\n"
             "  ptir-fuzz --op reduce --count 500 --json\n"
             "  ptir-fuzz --check fuzz-17-native.mlir\n");
}

int ptir::fuzz::runFuzzMain(int argc, char **argv,
                            std::vector<PortablePass> morePasses) {
  CLI::App app("Grows random programs and compares what the interpreter, the "
               "portable passes and compiled code make of them");
  Flags flags;
  flags.checks.morePasses = std::move(morePasses);
  addFlags(app, flags);
  CLI11_PARSE(app, argc, argv);
  for (const auto &[flag, ops] :
       {std::pair("--op", flags.choice.wanted),
        std::pair("--without", flags.choice.unwanted)})
    for (const std::string &op : ops)
      if (!findRow(op)) {
        std::cerr << "ptir-fuzz: " << flag << ": no way to grow '" << op
                  << "'\n";
        return 2;
      }
  if (!flags.check.empty())
    return checkFiles(flags);
  return flags.print ? printOne(flags) : runSeeds(flags);
}
