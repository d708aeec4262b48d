//===- PartitionModule.cpp - Parts that compile side by side --------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "PartitionModule.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/EquivalenceClasses.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringMap.h"

#include <algorithm>

using namespace mlir;
using namespace ptir::execution;

/// A part of fewer ops costs more to set up than it saves.
static constexpr size_t opsPerPart = 2000;
static constexpr size_t mostParts = 8;
/// A function of so many ops at most is small: it is cheaper to compile twice
/// than to call in another part.
static constexpr size_t smallFunction = 64;

namespace {

/// A function or global of the module, and what it refers to.
struct Symbol {
  Operation *op;
  size_t ops = 0;
  llvm::SetVector<size_t> uses;
  /// Calls of it, and other uses.
  size_t calls = 0, addresses = 0;
  size_t caller = 0; // the last one
  bool hasOneCaller = true;
  /// Where it is defined; parts that have a copy, where it is in all of them.
  size_t part = 0;
  bool isPlaced = false, isCopied = false;

  bool isDefinedFunction() const {
    auto function = dyn_cast<LLVM::LLVMFuncOp>(op);
    return function && !function.isExternal();
  }
  bool isInternal() const {
    if (auto function = dyn_cast<LLVM::LLVMFuncOp>(op))
      return function.getLinkage() == LLVM::Linkage::Internal;
    auto linkage = cast<LLVM::GlobalOp>(op).getLinkage();
    return linkage == LLVM::Linkage::Internal ||
           linkage == LLVM::Linkage::Private;
  }
};

class Partition {
public:
  /// Fails at ops and references that are not known here.
  LogicalResult read(ModuleOp module);
  size_t numParts() const;
  void assign(size_t parts);
  std::vector<OwningOpRef<ModuleOp>> build(ModuleOp module, size_t parts);

private:
  LogicalResult readUses(size_t index);
  void use(size_t user, StringRef name, bool isCall);
  bool isSmall(const Symbol &symbol) const;
  void place(size_t index, size_t part);
  void placeGlobals(size_t user);

  std::vector<Symbol> symbols; // as they stand in the module
  llvm::StringMap<size_t> byName;
};

} // namespace

LogicalResult Partition::read(ModuleOp module) {
  for (Operation &op : module.getBody()->getOperations()) {
    auto function = dyn_cast<LLVM::LLVMFuncOp>(op);
    auto global = dyn_cast<LLVM::GlobalOp>(op);
    if ((!function && !global) ||
        (function && (function.getPersonality() || function.getComdat())) ||
        (global && global.getComdat()))
      return failure();
    byName[SymbolTable::getSymbolName(&op)] = symbols.size();
    symbols.emplace_back();
    symbols.back().op = &op;
  }
  for (size_t i = 0; i < symbols.size(); ++i)
    if (failed(readUses(i)))
      return failure();
  return success();
}

LogicalResult Partition::readUses(size_t index) {
  WalkResult result = symbols[index].op->walk([&](Operation *op) {
    ++symbols[index].ops;
    if (auto address = dyn_cast<LLVM::AddressOfOp>(op))
      use(index, address.getGlobalName(), /*isCall=*/false);
    else if (auto call = dyn_cast<LLVM::CallOp>(op)) {
      if (std::optional<StringRef> callee = call.getCallee())
        use(index, *callee, /*isCall=*/true);
    } else if (isa<SymbolUserOpInterface>(op) && op != symbols[index].op)
      return WalkResult::interrupt();
    return WalkResult::advance();
  });
  return failure(result.wasInterrupted());
}

void Partition::use(size_t user, StringRef name, bool isCall) {
  auto found = byName.find(name);
  if (found == byName.end()) // the verifier's concern
    return;
  Symbol &symbol = symbols[found->second];
  symbols[user].uses.insert(found->second);
  symbol.hasOneCaller &= symbol.calls == 0 || symbol.caller == user;
  symbol.caller = user;
  ++(isCall ? symbol.calls : symbol.addresses);
}

size_t Partition::numParts() const {
  size_t ops = 0;
  for (const Symbol &symbol : symbols)
    ops += symbol.ops;
  return std::clamp<size_t>(ops / opsPerPart, 1, mostParts);
}

/// Whether every part gets a function of its own: it refers to nothing that
/// is defined here.
bool Partition::isSmall(const Symbol &symbol) const {
  return symbol.isDefinedFunction() && symbol.isInternal() &&
         symbol.ops <= smallFunction && symbol.calls > 1 &&
         symbol.addresses == 0 && llvm::all_of(symbol.uses, [&](size_t used) {
           auto function = dyn_cast<LLVM::LLVMFuncOp>(symbols[used].op);
           return function && function.isExternal();
         });
}

void Partition::place(size_t index, size_t part) {
  symbols[index].part = part;
  symbols[index].isPlaced = true;
}

/// Globals lie where they are used first.
void Partition::placeGlobals(size_t user) {
  for (size_t used : symbols[user].uses)
    if (isa<LLVM::GlobalOp>(symbols[used].op) && !symbols[used].isPlaced) {
      place(used, symbols[user].part);
      placeGlobals(used);
    }
}

void Partition::assign(size_t parts) {
  // Functions that belong together, by the first of them.
  llvm::EquivalenceClasses<size_t> units;
  for (auto [i, symbol] : llvm::enumerate(symbols)) {
    if (!symbol.isDefinedFunction())
      continue;
    if (isSmall(symbol)) {
      symbol.isCopied = true;
      continue;
    }
    units.insert(i);
    if (symbol.isInternal() && symbol.calls > 0 && symbol.hasOneCaller &&
        symbol.addresses == 0)
      units.unionSets(i, symbol.caller);
  }
  llvm::MapVector<size_t, size_t> sizes;
  for (auto [i, symbol] : llvm::enumerate(symbols))
    if (symbol.isDefinedFunction() && !symbol.isCopied)
      sizes[units.getLeaderValue(i)] += symbol.ops;
  auto ordered = sizes.takeVector();
  llvm::stable_sort(ordered, [](const auto &a, const auto &b) {
    return a.second > b.second;
  });
  // The largest first, each to the part that has the least.
  std::vector<size_t> load(parts, 0);
  llvm::DenseMap<size_t, size_t> partOf;
  for (auto [leader, ops] : ordered) {
    size_t least = std::min_element(load.begin(), load.end()) - load.begin();
    load[least] += ops;
    partOf[leader] = least;
  }
  for (auto [i, symbol] : llvm::enumerate(symbols))
    if (symbol.isDefinedFunction() && !symbol.isCopied)
      place(i, partOf[units.getLeaderValue(i)]);
  for (size_t i = 0; i < symbols.size(); ++i)
    if (symbols[i].isPlaced)
      placeGlobals(i);
  // What nobody here uses, such as the module's table.
  for (size_t i = 0; i < symbols.size(); ++i)
    if (isa<LLVM::GlobalOp>(symbols[i].op) && !symbols[i].isPlaced) {
      place(i, 0);
      placeGlobals(i);
    }
}

/// Makes a definition known to the other parts, which reach it as they reach
/// the runtime's functions: it may lie far away.
static void exportSymbol(Operation *op) {
  if (auto function = dyn_cast<LLVM::LLVMFuncOp>(op)) {
    function.setLinkage(LLVM::Linkage::External);
    function.setDsoLocal(true);
    return;
  }
  auto global = cast<LLVM::GlobalOp>(op);
  global.setLinkage(LLVM::Linkage::External);
  global.setDsoLocal(true);
}

static void declareSymbol(OpBuilder &builder, Operation *op) {
  Operation *declaration = builder.insert(op->cloneWithoutRegions());
  if (auto function = dyn_cast<LLVM::LLVMFuncOp>(declaration)) {
    function.setLinkage(LLVM::Linkage::External);
    function.setDsoLocal(false);
    return;
  }
  auto global = cast<LLVM::GlobalOp>(declaration);
  global.removeValueAttr();
  global.setLinkage(LLVM::Linkage::External);
  global.setDsoLocal(false);
}

std::vector<OwningOpRef<ModuleOp>> Partition::build(ModuleOp module,
                                                    size_t parts) {
  // Which symbols each part needs, besides its own.
  std::vector<llvm::BitVector> needed(parts, llvm::BitVector(symbols.size()));
  auto need = [&](size_t part, const Symbol &symbol) {
    for (size_t used : symbol.uses) {
      needed[part].set(used);
      if (symbols[used].isCopied)
        for (size_t external : symbols[used].uses)
          needed[part].set(external);
    }
  };
  for (const Symbol &symbol : symbols)
    if (symbol.isPlaced)
      need(symbol.part, symbol);

  std::vector<OwningOpRef<ModuleOp>> result;
  for (size_t part = 0; part < parts; ++part) {
    result.push_back(ModuleOp::create(module.getLoc()));
    result.back()->getOperation()->setAttrs(
        module->getDiscardableAttrDictionary());
    OpBuilder builder = OpBuilder::atBlockEnd(result.back()->getBody());
    for (auto [i, symbol] : llvm::enumerate(symbols))
      if (needed[part].test(i) && !(symbol.isPlaced && symbol.part == part)) {
        if (symbol.isCopied) {
          builder.clone(*symbol.op);
          continue;
        }
        declareSymbol(builder, symbol.op);
        if (symbol.isPlaced && symbol.isInternal())
          exportSymbol(symbol.op);
      }
  }
  for (const Symbol &symbol : symbols)
    if (symbol.isPlaced)
      symbol.op->moveBefore(result[symbol.part]->getBody(),
                            result[symbol.part]->getBody()->end());
  return result;
}

std::vector<OwningOpRef<ModuleOp>>
ptir::execution::partitionModule(ModuleOp module) {
  Partition partition;
  if (failed(partition.read(module)))
    return {};
  size_t parts = partition.numParts();
  if (parts == 1)
    return {};
  partition.assign(parts);
  return partition.build(module, parts);
}
