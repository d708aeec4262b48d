//===- MapElements.h - Loops over the elements of tensors ------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_REFERENCE_MAPELEMENTS_H
#define PTIR_LIB_REFERENCE_MAPELEMENTS_H

#include "Evaluate.h"

#include "ptir/Dialect/PTIR/IR/ShapeRules.h"
#include "ptir/Support/ScalarOps.h"

namespace ptir::reference {

/// What an op says about element types outside its families.
inline Result unsupported(const Tensor &x) {
  return Status::failure("expected another element type, found " +
                         x.describeType());
}

/// An op whose operands differ in shape at run time.
inline Status checkSameShape(const Tensor &lhs, const Tensor &rhs) {
  if (lhs.dims() == rhs.dims())
    return Status::success();
  return Status::failure("expected operands of equal shape, found " +
                         formatShape(lhs.dims()) + " and " +
                         formatShape(rhs.dims()));
}

/// result[i] = function(tag, x[i]) for elements of the families.
template <unsigned families, typename Function>
Result mapUnary(const Tensor &x, Function function) {
  return visitElementType<families>(
      x.elementType(), unsupported(x), [&](auto tag) -> Result {
        using Traits = ScalarTraits<tag.value>;
        using Storage = typename Traits::Storage;
        Result result = Tensor::create(tag.value, x.dims());
        if (!result.ok())
          return result;
        const auto *source = x.data<Storage>();
        auto *target = result->mutableData<Storage>();
        for (int64_t i = 0; i < x.numElements(); ++i)
          target[i] = Traits::store(function(tag, Traits::load(source[i])));
        return result;
      });
}

/// result[i] = function(tag, lhs[i], rhs[i]) for elements of the families.
template <unsigned families, typename Function>
Result mapBinary(const Tensor &lhs, const Tensor &rhs, Function function) {
  if (Status status = checkSameShape(lhs, rhs); !status.ok())
    return status;
  return visitElementType<families>(
      lhs.elementType(), unsupported(lhs), [&](auto tag) -> Result {
        using Traits = ScalarTraits<tag.value>;
        using Storage = typename Traits::Storage;
        Result result = Tensor::create(tag.value, lhs.dims());
        if (!result.ok())
          return result;
        const auto *left = lhs.data<Storage>();
        const auto *right = rhs.data<Storage>();
        auto *target = result->mutableData<Storage>();
        for (int64_t i = 0; i < lhs.numElements(); ++i)
          target[i] = Traits::store(
              function(tag, Traits::load(left[i]), Traits::load(right[i])));
        return result;
      });
}

/// result[i] = function(tag, lhs[i], rhs[i]), where the function returns
/// nothing for elements that have no result: those are a failure, `problem` at
/// the first of them.
template <unsigned families, typename Function>
Result mapFailing(const Tensor &lhs, const Tensor &rhs, const char *problem,
                  Function function) {
  int64_t position = 0, failure = -1;
  Result result =
      mapBinary<families>(lhs, rhs, [&](auto tag, auto left, auto right) {
        auto value = function(tag, left, right);
        if (!value && failure < 0)
          failure = position;
        ++position;
        return value.value_or(left);
      });
  if (!result.ok() || failure < 0)
    return result;
  return Status::failure(std::string(problem) + " at element " +
                         std::to_string(failure) + " of shape " +
                         formatShape(rhs.dims()));
}

} // namespace ptir::reference

#endif // PTIR_LIB_REFERENCE_MAPELEMENTS_H
