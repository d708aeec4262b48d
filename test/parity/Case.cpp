//===- Case.cpp - A functional or layer, and what Torch says --------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Case.h"

#include "ptir/Support/SplitMix64.h"

using namespace ptir;
using namespace ptir::parity;

/// FNV-1a.
static uint64_t hashOf(const std::string &text) {
  uint64_t hash = 0xCBF29CE484222325u;
  for (unsigned char c : text)
    hash = (hash ^ c) * 0x100000001B3u;
  return hash;
}

Inputs::Inputs(const std::string &name) : state(hashOf(name)) {}

double Inputs::next() {
  SplitMix64 random(state);
  uint64_t bits = random.next();
  state += 0x9E3779B97F4A7C15u;
  return double(bits >> 40) / double(1 << 24);
}

Data Inputs::uniform(Dims dims, double low, double high, ElementType type) {
  Data data = conformance::zeros(type, std::move(dims));
  for (int64_t i = 0; i < data.size(); ++i)
    conformance::setNumber(data, i, low + (high - low) * next());
  return data;
}

Data Inputs::indices(Dims dims, int64_t limit) {
  Data data = conformance::zeros(ElementType::SI32, std::move(dims));
  for (int64_t i = 0; i < data.size(); ++i)
    conformance::setInteger(data, i, int64_t(next() * double(limit)));
  return data;
}

Data Inputs::flags(Dims dims) {
  Data data = conformance::zeros(ElementType::I1, std::move(dims));
  for (int64_t i = 0; i < data.size(); ++i)
    conformance::setInteger(data, i, next() < 0.5);
  return data;
}

Data parity::constant(Dims dims, double value, ElementType type) {
  Data data = conformance::zeros(type, std::move(dims));
  for (int64_t i = 0; i < data.size(); ++i)
    conformance::setNumber(data, i, value);
  return data;
}

TensorType parity::typeOf(const Data &data) { return {data.type, data.dims}; }

std::vector<TensorType> parity::typesOf(const DataList &list) {
  std::vector<TensorType> types;
  for (const Data &data : list)
    types.push_back(typeOf(data));
  return types;
}

TensorType parity::f32(Dims dims) { return {ElementType::F32, dims}; }

Case parity::numeric(std::string name, DataList args, Emit emit, Ask torch) {
  Case result;
  result.name = std::move(name);
  result.entries = {{"", typesOf(args), std::move(emit)}};
  result.args = std::move(args);
  result.torch = std::move(torch);
  return result;
}

Case parity::rejecting(std::string name, std::vector<TensorType> args,
                       Emit emit, std::string message) {
  Case result;
  result.name = std::move(name);
  result.refusals = {{std::move(args), std::move(emit), std::move(message)}};
  return result;
}

void parity::addParameters(Case &testCase, const layers::ParameterList &list,
                           Inputs &inputs) {
  for (const layers::ParameterSpec &spec : list)
    testCase.parameters[spec.name] = inputs.uniform(
        Dims(spec.shape.begin(), spec.shape.end()), -1, 1, spec.type);
}

Cases parity::allCases() {
  Cases cases;
  addArithmeticCases(cases);
  addActivationCases(cases);
  addNormalizationCases(cases);
  addContractionCases(cases);
  addReductionCases(cases);
  addVisionCases(cases);
  addFeedForwardCases(cases);
  addEmbeddingCases(cases);
  addAttentionCases(cases);
  addSelfAttentionCases(cases);
  addRotaryCases(cases);
  addDotProductAttentionCases(cases);
  addShapeCases(cases);
  addElementTypeCases(cases);
  addStochasticCases(cases);
  addBlockCases(cases);
  return cases;
}
