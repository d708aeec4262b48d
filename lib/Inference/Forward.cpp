//===- Forward.cpp - One run of a model -----------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Inference/Forward.h"

#include "ptir/Inference/CausalDecoder.h"

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace ptir;
using execution::Instance;

Status ptir::checkTokens(const ModelDefinition &model,
                         const std::vector<int32_t> &tokens) {
  StatusOr<const LanguageModelInfo *> info = requireLanguageModel(model);
  if (!info.ok())
    return info.status();
  if (tokens.empty())
    return Status::failure("tokens: expected at least one, found none");
  if (tokens.size() > static_cast<uint64_t>((*info)->contextLength))
    return Status::failure(
        "tokens: expected at most " + std::to_string((*info)->contextLength) +
        " (the model's context), found " + std::to_string(tokens.size()));
  for (int32_t token : tokens)
    if (token < 0 || token >= (*info)->vocabularySize)
      return Status::failure("tokens: expected ids below " +
                             std::to_string((*info)->vocabularySize) +
                             " (the model's vocabulary), found " +
                             std::to_string(token));
  return Status::success();
}

static Logits copyLogits(const ptir_tensor &logits) {
  Logits copy{{logits.dims, logits.dims + logits.rank}, {}};
  const auto *data = static_cast<const float *>(logits.data);
  int64_t count = std::accumulate(copy.dims.begin(), copy.dims.end(),
                                  int64_t(1), std::multiplies<>());
  copy.values.assign(data, data + count);
  return copy;
}

static StatusOr<Logits> lastLogits(Instance &instance,
                                   const std::vector<int32_t> &tokens) {
  StatusOr<CausalDecoder> decoder =
      CausalDecoder::create(instance, static_cast<int64_t>(tokens.size()),
                            /*useCache=*/true);
  if (!decoder.ok())
    return decoder.status();
  StatusOr<LogitsRow> row = decoder->prefill(tokens);
  if (!row.ok())
    return row.status();
  return Logits{{1, static_cast<int64_t>(row->size)},
                {row->data, row->data + row->size}};
}

static StatusOr<Logits> allLogits(Instance &instance,
                                  std::vector<int32_t> tokens) {
  int64_t dims[] = {1, static_cast<int64_t>(tokens.size())};
  std::vector<ptir_tensor> results;
  Status status = instance.call(
      "forward",
      {{tokens.data(), dims, 2, static_cast<int32_t>(ElementType::SI32)}},
      results);
  if (!status.ok())
    return status;
  return copyLogits(results.front());
}

StatusOr<Logits> ptir::forward(LoadedModel &model,
                               const std::vector<int32_t> &tokens,
                               LogitsRows rows) {
  if (Status status = checkTokens(model.definition(), tokens); !status.ok())
    return status;
  bool all = rows == LogitsRows::All;
  StatusOr<Instance *> instance =
      model.instance({all ? ModelEntries::Forward : ModelEntries::Generation});
  if (!instance.ok())
    return instance.status();
  return all ? allLogits(**instance, tokens) : lastLogits(**instance, tokens);
}

Status ptir::checkImages(const ModelDefinition &model,
                         const runtime::HostTensor &images) {
  StatusOr<const ImageModelInfo *> info = requireImageModel(model);
  if (!info.ok())
    return info.status();
  if (images.type() != ElementType::F32)
    return Status::failure("images: expected elements of type f32, found " +
                           std::string(elementTypeName(images.type())));
  const std::vector<int64_t> &dims = images.dims();
  int64_t least = (*info)->minimumSize;
  bool fits = dims.size() == 4 && dims[0] >= 1 &&
              dims[1] == (*info)->channels && dims[2] >= least &&
              dims[3] >= least;
  if (!fits)
    return Status::failure(
        "images: expected shape [N, " + std::to_string((*info)->channels) +
        ", H, W] with N of at least 1, H and W of at least " +
        std::to_string(least) + "; found " + shapeToString(dims));
  return Status::success();
}

BuildRequest ptir::imageRequest(const runtime::HostTensor &images) {
  const std::vector<int64_t> &dims = images.dims();
  return {ModelEntries::Image, {dims[0], dims[2], dims[3]}};
}

StatusOr<Logits> ptir::forwardImages(LoadedModel &model,
                                     const runtime::HostTensor &images) {
  if (Status status = checkImages(model.definition(), images); !status.ok())
    return status;
  StatusOr<Instance *> instance = model.instance(imageRequest(images));
  if (!instance.ok())
    return instance.status();
  std::vector<ptir_tensor> results;
  if (Status status = (*instance)->call("forward", {images.view()}, results);
      !status.ok())
    return status;
  return copyLogits(results.front());
}

std::vector<int32_t> ptir::likeliest(const float *row, int64_t size,
                                     int64_t count) {
  std::vector<int32_t> order(size);
  std::iota(order.begin(), order.end(), 0);
  auto end = order.begin() + std::min<int64_t>(count, order.size());
  std::partial_sort(
      order.begin(), end, order.end(), [row](int32_t lhs, int32_t rhs) {
        bool lhsNan = std::isnan(row[lhs]);
        bool rhsNan = std::isnan(row[rhs]);
        if (lhsNan || rhsNan)
          return lhsNan == rhsNan ? lhs < rhs : rhsNan;
        return row[lhs] != row[rhs] ? row[lhs] > row[rhs] : lhs < rhs;
      });
  order.erase(end, order.end());
  return order;
}

std::vector<int32_t> ptir::likeliest(const Logits &logits, int64_t count) {
  return likeliest(logits.lastRow(), logits.vocabularySize(), count);
}
