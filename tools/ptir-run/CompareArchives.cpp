//===- CompareArchives.cpp - Are two files of tensors alike ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CompareArchives.h"

#include "ptir/Checkpoint/TensorReader.h"
#include "ptir/Support/ScalarFloat.h"

#include <algorithm>
#include <cmath>
#include <cstring>

using namespace ptir;
using namespace ptir::run;

std::string_view ptir::run::verdictName(Verdict verdict) {
  switch (verdict) {
  case Verdict::Same:
    return "same";
  case Verdict::Values:
    return "values";
  case Verdict::Shape:
    return "shape";
  case Verdict::Type:
    return "dtype";
  case Verdict::OnlyFirst:
    return "missing in B";
  case Verdict::OnlySecond:
    return "missing in A";
  }
  return "unknown";
}

namespace {

/// Elements of one type, a complex number as two.
class ElementReader {
public:
  explicit ElementReader(ElementType type) : type(partOf(type)) {}

  size_t bytes() const { return storageBytes(type); }
  bool isExact() const { return !isFloat(type); }

  double read(const char *element) const {
    uint64_t bits = 0;
    std::memcpy(&bits, element, bytes());
    if (isFloat(type))
      return decodeFloat(type, bits);
    unsigned unused = 64 - 8 * static_cast<unsigned>(bytes());
    if (isSignedInteger(type))
      return static_cast<double>(static_cast<int64_t>(bits << unused) >>
                                 unused);
    return static_cast<double>(bits);
  }

private:
  static ElementType partOf(ElementType type) {
    if (type == ElementType::CF32)
      return ElementType::F32;
    return type == ElementType::CF64 ? ElementType::F64 : type;
  }

  ElementType type;
};

/// Adds elements to a comparison, in order.
class ValueComparison {
public:
  ValueComparison(TensorComparison &result, ElementType type,
                  const Tolerances &tolerances)
      : result(result), reader(type), tolerances(tolerances) {}

  void add(const std::vector<char> &first, const std::vector<char> &second) {
    size_t step = reader.bytes();
    for (size_t i = 0; i < first.size(); i += step, ++position)
      if (std::memcmp(&first[i], &second[i], step) != 0)
        add(reader.read(&first[i]), reader.read(&second[i]));
  }

private:
  /// Of elements with other bits.
  void add(double a, double b) {
    if (agree(a, b))
      return;
    result.verdict = Verdict::Values;
    if (result.mismatches++ != 0)
      return;
    result.mismatch = position;
    result.firstValue = a;
    result.secondValue = b;
  }

  bool agree(double a, double b) {
    if (std::isnan(a) || std::isnan(b))
      return std::isnan(a) && std::isnan(b);
    if (a == b && !reader.isExact())
      return true;
    double difference = std::abs(a - b);
    result.maxAbsolute = std::max(result.maxAbsolute, difference);
    if (std::isfinite(b) && b != 0)
      result.maxRelative =
          std::max(result.maxRelative, difference / std::abs(b));
    return !reader.isExact() && std::isfinite(difference) &&
           difference <=
               tolerances.absolute + tolerances.relative * std::abs(b);
  }

  TensorComparison &result;
  ElementReader reader;
  const Tolerances &tolerances;
  uint64_t position = 0;
};

} // namespace

static Status compareValues(TensorComparison &result,
                            const TensorReader &firstReader,
                            const TensorReader &secondReader,
                            const Tolerances &tolerances) {
  constexpr uint64_t blockBytes = 1 << 20;
  ValueComparison values(result, result.first->type, tolerances);
  std::vector<char> first, second;
  for (uint64_t begin = 0; begin < result.first->byteSize;
       begin += blockBytes) {
    size_t count = std::min(blockBytes, result.first->byteSize - begin);
    first.resize(count);
    second.resize(count);
    for (Status status :
         {firstReader.read(*result.first, begin, first.data(), count),
          secondReader.read(*result.second, begin, second.data(), count)})
      if (!status.ok())
        return status;
    values.add(first, second);
  }
  return Status::success();
}

StatusOr<std::vector<TensorComparison>>
ptir::run::compareArchives(const Checkpoint &first, const Checkpoint &second,
                           const Tolerances &tolerances) {
  StatusOr<TensorReader> firstReader = TensorReader::open(first);
  if (!firstReader.ok())
    return firstReader.status();
  StatusOr<TensorReader> secondReader = TensorReader::open(second);
  if (!secondReader.ok())
    return secondReader.status();

  std::vector<TensorComparison> list;
  for (const CheckpointTensor *tensor : tensorsInFileOrder(first)) {
    TensorComparison result;
    result.name = tensor->name;
    result.first = tensor;
    result.second = second.find(tensor->name);
    if (!result.second)
      result.verdict = Verdict::OnlyFirst;
    else if (tensor->shape != result.second->shape)
      result.verdict = Verdict::Shape;
    else if (tensor->type != result.second->type)
      result.verdict = Verdict::Type;
    else if (Status status =
                 compareValues(result, *firstReader, *secondReader, tolerances);
             !status.ok())
      return status;
    list.push_back(std::move(result));
  }
  for (const CheckpointTensor *tensor : tensorsInFileOrder(second))
    if (!first.find(tensor->name)) {
      TensorComparison result;
      result.name = tensor->name;
      result.verdict = Verdict::OnlySecond;
      result.second = tensor;
      list.push_back(std::move(result));
    }
  return list;
}

const TensorComparison *
ptir::run::firstDifference(const std::vector<TensorComparison> &comparisons) {
  auto found = std::find_if(comparisons.begin(), comparisons.end(),
                            [](const TensorComparison &comparison) {
                              return comparison.verdict != Verdict::Same;
                            });
  return found == comparisons.end() ? nullptr : &*found;
}
