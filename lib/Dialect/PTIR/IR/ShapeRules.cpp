//===- ShapeRules.cpp - Shape rules as pure functions ---------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ShapeErrors.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallBitVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace ptir;
using namespace ptir::shape_errors;
using llvm::Twine;

std::optional<int64_t> ptir::normalizeAxis(int64_t axis, int64_t rank) {
  if (axis < -rank || axis >= rank)
    return std::nullopt;
  return axis < 0 ? axis + rank : axis;
}

bool ptir::extentsCompatible(int64_t lhs, int64_t rhs) {
  return isDynamic(lhs) || isDynamic(rhs) || lhs == rhs;
}

std::string ptir::formatShape(ShapeRef shape) {
  return "[" + llvm::join(llvm::map_range(shape, formatExtent), ", ") + "]";
}

std::optional<int64_t> ptir::getNumElements(ShapeRef shape) {
  if (llvm::any_of(shape, isDynamic))
    return std::nullopt;
  if (llvm::is_contained(shape, 0))
    return 0;
  int64_t count = 1;
  for (int64_t extent : shape)
    if (__builtin_mul_overflow(count, extent, &count))
      return std::nullopt;
  return count;
}

ShapeResult ptir::reduceShape(ShapeRef x, ShapeRef axes, bool keepdims) {
  llvm::SmallBitVector reduced(x.size());
  for (int64_t axis : axes) {
    std::optional<int64_t> normal = normalizeAxis(axis, x.size());
    if (!normal) // reduce_c1
      return fail(outOfRange("axis", axis, x.size()), 0);
    if (reduced.test(*normal)) // reduce_c1
      return fail("expected unique axes, found " + formatShape(axes));
    reduced.set(*normal);
  }
  Shape shape;
  for (auto [i, extent] : llvm::enumerate(x))
    if (!reduced.test(i))
      shape.push_back(extent);
    else if (keepdims)
      shape.push_back(1);
  return ShapeResult::success(std::move(shape));
}

/// Marks the dimensions of one side; the error when a rule is broken.
static std::string markDims(llvm::SmallBitVector &used, ShapeRef dims,
                            llvm::StringRef list, int64_t rank) {
  for (int64_t dim : dims) {
    std::optional<int64_t> normal = normalizeAxis(dim, rank);
    if (!normal) // dot_general_c2
      return outOfRange((list + " dimension").str(), dim, rank);
    if (used.test(*normal)) // dot_general_c1
      return ("expected batch and contracting dimensions of one side to be "
              "unique, found " +
              Twine(dim) + " again in " + list)
          .str();
    used.set(*normal);
  }
  return "";
}

ShapeResult ptir::dotGeneralShape(ShapeRef lhs, ShapeRef rhs,
                                  const DotDims &dims) {
  if (dims.batchLhs.size() != dims.batchRhs.size()) // dot_general_c1
    return fail("expected batch_lhs and batch_rhs of equal length, found " +
                Twine(dims.batchLhs.size()) + " and " +
                Twine(dims.batchRhs.size()));
  if (dims.contractLhs.size() != dims.contractRhs.size()) // dot_general_c1
    return fail(
        "expected contract_lhs and contract_rhs of equal length, found " +
        Twine(dims.contractLhs.size()) + " and " +
        Twine(dims.contractRhs.size()));
  llvm::SmallBitVector usedLhs(lhs.size()), usedRhs(rhs.size());
  for (auto [used, list, name, rank, operand] :
       {std::make_tuple(&usedLhs, dims.batchLhs, "batch_lhs", lhs.size(), 0),
        std::make_tuple(&usedLhs, dims.contractLhs, "contract_lhs", lhs.size(),
                        0),
        std::make_tuple(&usedRhs, dims.batchRhs, "batch_rhs", rhs.size(), 1),
        std::make_tuple(&usedRhs, dims.contractRhs, "contract_rhs", rhs.size(),
                        1)}) {
    std::string error = markDims(*used, list, name, rank);
    if (!error.empty())
      return fail(error, operand);
  }
  auto extent = [](ShapeRef shape, int64_t dim) {
    return shape[*normalizeAxis(dim, shape.size())];
  };
  Shape shape;
  for (auto [what, lhsDims, rhsDims] :
       {std::make_tuple("batch", dims.batchLhs, dims.batchRhs),
        std::make_tuple("contract", dims.contractLhs, dims.contractRhs)})
    for (auto [l, r] : llvm::zip_equal(lhsDims, rhsDims)) {
      int64_t left = extent(lhs, l), right = extent(rhs, r);
      if (!extentsCompatible(left, right)) // dot_general_c3
        return fail(Twine("expected ") + what + " extent of lhs (" +
                        Twine(left) + ") to equal rhs (" + Twine(right) + ")",
                    1);
      if (llvm::StringRef(what) == "batch")
        shape.push_back(isDynamic(left) ? right : left);
    }
  for (auto [i, n] : llvm::enumerate(lhs))
    if (!usedLhs.test(i))
      shape.push_back(n);
  for (auto [i, n] : llvm::enumerate(rhs))
    if (!usedRhs.test(i))
      shape.push_back(n);
  return ShapeResult::success(std::move(shape));
}

ShapeResult ptir::transposeShape(ShapeRef x, ShapeRef perm) {
  llvm::SmallBitVector seen(x.size());
  bool valid = perm.size() == x.size();
  Shape shape;
  for (int64_t dim : perm) {
    valid = valid && dim >= 0 && dim < static_cast<int64_t>(x.size()) &&
            !seen.test(dim);
    if (!valid)
      break;
    seen.set(dim);
    shape.push_back(x[dim]);
  }
  if (!valid) // transpose_c1
    return fail("expected perm to be a permutation of the " + Twine(x.size()) +
                    " dimensions, found " + formatShape(perm),
                0);
  return ShapeResult::success(std::move(shape));
}

ShapeResult ptir::reshapeShape(ShapeRef x, ShapeRef result) {
  std::optional<int64_t> from = getNumElements(x), to = getNumElements(result);
  if (from && to && *from != *to) // reshape_c1
    return fail("expected as many elements as the operand (" + Twine(*from) +
                    "), found " + formatShape(result) + " with " + Twine(*to),
                0);
  return ShapeResult::success(Shape(result));
}

ShapeResult ptir::broadcastShape(ShapeRef x, ShapeRef result) {
  if (x.size() > result.size()) // broadcast_to_c1
    return fail("expected a result of at least rank " + Twine(x.size()) +
                    ", found rank " + Twine(result.size()),
                0);
  size_t lead = result.size() - x.size();
  for (auto [i, extent] : llvm::enumerate(x)) {
    int64_t wanted = result[lead + i];
    if (extent == 1 || extentsCompatible(extent, wanted))
      continue;
    // broadcast_to_c1
    return fail("expected extent 1 or " + formatExtent(wanted) +
                    " at dimension " + Twine(i) + " of the operand, found " +
                    formatExtent(extent),
                0);
  }
  return ShapeResult::success(Shape(result));
}

ShapeResult ptir::concatShape(llvm::ArrayRef<ShapeRef> xs, int64_t axis) {
  if (xs.empty()) // concat_c1
    return fail("expected at least one operand");
  int64_t rank = xs.front().size();
  std::optional<int64_t> normal = normalizeAxis(axis, rank);
  if (!normal) // concat_c1
    return fail(outOfRange("axis", axis, rank));
  Shape shape(xs.front());
  for (auto [i, x] : llvm::enumerate(xs.drop_front())) {
    int operand = static_cast<int>(i) + 1;
    if (static_cast<int64_t>(x.size()) != rank) // concat_c1
      return fail("expected rank " + Twine(rank) + " of operand " +
                      Twine(operand) + ", found " + Twine(x.size()),
                  operand);
    for (int64_t dim = 0; dim < rank; ++dim) {
      int64_t &known = shape[dim];
      if (dim == *normal) {
        if (isDynamic(known) || isDynamic(x[dim]))
          known = mlir::ShapedType::kDynamic;
        else if (__builtin_add_overflow(known, x[dim], &known)) // concat_c2
          return fail("expected extents along axis " + Twine(axis) +
                          " whose sum fits in 63 bits",
                      operand);
        continue;
      }
      if (!extentsCompatible(known, x[dim])) // concat_c2
        return fail("expected extent " + Twine(known) + " at dimension " +
                        Twine(dim) + " of operand " + Twine(operand) +
                        ", found " + Twine(x[dim]),
                    operand);
      if (isDynamic(known))
        known = x[dim];
    }
  }
  return ShapeResult::success(std::move(shape));
}

ShapeResult ptir::sliceShape(ShapeRef x, ShapeRef starts, ShapeRef sizes,
                             ShapeRef strides) {
  for (auto [name, list] :
       {std::make_pair("starts", starts), std::make_pair("sizes", sizes)})
    if (std::string error = checkLength(name, list, x.size()); !error.empty())
      return fail(error, 0); // slice_c1
  if (!strides.empty())
    if (std::string error = checkLength("strides", strides, x.size());
        !error.empty())
      return fail(error, 0); // slice_c1
  Shape shape;
  for (size_t i = 0; i < x.size(); ++i) {
    int64_t start = starts[i], size = sizes[i];
    int64_t stride = strides.empty() ? 1 : strides[i];
    if (stride < 1) // slice_c3
      return fail("expected strides of at least 1, found " + Twine(stride) +
                  " at dimension " + Twine(i));
    if (start < 0 || size < -1) // slice_c2
      return fail("expected start and size at dimension " + Twine(i) +
                  " not to be negative, found " + Twine(start) + " and " +
                  Twine(size));
    int64_t last = start;
    if (size > 0 && (__builtin_mul_overflow(size - 1, stride, &last) ||
                     __builtin_add_overflow(last, start, &last))) // slice_c2
      return fail("expected the slice at dimension " + Twine(i) +
                  " to end below 2^63, found start " + Twine(start) +
                  ", size " + Twine(size) + ", stride " + Twine(stride));
    bool fits = size > 0 ? last < x[i] : start <= x[i];
    if (!isDynamic(x[i]) && !fits) // slice_c2
      return fail("expected the slice to end within extent " + Twine(x[i]) +
                      " of dimension " + Twine(i) + ", found start " +
                      Twine(start) + ", size " + Twine(size) + ", stride " +
                      Twine(stride),
                  0);
    shape.push_back(size == -1 ? mlir::ShapedType::kDynamic : size);
  }
  return ShapeResult::success(std::move(shape));
}

ShapeResult ptir::takeShape(ShapeRef x, ShapeRef indices) {
  if (x.empty()) // take_c1
    return fail("expected x of at least rank 1, found rank 0", 0);
  Shape shape(indices);
  shape.append(x.begin() + 1, x.end());
  return ShapeResult::success(std::move(shape));
}

/// The start of a dynamic slice: one element per dimension of x.
static std::string checkStart(ShapeRef start, size_t rank) {
  if (start.size() == 1 && extentsCompatible(start[0], rank))
    return "";
  return ("expected start of shape [" + Twine(rank) + "], found " +
          formatShape(start))
      .str();
}

ShapeResult ptir::dynamicSliceShape(ShapeRef x, ShapeRef start,
                                    ShapeRef sizes) {
  // dynamic_slice_c1
  if (std::string error = checkLength("sizes", sizes, x.size()); !error.empty())
    return fail(error, 0);
  if (std::string error = checkStart(start, x.size()); !error.empty())
    return fail(error, 1);
  Shape shape;
  for (auto [i, size] : llvm::enumerate(sizes)) {
    if (size < -1)
      return fail("expected size at dimension " + Twine(i) +
                  " not to be negative, found " + Twine(size));
    if (size != -1 && !isDynamic(x[i]) && size > x[i])
      return fail("expected size at dimension " + Twine(i) +
                      " to be at most the extent " + Twine(x[i]) + ", found " +
                      Twine(size),
                  0);
    shape.push_back(size == -1 ? mlir::ShapedType::kDynamic : size);
  }
  return ShapeResult::success(std::move(shape));
}

ShapeResult ptir::dynamicUpdateSliceShape(ShapeRef x, ShapeRef update,
                                          ShapeRef start) {
  // dynamic_update_slice_c1
  if (x.size() != update.size())
    return fail("expected update of rank " + Twine(x.size()) + ", found rank " +
                    Twine(update.size()),
                1);
  if (std::string error = checkStart(start, x.size()); !error.empty())
    return fail(error, 2);
  for (auto [i, extent] : llvm::enumerate(update))
    if (!isDynamic(extent) && !isDynamic(x[i]) && extent > x[i])
      return fail("expected extent of update at dimension " + Twine(i) +
                      " to be at most " + Twine(x[i]) + ", found " +
                      Twine(extent),
                  1);
  return ShapeResult::success(Shape(x));
}
