//===- CheckpointMessage.cpp - Messages about checkpoints -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CheckpointMessage.h"

using namespace ptir;

Status ptir::checkpointError(std::string_view fileName,
                             std::string_view message) {
  std::string text = "checkpoint '";
  text += fileName;
  text += "': ";
  text += message;
  return Status::failure(std::move(text));
}

Status ptir::tensorError(std::string_view fileName, std::string_view tensorName,
                         std::string_view message) {
  return checkpointError(fileName, "tensor " + inQuotes(tensorName) + ": " +
                                       std::string(message));
}
