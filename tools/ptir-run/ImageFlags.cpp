//===- ImageFlags.cpp - What an image model is run on ---------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ImageFlags.h"

#include "ExecInputs.h"
#include "FlagChecks.h"
#include "InputFiles.h"

#include "ptir/Image/DecodeImage.h"
#include "ptir/Image/Preprocess.h"
#include "ptir/Image/Resize.h"
#include "ptir/Support/FileBytes.h"

#include <cstring>

using namespace ptir;
using namespace ptir::run;
using runtime::HostTensor;

/// No photo is larger.
static constexpr uint64_t maxFileBytes = uint64_t(1) << 30;

void ptir::run::addImageFlags(CLI::App &command, ImageFlags &flags) {
  const char *group = "Image models";
  CLI::Option *photos =
      command
          .add_option("--image", flags.photos,
                      "JPEG or PNG photo; may be given repeatedly")
          ->type_name("FILE")
          ->expected(1)
          ->take_all()
          ->group(group);
  command
      .add_flag("--upright", flags.upright,
                "Turn photos as their EXIF orientation says")
      ->needs(photos)
      ->group(group);
  command
      .add_flag("--no-resize", flags.noResize, "Neither scale nor crop photos")
      ->needs(photos)
      ->group(group);
  CLI::Option *input =
      command
          .add_option("--input", flags.input,
                      "Normalised images [N, C, H, W] of f32 out of a .npy, "
                      ".safetensors or .gptrsten file")
          ->type_name("FILE")
          ->excludes(photos)
          ->group(group);
  command
      .add_option("--input-key", flags.inputKey,
                  "Tensor of that file; default: 'input', or the only one")
      ->type_name("NAME")
      ->needs(input)
      ->group(group);
  command
      .add_option("--seed", flags.seed,
                  "Of random images, without --image and --input")
      ->type_name("S")
      ->capture_default_str()
      ->excludes(photos)
      ->excludes(input)
      ->group(group);
  command.add_option("--batch", flags.batch, "How many random images")
      ->type_name("N")
      ->capture_default_str()
      ->check(integerFrom(1, 1024))
      ->excludes(photos)
      ->excludes(input)
      ->group(group);
  command
      .add_option("--image-size", flags.imageSize,
                  "Height and width instead of the model's")
      ->type_name("S")
      ->check(integerFrom(1, 8192))
      ->excludes(input)
      ->group(group);
}

static StatusOr<Image> scaleAndCrop(const Image &photo,
                                    const ImageModelInfo &model,
                                    const ImageFlags &flags) {
  if (flags.noResize)
    return photo;
  int64_t size = flags.imageSize ? flags.imageSize : model.imageSize;
  // The crop is the same part of the photo at every size.
  int64_t shorter =
      (model.resizeTo * size + model.imageSize / 2) / model.imageSize;
  StatusOr<Image> scaled = resizeShorterSide(photo, shorter);
  if (!scaled.ok())
    return scaled;
  return centerCrop(*scaled, size, size);
}

static StatusOr<Image> readPhoto(const std::string &path,
                                 const ImageModelInfo &model,
                                 const ImageFlags &flags) {
  StatusOr<std::string> bytes = readFileBytes(path, "image", maxFileBytes);
  if (!bytes.ok())
    return bytes.status();
  StatusOr<DecodedImage> decoded = decodeImage(*bytes);
  if (!decoded.ok())
    return Status::failure("image '" + path + "': " + decoded.message());
  StatusOr<Image> photo =
      scaleAndCrop(flags.upright ? turn(decoded->image, decoded->orientation)
                                 : decoded->image,
                   model, flags);
  if (!photo.ok())
    return Status::failure("image '" + path + "': " + photo.message());
  return photo;
}

static StatusOr<ImageBatch> readPhotos(const ImageModelInfo &model,
                                       const ImageFlags &flags) {
  if (model.channels != Image::channels || model.mean.size() != 3 ||
      model.deviation.size() != 3)
    return Status::failure("model: expected one of 3 channels to look at "
                           "photos, found " +
                           std::to_string(model.channels));
  std::vector<Image> photos;
  for (const std::string &path : flags.photos) {
    StatusOr<Image> photo = readPhoto(path, model, flags);
    if (!photo.ok())
      return photo.status();
    const Image &first = photos.empty() ? *photo : photos.front();
    if (photo->width != first.width || photo->height != first.height)
      return Status::failure(
          "image '" + path + "': expected " + std::to_string(first.width) +
          " x " + std::to_string(first.height) + " pixels like '" +
          flags.photos.front() + "', found " + std::to_string(photo->width) +
          " x " + std::to_string(photo->height));
    photos.push_back(std::move(*photo));
  }
  StatusOr<HostTensor> tensor = HostTensor::zeros(
      ElementType::F32, {static_cast<int64_t>(photos.size()), Image::channels,
                         photos.front().height, photos.front().width});
  if (!tensor.ok())
    return tensor.status();
  float *out = tensor->as<float>();
  for (const Image &photo : photos) {
    normalizeToPlanes(
        photo, {model.mean[0], model.mean[1], model.mean[2]},
        {model.deviation[0], model.deviation[1], model.deviation[2]}, out);
    out += photo.pixels.size();
  }
  return ImageBatch{std::move(*tensor), flags.photos};
}

static std::vector<std::string> numberedNames(const std::string &what,
                                              int64_t count) {
  std::vector<std::string> names;
  for (int64_t i = 0; i < count; ++i)
    names.push_back(count == 1 ? what : what + " " + std::to_string(i));
  return names;
}

static StatusOr<ImageBatch> readInput(const ImageFlags &flags) {
  StatusOr<HostTensor> tensor = readTensor(flags.input, flags.inputKey);
  if (!tensor.ok())
    return tensor.status();
  tensor = conform(std::move(*tensor), ElementType::F32,
                   "input '" + flags.input + "'");
  if (!tensor.ok())
    return tensor.status();
  std::vector<int64_t> dims = tensor->dims();
  if (dims.size() == 3) {
    // One image.
    dims.insert(dims.begin(), 1);
    StatusOr<HostTensor> batch = HostTensor::zeros(ElementType::F32, dims);
    if (!batch.ok())
      return batch.status();
    std::memcpy(batch->data(), tensor->data(), tensor->bytes());
    tensor = std::move(batch);
  }
  int64_t count = dims.empty() ? 1 : dims.front();
  return ImageBatch{std::move(*tensor), numberedNames(flags.input, count)};
}

StatusOr<ImageBatch> ptir::run::makeImages(const ImageModelInfo &model,
                                           const ImageFlags &flags) {
  if (!flags.photos.empty())
    return readPhotos(model, flags);
  if (!flags.input.empty())
    return readInput(flags);
  int64_t size = flags.imageSize ? flags.imageSize : model.imageSize;
  InputFlags random;
  random.seed = flags.seed;
  StatusOr<std::vector<HostTensor>> images = makeArguments(
      {{ElementType::F32, {flags.batch, model.channels, size, size}}}, random);
  if (!images.ok())
    return images.status();
  return ImageBatch{std::move(images->front()),
                    numberedNames("random image", flags.batch)};
}
