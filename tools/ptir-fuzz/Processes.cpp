//===- Processes.cpp - Work that may crash -------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Processes.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <map>
#include <vector>

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace ptir::fuzz;

namespace {

using Clock = std::chrono::steady_clock;

/// A job that runs.
struct Child {
  size_t index = 0;
  pid_t process = -1;
  int pipe = -1;
  std::string answer;
  Clock::time_point deadline;
};

} // namespace

static void writeAll(int descriptor, const std::string &text) {
  for (size_t written = 0; written < text.size();) {
    ssize_t count =
        ::write(descriptor, text.data() + written, text.size() - written);
    if (count < 0 && errno != EINTR)
      return;
    if (count > 0)
      written += static_cast<size_t>(count);
  }
}

static Child startChild(size_t index, unsigned timeoutSeconds,
                        const std::function<std::string(size_t)> &start) {
  Child child;
  child.index = index;
  child.deadline = Clock::now() + std::chrono::seconds(timeoutSeconds);
  int ends[2];
  if (::pipe(ends) != 0)
    return child;
  std::fflush(nullptr);
  child.process = ::fork();
  if (child.process == 0) {
    ::close(ends[0]);
    writeAll(ends[1], start(index));
    ::close(ends[1]);
    // Without destructors: the parent's state is the parent's.
    ::_exit(0);
  }
  ::close(ends[1]);
  child.pipe = ends[0];
  return child;
}

/// Takes what the child has written. False once there will be no more.
static bool readSome(Child &child) {
  char buffer[65536];
  ssize_t count = ::read(child.pipe, buffer, sizeof(buffer));
  if (count > 0)
    child.answer.append(buffer, static_cast<size_t>(count));
  return count > 0 || (count < 0 && errno == EINTR);
}

static JobResult finish(Child &child, bool late, unsigned timeoutSeconds) {
  if (late)
    ::kill(child.process, SIGKILL);
  ::close(child.pipe);
  int status = 0;
  while (::waitpid(child.process, &status, 0) < 0 && errno == EINTR)
    ;
  JobResult result;
  if (late)
    result.failure =
        "took longer than " + std::to_string(timeoutSeconds) + " s";
  else if (WIFSIGNALED(status))
    result.failure = "crashed with signal " + std::to_string(WTERMSIG(status));
  else if (WEXITSTATUS(status) != 0)
    result.failure =
        "ended with exit code " + std::to_string(WEXITSTATUS(status));
  else
    result.answer = std::move(child.answer);
  return result;
}

void ptir::fuzz::runJobs(
    size_t jobs, unsigned parallel, unsigned timeoutSeconds,
    const std::function<std::string(size_t)> &start,
    const std::function<void(size_t, const JobResult &)> &done) {
  std::vector<Child> children;
  size_t next = 0;
  while (next < jobs || !children.empty()) {
    while (next < jobs && children.size() < std::max(1u, parallel)) {
      Child child = startChild(next, timeoutSeconds, start);
      if (child.process < 0) {
        if (child.pipe >= 0)
          ::close(child.pipe);
        done(next, {std::nullopt, "cannot be started"});
      } else {
        children.push_back(std::move(child));
      }
      ++next;
    }
    std::vector<pollfd> waits;
    for (const Child &child : children)
      waits.push_back({child.pipe, POLLIN, 0});
    ::poll(waits.data(), waits.size(), 500);
    for (size_t i = children.size(); i-- > 0;) {
      bool late = Clock::now() > children[i].deadline;
      bool more = !late && (waits[i].revents == 0 || readSome(children[i]));
      if (more)
        continue;
      JobResult result = finish(children[i], late, timeoutSeconds);
      size_t index = children[i].index;
      children.erase(children.begin() + static_cast<std::ptrdiff_t>(i));
      done(index, result);
    }
  }
}

JobResult ptir::fuzz::runJob(unsigned timeoutSeconds,
                             const std::function<std::string()> &start) {
  JobResult result;
  runJobs(
      1, 1, timeoutSeconds, [&](size_t) { return start(); },
      [&](size_t, const JobResult &ended) { result = ended; });
  return result;
}
