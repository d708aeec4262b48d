//===- ReferenceInstance.cpp - A module in the interpreter ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ReferenceInstance.h"

#include "Signature.h"

#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"
#include "ptir/Reference/Interpreter.h"

#include <cstring>

using namespace ptir;
using namespace ptir::execution;
using reference::Interpreter;
using reference::InterpreterOptions;
using reference::Tensor;
using runtime::ParamStore;

namespace {

/// Parameters out of the store, which converts them to the wanted type.
class StoreParams final : public reference::ParamProvider {
public:
  explicit StoreParams(std::shared_ptr<ParamStore> store)
      : store(std::move(store)) {}

  StatusOr<Tensor> get(llvm::StringRef name,
                       mlir::RankedTensorType type) override;

private:
  std::shared_ptr<ParamStore> store;
};

class ReferenceInstance final : public Instance {
public:
  ReferenceInstance(mlir::OwningOpRef<mlir::ModuleOp> module,
                    std::vector<EntrySignature> signatures,
                    std::shared_ptr<ParamStore> store,
                    InterpreterOptions options)
      : module(std::move(module)), signatures(std::move(signatures)),
        params(std::move(store)), interpreter(*this->module, params, options) {}

  const std::vector<EntrySignature> &entries() const override {
    return signatures;
  }
  Status call(const std::string &entry, const std::vector<ptir_tensor> &args,
              std::vector<ptir_tensor> &results) override;

private:
  mlir::OwningOpRef<mlir::ModuleOp> module;
  std::vector<EntrySignature> signatures;
  StoreParams params;
  Interpreter interpreter;
  /// Of the last call.
  std::vector<Tensor> kept;
};

} // namespace

StatusOr<Tensor> StoreParams::get(llvm::StringRef name,
                                  mlir::RankedTensorType type) {
  if (!store)
    return Status::failure("parameter '" + name.str() +
                           "': expected a model to read it from, found none; "
                           "name one with --model");
  std::optional<ElementType> element = getElementType(type.getElementType());
  if (!element || !type.hasStaticShape())
    return Status::failure("parameter '" + name.str() +
                           "': expected a static shape and an element type of "
                           "the contract");
  StatusOr<const void *> data =
      store->acquire({{name.data(), name.size()}, *element, type.getShape()});
  if (!data.ok())
    return data.status();
  size_t bytes =
      static_cast<size_t>(type.getNumElements()) * storageBytes(*element);
  return Tensor::fromBytes(*element, type.getShape(),
                           {static_cast<const uint8_t *>(*data), bytes});
}

static StatusOr<Tensor> copyArgument(const ptir_tensor &arg) {
  std::optional<int64_t> bytes;
  if (arg.element_type >= 0 &&
      arg.element_type < static_cast<int32_t>(numElementTypes))
    bytes = runtime::denseBytes(arg.dims, arg.rank,
                                static_cast<ElementType>(arg.element_type));
  if (!bytes)
    return Status::failure(
        "expected a dense tensor, found " +
        runtime::tensorText(arg.dims, arg.rank, arg.element_type));
  return Tensor::fromBytes(
      static_cast<ElementType>(arg.element_type),
      {arg.dims, static_cast<size_t>(arg.rank)},
      {static_cast<const uint8_t *>(arg.data), static_cast<size_t>(*bytes)});
}

static bool accepts(const TensorType &type, const Tensor &tensor) {
  if (type.elementType != tensor.elementType() ||
      type.dims.size() != tensor.dims().size())
    return false;
  for (size_t i = 0; i < type.dims.size(); ++i)
    if (type.dims[i] != PTIR_DYNAMIC && type.dims[i] != tensor.dims()[i])
      return false;
  return true;
}

/// Copies of the arguments, as the entry wants them.
static StatusOr<std::vector<Tensor>>
copyArguments(const EntrySignature &entry,
              const std::vector<ptir_tensor> &args) {
  if (args.size() != entry.args.size())
    return Status::failure("entry '" + entry.name + "': expected " +
                           std::to_string(entry.args.size()) +
                           " arguments, found " + std::to_string(args.size()));
  std::vector<Tensor> copies;
  for (size_t i = 0; i < args.size(); ++i) {
    std::string where =
        "entry '" + entry.name + "': argument " + std::to_string(i) + ": ";
    StatusOr<Tensor> copy = copyArgument(args[i]);
    if (!copy.ok())
      return Status::failure(where + copy.message());
    const TensorType &type = entry.args[i];
    if (!accepts(type, *copy))
      return Status::failure(
          where + "expected " +
          runtime::tensorText(type.dims.data(),
                              static_cast<int32_t>(type.dims.size()),
                              static_cast<int32_t>(type.elementType)) +
          ", found " + copy->describeType());
    copies.push_back(std::move(*copy));
  }
  return copies;
}

/// Writes the result over the argument it updates and returns the argument.
static StatusOr<ptir_tensor> copyBack(const EntrySignature &entry, size_t index,
                                      const Tensor &result,
                                      const ptir_tensor &arg) {
  llvm::ArrayRef<int64_t> dims(arg.dims, static_cast<size_t>(arg.rank));
  if (result.dims() != dims)
    return Status::failure(
        "entry '" + entry.name + "': result " + std::to_string(index) +
        ": expected the type of the argument it updates, " +
        runtime::tensorText(arg.dims, arg.rank, arg.element_type) + ", found " +
        result.describeType());
  llvm::ArrayRef<uint8_t> bytes = result.bytes();
  if (!bytes.empty())
    std::memcpy(arg.data, bytes.data(), bytes.size());
  return arg;
}

/// The caller only reads through it: results are not arguments of another call
/// that updates them in place, unless the caller owns them.
static ptir_tensor viewOf(const Tensor &tensor) {
  return {const_cast<uint8_t *>(tensor.bytes().data()), tensor.dims().data(),
          static_cast<int32_t>(tensor.rank()),
          static_cast<int32_t>(tensor.elementType())};
}

Status ReferenceInstance::call(const std::string &name,
                               const std::vector<ptir_tensor> &args,
                               std::vector<ptir_tensor> &results) {
  results.clear();
  const EntrySignature *entry = nullptr;
  for (const EntrySignature &signature : signatures)
    if (signature.name == name)
      entry = &signature;
  if (!entry)
    return Status::failure("expected an entry of the module, found '" + name +
                           "'");
  StatusOr<std::vector<Tensor>> copies = copyArguments(*entry, args);
  if (!copies.ok())
    return copies.status();
  llvm::Expected<std::vector<Tensor>> computed =
      interpreter.call(name, std::move(*copies));
  if (!computed)
    return Status::failure(llvm::toString(computed.takeError()));
  kept = std::move(*computed);

  std::vector<ptir_tensor> views;
  for (size_t i = 0; i < kept.size(); ++i) {
    int aliased = entry->inplace[i];
    if (aliased < 0) {
      views.push_back(viewOf(kept[i]));
      continue;
    }
    StatusOr<ptir_tensor> updated =
        copyBack(*entry, i, kept[i], args[static_cast<size_t>(aliased)]);
    if (!updated.ok())
      return updated.status();
    views.push_back(*updated);
  }
  results = std::move(views);
  return Status::success();
}

StatusOr<std::unique_ptr<Instance>> ptir::execution::createReferenceInstance(
    mlir::OwningOpRef<mlir::ModuleOp> module,
    std::shared_ptr<ParamStore> params, int64_t maxSteps) {
  StatusOr<std::vector<EntrySignature>> signatures = readSignatures(*module);
  if (!signatures.ok())
    return signatures.status();
  InterpreterOptions options;
  options.maxSteps = static_cast<uint64_t>(maxSteps);
  return std::unique_ptr<Instance>(new ReferenceInstance(
      std::move(module), std::move(*signatures), std::move(params), options));
}
