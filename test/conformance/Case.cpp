//===- Case.cpp - An op with its types, attributes and calls --------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Case.h"

#include "ptir/Support/ScalarFloat.h"

#include <cstdio>

using namespace ptir;
using namespace ptir::conformance;

Attribute conformance::list(std::string name, Dims values) {
  std::string text = "array<i64";
  for (size_t i = 0; i < values.size(); ++i)
    text += (i ? ", " : ": ") + std::to_string(values[i]);
  return {std::move(name), text + ">", std::move(values), "", 0};
}

Attribute conformance::number(std::string name, int64_t value) {
  return {std::move(name), std::to_string(value) + " : i64", {value}, "", 0};
}

Attribute conformance::flag(std::string name, bool value) {
  return {std::move(name), value ? "true" : "false", {value}, "", 0};
}

Attribute conformance::real(std::string name, double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.17e : f64", value);
  return {std::move(name), text, {}, "", value};
}

Attribute conformance::word(std::string name, std::string enumeration,
                            std::string word) {
  return {
      std::move(name), "#ptir." + enumeration + "<" + word + ">", {}, word, 0};
}

Attribute conformance::typeName(std::string name, ElementType type) {
  return {std::move(name), spell(type), {}, "", 0};
}

/// A float as its bits, which every value has, NaN and -0 included.
static std::string spellFloat(ElementType type, double value) {
  char bits[24];
  std::snprintf(bits, sizeof bits, "0x%0*llX", int(valueBits(type) / 4),
                static_cast<unsigned long long>(encodeFloat(type, value)));
  return bits;
}

Attribute conformance::element(std::string name, ElementType type,
                               double value) {
  std::string text;
  if (type == ElementType::I1)
    text = value != 0 ? "true" : "false";
  else if (isFloat(type))
    text = spellFloat(type, value) + " : " + spell(type);
  else if (isComplex(type))
    text = "#complex.number<:" +
           std::string(type == ElementType::CF32 ? "f32 " : "f64 ") +
           std::to_string(value) + ", 0.0>";
  else
    text = std::to_string(int64_t(value)) + " : " + spell(type);
  return {std::move(name), text, {}, "", value};
}

std::string conformance::spell(ElementType type) {
  switch (type) {
  case ElementType::F8E4M3FN:
    return "f8E4M3FN";
  case ElementType::F8E5M2:
    return "f8E5M2";
  case ElementType::CF32:
    return "complex<f32>";
  case ElementType::CF64:
    return "complex<f64>";
  default:
    return std::string(elementTypeName(type));
  }
}

std::string conformance::spell(const TensorType &type) {
  std::string text = "tensor<";
  for (int64_t extent : type.dims)
    text += (extent == dynamic ? "?" : std::to_string(extent)) + "x";
  return text + spell(type.elementType) + ">";
}

static std::string spellAll(const std::vector<TensorType> &types) {
  std::string text;
  for (size_t i = 0; i < types.size(); ++i)
    text += (i ? ", " : "") + spell(types[i]);
  return text;
}

/// `%r` or `%r#0, %r#1`.
static std::string namesOfResults(size_t count) {
  if (count == 1)
    return "%r";
  std::string text;
  for (size_t i = 0; i < count; ++i)
    text += (i ? ", " : "") + ("%r#" + std::to_string(i));
  return text;
}

static std::string spellOp(const Case &testCase) {
  size_t results = testCase.results.size();
  std::string text = results == 1 ? "%r" : "%r:" + std::to_string(results);
  text += " = \"ptir." + testCase.op + "\"(";
  for (size_t i = 0; i < testCase.args.size(); ++i)
    text += (i ? ", " : "") + ("%arg" + std::to_string(i));
  text += ")";
  if (!testCase.attributes.empty()) {
    text += " {";
    for (const Attribute &attribute : testCase.attributes)
      text += (&attribute == &testCase.attributes.front() ? "" : ", ") +
              attribute.name + " = " + attribute.text;
    text += "}";
  }
  return text + " : (" + spellAll(testCase.args) + ") -> (" +
         spellAll(testCase.results) + ")";
}

std::string conformance::spell(const Case &testCase, const std::string &name) {
  std::string text = "func.func @" + name + "(";
  for (size_t i = 0; i < testCase.args.size(); ++i)
    text += (i ? ", " : "") + ("%arg" + std::to_string(i)) + ": " +
            spell(testCase.args[i]);
  text += ") -> (" + spellAll(testCase.results) + ") {\n";
  text += testCase.body.empty() ? "  " + spellOp(testCase) : testCase.body;
  return text + "\n  return " + namesOfResults(testCase.results.size()) +
         " : " + spellAll(testCase.results) + "\n}\n";
}

TensorType conformance::withDynamic(TensorType type) {
  type.dims.assign(type.dims.size(), dynamic);
  return type;
}

TensorType conformance::withDynamic(TensorType type, const Dims &axes) {
  for (int64_t axis : axes)
    type.dims[axis] = dynamic;
  return type;
}
