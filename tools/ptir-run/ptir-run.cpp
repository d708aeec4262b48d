//===- ptir-run.cpp - Runs models and modules -----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Command.h"
#include "Terminal.h"

#include "ptir/Support/Version.h"

#include <iostream>

using namespace ptir;
using namespace ptir::run;

static const char *const description =
    "Runs language models, image models and PTIR modules.\n"
    "Without --model the model that comes with PTIR is used.\n";

static const char *const footer =
    "\nExamples:\n"
    "  ptir-run generate --prompt \"Call me Ishmael.\" --max-tokens 40\n"
    "  ptir-run generate --model gpt2 --greedy --json\n"
    "  ptir-run forward --tokens 1,2,3 --top 3\n"
    "  ptir-run forward --model mobilenet_v2 --image photo.jpg\n"
    "  ptir-run trace --tokens 1,2,3 --out activations.safetensors\n"
    "  ptir-run bench --case prefill --threads 1\n"
    "  echo \"Hello world\" | ptir-run tokenize\n"
    "  ptir-run inspect model.safetensors\n"
    "  ptir-run convert gpt2 gpt2.gptrschk\n"
    "  ptir-run exec add.mlir --input x.npy --json\n"
    "  ptir-run functionals\n"
    "\n'ptir-run COMMAND --help' lists the flags of a command.\n";

int main(int argc, char **argv) {
  CLI::App app(description, "ptir-run");
  app.footer(footer);
  app.set_version_flag("--version", "ptir-run " + std::string(projectVersion) +
                                        " (PTIR " + std::string(specVersion) +
                                        ")");
  app.require_subcommand(1);

  Action action;
  addGenerateCommand(app, action);
  addForwardCommand(app, action);
  addTokenizeCommand(app, action);
  addInspectCommand(app, action);
  addConvertCommand(app, action);
  addTraceCommand(app, action);
  addCompareCommand(app, action);
  addBenchCommand(app, action);
  addEvalWeightsCommand(app, action);
  addExecCommand(app, action);
  addFunctionalsCommand(app, action);

  try {
    app.parse(argc, argv);
  } catch (const CLI::Success &information) {
    return app.exit(information, std::cout, std::cerr);
  } catch (const CLI::ParseError &error) {
    printError(error.what());
    std::cerr << "Run 'ptir-run --help' for the commands, "
                 "'ptir-run COMMAND --help' for their flags.\n";
    return 1;
  }

  Status status = action();
  if (status.ok() && !std::cout.flush())
    status = Status::failure("stdout: cannot write");
  if (status.ok())
    return 0;
  printError(status.message());
  return 1;
}
