//===- TensorText.cpp - Tensors for people and programs -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "TensorText.h"

#include "ptir/Support/ElementType.h"
#include "ptir/Support/ScalarFloat.h"

#include <charconv>
#include <cmath>
#include <cstring>

using namespace ptir;

namespace {

/// Text of single elements. Non-finite numbers are quoted in JSON, which has
/// none.
class ElementWriter {
public:
  ElementWriter(ElementType type, bool json) : type(type), json(json) {}

  void append(std::string &out, const unsigned char *element) const {
    if (type == ElementType::I1)
      out += *element ? "true" : "false";
    else if (isComplex(type))
      appendComplex(out, element);
    else if (isFloat(type))
      appendFloat(out, type, element);
    else
      appendInteger(out, element);
  }

private:
  static uint64_t load(const unsigned char *element, unsigned bytes) {
    uint64_t bits = 0;
    std::memcpy(&bits, element, bytes);
    return bits;
  }

  template <typename Number>
  static void appendNumber(std::string &out, Number value) {
    char digits[32];
    auto end = std::to_chars(digits, digits + sizeof(digits), value).ptr;
    out.append(digits, end);
  }

  void appendInteger(std::string &out, const unsigned char *element) const {
    uint64_t bits = load(element, storageBytes(type));
    unsigned unused = 64 - valueBits(type);
    if (isSignedInteger(type))
      appendNumber(out, static_cast<int64_t>(bits << unused) >> unused);
    else
      appendNumber(out, bits << unused >> unused);
  }

  void appendFloat(std::string &out, ElementType part,
                   const unsigned char *element) const {
    double value = decodeFloat(part, load(element, storageBytes(part)));
    if (!std::isfinite(value)) {
      const char *quote = json ? "\"" : "";
      out += quote;
      out += std::isnan(value) ? "nan" : value < 0 ? "-inf" : "inf";
      out += quote;
      return;
    }
    size_t start = out.size();
    if (part == ElementType::F64)
      appendNumber(out, value);
    else
      appendNumber(out, static_cast<float>(value));
    // An integer's text would lose the sign of -0 in most readers.
    if (out.find_first_of(".e", start) == std::string::npos)
      out += ".0";
  }

  void appendComplex(std::string &out, const unsigned char *element) const {
    ElementType part =
        type == ElementType::CF32 ? ElementType::F32 : ElementType::F64;
    out += json ? "{\"re\":" : "(";
    appendFloat(out, part, element);
    out += json ? ",\"im\":" : ", ";
    appendFloat(out, part, element + storageBytes(part));
    out += json ? '}' : ')';
  }

  ElementType type;
  bool json;
};

/// Elements in nested brackets.
class NestedWriter {
public:
  NestedWriter(const ptir_tensor &tensor, bool json)
      : tensor(tensor), json(json),
        element(static_cast<ElementType>(tensor.element_type), json),
        elementBytes(
            storageBytes(static_cast<ElementType>(tensor.element_type))) {
    int64_t count = 1;
    for (int32_t i = 0; i < tensor.rank; ++i)
      count *= tensor.dims[i];
    shorten = !json && count > longest;
  }

  void append(std::string &out) {
    next = static_cast<const unsigned char *>(tensor.data);
    appendAxis(out, 0);
  }

private:
  static constexpr int64_t longest = 1000;
  static constexpr int64_t edge = 3;

  int64_t bytesBelow(int32_t axis) const {
    int64_t bytes = elementBytes;
    for (int32_t i = axis + 1; i < tensor.rank; ++i)
      bytes *= tensor.dims[i];
    return bytes;
  }

  void appendAxis(std::string &out, int32_t axis) {
    if (axis == tensor.rank) {
      element.append(out, next);
      next += elementBytes;
      return;
    }
    int64_t extent = tensor.dims[axis];
    out += '[';
    for (int64_t i = 0; i < extent; ++i) {
      if (i > 0)
        appendSeparator(out, axis);
      if (shorten && i == edge && extent > 2 * edge) {
        out += "…";
        appendSeparator(out, axis);
        next += (extent - 2 * edge) * bytesBelow(axis);
        i = extent - edge;
      }
      appendAxis(out, axis + 1);
    }
    out += ']';
  }

  void appendSeparator(std::string &out, int32_t axis) const {
    out += ',';
    if (json)
      return;
    if (axis + 1 == tensor.rank)
      out += ' ';
    else
      out += '\n' + std::string(static_cast<size_t>(axis) + 1, ' ');
  }

  const ptir_tensor &tensor;
  bool json;
  bool shorten = false;
  ElementWriter element;
  int64_t elementBytes;
  const unsigned char *next = nullptr;
};

} // namespace

std::string ptir::run::tensorJson(const ptir_tensor &tensor) {
  std::string out = "{\"shape\":[";
  for (int32_t i = 0; i < tensor.rank; ++i)
    out += (i ? "," : "") + std::to_string(tensor.dims[i]);
  out += "],\"dtype\":\"";
  out += elementTypeName(static_cast<ElementType>(tensor.element_type));
  out += "\",\"data\":";
  NestedWriter(tensor, /*json=*/true).append(out);
  out += '}';
  return out;
}

std::string ptir::run::tensorRows(const ptir_tensor &tensor) {
  std::string out;
  NestedWriter(tensor, /*json=*/false).append(out);
  return out;
}
