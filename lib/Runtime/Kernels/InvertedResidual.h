//===- InvertedResidual.h - Expand, filter, project, in cache ---*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The block of MobileNetV2 (Sandler et al., arXiv 1801.04381): a 1x1
// convolution to many channels, a depthwise 3x3 one, and a 1x1 one back to few,
// all of which `InvertedResidualLoops.h` computes on a few rows and channels at
// a time.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_KERNELS_INVERTEDRESIDUAL_H
#define PTIR_LIB_RUNTIME_KERNELS_INVERTEDRESIDUAL_H

#include <cstdint>

namespace ptir::runtime::kernels {

/// Channels that one panel of weights serves, and those of one vector. Outputs
/// come in halves of vectors.
inline constexpr int64_t panelChannels = 48, vectorChannels = 16,
                         halfChannels = 8;

/// What is known before any pixel is. Images are [height, width, channels];
/// windows are 3x3 with one zero around the image, `stride` apart both ways.
struct InvertedResidualShape {
  int64_t height, width, inputs, middle, outputs, stride, outHeight, outWidth;
  /// Without it the image is filtered as it is, and `middle` is `inputs`.
  bool expands;
  /// Adds the image to the result, whose extents are the same.
  bool addsImage;
  /// Upper limit of what the first two convolutions give, which are not below
  /// 0 either: 6 or infinity.
  float expandLimit, filterLimit;
  /// How many channels of the middle are projected together: a multiple of
  /// panelChannels; and how many rows of the result are made together.
  int64_t chunk, rows;
  /// Whether that is all rows of a part, so that no expanded rows have to stay
  /// for the next ones and all panels use the same memory.
  bool isOneStep = false;
  /// Where not 0, the image is [inputs, planeHeight, planeWidth], and expanded
  /// by 3x3 windows with one zero around it, two apart, which `height` and
  /// `width` count.
  int64_t planeHeight = 0, planeWidth = 0;
};

/// Operands of one image. Weights are packed: `expand` is [panel][inputs][48],
/// or [panel][inputs][3][3][48] where it has windows, `filter` [vector][9][16],
/// `project` [panel][middle][48], where the last panels have only the channels
/// that are left; those of `project` are shared out evenly, see columnPanels.
struct InvertedResidualOperands {
  const float *image, *expand, *expandBias, *filter, *filterBias, *project,
      *projectBias;
  float *result;
};

/// Rows [firstRow, lastRow) of the result, or of the sum over the channels
/// [firstChannel, lastChannel) of the middle, which are whole panels. The bias
/// and the image are added where the first channel is 0.
struct InvertedResidualPart {
  int64_t firstRow, lastRow, firstChannel, lastChannel;
};

/// Panels of columns that weights with so many outputs have, and where panel
/// `index` begins.
inline int64_t columnPanels(int64_t outputs) {
  return (outputs + panelChannels - 1) / panelChannels;
}
inline int64_t columnBegin(int64_t outputs, int64_t index) {
  int64_t halves = outputs / halfChannels, panels = columnPanels(outputs);
  return halves * index / panels * halfChannels;
}

/// Rows of the image that a window covers, and those below so many rows of the
/// result.
inline constexpr int64_t windowRows = 3;
inline int64_t rowsBelow(const InvertedResidualShape &shape, int64_t rows) {
  return (rows - 1) * shape.stride + windowRows;
}

inline bool readsPlanes(const InvertedResidualShape &shape) {
  return shape.planeWidth != 0;
}

/// Products of which a pixel of the expanded image is the sum.
inline int64_t expandDepth(const InvertedResidualShape &shape) {
  return shape.inputs * (readsPlanes(shape) ? windowRows * windowRows : 1);
}

/// Floats of a line of a plane that windows read, with the zeros beside it; and
/// of all lines below a row, in whole vectors.
inline int64_t linePitch(const InvertedResidualShape &shape) {
  return 2 * shape.width + 1;
}
inline int64_t lineFloats(const InvertedResidualShape &shape) {
  int64_t floats =
      readsPlanes(shape) ? shape.inputs * windowRows * linePitch(shape) : 0;
  return (floats + vectorChannels - 1) / vectorChannels * vectorChannels;
}

/// Floats that a part needs besides its operands.
int64_t scratchFloats(const InvertedResidualShape &shape);

/// Computes a part. `scratch` is 64-byte aligned.
using InvertedResidualFunction = void (*)(const InvertedResidualShape &shape,
                                          const InvertedResidualOperands &data,
                                          const InvertedResidualPart &part,
                                          float *scratch);
void runInvertedResidualAvx512(const InvertedResidualShape &shape,
                               const InvertedResidualOperands &data,
                               const InvertedResidualPart &part,
                               float *scratch);
void runInvertedResidualPortable(const InvertedResidualShape &shape,
                                 const InvertedResidualOperands &data,
                                 const InvertedResidualPart &part,
                                 float *scratch);

} // namespace ptir::runtime::kernels

#endif // PTIR_LIB_RUNTIME_KERNELS_INVERTEDRESIDUAL_H
