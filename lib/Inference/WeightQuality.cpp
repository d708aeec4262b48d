//===- WeightQuality.cpp - What narrow weights cost a model ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Inference/WeightQuality.h"

#include "ptir/Inference/Forward.h"

#include <algorithm>
#include <cmath>

using namespace ptir;

namespace {

/// Adds up what a WeightQuality is made of.
struct Sums {
  int64_t rows = 0, agreeing = 0, predicted = 0, elements = 0;
  double maxError = 0, error = 0, loss = 0;

  void addErrors(const float *row, const float *first, int64_t size) {
    for (int64_t i = 0; i < size; ++i) {
      double difference = std::abs(double(row[i]) - double(first[i]));
      error += difference;
      // A NaN stays: it is not less than anything.
      if (!(difference <= maxError) && !std::isnan(maxError))
        maxError = difference;
    }
    elements += size;
    agreeing += likeliest(row, size, 1) == likeliest(first, size, 1);
    ++rows;
  }

  /// -log softmax(row)[token]
  void addLoss(const float *row, int64_t size, TokenId token) {
    double most = *std::max_element(row, row + size), sum = 0;
    for (int64_t i = 0; i < size; ++i)
      sum += std::exp(double(row[i]) - most);
    loss += std::log(sum) + most - double(row[token]);
    ++predicted;
  }

  WeightQuality finish() const {
    return {rows, maxError, error / double(elements),
            double(agreeing) / double(rows),
            predicted ? std::exp(loss / double(predicted)) : NAN};
  }
};

} // namespace

static void addWindow(Sums &sums, const Logits &logits, const Logits &first,
                      const std::vector<TokenId> &tokens) {
  int64_t size = logits.vocabularySize();
  for (size_t i = 0; i < tokens.size(); ++i) {
    const float *row = logits.row(static_cast<int64_t>(i));
    sums.addErrors(row, first.row(static_cast<int64_t>(i)), size);
    if (i + 1 < tokens.size())
      sums.addLoss(row, size, tokens[i + 1]);
  }
}

StatusOr<std::vector<WeightQuality>>
ptir::compareModels(const std::vector<LoadedModel *> &models,
                    const std::vector<TokenId> &tokens, int64_t window,
                    const std::function<void(int64_t seen)> &progress) {
  if (tokens.empty())
    return Status::failure("text: expected at least one token, found none");
  std::vector<Sums> sums(models.size());
  auto count = static_cast<int64_t>(tokens.size());
  for (int64_t begin = 0; begin < count; begin += window) {
    int64_t end = std::min(count, begin + window);
    std::vector<TokenId> part(tokens.begin() + begin, tokens.begin() + end);
    std::optional<Logits> first;
    for (size_t i = 0; i < models.size(); ++i) {
      StatusOr<Logits> logits = forward(*models[i], part, LogitsRows::All);
      if (!logits.ok())
        return logits.status();
      if (!first)
        first = *logits;
      if (logits->dims != first->dims)
        return Status::failure("model: expected logits of shape " +
                               shapeToString(first->dims) + ", found " +
                               shapeToString(logits->dims));
      addWindow(sums[i], *logits, *first, part);
    }
    if (progress)
      progress(end);
  }
  std::vector<WeightQuality> result;
  for (const Sums &sum : sums)
    result.push_back(sum.finish());
  return result;
}
