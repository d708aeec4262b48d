//===- IndexingShapeRules.cpp - Shapes of ops that index ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ShapeErrors.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallBitVector.h"

using namespace ptir;
using namespace ptir::shape_errors;
using llvm::Twine;

/// Equal extents but along `axis`; the error otherwise.
static std::string checkOtherDims(ShapeRef x, ShapeRef indices, int64_t axis) {
  for (auto [dim, n] : llvm::enumerate(x))
    if (static_cast<int64_t>(dim) != axis &&
        !extentsCompatible(n, indices[dim]))
      return ("expected extent " + Twine(n) + " at dimension " + Twine(dim) +
              " of indices, found " + Twine(indices[dim]))
          .str();
  return "";
}

ShapeResult ptir::gatherShape(ShapeRef x, ShapeRef indices, int64_t axis) {
  if (x.size() != indices.size()) // gather_c1
    return fail("expected indices of rank " + Twine(x.size()) +
                    ", found rank " + Twine(indices.size()),
                1);
  std::optional<int64_t> normal = normalizeAxis(axis, x.size());
  if (!normal) // gather_c1
    return fail(outOfRange("axis", axis, x.size()), 0);
  if (std::string error = checkOtherDims(x, indices, *normal); !error.empty())
    return fail(error, 1); // gather_c2
  return ShapeResult::success(Shape(indices));
}

ShapeResult ptir::scatterReduceShape(ShapeRef x, ShapeRef indices,
                                     ShapeRef updates, int64_t axis) {
  bool equal = indices.size() == updates.size() &&
               llvm::all_of(llvm::zip_equal(indices, updates), [](auto pair) {
                 return extentsCompatible(std::get<0>(pair), std::get<1>(pair));
               });
  if (!equal) // scatter_reduce_c1
    return fail("expected updates of the shape of indices " +
                    formatShape(indices) + ", found " + formatShape(updates),
                2);
  if (x.size() != indices.size()) // scatter_reduce_c2
    return fail("expected indices of rank " + Twine(x.size()) +
                    ", found rank " + Twine(indices.size()),
                1);
  std::optional<int64_t> normal = normalizeAxis(axis, x.size());
  if (!normal) // scatter_reduce_c2
    return fail(outOfRange("axis", axis, x.size()), 0);
  if (std::string error = checkOtherDims(x, indices, *normal); !error.empty())
    return fail(error, 1); // scatter_reduce_c2
  return ShapeResult::success(Shape(x));
}

/// Entries of a list: in [0, rank), unique, and ascending where asked for; the
/// error otherwise.
static std::string checkDims(llvm::StringRef name, ShapeRef dims, int64_t rank,
                             bool ascending) {
  llvm::SmallBitVector seen(rank);
  int64_t previous = -1;
  for (int64_t dim : dims) {
    if (dim < 0 || dim >= rank)
      return ("expected entries of " + name + " in [0, " + Twine(rank) +
              "), found " + Twine(dim))
          .str();
    if (seen.test(dim) || (ascending && dim < previous))
      return ("expected " + name + " to be unique" +
              (ascending ? " and ascending" : "") + ", found " +
              formatShape(dims))
          .str();
    seen.set(dim);
    previous = dim;
  }
  return "";
}

ShapeResult ptir::scatterAddShape(ShapeRef x, ShapeRef indices,
                                  ShapeRef updates, const ScatterDims &dims) {
  int64_t rank = x.size(), indexRank = indices.size();
  if (dims.updateWindow.size() + dims.insertedWindow.size() !=
      x.size()) // scatter_add_c1
    return fail("expected update_window_dims and inserted_window_dims to have "
                "together one entry per dimension of x (" +
                    Twine(rank) + "), found " +
                    Twine(dims.updateWindow.size()) + " and " +
                    Twine(dims.insertedWindow.size()),
                0);
  if (std::string error = checkDims("update_window_dims", dims.updateWindow,
                                    updates.size(), /*ascending=*/true);
      !error.empty())
    return fail(error, 2); // scatter_add_c2
  if (std::string error = checkDims("inserted_window_dims", dims.insertedWindow,
                                    rank, /*ascending=*/true);
      !error.empty())
    return fail(error, 0);                                  // scatter_add_c3
  if (dims.indexVector < 0 || dims.indexVector > indexRank) // scatter_add_c4
    return fail("expected index_vector_dim in [0, " + Twine(indexRank) +
                    "], found " + Twine(dims.indexVector),
                1);
  int64_t components =
      dims.indexVector == indexRank ? 1 : indices[dims.indexVector];
  int64_t entries = dims.toOperand.size();
  if (!extentsCompatible(components, entries)) // scatter_add_c5
    return fail("expected scatter_dims_to_operand_dims to have one entry per "
                "component of an index vector (" +
                    Twine(components) + "), found " + Twine(entries),
                1);
  if (std::string error = checkDims("scatter_dims_to_operand_dims",
                                    dims.toOperand, rank, /*ascending=*/false);
      !error.empty())
    return fail(error, 0); // scatter_add_c5
  Shape scatter;
  for (auto [dim, extent] : llvm::enumerate(indices))
    if (static_cast<int64_t>(dim) != dims.indexVector)
      scatter.push_back(extent);
  if (scatter.size() + dims.updateWindow.size() !=
      updates.size()) // scatter_add_c6
    return fail("expected updates of rank " +
                    Twine(scatter.size() + dims.updateWindow.size()) +
                    ", found rank " + Twine(updates.size()),
                2);
  size_t nextScatter = 0, nextWindow = 0;
  for (auto [dim, extent] : llvm::enumerate(updates)) {
    if (!llvm::is_contained(dims.updateWindow, static_cast<int64_t>(dim))) {
      int64_t wanted = scatter[nextScatter++];
      if (!extentsCompatible(wanted, extent)) // scatter_add_c6
        return fail("expected extent " + Twine(wanted) + " at dimension " +
                        Twine(dim) + " of updates, found " + Twine(extent),
                    2);
      continue;
    }
    while (llvm::is_contained(dims.insertedWindow,
                              static_cast<int64_t>(nextWindow)))
      ++nextWindow;
    int64_t limit = x[nextWindow++];
    if (!isDynamic(extent) && !isDynamic(limit) &&
        extent > limit) // scatter_add_c7
      return fail("expected a window extent of at most " + Twine(limit) +
                      " at dimension " + Twine(dim) + " of updates, found " +
                      Twine(extent),
                  2);
  }
  return ShapeResult::success(Shape(x));
}

ShapeResult ptir::segmentReduceShape(ShapeRef data, ShapeRef ids,
                                     int64_t numSegments) {
  if (data.empty()) // segment_reduce_c1
    return fail("expected data of at least rank 1, found rank 0", 0);
  if (ids.size() != 1 ||
      !extentsCompatible(ids.front(), data.front())) // segment_reduce_c1
    return fail("expected ids of shape [" + formatExtent(data.front()) +
                    "], found " + formatShape(ids),
                1);
  if (numSegments < 0) // segment_reduce_c3
    return fail("expected num_segments not to be negative, found " +
                Twine(numSegments));
  Shape shape(data);
  shape.front() = numSegments;
  return ShapeResult::success(std::move(shape));
}

ShapeResult ptir::topKShape(ShapeRef x, int64_t k, int64_t axis) {
  std::optional<int64_t> normal = normalizeAxis(axis, x.size());
  if (!normal) // top_k_c1
    return fail(outOfRange("axis", axis, x.size()), 0);
  int64_t extent = x[*normal];
  if (k < 0 || (!isDynamic(extent) && k > extent)) // top_k_c1
    return fail("expected k in [0, " + formatExtent(extent) + "], found " +
                    Twine(k),
                0);
  Shape shape(x);
  shape[*normal] = k;
  return ShapeResult::success(std::move(shape));
}

ShapeResult ptir::quantizationShape(ShapeRef x, ShapeRef scale, ShapeRef zero,
                                    std::optional<int64_t> axis,
                                    int firstOperand) {
  int64_t extent = mlir::ShapedType::kDynamic;
  // quantize_c3 dequantize_c3 requantize_c3
  if (axis) {
    std::optional<int64_t> normal = normalizeAxis(*axis, x.size());
    if (!normal)
      return fail(outOfRange("axis", *axis, x.size()), 0);
    extent = x[*normal];
  }
  for (auto [i, shape] : llvm::enumerate(std::array{scale, zero})) {
    bool perTensor = shape.empty();
    bool perAxis =
        axis && shape.size() == 1 && extentsCompatible(shape.front(), extent);
    if (!perTensor && !perAxis)
      return fail(Twine("expected a ") + (i == 0 ? "scale" : "zero point") +
                      " of rank 0" +
                      (axis ? " or of shape [" + formatExtent(extent) + "]"
                            : std::string(", since there is no axis")) +
                      ", found shape " + formatShape(shape),
                  firstOperand + static_cast<int>(i));
  }
  if (scale.size() != zero.size())
    return fail("expected scale and zero point of one shape, found " +
                    formatShape(scale) + " and " + formatShape(zero),
                firstOperand + 1);
  return ShapeResult::success(Shape(x));
}
