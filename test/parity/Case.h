//===- Case.h - A functional or layer, and what Torch says ------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A case is written once: how its program is emitted, its inputs, and what
// LibTorch makes of them. Every backend compiles and runs the program twice,
// as it is and optimised.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_PARITY_CASE_H
#define PTIR_TEST_PARITY_CASE_H

#include "Torch.h"

#include "ptir/Execution/Instance.h"
#include "ptir/Layers/Parameters.h"
#include "ptir/Support/Status.h"

#include <functional>
#include <map>

namespace ptir::parity {

using execution::TensorType;
using functional::Emitter;
using functional::Tensor;

/// An extent that is known only at run time.
inline constexpr int64_t dynamic = -1;

using Results = llvm::SmallVector<Tensor>;

/// What a program is emitted from: its arguments, and the case's parameters
/// under their own names.
struct Program {
  llvm::SmallVector<Tensor> args;
  layers::Parameters parameters;

  Tensor operator[](size_t i) const { return args[i]; }
};
using Emit = std::function<Results(Emitter &, const Program &)>;

/// One public function.
struct Entry {
  /// What distinguishes it among the entries of its case.
  std::string name;
  std::vector<TensorType> args;
  Emit emit;
};

/// The inputs of a case as values of LibTorch.
struct Question {
  torch::Values args;
  std::map<std::string, torch::Value> parameters;

  const torch::Value &operator[](int i) const { return args.at(i); }
  const torch::Value &operator[](const char *name) const {
    return parameters.at(name);
  }
};
using Ask = std::function<torch::Values(const Question &)>;

using DataList = std::vector<Data>;

/// Calls an entry of the case.
using Call = std::function<StatusOr<DataList>(const std::string &entry,
                                              const DataList &args)>;
/// Several calls that depend on one another; the results to compare.
using Drive = std::function<StatusOr<DataList>(const Call &)>;

/// What is wrong with the results; empty if nothing is. `oracle` is empty for a
/// case that LibTorch is not asked about.
using Judge = std::function<std::string(
    const DataList &inputs, const DataList &results, const DataList &oracle)>;

/// What a functional must refuse while it is emitted.
struct Refusal {
  std::vector<TensorType> args;
  Emit emit;
  /// The whole diagnostic.
  std::string message;
};

/// What a call must fail with.
struct Failure {
  DataList args;
  /// Part of the message.
  std::string message;
};

/// A numeric case has `args` and an oracle; a rejecting one has a refusal, and
/// where extents may be known too late for it, a failure of its first entry.
struct Case {
  std::string name;
  std::vector<Entry> entries;
  DataList args;
  std::map<std::string, Data> parameters;
  /// In place of one call of the first entry with `args`.
  Drive drive = {};
  Ask torch = {};
  /// In place of equality with LibTorch.
  Judge judge = {};
  std::vector<Refusal> refusals = {};
  std::vector<Failure> failures = {};

  bool isRejecting() const { return !refusals.empty() || !failures.empty(); }
};

using Cases = std::vector<Case>;

/// Seeded inputs. Every case has a sequence of its own, which its name begins,
/// so that a new case changes no other's numbers.
class Inputs {
public:
  explicit Inputs(const std::string &name);

  /// In [low, high).
  Data uniform(Dims dims, double low = -1, double high = 1,
               ElementType type = ElementType::F32);
  /// In [0, limit), of si32.
  Data indices(Dims dims, int64_t limit);
  /// Of i1.
  Data flags(Dims dims);

private:
  double next();

  uint64_t state;
};

Data constant(Dims dims, double value, ElementType type = ElementType::F32);
TensorType typeOf(const Data &data);
std::vector<TensorType> typesOf(const DataList &list);
TensorType f32(Dims dims);

/// A case of one entry whose types are those of its inputs.
Case numeric(std::string name, DataList args, Emit emit, Ask torch);

/// A case that must be refused while it is emitted.
Case rejecting(std::string name, std::vector<TensorType> args, Emit emit,
               std::string message);

/// Adds a parameter for every one that the layer lists, uniform in [-1, 1).
void addParameters(Case &testCase, const layers::ParameterList &list,
                   Inputs &inputs);
template <typename Layer>
void addParametersOf(Case &testCase, const Layer &layer, Inputs &inputs) {
  layers::ParameterList list;
  layer.appendParameters(list);
  addParameters(testCase, list, inputs);
}

/// Of one result.
inline Results one(Tensor result) { return {result}; }

// The tables, one function for each file.
void addArithmeticCases(Cases &cases);
void addActivationCases(Cases &cases);
void addNormalizationCases(Cases &cases);
void addContractionCases(Cases &cases);
void addReductionCases(Cases &cases);
void addVisionCases(Cases &cases);
void addFeedForwardCases(Cases &cases);
void addEmbeddingCases(Cases &cases);
void addAttentionCases(Cases &cases);
void addSelfAttentionCases(Cases &cases);
void addRotaryCases(Cases &cases);
void addDotProductAttentionCases(Cases &cases);
void addShapeCases(Cases &cases);
void addElementTypeCases(Cases &cases);
void addStochasticCases(Cases &cases);
void addBlockCases(Cases &cases);

Cases allCases();

} // namespace ptir::parity

#endif // PTIR_TEST_PARITY_CASE_H
