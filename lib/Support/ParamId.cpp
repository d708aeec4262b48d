//===- ParamId.cpp - Stable ids of parameters -----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Support/ParamId.h"

#include "ptir/Support/Blake3.h"

using namespace ptir;

std::array<uint8_t, 16> ParamId::toBytes() const {
  std::array<uint8_t, 16> bytes;
  for (unsigned i = 0; i < 8; ++i) {
    bytes[i] = uint8_t(low >> (8 * i));
    bytes[8 + i] = uint8_t(high >> (8 * i));
  }
  return bytes;
}

ParamId ParamId::fromBytes(const uint8_t *bytes) {
  ParamId id;
  for (unsigned i = 0; i < 8; ++i) {
    id.low |= uint64_t(bytes[i]) << (8 * i);
    id.high |= uint64_t(bytes[8 + i]) << (8 * i);
  }
  return id;
}

std::string ParamId::toHex() const {
  std::string text;
  for (uint64_t half : {high, low})
    for (int shift = 60; shift >= 0; shift -= 4)
      text += "0123456789abcdef"[half >> shift & 0xf];
  return text;
}

Status ptir::checkParamName(std::string_view name) {
  auto fail = [](const std::string &found) {
    return Status::failure("parameter name: expected ASCII segments separated "
                           "by dots, found " +
                           found);
  };
  if (name.empty())
    return fail("an empty name");
  if (name.size() > blake3MaxInput)
    return Status::failure("parameter name: expected at most " +
                           std::to_string(blake3MaxInput) + " bytes, found " +
                           std::to_string(name.size()));
  size_t segmentStart = 0;
  for (size_t i = 0; i < name.size(); ++i) {
    auto byte = static_cast<unsigned char>(name[i]);
    if (byte <= ' ' || byte >= 0x7f)
      return fail("byte " + std::to_string(byte) + " at position " +
                  std::to_string(i));
    if (byte != '.')
      continue;
    if (i == segmentStart)
      return fail("an empty segment in '" + std::string(name) + "'");
    segmentStart = i + 1;
  }
  if (segmentStart == name.size())
    return fail("an empty segment in '" + std::string(name) + "'");
  return Status::success();
}

StatusOr<ParamId> ptir::baseParamId(std::string_view name) {
  if (Status status = checkParamName(name); !status.ok())
    return status;
  auto hash = blake3(name);
  if (!hash.ok())
    return hash.status();
  return ParamId::fromBytes(hash->data());
}

ParamId ptir::paramKey(ParamId namespaceId, ParamId base) {
  std::string input = "gpt-rs:param-key:v1";
  for (ParamId id : {namespaceId, base})
    for (uint8_t byte : id.toBytes())
      input += char(byte);
  // 51 bytes always fit one chunk.
  return ParamId::fromBytes(blake3(input)->data());
}
