//===- Case.h - An op with its types, attributes and calls ------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A case is one function that holds one op (or a few lines of text), and calls
// of it with concrete tensors. The same description becomes MLIR for the
// backends and a question to LibTorch.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_CONFORMANCE_CASE_H
#define PTIR_TEST_CONFORMANCE_CASE_H

#include "Tensor.h"
#include "Tolerance.h"

#include "ptir/Execution/Instance.h"

#include <optional>
#include <string>
#include <vector>

namespace ptir::conformance {

using execution::TensorType;

/// An extent known only at run time.
inline constexpr int64_t dynamic = -1;

/// One attribute, as text for MLIR and as values for the oracle.
struct Attribute {
  std::string name;
  std::string text;
  /// The elements of a list, or the one number or flag.
  Dims numbers;
  /// The keyword of an enumeration.
  std::string word;
  double real = 0;
};
using Attributes = std::vector<Attribute>;

Attribute list(std::string name, Dims values);
Attribute number(std::string name, int64_t value);
Attribute flag(std::string name, bool value);
Attribute real(std::string name, double value);
/// `#ptir.<enumeration><word>`.
Attribute word(std::string name, std::string enumeration, std::string word);
Attribute typeName(std::string name, ElementType type);
/// A single element, as `pad_value` takes it; `value` must be one of the type.
Attribute element(std::string name, ElementType type, double value);

struct Call {
  std::vector<Tensor> args;
  /// What the results must be, where that is written down by hand.
  std::vector<Tensor> golden = {};
  /// The op that must fail, as `ptir.take`; empty for a call that returns.
  std::string failing = {};
  /// What compiled code names instead, for an op that is compiled as its
  /// composite.
  std::string failingPart = {};
  /// In place of the accuracy of the case.
  std::optional<Accuracy> accuracy = {};
};

/// Whom the reference answers to, beside golden values.
enum class Judge {
  None,
  Torch,
  /// LibTorch, but it may give zeros another sign.
  TorchUpToZeroSigns,
};

struct Case {
  /// Without prefix: `dot_general`.
  std::string op;
  std::vector<TensorType> args;
  std::vector<TensorType> results;
  Attributes attributes = {};
  std::vector<Call> calls = {};
  Accuracy accuracy = Accuracy::Exact;
  Judge judge = Judge::None;
  /// In place of the op: lines that define %r, %r:2, …, out of %arg0, %arg1, ….
  std::string body = {};
};

/// `tensor<?x3xf32>`.
std::string spell(const TensorType &type);
/// `f32`, `complex<f32>`, `f8E4M3FN`.
std::string spell(ElementType type);

/// The function as text; its op stands on the second line.
std::string spell(const Case &testCase, const std::string &name);

/// The type with every extent, or those of the axes in `axes`, dynamic.
TensorType withDynamic(TensorType type);
TensorType withDynamic(TensorType type, const Dims &axes);

} // namespace ptir::conformance

#endif // PTIR_TEST_CONFORMANCE_CASE_H
