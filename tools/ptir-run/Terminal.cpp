//===- Terminal.cpp - Messages for the person at the terminal -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Terminal.h"

#include "Environment.h"

#include <iostream>

#include <unistd.h>

using namespace ptir::run;

static bool stderrIsTerminal() { return isatty(STDERR_FILENO); }

static bool useColor() {
  return stderrIsTerminal() && !readEnvironment().noColor;
}

bool ptir::run::stdoutIsTerminal() { return isatty(STDOUT_FILENO); }

void ptir::run::printError(const std::string &message) {
  bool color = useColor();
  std::cerr << "ptir-run: " << (color ? "\033[1;31m" : "")
            << "error:" << (color ? "\033[0m" : "") << " " << message << "\n";
}

void ptir::run::printNote(const std::string &message) {
  bool color = useColor();
  std::cerr << (color ? "\033[2m" : "") << message << (color ? "\033[0m" : "")
            << "\n";
}

Progress::Progress() : enabled(stderrIsTerminal()) {}

void Progress::show(const std::string &activity) {
  if (!enabled)
    return;
  std::cerr << "\r\033[K" << activity << " …" << std::flush;
  shown = true;
}

void Progress::clear() {
  if (shown)
    std::cerr << "\r\033[K" << std::flush;
  shown = false;
}
