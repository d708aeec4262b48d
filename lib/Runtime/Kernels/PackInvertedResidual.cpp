//===- PackInvertedResidual.cpp - The weights of a block ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "InvertedResidual.h"
#include "InvertedResidualKernel.h"

#include <algorithm>

namespace ptir::runtime::kernels {

/// [M, I, 1, 1] as [panel][I][48], and [M, I, 3, 3] as [panel][I][3][3][48].
static void packExpand(int64_t middle, int64_t inputs, const float *from,
                       float *to) {
  for (int64_t begin = 0; begin < middle; begin += panelChannels) {
    int64_t end = std::min(middle, begin + panelChannels);
    for (int64_t input = 0; input < inputs; ++input)
      for (int64_t channel = begin; channel < end; ++channel)
        *to++ = from[channel * inputs + input];
  }
}

/// [M, 1, 3, 3] as [vector][9][16].
static void packFilter(int64_t middle, const float *from, float *to) {
  for (int64_t begin = 0; begin < middle; begin += vectorChannels)
    for (int64_t tap = 0; tap < 9; ++tap)
      for (int64_t channel = begin; channel < begin + vectorChannels; ++channel)
        *to++ = from[channel * 9 + tap];
}

/// [O, M, 1, 1] as [panel][M][48 or fewer].
static void packProject(int64_t outputs, int64_t middle, const float *from,
                        float *to) {
  for (int64_t panel = 0; panel < columnPanels(outputs); ++panel)
    for (int64_t channel = 0; channel < middle; ++channel)
      for (int64_t output = columnBegin(outputs, panel);
           output < columnBegin(outputs, panel + 1); ++output)
        *to++ = from[output * middle + channel];
}

StatusOr<Buffer> packInvertedResidual(const KernelRequest &request,
                                      const std::vector<int64_t> &dims,
                                      const float *source) {
  std::vector<std::string> role = request.config.words("role");
  bool isExpand = role == std::vector<std::string>{"expand"},
       isFilter = role == std::vector<std::string>{"filter"},
       isProject = role == std::vector<std::string>{"project"};
  if (!isExpand && !isFilter && !isProject)
    return Status::failure("inverted_residual: expected a weight whose role is "
                           "expand, filter or project");
  bool hasWindows = isExpand && dims.size() == 4 && dims[2] == 3;
  int64_t window = isFilter || hasWindows ? 3 : 1,
          multiple = isProject ? halfChannels : vectorChannels;
  if (dims.size() != 4 || dims[2] != window || dims[3] != window ||
      dims[0] <= 0 || dims[0] % multiple != 0 || dims[1] <= 0 ||
      (isFilter && dims[1] != 1))
    return Status::failure(
        "inverted_residual: expected a weight of [" + std::to_string(multiple) +
        " n, " + (isFilter ? "1" : "channels") + ", " + std::to_string(window) +
        ", " + std::to_string(window) + "] to " + role.front() + " with");
  StatusOr<Buffer> buffer = Buffer::allocate(
      dims[0] * dims[1] * window * window * int64_t(sizeof(float)),
      Buffer::Pages::Huge);
  if (!buffer.ok())
    return buffer;
  float *to = static_cast<float *>(static_cast<void *>(buffer->data()));
  if (isExpand)
    packExpand(dims[0], dims[1] * window * window, source, to);
  else if (isFilter)
    packFilter(dims[0], source, to);
  else
    packProject(dims[0], dims[1], source, to);
  return buffer;
}

} // namespace ptir::runtime::kernels
