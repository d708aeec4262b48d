//===- EmbeddingCases.cpp - Rows by index ---------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Case.h"

#include "ptir/Functional/Embedding.h"
#include "ptir/Layers/Embedding.h"

using namespace ptir;
using namespace ptir::parity;
namespace fn = ptir::functional;

static Case embedding(const std::string &name, int64_t count, int64_t width,
                      const Data &indices) {
  layers::Embedding layer("wte", count, width);
  Case testCase = numeric(
      name, {indices},
      [=](Emitter &e, const Program &p) {
        return one(layer.forward(e, p.parameters, p[0]));
      },
      [](const Question &q) -> torch::Values {
        return {torch::embedding(q["wte.weight"], q[0])};
      });
  Inputs in(name);
  addParametersOf(testCase, layer, in);
  return testCase;
}

void parity::addEmbeddingCases(Cases &cases) {
  Inputs in("embedding_layer");
  auto add = [&](const std::string &suffix, int64_t count, int64_t width,
                 Dims dims) {
    cases.push_back(embedding("torch_embedding_" + suffix, count, width,
                              in.indices(std::move(dims), count)));
  };
  add("matches_torch_basic", 16, 8, {5});
  add("matches_torch_vocab64_embed32_seq16_rank1", 64, 32, {16});
  add("matches_torch_vocab32_embed8_seq5", 32, 8, {5});
  add("matches_torch_vocab32_embed128_seq8", 32, 128, {8});
  cases.push_back(embedding(
      "torch_embedding_supports_duplicate_indices", 16, 8,
      conformance::integers(ElementType::SI32, {6}, {3, 3, 0, 15, 3, 0})));
  // Rank 2 is a batch of sequences here, which the original did not have.
  add("matches_torch_batch_2x5", 16, 8, {2, 5});

  auto emit = [](Emitter &e, const Program &p) {
    return one(fn::embeddingLookup(e, p[0], p[1]));
  };
  // What remains to be refused of rank 2: indices without a row, of which the
  // call tells, and those that are no integers.
  Case rank2 = rejecting("torch_embedding_rejects_indices_rank2",
                         {f32({16, 8}), f32({2, 5})}, emit,
                         "functional 'embedding_lookup': expected indices of "
                         "element type si32 or si64, found f32");
  rank2.entries = {{"", {f32({16, 8}), {ElementType::SI32, {2, 5}}}, emit}};
  rank2.failures = {
      {{constant({16, 8}, 1), constant({2, 5}, 16, ElementType::SI32)},
       "'ptir.take' op"}};
  cases.push_back(std::move(rank2));
  cases.push_back(rejecting("torch_embedding_rejects_indices_rank3",
                            {f32({16, 8}), {ElementType::SI32, {2, 5, 1}}},
                            emit,
                            "functional 'embedding_lookup': expected indices "
                            "of rank 1 or 2, found rank 3"));
}
