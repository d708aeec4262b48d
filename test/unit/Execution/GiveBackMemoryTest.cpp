//===- GiveBackMemoryTest.cpp - What a compiler leaves resident -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "lib/Execution/GiveBackMemory.h"

#include "ptir/Execution/Compile.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Parser/Parser.h"
#include "ptir/Dialect/PTIR/IR/PTIRDialect.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

using namespace ptir::execution;

namespace {

/// Of code and constants of files that this process has mapped, in KiB; 0 where
/// the system does not say.
long residentCode() {
  std::ifstream maps("/proc/self/smaps");
  long total = 0;
  bool counts = false;
  for (std::string line; std::getline(maps, line);) {
    std::istringstream fields(line);
    std::string first, permissions, offset, device;
    long number = 0;
    fields >> first;
    if (first.back() != ':') {
      fields >> permissions >> offset >> device >> number;
      counts = permissions == "r-xp" && number != 0;
    } else if (first == "Rss:" && counts && fields >> number) {
      total += number;
    }
  }
  return total;
}

/// The module in the LLVM dialect, as text.
std::string compile() {
  mlir::DialectRegistry registry;
  registry.insert<mlir::func::FuncDialect, ptir::PTIRDialect>();
  mlir::MLIRContext context(registry);
  auto module = mlir::parseSourceString<mlir::ModuleOp>(
      "func.func @main(%x: tensor<?xf32>) -> tensor<?xf32> {\n"
      "  %0 = ptir.add %x, %x : tensor<?xf32>\n"
      "  return %0 : tensor<?xf32>\n"
      "}\n",
      &context);
  EXPECT_TRUE(compileModule(*module, {}).ok());
  std::string text;
  llvm::raw_string_ostream(text) << *module;
  return text;
}

TEST(GiveBackMemoryTest, CodeIsMappedAgainWhereItRuns) {
  std::string text = compile();
  long before = residentCode();
  if (before == 0)
    GTEST_SKIP() << "the system does not say what is resident";
  giveBackMemory();
  long after = residentCode();
  EXPECT_LT(after, before / 2);
  EXPECT_EQ(compile(), text);
  EXPECT_GT(residentCode(), after);
}

} // namespace
