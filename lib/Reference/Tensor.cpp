//===- Tensor.cpp - A tensor of the reference interpreter -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Reference/Tensor.h"

#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"
#include "ptir/Support/ScalarCast.h"

#include <algorithm>
#include <cstring>
#include <new>

using namespace ptir;
using namespace ptir::reference;

StatusOr<Tensor> Tensor::create(ElementType type,
                                llvm::ArrayRef<int64_t> dims) {
  // Strides must fit even when an extent of 0 leaves no elements.
  int64_t largest = storageBytes(type);
  bool overflow = false;
  for (int64_t extent : dims) {
    if (extent < 0)
      return Status::failure("expected extents that are not negative, found " +
                             formatShape(dims));
    overflow |=
        __builtin_mul_overflow(largest, std::max<int64_t>(extent, 1), &largest);
  }
  bool isEmpty = llvm::is_contained(dims, 0);
  Tensor tensor;
  tensor.type = type;
  tensor.extents.assign(dims.begin(), dims.end());
  tensor.count = isEmpty || overflow ? 0 : largest / storageBytes(type);
  // One byte at least, so that a tensor without elements is not a null one.
  if (!overflow)
    tensor.storage.reset(new (std::nothrow)
                             uint8_t[std::max<size_t>(tensor.byteSize(), 1)]);
  if (!tensor.storage)
    return Status::failure("a tensor of shape " + formatShape(dims) + " and " +
                           std::to_string(storageBytes(type)) +
                           " bytes per element does not fit in memory");
  return tensor;
}

StatusOr<Tensor> Tensor::fromBytes(ElementType type,
                                   llvm::ArrayRef<int64_t> dims,
                                   llvm::ArrayRef<uint8_t> bytes) {
  StatusOr<Tensor> tensor = create(type, dims);
  if (!tensor.ok())
    return tensor;
  if (bytes.size() != tensor->byteSize())
    return Status::failure("expected " + std::to_string(tensor->byteSize()) +
                           " bytes for " + tensor->describeType() + ", found " +
                           std::to_string(bytes.size()));
  auto *target = tensor->mutableData<uint8_t>();
  if (!bytes.empty())
    std::memcpy(target, bytes.data(), bytes.size());
  if (valueBits(type) < 8) // i1 and the 4-bit integers
    for (uint8_t &byte : llvm::MutableArrayRef(target, bytes.size()))
      storeScalar(type, loadScalar(type, &byte), &byte);
  return tensor;
}

/// Writes real elements one after the other.
template <typename Range>
static void fillReal(Tensor &tensor, Range &&words) {
  ElementType type = tensor.elementType();
  auto *target = tensor.mutableData<uint8_t>();
  for (uint64_t word : words) {
    storeScalar(type, word, target);
    target += storageBytes(type);
  }
}

StatusOr<Tensor> Tensor::fromAttribute(mlir::ElementsAttr attribute) {
  auto dense = llvm::dyn_cast<mlir::DenseElementsAttr>(attribute);
  std::optional<ElementType> type = getElementType(attribute.getElementType());
  if (!dense || !type)
    return Status::failure("expected dense elements of a type of the contract");
  StatusOr<Tensor> tensor = create(*type, dense.getType().getShape());
  if (!tensor.ok())
    return tensor;
  auto bitsOf = [](const llvm::APFloat &value) {
    return value.bitcastToAPInt().getZExtValue();
  };
  if (isComplex(*type)) {
    bool isSingle = *type == ElementType::CF32;
    ElementType part = isSingle ? ElementType::F32 : ElementType::F64;
    auto *target = tensor->mutableData<uint8_t>();
    for (const auto &value : dense.getValues<std::complex<llvm::APFloat>>()) {
      storeScalar(part, bitsOf(value.real()), target);
      storeScalar(part, bitsOf(value.imag()), target + storageBytes(part));
      target += storageBytes(*type);
    }
  } else if (isFloat(*type)) {
    fillReal(*tensor,
             llvm::map_range(dense.getValues<llvm::APFloat>(), bitsOf));
  } else {
    // The bits of a signed element are extended when they are stored.
    auto wordOf = [](const llvm::APInt &value) { return value.getZExtValue(); };
    fillReal(*tensor, llvm::map_range(dense.getValues<llvm::APInt>(), wordOf));
  }
  return tensor;
}

StatusOr<Tensor> Tensor::fromExtent(int64_t extent) {
  StatusOr<Tensor> tensor = create(ElementType::SI64, {});
  if (tensor.ok())
    *tensor->mutableData<int64_t>() = extent;
  return tensor;
}

StatusOr<Tensor> Tensor::takeOrCopy() && {
  if (isOnlyOwner())
    return std::move(*this);
  return fromBytes(type, extents, bytes());
}

Tensor Tensor::withDims(llvm::ArrayRef<int64_t> dims) const {
  Tensor tensor = *this;
  tensor.extents.assign(dims.begin(), dims.end());
  return tensor;
}

int64_t Tensor::integerAt(int64_t position) const {
  return int64_t(
      loadScalar(type, storage.get() + position * storageBytes(type)));
}

std::string Tensor::describeType() const {
  // The spellings of the IR, which a person compares with.
  static constexpr llvm::StringRef names[numElementTypes] = {
      "i1",  "si4",  "si8",  "si16",         "si32",        "si64",   "ui4",
      "ui8", "ui16", "ui32", "ui64",         "f8E4M3FN",    "f8E5M2", "bf16",
      "f16", "f32",  "f64",  "complex<f32>", "complex<f64>"};
  std::string text = "tensor<";
  for (int64_t extent : extents)
    text += std::to_string(extent) + "x";
  return text + names[unsigned(type)].str() + ">";
}

bool ptir::reference::hasType(const Tensor &tensor,
                              mlir::RankedTensorType type) {
  if (getElementType(type.getElementType()) != tensor.elementType() ||
      type.getRank() != tensor.rank())
    return false;
  return llvm::all_of(
      llvm::zip_equal(type.getShape(), tensor.dims()), [](auto extents) {
        auto [expected, found] = extents;
        return mlir::ShapedType::isDynamic(expected) || expected == found;
      });
}
