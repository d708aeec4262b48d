//===- Grower.cpp - A random program, op by op ----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Grower.h"

#include "Families.h"

#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"
#include "ptir/Validation/InexactValues.h"
#include "ptir/Validation/SeededTensors.h"

#include "mlir/AsmParser/AsmParser.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::fuzz;
using reference::Tensor;

/// Results with more elements are taken back.
static constexpr int64_t maxElements = 2048;
/// Ops that one call of a body may execute.
static constexpr uint64_t maxSteps = 5000;

std::string ptir::fuzz::arrayText(ArrayRef<int64_t> values) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  stream << (values.empty() ? "array<i64" : "array<i64: ");
  llvm::interleaveComma(values, stream);
  stream << ">";
  return text;
}

Grower::Grower(func::FuncOp function, uint64_t seed, const OpChoice &choice,
               GrowthCounts &counts)
    : function(function), builder(function.getContext()), random(seed),
      choice(choice), counts(counts) {
  builder.setInsertionPointToEnd(&function.getBody().front());
  // Some programs are for the folders.
  constantPercent = chance(15) ? 100 : 15;
}

Location Grower::nextLocation() {
  return FileLineColLoc::get(context(), function.getName(), ++line, 1);
}

std::string Grower::nextName() {
  return function.getName().str() + ".x" + std::to_string(++line);
}

Type Grower::mlirType(ElementType element) const {
  return getMLIRType(context(), element);
}

RankedTensorType Grower::staticType(const Tensor &tensor) const {
  return RankedTensorType::get(tensor.dims(), mlirType(tensor.elementType()));
}

bool Grower::hasOp(StringRef name) const {
  return OperationName(name, context()).isRegistered();
}

//===----------------------------------------------------------------------===//
// Ops
//===----------------------------------------------------------------------===//

/// The result types of an op that infers them.
static LogicalResult inferTypes(OperationState &state, Location location) {
  std::optional<RegisteredOperationName> info = state.name.getRegisteredInfo();
  auto *infer = info ? info->getInterface<InferTypeOpInterface>() : nullptr;
  if (!infer)
    return emitError(location, "result types are neither given nor inferred");
  DictionaryAttr attributes =
      state.attributes.getDictionary(state.getContext());
  llvm::SmallVector<char> storage(
      static_cast<size_t>(state.name.getOpPropertyByteSize()) + 16);
  OpaqueProperties properties(nullptr);
  if (state.name.getOpPropertyByteSize() > 0) {
    properties = OpaqueProperties(reinterpret_cast<void *>(
        llvm::alignAddr(storage.data(), llvm::Align(16))));
    state.name.initOpProperties(properties, OpaqueProperties(nullptr));
    if (failed(state.name.setOpPropertiesFromAttribute(
            state.name, properties, attributes,
            [&] { return emitError(location); })))
      return failure();
  }
  llvm::SmallVector<Type> types;
  LogicalResult result =
      infer->inferReturnTypes(state.getContext(), location, state.operands,
                              attributes, properties, {}, types);
  if (state.name.getOpPropertyByteSize() > 0)
    state.name.destroyOpProperties(properties);
  state.addTypes(types);
  return result;
}

Grown Grower::refuse(Operation *op, StringRef why) {
  GrowthCounts::Count &count = counts.ops[op->getName().getStringRef().str()];
  ++count.refused;
  count.lastRefusal = why.str();
  op->erase();
  return std::nullopt;
}

Grown Grower::emit(StringRef name, ArrayRef<Slot> operands,
                   StringRef attributes, ArrayRef<Type> types) {
  if (!hasOp(name))
    return std::nullopt;
  OperationState state(nextLocation(), name);
  auto dictionary = dyn_cast_or_null<DictionaryAttr>(
      parseAttribute(("{" + attributes + "}").str(), context()));
  if (!dictionary) {
    GrowthCounts::Count &count = counts.ops[name.str()];
    ++count.refused;
    count.lastRefusal = "attributes do not parse: " + attributes.str();
    return std::nullopt;
  }
  state.addAttributes(dictionary.getValue());
  state.addTypes(types);
  return emitState(state, operands);
}

Grown Grower::emitState(OperationState &state, ArrayRef<Slot> operands) {
  for (const Slot &slot : operands)
    state.operands.push_back(slot.value);
  std::string refusal;
  ScopedDiagnosticHandler handler(context(), [&](Diagnostic &diagnostic) {
    if (refusal.empty())
      refusal = diagnostic.str();
  });
  if (state.types.empty() && failed(inferTypes(state, state.location))) {
    GrowthCounts::Count &count = counts.ops[state.name.getStringRef().str()];
    ++count.refused;
    count.lastRefusal = refusal;
    return std::nullopt;
  }
  Operation *op = builder.create(state);
  if (failed(verify(op)))
    return refuse(op, refusal);
  return evaluate(op, operands);
}

/// Runs one op on the tensors of its operands.
static llvm::Expected<std::vector<Tensor>>
runAlone(Operation *op, ArrayRef<Slot> operands, func::FuncOp function) {
  reference::InterpreterOptions options;
  options.maxSteps = maxSteps;
  std::vector<Tensor> tensors;
  for (const Slot &slot : operands)
    tensors.push_back(slot.tensor);
  if (auto call = dyn_cast<func::CallOp>(op)) {
    reference::NoParams params; // entries read them
    reference::Interpreter interpreter(function->getParentOfType<ModuleOp>(),
                                       params, options);
    return interpreter.call(call.getCallee(), std::move(tensors));
  }
  OwningOpRef<ModuleOp> module = ModuleOp::create(op->getLoc());
  OpBuilder builder = OpBuilder::atBlockEnd(module->getBody());
  auto alone = func::FuncOp::create(
      builder, op->getLoc(), "alone",
      builder.getFunctionType(op->getOperandTypes(), op->getResultTypes()));
  Block *block = alone.addEntryBlock();
  builder.setInsertionPointToEnd(block);
  Operation *copy = builder.clone(*op);
  copy->setOperands(block->getArguments());
  func::ReturnOp::create(builder, op->getLoc(), copy->getResults());
  validation::SeededParams params(*module, paramSeed);
  return reference::Interpreter(*module, params, options)
      .call("alone", std::move(tensors));
}

/// Whether an op, or what it calls or holds, rounds freely.
static bool roundsFreely(Operation *op) {
  bool found = false;
  op->walk([&](Operation *inner) {
    validation::Rounding rounding = validation::getRounding(*inner);
    found |= rounding == validation::Rounding::Function ||
             rounding == validation::Rounding::Sum;
  });
  return found;
}

Grown Grower::evaluate(Operation *op, ArrayRef<Slot> operands) {
  GrowthCounts::Count &count = counts.ops[op->getName().getStringRef().str()];
  auto results = runAlone(op, operands, function);
  if (!results) {
    std::string error = llvm::toString(results.takeError());
    ++count.failed;
    bool unsupported = StringRef(error).contains("does not execute");
    if (regionDepth > 0 || unsupported || !chance(6) ||
        StringRef(error).contains("at most")) {
      if (unsupported)
        count.lastRefusal = error;
      op->erase();
      return std::nullopt;
    }
    over = true;
    ++count.built;
    return std::nullopt;
  }
  int64_t elements = 0;
  for (const Tensor &result : *results)
    elements += result.numElements();
  if (elements > maxElements) {
    op->erase();
    return std::nullopt;
  }
  ++count.built;
  Operation *rounding = op;
  if (auto call = dyn_cast<func::CallOp>(op))
    rounding =
        SymbolTable::lookupNearestSymbolFrom(function, call.getCalleeAttr());
  bool exact = llvm::all_of(operands, [](const Slot &s) { return s.exact; }) &&
               !roundsFreely(rounding);
  Slots grown;
  for (auto [value, tensor] : llvm::zip_equal(op->getResults(), *results)) {
    grown.push_back({value, tensor, exact});
    slots.push_back(grown.back());
  }
  return grown;
}

bool Grower::fillRegion(Region &region, ArrayRef<BodyArgument> arguments,
                        StringRef terminator, GrowBody grow) {
  OpBuilder::InsertionGuard guard(builder);
  std::deque<Slot> outer = std::move(slots);
  slots.clear();
  Block *block = builder.createBlock(&region);
  llvm::SmallVector<Slot> inner;
  for (const BodyArgument &argument : arguments) {
    inner.push_back({block->addArgument(argument.type, function.getLoc()),
                     argument.tensor, argument.exact});
    slots.push_back(inner.back());
  }
  ++regionDepth;
  std::optional<Slots> yielded = grow(inner);
  --regionDepth;
  slots = std::move(outer);
  if (!yielded)
    return false;
  OperationState state(nextLocation(), terminator);
  for (const Slot &slot : *yielded)
    state.operands.push_back(slot.value);
  builder.create(state);
  return true;
}

void Grower::growOp(StringRef name) {
  if (const OpRow *row = findRow(name))
    row->grow(*this, row->name);
}

void Grower::growSome(unsigned count) {
  for (unsigned i = 0; i < count && !over; ++i) {
    const OpRow &row = pick(allRows());
    if (!llvm::is_contained(choice.unwanted, row.name))
      row.grow(*this, row.name);
  }
}

Slots Grower::unused() {
  Slots found;
  for (const Slot &slot : slots)
    if (slot.value.use_empty() && slot.value.getDefiningOp())
      found.push_back(slot);
  return found;
}

void Grower::finish() {
  llvm::SmallVector<Value> results;
  for (Operation &op : function.getBody().front())
    for (Value result : op.getResults())
      if (result.use_empty())
        results.push_back(result);
  func::ReturnOp::create(builder, nextLocation(), results);
  function.setFunctionType(builder.getFunctionType(
      function.getBody().getArgumentTypes(), ValueRange(results).getTypes()));
}
