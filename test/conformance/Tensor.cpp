//===- Tensor.cpp - Tensors of the conformance suite ----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Tensor.h"

#include "ptir/Support/ScalarCast.h"
#include "ptir/Support/ScalarFloat.h"
#include "ptir/Support/ScalarInteger.h"
#include "ptir/Support/SplitMix64.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace ptir;
using namespace ptir::conformance;

int64_t conformance::elementCount(const Dims &dims) {
  int64_t count = 1;
  for (int64_t extent : dims)
    count *= extent;
  return count;
}

ptir_tensor Tensor::view() const {
  // A tensor without elements still has an address.
  static uint8_t nothing;
  const void *data = bytes.empty() ? &nothing : bytes.data();
  return {const_cast<void *>(data), dims.data(),
          static_cast<int32_t>(dims.size()), static_cast<int32_t>(type)};
}

Tensor conformance::zeros(ElementType type, Dims dims) {
  size_t bytes = size_t(elementCount(dims)) * storageBytes(type);
  return {type, std::move(dims), std::vector<uint8_t>(bytes)};
}

static ElementType realOf(ElementType type) {
  return type == ElementType::CF32   ? ElementType::F32
         : type == ElementType::CF64 ? ElementType::F64
                                     : type;
}

/// A real number as an element of the type, in memory.
static void storeReal(ElementType type, double value, void *address) {
  uint64_t word = isFloat(type)     ? encodeFloat(type, value)
                  : value >= 0x1p63 ? uint64_t(value)
                                    : uint64_t(int64_t(value));
  storeScalar(type, word, address);
}

static double loadReal(ElementType type, const void *address) {
  uint64_t word = loadScalar(type, address);
  if (isFloat(type))
    return decodeFloat(type, word);
  return isSignedInteger(type) ? double(int64_t(word)) : double(word);
}

void conformance::setNumber(Tensor &tensor, int64_t position,
                            std::complex<double> value) {
  uint8_t *address = tensor.bytes.data() + position * storageBytes(tensor.type);
  ElementType real = realOf(tensor.type);
  storeReal(real, value.real(), address);
  if (isComplex(tensor.type))
    storeReal(real, value.imag(), address + storageBytes(real));
}

std::complex<double> conformance::numberAt(const Tensor &tensor,
                                           int64_t position) {
  const uint8_t *address =
      tensor.bytes.data() + position * storageBytes(tensor.type);
  ElementType real = realOf(tensor.type);
  return {loadReal(real, address),
          isComplex(tensor.type) ? loadReal(real, address + storageBytes(real))
                                 : 0.0};
}

int64_t conformance::integerAt(const Tensor &tensor, int64_t position) {
  return int64_t(loadScalar(
      tensor.type, tensor.bytes.data() + position * storageBytes(tensor.type)));
}

void conformance::setInteger(Tensor &tensor, int64_t position, int64_t value) {
  storeScalar(tensor.type, uint64_t(value),
              tensor.bytes.data() + position * storageBytes(tensor.type));
}

Tensor conformance::tensor(ElementType type, Dims dims,
                           const std::vector<double> &values) {
  Tensor result = zeros(type, std::move(dims));
  for (int64_t i = 0; i < result.size(); ++i)
    setNumber(result, i, values.at(i));
  return result;
}

Tensor conformance::bits(ElementType type, Dims dims,
                         const std::vector<uint64_t> &values) {
  Tensor result = zeros(type, std::move(dims));
  for (int64_t i = 0; i < result.size(); ++i)
    setInteger(result, i, int64_t(values.at(i)));
  return result;
}

Tensor conformance::integers(ElementType type, Dims dims,
                             const std::vector<int64_t> &values) {
  return bits(type, std::move(dims), {values.begin(), values.end()});
}

Tensor conformance::scalar(ElementType type, double value) {
  return tensor(type, {}, {value});
}

Tensor conformance::extent(int64_t value) {
  return integers(ElementType::SI64, {}, {value});
}

//===----------------------------------------------------------------------===//
// Inputs
//===----------------------------------------------------------------------===//

/// Extremes, neighbours of zero, ties, and the points where casts to integers
/// saturate.
static std::vector<double> specialFloats(ElementType type) {
  double inf = std::numeric_limits<double>::infinity();
  double nan = std::numeric_limits<double>::quiet_NaN();
  // The bits of the smallest subnormal, of all and of the largest finite value.
  unsigned mantissa = type == ElementType::F64        ? 52
                      : type == ElementType::F32      ? 23
                      : type == ElementType::F16      ? 10
                      : type == ElementType::BF16     ? 7
                      : type == ElementType::F8E4M3FN ? 3
                                                      : 2;
  uint64_t normal = uint64_t(1) << mantissa;
  uint64_t sign = uint64_t(1) << (valueBits(type) - 1);
  uint64_t largest = type == ElementType::F8E4M3FN ? 0x7E : sign - normal - 1;
  std::vector<double> values = {0.0, -0.0, 1,   -1,   inf,  -inf, nan,
                                0.5, -0.5, 1.5, -1.5, 2.5,  -2.5, 0.75,
                                3,   -3,   7.5, 8,    -8.5, -9,   16};
  for (uint64_t word : {uint64_t(1), normal - 1, normal, normal + 1, largest})
    for (uint64_t signOfWord : {uint64_t(0), sign})
      values.push_back(decodeFloat(type, word | signOfWord));
  return values;
}

static std::vector<double> specialIntegers(ElementType type) {
  double lowest =
      isSignedInteger(type) ? -std::ldexp(1, valueBits(type) - 1) : 0;
  std::vector<double> values = {0, 1, 2, 3, 7, -1, -2, -7, 5, 64, 100, 200};
  values.push_back(lowest);
  values.push_back(lowest + 1);
  return values;
}

/// The elements of a list as the type has them, each once.
static std::vector<std::complex<double>>
roundAll(ElementType type, const std::vector<std::complex<double>> &values) {
  std::vector<std::complex<double>> result;
  std::vector<std::vector<uint8_t>> seen;
  for (std::complex<double> value : values) {
    Tensor element = zeros(type, {});
    setNumber(element, 0, value);
    if (std::find(seen.begin(), seen.end(), element.bytes) != seen.end())
      continue;
    seen.push_back(element.bytes);
    result.push_back(value);
  }
  return result;
}

static bool isFinite(std::complex<double> value) {
  return std::isfinite(value.real()) && std::isfinite(value.imag());
}

static bool admits(Values values, ElementType type,
                   std::complex<double> value) {
  if (isFloat(type))
    value = roundToFloat(type, value.real());
  switch (values) {
  case Values::Any:
    return true;
  case Values::Finite:
    return isFinite(value);
  case Values::Positive:
    return isFinite(value) && value.real() > 0 && value.imag() == 0;
  case Values::Small:
    return std::fabs(value.real()) <= 4 && std::fabs(value.imag()) <= 4 &&
           value.real() == std::trunc(value.real()) &&
           value.imag() == std::trunc(value.imag());
  case Values::Moderate:
    return std::abs(value) >= 0.25 && std::abs(value) <= 4;
  case Values::Divisor:
    return isInteger(type) ? value.real() != 0 && value.real() != -1 : true;
  }
  return false;
}

std::vector<std::complex<double>> conformance::specialValues(ElementType type,
                                                             Values values) {
  std::vector<std::complex<double>> candidates;
  if (type == ElementType::I1) {
    candidates = {0, 1};
  } else if (isComplex(type)) {
    double inf = std::numeric_limits<double>::infinity();
    double nan = std::numeric_limits<double>::quiet_NaN();
    for (double re : {0.0, -0.0, 1.0, -1.5, 3.0, inf, nan})
      for (double im : {0.0, -0.0, 2.0, -0.5, -inf, nan})
        candidates.push_back({re, im});
  } else {
    std::vector<double> reals =
        isFloat(type) ? specialFloats(type) : specialIntegers(type);
    candidates.assign(reals.begin(), reals.end());
  }
  std::vector<std::complex<double>> chosen;
  for (std::complex<double> value : roundAll(type, candidates)) {
    // What an unsigned type makes of -1 is its largest value.
    Tensor element = zeros(type, {});
    setNumber(element, 0, value);
    if (admits(values, type, numberAt(element, 0)))
      chosen.push_back(value);
  }
  return chosen;
}

/// A number of magnitude 2^-low to 2^high with as many digits as the type has.
static double randomReal(SplitMix64 &chance, int low, int high) {
  double fraction = 1 + double(chance.next() >> 11) * 0x1p-53;
  int exponent = -low + int(chance.below(uint64_t(low + high)));
  double magnitude = std::ldexp(fraction, exponent);
  return chance.next() & 1 ? -magnitude : magnitude;
}

static std::complex<double> randomNumber(ElementType type, Values values,
                                         SplitMix64 &chance) {
  bool moderate = values == Values::Moderate;
  auto one = [&]() -> double {
    if (values == Values::Small)
      return double(int64_t(chance.below(9)) - 4);
    if (isInteger(type)) {
      // All widths up to that of the type.
      unsigned bits = moderate ? 3 : valueBits(type);
      return double(int64_t(chance.next()) >> (63 - chance.below(bits)));
    }
    double value = randomReal(chance, moderate ? 2 : 4, moderate ? 2 : 4);
    return values == Values::Positive ? std::fabs(value) : value;
  };
  if (type == ElementType::I1)
    return double(chance.next() & 1);
  std::complex<double> value(one(), 0);
  if (isComplex(type) && values != Values::Positive)
    value.imag(one());
  if (isUnsignedInteger(type) || values == Values::Positive)
    value = std::abs(value.real());
  return value;
}

Tensor conformance::fill(ElementType type, Dims dims, Values values,
                         uint64_t seed) {
  Tensor result = zeros(type, std::move(dims));
  bool wantsSpecial = values == Values::Any || values == Values::Finite ||
                      values == Values::Divisor;
  std::vector<std::complex<double>> special;
  if (wantsSpecial)
    special = specialValues(type, values);
  SplitMix64 chance(seed * 977 + uint64_t(result.size()) * 31 + 1);
  for (int64_t i = 0; i < result.size(); ++i) {
    // A third of the elements, starting anywhere, so that short inputs see
    // different ones.
    if (wantsSpecial && chance.below(3) == 0) {
      setNumber(result, i, special[chance.below(special.size())]);
      continue;
    }
    std::complex<double> value;
    Tensor element = zeros(type, {});
    do {
      value = randomNumber(type, values, chance);
      setNumber(element, 0, value);
    } while (!admits(values, type, numberAt(element, 0)) &&
             values != Values::Moderate);
    setNumber(result, i, value);
  }
  return result;
}

Tensor conformance::indices(ElementType type, Dims dims, int64_t limit,
                            uint64_t seed) {
  Tensor result = zeros(type, std::move(dims));
  SplitMix64 chance(seed * 613 + uint64_t(limit));
  for (int64_t i = 0; i < result.size(); ++i)
    setNumber(result, i, double(chance.below(uint64_t(limit))));
  return result;
}

std::vector<Tensor> conformance::combine(ElementType type,
                                         const std::vector<Values> &operands) {
  std::vector<std::vector<std::complex<double>>> choices;
  int64_t count = 1;
  for (Values values : operands) {
    choices.push_back(specialValues(type, values));
    count *= int64_t(choices.back().size());
  }
  std::vector<Tensor> result(operands.size(), zeros(type, {count}));
  for (int64_t i = 0; i < count; ++i) {
    int64_t rest = i;
    for (size_t k = 0; k < operands.size(); ++k) {
      int64_t options = int64_t(choices[k].size());
      setNumber(result[k], i, choices[k][rest % options]);
      rest /= options;
    }
  }
  return result;
}
