//===- FuzzMain.cpp - Random programs on every backend --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "FuzzMain.h"

#include "Families.h"
#include "Processes.h"
#include "Reduction.h"

#include "ptir/Pipelines/InitAll.h"

#include "mlir/Dialect/Complex/IR/Complex.h"
#include "mlir/Dialect/Func/Extensions/AllExtensions.h"
#include "ptir/Dialect/PTIR/IR/PTIRDialect.h"
#include "llvm/ADT/ScopeExit.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <thread>

#include <unistd.h>

using namespace ptir;
using namespace ptir::fuzz;
using nlohmann::json;

namespace {

struct Flags {
  uint64_t seed = 0;
  uint64_t count = 1000;
  std::vector<std::string> ops;
  std::vector<std::string> without;
  uint64_t batch = 40;
  unsigned jobs = 0;
  unsigned timeout = 120;
  std::vector<std::string> check;
  std::string folder = ".";
  bool print = false;
  bool noReduce = false;
  bool json = false;
  CheckOptions checks;

  OpChoice choice() const { return {ops, without}; }
};

/// What all batches said.
struct Totals {
  uint64_t programs = 0;
  AnswerCounts answers;
  GrowthCounts growth;
  std::vector<Finding> findings;
};

} // namespace

/// Findings of one seed that are reduced and written; more are only counted.
static constexpr size_t maxReductions = 20;
/// For one program of a reduction.
static constexpr unsigned reductionTimeout = 20;

static const mlir::DialectRegistry &allDialects() {
  static const mlir::DialectRegistry registry = [] {
    mlir::DialectRegistry dialects;
    registerAllDialects(dialects);
    mlir::func::registerAllExtensions(dialects);
    return dialects;
  }();
  return registry;
}

static std::unique_ptr<mlir::MLIRContext> makeContext() {
  auto context = std::make_unique<mlir::MLIRContext>(
      allDialects(), mlir::MLIRContext::Threading::DISABLED);
  context->loadDialect<PTIRDialect, mlir::func::FuncDialect,
                       mlir::complex::ComplexDialect>();
  return context;
}

//===----------------------------------------------------------------------===//
// One batch, in a process of its own
//===----------------------------------------------------------------------===//

static json toJson(const Finding &finding) {
  return {{"seed", finding.seed},
          {"stage", finding.stage},
          {"message", finding.message}};
}

static Finding findingOf(const json &object) {
  return {object.at("seed"), object.at("stage"), object.at("message")};
}

/// Grows and checks the programs of consecutive seeds.
static std::string runBatch(const Flags &flags, uint64_t first,
                            uint64_t count) {
  std::unique_ptr<mlir::MLIRContext> context = makeContext();
  GrowthCounts growth;
  std::vector<Program> programs;
  for (uint64_t seed = first; seed < first + count; ++seed)
    programs.push_back(growProgram(*context, seed, flags.choice(), growth));
  AnswerCounts answers;
  json found = json::array();
  for (const Finding &finding : checkPrograms(programs, flags.checks, answers))
    found.push_back(toJson(finding));
  json ops = json::object();
  for (const auto &[name, op] : growth.ops)
    ops[name] = {op.built, op.refused, op.failed, op.lastRefusal};
  return json{{"findings", found},
              {"results", answers.results},
              {"errors", answers.errors},
              {"ops", ops}}
      .dump(-1, ' ', false, json::error_handler_t::replace);
}

static void addAnswer(Totals &totals, uint64_t programs,
                      const std::string &text) {
  json answer = json::parse(text);
  totals.programs += programs;
  totals.answers.results += answer.at("results").get<uint64_t>();
  totals.answers.errors += answer.at("errors").get<uint64_t>();
  for (const json &finding : answer.at("findings"))
    totals.findings.push_back(findingOf(finding));
  for (const auto &[name, op] : answer.at("ops").items()) {
    GrowthCounts::Count &count = totals.growth.ops[name];
    count.built += op.at(0).get<unsigned>();
    count.refused += op.at(1).get<unsigned>();
    count.failed += op.at(2).get<unsigned>();
    if (std::string refusal = op.at(3); !refusal.empty())
      count.lastRefusal = std::move(refusal);
  }
}

//===----------------------------------------------------------------------===//
// All batches
//===----------------------------------------------------------------------===//

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

static Totals runAll(const Flags &flags) {
  Totals totals;
  unsigned parallel = flags.jobs
                          ? flags.jobs
                          : std::max(1u, std::thread::hardware_concurrency());
  uint64_t batches = (flags.count + flags.batch - 1) / flags.batch;
  auto firstOf = [&](size_t batch) { return flags.seed + batch * flags.batch; };
  auto sizeOf = [&](size_t batch) {
    return std::min(flags.batch, flags.count - batch * flags.batch);
  };
  std::vector<uint64_t> suspects;
  runJobs(
      batches, parallel, flags.timeout,
      [&](size_t i) { return runBatch(flags, firstOf(i), sizeOf(i)); },
      [&](size_t i, const JobResult &result) {
        if (result.answer)
          addAnswer(totals, sizeOf(i), *result.answer);
        else
          for (uint64_t j = 0; j < sizeOf(i); ++j)
            suspects.push_back(firstOf(i) + j);
        showProgress(flags, totals);
      });
  // Of a batch that crashed, each program alone.
  size_t before = totals.findings.size();
  runJobs(
      suspects.size(), parallel, flags.timeout,
      [&](size_t i) { return runBatch(flags, suspects[i], 1); },
      [&](size_t i, const JobResult &result) {
        if (result.answer)
          addAnswer(totals, 1, *result.answer);
        else
          totals.findings.push_back({suspects[i], "process", result.failure});
        showProgress(flags, totals);
      });
  if (!suspects.empty() && totals.findings.size() == before)
    totals.findings.push_back(
        {suspects.front(), "process",
         "a batch of programs crashed or did not end, none of them alone"});
  clearProgress();
  llvm::sort(totals.findings, [](const Finding &lhs, const Finding &rhs) {
    return std::tie(lhs.seed, lhs.stage) < std::tie(rhs.seed, rhs.stage);
  });
  return totals;
}

//===----------------------------------------------------------------------===//
// One program
//===----------------------------------------------------------------------===//

/// The findings of programs that are checked one by one, crashes included.
static std::vector<Finding>
checkAlone(Program &program, const CheckOptions &options, unsigned timeout) {
  JobResult result = runJob(timeout, [&] {
    std::vector<Program> programs;
    programs.push_back(program.clone());
    AnswerCounts answers;
    json found = json::array();
    for (const Finding &finding : checkPrograms(programs, options, answers))
      found.push_back(toJson(finding));
    return found.dump(-1, ' ', false, json::error_handler_t::replace);
  });
  if (!result.answer)
    return {{program.seed, "process", result.failure}};
  std::vector<Finding> findings;
  for (const json &finding : json::parse(*result.answer))
    findings.push_back(findingOf(finding));
  return findings;
}

/// The flags that choose ops, which are part of what a seed means.
static std::string describeOps(const Flags &flags) {
  std::string text;
  for (const std::string &op : flags.ops)
    text += " --op " + op;
  for (const std::string &op : flags.without)
    text += " --without " + op;
  return text;
}

/// Writes the smallest program that fails at the same stage; returns its path.
static std::string writeReduced(const Flags &flags, const Finding &finding) {
  std::unique_ptr<mlir::MLIRContext> context = makeContext();
  GrowthCounts growth;
  Program program = growProgram(*context, finding.seed, flags.choice(), growth);
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
    Program program = growProgram(*context, seed, flags.choice(), growth);
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
    json finding = toJson(totals.findings[i]);
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

static int runSeeds(const Flags &flags) {
  Totals totals = runAll(flags);
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
  app.add_option("--op", flags.ops,
                 "An op that each program has; may be given repeatedly")
      ->type_name("OP")
      ->expected(1)
      ->take_all();
  app.add_option("--without", flags.without,
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
       {std::pair("--op", flags.ops), std::pair("--without", flags.without)})
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
