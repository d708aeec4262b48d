//===- ParameterNames.cpp - MobileNetV2 weights by any name ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "models/mobilenet_v2/ParameterNames.h"

#include <cstdlib>

using namespace ptir;
using namespace ptir::mobilenet_v2;

static bool consume(std::string_view &text, std::string_view start) {
  if (text.substr(0, start.size()) != start)
    return false;
  text.remove_prefix(start.size());
  return true;
}

/// torchvision's name of a layer of a block, such as `expand_norm`; empty for
/// others. A convolution and its norm follow each other; those that an
/// activation follows are in a list of their own.
static std::string torchvisionLayer(const BlockConfig &block,
                                    std::string_view layer) {
  constexpr std::string_view end = "_norm";
  bool isNorm = layer.size() > end.size() &&
                layer.substr(layer.size() - end.size()) == end;
  if (isNorm)
    layer.remove_suffix(end.size());
  int first = block.expands() ? 1 : 0;
  if (layer == "expand")
    return std::string("conv.0.") + (isNorm ? "1" : "0");
  if (layer == "depthwise")
    return "conv." + std::to_string(first) + (isNorm ? ".1" : ".0");
  if (layer == "project")
    return "conv." + std::to_string(first + 1 + isNorm);
  return "";
}

/// Of a parameter of the blocks, without `blocks.`.
static std::string torchvisionBlock(const Config &config,
                                    std::string_view name) {
  size_t dot = name.find('.');
  size_t last = name.rfind('.');
  if (dot == name.npos || dot == last)
    return "";
  size_t index =
      std::strtoull(std::string(name.substr(0, dot)).c_str(), nullptr, 10);
  if (index >= config.blocks.size())
    return "";
  std::string layer = torchvisionLayer(config.blocks[index],
                                       name.substr(dot + 1, last - dot - 1));
  if (layer.empty())
    return "";
  return "features." + std::to_string(index + 1) + "." + layer +
         std::string(name.substr(last));
}

static std::string torchvisionName(const Config &config,
                                   std::string_view name) {
  std::string head = "features." + std::to_string(config.blocks.size() + 1);
  const std::pair<std::string_view, std::string> others[] = {
      {"stem.", "features.0.0."},       {"stem_norm.", "features.0.1."},
      {"head.", head + ".0."},          {"head_norm.", head + ".1."},
      {"classifier.", "classifier.1."},
  };
  for (const auto &[here, there] : others)
    if (consume(name, here))
      return there + std::string(name);
  return consume(name, "blocks.") ? torchvisionBlock(config, name) : "";
}

std::vector<std::string>
mobilenet_v2::candidateNames(const Config &config, std::string_view parameter) {
  std::vector<std::string> names = {std::string(parameter)};
  if (std::string other = torchvisionName(config, parameter); !other.empty())
    names.push_back(std::move(other));
  return names;
}

bool mobilenet_v2::isBuffer(std::string_view name) {
  constexpr std::string_view end = ".num_batches_tracked";
  return name.size() >= end.size() &&
         name.substr(name.size() - end.size()) == end;
}
