//===- ForwardImages.cpp - Classes of images ------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ForwardImages.h"

#include "NumberJson.h"
#include "OutputTensors.h"

#include "ptir/Inference/Forward.h"
#include "ptir/Inference/Labels.h"

#include <algorithm>
#include <iomanip>
#include <iostream>

using namespace ptir;
using namespace ptir::run;
using nlohmann::ordered_json;

namespace {

/// Prints the classes of one image after the other.
class ClassPrinter {
public:
  ClassPrinter(const Logits &logits, const std::vector<std::string> &labels,
               int64_t top)
      : logits(logits), labels(labels), top(top) {}

  void printText(const std::vector<std::string> &names) const {
    std::cout << "logits " << shapeToString(logits.dims) << "\n";
    for (size_t image = 0; image < names.size(); ++image) {
      std::cout << names[image] << "\n"
                << "   class         logit  probability"
                << (labels.empty() ? "\n" : "  label\n");
      std::vector<double> shares = softmax(image);
      for (int32_t index : classes(image)) {
        std::cout << std::setw(8) << index << std::fixed << std::setw(14)
                  << std::setprecision(5) << logits.row(image)[index]
                  << std::setw(12) << std::setprecision(3)
                  << 100 * shares[index] << "%";
        if (!labels.empty())
          std::cout << "  " << labels[index];
        std::cout << "\n";
      }
    }
  }

  void printJson(const std::vector<std::string> &names,
                 const RepeatedRuns &runs) const {
    ordered_json object = {{"shape", logits.dims}, {"top", topJson(0)}};
    if (names.size() > 1) {
      ordered_json images = ordered_json::array();
      for (size_t image = 0; image < names.size(); ++image)
        images.push_back({{"image", names[image]}, {"top", topJson(image)}});
      object["images"] = std::move(images);
    }
    runs.appendJson(object);
    std::cout << object.dump(-1, ' ', false,
                             ordered_json::error_handler_t::replace)
              << "\n";
  }

private:
  std::vector<int32_t> classes(size_t image) const {
    return likeliest(logits.row(static_cast<int64_t>(image)),
                     logits.vocabularySize(), top);
  }

  std::vector<double> softmax(size_t image) const {
    const float *row = logits.row(static_cast<int64_t>(image));
    std::vector<double> shares(row, row + logits.vocabularySize());
    double largest = *std::max_element(shares.begin(), shares.end());
    double sum = 0;
    for (double &share : shares)
      sum += share = std::exp(share - largest);
    for (double &share : shares)
      share /= sum;
    return shares;
  }

  ordered_json topJson(size_t image) const {
    ordered_json list = ordered_json::array();
    std::vector<double> shares = softmax(image);
    for (int32_t index : classes(image)) {
      ordered_json item = {{"index", index}};
      if (!labels.empty())
        item["label"] = labels[index];
      item["logit"] =
          numberJson(logits.row(static_cast<int64_t>(image))[index]);
      item["probability"] = numberJson(shares[index]);
      list.push_back(std::move(item));
    }
    return list;
  }

  const Logits &logits;
  const std::vector<std::string> &labels;
  int64_t top;
};

} // namespace

Status ptir::run::runImages(LoadedModel &model, const ImageFlags &flags,
                            const ForwardOutput &output, RepeatedRuns &runs,
                            Progress &progress) {
  StatusOr<const ImageModelInfo *> info = requireImageModel(model.definition());
  if (!info.ok())
    return info.status();
  StatusOr<std::vector<std::string>> labels =
      output.labels.empty() ? modelLabels(model)
                            : readLabels(output.labels, (*info)->classCount);
  if (!labels.ok())
    return labels.status();
  StatusOr<ImageBatch> images = makeImages(**info, flags);
  if (!images.ok())
    return images.status();
  StatusOr<Logits> logits =
      runs.run(model, [&] { return forwardImages(model, images->tensor); });
  if (!logits.ok())
    return logits.status();
  progress.clear();
  if (!output.archive.empty()) {
    ptir_tensor view{logits->values.data(), logits->dims.data(),
                     static_cast<int32_t>(logits->dims.size()),
                     static_cast<int32_t>(ElementType::F32)};
    if (Status status =
            writeTensors(output.archive,
                         {{"input", images->tensor.view()}, {"logits", view}});
        !status.ok())
      return status;
  }
  ClassPrinter printer(*logits, *labels, output.top);
  if (output.json) {
    printer.printJson(images->names, runs);
  } else {
    printer.printText(images->names);
    runs.printText();
  }
  return Status::success();
}
