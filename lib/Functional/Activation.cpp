//===- Activation.cpp - Nonlinearities ------------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Functional/Activation.h"

#include "Decompositions.h"
#include "OperandChecks.h"

#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

static Tensor emitActivation(Emitter &emitter, StringRef name, Tensor x,
                             Value (*decompose)(CoreOps &, Value),
                             int64_t minRank = 1) {
  OperandChecks check(emitter, name, {{"x", x}});
  check.isFloat({"x", x});
  check.rankAtLeast({"x", x}, minRank);
  if (!check.passed())
    return {};
  return emitter.composite(name, {}, {x}, [&](CoreOps &core, ValueRange args) {
    return SmallVector<Value>{decompose(core, args[0])};
  })[0];
}

/// An activation that is one op.
static Tensor emitCurve(Emitter &emitter, StringRef name, Tensor x,
                        Value (*emit)(CoreOps &, Value)) {
  OperandChecks check(emitter, name, {{"x", x}});
  check.isFloat({"x", x});
  if (!check.passed())
    return {};
  return emitter.bare(name, {x}, [&](CoreOps &core, ValueRange args) {
    return SmallVector<Value>{emit(core, args[0])};
  })[0];
}

static Value decomposeRelu(CoreOps &core, Value x) {
  return core.binary<MaximumOp>(x, core.splatLike(0, x));
}

static Value decomposeRelu6(CoreOps &core, Value x) {
  return core.binary<MinimumOp>(decomposeRelu(core, x), core.splatLike(6, x));
}

static Value decomposeSilu(CoreOps &core, Value x) {
  return core.mul(x, core.unary<LogisticOp>(x));
}

static Value decomposeGelu(CoreOps &core, Value x) {
  Value erf = core.unary<ErfOp>(core.mul(x, 1.0 / llvm::numbers::sqrt2));
  return core.mul(core.mul(x, 0.5), core.add(erf, 1.0));
}

static Value decomposeGeluTanh(CoreOps &core, Value x) {
  constexpr double sqrtTwoOverPi = 0.797884560802865355879892119868763737;
  Value cube = core.mul(core.mul(x, x), x);
  Value inner = core.mul(core.add(x, core.mul(cube, 0.044715)), sqrtTwoOverPi);
  Value tanh = core.unary<TanhOp>(inner);
  return core.mul(core.mul(x, 0.5), core.add(tanh, 1.0));
}

Value functional::decomposeSoftmax(CoreOps &core, Value x) {
  int64_t last = cast<RankedTensorType>(x.getType()).getRank() - 1;
  SmallVector<Extent> shape = core.extents(x);
  Value max = core.reduce(ReduceKind::Max, x, last);
  Value weight = core.unary<ExpOp>(core.sub(x, core.broadcast(max, shape)));
  Value sum = core.reduce(ReduceKind::Sum, weight, last);
  return core.div(weight, core.broadcast(sum, shape));
}

Tensor functional::relu(Emitter &emitter, Tensor x) {
  return emitCurve(emitter, "relu", x, decomposeRelu);
}

Tensor functional::relu6(Emitter &emitter, Tensor x) {
  return emitActivation(emitter, "relu6", x, decomposeRelu6, /*minRank=*/0);
}

Tensor functional::sigmoid(Emitter &emitter, Tensor x) {
  return emitCurve(emitter, "sigmoid", x, [](CoreOps &core, Value x) {
    return core.unary<LogisticOp>(x);
  });
}

Tensor functional::tanh(Emitter &emitter, Tensor x) {
  return emitCurve(emitter, "tanh", x, [](CoreOps &core, Value x) {
    return core.unary<TanhOp>(x);
  });
}

Tensor functional::silu(Emitter &emitter, Tensor x) {
  return emitActivation(emitter, "silu", x, decomposeSilu);
}

Tensor functional::swiglu(Emitter &emitter, Tensor gate, Tensor up) {
  OperandChecks check(emitter, "swiglu", {{"gate", gate}, {"up", up}});
  check.isFloat({"gate", gate});
  check.sameType({"up", up}, {"gate", gate});
  check.rankAtLeast({"gate", gate}, 1);
  if (!check.passed())
    return {};
  return emitter.composite(
      "swiglu", {}, {gate, up}, [](CoreOps &core, ValueRange args) {
        return SmallVector<Value>{
            core.mul(decomposeSilu(core, args[0]), args[1])};
      })[0];
}

Tensor functional::gelu(Emitter &emitter, Tensor x) {
  return emitActivation(emitter, "gelu", x, decomposeGelu);
}

Tensor functional::geluTanh(Emitter &emitter, Tensor x) {
  return emitActivation(emitter, "gelu_tanh", x, decomposeGeluTanh);
}

Tensor functional::softmaxLastDim(Emitter &emitter, Tensor x) {
  return emitActivation(emitter, "softmax_last_dim", x, decomposeSoftmax);
}
