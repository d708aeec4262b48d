//===- Config.cpp - What a ResNet checkpoint says about itself ------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "models/resnet/Config.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <string>

using namespace ptir;
using namespace ptir::resnet;
using nlohmann::json;

static Status fail(const std::string &message) {
  return Status::failure("resnet config: " + message);
}

static std::string printed(const json &value) {
  return value.dump(-1, ' ', true, json::error_handler_t::replace);
}

Status resnet::checkConfig(const Config &config) {
  if (config.depths.empty() || config.depths.size() != config.widths.size())
    return fail("expected one width for each of one or more stages, found " +
                std::to_string(config.depths.size()) + " depths and " +
                std::to_string(config.widths.size()) + " widths");
  auto inRange = [](const char *name, int64_t value) {
    if (value >= 1 && value <= 1 << 20)
      return Status::success();
    return fail(std::string("expected ") + name + " in [1, 1048576], found " +
                std::to_string(value));
  };
  std::vector<std::pair<const char *, int64_t>> sizes = {
      {"stem width", config.stemWidth},
      {"number of classes", config.classCount}};
  for (int64_t depth : config.depths)
    sizes.emplace_back("depth", depth);
  for (int64_t width : config.widths)
    sizes.emplace_back("width", width);
  for (auto [name, value] : sizes)
    if (Status status = inRange(name, value); !status.ok())
      return status;
  if (config.shortcut == ShortcutKind::Pad)
    for (size_t stage = 0; stage < config.widths.size(); ++stage) {
      int64_t before = stage ? config.widths[stage - 1] : config.stemWidth;
      int64_t grown = config.widths[stage] - before;
      if (grown < 0 || grown % 2 || config.block != BlockKind::Basic)
        return fail("expected basic blocks and widths that grow by an even "
                    "number for shortcut A, found " +
                    std::to_string(before) + " then " +
                    std::to_string(config.widths[stage]));
    }
  if (!std::isfinite(config.epsilon) || config.epsilon <= 0)
    return fail("expected a positive batch norm epsilon, found " +
                std::to_string(config.epsilon));
  return Status::success();
}

namespace {
/// Reads fields of one JSON object and keeps the first error.
class Fields {
public:
  explicit Fields(const json &object) : object(object) {}

  const json *find(const char *name) const {
    auto found = object.find(name);
    return found == object.end() || found->is_null() ? nullptr : &*found;
  }

  void read(const char *name, int64_t &value) {
    const json *found = find(name);
    if (found && !isSize(*found))
      report(name, "a positive integer", *found);
    else if (found)
      value = found->get<int64_t>();
  }

  void read(const char *name, double &value) {
    const json *found = find(name);
    if (found && !found->is_number())
      report(name, "a number", *found);
    else if (found)
      value = found->get<double>();
  }

  void read(const char *name, std::vector<int64_t> &list) {
    const json *found = find(name);
    if (!found)
      return;
    bool valid = found->is_array();
    for (size_t i = 0; valid && i < found->size(); ++i)
      valid = isSize((*found)[i]);
    if (!valid)
      return report(name, "a list of positive integers", *found);
    list = found->get<std::vector<int64_t>>();
  }

  /// The position among `choices` of a string, 0 where there is none.
  size_t choose(const char *name, std::initializer_list<const char *> choices) {
    const json *found = find(name);
    if (!found)
      return 0;
    std::string expected;
    size_t position = 0;
    for (const char *choice : choices) {
      if (*found == choice)
        return position;
      expected += (position++ ? " or " : "") + std::string(choice);
    }
    report(name, expected, *found);
    return 0;
  }

  /// Fails unless the field is absent or `wanted`.
  void expect(const char *name, const json &wanted) {
    const json *found = find(name);
    if (found && *found != wanted)
      report(name, printed(wanted), *found);
  }

  /// The first report is kept.
  void report(const char *name, const std::string &wanted, const json &found) {
    if (status.ok())
      status = fail(std::string("expected '") + name + "' to be " + wanted +
                    ", found " + printed(found));
  }

  Status status;

private:
  static bool isSize(const json &value) {
    return value.is_number_integer() && value >= 1 && value <= 1 << 20;
  }

  const json &object;
};
} // namespace

/// `num_classes`, or the size of Hugging Face's `id2label`.
static void readClasses(Fields &fields, Config &config) {
  if (const json *labels = fields.find("id2label"))
    if (labels->is_object() && !labels->empty())
      config.classCount = static_cast<int64_t>(labels->size());
  fields.read("num_classes", config.classCount);
}

static void readCifar(Fields &fields, Config &config) {
  config.stem = StemKind::Cifar;
  config.depths = {3, 3, 3};
  config.widths = {16, 32, 64};
  config.classCount = 10;
  fields.read("num_blocks", config.depths);
  fields.read("planes", config.widths);
  if (!config.widths.empty())
    config.stemWidth = config.widths.front();
  config.shortcut = fields.choose("shortcut", {"A", "B"})
                        ? ShortcutKind::Projection
                        : ShortcutKind::Pad;
  fields.expect("conv_bias", false);
  fields.expect("padding", 1);
}

static void readHuggingFace(Fields &fields, Config &config) {
  config.block = fields.choose("layer_type", {"bottleneck", "basic"})
                     ? BlockKind::Basic
                     : BlockKind::Bottleneck;
  fields.read("depths", config.depths);
  std::vector<int64_t> sizes = {256, 512, 1024, 2048};
  fields.read("hidden_sizes", sizes);
  config.widths.clear();
  for (int64_t size : sizes) {
    if (size % config.expansion() != 0)
      fields.report("hidden_sizes", "multiples of 4 for bottlenecks",
                    json(sizes));
    config.widths.push_back(size / config.expansion());
  }
  fields.read("embedding_size", config.stemWidth);
  fields.expect("num_channels", 3);
  fields.expect("hidden_act", "relu");
  fields.expect("downsample_in_first_stage", false);
  fields.expect("downsample_in_bottleneck", false);
}

StatusOr<Config> resnet::parseConfig(std::string_view text) {
  json object = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object())
    return fail("expected a JSON object");
  std::string kind;
  for (const char *key : {"model_type", "kind"})
    if (auto found = object.find(key);
        found != object.end() && found->is_string())
      kind = found->get<std::string>();
  auto nested = object.find("config");
  if (nested != object.end() && nested->is_object())
    object = json(*nested);

  Config config;
  Fields fields(object);
  if (kind == "resnet-cifar")
    readCifar(fields, config);
  else if (kind == "resnet")
    readHuggingFace(fields, config);
  else if (kind == "resnet18")
    config.depths = {2, 2, 2, 2};
  else if (kind == "resnet50")
    config.block = BlockKind::Bottleneck;
  else if (kind != "resnet34")
    return fail("expected kind resnet18, resnet34, resnet50, resnet or "
                "resnet-cifar, found '" +
                kind + "'");
  readClasses(fields, config);
  fields.read("batch_norm_eps", config.epsilon);
  if (!fields.status.ok())
    return fields.status;
  if (Status status = checkConfig(config); !status.ok())
    return status;
  return config;
}
