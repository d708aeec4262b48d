//===- Config.cpp - What a MobileNetV2 checkpoint says of itself ----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "models/mobilenet_v2/Config.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <string>

using namespace ptir;
using namespace ptir::mobilenet_v2;
using nlohmann::json;

static Status fail(const std::string &message) {
  return Status::failure("mobilenet_v2 config: " + message);
}

static std::string printed(const json &value) {
  return value.dump(-1, ' ', true, json::error_handler_t::replace);
}

std::vector<BlockConfig> Config::defaultBlocks() {
  struct {
    int64_t expansion, out, count, stride;
  } const groups[] = {{1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2},
                      {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2},
                      {6, 320, 1, 1}};
  std::vector<BlockConfig> blocks;
  int64_t in = 32;
  for (const auto &group : groups)
    for (int64_t i = 0; i < group.count; ++i) {
      int64_t stride = i == 0 ? group.stride : 1;
      blocks.push_back({in, in * group.expansion, group.out, stride});
      in = group.out;
    }
  return blocks;
}

Status mobilenet_v2::checkConfig(const Config &config) {
  if (config.blocks.empty())
    return fail("expected at least one block, found none");
  int64_t before = config.stemWidth;
  for (size_t i = 0; i < config.blocks.size(); ++i) {
    const BlockConfig &block = config.blocks[i];
    if (block.in != before)
      return fail("expected block " + std::to_string(i) + " to take the " +
                  std::to_string(before) +
                  " channels of what comes before it, found " +
                  std::to_string(block.in));
    if (block.hidden % block.in != 0)
      return fail("expected 'hidden' of block " + std::to_string(i) +
                  " to be a multiple of 'in' (" + std::to_string(block.in) +
                  "), found " + std::to_string(block.hidden));
    if (block.stride > 2)
      return fail("expected 'stride' of block " + std::to_string(i) +
                  " to be 1 or 2, found " + std::to_string(block.stride));
    before = block.out;
  }
  if (!std::isfinite(config.epsilon) || config.epsilon <= 0)
    return fail("expected a positive batch norm epsilon, found " +
                std::to_string(config.epsilon));
  return Status::success();
}

/// Overwrites `value` where the object has a field of that name; a field that
/// must be there has no value yet.
static Status readSize(const json &object, const std::string &where,
                       const char *name, int64_t &value) {
  auto found = object.find(name);
  if (found == object.end() && value > 0)
    return Status::success();
  if (found != object.end() && found->is_number_integer() && *found >= 1 &&
      *found <= 1 << 20) {
    value = found->get<int64_t>();
    return Status::success();
  }
  return fail("expected '" + where + name +
              "' to be an integer in [1, 1048576], found " +
              (found == object.end() ? "none" : printed(*found)));
}

static Status readBlocks(const json &list, Config &config) {
  if (!list.is_array())
    return fail("expected 'blocks' to be a list, found " + printed(list));
  config.blocks.clear();
  for (const json &item : list) {
    std::string where = "blocks[" + std::to_string(config.blocks.size()) + "].";
    if (!item.is_object())
      return fail("expected '" + where.substr(0, where.size() - 1) +
                  "' to be an object, found " + printed(item));
    BlockConfig block{0, 0, 0, 0};
    for (auto [name, value] : {std::make_pair("in", &block.in),
                               std::make_pair("hidden", &block.hidden),
                               std::make_pair("out", &block.out),
                               std::make_pair("stride", &block.stride)})
      if (Status status = readSize(item, where, name, *value); !status.ok())
        return status;
    config.blocks.push_back(block);
  }
  return Status::success();
}

static Status readFields(const json &object, Config &config) {
  auto expect = [&](const char *name, const json &wanted) {
    auto found = object.find(name);
    if (found == object.end() || *found == wanted)
      return Status::success();
    return fail(std::string("expected '") + name + "' to be " +
                printed(wanted) + ", found " + printed(*found));
  };
  for (auto [name, wanted] : {std::make_pair("activation", json("relu6")),
                              std::make_pair("hidden_act", json("relu6"))})
    if (Status status = expect(name, wanted); !status.ok())
      return status;
  if (!object.contains("blocks"))
    for (const char *name : {"width_mult", "depth_multiplier"})
      if (Status status = expect(name, 1.0); !status.ok())
        return status;
  if (auto stem = object.find("stem"); stem != object.end()) {
    if (!stem->is_object())
      return fail("expected 'stem' to be an object, found " + printed(*stem));
    if (Status status = readSize(*stem, "stem.", "out", config.stemWidth);
        !status.ok())
      return status;
  }
  if (auto blocks = object.find("blocks"); blocks != object.end())
    if (Status status = readBlocks(*blocks, config); !status.ok())
      return status;
  for (auto [name, value] : {std::make_pair("head", &config.headWidth),
                             std::make_pair("num_classes", &config.classCount)})
    if (Status status = readSize(object, "", name, *value); !status.ok())
      return status;
  if (auto epsilon = object.find("batch_norm_eps"); epsilon != object.end()) {
    if (!epsilon->is_number())
      return fail("expected 'batch_norm_eps' to be a number, found " +
                  printed(*epsilon));
    config.epsilon = epsilon->get<double>();
  }
  return Status::success();
}

StatusOr<Config> mobilenet_v2::parseConfig(std::string_view text) {
  json object = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object())
    return fail("expected a JSON object");
  auto nested = object.find("config");
  if (nested != object.end() && nested->is_object())
    object = json(*nested);
  Config config;
  if (Status status = readFields(object, config); !status.ok())
    return status;
  if (Status status = checkConfig(config); !status.ok())
    return status;
  return config;
}
