//===- ImageClassifier.cpp - Images in, logits out ------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Layers/ImageClassifier.h"

#include "ptir/Functional/Contraction.h"
#include "ptir/Functional/Elementwise.h"
#include "ptir/Functional/Pooling.h"
#include "ptir/Functional/Shape.h"
#include "ptir/Layers/TracedEntry.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::layers;

LogicalResult layers::addImageEntry(ModuleOp module, Location location,
                                    const ImageExtents &extents, ImageBody body,
                                    functional::Chooser *chooser, bool trace) {
  auto builder = OpBuilder::atBlockEnd(module.getBody());
  auto type = RankedTensorType::get(
      {extents.batch, extents.channels, extents.height, extents.width},
      builder.getF32Type());
  auto function = func::FuncOp::create(builder, location, "forward",
                                       builder.getFunctionType(type, {}));
  builder.setInsertionPointToStart(function.addEntryBlock());
  Emitter emitter(builder, location, chooser);
  std::vector<Emitter::Tap> taps;
  if (trace)
    emitter.recordTaps(&taps);
  Tensor images =
      functional::transpose(emitter, function.getArgument(0), {0, 2, 3, 1});
  Tensor logits = body(emitter, images);
  if (failed(emitter.status()))
    return failure();
  if (trace) {
    returnTaps(function, builder, taps);
    return success();
  }
  auto ret = func::ReturnOp::create(builder, location, logits.getValue());
  function.setFunctionType(
      builder.getFunctionType(type, ret.getOperandTypes()));
  return success();
}

void ClassifierHead::appendParameters(ParameterList &list) const {
  if (form == HeadForm::Rows)
    list.push_back({name + ".weight", {classes, features}});
  else
    list.push_back({name + ".weight", {features, classes}});
  list.push_back({name + ".bias", {classes}});
}

Tensor ClassifierHead::forward(Emitter &emitter, const Parameters &parameters,
                               Tensor x) const {
  Tensor pooled = functional::globalAvgPool(emitter, x);
  emitter.tap("pool", pooled);
  Emitter::Scope scope(emitter, name);
  Tensor weight = parameters.get(emitter, name + ".weight");
  Tensor logits = form == HeadForm::Rows
                      ? functional::matmulTransposed(emitter, pooled, weight)
                      : functional::matmul(emitter, pooled, weight);
  logits = functional::addBias(emitter, logits,
                               parameters.get(emitter, name + ".bias"));
  emitter.tap("", logits);
  return logits;
}

Tensor OutlinedParts::call(Emitter &emitter, StringRef kind, StringRef prefix,
                           ArrayRef<ParameterSpec> specs, Tensor x,
                           PartBody body) {
  if (!x)
    return {};
  std::string path = prefix.rtrim('.').str();
  Emitter::Scope scope(emitter, path);
  Parameters parameters = readParameters(emitter, specs, prefix);
  if (!outline)
    return body(emitter, parameters, x);

  std::string key;
  llvm::raw_string_ostream(key) << kind << x.getType();
  func::FuncOp &function = functions[key];
  if (!function) {
    auto made = outlineLayer(
        module, location, (kind + "_" + Twine(functions.size())).str(),
        x.getType(), specs,
        [&](Emitter &inner, ArrayRef<Tensor> in, const Parameters &bound) {
          return SmallVector<Tensor>{body(inner, bound, in[0])};
        },
        chooser);
    if (failed(made)) {
      emitter.fail("layer '" + path + "'", "cannot be built");
      return {};
    }
    function = *made;
  }
  return callLayer(emitter, function, x, specs, parameters)[0];
}
