//===- ExecInputs.cpp - Arguments of an entry -----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ExecInputs.h"

#include "InputFiles.h"

#include "ptir/Support/ScalarFloat.h"
#include "ptir/Support/SplitMix64.h"

#include <cmath>

using namespace ptir;
using namespace ptir::run;
using execution::TensorType;
using runtime::HostTensor;

static constexpr int64_t defaultExtent = 4;

static double uniform(SplitMix64 &random) {
  return static_cast<double>(random.next() >> 11) * 0x1p-53;
}

static double normal(SplitMix64 &random) {
  constexpr double twoPi = 6.283185307179586;
  // 1 - u is never 0.
  double radius = std::sqrt(-2.0 * std::log(1.0 - uniform(random)));
  return radius * std::cos(twoPi * uniform(random));
}

static void storeBits(unsigned char *out, uint64_t bits, unsigned bytes) {
  for (unsigned i = 0; i < bytes; ++i)
    out[i] = static_cast<unsigned char>(bits >> (8 * i));
}

/// Fills one element, which takes storageBytes(type) bytes.
static void fillRandom(ElementType type, unsigned char *out,
                       SplitMix64 &random) {
  unsigned bytes = storageBytes(type);
  if (type == ElementType::I1)
    return storeBits(out, random.below(2), bytes);
  if (isFloat(type))
    return storeBits(out, encodeFloat(type, normal(random)), bytes);
  if (isComplex(type)) {
    ElementType part =
        type == ElementType::CF32 ? ElementType::F32 : ElementType::F64;
    fillRandom(part, out, random);
    return fillRandom(part, out + bytes / 2, random);
  }
  storeBits(out, random.below(8), bytes);
}

StatusOr<std::vector<HostTensor>>
ptir::run::makeArguments(const std::vector<TensorType> &types,
                         const InputFlags &flags) {
  StatusOr<GivenArguments> given = readInputFiles(flags.files, types);
  if (!given.ok())
    return given.status();
  SplitMix64 random(flags.seed);
  size_t extentsUsed = 0;
  std::vector<HostTensor> args;
  for (size_t i = 0; i < types.size(); ++i) {
    if ((*given)[i]) {
      args.push_back(std::move(*(*given)[i]));
      continue;
    }
    std::vector<int64_t> dims = types[i].dims;
    for (int64_t &extent : dims)
      if (extent == PTIR_DYNAMIC)
        extent = extentsUsed < flags.extents.size()
                     ? flags.extents[extentsUsed++]
                     : defaultExtent;
    ElementType type = types[i].elementType;
    StatusOr<HostTensor> tensor = HostTensor::zeros(type, std::move(dims));
    if (!tensor.ok())
      return tensor.status();
    auto *data = tensor->as<unsigned char>();
    for (int64_t j = 0; j < tensor->elementCount(); ++j)
      fillRandom(type, data + j * storageBytes(type), random);
    args.push_back(std::move(*tensor));
  }
  if (extentsUsed < flags.extents.size())
    return Status::failure("extents: expected at most " +
                           std::to_string(extentsUsed) +
                           ", one for each '?' of the arguments without a "
                           "file, found " +
                           std::to_string(flags.extents.size()));
  return args;
}
