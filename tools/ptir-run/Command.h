//===- Command.h - What a subcommand is -------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Each subcommand describes its flags to the parser and leaves, when it is the
// one the user named, an action to run. Results go to stdout, everything else
// to stderr; a failure is printed by main as one line.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_RUN_COMMAND_H
#define PTIR_TOOLS_PTIR_RUN_COMMAND_H

#include "ptir/Support/Status.h"

#include <CLI/CLI.hpp>

#include <functional>

namespace ptir::run {

/// What to do once the command line is understood.
using Action = std::function<Status()>;

void addGenerateCommand(CLI::App &app, Action &action);
void addForwardCommand(CLI::App &app, Action &action);
void addTokenizeCommand(CLI::App &app, Action &action);
void addInspectCommand(CLI::App &app, Action &action);
void addConvertCommand(CLI::App &app, Action &action);
void addTraceCommand(CLI::App &app, Action &action);
void addCompareCommand(CLI::App &app, Action &action);
void addBenchCommand(CLI::App &app, Action &action);
void addEvalWeightsCommand(CLI::App &app, Action &action);
void addExecCommand(CLI::App &app, Action &action);
void addFunctionalsCommand(CLI::App &app, Action &action);

} // namespace ptir::run

#endif // PTIR_TOOLS_PTIR_RUN_COMMAND_H
