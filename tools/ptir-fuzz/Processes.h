//===- Processes.h - Work that may crash ------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Compiling and running random programs may crash or never end. Each job runs
// in a process of its own, forked from this one, and writes its answer to a
// pipe. This process must have one thread only.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_FUZZ_PROCESSES_H
#define PTIR_TOOLS_PTIR_FUZZ_PROCESSES_H

#include <functional>
#include <optional>
#include <string>

namespace ptir::fuzz {

/// How a job ended: its answer, or what stopped it.
struct JobResult {
  std::optional<std::string> answer;
  /// `crashed with signal 11`, `took longer than 60 s`.
  std::string failure;
};

/// Runs `jobs` jobs, up to `parallel` at a time. `start(i)` is called in the
/// child and returns the answer; `done(i, result)` in this process, in the
/// order in which jobs end.
void runJobs(size_t jobs, unsigned parallel, unsigned timeoutSeconds,
             const std::function<std::string(size_t)> &start,
             const std::function<void(size_t, const JobResult &)> &done);

/// One job.
JobResult runJob(unsigned timeoutSeconds,
                 const std::function<std::string()> &start);

} // namespace ptir::fuzz

#endif // PTIR_TOOLS_PTIR_FUZZ_PROCESSES_H
