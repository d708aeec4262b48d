//===- SeededTensors.cpp - Inputs that find mistakes ----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Validation/SeededTensors.h"

#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"
#include "ptir/Support/ScalarCast.h"
#include "ptir/Support/ScalarFloat.h"
#include "ptir/Support/ScalarTraits.h"
#include "llvm/Support/xxhash.h"

#include <cstring>
#include <limits>

using namespace ptir;
using namespace ptir::validation;
using reference::Tensor;

/// A float with few significant bits, mostly between 1/8 and 8 in magnitude.
static double ordinaryFloat(SplitMix64 &random) {
  double magnitude = static_cast<double>(random.below(33)) / 8;
  return random.below(2) ? -magnitude : magnitude;
}

static uint64_t specialFloat(ElementType type, SplitMix64 &random) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  uint64_t sign = random.below(2) << (valueBits(type) - 1);
  switch (random.below(7)) {
  case 0:
    return sign; // zero
  case 1:
    return sign | encodeFloat(type, infinity);
  case 2:
    return encodeFloat(type, std::numeric_limits<double>::quiet_NaN());
  case 3:
    return sign | (1 + random.below(3)); // subnormal
  case 4: {
    // The largest finite value is just below the first that is not.
    uint64_t top = encodeFloat(type, infinity);
    return sign | (top - 1);
  }
  case 5:
    return encodeFloat(type, random.below(2) ? 1.0 : -0.5);
  default:
    // NaNs without the quiet bit are no values of the contract.
    return encodeFloat(type, decodeFloat(type, random.next()));
  }
}

static uint64_t specialInteger(SplitMix64 &random, unsigned bits) {
  switch (random.below(5)) {
  case 0:
    return 0;
  case 1:
    return ~uint64_t(0);
  case 2:
    return uint64_t(1) << (bits - 1); // the least signed integer
  case 3:
    return (uint64_t(1) << (bits - 1)) - 1;
  default:
    return random.next();
  }
}

/// A word of a real type, as Support/ScalarCast.h defines words.
static uint64_t drawWord(ElementType type, Elements elements,
                         SplitMix64 &random) {
  bool special = elements == Elements::Special && random.below(3) == 0;
  if (type == ElementType::I1)
    return random.below(2);
  if (isFloat(type))
    return special ? specialFloat(type, random)
                   : encodeFloat(type, ordinaryFloat(random));
  if (special)
    return specialInteger(random, valueBits(type));
  return random.below(4);
}

static void drawElement(ElementType type, Elements elements, SplitMix64 &random,
                        uint8_t *out) {
  if (!isComplex(type))
    return storeScalar(type, drawWord(type, elements, random), out);
  ElementType part =
      type == ElementType::CF32 ? ElementType::F32 : ElementType::F64;
  for (unsigned i = 0; i < 2; ++i)
    storeScalar(part, drawWord(part, elements, random),
                out + i * storageBytes(part));
}

StatusOr<Tensor> ptir::validation::drawTensor(ElementType type,
                                              llvm::ArrayRef<int64_t> dims,
                                              Elements elements,
                                              SplitMix64 &random) {
  StatusOr<Tensor> tensor = Tensor::create(type, dims);
  if (!tensor.ok())
    return tensor.status();
  auto *data = tensor->mutableData<uint8_t>();
  for (int64_t i = 0; i < tensor->numElements(); ++i)
    drawElement(type, elements, random, data + i * storageBytes(type));
  return tensor;
}

SeededParams::SeededParams(mlir::ModuleOp module, uint64_t seed) {
  auto add = [&](llvm::StringRef name, mlir::Type type) {
    auto tensorType = llvm::dyn_cast<mlir::RankedTensorType>(type);
    if (!tensorType || !tensorType.hasStaticShape())
      return;
    std::optional<ElementType> element =
        getElementType(tensorType.getElementType());
    if (!element)
      return;
    SplitMix64 random(seed ^ llvm::xxh3_64bits(name));
    StatusOr<Tensor> tensor =
        drawTensor(*element, tensorType.getShape(), Elements::Ordinary, random);
    if (tensor.ok())
      tensors[name.str()] = std::move(*tensor);
  };
  module.walk([&](mlir::Operation *op) {
    if (auto param = llvm::dyn_cast<ParamOp>(op))
      add(param.getName(), param.getType());
    else if (auto lowered = llvm::dyn_cast<rt::ParamOp>(op))
      add(lowered.getName(), lowered.getLogical());
  });
}

StatusOr<Tensor> SeededParams::get(llvm::StringRef name,
                                   mlir::RankedTensorType type) {
  auto found = tensors.find(name.str());
  if (found == tensors.end() || !hasType(found->second, type))
    return Status::failure("parameter '" + name.str() +
                           "': expected one type wherever it is read");
  return found->second;
}

StatusOr<std::shared_ptr<runtime::ParamStore>> SeededParams::makeStore() const {
  auto source = std::make_unique<runtime::MemorySource>();
  for (const auto &[name, tensor] : tensors) {
    StatusOr<runtime::HostTensor> copy =
        runtime::HostTensor::zeros(tensor.elementType(), tensor.dims().vec());
    if (!copy.ok())
      return copy.status();
    if (!tensor.bytes().empty())
      std::memcpy(copy->data(), tensor.bytes().data(), tensor.bytes().size());
    source->add(name, std::move(*copy));
  }
  return std::make_shared<runtime::ParamStore>(std::move(source));
}
