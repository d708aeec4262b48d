//===- ConvertCommand.cpp - ptir-run convert ------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Command.h"
#include "Terminal.h"

#include "ptir/Checkpoint/Checkpoint.h"
#include "ptir/Checkpoint/ConvertCheckpoint.h"

using namespace ptir;
using namespace ptir::run;

static Status runConvert(const std::string &input, const std::string &output) {
  {
    Progress progress;
    progress.show("converting " + input);
    if (Status status = convertCheckpoint(input, output); !status.ok())
      return status;
  }
  StatusOr<Checkpoint> written = openCheckpoint(output);
  if (!written.ok())
    return written.status();
  printNote("wrote " + output + " (" +
            std::string(containerKindName(written->kind)) + ", " +
            std::to_string(written->tensors.size()) + " tensors)");
  return Status::success();
}

void ptir::run::addConvertCommand(CLI::App &app, Action &action) {
  CLI::App *command =
      app.add_subcommand("convert", "Write a checkpoint in another container");
  auto paths = std::make_shared<std::pair<std::string, std::string>>();
  command->add_option("IN", paths->first, "Checkpoint to read")->required();
  command
      ->add_option("OUT", paths->second,
                   "NAME.safetensors, NAME.gptrschk or NAME.bin, "
                   "NAME.gptrsten, or a folder for the Hugging Face layout")
      ->required();
  command->footer("\nNames, element types and bytes of the tensors are kept.\n"
                  "\nExamples:\n"
                  "  ptir-run convert gpt2 gpt2.gptrschk\n"
                  "  ptir-run convert gpt2.bin gpt2-folder\n");
  command->callback([paths, &action] {
    action = [paths] { return runConvert(paths->first, paths->second); };
  });
}
