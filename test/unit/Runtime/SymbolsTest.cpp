//===- SymbolsTest.cpp - The table a JIT binds from -------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Runtime/Symbols.h"
#include "ptir/Runtime/ABI.h"

#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <set>
#include <string>

using ptir::runtime::runtimeSymbols;

namespace {

TEST(Symbols, HoldEveryFunctionOfTheABI) {
  std::ifstream header(PTIR_RUNTIME_ABI_HEADER);
  ASSERT_TRUE(header);
  std::string text((std::istreambuf_iterator<char>(header)), {});
  std::regex declaration(R"(\n(?:void|void \*|int\w+)\s*(ptir_rt_\w+)\()");
  std::set<std::string> declared, listed;
  for (std::sregex_iterator i(text.begin(), text.end(), declaration), end;
       i != end; ++i)
    declared.insert((*i)[1]);
  for (const auto &symbol : runtimeSymbols())
    EXPECT_TRUE(listed.insert(symbol.name).second) << symbol.name;
  EXPECT_FALSE(declared.empty());
  EXPECT_EQ(listed, declared);
}

TEST(Symbols, HaveTheirAddresses) {
  for (const auto &symbol : runtimeSymbols())
    EXPECT_NE(symbol.address, nullptr) << symbol.name;
  EXPECT_EQ(runtimeSymbols().front().address,
            reinterpret_cast<void *>(ptir_rt_parallel_for));
}

} // namespace
