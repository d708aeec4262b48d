//===- PartitionModuleTest.cpp - What is in which part --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "lib/Execution/PartitionModule.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"
#include "llvm/ADT/StringMap.h"
#include "gtest/gtest.h"

#include <set>
#include <string>

using namespace mlir;
using ptir::execution::partitionModule;

namespace {

using Parts = std::vector<OwningOpRef<ModuleOp>>;

/// A function of about `ops` ops that calls others and reads a global.
std::string functionText(const std::string &name, int ops,
                         const std::vector<std::string> &callees = {},
                         const std::string &linkage = "internal ",
                         const std::string &global = "") {
  std::string text =
      "llvm.func " + linkage + "@" + name + "(%a: i64) -> i64 {\n";
  std::string last = "%a";
  int next = 0;
  auto add = [&](const std::string &op, const std::string &type) {
    last = "%v" + std::to_string(next++);
    text += "  " + last + " = " + op + " : " + type + "\n";
  };
  for (const std::string &callee : callees)
    add("llvm.call @" + callee + "(" + last + ")", "(i64) -> i64");
  if (!global.empty()) {
    text += "  %g = llvm.mlir.addressof @" + global + " : !llvm.ptr\n";
    add("llvm.load %g", "!llvm.ptr -> i64");
  }
  for (int i = 0; i < ops; ++i)
    add("llvm.add " + last + ", " + last, "i64");
  return text + "  llvm.return " + last + " : i64\n}\n";
}

class PartitionModule : public testing::Test {
protected:
  void SetUp() override { context.loadDialect<LLVM::LLVMDialect>(); }

  OwningOpRef<ModuleOp> parse(const std::string &text) {
    auto module = parseSourceString<ModuleOp>(text, &context);
    EXPECT_TRUE(module) << text;
    return module;
  }

  static std::string print(ModuleOp module) {
    std::string text;
    llvm::raw_string_ostream stream(text);
    module.print(stream);
    return text;
  }

  /// Numbers of the parts that define a symbol; every part must verify, which
  /// says that what it refers to is declared there.
  static llvm::StringMap<std::set<size_t>> definitions(Parts &parts) {
    llvm::StringMap<std::set<size_t>> result;
    for (size_t i = 0; i < parts.size(); ++i) {
      EXPECT_TRUE(succeeded(verify(*parts[i]))) << "part " << i;
      for (Operation &op : *parts[i]->getBody()) {
        auto function = dyn_cast<LLVM::LLVMFuncOp>(op);
        bool isDefined =
            function ? !function.isExternal()
                     : cast<LLVM::GlobalOp>(op).getValueAttr() ||
                           cast<LLVM::GlobalOp>(op).getInitializerBlock();
        if (isDefined)
          result[SymbolTable::getSymbolName(&op)].insert(i);
      }
    }
    return result;
  }

  MLIRContext context{MLIRContext::Threading::DISABLED};
};

TEST_F(PartitionModule, LeavesSmallModulesAlone) {
  // One op fewer than what makes two parts: those of a function are its body,
  // the return and itself.
  OwningOpRef<ModuleOp> module =
      parse(functionText("a", 1998, {}, "") + functionText("b", 1997, {}, ""));
  std::string before = print(*module);
  EXPECT_TRUE(partitionModule(*module).empty());
  EXPECT_EQ(print(*module), before);

  module =
      parse(functionText("a", 1998, {}, "") + functionText("b", 1998, {}, ""));
  EXPECT_EQ(partitionModule(*module).size(), 2u);
}

TEST_F(PartitionModule, LeavesAloneWhatItDoesNotKnow) {
  std::string functions =
      functionText("a", 3000, {}, "") + functionText("b", 3000, {}, "");
  for (const char *other :
       {"llvm.comdat @c { llvm.comdat_selector @any any }\n",
        "llvm.mlir.alias external @d : !llvm.func<i64 (i64)> {\n"
        "  %0 = llvm.mlir.addressof @a : !llvm.ptr\n"
        "  llvm.return %0 : !llvm.ptr\n}\n"}) {
    OwningOpRef<ModuleOp> module = parse(functions + other);
    std::string before = print(*module);
    EXPECT_TRUE(partitionModule(*module).empty()) << other;
    EXPECT_EQ(print(*module), before);
  }
}

TEST_F(PartitionModule, SharesOpsOutEvenly) {
  // Largest first: 2500 | 1500 and 900 | 1200, 1000 and 400.
  std::string text;
  for (int ops : {400, 1000, 2500, 900, 1500, 1200})
    text += functionText("f" + std::to_string(ops), ops, {}, "");
  OwningOpRef<ModuleOp> module = parse(text);
  Parts parts = partitionModule(*module);
  ASSERT_EQ(parts.size(), 3u);
  EXPECT_TRUE(module->getBody()->empty());
  llvm::StringMap<std::set<size_t>> defined = definitions(parts);
  EXPECT_EQ(defined.size(), 6u);
  auto partOf = [&](const char *name) {
    EXPECT_EQ(defined[name].size(), 1u) << name;
    return *defined[name].begin();
  };
  EXPECT_EQ(partOf("f1500"), partOf("f900"));
  EXPECT_EQ(partOf("f1200"), partOf("f1000"));
  EXPECT_EQ(partOf("f1200"), partOf("f400"));
  EXPECT_NE(partOf("f2500"), partOf("f1500"));
  EXPECT_NE(partOf("f2500"), partOf("f1200"));
  EXPECT_NE(partOf("f1500"), partOf("f1200"));

  // No more than eight, however many there are.
  text.clear();
  for (int i = 0; i < 12; ++i)
    text += functionText("f" + std::to_string(i), 2500, {}, "");
  module = parse(text);
  parts = partitionModule(*module);
  EXPECT_EQ(parts.size(), 8u);
  EXPECT_EQ(definitions(parts).size(), 12u);
}

TEST_F(PartitionModule, KeepsCallersAndSmallFunctionsTogether) {
  // Both entries call `shared`, and `small`, which calls the runtime; `own` has
  // one caller only, `taken` has one whose address is taken elsewhere.
  OwningOpRef<ModuleOp> module = parse(
      "llvm.func @ptir_rt_call(i64) -> i64\n" +
      functionText("entry_a", 3000, {"own", "shared", "small", "taken"}, "") +
      functionText("entry_b", 3000, {"shared", "small"}, "") +
      functionText("own", 900) + functionText("shared", 900) +
      functionText("taken", 2000) +
      functionText("small", 20, {"ptir_rt_call"}) +
      "llvm.mlir.global internal constant @table() : !llvm.ptr {\n"
      "  %0 = llvm.mlir.addressof @taken : !llvm.ptr\n"
      "  llvm.return %0 : !llvm.ptr\n}\n");
  Parts parts = partitionModule(*module);
  ASSERT_EQ(parts.size(), 4u);
  llvm::StringMap<std::set<size_t>> defined = definitions(parts);
  EXPECT_EQ(defined["own"], defined["entry_a"]);
  EXPECT_EQ(defined["entry_a"].size(), 1u);
  EXPECT_NE(defined["entry_a"], defined["entry_b"]);
  EXPECT_NE(defined["taken"], defined["entry_a"]);
  std::set<size_t> callers = defined["entry_a"];
  callers.insert(*defined["entry_b"].begin());
  EXPECT_EQ(defined["small"], callers);

  // What another part calls has a name outside; what stays inside keeps it.
  auto linkageOf = [&](const char *name) {
    auto function = parts[*defined[name].begin()]->lookupSymbol(name);
    return cast<LLVM::LLVMFuncOp>(function).getLinkage();
  };
  EXPECT_EQ(linkageOf("shared"), LLVM::Linkage::External);
  EXPECT_EQ(linkageOf("taken"), LLVM::Linkage::External);
  EXPECT_EQ(linkageOf("own"), LLVM::Linkage::Internal);
  EXPECT_EQ(linkageOf("small"), LLVM::Linkage::Internal);
}

TEST_F(PartitionModule, PutsGlobalsWhereTheyAreUsedFirst) {
  OwningOpRef<ModuleOp> module =
      parse("llvm.mlir.global internal constant @ours(1 : i64) : i64\n"
            "llvm.mlir.global internal constant @inner(2 : i64) : i64\n"
            "llvm.mlir.global internal constant @outer() : !llvm.ptr {\n"
            "  %0 = llvm.mlir.addressof @inner : !llvm.ptr\n"
            "  llvm.return %0 : !llvm.ptr\n}\n"
            "llvm.mlir.global external constant @unused(3 : i64) : i64\n" +
            functionText("a", 3000, {}, "", "ours") +
            functionText("b", 2500, {}, "", "ours") +
            functionText("c", 2000, {}, "", "outer"));
  Parts parts = partitionModule(*module);
  ASSERT_EQ(parts.size(), 3u);
  llvm::StringMap<std::set<size_t>> defined = definitions(parts);
  EXPECT_EQ(defined["ours"], defined["a"]);
  EXPECT_EQ(defined["outer"], defined["c"]);
  EXPECT_EQ(defined["inner"], defined["c"]);
  EXPECT_EQ(defined["unused"], std::set<size_t>{0});
  // b reads what a's part defines, under its name.
  auto global = [&](const char *user, const char *name) {
    return parts[*defined[user].begin()]->lookupSymbol<LLVM::GlobalOp>(name);
  };
  EXPECT_EQ(global("a", "ours").getLinkage(), LLVM::Linkage::External);
  ASSERT_TRUE(global("b", "ours"));
  EXPECT_FALSE(global("b", "ours").getValueAttr());
  EXPECT_EQ(global("c", "outer").getLinkage(), LLVM::Linkage::Internal);
  EXPECT_FALSE(global("a", "outer"));
}

TEST_F(PartitionModule, DependsOnTheModuleAlone) {
  std::string text = "llvm.mlir.global internal constant @g(1 : i64) : i64\n";
  for (int i = 0; i < 9; ++i)
    text += functionText("f" + std::to_string(i), 1000, {"shared"}, "", "g");
  text += functionText("shared", 800);
  OwningOpRef<ModuleOp> module = parse(text);
  Parts first = partitionModule(*module);
  MLIRContext threaded;
  threaded.loadDialect<LLVM::LLVMDialect>();
  auto same = parseSourceString<ModuleOp>(text, &threaded);
  Parts second = partitionModule(*same);
  ASSERT_EQ(first.size(), 4u);
  ASSERT_EQ(second.size(), first.size());
  for (size_t i = 0; i < first.size(); ++i)
    EXPECT_EQ(print(*first[i]), print(*second[i])) << "part " << i;
}

} // namespace
