//===- ElementTypeCases.cpp - Functionals of other types than f32 ---------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// LibTorch computes f64 as it is. Of bf16 and f16 it lacks many functions on
// CPUs: it computes those in f32, and the result is rounded once.
//
//===----------------------------------------------------------------------===//

#include "AttentionOracle.h"

#include "ptir/Functional/Activation.h"
#include "ptir/Functional/Attention.h"
#include "ptir/Functional/Contraction.h"
#include "ptir/Functional/Convolution.h"
#include "ptir/Functional/Elementwise.h"
#include "ptir/Functional/Pooling.h"
#include "ptir/Functional/Reduction.h"
#include "ptir/Functional/Shape.h"

using namespace ptir;
using namespace ptir::parity;
namespace fn = ptir::functional;

/// `ask` in a type that LibTorch computes everything in.
static Ask inWideType(ElementType type, Ask ask) {
  if (type == ElementType::F64)
    return ask;
  return [=](const Question &q) {
    Question wide;
    for (const torch::Value &arg : q.args)
      wide.args.push_back(torch::cast(arg, ElementType::F32));
    torch::Values results = ask(wide);
    for (torch::Value &result : results)
      result = torch::cast(result, type);
    return results;
  };
}

void parity::addElementTypeCases(Cases &cases) {
  struct Row {
    const char *name;
    std::vector<Dims> shapes;
    Results (*emit)(Emitter &, const Program &);
    torch::Values (*ask)(const Question &);
  };
  const Row rows[] = {
      {"add",
       {{3, 17}, {3, 17}},
       [](Emitter &e, const Program &p) { return one(fn::add(e, p[0], p[1])); },
       [](const Question &q) -> torch::Values {
         return {torch::add(q[0], q[1])};
       }},
      {"mul",
       {{3, 17}, {3, 17}},
       [](Emitter &e, const Program &p) { return one(fn::mul(e, p[0], p[1])); },
       [](const Question &q) -> torch::Values {
         return {torch::mul(q[0], q[1])};
       }},
      {"gelu",
       {{3, 17}},
       [](Emitter &e, const Program &p) { return one(fn::gelu(e, p[0])); },
       [](const Question &q) -> torch::Values { return {torch::gelu(q[0])}; }},
      {"gelu_tanh",
       {{3, 17}},
       [](Emitter &e, const Program &p) { return one(fn::geluTanh(e, p[0])); },
       [](const Question &q) -> torch::Values {
         return {torch::geluTanh(q[0])};
       }},
      {"sigmoid",
       {{3, 17}},
       [](Emitter &e, const Program &p) { return one(fn::sigmoid(e, p[0])); },
       [](const Question &q) -> torch::Values {
         return {torch::sigmoid(q[0])};
       }},
      {"silu",
       {{3, 17}},
       [](Emitter &e, const Program &p) { return one(fn::silu(e, p[0])); },
       [](const Question &q) -> torch::Values { return {torch::silu(q[0])}; }},
      {"mean",
       {{3, 17}},
       [](Emitter &e, const Program &p) { return one(fn::mean(e, p[0], {1})); },
       [](const Question &q) -> torch::Values {
         return {torch::mean(q[0], {1}, false)};
       }},
      {"conv2d",
       {{1, 6, 7, 5}, {4, 5, 3, 3}, {4}},
       [](Emitter &e, const Program &p) {
         fn::Conv2dConfig config;
         config.padding = fn::Padding2d::same(1);
         return one(fn::conv2d(e, p[0], p[1], p[2], config));
       },
       [](const Question &q) -> torch::Values {
         torch::Window window;
         window.padding = {1, 1};
         return {torch::conv2d(q[0], q[1], q[2], window)};
       }},
      {"max_pool2d",
       {{1, 6, 7, 5}},
       [](Emitter &e, const Program &p) {
         fn::Pool2dConfig config;
         config.window = {2, 2};
         config.stride = {2, 2};
         return one(fn::maxPool2d(e, p[0], config));
       },
       [](const Question &q) -> torch::Values {
         torch::Window window;
         window.stride = {2, 2};
         return {torch::maxPool2d(q[0], {2, 2}, window)};
       }},
      {"sdpa",
       {{1, 2, 5, 8}, {1, 2, 5, 8}, {1, 2, 5, 8}},
       [](Emitter &e, const Program &p) {
         return one(fn::scaledDotProductAttention(e, {}, p[0], p[1], p[2]));
       },
       [](const Question &q) -> torch::Values {
         return {attend({2, 2, 8}, {q[0], q[1], q[2]}, {})};
       }},
      {"softmax_last_dim",
       {{3, 17}},
       [](Emitter &e, const Program &p) {
         return one(fn::softmaxLastDim(e, p[0]));
       },
       [](const Question &q) -> torch::Values {
         return {torch::softmax(q[0], -1)};
       }},
      {"add_bias",
       {{3, 17}, {17}},
       [](Emitter &e, const Program &p) {
         return one(fn::addBias(e, p[0], p[1]));
       },
       [](const Question &q) -> torch::Values {
         return {torch::add(q[0], q[1])};
       }},
      {"matmul",
       {{7, 33}, {33, 9}},
       [](Emitter &e, const Program &p) {
         return one(fn::matmul(e, p[0], p[1]));
       },
       [](const Question &q) -> torch::Values {
         return {torch::matmul(q[0], q[1])};
       }},
      {"transpose",
       {{3, 5, 2}},
       [](Emitter &e, const Program &p) {
         return one(fn::transpose(e, p[0], {2, 0, 1}));
       },
       [](const Question &q) -> torch::Values {
         return {torch::transpose(q[0], {2, 0, 1})};
       }},
  };
  for (auto [type, typeName] : {std::pair(ElementType::F64, "f64"),
                                std::pair(ElementType::BF16, "bf16"),
                                std::pair(ElementType::F16, "f16")})
    for (const Row &row : rows) {
      std::string name =
          std::string("torch_types_") + row.name + "_" + typeName;
      Inputs in(name);
      DataList args;
      for (const Dims &dims : row.shapes)
        args.push_back(in.uniform(dims, -1, 1, type));
      cases.push_back(numeric(name, args, row.emit, inWideType(type, row.ask)));
    }
}
