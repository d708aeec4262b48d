//===- InspectCommand.cpp - ptir-run inspect ------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Command.h"
#include "Terminal.h"

#include "ptir/Checkpoint/TensorReader.h"
#include "ptir/Inference/Model.h"
#include "ptir/Support/ParamId.h"

#include <nlohmann/json.hpp>

#include <iomanip>
#include <iostream>

using namespace ptir;
using namespace ptir::run;
using nlohmann::ordered_json;

namespace {

struct Totals {
  uint64_t elements = 0;
  uint64_t bytes = 0;
};

} // namespace

static std::string idText(const CheckpointTensor &tensor) {
  StatusOr<ParamId> id = baseParamId(tensor.name);
  return id.ok() ? id->toHex() : "";
}

/// In the order of the file; those of a folder, which may have many, by name.
static std::vector<const CheckpointTensor *>
listed(const Checkpoint &checkpoint) {
  if (checkpoint.kind != ContainerKind::HfFolder)
    return tensorsInFileOrder(checkpoint);
  std::vector<const CheckpointTensor *> list;
  for (const CheckpointTensor &tensor : checkpoint.tensors)
    list.push_back(&tensor);
  return list;
}

static Totals totalsOf(const Checkpoint &checkpoint) {
  Totals totals;
  for (const CheckpointTensor &tensor : checkpoint.tensors) {
    totals.elements += tensor.byteSize / storageBytes(tensor.type);
    totals.bytes += tensor.byteSize;
  }
  return totals;
}

/// Reads every tensor once, so that a file that cannot be read is found out.
static Status readAll(const Checkpoint &checkpoint) {
  StatusOr<TensorReader> reader = TensorReader::open(checkpoint);
  if (!reader.ok())
    return reader.status();
  std::vector<char> block(size_t(1) << 20);
  for (const CheckpointTensor &tensor : checkpoint.tensors)
    for (uint64_t begin = 0; begin < tensor.byteSize; begin += block.size()) {
      size_t count = std::min<uint64_t>(block.size(), tensor.byteSize - begin);
      if (Status status = reader->read(tensor, begin, block.data(), count);
          !status.ok())
        return status;
    }
  return Status::success();
}

static void printJson(const Checkpoint &checkpoint) {
  StatusOr<std::string> kind = modelKind(checkpoint);
  ordered_json parameters = ordered_json::array();
  for (const CheckpointTensor *tensor : listed(checkpoint)) {
    std::string id = idText(*tensor);
    parameters.push_back(
        {{"name", tensor->name},
         {"shape", tensor->shape},
         {"dtype", elementTypeName(tensor->type)},
         {"bytes", tensor->byteSize},
         {"id", id.empty() ? ordered_json() : ordered_json(id)}});
  }
  Totals totals = totalsOf(checkpoint);
  ordered_json object = {
      {"path", checkpoint.path},
      {"container", containerKindName(checkpoint.kind)},
      {"kind", kind.ok() ? ordered_json(*kind) : ordered_json()},
      {"config", checkpoint.configJson.empty()
                     ? ordered_json()
                     : ordered_json::parse(checkpoint.configJson, nullptr,
                                           /*allow_exceptions=*/false)},
      {"parameters", std::move(parameters)},
      {"totals",
       {{"parameters", checkpoint.tensors.size()},
        {"elements", totals.elements},
        {"bytes", totals.bytes}}}};
  std::cout << object.dump(-1, ' ', false,
                           ordered_json::error_handler_t::replace)
            << "\n";
}

static void printText(const Checkpoint &checkpoint) {
  StatusOr<std::string> kind = modelKind(checkpoint);
  std::cout << "path:      " << checkpoint.path << "\n"
            << "container: " << containerKindName(checkpoint.kind) << "\n"
            << "kind:      " << (kind.ok() ? *kind : "none") << "\n";
  if (!checkpoint.configJson.empty()) {
    std::cout << "config:\n";
    ordered_json config = ordered_json::parse(checkpoint.configJson, nullptr,
                                              /*allow_exceptions=*/false);
    for (const auto &[key, value] : config.items())
      std::cout << "  " << key << ": "
                << value.dump(-1, ' ', false,
                              ordered_json::error_handler_t::replace)
                << "\n";
  }
  size_t nameWidth = 0, shapeWidth = 0;
  for (const CheckpointTensor &tensor : checkpoint.tensors) {
    nameWidth = std::max(nameWidth, tensor.name.size());
    shapeWidth = std::max(shapeWidth, shapeToString(tensor.shape).size());
  }
  std::cout << "parameters:\n" << std::left;
  for (const CheckpointTensor *tensor : listed(checkpoint))
    std::cout << "  " << std::setw(int(nameWidth)) << tensor->name << "  "
              << std::setw(int(shapeWidth)) << shapeToString(tensor->shape)
              << "  " << std::setw(5) << elementTypeName(tensor->type) << "  "
              << std::right << std::setw(12) << tensor->byteSize << std::left
              << "  " << idText(*tensor) << "\n";
  Totals totals = totalsOf(checkpoint);
  std::cout << "total:     " << checkpoint.tensors.size() << " parameters, "
            << totals.elements << " elements, " << totals.bytes << " bytes\n";
}

static Status runInspect(const std::string &path, bool json) {
  StatusOr<Checkpoint> checkpoint = openCheckpoint(path);
  if (!checkpoint.ok())
    return checkpoint.status();
  {
    Progress progress;
    progress.show("reading " + path);
    if (Status status = readAll(*checkpoint); !status.ok())
      return status;
  }
  if (json)
    printJson(*checkpoint);
  else
    printText(*checkpoint);
  return Status::success();
}

void ptir::run::addInspectCommand(CLI::App &app, Action &action) {
  CLI::App *command = app.add_subcommand(
      "inspect", "Validate a checkpoint and list what is in it");
  auto flags = std::make_shared<std::pair<std::string, bool>>();
  command->add_option("MODEL", flags->first, "Folder or file")->required();
  command->add_flag("--json", flags->second, "Print one JSON object");
  command->footer("\nThe id of a parameter is the first 16 bytes of "
                  "BLAKE3(name), in hexadecimal.\n"
                  "\nExample:\n"
                  "  ptir-run inspect gpt2 --json\n");
  command->callback([flags, &action] {
    action = [flags] { return runInspect(flags->first, flags->second); };
  });
}
