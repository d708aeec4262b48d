//===- KernelsMain.cpp - Kernels of PTIR beside those of oneDNN -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A benchmark per network, system and layer. An iteration runs all layers of
// the network in order, each with weights of its own, and counts the time of
// that one layer: a layer repeated by itself would find its weights in the
// caches. `all` counts the time of every layer. Outputs are compared first.
// PTIR reads and writes images channels last, oneDNN in the layout that it
// chooses.
//
//===----------------------------------------------------------------------===//

#include "Contest.h"

#include "llvm/ADT/STLExtras.h"

#include <CLI/CLI.hpp>
#include <benchmark/benchmark.h>
#include <omp.h>

#include <chrono>
#include <iostream>

using namespace ptir;
using namespace ptir::bench;

namespace {

struct Options {
  std::string backend = "native";
  int threads = 1;
  std::vector<std::string> networks;
  int iterations = 20;
};

} // namespace

/// Seconds of the layers from `first` to `last` of one pass over the network.
static StatusOr<double> timePass(Kernels &kernels, size_t count, size_t first,
                                 size_t last) {
  using Clock = std::chrono::steady_clock;
  std::chrono::duration<double> total{0};
  for (size_t i = 0; i < count; ++i) {
    Clock::time_point begin = Clock::now();
    if (Status status = kernels.run(i); !status.ok())
      return status;
    if (i >= first && i <= last)
      total += Clock::now() - begin;
  }
  return total.count();
}

namespace {

/// Prepares the contest of a network when its first benchmark runs; one is in
/// memory at a time.
class Stage {
public:
  explicit Stage(const Options &options) : options(options) {}

  /// Null after a failure, which `status` tells.
  const Contest *enter(const Network &network) {
    if (name == network.name)
      return contest.get();
    contest.reset();
    name = network.name;
    StatusOr<std::unique_ptr<Contest>> prepared =
        prepareContest(network, options.backend, options.threads);
    if (prepared.ok())
      contest = std::move(*prepared);
    else
      status = Status::failure(name + ": " + prepared.message());
    return contest.get();
  }

  const Options &options;
  Status status = Status::success();

private:
  std::string name;
  std::unique_ptr<Contest> contest;
};

/// The layers whose time counts.
struct Span {
  size_t first, last;
};

} // namespace

static Status measure(benchmark::State &state, const Contest &contest,
                      const std::string &system, Span span) {
  const std::vector<Layer> &layers = contest.data.network.layers;
  double operations = 0;
  for (size_t i = span.first; i <= span.last; ++i) {
    operations += layers[i].operations();
    if (!contest.differences[i].empty())
      return Status::failure(layers[i].name + ": " + contest.differences[i]);
  }
  Kernels &kernels = *contest.systems.at(system);
  for (auto iteration : state) {
    static_cast<void>(iteration);
    StatusOr<double> seconds =
        timePass(kernels, layers.size(), span.first, span.last);
    if (!seconds.ok())
      return seconds.status();
    state.SetIterationTime(*seconds);
  }
  state.counters["FLOP/s"] = benchmark::Counter(
      operations, benchmark::Counter::kIsIterationInvariantRate);
  return Status::success();
}

static void registerBenchmark(Stage &stage, const Network &network,
                              const std::string &layer,
                              const std::string &system, Span span) {
  auto run = [&stage, &network, system, span](benchmark::State &state) {
    const Contest *contest = stage.enter(network);
    Status status =
        contest ? measure(state, *contest, system, span) : stage.status;
    if (!status.ok()) {
      stage.status = status;
      state.SkipWithError(status.message().c_str());
    }
  };
  std::string name = network.name + "/" + layer + "/" + system;
  benchmark::RegisterBenchmark(name.c_str(), run)
      ->UseManualTime()
      ->Unit(benchmark::kMicrosecond)
      ->Iterations(stage.options.iterations);
}

/// Fails if a benchmark did.
static Status runAll(const Options &options) {
  // Kernels of both systems run on these.
  omp_set_num_threads(options.threads);
  const std::vector<Network> networks = allNetworks();
  Stage stage(options);
  for (const Network &network : networks) {
    if (!llvm::is_contained(options.networks, network.name))
      continue;
    size_t count = network.layers.size();
    for (size_t i = 0; i <= count; ++i)
      for (const char *system : {"onednn", "ptir"})
        i < count
            ? registerBenchmark(stage, network, network.layers[i].name, system,
                                {i, i})
            : registerBenchmark(stage, network, "all", system, {0, count - 1});
  }
  benchmark::RunSpecifiedBenchmarks();
  return stage.status;
}

int main(int argc, char **argv) {
  Options options;
  std::vector<std::string> known;
  for (const Network &network : allNetworks())
    known.push_back(network.name);
  options.networks = {"resnet34", "mobilenet_v2", "gpt2-prefill",
                      "gpt2-decode"};
  CLI::App app("Times products and convolutions of PTIR and of oneDNN, layer "
               "by layer in the order of a network.",
               "ptir-bench-kernels");
  app.footer("\nFlags of Google Benchmark work as well: "
             "--benchmark_filter=3x3, --benchmark_format=json, …\n"
             "\nExamples:\n"
             "  ptir-bench-kernels --network mobilenet_v2 --threads 2\n"
             "  ptir-bench-kernels --network resnet34 "
             "--benchmark_filter=/all/\n");
  app.add_option("--network", options.networks,
                 "Which; default: all but "
                 "resnet20")
      ->check(CLI::IsMember(known));
  app.add_option("--backend", options.backend, "Of PTIR")
      ->capture_default_str();
  app.add_option("--threads", options.threads, "Of both")
      ->capture_default_str()
      ->check(CLI::Range(1, 1024));
  app.add_option("--iterations", options.iterations, "Passes over a network")
      ->capture_default_str()
      ->check(CLI::Range(1, 100000));
  app.allow_extras();
  CLI11_PARSE(app, argc, argv);

  std::vector<std::string> rest = app.remaining();
  std::vector<char *> arguments = {argv[0]};
  for (std::string &argument : rest)
    arguments.push_back(argument.data());
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(count, arguments.data()))
    return 1;
  if (Status status = runAll(options); !status.ok()) {
    std::cerr << "ptir-bench-kernels: error: " << status.message() << "\n";
    return 1;
  }
  return 0;
}
