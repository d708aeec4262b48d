//===- VectorBody.h - Bodies of generics on vectors -------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Clones the body of a generic for one point of its iteration space, or for a
// vector of points along one loop. Values that are the same in all lanes stay
// scalars until a vector op needs them.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_LINALGTOVECTORLOOPS_VECTORBODY_H
#define PTIR_LIB_CONVERSION_LINALGTOVECTORLOOPS_VECTORBODY_H

#include "IterationSpace.h"

namespace ptir::vectorloops {

/// The points one clone of the body stands for.
struct BodyPoints {
  /// One index per loop; of the first lane for the vector loop.
  ValueRange ivs;
  std::optional<VectorLoop> vectorLoop;
  Value mask;
};

/// Whether the body can run on vectors along `dim`: every op that differs
/// between lanes is elementwise and safe to run in lanes that are masked off,
/// loads follow the lanes with unit stride, and nothing else has an effect.
bool canVectorizeBody(const IterationSpace &space, unsigned dim);

/// `arguments` are scalars, or vectors where they differ between lanes. The
/// result holds what the body yields, likewise.
Values cloneBody(ImplicitLocOpBuilder &b, const IterationSpace &space,
                 const BodyPoints &points, ValueRange arguments);

/// The same op on the given operands; on vectors of `lanes` if one of them is
/// a vector. The op must be elementwise.
Value cloneElementwise(ImplicitLocOpBuilder &b, mlir::Operation *op,
                       ValueRange operands);

/// A vector of `lanes` copies; vectors are passed through.
Value splat(ImplicitLocOpBuilder &b, Value value, int64_t lanes);

} // namespace ptir::vectorloops

#endif // PTIR_LIB_CONVERSION_LINALGTOVECTORLOOPS_VECTORBODY_H
