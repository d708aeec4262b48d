//===- CheckpointMessage.cpp - Messages about checkpoints -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CheckpointMessage.h"

using namespace ptir;

std::string ptir::inQuotes(std::string_view text) {
  constexpr size_t longest = 200;
  std::string result = "'";
  for (char c : text.substr(0, longest)) {
    auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7f) {
      result += c;
    } else {
      result += "\\x";
      result += "0123456789abcdef"[byte >> 4];
      result += "0123456789abcdef"[byte & 15];
    }
  }
  return result + (text.size() > longest ? "...'" : "'");
}

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
