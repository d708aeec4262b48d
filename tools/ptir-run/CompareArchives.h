//===- CompareArchives.h - Are two files of tensors alike -------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_RUN_COMPAREARCHIVES_H
#define PTIR_TOOLS_PTIR_RUN_COMPAREARCHIVES_H

#include "ptir/Checkpoint/Checkpoint.h"

#include <string>
#include <vector>

namespace ptir::run {

/// Floats a and b agree if |a - b| <= absolute + relative * |b|; NaN agrees
/// with NaN, an infinity with itself. Other elements agree if they are equal.
struct Tolerances {
  double relative = 1e-4;
  double absolute = 1e-4;
};

enum class Verdict : uint8_t {
  Same,
  Values,     ///< some elements do not agree
  Shape,      ///< values were not looked at
  Type,       ///< the same
  OnlyFirst,  ///< the second archive has no tensor of that name
  OnlySecond, ///< the first one has none
};

/// `same`, `values`, `shape`, `dtype`, `missing in B`, `missing in A`.
std::string_view verdictName(Verdict verdict);

struct TensorComparison {
  std::string name;
  Verdict verdict = Verdict::Same;
  /// Null where the archive has none; valid as long as its table.
  const CheckpointTensor *first = nullptr;
  const CheckpointTensor *second = nullptr;
  // Of the values, if they were looked at. A complex number is two elements.
  /// Largest |a - b|, and largest |a - b| / |b| where b is not 0, without pairs
  /// that have a NaN.
  double maxAbsolute = 0, maxRelative = 0;
  /// How many elements do not agree.
  uint64_t mismatches = 0;
  /// The first of them: its place, row-major, and its two values.
  uint64_t mismatch = 0;
  double firstValue = 0, secondValue = 0;
};

/// All tensors in the order in which the first archive lists them, then those
/// that only the second one has. Fails only if bytes cannot be read.
StatusOr<std::vector<TensorComparison>>
compareArchives(const Checkpoint &first, const Checkpoint &second,
                const Tolerances &tolerances);

/// The first that is not the same, or null.
const TensorComparison *
firstDifference(const std::vector<TensorComparison> &comparisons);

} // namespace ptir::run

#endif // PTIR_TOOLS_PTIR_RUN_COMPAREARCHIVES_H
