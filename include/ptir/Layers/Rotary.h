//===- Rotary.h - Angles for rotary embeddings ------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LAYERS_ROTARY_H
#define PTIR_LAYERS_ROTARY_H

#include "ptir/Functional/Emitter.h"
#include "ptir/Functional/RotaryTable.h"

#include <string>

namespace ptir::layers {

/// The angles of up to `maxPositions` positions, as constants of the program:
/// two tables of maxPositions * R/2 numbers in f32. No parameters. What turns
/// heads by them is functional::applyRope and its relatives.
class Rotary {
public:
  Rotary(std::string name, int64_t maxPositions, functional::RopeConfig config)
      : name(std::move(name)), maxPositions(maxPositions),
        config(std::move(config)) {}

  struct Angles {
    functional::Tensor cos, sin; ///< [T, R/2]
  };

  /// The angles of positions[T], of si32. A position outside of
  /// [0, maxPositions) is an error at run time.
  Angles forward(functional::Emitter &emitter,
                 functional::Tensor positions) const;

private:
  std::string name;
  int64_t maxPositions;
  functional::RopeConfig config;
};

} // namespace ptir::layers

#endif // PTIR_LAYERS_ROTARY_H
