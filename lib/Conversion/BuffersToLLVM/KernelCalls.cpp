//===- KernelCalls.cpp - Calls of kernel libraries ------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "KernelCalls.h"

#include "LoweringPatterns.h"
#include "RuntimeFunctions.h"

#include "mlir/Conversion/LLVMCommon/Pattern.h"
#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"
#include "ptir/Runtime/ABI.h"

#include <cstddef>

using namespace mlir;
using namespace ptir;

static constexpr llvm::StringLiteral kernelsAttrName = "ptirrt.kernels";
static constexpr llvm::StringLiteral siteAttrName = "site";

//===----------------------------------------------------------------------===//
// Descriptions
//===----------------------------------------------------------------------===//

/// The portable element type whose values memory of that type holds.
static ElementType storedElementType(Type type) {
  if (auto known = getElementType(type))
    return *known;
  auto integer = cast<IntegerType>(type);
  return *getElementType(IntegerType::get(type.getContext(), integer.getWidth(),
                                          IntegerType::Signed));
}

static RankedTensorType logicalType(Type type) {
  if (auto packed = dyn_cast<rt::PackedType>(type))
    return packed.getLogical();
  auto memref = cast<MemRefType>(type);
  return RankedTensorType::get(memref.getShape(), memref.getElementType());
}

ModuleConstants::Member ptir::describeType(ModuleConstants &constants,
                                           ArrayRef<int64_t> shape,
                                           Type elementType) {
  using M = ModuleConstants;
  SmallVector<int64_t> dims =
      llvm::map_to_vector(shape, [](int64_t extent) -> int64_t {
        return ShapedType::isDynamic(extent) ? PTIR_DYNAMIC : extent;
      });
  return M::record(
      {M::address(constants.numbers(dims)), M::i32(shape.size()),
       M::i32(static_cast<int64_t>(storedElementType(elementType)))});
}

void ptir::assignKernels(ModuleOp module) {
  Builder builder(module.getContext());
  SmallVector<Attribute> kernels;
  module.walk([&](rt::CallOp op) {
    SmallVector<Attribute> operands;
    for (Type type : op->getOperandTypes())
      operands.push_back(TypeAttr::get(logicalType(type)));
    op->setAttr(siteAttrName, builder.getI32IntegerAttr(kernels.size()));
    kernels.push_back(builder.getDictionaryAttr(
        {builder.getNamedAttr("name", op.getKernelAttr()),
         builder.getNamedAttr(
             "config",
             builder.getStringAttr(rt::describeConfig(op.getConfig()))),
         builder.getNamedAttr(
             "location", builder.getStringAttr(describeLocation(op.getLoc()))),
         builder.getNamedAttr("operands", builder.getArrayAttr(operands))}));
  });
  module->setAttr(kernelsAttrName, builder.getArrayAttr(kernels));
}

std::vector<ModuleConstants::Member>
ptir::describeKernels(ModuleOp module, ModuleConstants &constants) {
  using M = ModuleConstants;
  std::vector<M::Member> kernels;
  auto list = module->getAttrOfType<ArrayAttr>(kernelsAttrName);
  if (!list)
    return kernels;
  for (auto kernel : list.getAsRange<DictionaryAttr>()) {
    std::vector<M::Member> operands;
    for (auto attribute :
         cast<ArrayAttr>(kernel.get("operands")).getAsRange<TypeAttr>()) {
      auto type = cast<RankedTensorType>(attribute.getValue());
      operands.push_back(
          describeType(constants, type.getShape(), type.getElementType()));
    }
    auto text = [&](StringRef name) {
      return M::address(
          constants.string(cast<StringAttr>(kernel.get(name)).getValue()));
    };
    M::Member name = text("name"), config = text("config"),
              location = text("location");
    kernels.push_back(M::record({name, config, location,
                                 M::address(constants.structures(operands)),
                                 M::i32(operands.size()), M::i32(0)}));
  }
  module->removeAttr(kernelsAttrName);
  return kernels;
}

//===----------------------------------------------------------------------===//
// Lowering
//===----------------------------------------------------------------------===//

namespace {

/// ptirrt.call  =>  ptir_rt_kernel with an array of ptir_tensor on the stack
struct LowerCall : ConvertOpToLLVMPattern<rt::CallOp> {
  LowerCall(const LLVMTypeConverter &converter, ModuleConstants &constants)
      : ConvertOpToLLVMPattern(converter), constants(constants) {}

  LogicalResult
  matchAndRewrite(rt::CallOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    auto site = op->getAttrOfType<IntegerAttr>(siteAttrName);
    if (!site || op->getNumResults() != 0)
      return rewriter.notifyMatchFailure(op, "expected a numbered call of "
                                             "memrefs");
    Location loc = op.getLoc();
    SmallVector<Value> words;
    for (auto [operand, value] :
         llvm::zip_equal(op->getOperands(), adaptor.getOperands()))
      appendTensor(rewriter, loc, op, operand.getType(), value, words);
    Value kernel =
        LLVM::ConstantOp::create(rewriter, loc, rewriter.getI32Type(), site);
    LLVM::CallOp::create(rewriter, loc, TypeRange(), kernelName,
                         ValueRange{contextOf(rewriter, loc), kernel,
                                    stackArray(rewriter, loc, op, words)});
    rewriter.eraseOp(op);
    return success();
  }

  /// The three words of a ptir_tensor.
  void appendTensor(OpBuilder &builder, Location loc, rt::CallOp op, Type type,
                    Value value, SmallVectorImpl<Value> &words) const {
    static_assert(sizeof(ptir_tensor) == 3 * 8 &&
                  offsetof(ptir_tensor, dims) == 8 &&
                  offsetof(ptir_tensor, rank) == 16 &&
                  offsetof(ptir_tensor, element_type) == 20);
    RankedTensorType logical = logicalType(type);
    Value data = value;
    if (isa<MemRefType>(type))
      data = MemRefDescriptor(value).alignedPtr(builder, loc);
    auto number = [&](Value pointer) -> Value {
      return LLVM::PtrToIntOp::create(builder, loc, builder.getI64Type(),
                                      pointer);
    };
    int64_t element =
        static_cast<int64_t>(storedElementType(logical.getElementType()));
    words.push_back(number(data));
    words.push_back(number(extents(builder, loc, op, logical, value)));
    words.push_back(
        constantI64(builder, loc, logical.getRank() | element << 32));
  }

  /// The address of the extents: constant data if they are all known.
  Value extents(OpBuilder &builder, Location loc, rt::CallOp op,
                RankedTensorType type, Value value) const {
    auto pointer = LLVM::LLVMPointerType::get(getContext());
    if (type.getRank() == 0)
      return LLVM::ZeroOp::create(builder, loc, pointer);
    if (type.hasStaticShape())
      return LLVM::AddressOfOp::create(builder, loc, pointer,
                                       constants.numbers(type.getShape()));
    MemRefDescriptor view(value);
    SmallVector<Value> sizes;
    for (int64_t dim = 0; dim < type.getRank(); ++dim)
      sizes.push_back(view.size(builder, loc, dim));
    return stackArray(builder, loc, op, sizes);
  }

  ModuleConstants &constants;
};

} // namespace

void ptir::populateKernelCallPatterns(LLVMTypeConverter &converter,
                                      ModuleConstants &constants,
                                      RewritePatternSet &patterns) {
  converter.addConversion([](rt::PackedType type) -> Type {
    return LLVM::LLVMPointerType::get(type.getContext());
  });
  patterns.add<LowerCall>(converter, constants);
}
