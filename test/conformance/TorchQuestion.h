//===- TorchQuestion.h - A call, as LibTorch's functions see it -*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Shared by the files of the oracle, the only ones that include LibTorch's
// headers: a function per op, from the arguments in wide types to the results
// in wide types.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_CONFORMANCE_TORCHQUESTION_H
#define PTIR_TEST_CONFORMANCE_TORCHQUESTION_H

#include "Case.h"

#include <ATen/ATen.h>

#include <map>

namespace ptir::conformance {

/// A call, as the functions of the ops see it.
struct Question {
  const Case &testCase;
  std::vector<at::Tensor> args;
  const std::vector<Tensor> &results;

  const at::Tensor &operator[](size_t i) const { return args.at(i); }
  const Dims &resultDims() const { return results.front().dims; }
  ElementType argType(size_t i) const {
    return testCase.args.at(i).elementType;
  }
  ElementType resultType() const { return results.front().type; }

  const Attribute *find(const std::string &name) const {
    for (const Attribute &attribute : testCase.attributes)
      if (attribute.name == name)
        return &attribute;
    return nullptr;
  }
  Dims list(const std::string &name, Dims otherwise = {}) const {
    const Attribute *attribute = find(name);
    return attribute ? attribute->numbers : otherwise;
  }
  int64_t number(const std::string &name, int64_t otherwise = 0) const {
    const Attribute *attribute = find(name);
    return attribute ? attribute->numbers.at(0) : otherwise;
  }
  double real(const std::string &name) const {
    const Attribute *attribute = find(name);
    return attribute ? attribute->real : 0;
  }
  std::string word(const std::string &name) const {
    const Attribute *attribute = find(name);
    return attribute ? attribute->word : "";
  }
};

using Answer = std::vector<at::Tensor>;
using Function = Answer (*)(const Question &);
/// By op.
using Functions = std::map<std::string, Function>;

template <at::Tensor (*function)(const at::Tensor &)>
Answer unary(const Question &q) {
  return {function(q[0])};
}
template <at::Tensor (*function)(const at::Tensor &, const at::Tensor &)>
Answer binary(const Question &q) {
  return {function(q[0], q[1])};
}

/// low, interior and high along one axis; negative ends crop.
at::Tensor padAxis(const at::Tensor &x, int64_t axis, int64_t low, int64_t high,
                   int64_t interior, const at::Scalar &value);
at::Scalar padValue(const Question &q);

/// Over axes, which LibTorch takes to be all when there are none.
at::Tensor reduceAxes(const at::Tensor &x, const Dims &axes, bool keepDims,
                      const std::string &kind);

/// The identity of a kind of reduction, as a number of the wide type.
at::Scalar identity(const std::string &kind, ElementType type);

// One for each family of ops.
void addElementwise(Functions &table);
void addShapes(Functions &table);
void addReductions(Functions &table);
void addWindows(Functions &table);
void addIndexing(Functions &table);
void addQuantization(Functions &table);

} // namespace ptir::conformance

#endif // PTIR_TEST_CONFORMANCE_TORCHQUESTION_H
