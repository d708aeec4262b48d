//===- ClaimOneDnn.cpp - Composites as kernels of oneDNN ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Refuses: element types other than f32, images whose height, width or channels
// are not known, steps of an epilogue that the library does not have, and
// matrices of one row, or of fewer columns than a panel, which generated code
// multiplies faster. Weights to be stored as bf16 or as integers are claimed
// where a kernel multiplies them so, the library's or the runtime's.
//
//===----------------------------------------------------------------------===//

#include "RuntimeMatmul.h"
#include "ptir/Backends/onednn/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "ptir/Dialect/PTIR/IR/CoreOps.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"
#include "ptir/Dialect/PTIR/Transforms/DecodeSteps.h"
#include "ptir/Dialect/PTIR/Transforms/WeightForms.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"
#include "llvm/ADT/StringSet.h"

namespace ptir {
#define GEN_PASS_DEF_CLAIMONEDNNPASS
#include "ptir/Backends/onednn/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

static bool isF32(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  return type && type.getElementType().isF32();
}

static RankedTensorType typeOf(Value value) {
  return cast<RankedTensorType>(value.getType());
}

/// [N, H, W, C] with all but N known and none of them 0.
static bool isImage(Value value) {
  RankedTensorType type = typeOf(value);
  return type.getRank() == 4 &&
         llvm::all_of(type.getShape().drop_front(), [](int64_t extent) {
           return !ShapedType::isDynamic(extent) && extent > 0;
         });
}

/// Whether the caller of an entry gives the weight with every call.
static bool isGiven(Value weight) {
  auto argument = dyn_cast<BlockArgument>(weight);
  auto function =
      argument ? dyn_cast<func::FuncOp>(argument.getOwner()->getParentOp())
               : func::FuncOp();
  return function && function.isPublic();
}

/// The steps behind a fused root; none for a plain one. What is no word is
/// unknown as a step, too.
static SmallVector<StringRef> stepsOf(CompositeOp op) {
  SmallVector<StringRef> steps;
  if (auto list = op.getConfig().getAs<ArrayAttr>("epilogue"))
    for (Attribute step : list) {
      auto word = dyn_cast<StringAttr>(step);
      steps.push_back(word ? word.getValue() : StringRef());
    }
  return steps;
}

/// Whether a window that slides over the image gives the extents of `result`,
/// up to its channels. `padding` is (top, bottom, left, right).
static bool fitsWindow(Value image, Value result, ArrayRef<int64_t> window,
                       ArrayRef<int64_t> stride, ArrayRef<int64_t> dilation,
                       ArrayRef<int64_t> padding) {
  ShapeResult shape = extractPatchesShape(typeOf(image).getShape(),
                                          {window, stride, dilation, padding});
  return shape.ok() &&
         llvm::all_of(padding, [](int64_t side) { return side >= 0; }) &&
         ArrayRef(shape.shape).drop_back() ==
             typeOf(result).getShape().drop_back();
}

namespace {

/// A kernel that can run a composite: its operands but for the output.
struct Claim {
  StringRef kernel;
  NamedAttrList config;
  SmallVector<Value> inputs;
  Value residual; // what the output holds before, if anything
};

/// How the weights of linear layers are to be stored, as far as kernels know.
enum class Storage { AsIs, BF16, Int8, Other };

/// Tries to claim one composite.
class Claimer {
public:
  Claimer(CompositeOp op, Storage storage, const WeightForms &weights)
      : op(op), storage(storage), weights(weights), builder(op) {}

  /// Null, and `whyNot` is set, if it is refused.
  rt::CallOp run() {
    bool areF32 = llvm::all_of(op.getInputs(), isF32) &&
                  llvm::all_of(op->getResults(), isF32);
    if (!areF32 || op->getNumResults() != 1 || op.getInputs().empty())
      return refuse("expected f32");
    StringRef name = op.getName();
    if (name == "linear" || name == "fused_linear")
      return claimLinear();
    if (name == "conv2d" || name == "fused_conv2d")
      return claimConvolution();
    if (name == "avg_pool2d")
      return claimAvgPool();
    if (name == "global_avg_pool")
      return claimGlobalAvgPool();
    return refuse("no kernel of that name");
  }

  StringRef whyNot;

private:
  rt::CallOp refuse(StringRef reason) {
    whyNot = reason;
    return {};
  }

  void set(Claim &claim, StringRef name, Attribute value) {
    claim.config.set(name, value);
  }
  void flag(Claim &claim, StringRef name) {
    set(claim, name, builder.getI64IntegerAttr(1));
  }

  /// Takes the steps over; false if the operands do not fit them. `numRoot` is
  /// how many operands the root has.
  bool addSteps(Claim &claim, size_t numRoot) {
    SmallVector<StringRef> steps = stepsOf(op);
    static const llvm::StringSet<> known = {"sum",  "relu",      "relu6",
                                            "gelu", "gelu_tanh", "silu"};
    for (StringRef step : steps)
      if (!known.contains(step))
        return false;
    size_t numSums = llvm::count(steps, "sum");
    if (numSums > 1 || op.getInputs().size() != numRoot + numSums)
      return false;
    if (numSums == 1)
      claim.residual = op.getInputs().back();
    if (claim.residual && claim.residual.getType() != op.getResult(0).getType())
      return false;
    if (!steps.empty())
      set(claim, "epilogue", builder.getStrArrayAttr(steps));
    return true;
  }

  /// x[M, K] weight[K, N] + bias[N].
  rt::CallOp claimLinear() {
    Claim claim{"onednn.matmul", {}, {}, {}};
    if (op.getInputs().size() < 3 || !addSteps(claim, 3))
      return refuse("expected x, weight, bias and what its steps add");
    Value x = op.getInputs()[0], weight = op.getInputs()[1],
          bias = op.getInputs()[2];
    if (typeOf(x).getRank() != 2 || typeOf(weight).getRank() != 2 ||
        typeOf(bias).getRank() != 1 || !typeOf(weight).hasStaticShape())
      return refuse("expected matrices, the weight of known extents");
    int64_t k = typeOf(weight).getDimSize(0), n = typeOf(weight).getDimSize(1);
    if (typeOf(x).getDimSize(1) != k || typeOf(bias).getDimSize(0) != n ||
        typeOf(op.getResult(0)).getShape() !=
            ArrayRef<int64_t>{typeOf(x).getDimSize(0), n})
      return refuse("expected extents that fit");
    if (k == 0 || n < rt::panelWidth)
      return refuse("fewer columns than a panel has");
    if (hasRowPerSequence(x))
      return refuse("one row: generated code reads weights faster");
    if (storage != Storage::AsIs && !isGiven(weight)) {
      if (storage == Storage::Other || !weights.isParameterForOneUser(weight))
        return refuse("the weight is to be stored in fewer bits");
      if (storage == Storage::Int8) {
        // The library has no such products: they become the runtime's.
        if (!doesMatmulSteps(claim.config.getDictionary(op.getContext())))
          return refuse("a step that products with integers do not have");
        if (k % 2 != 0)
          return refuse("an odd depth, which does not come in pairs");
        set(claim, "storage", builder.getStringAttr("int8"));
      } else {
        if (k % 32 != 0)
          return refuse("panels of bf16 whose depth the library would pad");
        set(claim, "storage", builder.getStringAttr("bf16"));
      }
    }
    claim.inputs = {x, weight, bias};
    flag(claim, "bias");
    return emit(claim, op.getResult(0));
  }

  rt::CallOp claimConvolution() {
    Claim claim{"onednn.convolution", {}, {}, {}};
    auto stride = op.getConfig().getAs<DenseI64ArrayAttr>("stride"),
         dilation = op.getConfig().getAs<DenseI64ArrayAttr>("dilation"),
         padding = op.getConfig().getAs<DenseI64ArrayAttr>("padding");
    auto groups = op.getConfig().getAs<IntegerAttr>("groups");
    size_t numSums = llvm::count(stepsOf(op), "sum");
    size_t numRoot =
        op.getInputs().size() - std::min(numSums, op.getInputs().size());
    if (!stride || stride.size() != 2 || !dilation || dilation.size() != 2 ||
        !padding || padding.size() != 4 || !groups ||
        (numRoot != 2 && numRoot != 3) || !addSteps(claim, numRoot))
      return refuse("expected a convolution's configuration and operands");
    Value x = op.getInputs()[0], weight = op.getInputs()[1];
    if (!isImage(x) || !isImage(op.getResult(0)) ||
        typeOf(weight).getRank() != 4 || !typeOf(weight).hasStaticShape() ||
        typeOf(weight).getNumElements() == 0)
      return refuse("expected images and weights of known extents");
    ArrayRef<int64_t> source = typeOf(x).getShape(),
                      filter = typeOf(weight).getShape();
    int64_t g = groups.getInt();
    if (!fitsWindow(x, op.getResult(0), filter.drop_front(2), stride, dilation,
                    padding) ||
        typeOf(op.getResult(0)).getDimSize(3) != filter[0])
      return refuse("expected a result of the extents that the window gives");
    if (g < 1 || filter[1] * g != source[3] || filter[0] % g != 0 ||
        (numRoot == 3 &&
         typeOf(op.getInputs()[2]).getShape() != filter.take_front()))
      return refuse("expected channels that fit the groups");
    claim.inputs = {x, weight};
    set(claim, "stride", stride);
    set(claim, "dilation", dilation);
    set(claim, "padding", padding);
    set(claim, "groups", groups);
    set(claim, "kernel", builder.getDenseI64ArrayAttr({filter[2], filter[3]}));
    set(claim, "filters", builder.getI64IntegerAttr(filter[0]));
    int64_t batch = ShapedType::isDynamic(source[0]) ? 1 : source[0];
    set(claim, "source",
        builder.getDenseI64ArrayAttr(
            {std::max<int64_t>(batch, 1), source[3], source[1], source[2]}));
    if (numRoot == 3) {
      claim.inputs.push_back(op.getInputs()[2]);
      flag(claim, "bias");
    }
    flag(claim, "plain_weights");
    return emit(claim, op.getResult(0));
  }

  rt::CallOp claimAvgPool() {
    Claim claim{"onednn.avg_pool", {}, {op.getInputs()[0]}, {}};
    auto window = op.getConfig().getAs<DenseI64ArrayAttr>("window"),
         stride = op.getConfig().getAs<DenseI64ArrayAttr>("stride"),
         padding = op.getConfig().getAs<DenseI64ArrayAttr>("padding");
    auto includes = op.getConfig().getAs<BoolAttr>("count_include_pad");
    if (!window || window.size() != 2 || !stride || stride.size() != 2 ||
        !padding || padding.size() != 4 || !includes ||
        op.getInputs().size() != 1)
      return refuse("expected a pooling's configuration and operand");
    if (!isImage(op.getInputs()[0]) || !isImage(op.getResult(0)))
      return refuse("expected images of known extents");
    Value image = op.getInputs()[0], result = op.getResult(0);
    if (!fitsWindow(image, result, window, stride, {1, 1}, padding) ||
        typeOf(result).getDimSize(3) != typeOf(image).getDimSize(3))
      return refuse("expected a result of the extents that the window gives");
    set(claim, "window", window);
    set(claim, "stride", stride);
    set(claim, "padding", padding);
    if (includes.getValue())
      flag(claim, "include_padding");
    return emit(claim, op.getResult(0));
  }

  /// [N, H, W, C] -> [N, C]: one window over the image.
  rt::CallOp claimGlobalAvgPool() {
    if (op.getInputs().size() != 1 || !isImage(op.getInputs()[0]) ||
        typeOf(op.getResult(0)).getRank() != 2)
      return refuse("expected an image of known extents");
    Claim claim{"onednn.avg_pool", {}, {op.getInputs()[0]}, {}};
    ArrayRef<int64_t> source = typeOf(op.getInputs()[0]).getShape();
    if (typeOf(op.getResult(0)).getShape() !=
        ArrayRef<int64_t>{source[0], source[3]})
      return refuse("expected extents that fit");
    auto window = builder.getDenseI64ArrayAttr({source[1], source[2]});
    set(claim, "window", window);
    set(claim, "stride", window);
    set(claim, "padding", builder.getDenseI64ArrayAttr({0, 0, 0, 0}));
    CoreOps core(builder, op.getLoc());
    auto type = RankedTensorType::get({source[0], 1, 1, source[3]},
                                      typeOf(op.getResult(0)).getElementType());
    rt::CallOp call = create(claim, type, op.getInputs()[0]);
    Value flat = core.reshape(call.getResult(),
                              {core.extent(op.getInputs()[0], 0), source[3]});
    return finish(call, flat);
  }

  /// A destination like the result, whose one unknown extent is the input's
  /// first.
  rt::CallOp create(Claim &claim, RankedTensorType type, Value like) {
    Location loc = op.getLoc();
    Value init = claim.residual;
    if (!init) {
      SmallVector<OpFoldResult> shape;
      for (auto [dim, extent] : llvm::enumerate(type.getShape()))
        shape.push_back(ShapedType::isDynamic(extent)
                            ? tensor::getMixedSize(builder, loc, like, dim)
                            : OpFoldResult(builder.getIndexAttr(extent)));
      init =
          tensor::EmptyOp::create(builder, loc, shape, type.getElementType());
    }
    return rt::CallOp::create(builder, loc, type, claim.kernel,
                              claim.config.getDictionary(op.getContext()),
                              claim.inputs, init,
                              /*accumulates=*/claim.residual != nullptr);
  }

  rt::CallOp emit(Claim &claim, Value result) {
    rt::CallOp call = create(claim, typeOf(result), claim.inputs[0]);
    return finish(call, call.getResult());
  }

  rt::CallOp finish(rt::CallOp call, Value result) {
    op.getResult(0).replaceAllUsesWith(result);
    op.erase();
    return call;
  }

  CompositeOp op;
  Storage storage;
  const WeightForms &weights;
  OpBuilder builder;
};

struct ClaimOneDnnPass : ptir::impl::ClaimOneDnnPassBase<ClaimOneDnnPass> {
  using ClaimOneDnnPassBase::ClaimOneDnnPassBase;

  Storage storage() const {
    if (weights == StoredWeights::F32)
      return Storage::AsIs;
    if (!roundsActivations)
      return Storage::Other;
    return weights == StoredWeights::BF16 ? Storage::BF16 : Storage::Int8;
  }

  void runOnOperation() override {
    WeightForms forms(getOperation());
    SmallVector<CompositeOp> composites;
    getOperation().walk([&](CompositeOp op) { composites.push_back(op); });
    for (CompositeOp op : composites) {
      Claimer claimer(op, storage(), forms);
      if (rt::CallOp call = claimer.run())
        count(call);
      else if (explain)
        op.emitRemark() << "not claimed: " << claimer.whyNot;
    }
  }

  void count(rt::CallOp call) {
    if (call.getKernel() == "onednn.matmul")
      ++numMatmuls;
    else if (call.getKernel() == "onednn.convolution")
      ++numConvolutions;
    else
      ++numPools;
  }
};

} // namespace
