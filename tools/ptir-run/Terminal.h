//===- Terminal.h - Messages for the person at the terminal -----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Everything that goes to stderr. Colours and progress appear only when stderr
// is a terminal.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_RUN_TERMINAL_H
#define PTIR_TOOLS_PTIR_RUN_TERMINAL_H

#include <string>

namespace ptir::run {

bool stdoutIsTerminal();

/// `ptir-run: error: MESSAGE`.
void printError(const std::string &message);

/// A line of figures after the result; dimmed on a terminal.
void printNote(const std::string &message);

/// One line that says what is being done and is overwritten by the next one.
class Progress {
public:
  Progress();
  Progress(const Progress &) = delete;
  Progress &operator=(const Progress &) = delete;
  ~Progress() { clear(); }

  void show(const std::string &activity);
  /// To be called before anything else is printed.
  void clear();

private:
  bool enabled;
  bool shown = false;
};

} // namespace ptir::run

#endif // PTIR_TOOLS_PTIR_RUN_TERMINAL_H
