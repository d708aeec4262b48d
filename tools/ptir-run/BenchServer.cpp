//===- BenchServer.cpp - A case that runs on demand -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "BenchServer.h"

#include "ptir/Inference/Stopwatch.h"
#include "ptir/Support/Version.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <fstream>

using namespace ptir;
using namespace ptir::run;
using nlohmann::ordered_json;

/// More runs than anybody waits for.
static constexpr int64_t maxRuns = 1000000;

static StatusOr<ordered_json>
answerRun(BenchCase &benchCase, const std::string &text, BenchLogits &last) {
  int64_t count = 0;
  const char *end = text.data() + text.size();
  auto [rest, error] = std::from_chars(text.data(), end, count);
  if (error != std::errc() || rest != end || count < 1 || count > maxRuns)
    return Status::failure("run: expected a number from 1 to " +
                           std::to_string(maxRuns) + ", found '" + text + "'");
  ordered_json seconds = ordered_json::array();
  for (int64_t i = 0; i < count; ++i) {
    Stopwatch watch;
    StatusOr<BenchLogits> logits = benchCase.run();
    double elapsed = watch.milliseconds();
    if (!logits.ok())
      return logits.status();
    seconds.push_back(elapsed / 1000);
    last = std::move(*logits);
  }
  return ordered_json{{"seconds", std::move(seconds)}};
}

static StatusOr<ordered_json> answerOutputs(const std::string &path,
                                            const BenchLogits &logits) {
  if (!logits.data)
    return Status::failure("outputs: expected a run that leaves logits, found "
                           "none");
  int64_t count = 1;
  for (int64_t extent : logits.dims)
    count *= extent;
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char *>(logits.data),
             static_cast<std::streamsize>(count * sizeof(float)));
  file.close();
  if (!file)
    return Status::failure("outputs: cannot write '" + path + "'");
  return ordered_json{{"shape", logits.dims}};
}

static StatusOr<ordered_json>
answer(BenchCase &benchCase, const std::string &line, BenchLogits &last) {
  size_t space = std::min(line.find(' '), line.size());
  std::string command = line.substr(0, space);
  std::string operand = line.substr(std::min(space + 1, line.size()));
  if (command == "run")
    return answerRun(benchCase, operand, last);
  if (command == "outputs")
    return answerOutputs(operand, last);
  return Status::failure("expected 'run N', 'outputs FILE' or 'quit', found '" +
                         line + "'");
}

Status ptir::run::serveCase(BenchCase &benchCase, std::istream &commands,
                            std::ostream &answers) {
  BenchLogits last;
  ordered_json reply = {{"ready", true}, {"version", projectVersion}};
  for (std::string line;;) {
    if (!(answers << reply.dump(-1, ' ', false,
                                ordered_json::error_handler_t::replace)
                  << std::endl))
      return Status::failure("stdout: cannot write");
    if (!std::getline(commands, line) || line == "quit")
      return Status::success();
    StatusOr<ordered_json> answered = answer(benchCase, line, last);
    reply = answered.ok() ? std::move(*answered)
                          : ordered_json{{"error", answered.message()}};
  }
}
