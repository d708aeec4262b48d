//===- ErrorBounds.cpp - How far a correct result may be off --------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Validation/ErrorBounds.h"

#include "FloatParts.h"
#include "Perturbation.h"

#include "ptir/Support/ScalarCast.h"
#include "ptir/Validation/InexactValues.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/SymbolTable.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

#include <cmath>
#include <limits>

using namespace ptir;
using namespace ptir::validation;
using reference::Tensor;

static constexpr double infinity = std::numeric_limits<double>::infinity();
static constexpr unsigned perturbedRuns = 6;
/// An error may be that many times what the perturbed runs show.
static constexpr double safety = 4;

static bool isInexactType(ElementType type) {
  return isFloat(type) || isComplex(type);
}

/// Equal bits; every NaN is the same, and so are both zeros in complex numbers.
static bool areIdentical(const Tensor &expected, const Tensor &found,
                         int64_t part) {
  ElementType type = partType(expected.elementType());
  int64_t offset = part * int64_t(storageBytes(type));
  if (isFloat(type) && std::isnan(partAt(expected, part)))
    return std::isnan(partAt(found, part));
  if (isComplex(expected.elementType()))
    return partAt(expected, part) == partAt(found, part);
  return loadScalar(type, expected.data<uint8_t>() + offset) ==
         loadScalar(type, found.data<uint8_t>() + offset);
}

/// Magnitude of the element that the part belongs to.
static double magnitudeAt(const Tensor &tensor, int64_t part) {
  double magnitude = std::fabs(partAt(tensor, part));
  if (isComplex(tensor.elementType()))
    magnitude = std::max(magnitude, std::fabs(partAt(tensor, part ^ 1)));
  return magnitude;
}

/// The distance of two parts: infinite if they differ in more than size.
static double distance(const Tensor &expected, const Tensor &found,
                       int64_t part) {
  if (areIdentical(expected, found, part))
    return 0;
  if (!isInexactType(expected.elementType()))
    return infinity;
  double difference = std::fabs(partAt(expected, part) - partAt(found, part));
  return std::isnan(difference) ? infinity : difference;
}

static ElementBounds lastPlaces(const Tensor &tensor, int ulps) {
  ElementBounds bounds(static_cast<size_t>(numParts(tensor)), 0.0);
  if (isInexactType(tensor.elementType()))
    for (auto [i, bound] : llvm::enumerate(bounds))
      bound = ulps * unitInLastPlace(partType(tensor.elementType()),
                                     magnitudeAt(tensor, int64_t(i)));
  return bounds;
}

/// Which results of a function an inexact op contributed to.
static std::vector<bool>
findInexactResults(mlir::ModuleOp module, llvm::StringRef function,
                   const llvm::DenseSet<mlir::Value> &inexact) {
  std::vector<bool> found;
  auto func = mlir::SymbolTable(module).lookup<mlir::func::FuncOp>(function);
  if (func && !func.isExternal())
    for (mlir::Value value :
         func.getBody().back().getTerminator()->getOperands())
      found.push_back(inexact.contains(value));
  return found;
}

std::vector<ElementBounds>
ptir::validation::findErrorBounds(const ReferenceCall &call,
                                  reference::ParamProvider &params,
                                  uint64_t maxSteps) {
  llvm::DenseSet<mlir::Value> inexact = findInexactValues(call.module);
  std::vector<bool> inexactResults =
      findInexactResults(call.module, call.function, inexact);
  inexactResults.resize(call.results.size(), true);
  std::vector<ElementBounds> bounds;
  for (auto [i, result] : llvm::enumerate(call.results))
    bounds.push_back(lastPlaces(
        result, inexactResults[i] ? functionError(result.elementType()) : 0));
  if (llvm::none_of(inexactResults, [](bool is) { return is; }))
    return bounds;

  for (unsigned run = 0; run < perturbedRuns; ++run) {
    Perturbation perturbation(inexact, run);
    reference::InterpreterOptions options;
    options.maxSteps = maxSteps;
    options.observer = &perturbation;
    reference::Interpreter interpreter(call.module, params, options);
    auto results = interpreter.call(call.function, call.args.vec());
    if (!results)
      llvm::consumeError(results.takeError());
    for (auto [i, expected] : llvm::enumerate(call.results)) {
      if (!inexactResults[i])
        continue;
      bool comparable =
          bool(results) && (*results)[i].dims() == expected.dims();
      for (auto [j, bound] : llvm::enumerate(bounds[i]))
        bound = std::max(
            bound, comparable
                       ? safety * distance(expected, (*results)[i], int64_t(j))
                       : infinity);
    }
  }
  return bounds;
}

std::vector<ElementBounds>
ptir::validation::uniformBounds(llvm::ArrayRef<Tensor> results, int ulps) {
  std::vector<ElementBounds> bounds;
  for (const Tensor &result : results)
    bounds.push_back(lastPlaces(result, ulps));
  return bounds;
}

/// `[1, 2]`, and which part of a complex number.
static std::string describePosition(const Tensor &tensor, int64_t part) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  bool complex = isComplex(tensor.elementType());
  int64_t position = complex ? part / 2 : part;
  llvm::SmallVector<int64_t> indices;
  for (int64_t extent : llvm::reverse(tensor.dims())) {
    indices.push_back(position % extent);
    position /= extent;
  }
  stream << "element [";
  llvm::interleaveComma(llvm::reverse(indices), stream);
  stream << "]";
  if (complex)
    stream << (part % 2 ? " (imaginary)" : " (real)");
  return text;
}

/// Integers as such, floats with every digit that tells them apart.
static std::string describePart(const Tensor &tensor, int64_t part) {
  ElementType type = partType(tensor.elementType());
  std::string text;
  llvm::raw_string_ostream stream(text);
  if (isFloat(type))
    stream << llvm::format(type == ElementType::F64 ? "%.17g" : "%.9g",
                           partAt(tensor, part));
  else if (type == ElementType::UI64)
    stream << static_cast<uint64_t>(tensor.integerAt(part));
  else
    stream << tensor.integerAt(part);
  return text;
}

std::string
ptir::validation::describeDifference(llvm::ArrayRef<Tensor> expected,
                                     llvm::ArrayRef<Tensor> found,
                                     llvm::ArrayRef<ElementBounds> bounds) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  if (expected.size() != found.size()) {
    stream << "expected " << expected.size() << " results, found "
           << found.size();
    return text;
  }
  for (auto [i, want, have] : llvm::enumerate(expected, found)) {
    if (want.elementType() != have.elementType() ||
        want.dims() != have.dims()) {
      stream << "result " << i << ": expected " << want.describeType()
             << ", found " << have.describeType();
      return text;
    }
    for (auto [j, bound] : llvm::enumerate(bounds[i])) {
      int64_t part = int64_t(j);
      if (bound == infinity || areIdentical(want, have, part) ||
          (bound > 0 && distance(want, have, part) <= bound))
        continue;
      stream << "result " << i << ", " << describePosition(want, part)
             << ": expected " << describePart(want, part) << ", found "
             << describePart(have, part);
      if (bound > 0)
        stream << ", tolerance " << llvm::format("%.3g", bound);
      return text;
    }
  }
  return text;
}
