//===- Tolerance.cpp - How close results must be --------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Tolerance.h"

#include "ptir/Runtime/TensorView.h"

#include <algorithm>
#include <cmath>
#include <sstream>

using namespace ptir;
using namespace ptir::conformance;

double conformance::toleranceOf(Accuracy accuracy, ElementType type) {
  struct Row {
    double f8, bf16, f16, f32, f64, cf32, cf64;
  };
  // By Accuracy. docs/spec/index.md has the same table.
  static constexpr Row rows[] = {
      /* Exact             */ {0, 0, 0, 0, 0, 0, 0},
      /* Elementary        */ {1, 1, 1, 8, 4, 8, 8},
      /* ComplexElementary */ {0, 0, 0, 8, 8, 8, 8},
      /* Sum               */ {1, 1, 1, 16, 16, 16, 16},
      /* Normalised        */ {1, 2, 2, 16, 16, 0, 0},
  };
  const Row &row = rows[static_cast<int>(accuracy)];
  switch (type) {
  case ElementType::F8E4M3FN:
  case ElementType::F8E5M2:
    return row.f8;
  case ElementType::BF16:
    return row.bf16;
  case ElementType::F16:
    return row.f16;
  case ElementType::F32:
    return row.f32;
  case ElementType::F64:
    return row.f64;
  case ElementType::CF32:
    return row.cf32;
  case ElementType::CF64:
    return row.cf64;
  default:
    return 0;
  }
}

/// The distance of neighbours of a magnitude.
static long double ulpAt(ElementType type, long double magnitude) {
  struct Format {
    int digits, lowestExponent;
  };
  Format format;
  switch (type) {
  case ElementType::F8E4M3FN:
    format = {4, -6};
    break;
  case ElementType::F8E5M2:
    format = {3, -14};
    break;
  case ElementType::BF16:
    format = {8, -126};
    break;
  case ElementType::F16:
    format = {11, -14};
    break;
  case ElementType::F64:
  case ElementType::CF64:
    format = {53, -1022};
    break;
  default:
    format = {24, -126};
    break;
  }
  int exponent = magnitude == 0 ? format.lowestExponent : std::ilogb(magnitude);
  return std::ldexp(1.0L, std::max(exponent, format.lowestExponent) -
                              format.digits + 1);
}

/// Values that no tolerance applies to: NaN, infinities, zeros of both sides.
static std::optional<bool> sameSpecial(double expected, double found,
                                       bool anyZero) {
  if (std::isnan(expected) || std::isnan(found))
    return std::isnan(expected) && std::isnan(found);
  if (std::isinf(expected) || std::isinf(found))
    return expected == found;
  if (expected == 0 && found == 0)
    return anyZero || std::signbit(expected) == std::signbit(found);
  return std::nullopt;
}

static bool agree(ElementType type, std::complex<double> expected,
                  std::complex<double> found, double ulps, double floor,
                  bool anyZero) {
  std::optional<bool> re =
      sameSpecial(expected.real(), found.real(), anyZero || isComplex(type));
  std::optional<bool> im =
      sameSpecial(expected.imag(), found.imag(), anyZero || isComplex(type));
  bool finite = std::isfinite(expected.real()) && std::isfinite(found.real()) &&
                std::isfinite(expected.imag()) && std::isfinite(found.imag());
  if (!isComplex(type) && re)
    return *re;
  if (isComplex(type) && !finite)
    return re.value_or(true) && im.value_or(true);
  long double distance =
      std::hypot((long double)expected.real() - found.real(),
                 (long double)expected.imag() - found.imag());
  long double magnitude =
      std::max<long double>({std::abs(expected), std::abs(found), floor});
  return distance <= ulps * ulpAt(type, magnitude);
}

static std::string spellElement(const Tensor &tensor, int64_t position) {
  std::ostringstream text;
  if (isInteger(tensor.type) || tensor.type == ElementType::I1) {
    int64_t value = integerAt(tensor, position);
    if (tensor.type == ElementType::UI64)
      text << uint64_t(value);
    else
      text << value;
    return text.str();
  }
  text.precision(17);
  std::complex<double> value = numberAt(tensor, position);
  text << value.real();
  if (isComplex(tensor.type))
    text << (std::signbit(value.imag()) ? "-" : "+") << std::fabs(value.imag())
         << "i";
  return text.str();
}

static std::string typeText(const Tensor &tensor) {
  return runtime::tensorText(tensor.dims.data(), int32_t(tensor.dims.size()),
                             int32_t(tensor.type));
}

std::string conformance::describe(const Tensor &tensor) {
  std::string text = typeText(tensor) + " [";
  for (int64_t i = 0; i < tensor.size(); ++i) {
    if (i == 64)
      return text + ", …]";
    text += (i ? ", " : "") + spellElement(tensor, i);
  }
  return text + "]";
}

std::optional<std::string> conformance::difference(const Tensor &expected,
                                                   const Tensor &found,
                                                   Accuracy accuracy,
                                                   bool anyZero) {
  if (expected.type != found.type || expected.dims != found.dims)
    return "expected " + typeText(expected) + ", found " + typeText(found);
  bool exactType = !isFloat(expected.type) && !isComplex(expected.type);
  double ulps = toleranceOf(accuracy, expected.type);
  double floor = accuracy == Accuracy::Normalised ? 1 : 0;
  for (int64_t i = 0; i < expected.size(); ++i) {
    bool same = exactType ? integerAt(expected, i) == integerAt(found, i)
                          : agree(expected.type, numberAt(expected, i),
                                  numberAt(found, i), ulps, floor, anyZero);
    if (!same)
      return "element " + std::to_string(i) + ": expected " +
             spellElement(expected, i) + ", found " + spellElement(found, i);
  }
  return std::nullopt;
}
