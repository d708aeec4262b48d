//===- TorchOracle.cpp - What LibTorch makes of a case --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "TorchOracle.h"

#include "TorchQuestion.h"

#include <ATen/Parallel.h>

using namespace ptir;
using namespace ptir::conformance;

static at::ScalarType wideType(ElementType type) {
  if (type == ElementType::I1)
    return at::kBool;
  if (isComplex(type))
    return at::kComplexDouble;
  return isFloat(type) ? at::kDouble : at::kLong;
}

static at::Tensor widen(const Tensor &tensor) {
  at::Tensor wide = at::empty(tensor.dims, wideType(tensor.type));
  for (int64_t i = 0; i < tensor.size(); ++i) {
    if (tensor.type == ElementType::I1)
      wide.data_ptr<bool>()[i] = integerAt(tensor, i) != 0;
    else if (isComplex(tensor.type))
      wide.data_ptr<c10::complex<double>>()[i] = numberAt(tensor, i);
    else if (isFloat(tensor.type))
      wide.data_ptr<double>()[i] = numberAt(tensor, i).real();
    else
      wide.data_ptr<int64_t>()[i] = integerAt(tensor, i);
  }
  return wide;
}

/// The wide result in the type the op gives, rounded or wrapped once.
static Tensor narrow(at::Tensor wide, ElementType type) {
  wide = wide.to(wideType(type)).contiguous();
  Tensor tensor = zeros(type, wide.sizes().vec());
  for (int64_t i = 0; i < tensor.size(); ++i) {
    if (type == ElementType::I1)
      setNumber(tensor, i, double(wide.data_ptr<bool>()[i]));
    else if (isComplex(type))
      setNumber(tensor, i,
                std::complex<double>(wide.data_ptr<c10::complex<double>>()[i]));
    else if (isFloat(type))
      setNumber(tensor, i, wide.data_ptr<double>()[i]);
    else
      setInteger(tensor, i, wide.data_ptr<int64_t>()[i]);
  }
  return tensor;
}

static Functions allFunctions() {
  Functions table;
  addElementwise(table);
  addShapes(table);
  addReductions(table);
  addWindows(table);
  addIndexing(table);
  addQuantization(table);
  return table;
}

bool conformance::torchIsPresent() { return true; }

bool conformance::torchHolds(ElementType type) {
  return type != ElementType::UI64;
}

StatusOr<std::vector<Tensor>>
conformance::askTorch(const Case &testCase, const std::vector<Tensor> &args,
                      const std::vector<Tensor> &results) {
  // The thread pool belongs to the code under test.
  static const bool once = (at::set_num_threads(1), true);
  (void)once;
  static const Functions functions = allFunctions();
  auto known = functions.find(testCase.op);
  if (known == functions.end())
    return Status::failure("it lacks " + testCase.op);
  try {
    Question question{testCase, {}, results};
    for (const Tensor &arg : args)
      question.args.push_back(widen(arg));
    Answer answer = known->second(question);
    std::vector<Tensor> narrowed;
    for (size_t i = 0; i < answer.size(); ++i)
      narrowed.push_back(narrow(answer[i], results.at(i).type));
    return narrowed;
  } catch (const std::exception &error) {
    return Status::failure(error.what());
  }
}
