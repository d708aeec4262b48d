//===- Batches.cpp - Random programs, many per process --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Batches.h"

#include "Processes.h"

#include "ptir/Dialect/PTIR/IR/PTIRDialect.h"
#include "ptir/Pipelines/InitAll.h"

#include "mlir/Dialect/Complex/IR/Complex.h"
#include "mlir/Dialect/Func/Extensions/AllExtensions.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

#include <nlohmann/json.hpp>

#include <thread>

using namespace ptir;
using namespace ptir::fuzz;
using nlohmann::json;

static const mlir::DialectRegistry &allDialects() {
  static const mlir::DialectRegistry registry = [] {
    mlir::DialectRegistry dialects;
    registerAllDialects(dialects);
    mlir::func::registerAllExtensions(dialects);
    return dialects;
  }();
  return registry;
}

std::unique_ptr<mlir::MLIRContext> ptir::fuzz::makeContext() {
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
static std::string runBatch(const BatchOptions &options, uint64_t first,
                            uint64_t count) {
  std::unique_ptr<mlir::MLIRContext> context = makeContext();
  GrowthCounts growth;
  std::vector<Program> programs;
  for (uint64_t seed = first; seed < first + count; ++seed)
    programs.push_back(growProgram(*context, seed, options.choice, growth));
  AnswerCounts answers;
  json found = json::array();
  for (const Finding &finding :
       checkPrograms(programs, options.checks, answers))
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

Totals
ptir::fuzz::runBatches(const BatchOptions &options,
                       const std::function<void(const Totals &)> &progress) {
  Totals totals;
  unsigned parallel = options.jobs
                          ? options.jobs
                          : std::max(1u, std::thread::hardware_concurrency());
  uint64_t batches = (options.count + options.batch - 1) / options.batch;
  auto firstOf = [&](size_t batch) {
    return options.seed + batch * options.batch;
  };
  auto sizeOf = [&](size_t batch) {
    return std::min(options.batch, options.count - batch * options.batch);
  };
  std::vector<uint64_t> suspects;
  runJobs(
      batches, parallel, options.timeout,
      [&](size_t i) { return runBatch(options, firstOf(i), sizeOf(i)); },
      [&](size_t i, const JobResult &result) {
        if (result.answer)
          addAnswer(totals, sizeOf(i), *result.answer);
        else
          for (uint64_t j = 0; j < sizeOf(i); ++j)
            suspects.push_back(firstOf(i) + j);
        progress(totals);
      });
  // Of a batch that crashed, each program alone.
  size_t before = totals.findings.size();
  runJobs(
      suspects.size(), parallel, options.timeout,
      [&](size_t i) { return runBatch(options, suspects[i], 1); },
      [&](size_t i, const JobResult &result) {
        if (result.answer)
          addAnswer(totals, 1, *result.answer);
        else
          totals.findings.push_back({suspects[i], "process", result.failure});
        progress(totals);
      });
  if (!suspects.empty() && totals.findings.size() == before)
    totals.findings.push_back(
        {suspects.front(), "process",
         "a batch of programs crashed or did not end, none of them alone"});
  llvm::sort(totals.findings, [](const Finding &lhs, const Finding &rhs) {
    return std::tie(lhs.seed, lhs.stage) < std::tie(rhs.seed, rhs.stage);
  });
  return totals;
}

//===----------------------------------------------------------------------===//
// One program
//===----------------------------------------------------------------------===//

std::vector<Finding> ptir::fuzz::checkAlone(Program &program,
                                            const CheckOptions &options,
                                            unsigned timeout) {
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
