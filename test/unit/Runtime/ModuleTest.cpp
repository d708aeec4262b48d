//===- ModuleTest.cpp - Checking compiled modules ---------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Runtime/Module.h"
#include "HandWrittenModule.h"

#include <gtest/gtest.h>

using namespace ptir;
using namespace ptir::runtime;

namespace {

int32_t doNothing(ptir_context *, const ptir_tensor *) { return 0; }

/// A small correct module whose tables each test spoils in one place.
struct ModuleTables {
  int64_t dims[2] = {PTIR_DYNAMIC, 3};
  ptir_param_desc params[1] = {{"w", "", {dims, 2, 15}, 0}};
  ptir_type_desc args[2] = {{dims, 2, 15}, {nullptr, 0, 5}};
  ptir_result_desc results[2] = {{{dims, 2, 15}, 0, 0}, {{dims, 2, 15}, -1, 0}};
  ptir_entry_desc entries[1] = {{"main", doNothing, args, results, 2, 2}};
  ptir_kernel_desc kernels[1] = {
      {"onednn.avg_pool", "stride=2,2", "main", args, 2, 0}};
  ptir_module_desc module = {
      PTIR_ABI_VERSION, 1, params, entries, kernels, 1, 1, nullptr, 0, 0};

  std::string message() {
    StatusOr<Module> created = Module::create(&module, nullptr);
    return created.ok() ? "no failure" : created.message();
  }
};

TEST(Module, FindsEntries) {
  StatusOr<Module> module = Module::create(&handWrittenModule, nullptr);
  ASSERT_TRUE(module.ok()) << module.message();
  EXPECT_EQ(module->numParams(), 2u);
  EXPECT_STREQ(module->param(0).layout, "panels64");
  StatusOr<size_t> push = module->findEntry("push");
  ASSERT_TRUE(push.ok()) << push.message();
  EXPECT_STREQ(module->entry(*push).name, "push");
  ModuleTables tables;
  module = Module::create(&tables.module, nullptr);
  ASSERT_TRUE(module.ok()) << module.message();
  EXPECT_EQ(module->findEntry("decode").message(),
            "compiled module: entry 'decode': not found; there is 'main'");
  tables.module.num_entries = 0;
  EXPECT_EQ(module->findEntry("decode").message(),
            "compiled module: entry 'decode': not found; there are no entries");
}

TEST(Module, DescribesItsKernels) {
  ModuleTables tables;
  StatusOr<Module> module = Module::create(&tables.module, nullptr);
  ASSERT_TRUE(module.ok()) << module.message();
  ASSERT_EQ(module->numKernels(), 1u);
  EXPECT_STREQ(module->kernel(0).config, "stride=2,2");
  tables.args[1].element_type = 99;
  tables.entries[0].num_args = 1;
  EXPECT_EQ(tables.message().substr(0, 38),
            "compiled module: kernel 0: operand 1: ");
  tables.kernels[0].name = nullptr;
  EXPECT_EQ(tables.message(),
            "compiled module: kernel 0: expected a name, a configuration and a "
            "location, found none");
  tables.module.kernels = nullptr;
  EXPECT_EQ(tables.message(),
            "compiled module: kernels: expected a table of 1 rows, found none");
}

TEST(Module, MustBeThereAndOfThisVersion) {
  EXPECT_EQ(Module::create(nullptr, nullptr).message(),
            "compiled module: expected the symbol 'ptir_module', found none");
  ModuleTables tables;
  EXPECT_EQ(tables.message(), "no failure");
  tables.module.abi_version = 9;
  EXPECT_EQ(tables.message(), "compiled module: expected ABI version 3, found "
                              "9; compile the module again");
}

struct Spoilt {
  const char *name;
  void (*spoil)(ModuleTables &);
  const char *message;
};

class SpoiltModule : public testing::TestWithParam<Spoilt> {};

TEST_P(SpoiltModule, IsRefused) {
  ModuleTables tables;
  GetParam().spoil(tables);
  EXPECT_EQ(tables.message(),
            std::string("compiled module: ") + GetParam().message);
}

const Spoilt spoilt[] = {
    {"NegativeParams", [](ModuleTables &t) { t.module.num_params = -1; },
     "parameters: expected a count of at least 0, found -1"},
    {"NoParams", [](ModuleTables &t) { t.module.params = nullptr; },
     "parameters: expected a table of 1 rows, found none"},
    {"NoEntries", [](ModuleTables &t) { t.module.entries = nullptr; },
     "entries: expected a table of 1 rows, found none"},
    {"ParamName", [](ModuleTables &t) { t.params[0].name = nullptr; },
     "parameter 0: expected a name and a layout, found none"},
    {"ParamLayout", [](ModuleTables &t) { t.params[0].layout = nullptr; },
     "parameter 0: expected a name and a layout, found none"},
    {"ParamType", [](ModuleTables &t) { t.params[0].type.element_type = 19; },
     "parameter 0: expected an element type below 19, found 19"},
    {"ParamRank", [](ModuleTables &t) { t.params[0].type.rank = 17; },
     "parameter 0: expected a rank from 0 to 16, found 17"},
    {"EntryName", [](ModuleTables &t) { t.entries[0].name = nullptr; },
     "entry 0: expected a name and a function, found none"},
    {"EntryFunction", [](ModuleTables &t) { t.entries[0].function = nullptr; },
     "entry 0: expected a name and a function, found none"},
    {"NoArgs", [](ModuleTables &t) { t.entries[0].args = nullptr; },
     "entry 'main': arguments: expected a table of 2 rows, found none"},
    {"NoResults", [](ModuleTables &t) { t.entries[0].results = nullptr; },
     "entry 'main': results: expected a table of 2 rows, found none"},
    {"ArgRank", [](ModuleTables &t) { t.args[1].rank = -1; },
     "entry 'main': argument 1: expected a rank from 0 to 16, found -1"},
    {"ArgDims", [](ModuleTables &t) { t.args[1].rank = 3; },
     "entry 'main': argument 1: expected 3 extents, found none"},
    {"ArgExtent",
     [](ModuleTables &t) {
       t.dims[1] = -2;
       t.params[0].type.rank = 0;
     },
     "entry 'main': argument 0: expected extents of at least 0, found -2"},
    {"ResultType", [](ModuleTables &t) { t.results[1].type.element_type = -1; },
     "entry 'main': result 1: expected an element type below 19, found -1"},
    {"AliasRange", [](ModuleTables &t) { t.results[1].aliased_arg = 2; },
     "entry 'main': result 1: expected an aliased argument below 2, found 2"},
    {"AliasNegative", [](ModuleTables &t) { t.results[1].aliased_arg = -2; },
     "entry 'main': result 1: expected an aliased argument below 2, found -2"},
    {"AliasType", [](ModuleTables &t) { t.results[1].aliased_arg = 1; },
     "entry 'main': result 1: expected the type of the aliased argument, "
     "tensor<si64>, found tensor<?x3xf32>"},
    {"AliasTwice", [](ModuleTables &t) { t.results[1].aliased_arg = 0; },
     "entry 'main': result 1: argument 0 is aliased by result 0 already"},
};

INSTANTIATE_TEST_SUITE_P(, SpoiltModule, testing::ValuesIn(spoilt),
                         [](const auto &info) { return info.param.name; });

} // namespace
