//===- EntryBuilder.cpp - The public functions of GPT-2 -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "EntryBuilder.h"

#include "ptir/Functional/Contraction.h"
#include "ptir/Functional/Elementwise.h"
#include "ptir/Functional/Shape.h"
#include "ptir/Layers/Embedding.h"
#include "ptir/Layers/TracedEntry.h"

#include "models/gpt2/ActivationNames.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::gpt2;
using functional::Emitter;
using functional::KeyValues;
using functional::Tensor;
using layers::Parameters;

static layers::Embedding tokenTable(const Config &config) {
  return {"wte", config.vocabSize, config.embedDim};
}
static layers::Embedding positionTable(const Config &config) {
  return {"wpe", config.contextLength, config.embedDim};
}
static layers::LayerNorm finalNorm(const Config &config) {
  return {"ln_f", config.embedDim, config.layerNormEpsilon, {"weight", "bias"}};
}

layers::ParameterList gpt2::embeddingParameters(const Config &config) {
  layers::ParameterList list;
  tokenTable(config).appendParameters(list);
  positionTable(config).appendParameters(list);
  return list;
}

layers::ParameterList gpt2::normParameters(const Config &config) {
  layers::ParameterList list;
  finalNorm(config).appendParameters(list);
  return list;
}

layers::ParameterList gpt2::headParameters(const Config &config, Head head) {
  switch (head) {
  case Head::Tied:
    return {};
  case Head::Rows:
    return {{"lm_head.weight", {config.vocabSize, config.embedDim}}};
  case Head::Columns:
    return {{"lm_head", {config.embedDim, config.vocabSize}}};
  }
  llvm_unreachable("all heads are handled");
}

std::string gpt2::layerPrefix(int64_t layer) {
  return "transformer.h." + std::to_string(layer) + ".";
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

static constexpr int64_t dynamic = ShapedType::kDynamic;

static Type si32(MLIRContext *context) {
  return IntegerType::get(context, 32, IntegerType::Signed);
}

RankedTensorType EntryBuilder::activationType(int64_t positions) const {
  return RankedTensorType::get({dynamic, positions, config.embedDim},
                               Float32Type::get(location.getContext()));
}

RankedTensorType EntryBuilder::cacheType() const {
  return RankedTensorType::get(
      {dynamic, config.numHeads, dynamic, config.headDim()},
      Float32Type::get(location.getContext()));
}

//===----------------------------------------------------------------------===//
// Parts of entries
//===----------------------------------------------------------------------===//

Tensor EntryBuilder::embed(Emitter &emitter, Tensor tokens, Tensor positions) {
  embeddings = layers::readParameters(emitter, embeddingParameters(config),
                                      "transformer.");
  Tensor words = tokenTable(config).forward(emitter, embeddings, tokens);
  Tensor places = positionTable(config).forward(emitter, embeddings, positions);
  if (!words)
    return {};
  CoreOps core(emitter.getBuilder(), emitter.getLoc());
  places =
      functional::broadcastTo(emitter, places, core.extents(words.getValue()));
  Tensor sum = functional::add(emitter, words, places);
  emitter.tap("embeddings", sum);
  return sum;
}

Tensor EntryBuilder::firstPositions(Emitter &emitter, Tensor tokens) const {
  CoreOps core(emitter.getBuilder(), emitter.getLoc());
  return core.iota(si32(location.getContext()),
                   {functional::extentOf(emitter, tokens, 1)}, 0);
}

Tensor EntryBuilder::callLayers(Emitter &emitter, func::FuncOp function,
                                Tensor x, ArrayRef<Tensor> extra,
                                Tensors &caches) const {
  for (int64_t layer = 0; layer < config.numLayers; ++layer) {
    Emitter::Scope scope(emitter, "h." + std::to_string(layer));
    Parameters parameters =
        layers::readParameters(emitter, block.parameters(), layerPrefix(layer));
    SmallVector<Tensor> activations = {x};
    llvm::append_range(activations, extra);
    if (!caches.empty())
      activations.append({caches[2 * layer], caches[2 * layer + 1]});
    SmallVector<Tensor> results = layers::callLayer(
        emitter, function, activations, block.parameters(), parameters);
    x = results[0];
    if (!caches.empty())
      std::copy(results.begin() + 1, results.end(), &caches[2 * layer]);
  }
  return x;
}

Tensor EntryBuilder::inlineLayers(Emitter &emitter, Tensor x) const {
  for (int64_t layer = 0; layer < config.numLayers && x; ++layer) {
    Emitter::Scope scope(emitter, "h." + std::to_string(layer));
    Parameters parameters =
        layers::readParameters(emitter, block.parameters(), layerPrefix(layer));
    x = block.forward(emitter, parameters, x);
  }
  return x;
}

Tensor EntryBuilder::project(Emitter &emitter, Tensor x) const {
  Parameters norm =
      layers::readParameters(emitter, normParameters(config), "transformer.");
  x = finalNorm(config).forward(emitter, norm, x);
  Emitter::Scope scope(emitter, "lm_head");
  if (options.head == Head::Tied)
    return functional::matmulTransposed(emitter, x,
                                        embeddings.get(emitter, "wte.weight"));
  layers::ParameterList specs = headParameters(config, options.head);
  Tensor weight = layers::readParameters(emitter, specs, "")
                      .get(emitter, specs.front().name);
  return options.head == Head::Rows
             ? functional::matmulTransposed(emitter, x, weight)
             : functional::matmul(emitter, x, weight);
}

//===----------------------------------------------------------------------===//
// Entries
//===----------------------------------------------------------------------===//

LogicalResult EntryBuilder::addEntry(StringRef name, ArrayRef<Type> inputs,
                                     bool withCaches, EntryBody body) {
  SmallVector<Type> types(inputs);
  if (withCaches)
    types.append(2 * config.numLayers, cacheType());
  auto builder = OpBuilder::atBlockEnd(module.getBody());
  auto function = func::FuncOp::create(builder, location, name,
                                       builder.getFunctionType(types, {}));
  mlir::Block *entry = function.addEntryBlock();
  builder.setInsertionPointToStart(entry);

  Emitter emitter(builder, location, options.chooser);
  std::vector<Emitter::Tap> taps;
  if (options.trace)
    emitter.recordTaps(&taps);
  auto arguments = llvm::map_to_vector(
      entry->getArguments(), [](BlockArgument x) { return Tensor(x); });
  Tensors results = body(emitter, arguments);
  if (failed(emitter.status()))
    return failure();
  if (options.trace) {
    for (Emitter::Tap &tap : taps)
      tap.name = activationName(tap.name);
    layers::returnTaps(function, builder, taps);
    return success();
  }
  auto ret = func::ReturnOp::create(
      builder, location,
      llvm::map_to_vector(results, [](Tensor x) { return x.getValue(); }));
  function.setFunctionType(
      builder.getFunctionType(types, ret.getOperandTypes()));
  if (withCaches) {
    SmallVector<int64_t> inplace = {-1};
    llvm::append_range(inplace,
                       llvm::seq<int64_t>(inputs.size(), types.size()));
    function->setAttr(PTIRDialect::getInplaceAttrName(),
                      builder.getDenseI64ArrayAttr(inplace));
  }
  return success();
}

LogicalResult EntryBuilder::addPrefill() {
  auto function = layers::outlineLayer(
      module, location, "gpt2_block_prefill",
      {activationType(dynamic), cacheType(), cacheType()}, block.parameters(),
      [&](Emitter &emitter, ArrayRef<Tensor> in, const Parameters &parameters) {
        Block::Cached result =
            block.prefill(emitter, parameters, in[0], {in[1], in[2]});
        return Tensors{result.output, result.cache.keys, result.cache.values};
      },
      options.chooser);
  if (failed(function))
    return failure();
  Type tokens =
      RankedTensorType::get({dynamic, dynamic}, si32(location.getContext()));
  return addEntry(
      "prefill", tokens, /*withCaches=*/true,
      [&](Emitter &emitter, ArrayRef<Tensor> in) {
        Tensors caches(in.drop_front(1));
        Tensor x = embed(emitter, in[0], firstPositions(emitter, in[0]));
        x = callLayers(emitter, *function, x, {}, caches);
        // Only the logits after the last token are asked for.
        CoreOps core(emitter.getBuilder(), emitter.getLoc());
        Value length = core.toTensor(functional::extentOf(emitter, in[0], 1));
        Type si64 = cast<RankedTensorType>(length.getType()).getElementType();
        Tensor last = core.sub(length, core.scalar(1, si64));
        x = functional::dynamicIndexAlongAxis(emitter, x, last, 1);
        Tensors results = {
            project(emitter, functional::flattenRows(emitter, x))};
        llvm::append_range(results, caches);
        return results;
      });
}

LogicalResult EntryBuilder::addDecode() {
  MLIRContext *context = location.getContext();
  Type scalar = RankedTensorType::get({}, si32(context));
  auto function = layers::outlineLayer(
      module, location, "gpt2_block_decode",
      {activationType(1), scalar, cacheType(), cacheType()}, block.parameters(),
      [&](Emitter &emitter, ArrayRef<Tensor> in, const Parameters &parameters) {
        Block::Cached result =
            block.decode(emitter, parameters, in[0], {in[2], in[3]}, in[1]);
        return Tensors{result.output, result.cache.keys, result.cache.values};
      },
      options.chooser);
  if (failed(function))
    return failure();
  Type tokens = RankedTensorType::get({dynamic, 1}, si32(context));
  return addEntry("decode", {tokens, scalar}, /*withCaches=*/true,
                  [&](Emitter &emitter, ArrayRef<Tensor> in) {
                    Tensors caches(in.drop_front(2));
                    Tensor position = functional::reshape(emitter, in[1], {1});
                    Tensor x = embed(emitter, in[0], position);
                    x = callLayers(emitter, *function, x, in[1], caches);
                    Tensors results = {
                        project(emitter, functional::flattenRows(emitter, x))};
                    llvm::append_range(results, caches);
                    return results;
                  });
}

LogicalResult EntryBuilder::addForward() {
  FailureOr<func::FuncOp> function = func::FuncOp();
  if (!options.trace)
    function = layers::outlineLayer(
        module, location, "gpt2_block_forward", activationType(dynamic),
        block.parameters(),
        [&](Emitter &emitter, ArrayRef<Tensor> in,
            const Parameters &parameters) {
          return Tensors{block.forward(emitter, parameters, in[0])};
        },
        options.chooser);
  if (failed(function))
    return failure();
  Type tokens =
      RankedTensorType::get({dynamic, dynamic}, si32(location.getContext()));
  return addEntry(
      "forward", tokens, /*withCaches=*/false,
      [&](Emitter &emitter, ArrayRef<Tensor> in) {
        Tensors none;
        Tensor x = embed(emitter, in[0], firstPositions(emitter, in[0]));
        x = options.trace ? inlineLayers(emitter, x)
                          : callLayers(emitter, *function, x, {}, none);
        Tensor logits = project(emitter, functional::flattenRows(emitter, x));
        logits = functional::reshape(emitter, logits,
                                     {functional::extentOf(emitter, in[0], 0),
                                      functional::extentOf(emitter, in[0], 1),
                                      config.vocabSize});
        emitter.tap("logits", logits);
        return Tensors{logits};
      });
}
