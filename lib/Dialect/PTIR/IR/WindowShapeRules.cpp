//===- WindowShapeRules.cpp - Shapes of pads, tiles and windows -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ShapeErrors.h"

#include "llvm/ADT/STLExtras.h"

using namespace ptir;
using namespace ptir::shape_errors;
using llvm::Twine;

static constexpr int64_t dynamicExtent = mlir::ShapedType::kDynamic;

static ShapeResult tooLarge(size_t dim) {
  return fail("expected the extent of result dimension " + Twine(dim) +
              " to fit in 63 bits");
}

ShapeResult ptir::padShape(ShapeRef x, ShapeRef low, ShapeRef high,
                           ShapeRef interior) {
  for (auto [name, list] :
       {std::make_pair("low", low), std::make_pair("high", high),
        std::make_pair("interior", interior)})
    if (std::string error = checkLength(name, list, x.size()); !error.empty())
      return fail(error, 0); // pad_c1
  if (std::string error = checkLeast("interior", interior, 0); !error.empty())
    return fail(error); // pad_c2
  Shape shape;
  for (size_t i = 0; i < x.size(); ++i) {
    if (isDynamic(x[i])) {
      shape.push_back(dynamicExtent);
      continue;
    }
    __int128 wide = __int128(low[i]) + x[i] + high[i] +
                    __int128(std::max<int64_t>(x[i] - 1, 0)) * interior[i];
    std::optional<int64_t> extent = narrowExtent(wide);
    if (!extent) // pad_c3
      return tooLarge(i);
    if (*extent < 0) // pad_c3
      return fail("expected an extent that is not negative at result "
                  "dimension " +
                      Twine(i) + ", found " + Twine(*extent),
                  0);
    shape.push_back(*extent);
  }
  return ShapeResult::success(std::move(shape));
}

ShapeResult ptir::tileShape(ShapeRef x, ShapeRef repeats) {
  // tile_c1
  if (std::string error = checkLength("repeats", repeats, x.size());
      !error.empty())
    return fail(error, 0);
  if (std::string error = checkLeast("repeats", repeats, 0); !error.empty())
    return fail(error);
  Shape shape;
  for (auto [i, n] : llvm::enumerate(x)) {
    if (isDynamic(n)) {
      shape.push_back(repeats[i] == 0 ? 0 : dynamicExtent);
      continue;
    }
    std::optional<int64_t> extent = narrowExtent(__int128(n) * repeats[i]);
    if (!extent) // tile_c1
      return tooLarge(i);
    shape.push_back(*extent);
  }
  return ShapeResult::success(std::move(shape));
}

/// Positions of a window along one axis, before the lower bound of 0 or 1;
/// nothing when an intermediate does not fit.
static std::optional<int64_t> countPositions(int64_t n,
                                             const WindowAxis &axis) {
  __int128 dilated = n == 0 ? 0 : __int128(n - 1) * axis.baseDilation + 1;
  __int128 covered = __int128(axis.window - 1) * axis.windowDilation + 1;
  __int128 room = dilated + axis.low + axis.high - covered;
  return narrowExtent(room < 0 ? 0 : room / axis.stride + 1);
}

WindowAxis PatchWindow::axis(size_t i) const {
  return {window[i],   strides[i],     1,
          dilation[i], padding[2 * i], padding[2 * i + 1]};
}

WindowAxis ReduceWindow::axis(size_t i) const {
  return {window[i],         strides[i],     baseDilation[i],
          windowDilation[i], padding[2 * i], padding[2 * i + 1]};
}

ShapeResult ptir::extractPatchesShape(ShapeRef x, const PatchWindow &window) {
  if (x.size() < 3) // extract_patches_c1
    return fail("expected x of at least rank 3, found rank " + Twine(x.size()),
                0);
  ShapeRef spatial = x.drop_front().drop_back();
  const auto lists = {std::make_pair("window", window.window),
                      std::make_pair("strides", window.strides),
                      std::make_pair("dilation", window.dilation)};
  for (auto [name, list] : lists)
    if (std::string error = checkLength(name, list, spatial.size(),
                                        "one entry per spatial axis");
        !error.empty())
      return fail(error, 0); // extract_patches_c1
  if (std::string error =
          checkLength("padding", window.padding, 2 * spatial.size(),
                      "two entries per spatial axis");
      !error.empty())
    return fail(error, 0); // extract_patches_c1
  for (auto [name, list] : lists)
    if (std::string error = checkLeast(name, list, 1); !error.empty())
      return fail(error); // extract_patches_c2
  Shape shape = {x.front()};
  __int128 depth = 1;
  for (auto [i, n] : llvm::enumerate(spatial)) {
    // No more than 2^63 * 2^63 before it is narrowed.
    std::optional<int64_t> narrow = narrowExtent(depth * window.window[i]);
    if (!narrow)
      return tooLarge(x.size() - 1);
    depth = *narrow;
    if (isDynamic(n)) {
      shape.push_back(dynamicExtent);
      continue;
    }
    std::optional<int64_t> extent = countPositions(n, window.axis(i));
    if (!extent)
      return tooLarge(i + 1);
    if (*extent < 1) // extract_patches_c3
      return fail("expected the window to fit into the padded extent of "
                  "spatial axis " +
                      Twine(i) + ", found extent " + Twine(n),
                  0);
    shape.push_back(*extent);
  }
  if (isDynamic(x.back())) {
    shape.push_back(dynamicExtent);
    return ShapeResult::success(std::move(shape));
  }
  std::optional<int64_t> last = narrowExtent(depth * x.back());
  if (!last)
    return tooLarge(x.size() - 1);
  shape.push_back(*last);
  return ShapeResult::success(std::move(shape));
}

ShapeResult ptir::reduceWindowShape(ShapeRef x, const ReduceWindow &window) {
  const auto lists = {std::make_pair("window", window.window),
                      std::make_pair("strides", window.strides),
                      std::make_pair("base_dilation", window.baseDilation),
                      std::make_pair("window_dilation", window.windowDilation)};
  for (auto [name, list] : lists)
    if (std::string error = checkLength(name, list, x.size()); !error.empty())
      return fail(error, 0); // reduce_window_c1
  if (std::string error = checkLength("padding", window.padding, 2 * x.size(),
                                      "two entries per dimension");
      !error.empty())
    return fail(error, 0); // reduce_window_c1
  for (auto [name, list] : lists)
    if (std::string error = checkLeast(name, list, 1); !error.empty())
      return fail(error); // reduce_window_c2
  Shape shape;
  for (auto [i, n] : llvm::enumerate(x)) {
    if (isDynamic(n)) {
      shape.push_back(dynamicExtent);
      continue;
    }
    std::optional<int64_t> extent = countPositions(n, window.axis(i));
    if (!extent)
      return tooLarge(i);
    shape.push_back(*extent);
  }
  return ShapeResult::success(std::move(shape));
}
