//===- MeasuredOverridesTest.cpp - The policy benchmark -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Implementations here differ in speed by construction: one op against a chain
// of 32 steps that depend on each other and compute the same.
//
//===----------------------------------------------------------------------===//

#include "OverrideProgram.h"

#include "ptir/Dialect/PTIR/IR/CoreOps.h"

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace ptir;
using namespace ptir::execution;
using namespace ptir::functional;
using ptir::test::compositeNames;
using ptir::test::OverrideProgram;
namespace fs = std::filesystem;

namespace {

using Values = llvm::SmallVector<mlir::Value>;

/// |x|.
Values once(CoreOps &core, mlir::ValueRange args) {
  return {core.unary<AbsOp>(args[0])};
}

/// |x| too: every step gives max(y, tanh(c y)^2 y), and a tanh is below 1.
Values often(CoreOps &core, mlir::ValueRange args) {
  mlir::Value y = core.unary<AbsOp>(args[0]);
  for (int i = 0; i < 32; ++i) {
    mlir::Value waste = core.unary<TanhOp>(core.mul(y, i + 2.0));
    y = core.binary<MaximumOp>(y, core.mul(core.mul(waste, waste), y));
  }
  return {y};
}

/// As `abs`, with a chosen portable implementation.
Tensor emitAbs(Emitter &emitter, Tensor x, Decomposition portable) {
  return emitter.composite("abs", {}, {x}, portable)[0];
}

FunctionalImplementation
implementation(std::string name, Values (*body)(CoreOps &, mlir::ValueRange)) {
  return {"abs", name, "",
          [](const FunctionalCall &) { return Status::success(); },
          [name, body](Emitter &emitter, const FunctionalCall &call) {
            return emitter.variant(call, name, body);
          }};
}

class MeasuredOverridesTest : public testing::Test {
protected:
  MeasuredOverridesTest() {
    fs::path folder = testing::TempDir();
    file = (folder /
            (std::string("overrides-") +
             testing::UnitTest::GetInstance()->current_test_info()->name() +
             ".json"))
               .string();
    fs::remove(file);
  }
  ~MeasuredOverridesTest() override { fs::remove(file); }

  void add(FunctionalImplementation implementation) {
    Status status = registry.add(std::move(implementation));
    ASSERT_TRUE(status.ok()) << status.message();
  }

  void set(const std::string &policy) {
    Status status = overrides.set("abs", policy);
    ASSERT_TRUE(status.ok()) << status.message();
  }

  MeasureOptions options() const {
    MeasureOptions result;
    result.threads = 1;
    result.file = file;
    return result;
  }

  /// The name of the composite that is emitted for an operand of that type.
  static std::string emit(OverrideChooser &chooser, const char *type,
                          Decomposition portable) {
    OverrideProgram program(
        {type},
        [&](Emitter &emitter, llvm::ArrayRef<Tensor> x) {
          return emitAbs(emitter, x[0], portable);
        },
        &chooser);
    if (!program.ok())
      return program.message();
    return compositeNames(*program.module).front();
  }

  std::string readFile() const {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
  }

  ImplementationRegistry registry;
  OverrideSet overrides{registry};
  std::string file;
};

constexpr const char *large = "tensor<256x256xf32>";

TEST_F(MeasuredOverridesTest, TheFasterOneIsChosen) {
  add(implementation("slow", often));
  set("benchmark");
  {
    OverrideChooser chooser(overrides, options());
    EXPECT_EQ(emit(chooser, large, once), "abs");
    EXPECT_EQ(chooser.measuredCalls(), 1u);
  }
  fs::remove(file);
  add(implementation("fast", once));
  OverrideChooser chooser(overrides, options());
  EXPECT_EQ(emit(chooser, large, often), "abs@fast");
}

TEST_F(MeasuredOverridesTest, TheInterpreterIsMeasuredAsWell) {
  add(implementation("fast", once));
  set("benchmark");
  MeasureOptions reference = options();
  reference.backend = "reference";
  OverrideChooser chooser(overrides, reference);
  EXPECT_EQ(emit(chooser, "tensor<?x64xf32>", often), "abs@fast");
}

TEST_F(MeasuredOverridesTest, EachCallIsMeasuredOnce) {
  add(implementation("fast", once));
  set("benchmark(cache=2)");
  OverrideChooser chooser(overrides, options());
  auto measuredAfter = [&](const char *type) {
    emit(chooser, type, once);
    return chooser.measuredCalls();
  };
  EXPECT_EQ(measuredAfter("tensor<2xf32>"), 1u);
  EXPECT_EQ(measuredAfter("tensor<3xf32>"), 2u);
  EXPECT_EQ(measuredAfter("tensor<2xf32>"), 2u);
  EXPECT_EQ(measuredAfter("tensor<3xf64>"), 3u); // in place of 3xf32
  EXPECT_EQ(measuredAfter("tensor<2xf32>"), 3u);
  EXPECT_EQ(measuredAfter("tensor<3xf32>"), 4u);
}

TEST_F(MeasuredOverridesTest, WithoutAChoiceNothingIsMeasured) {
  FunctionalImplementation never = implementation("never", once);
  never.supports = [](const FunctionalCall &) {
    return Status::failure("nothing");
  };
  add(never);
  set("benchmark");
  OverrideChooser chooser(overrides, options());
  EXPECT_EQ(emit(chooser, "tensor<2xf32>", once), "abs");
  EXPECT_EQ(chooser.measuredCalls(), 0u);
  EXPECT_FALSE(fs::exists(file));
}

TEST_F(MeasuredOverridesTest, ResultsAreKeptInAFile) {
  add(implementation("fast", once));
  set("benchmark");
  {
    OverrideChooser chooser(overrides, options());
    EXPECT_EQ(emit(chooser, large, often), "abs@fast");
  }
  std::string text = readFile();
  EXPECT_NE(text.find("tensor<256x256xf32>"), std::string::npos) << text;
  {
    OverrideChooser chooser(overrides, options());
    EXPECT_EQ(emit(chooser, large, often), "abs@fast");
    EXPECT_EQ(chooser.measuredCalls(), 0u);
  }
  // The file decides, not the clock.
  size_t name = text.find("\"implementation\": \"fast\"");
  ASSERT_NE(name, std::string::npos);
  text.replace(name, 24, "\"implementation\": \"portable\"");
  std::ofstream(file) << text;
  OverrideChooser chooser(overrides, options());
  EXPECT_EQ(emit(chooser, large, often), "abs");
  EXPECT_EQ(chooser.measuredCalls(), 0u);
}

TEST_F(MeasuredOverridesTest, ADamagedFileIsWrittenAnew) {
  add(implementation("fast", once));
  set("benchmark");
  {
    OverrideChooser chooser(overrides, options());
    emit(chooser, "tensor<2xf32>", once);
  }
  std::string whole = readFile();
  std::string foreign = whole;
  foreign.replace(foreign.find("\"build\": \""), 10, "\"build\": \"other ");
  for (const std::string &text :
       {whole.substr(0, whole.size() / 2), std::string(), std::string("[1, 2]"),
        std::string("{\"version\": 1}"), foreign,
        std::string("{\"version\": 1, \"functionals\": 3}")}) {
    SCOPED_TRACE(text);
    std::ofstream(file) << text;
    OverrideChooser chooser(overrides, options());
    emit(chooser, "tensor<2xf32>", once);
    EXPECT_EQ(chooser.measuredCalls(), 1u);
    OverrideChooser next(overrides, options());
    emit(next, "tensor<2xf32>", once);
    EXPECT_EQ(next.measuredCalls(), 0u);
  }
}

TEST_F(MeasuredOverridesTest, AFailureIsReported) {
  FunctionalImplementation wrong = implementation("wrong", once);
  wrong.emit = [](Emitter &emitter, const FunctionalCall &) {
    return llvm::SmallVector<Tensor>{emitter.fail("test", "not today")};
  };
  add(wrong);
  set("benchmark");
  OverrideChooser chooser(overrides, options());
  EXPECT_EQ(emit(chooser, "tensor<2xf32>", once),
            "functional 'abs': implementation 'wrong': cannot be measured: "
            "test: not today");
  EXPECT_FALSE(fs::exists(file));
}

} // namespace
