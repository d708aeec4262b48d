//===- Einsum.cpp - Einstein's summation ----------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Functional/Contraction.h"

#include "EinsumEquation.h"
#include "OperandChecks.h"

#include "llvm/ADT/Sequence.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

//===----------------------------------------------------------------------===//
// Checks
//===----------------------------------------------------------------------===//

/// Ranks are those that the letters say, extents of one letter agree.
static void checkLetters(OperandChecks &check, const EinsumEquation &equation,
                         ArrayRef<Operand> operands) {
  llvm::SmallDenseMap<char, int64_t> extents;
  for (auto [x, letters] : llvm::zip_equal(operands, equation.operands)) {
    check.require(x.tensor.getRank() == int64_t(letters.size()), [&] {
      return ("expected " + x.name + " of rank " + Twine(letters.size()) +
              " for '" + letters + "', found rank " + Twine(x.tensor.getRank()))
          .str();
    });
    for (auto [axis, letter] : llvm::enumerate(letters)) {
      int64_t found = x.tensor.getExtent(axis);
      int64_t &known =
          extents.try_emplace(letter, ShapedType::kDynamic).first->second;
      check.require(extentsCompatible(known, found), [&] {
        return ("expected one extent for '" + Twine(letter) + "', found " +
                Twine(known) + " and " + Twine(found))
            .str();
      });
      if (ShapedType::isDynamic(known))
        known = found;
    }
  }
}

//===----------------------------------------------------------------------===//
// Emission
//===----------------------------------------------------------------------===//

namespace {
/// A tensor with a letter per dimension.
struct Labelled {
  Value value;
  std::string letters;
};
} // namespace

static bool has(StringRef letters, char letter) {
  return letters.contains(letter);
}

/// Sums over the letters that are not in `kept`.
static Labelled sumOut(CoreOps &core, Labelled x, StringRef kept) {
  SmallVector<int64_t> axes;
  std::string left;
  for (auto [axis, letter] : llvm::enumerate(x.letters))
    if (has(kept, letter))
      left += letter;
    else
      axes.push_back(axis);
  if (axes.empty())
    return x;
  return {core.reduce(ReduceKind::Sum, x.value, axes, /*keepDims=*/false),
          left};
}

static Labelled contract(CoreOps &core, const Labelled &lhs,
                         const Labelled &rhs, StringRef output) {
  SmallVector<int64_t> batchLhs, batchRhs, contractLhs, contractRhs;
  std::string batch, free;
  for (auto [axis, letter] : llvm::enumerate(lhs.letters)) {
    size_t other = rhs.letters.find(letter);
    if (other == std::string::npos) {
      free += letter;
      continue;
    }
    bool kept = has(output, letter);
    (kept ? batchLhs : contractLhs).push_back(axis);
    (kept ? batchRhs : contractRhs).push_back(other);
    if (kept)
      batch += letter;
  }
  for (char letter : rhs.letters)
    if (!has(lhs.letters, letter))
      free += letter;
  return {core.dot(lhs.value, rhs.value,
                   {batchLhs, batchRhs, contractLhs, contractRhs}),
          batch + free};
}

/// The dimensions in the order of `letters`.
static Value inOrder(CoreOps &core, const Labelled &x, StringRef letters) {
  if (x.letters == letters)
    return x.value;
  auto perm = llvm::map_to_vector(letters, [&](char letter) {
    return static_cast<int64_t>(x.letters.find(letter));
  });
  return core.transpose(x.value, perm);
}

static Value decompose(CoreOps &core, ValueRange args,
                       const EinsumEquation &equation) {
  const std::string &output = equation.output;
  Labelled first = {args[0], equation.operands[0]};
  if (args.size() == 1)
    return inOrder(core, sumOut(core, first, output), output);
  // What only one operand has and the output has not is summed beforehand.
  Labelled second = {args[1], equation.operands[1]};
  first = sumOut(core, first, output + equation.operands[1]);
  second = sumOut(core, second, output + equation.operands[0]);
  return inOrder(core, contract(core, first, second, output), output);
}

Tensor functional::einsum(Emitter &emitter, StringRef text,
                          ArrayRef<Tensor> operands) {
  SmallVector<Operand> named;
  constexpr StringRef names[] = {"operand 0", "operand 1"};
  for (auto [name, tensor] : llvm::zip(names, operands))
    named.push_back({name, tensor});
  OperandChecks check(emitter, "einsum", named);
  check.require(operands.size() == 1 || operands.size() == 2, [&] {
    return ("expected one or two operands, found " + Twine(operands.size()))
        .str();
  });
  EinsumEquation equation;
  std::string error = parseEinsum(text, equation);
  check.require(error.empty(), [&] { return error; });
  check.require(equation.operands.size() == operands.size(), [&] {
    return ("expected letters of " + Twine(operands.size()) +
            " operands, found '" + text + "'")
        .str();
  });
  for (Operand x : named) {
    check.isReal(x);
    check.sameElementType(x, named.front());
  }
  if (check.passed())
    checkLetters(check, equation, named);
  if (!check.passed())
    return {};
  return emitter.bare("einsum", operands, [&](CoreOps &core, ValueRange args) {
    return SmallVector<Value>{decompose(core, args, equation)};
  })[0];
}
