//===- Elementwise.cpp - Element by element -------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Functional/Elementwise.h"

#include "OperandChecks.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

template <typename OpTy>
static Tensor emitUnary(Emitter &emitter, StringRef name, Tensor x) {
  OperandChecks check(emitter, name, {{"x", x}});
  check.isReal({"x", x});
  if (!check.passed())
    return {};
  return emitter.bare(name, {x}, [](CoreOps &core, ValueRange args) {
    return SmallVector<Value>{core.unary<OpTy>(args[0])};
  })[0];
}

template <typename OpTy>
static Tensor emitBinary(Emitter &emitter, StringRef name, Tensor lhs,
                         Tensor rhs) {
  OperandChecks check(emitter, name, {{"lhs", lhs}, {"rhs", rhs}});
  check.isReal({"lhs", lhs});
  check.sameType({"rhs", rhs}, {"lhs", lhs});
  if (!check.passed())
    return {};
  return emitter.bare(name, {lhs, rhs}, [](CoreOps &core, ValueRange args) {
    return SmallVector<Value>{core.binary<OpTy>(args[0], args[1])};
  })[0];
}

Tensor functional::add(Emitter &emitter, Tensor lhs, Tensor rhs) {
  return emitBinary<AddOp>(emitter, "add", lhs, rhs);
}
Tensor functional::sub(Emitter &emitter, Tensor lhs, Tensor rhs) {
  return emitBinary<SubOp>(emitter, "sub", lhs, rhs);
}
Tensor functional::mul(Emitter &emitter, Tensor lhs, Tensor rhs) {
  return emitBinary<MulOp>(emitter, "mul", lhs, rhs);
}
Tensor functional::div(Emitter &emitter, Tensor lhs, Tensor rhs) {
  return emitBinary<DivOp>(emitter, "div", lhs, rhs);
}
Tensor functional::maximum(Emitter &emitter, Tensor lhs, Tensor rhs) {
  return emitBinary<MaximumOp>(emitter, "maximum", lhs, rhs);
}
Tensor functional::minimum(Emitter &emitter, Tensor lhs, Tensor rhs) {
  return emitBinary<MinimumOp>(emitter, "minimum", lhs, rhs);
}
Tensor functional::neg(Emitter &emitter, Tensor x) {
  return emitUnary<NegOp>(emitter, "neg", x);
}
Tensor functional::abs(Emitter &emitter, Tensor x) {
  return emitUnary<AbsOp>(emitter, "abs", x);
}

Tensor functional::clamp(Emitter &emitter, Tensor x, std::optional<double> low,
                         std::optional<double> high) {
  OperandChecks check(emitter, "clamp", {{"x", x}});
  check.isReal({"x", x});
  check.require(low || high, [] {
    return std::string("expected a lower or an upper bound, found neither");
  });
  for (std::optional<double> bound : {low, high})
    if (bound)
      check.fitsElement({"x", x}, *bound, "integer bounds");
  if (!check.passed())
    return {};
  return emitter.bare("clamp", {x}, [&](CoreOps &core, ValueRange args) {
    Value result = args[0];
    if (low)
      result = core.binary<MaximumOp>(result, core.splatLike(*low, args[0]));
    if (high)
      result = core.binary<MinimumOp>(result, core.splatLike(*high, args[0]));
    return SmallVector<Value>{result};
  })[0];
}

Tensor functional::where(Emitter &emitter, Tensor mask, Tensor a, Tensor b) {
  Operand predicate{"mask", mask}, first{"a", a}, second{"b", b};
  OperandChecks check(emitter, "where", {predicate, first, second});
  check.isReal(first);
  check.sameType(second, first);
  check.require(check.passed() && mask.getElementType().isInteger(1), [&] {
    return "expected mask of element type i1, found " +
           printed(mask.getElementType());
  });
  check.sameShape(predicate, first);
  if (!check.passed())
    return {};
  return emitter.bare(
      "where", {mask, a, b}, [](CoreOps &core, ValueRange args) {
        return SmallVector<Value>{core.select(args[0], args[1], args[2])};
      })[0];
}

Tensor functional::addBias(Emitter &emitter, Tensor x, Tensor bias) {
  OperandChecks check(emitter, "add_bias", {{"x", x}, {"bias", bias}});
  check.isReal({"x", x});
  check.sameElementType({"bias", bias}, {"x", x});
  check.rankAtLeast({"x", x}, 1);
  check.rankIs({"bias", bias}, 1);
  check.staticExtentIs({"bias", bias}, 0, x.getExtent(-1),
                       "the last extent of x");
  check.extentIsStatic({"x", x}, x.getRank() - 1);
  if (!check.passed())
    return {};
  return emitter.composite("add_bias", {}, {x, bias},
                           [](CoreOps &core, ValueRange args) {
                             Value bias = core.broadcastLike(args[1], args[0]);
                             return SmallVector<Value>{core.add(args[0], bias)};
                           })[0];
}
