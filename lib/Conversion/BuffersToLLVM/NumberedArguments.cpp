//===- NumberedArguments.cpp - Numbers instead of memory ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "NumberedArguments.h"

#include "CallTables.h"
#include "Entries.h"
#include "RuntimeFunctions.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"

#include <map>

using namespace mlir;
using namespace ptir;

namespace {

/// What the number of an argument counts. Unknown: no caller has said so far.
enum class Table { Unknown, Params, Tensors, None };

/// An argument that is passed by number: `difference` more than the number of
/// argument `leader`, which is the first that keeps that distance in all calls.
struct Numbered {
  Table table = Table::None;
  unsigned leader = 0;
  int64_t difference = 0;
};

/// A private function whose callers are all known.
struct Callee {
  SmallVector<func::CallOp> calls;
  SmallVector<Table> tables;      // per argument
  SmallVector<Numbered> numbered; // per argument; table None: passed as it is
  /// Inside of the function, once it takes them: the tensors of the entry, and
  /// per argument its number.
  Value tensors;
  SmallVector<Value> numbers;
};

class Numbering {
public:
  Numbering(ModuleOp module, const LLVMTypeConverter &converter)
      : module(module), converter(converter) {}

  unsigned run();

private:
  void findCallees();
  Table tableOf(Value operand);
  void joinTables();
  void findTables();
  std::optional<int64_t> constantNumber(Value operand);
  void group(Callee &callee);
  void addArguments(func::FuncOp function, Callee &callee);
  Value tensorsOf(func::FuncOp caller);
  Value passedNumber(OpBuilder &builder, Value operand);
  void rewriteCalls(Callee &callee);
  unsigned dropArguments(func::FuncOp function, Callee &callee);

  ModuleOp module;
  const LLVMTypeConverter &converter;
  llvm::MapVector<func::FuncOp, Callee> callees;
};

} // namespace

void Numbering::findCallees() {
  llvm::DenseMap<StringAttr, SmallVector<func::CallOp>> calls;
  llvm::DenseSet<StringAttr> otherUses;
  module.walk([&](Operation *op) {
    if (auto call = dyn_cast<func::CallOp>(op))
      calls[call.getCalleeAttr().getAttr()].push_back(call);
    else if (auto range = dyn_cast<rt::ParallelCallOp>(op))
      otherUses.insert(range.getCalleeAttr().getAttr());
    else if (auto constant = dyn_cast<func::ConstantOp>(op))
      otherUses.insert(constant.getValueAttr().getAttr());
  });
  for (auto function : module.getOps<func::FuncOp>()) {
    auto found = calls.find(function.getNameAttr());
    if (!function.isPrivate() || function.isDeclaration() ||
        found == calls.end() || otherUses.contains(function.getNameAttr()))
      continue;
    Callee &callee = callees[function];
    callee.calls = std::move(found->second);
    callee.tables.assign(function.getNumArguments(), Table::Unknown);
  }
}

/// What a caller could pass the number of.
Table Numbering::tableOf(Value operand) {
  if (operand.getDefiningOp<rt::ParamOp>())
    return isParamType(operand.getType()) ? Table::Params : Table::None;
  auto argument = dyn_cast<BlockArgument>(operand);
  if (!argument || !argument.getOwner()->isEntryBlock())
    return Table::None;
  auto function = dyn_cast<func::FuncOp>(argument.getOwner()->getParentOp());
  if (function && isEntry(function))
    return isTensorType(operand.getType()) ? Table::Tensors : Table::None;
  auto caller = function ? callees.find(function) : callees.end();
  return caller == callees.end()
             ? Table::None
             : caller->second.tables[argument.getArgNumber()];
}

/// Callers that pass on what they were passed are asked again until nothing
/// changes: an argument only goes from Unknown to a table, and from it to None.
void Numbering::joinTables() {
  bool isChanged = true;
  while (isChanged) {
    isChanged = false;
    for (auto &[function, callee] : callees)
      for (auto [i, table] : llvm::enumerate(callee.tables)) {
        Table joined = Table::Unknown;
        for (func::CallOp call : callee.calls) {
          Table passed = tableOf(call.getOperand(i));
          if (joined == Table::Unknown)
            joined = passed;
          else if (passed != Table::Unknown && passed != joined)
            joined = Table::None;
        }
        isChanged |= joined != table;
        table = joined;
      }
  }
}

void Numbering::findTables() {
  joinTables();
  // Functions that only call each other.
  for (auto &[function, callee] : callees)
    for (Table &table : callee.tables)
      if (table == Table::Unknown)
        table = Table::None;
  joinTables();
}

/// The number of an operand that its caller knows.
std::optional<int64_t> Numbering::constantNumber(Value operand) {
  if (auto param = operand.getDefiningOp<rt::ParamOp>())
    return param->getAttrOfType<IntegerAttr>("slot").getInt();
  auto argument = cast<BlockArgument>(operand);
  if (isEntry(cast<func::FuncOp>(argument.getOwner()->getParentOp())))
    return entryTensorNumber(argument);
  return std::nullopt;
}

void Numbering::group(Callee &callee) {
  callee.numbered.resize(callee.tables.size());
  // Where an argument's number lies in each call, relative to the first call.
  std::map<std::pair<Table, std::vector<int64_t>>, unsigned> leaders;
  for (auto [i, table] : llvm::enumerate(callee.tables)) {
    if (table != Table::Params && table != Table::Tensors)
      continue;
    Numbered &numbered = callee.numbered[i];
    numbered = {table, static_cast<unsigned>(i), 0};
    std::vector<int64_t> distances;
    for (func::CallOp call : callee.calls)
      if (std::optional<int64_t> number = constantNumber(call.getOperand(i)))
        distances.push_back(*number);
    if (distances.size() < callee.calls.size())
      continue;
    int64_t first = distances.front();
    for (int64_t &distance : distances)
      distance -= first;
    unsigned leader =
        leaders.try_emplace({table, std::move(distances)}, i).first->second;
    numbered.leader = leader;
    numbered.difference =
        first - *constantNumber(callee.calls.front().getOperand(leader));
  }
}

/// Behind the arguments that stay.
void Numbering::addArguments(func::FuncOp function, Callee &callee) {
  Block &body = function.getBody().front();
  Location loc = function.getLoc();
  OpBuilder builder = OpBuilder::atBlockBegin(&body);
  Type i64 = builder.getI64Type();
  if (llvm::any_of(callee.numbered, [](const Numbered &numbered) {
        return numbered.table == Table::Tensors;
      }))
    callee.tensors =
        body.addArgument(LLVM::LLVMPointerType::get(builder.getContext()), loc);
  callee.numbers.resize(callee.numbered.size());
  for (auto [i, numbered] : llvm::enumerate(callee.numbered)) {
    if (numbered.table == Table::None)
      continue;
    if (numbered.leader == i) {
      callee.numbers[i] = body.addArgument(i64, loc);
      continue;
    }
    callee.numbers[i] =
        LLVM::AddOp::create(builder, loc, callee.numbers[numbered.leader],
                            constantI64(builder, loc, numbered.difference));
  }
}

Value Numbering::tensorsOf(func::FuncOp caller) {
  return isEntry(caller) ? entryTensors(caller)
                         : callees.find(caller)->second.tensors;
}

Value Numbering::passedNumber(OpBuilder &builder, Value operand) {
  if (std::optional<int64_t> number = constantNumber(operand))
    return constantI64(builder, operand.getLoc(), *number);
  auto argument = cast<BlockArgument>(operand);
  auto caller = cast<func::FuncOp>(argument.getOwner()->getParentOp());
  return callees.find(caller)->second.numbers[argument.getArgNumber()];
}

void Numbering::rewriteCalls(Callee &callee) {
  for (func::CallOp call : callee.calls) {
    OpBuilder builder(call);
    SmallVector<Value> operands, numbers;
    llvm::SmallSetVector<Operation *, 16> params;
    for (auto [i, numbered] : llvm::enumerate(callee.numbered)) {
      Value operand = call.getOperand(i);
      if (numbered.table == Table::None) {
        operands.push_back(operand);
        continue;
      }
      if (numbered.leader == i)
        numbers.push_back(passedNumber(builder, operand));
      if (Operation *param = operand.getDefiningOp())
        params.insert(param);
    }
    if (callee.tensors)
      operands.push_back(tensorsOf(call->getParentOfType<func::FuncOp>()));
    llvm::append_range(operands, numbers);
    auto shorter =
        func::CallOp::create(builder, call.getLoc(), call.getCallee(),
                             call.getResultTypes(), operands);
    call.replaceAllUsesWith(shorter);
    call.erase();
    for (Operation *param : params)
      if (param->use_empty())
        param->erase();
  }
}

unsigned Numbering::dropArguments(func::FuncOp function, Callee &callee) {
  Block &body = function.getBody().front();
  llvm::BitVector dropped(body.getNumArguments());
  for (auto [i, numbered] : llvm::enumerate(callee.numbered)) {
    if (numbered.table == Table::None)
      continue;
    dropped.set(i);
    BlockArgument argument = body.getArgument(i);
    Value number = callee.numbers[i];
    readWhereUsed(body, argument, [&](OpBuilder &builder) {
      Location loc = argument.getLoc();
      return numbered.table == Table::Params
                 ? readParam(builder, loc, converter, number,
                             argument.getType())
                 : readTensor(builder, loc, converter, callee.tensors, number,
                              cast<MemRefType>(argument.getType()));
    });
  }
  body.eraseArguments(dropped);
  function.setFunctionType(FunctionType::get(
      module.getContext(), body.getArgumentTypes(), function.getResultTypes()));
  return dropped.count();
}

unsigned Numbering::run() {
  findCallees();
  findTables();
  for (auto &[function, callee] : callees)
    group(callee);
  for (auto &[function, callee] : callees)
    addArguments(function, callee);
  for (auto &[function, callee] : callees)
    rewriteCalls(callee);
  unsigned count = 0;
  for (auto &[function, callee] : callees)
    count += dropArguments(function, callee);
  return count;
}

unsigned ptir::numberArguments(ModuleOp module,
                               const LLVMTypeConverter &converter) {
  return Numbering(module, converter).run();
}
