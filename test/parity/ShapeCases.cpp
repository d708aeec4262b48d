//===- ShapeCases.cpp - Elements moved, none computed ---------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Case.h"

#include "ptir/Functional/Shape.h"

using namespace ptir;
using namespace ptir::parity;
namespace fn = ptir::functional;

static llvm::SmallVector<Extent> extents(const Dims &dims) {
  return llvm::SmallVector<Extent>(dims.begin(), dims.end());
}

void parity::addShapeCases(Cases &cases) {
  Inputs in("shape");
  auto add = [&](const std::string &suffix, DataList args, Emit emit, Ask ask) {
    cases.push_back(numeric("torch_shape_" + suffix, std::move(args),
                            std::move(emit), std::move(ask)));
  };
  auto reshape = [&](const std::string &suffix, const Dims &from,
                     const Dims &to) {
    add(
        "reshape_" + suffix, {in.uniform(from)},
        [=](Emitter &e, const Program &p) {
          return one(fn::reshape(e, p[0], extents(to)));
        },
        [=](const Question &q) -> torch::Values {
          return {torch::reshape(q[0], to)};
        });
  };
  reshape("2x3x4_6x4", {2, 3, 4}, {6, 4});
  reshape("30_2x3x5", {30}, {2, 3, 5});
  reshape("1x7_7x1", {1, 7}, {7, 1});

  auto transpose = [&](const std::string &suffix, const Dims &dims,
                       const Dims &perm) {
    add(
        "transpose_" + suffix, {in.uniform(dims)},
        [=](Emitter &e, const Program &p) {
          return one(fn::transpose(e, p[0], perm));
        },
        [=](const Question &q) -> torch::Values {
          return {torch::transpose(q[0], perm)};
        });
  };
  transpose("3x5_10", {3, 5}, {1, 0});
  transpose("33x65_10", {33, 65}, {1, 0});
  transpose("2x3x4x5_0231", {2, 3, 4, 5}, {0, 2, 3, 1});
  transpose("2x3x4x5_3120", {2, 3, 4, 5}, {3, 1, 2, 0});

  add(
      "broadcast_3_2x4x3", {in.uniform({3})},
      [](Emitter &e, const Program &p) {
        return one(fn::broadcastTo(e, p[0], extents({2, 4, 3})));
      },
      [](const Question &q) -> torch::Values {
        return {torch::broadcastTo(q[0], {2, 4, 3})};
      });
  add(
      "concat_axis1", {in.uniform({2, 3, 4}), in.uniform({2, 5, 4})},
      [](Emitter &e, const Program &p) {
        return one(fn::concatAlongAxis(e, p[0], p[1], 1));
      },
      [](const Question &q) -> torch::Values {
        return {torch::concat({q[0], q[1]}, 1)};
      });
  add(
      "slice_axis1", {in.uniform({2, 7, 4})},
      [](Emitter &e, const Program &p) {
        return one(fn::sliceAlongAxis(e, p[0], 1, 2, 3));
      },
      [](const Question &q) -> torch::Values {
        return {torch::slice(q[0], 1, 2, 3)};
      });
  add(
      "dynamic_update_slice",
      {in.uniform({4, 6}), in.uniform({2, 3}),
       conformance::integers(ElementType::SI32, {2}, {1, 2})},
      [](Emitter &e, const Program &p) {
        return one(fn::dynamicUpdateSliceInto(e, p[0], p[1], p[2]));
      },
      [](const Question &q) -> torch::Values {
        return {torch::updateSlice(q[0], q[1], {1, 2})};
      });
  add(
      "split_axis1", {in.uniform({2, 7, 3})},
      [](Emitter &e, const Program &p) -> Results {
        return fn::split(e, p[0], 1, {3, 1, 3});
      },
      [](const Question &q) { return torch::split(q[0], 1, {3, 1, 3}); });
  auto pad = [&](const std::string &suffix, const Dims &dims, const Dims &low,
                 const Dims &high, double value) {
    add(
        "pad_" + suffix, {in.uniform(dims)},
        [=](Emitter &e, const Program &p) {
          return one(fn::pad(e, p[0], low, high, value));
        },
        [=](const Question &q) -> torch::Values {
          return {torch::pad(q[0], low, high, value)};
        });
  };
  pad("2x3_zeros", {2, 3}, {1, 0}, {2, 4}, 0);
  pad("2x5x4_value_and_crop", {2, 5, 4}, {0, -1, 3}, {1, -2, 0}, 2.5);
}
