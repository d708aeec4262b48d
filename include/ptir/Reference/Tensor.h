//===- Tensor.h - A tensor of the reference interpreter ---------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// An element type, extents and dense row-major elements, storageBytes(type)
// bytes each (i1, 4-bit integers and f8 take one byte). A rank-0 tensor has one
// element; an extent of 0 means none.
//
// Copies are cheap: they share the elements, which live as long as a copy does.
// Elements are written only through a tensor that owns them alone, so copies
// behave as values. Different threads may use different copies, as long as none
// of them writes.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_REFERENCE_TENSOR_H
#define PTIR_REFERENCE_TENSOR_H

#include "ptir/Support/ElementType.h"
#include "ptir/Support/Status.h"

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace ptir::reference {

class Tensor {
public:
  /// No tensor: what is left behind by a move.
  Tensor() = default;

  /// A tensor whose elements are not yet set. Fails when an extent is negative
  /// or the elements do not fit in memory.
  static StatusOr<Tensor> create(ElementType type,
                                 llvm::ArrayRef<int64_t> dims);

  /// A copy of dense elements in memory, which needs no alignment. Bytes of i1
  /// become 0 or 1, those of 4-bit integers are extended from their low half.
  /// Fails as `create` does, and when `bytes` has another size than the shape
  /// asks for.
  static StatusOr<Tensor> fromBytes(ElementType type,
                                    llvm::ArrayRef<int64_t> dims,
                                    llvm::ArrayRef<uint8_t> bytes);

  /// The tensor of a constant. Fails for attributes other than
  /// DenseElementsAttr and for types outside the contract.
  static StatusOr<Tensor> fromAttribute(mlir::ElementsAttr attribute);

  /// One si64.
  static StatusOr<Tensor> fromExtent(int64_t extent);

  explicit operator bool() const { return storage != nullptr; }

  ElementType elementType() const { return type; }
  llvm::ArrayRef<int64_t> dims() const { return extents; }
  int64_t rank() const { return static_cast<int64_t>(extents.size()); }
  int64_t numElements() const { return count; }

  /// All elements, numElements() * storageBytes(elementType()) bytes.
  llvm::ArrayRef<uint8_t> bytes() const { return {storage.get(), byteSize()}; }

  /// The elements as the storage type of the element type
  /// (`ScalarTraits<E>::Storage`), or any other of the same size.
  template <typename Storage>
  const Storage *data() const {
    return reinterpret_cast<const Storage *>(storage.get());
  }
  /// The same for writing; the tensor must be the only owner.
  template <typename Storage>
  Storage *mutableData() {
    return reinterpret_cast<Storage *>(storage.get());
  }

  /// No other copy shares the elements.
  bool isOnlyOwner() const { return storage.use_count() == 1; }
  /// A tensor of the same value that owns its elements alone: this one if it
  /// does already, else a copy.
  StatusOr<Tensor> takeOrCopy() &&;

  /// The same elements under another shape with equally many.
  Tensor withDims(llvm::ArrayRef<int64_t> dims) const;

  /// The integer at a position of a tensor of integers or i1.
  int64_t integerAt(int64_t position) const;

  /// `tensor<2x3xf32>`.
  std::string describeType() const;

private:
  size_t byteSize() const {
    return static_cast<size_t>(count) * storageBytes(type);
  }

  ElementType type = ElementType::I1;
  llvm::SmallVector<int64_t, 4> extents;
  int64_t count = 0;
  std::shared_ptr<uint8_t[]> storage;
};

/// Whether a tensor of that type can be `tensor`: equal element types and
/// static extents.
bool hasType(const Tensor &tensor, mlir::RankedTensorType type);

} // namespace ptir::reference

#endif // PTIR_REFERENCE_TENSOR_H
