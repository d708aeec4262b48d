//===- ImageConfig.cpp - How a model wants its images ---------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ImageConfig.h"

#include <nlohmann/json.hpp>

#include <cmath>

using namespace ptir;
using nlohmann::json;

/// Height and width that are computed with; beyond it extents may overflow.
static constexpr int64_t largestSize = 1 << 14;
static constexpr int64_t largestBatch = 1 << 16;

static Status unexpected(const std::string &name, const std::string &wanted,
                         const json &found) {
  return Status::failure(
      "image config: expected '" + name + "' to be " + wanted + ", found " +
      found.dump(-1, ' ', true, json::error_handler_t::replace));
}

static bool isSize(const json &value) {
  return value.is_number_integer() && value >= 1 && value <= largestSize;
}

static Status readSize(const json &object, const char *name, int64_t &value) {
  auto found = object.find(name);
  if (found == object.end() || found->is_null())
    return Status::success();
  if (!isSize(*found))
    return unexpected(name, "an integer in [1, 16384]", *found);
  value = found->get<int64_t>();
  return Status::success();
}

static Status readPerChannel(const json &object, const char *name,
                             int64_t channels, std::vector<float> &values) {
  auto found = object.find(name);
  if (found == object.end())
    return Status::success();
  bool valid =
      found->is_array() && static_cast<int64_t>(found->size()) == channels;
  for (size_t i = 0; valid && i < found->size(); ++i)
    valid = (*found)[i].is_number() && std::isfinite((*found)[i].get<float>());
  if (!valid)
    return unexpected(name, "one number per channel", *found);
  values = found->get<std::vector<float>>();
  return Status::success();
}

static Status readInputShape(const json &config, ImageModelInfo &info) {
  auto found = config.find("input_shape");
  if (found == config.end())
    return Status::success();
  const json &shape = *found;
  bool valid = shape.is_array() && shape.size() == 3 && isSize(shape[0]) &&
               isSize(shape[1]) && shape[1] == shape[2];
  if (!valid)
    return unexpected("input_shape", "[channels, size, size]", shape);
  info.channels = shape[0].get<int64_t>();
  info.imageSize = shape[1].get<int64_t>();
  return Status::success();
}

static Status readPreprocess(const json &config, ImageModelInfo &info) {
  for (const char *name : {"preprocess", "normalise", "normalize"}) {
    auto found = config.find(name);
    if (found == config.end())
      continue;
    if (!found->is_object())
      return unexpected(name, "an object", *found);
    Status status = readSize(*found, "center_crop", info.imageSize);
    if (status.ok())
      status = readSize(*found, "resize_short_side", info.resizeTo);
    if (status.ok())
      status = readPerChannel(*found, "mean", info.channels, info.mean);
    if (status.ok())
      status = readPerChannel(*found, "std", info.channels, info.deviation);
    if (!status.ok())
      return status;
  }
  for (float deviation : info.deviation)
    if (deviation <= 0)
      return unexpected("std", "positive", json(info.deviation));
  return Status::success();
}

static Status readLabels(const json &config, ImageModelInfo &info) {
  auto found = config.find("labels");
  if (found != config.end() && found->is_string()) {
    info.labelsFile = found->get<std::string>();
    return Status::success();
  }
  if (found != config.end()) {
    bool valid = found->is_array() &&
                 static_cast<int64_t>(found->size()) == info.classCount;
    for (size_t i = 0; valid && i < found->size(); ++i)
      valid = (*found)[i].is_string();
    if (!valid)
      return unexpected("labels", "a file name or one text per class", *found);
    info.labels = found->get<std::vector<std::string>>();
    return Status::success();
  }
  auto map = config.find("id2label");
  if (map == config.end() || !map->is_object())
    return Status::success();
  for (int64_t i = 0; i < info.classCount; ++i) {
    auto label = map->find(std::to_string(i));
    if (label == map->end() || !label->is_string())
      return unexpected("id2label", "a text for class " + std::to_string(i),
                        label == map->end() ? json() : *label);
    info.labels.push_back(label->get<std::string>());
  }
  return Status::success();
}

StatusOr<ImageModelInfo> ptir::readImageConfig(std::string_view text,
                                               int64_t classCount) {
  json config = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!config.is_object())
    return Status::failure("image config: expected a JSON object");
  ImageModelInfo info;
  info.classCount = classCount;
  info.imageSize = 224;
  info.mean = {0.485f, 0.456f, 0.406f};
  info.deviation = {0.229f, 0.224f, 0.225f};
  Status status = readInputShape(config, info);
  if (status.ok())
    status = readSize(config, "image_size", info.imageSize);
  if (status.ok())
    status = readPreprocess(config, info);
  if (status.ok())
    status = readLabels(config, info);
  if (!status.ok())
    return status;
  if (static_cast<int64_t>(info.mean.size()) != info.channels ||
      info.mean.size() != info.deviation.size())
    return Status::failure("image config: expected 'mean' and 'std' for " +
                           std::to_string(info.channels) +
                           " channels, found none");
  if (info.resizeTo == 0)
    info.resizeTo = info.imageSize == 224 ? 256 : info.imageSize;
  if (info.resizeTo < info.imageSize)
    return Status::failure("image config: expected 'resize_short_side' of at "
                           "least the crop (" +
                           std::to_string(info.imageSize) + "), found " +
                           std::to_string(info.resizeTo));
  return info;
}

const CheckpointTensor *
ImageCheckpoint::find(std::string_view parameter) const {
  for (const std::string &name : names(parameter))
    if (const CheckpointTensor *tensor = checkpoint.find(name))
      return tensor;
  return nullptr;
}

StatusOr<layers::NormForm>
ImageCheckpoint::chooseNorms(const std::string &conv,
                             const std::string &norm) const {
  std::string statistics = norm + ".running_var", bias = conv + ".bias";
  bool isSeparate = find(statistics), isFolded = find(bias);
  if (isSeparate != isFolded)
    return isFolded ? layers::NormForm::Folded : layers::NormForm::Separate;
  return Status::failure("expected batch norm statistics ('" + statistics +
                         "') or, folded, a bias of the convolution ('" + bias +
                         "'); found " + (isFolded ? "both" : "neither"));
}

StatusOr<layers::HeadForm> ImageCheckpoint::chooseHead(const std::string &head,
                                                       int64_t features,
                                                       int64_t classes) const {
  const CheckpointTensor *weight = find(head + ".weight");
  if (!weight) // reported with all that is missing when parameters are bound
    return layers::HeadForm::Rows;
  using Dims = std::vector<int64_t>;
  if (weight->shape == Dims{classes, features})
    return layers::HeadForm::Rows;
  if (weight->shape == Dims{features, classes})
    return layers::HeadForm::Columns;
  return Status::failure("tensor '" + weight->name + "': expected shape " +
                         shapeToString({classes, features}) + " or " +
                         shapeToString({features, classes}) + ", found " +
                         shapeToString(weight->shape));
}

StatusOr<layers::ImageExtents> ptir::imageExtents(const ModelDefinition &model,
                                                  const BuildRequest &request) {
  if (request.entries != ModelEntries::Image)
    return requireLanguageModel(model).status();
  const ImageModelInfo &info = *model.image();
  layers::ImageExtents extents{request.image.batch, info.channels,
                               request.image.height, request.image.width};
  if (extents.height == 0)
    extents.height = info.imageSize;
  if (extents.width == 0)
    extents.width = info.imageSize;
  auto check = [](const char *name, int64_t value, int64_t least,
                  int64_t most) {
    if (value >= least && value <= most)
      return Status::success();
    return Status::failure(std::string("images: expected ") + name + " in [" +
                           std::to_string(least) + ", " + std::to_string(most) +
                           "], found " + std::to_string(value));
  };
  Status status = check("batch", extents.batch, 1, largestBatch);
  if (status.ok())
    status = check("height", extents.height, info.minimumSize, largestSize);
  if (status.ok())
    status = check("width", extents.width, info.minimumSize, largestSize);
  if (!status.ok())
    return status;
  return extents;
}
