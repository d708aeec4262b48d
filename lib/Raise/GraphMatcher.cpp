//===- GraphMatcher.cpp - Comparing graphs of core ops --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "GraphMatcher.h"

#include "ptir/Dialect/PTIR/IR/PTIROps.h"

using namespace mlir;
using namespace ptir;

bool GraphMatcher::isInPattern(Operation *op) const {
  return op->getBlock() == before->getBlock() && before->isBeforeInBlock(op) &&
         op->isBeforeInBlock(after);
}

bool GraphMatcher::differ(const Twine &message) {
  if (reason.empty())
    reason = message.str();
  return false;
}

static std::string describe(Value value) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  if (auto argument = dyn_cast<BlockArgument>(value)) {
    stream << "argument " << argument.getArgNumber();
    return text;
  }
  Operation *op = value.getDefiningOp();
  stream << op->getName();
  if (DictionaryAttr attributes = op->getAttrDictionary();
      attributes && !attributes.empty())
    stream << " " << attributes;
  return text;
}

bool GraphMatcher::match(Value pattern, Value value) {
  if (Value known = matched.lookup(pattern))
    return known == value ||
           differ("expected one value where two are computed");
  if (pattern == value)
    return true;
  if (isExtentType(pattern.getType()) && isExtentType(value.getType())) {
    if (!extents.equal(pattern, value))
      return differ("expected a run-time extent of the operands, found one "
                    "from elsewhere");
    matched[pattern] = value;
    return true;
  }
  Operation *left = pattern.getDefiningOp(), *right = value.getDefiningOp();
  // Folding puts constants outside of the pattern.
  bool comparable = left && right && left->getNumResults() == 1 &&
                    right->getNumResults() == 1 && left->getNumRegions() == 0 &&
                    (isInPattern(left) || isa<ConstantOp>(left));
  if (!comparable || left->getName() != right->getName() ||
      left->getAttrDictionary() != right->getAttrDictionary() ||
      left->getNumOperands() != right->getNumOperands())
    return differ("expected " + describe(pattern) + ", found " +
                  describe(value));
  if (pattern.getType() != value.getType()) {
    std::string text;
    llvm::raw_string_ostream(text)
        << "expected " << left->getName() << " of type " << pattern.getType()
        << ", found " << value.getType();
    return differ(text);
  }
  if (!matchOperands(left, right))
    return false;
  matched[pattern] = value;
  return true;
}

/// How many operands are computed by ops of the same name.
static int countAlike(Operation *pattern, ValueRange operands) {
  return llvm::count_if(
      llvm::zip(pattern->getOperands(), operands), [](auto pair) {
        Operation *left = std::get<0>(pair).getDefiningOp();
        Operation *right = std::get<1>(pair).getDefiningOp();
        return left && right ? left->getName() == right->getName()
                             : left == right;
      });
}

bool GraphMatcher::matchOperands(Operation *pattern, Operation *op) {
  auto inOrder = [&](ValueRange operands) {
    return llvm::all_of(
        llvm::zip(pattern->getOperands(), operands),
        [&](auto pair) { return match(std::get<0>(pair), std::get<1>(pair)); });
  };
  if (!pattern->hasTrait<OpTrait::IsCommutative>() ||
      pattern->getNumOperands() != 2)
    return inOrder(op->getOperands());
  SmallVector<Value, 2> likely(op->getOperands());
  SmallVector<Value, 2> other = {likely[1], likely[0]};
  if (countAlike(pattern, other) > countAlike(pattern, likely))
    std::swap(likely, other);
  auto known = matched;
  std::string earlier = reason;
  if (inOrder(likely))
    return true;
  // The reason is that of the likely order, unless the other one fits.
  std::string difference = std::exchange(reason, earlier);
  matched = std::move(known);
  bool matches = inOrder(other);
  reason = matches ? earlier : difference;
  return matches;
}
