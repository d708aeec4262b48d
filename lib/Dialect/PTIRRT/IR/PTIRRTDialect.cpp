//===- PTIRRTDialect.cpp - Runtime calls, what lowering targets -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/Format.h"

using namespace mlir;
using namespace ptir::rt;

#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.cpp.inc"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTEnums.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "ptir/Dialect/PTIRRT/IR/PTIRRTTypes.cpp.inc"

#define GET_OP_CLASSES
#include "ptir/Dialect/PTIRRT/IR/PTIRRTOps.cpp.inc"

void PTIRRTDialect::initialize() {
  addOperations<
#define GET_OP_LIST
#include "ptir/Dialect/PTIRRT/IR/PTIRRTOps.cpp.inc"
      >();
  addTypes<
#define GET_TYPEDEF_LIST
#include "ptir/Dialect/PTIRRT/IR/PTIRRTTypes.cpp.inc"
      >();
}

using Effects = SmallVectorImpl<MemoryEffects::EffectInstance>;

//===----------------------------------------------------------------------===//
// PanelMatmulOp
//===----------------------------------------------------------------------===//

bool ptir::rt::holdShortFloats(Type element) { return element.isInteger(16); }

int64_t ptir::rt::depthsTogether(Type element) {
  if (element.isInteger(8))
    return 4;
  return element.isBF16() || holdShortFloats(element) ? 2 : 1;
}

int64_t ptir::rt::rowsOfPanel(int64_t depth, Type element) {
  bool hasScales = element.isInteger(8) || holdShortFloats(element);
  return llvm::divideCeil(depth, depthsTogether(element)) + (hasScales ? 1 : 0);
}

int64_t ptir::rt::widthOfPanel(Type element) {
  int64_t elements = panelWidth * depthsTogether(element);
  return holdShortFloats(element) ? elements * 12 / 16 : elements;
}

RankedTensorType ptir::rt::panelsOf(int64_t depth, int64_t columns,
                                    Type element) {
  return RankedTensorType::get(
      {static_cast<int64_t>(llvm::divideCeil(columns, panelWidth)),
       rowsOfPanel(depth, element), widthOfPanel(element)},
      element);
}

LogicalResult PanelMatmulOp::verify() {
  auto lhs = cast<ShapedType>(getLhs().getType());
  auto panels = cast<ShapedType>(getPanels().getType());
  auto init = cast<ShapedType>(getInit().getType());
  auto hasRank = [](ShapedType type, int64_t rank) {
    return type.hasRank() && type.getRank() == rank;
  };
  if (!hasRank(lhs, 2) || !hasRank(panels, 3) || !hasRank(init, 2))
    return emitOpError("expected ranks 2, 3 and 2, found ")
           << lhs << ", " << panels << " and " << init;
  int64_t count = panels.getDimSize(0), n = init.getDimSize(1);
  int64_t width = widthOfPanel(panels.getElementType());
  if (panels.getDimSize(2) != width || panels.isDynamicDim(0) ||
      init.isDynamicDim(1) || count != (n + panelWidth - 1) / panelWidth)
    return emitOpError("expected ceil(N/64) panels of 64 columns for ")
           << init << ", found " << panels;
  int64_t rows = panels.getDimSize(1), depth = lhs.getDimSize(1);
  if (!panels.isDynamicDim(1) && !lhs.isDynamicDim(1) &&
      rows != rowsOfPanel(depth, panels.getElementType()))
    return emitOpError("expected panels of ")
           << rowsOfPanel(depth, panels.getElementType()) << " rows for " << lhs
           << ", found " << panels;
  return success();
}

void PanelMatmulOp::getEffects(Effects &effects) {
  if (!isa<MemRefType>(getInit().getType()))
    return;
  effects.emplace_back(MemoryEffects::Read::get(), &getLhsMutable());
  effects.emplace_back(MemoryEffects::Read::get(), &getPanelsMutable());
  effects.emplace_back(MemoryEffects::Write::get(), &getInitMutable());
}

//===----------------------------------------------------------------------===//
// DotBytesOp
//===----------------------------------------------------------------------===//

LogicalResult DotBytesOp::verify() {
  int64_t bytes = getLhs().getType().getNumElements();
  int64_t sums = getSums().getType().getNumElements();
  if (bytes != 4 * sums)
    return emitOpError("expected four bytes for each of ")
           << sums << " sums, found " << bytes << " bytes";
  return success();
}

//===----------------------------------------------------------------------===//
// LookUpBytesOp
//===----------------------------------------------------------------------===//

LogicalResult LookUpBytesOp::verify() {
  if (getTable().size() != tableSize)
    return emitOpError("expected a table of ")
           << tableSize << " bytes, found " << getTable().size();
  return success();
}

//===----------------------------------------------------------------------===//
// TakeColumnsOp
//===----------------------------------------------------------------------===//

LogicalResult TakeColumnsOp::verify() {
  auto indices = cast<RankedTensorType>(getIndices().getType());
  auto panels = cast<RankedTensorType>(getPanels().getType());
  auto result = cast<RankedTensorType>(getResult().getType());
  Type element = panels.getElementType();
  if (!indices.getElementType().isInteger() ||
      !(element.isF32() || element.isBF16() || element.isInteger(8) ||
        holdShortFloats(element)) ||
      !result.getElementType().isF32())
    return emitOpError(
               "expected integers, panels of f32, bf16, i16 or i8, and f32, ")
           << "found " << indices << ", " << panels << " and " << result;
  if (result.getRank() != indices.getRank() + 1 ||
      result.getShape().drop_back() != indices.getShape() ||
      result.isDynamicDim(indices.getRank()))
    return emitOpError("expected the extents of ")
           << indices << " and the depth, found " << result;
  RankedTensorType wanted =
      panelsOf(result.getShape().back(), getColumns(), element);
  if (panels != wanted)
    return emitOpError("expected panels ") << wanted << ", found " << panels;
  return success();
}

//===----------------------------------------------------------------------===//
// CallOp
//===----------------------------------------------------------------------===//

/// What a value of `config` may be: the runtime reads it as text.
static bool isConfigValue(Attribute value) {
  if (auto list = dyn_cast<ArrayAttr>(value))
    return llvm::all_of(list, llvm::IsaPred<StringAttr>);
  return isa<IntegerAttr, FloatAttr, StringAttr, DenseI64ArrayAttr>(value);
}

LogicalResult CallOp::verify() {
  for (NamedAttribute entry : getConfig())
    if (!isConfigValue(entry.getValue()))
      return emitOpError("expected config '")
             << entry.getName().getValue()
             << "' to be a number, a string, strings or array<i64>, found "
             << entry.getValue();
  auto init = cast<ShapedType>(getInit().getType());
  if (!init.hasRank())
    return emitOpError("expected a ranked destination, found ") << init;
  return success();
}

std::string ptir::rt::describeConfig(DictionaryAttr config) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  auto print = [&](Attribute value) {
    if (auto list = dyn_cast<DenseI64ArrayAttr>(value))
      llvm::interleave(list.asArrayRef(), stream, ",");
    else if (auto list = dyn_cast<ArrayAttr>(value))
      llvm::interleave(
          list.getAsRange<StringAttr>(), stream,
          [&](StringAttr name) { stream << name.getValue(); }, ",");
    else if (auto name = dyn_cast<StringAttr>(value))
      stream << name.getValue();
    else if (auto number = dyn_cast<FloatAttr>(value))
      stream << llvm::format("%.17g", number.getValueAsDouble());
    else
      stream << cast<IntegerAttr>(value).getInt();
  };
  llvm::interleave(
      config, stream,
      [&](NamedAttribute entry) {
        stream << entry.getName().getValue() << '=';
        print(entry.getValue());
      },
      ";");
  return text;
}

void CallOp::getEffects(Effects &effects) {
  if (!isa<MemRefType>(getInit().getType()))
    return;
  for (OpOperand &input : getInputsMutable())
    if (isa<MemRefType>(input.get().getType()))
      effects.emplace_back(MemoryEffects::Read::get(), &input);
  if (getAccumulates())
    effects.emplace_back(MemoryEffects::Read::get(), &getInitMutable());
  effects.emplace_back(MemoryEffects::Write::get(), &getInitMutable());
}

//===----------------------------------------------------------------------===//
// Parameters that come and go
//===----------------------------------------------------------------------===//

LogicalResult AcquireParamsOp::verify() {
  for (Value param : getParams())
    if (!param.getDefiningOp<ParamOp>())
      return emitOpError("expected results of 'ptirrt.param'");
  bool isPart = getPiece() || getRows();
  if (!isPart)
    return success();
  if (getParams().size() != 1 || (getPiece() && getRows()))
    return emitOpError("expected one parameter, and a piece or rows of it");
  if (!isa<MemRefType>(getParams().front().getType()))
    return emitOpError("expected memory to take a part of, found ")
           << getParams().front().getType();
  if (getPiece()) {
    auto param = getParams().front().getDefiningOp<ParamOp>();
    if (!param.getPieceUnits() ||
        !cast<MemRefType>(param.getType()).hasStaticShape())
      return emitOpError("expected a parameter of known extents with "
                         "'piece_units', found '")
             << param.getName() << "' of " << param.getType();
    return success();
  }
  auto rows = dyn_cast<MemRefType>(getRows().getType());
  if (!rows || !rows.getElementType().isInteger(64) ||
      !rows.getLayout().isIdentity())
    return emitOpError("expected rows in a dense memref of i64, found ")
           << getRows().getType();
  return success();
}

/// Nothing moves across: what is read of parameters stays between the two.
void AcquireParamsOp::getEffects(Effects &effects) {
  effects.emplace_back(MemoryEffects::Read::get());
  effects.emplace_back(MemoryEffects::Write::get());
}

void ReleaseParamsOp::getEffects(Effects &effects) {
  effects.emplace_back(MemoryEffects::Read::get());
  effects.emplace_back(MemoryEffects::Write::get());
}

//===----------------------------------------------------------------------===//
// Ops that write the call context
//===----------------------------------------------------------------------===//

void CheckOp::getEffects(Effects &effects) {
  effects.emplace_back(MemoryEffects::Write::get());
}

LogicalResult CheckOp::canonicalize(CheckOp op, PatternRewriter &rewriter) {
  if (!matchPattern(op.getCondition(), m_One()))
    return rewriter.notifyMatchFailure(op, "the condition is not known true");
  rewriter.eraseOp(op);
  return success();
}

void SetResultOp::getEffects(Effects &effects) {
  effects.emplace_back(MemoryEffects::Write::get());
  if (isa<MemRefType>(getValue().getType()))
    effects.emplace_back(MemoryEffects::Read::get(), &getValueMutable());
}

void TemporaryOp::getEffects(Effects &effects) {
  effects.emplace_back(MemoryEffects::Allocate::get(),
                       cast<OpResult>(getResult()));
}

void ResultOp::getEffects(Effects &effects) {
  // Taking it tells the caller the extents: it stays when nothing is written
  // because there are no elements.
  effects.emplace_back(MemoryEffects::Write::get());
  effects.emplace_back(MemoryEffects::Allocate::get(),
                       cast<OpResult>(getResult()));
}

//===----------------------------------------------------------------------===//
// Loops of the program: they read and write the call context
//===----------------------------------------------------------------------===//

void TakeStepsOp::getEffects(Effects &effects) {
  effects.emplace_back(MemoryEffects::Write::get());
}

/// Ordered with the temporaries around it, which only say that they allocate.
void ArenaTopOp::getEffects(Effects &effects) {
  effects.emplace_back(MemoryEffects::Write::get());
}

void ReleaseOp::getEffects(Effects &effects) {
  effects.emplace_back(MemoryEffects::Read::get());
  effects.emplace_back(MemoryEffects::Write::get());
}

//===----------------------------------------------------------------------===//
// Parallel ranges
//===----------------------------------------------------------------------===//

void ParallelOp::build(OpBuilder &builder, OperationState &state, Value count) {
  state.addOperands(count);
  Block &body = state.addRegion()->emplaceBlock();
  for (int i = 0; i < 2; ++i)
    body.addArgument(builder.getIndexType(), state.location);
}

LogicalResult ParallelOp::verifyRegions() {
  Region &body = getBody();
  if (body.getNumArguments() != 2 ||
      !llvm::all_of(body.getArgumentTypes(),
                    [](Type type) { return type.isIndex(); }))
    return emitOpError("expected a region with arguments (index, index)");
  return success();
}

LogicalResult
ParallelCallOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  auto callee =
      symbolTable.lookupNearestSymbolFrom<func::FuncOp>(*this, getCalleeAttr());
  if (!callee)
    return emitOpError("expected a function, found '") << getCallee() << "'";
  SmallVector<Type> types(2, IndexType::get(getContext()));
  llvm::append_range(types, getCaptures().getTypes());
  if (callee.getFunctionType().getInputs() != ArrayRef<Type>(types) ||
      callee.getNumResults() != 0)
    return emitOpError("expected '")
           << getCallee() << "' to take (index, index, captures…) and to "
           << "return nothing, found " << callee.getFunctionType();
  return success();
}
