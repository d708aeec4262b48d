//===- Combine.h - What the kinds of reduction combine with -----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_REFERENCE_COMBINE_H
#define PTIR_LIB_REFERENCE_COMBINE_H

#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Support/ScalarOps.h"

namespace ptir::reference {

/// Calls `visit(tag, identity, combine)` for elements of the type; false, and
/// no call, when they do not have the kind: i1 has no sum, complex numbers have
/// no order.
template <typename Visit>
bool visitReduceKind(ReduceKind kind, ElementType type, const Visit &visit) {
  if (kind == ReduceKind::Sum)
    return visitElementType<NumericFamilies>(type, false, [&](auto tag) {
      using Ops = ScalarOps<tag.value>;
      visit(tag, typename ScalarTraits<tag.value>::Value(0), Ops::add);
      return true;
    });
  return visitElementType<OrderedFamilies>(type, false, [&](auto tag) {
    using Ops = ScalarOps<tag.value>;
    if (kind == ReduceKind::Max)
      visit(tag, Ops::lowest(), Ops::maximum);
    else
      visit(tag, Ops::highest(), Ops::minimum);
    return true;
  });
}

} // namespace ptir::reference

#endif // PTIR_LIB_REFERENCE_COMBINE_H
