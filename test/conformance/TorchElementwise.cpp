//===- TorchElementwise.cpp - Elementwise ops in LibTorch -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "TorchQuestion.h"
#include "TorchTypes.h"

using namespace ptir;
using namespace ptir::conformance;

/// Both in LibTorch's own types, since the cast is what is asked about.
static Answer castTypes(const Question &q) {
  auto from = torchTypeOf(q.argType(0)), to = torchTypeOf(q.resultType());
  TORCH_CHECK(from && to, "no such cast");
  return {q[0].to(*from).to(*to)};
}

static Answer sign(const Question &q) {
  // at::sign makes 0 of NaN.
  if (!q[0].is_floating_point())
    return {at::sign(q[0])};
  return {at::where(at::isnan(q[0]), q[0], at::sign(q[0]))};
}

/// Part by part: LibTorch multiplies the right-hand side by a complex 1, which
/// makes NaN of infinities.
template <int64_t factor>
static Answer addScaled(const Question &q) {
  if (!q[0].is_complex())
    return {at::add(q[0], q[1], factor)};
  return {at::view_as_complex(
      at::add(at::view_as_real(q[0]), at::view_as_real(q[1]), factor))};
}

static Answer divide(const Question &q) {
  if (q[0].is_floating_point() || q[0].is_complex())
    return {at::div(q[0], q[1])};
  return {at::div(q[0], q[1], "trunc")};
}

static Answer compare(const Question &q) {
  static const std::map<std::string,
                        at::Tensor (*)(const at::Tensor &, const at::Tensor &)>
      functions = {{"lt", at::lt}, {"le", at::le}, {"eq", at::eq},
                   {"ge", at::ge}, {"gt", at::gt}, {"ne", at::ne}};
  return {functions.at(q.word("direction"))(q[0], q[1])};
}

static Answer clamp(const Question &q) {
  return {at::minimum(at::maximum(q[0], q[1]), q[2])};
}

void conformance::addElementwise(Functions &table) {
  table.insert({
      {"neg", unary<at::neg>},
      {"abs", unary<at::abs>},
      {"exp", unary<at::exp>},
      {"log", unary<at::log>},
      {"tanh", unary<at::tanh>},
      {"erf", unary<at::erf>},
      {"rsqrt", unary<at::rsqrt>},
      {"reciprocal", unary<at::reciprocal>},
      {"sqrt", unary<at::sqrt>},
      {"sin", unary<at::sin>},
      {"cos", unary<at::cos>},
      {"floor", unary<at::floor>},
      {"ceil", unary<at::ceil>},
      {"round_nearest_even", unary<at::round>},
      {"logistic", unary<at::sigmoid>},
      {"is_finite", unary<at::isfinite>},
      {"not", unary<at::bitwise_not>},
      {"stop_gradient", unary<at::alias>},
      {"sign", sign},
      {"add", addScaled<1>},
      {"sub", addScaled<-1>},
      {"mul", binary<at::mul>},
      {"div", divide},
      {"maximum", binary<at::maximum>},
      {"minimum", binary<at::minimum>},
      {"pow", binary<at::pow>},
      {"remainder", binary<at::fmod>},
      {"and", binary<at::bitwise_and>},
      {"or", binary<at::bitwise_or>},
      {"xor", binary<at::bitwise_xor>},
      {"compare", compare},
      {"select",
       [](const Question &q) -> Answer {
         return {at::where(q[0], q[1], q[2])};
       }},
      {"clamp", clamp},
      {"cast", castTypes},
  });
}
