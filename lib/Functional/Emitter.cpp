//===- Emitter.cpp - Where functionals put their ops ----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Functional/Emitter.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/ScopeExit.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

Chooser::~Chooser() = default;

Location Emitter::getLoc() const {
  if (path.empty())
    return base;
  return NameLoc::get(StringAttr::get(base.getContext(), path), base);
}

Tensor Emitter::fail(StringRef who, const Twine &message) {
  failedOnce = true;
  emitError(getLoc()) << who << ": " << message;
  return {};
}

Emitter::Scope::Scope(Emitter &emitter, StringRef segment)
    : emitter(emitter), outerLength(emitter.path.size()) {
  if (!emitter.path.empty())
    emitter.path += '.';
  emitter.path += segment;
}

Emitter::Scope::~Scope() { emitter.path.resize(outerLength); }

void Emitter::tap(StringRef name, Tensor x) {
  if (!taps || !x)
    return;
  std::string full = path;
  if (!full.empty() && !name.empty())
    full += '.';
  taps->push_back({full + name.str(), x});
}

//===----------------------------------------------------------------------===//
// Emission
//===----------------------------------------------------------------------===//

namespace {
/// A decomposition that is not in a program yet.
struct DetachedBody {
  DetachedBody(MLIRContext *context, Location location,
               ArrayRef<Tensor> operands, Decomposition build)
      : block(std::make_unique<Block>()) {
    for (Tensor operand : operands)
      block->addArgument(operand.getType(), location);
    OpBuilder builder(context);
    builder.setInsertionPointToEnd(block.get());
    CoreOps core(builder, location);
    results = build(core, block->getArguments());
    for (Value result : results)
      types.push_back(result.getType());
  }

  std::unique_ptr<Block> block;
  SmallVector<Value> results;
  SmallVector<Type> types;
};
} // namespace

static SmallVector<Value> valuesOf(ArrayRef<Tensor> tensors) {
  return llvm::map_to_vector(tensors,
                             [](Tensor tensor) { return tensor.getValue(); });
}

std::optional<SmallVector<Tensor>>
Emitter::emitChosen(const FunctionalCall &call) {
  const Implementation *chosen = chooser ? chooser->choose(call) : nullptr;
  if (!chosen)
    return std::nullopt;
  Chooser *outer = std::exchange(chooser, nullptr);
  llvm::scope_exit restore([&] { chooser = outer; });
  SmallVector<Tensor> results = (*chosen)(*this, call);
  auto types = llvm::map_to_vector(
      results, [](Tensor tensor) -> Type { return tensor.getType(); });
  if (ArrayRef<Type>(types) == call.resultTypes)
    return results;
  if (succeeded(status())) {
    std::string text;
    llvm::raw_string_ostream stream(text);
    auto describe = [&](ArrayRef<Type> list) {
      stream << '(';
      llvm::interleaveComma(list, stream, [&](Type type) {
        type ? void(stream << type) : void(stream << "nothing");
      });
      stream << ')';
    };
    stream << "expected the chosen implementation to return ";
    describe(call.resultTypes);
    stream << ", found ";
    describe(types);
    fail(("functional '" + call.name + "'").str(), text);
  }
  return SmallVector<Tensor>(call.resultTypes.size());
}

static SmallVector<Tensor> emitComposite(OpBuilder &builder, Location location,
                                         StringRef name, DictionaryAttr config,
                                         ArrayRef<Tensor> operands,
                                         DetachedBody body) {
  auto op = CompositeOp::create(builder, location, body.types, name,
                                /*version=*/1, config, valuesOf(operands));
  op.getBody().push_back(body.block.release());
  OpBuilder inner = OpBuilder::atBlockEnd(&op.getBody().front());
  YieldOp::create(inner, location, body.results);
  return llvm::map_to_vector(op.getResults(),
                             [](Value value) { return Tensor(value); });
}

SmallVector<Tensor> Emitter::composite(StringRef name,
                                       ArrayRef<NamedAttribute> config,
                                       ArrayRef<Tensor> operands,
                                       Decomposition build) {
  Scope scope(*this, name);
  DetachedBody body(builder.getContext(), getLoc(), operands, build);
  DictionaryAttr dictionary = builder.getDictionaryAttr(config);
  if (auto chosen = emitChosen({name, dictionary, operands, body.types, build}))
    return *chosen;
  return emitComposite(builder, getLoc(), name, dictionary, operands,
                       std::move(body));
}

SmallVector<Tensor> Emitter::variant(const FunctionalCall &call,
                                     StringRef implementation,
                                     Decomposition build) {
  DetachedBody body(builder.getContext(), getLoc(), call.operands, build);
  return emitComposite(builder, getLoc(),
                       (call.name + "@" + implementation).str(), call.config,
                       call.operands, std::move(body));
}

SmallVector<Tensor> Emitter::bare(StringRef name, ArrayRef<Tensor> operands,
                                  Decomposition build) {
  Scope scope(*this, name);
  DetachedBody body(builder.getContext(), getLoc(), operands, build);
  if (auto chosen = emitChosen(
          {name, builder.getDictionaryAttr({}), operands, body.types, build}))
    return *chosen;
  IRMapping mapping;
  mapping.map(body.block->getArguments(), valuesOf(operands));
  for (Operation &op : *body.block)
    builder.clone(op, mapping);
  return llvm::map_to_vector(
      body.results, [&](Value value) { return Tensor(mapping.lookup(value)); });
}
