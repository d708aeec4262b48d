//===- PlanInvertedResidual.cpp - How a block is divided ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "PlanInvertedResidual.h"

#include <algorithm>
#include <limits>

namespace ptir::runtime::kernels {

/// Bytes of the buffers of one part: half of a core's second cache, which
/// has the image, weights and result to hold as well.
static constexpr int64_t bufferBytes = 512 << 10;

static int64_t roundUp(int64_t value, int64_t multiple) {
  return (value + multiple - 1) / multiple * multiple;
}

int64_t scratchFloats(const InvertedResidualShape &shape) {
  int64_t kept = shape.isOneStep ? panelChannels : shape.chunk;
  int64_t below = shape.expands
                      ? kept * rowsBelow(shape, shape.rows) * (shape.width + 2)
                      : shape.width * shape.inputs;
  return shape.chunk * shape.rows * shape.outWidth + lineFloats(shape) + below;
}

/// Of the sizes that fit the cache, those with the least work beside the
/// arithmetic: every step reads all weights, four vectors of which take as long
/// as one of the rest, and every chunk reads, adds to and writes the result.
static void chooseSteps(InvertedResidualShape &shape, int64_t partRows,
                        int64_t partChannels) {
  double least = std::numeric_limits<double>::infinity();
  InvertedResidualShape candidate = shape;
  for (int64_t chunk = panelChannels;
       chunk <= roundUp(partChannels, panelChannels); chunk += panelChannels)
    for (int64_t rows = 1; rows <= partRows; ++rows) {
      candidate.chunk = chunk;
      candidate.rows = rows;
      candidate.isOneStep = rows == partRows;
      bool isSmallest = rows == 1 && chunk == panelChannels;
      if (!isSmallest &&
          scratchFloats(candidate) * int64_t(sizeof(float)) > bufferBytes)
        continue;
      double weights =
          0.25 * double(expandDepth(shape) + shape.outputs) / double(rows);
      double added = 3.0 * double(shape.outWidth * shape.outputs) *
                     double((partChannels + chunk - 1) / chunk) /
                     double(partChannels);
      if (weights + added < least) {
        least = weights + added;
        shape.chunk = chunk;
        shape.rows = rows;
      }
    }
  // Steps of about the same height.
  int64_t steps = (partRows + shape.rows - 1) / shape.rows;
  shape.rows = (partRows + steps - 1) / steps;
  shape.isOneStep = steps == 1;
}

/// Products of the parts that take longest.
static double rowsTime(const InvertedResidualShape &shape, int64_t threads) {
  int64_t rows = (shape.outHeight + threads - 1) / threads;
  int64_t below =
      std::min(shape.height, rowsBelow(shape, rows) - (threads > 1 ? 1 : 2));
  double expanded =
      shape.expands ? double(below * shape.width * expandDepth(shape)) : 0;
  return double(shape.middle) *
         (expanded + double(rows * shape.outWidth * (9 + shape.outputs)));
}

/// The same, where the sum of the parts costs a second loop: some microseconds,
/// and every result read and written once per part; a core has some 50 products
/// per nanosecond.
static double channelsTime(const InvertedResidualShape &shape,
                           int64_t threads) {
  constexpr double perLoop = 100000, perResult = 6;
  int64_t panels = roundUp(shape.middle, panelChannels) / panelChannels;
  double share = double((panels + threads - 1) / threads) / double(panels);
  return rowsTime(shape, 1) * share + perLoop +
         perResult * double(shape.outHeight * shape.outWidth * shape.outputs);
}

InvertedResidualPlan planInvertedResidual(InvertedResidualShape shape,
                                          int threads) {
  int64_t panels = roundUp(shape.middle, panelChannels) / panelChannels;
  bool addsParts =
      threads > 1 && channelsTime(shape, threads) < rowsTime(shape, threads);
  int64_t units = addsParts ? panels : shape.outHeight;
  int64_t count = std::max<int64_t>(1, std::min<int64_t>(threads, units));
  InvertedResidualPlan plan{shape, {}, addsParts};
  for (int64_t i = 0; i < count; ++i) {
    int64_t begin = units * i / count, end = units * (i + 1) / count;
    if (addsParts)
      plan.parts.push_back({0, shape.outHeight, begin * panelChannels,
                            std::min(shape.middle, end * panelChannels)});
    else
      plan.parts.push_back({begin, end, 0, shape.middle});
  }
  int64_t partRows = addsParts ? shape.outHeight : (units + count - 1) / count;
  chooseSteps(plan.shape, std::max<int64_t>(1, partRows),
              addsParts ? (units + count - 1) / count * panelChannels
                        : shape.middle);
  return plan;
}

} // namespace ptir::runtime::kernels
