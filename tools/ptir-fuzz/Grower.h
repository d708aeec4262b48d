//===- Grower.h - A random program, op by op --------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Grows one function. Every op is built in generic form, verified, and run in
// the interpreter at once, so that the value of each operand is known while
// the next op is chosen: indices can be made to fit, divisors not to be zero,
// and an op that fails can be taken back, or kept as the last one.
//
// An op whose result may jump when its operand moves a little (a comparison, a
// conversion to integers) asks for exact operands, to which no rounding of
// free last bits has contributed.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_FUZZ_GROWER_H
#define PTIR_TOOLS_PTIR_FUZZ_GROWER_H

#include "ptir/Reference/Interpreter.h"
#include "ptir/Support/ScalarTraits.h"
#include "ptir/Support/SplitMix64.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/STLFunctionalExtras.h"

#include <deque>
#include <map>
#include <optional>

namespace ptir::fuzz {

/// Parameters have the values of `validation::SeededParams` with this seed.
inline constexpr uint64_t paramSeed = 0;

/// A value and what it is in the first call.
struct Slot {
  mlir::Value value;
  reference::Tensor tensor;
  /// Has the same bits on every correct backend.
  bool exact = true;

  mlir::RankedTensorType type() const {
    return llvm::cast<mlir::RankedTensorType>(value.getType());
  }
  mlir::Type element() const { return type().getElementType(); }
  ElementType elementType() const { return tensor.elementType(); }
  llvm::ArrayRef<int64_t> dims() const { return tensor.dims(); }
  int64_t rank() const { return tensor.rank(); }
};

/// The operands of one op.
using Slots = llvm::SmallVector<Slot, 4>;
/// The results of an op; nothing if it could not be built.
using Grown = std::optional<Slots>;

/// An argument of a body, and its value in the first call.
struct BodyArgument {
  mlir::RankedTensorType type;
  reference::Tensor tensor;
  bool exact = true;

  BodyArgument(const Slot &slot)
      : type(slot.type()), tensor(slot.tensor), exact(slot.exact) {}
};

/// What an operand must be.
struct Wanted {
  unsigned families = AllFamilies;
  bool exact = false;
  int64_t minRank = 0;
  int64_t maxRank = 4;
};

/// Which ops are grown.
struct OpChoice {
  /// Each program has one of these; empty for any.
  std::vector<std::string> wanted;
  std::vector<std::string> unwanted;
};

/// Counts for the report.
struct GrowthCounts {
  /// By op: how often it was built, refused by the verifier, taken back.
  struct Count {
    unsigned built = 0, refused = 0, failed = 0;
    std::string lastRefusal;
  };
  std::map<std::string, Count> ops;
};

class Grower {
public:
  /// Appends to a function without arguments and results, whose body is empty.
  Grower(mlir::func::FuncOp function, uint64_t seed, const OpChoice &choice,
         GrowthCounts &counts);

  //===--- Chance ---------------------------------------------------------===//

  uint64_t below(uint64_t limit) { return random.below(limit); }
  bool chance(unsigned percent) { return random.below(100) < percent; }
  int64_t between(int64_t low, int64_t high) {
    return low + static_cast<int64_t>(random.below(uint64_t(high - low + 1)));
  }
  template <typename List>
  auto pick(const List &list) {
    return *(std::begin(list) + below(std::size(list)));
  }
  ElementType pickElement(unsigned families);
  llvm::SmallVector<int64_t> pickShape(int64_t minRank, int64_t maxRank);
  /// An axis, from the end now and then.
  int64_t pickAxis(int64_t rank);

  //===--- Operands -------------------------------------------------------===//

  /// A value of the program so far, or a new one.
  Slot operand(const Wanted &wanted);
  /// Another one of exactly this type and these extents.
  Slot like(const Slot &slot, bool exact = false);
  /// One of the shape of another, `?` included.
  Slot shapedLike(const Slot &slot, ElementType element, bool exact = false);
  /// A new input of these extents, some of which may be `?`.
  Slot fresh(ElementType element, llvm::ArrayRef<int64_t> dims);
  /// An input that holds this tensor.
  Slot input(mlir::RankedTensorType type, const reference::Tensor &tensor);
  /// Integers, each from `low` to `high` in the first call.
  Slot indices(llvm::ArrayRef<int64_t> dims, int64_t low, int64_t high);
  /// A `tensor<si64>` of that value: an extent.
  Slot extent(int64_t value);
  Slot constant(const reference::Tensor &tensor);
  /// A parameter of the model; a new input in a body, where none is read.
  Slot parameter(ElementType element, llvm::ArrayRef<int64_t> dims);
  bool inRegion() const { return regionDepth > 0; }
  /// Regions in regions are enough.
  bool mayNest() const { return regionDepth < 2; }

  //===--- Ops ------------------------------------------------------------===//

  /// Builds an op in generic form; `attributes` as between braces. Without
  /// types they are inferred.
  Grown emit(llvm::StringRef name, llvm::ArrayRef<Slot> operands,
             llvm::StringRef attributes = "",
             llvm::ArrayRef<mlir::Type> types = {});

  /// Builds one whose regions `fill` makes. The state has the attributes.
  Grown emitState(mlir::OperationState &state, llvm::ArrayRef<Slot> operands);

  /// Fills a region: its arguments have these values in the first call; what
  /// `grow` returns is yielded. False if `grow` has nothing to return.
  using GrowBody =
      llvm::function_ref<std::optional<Slots>(llvm::ArrayRef<Slot> arguments)>;
  bool fillRegion(mlir::Region &region, llvm::ArrayRef<BodyArgument> arguments,
                  llvm::StringRef terminator, GrowBody grow);

  /// Grows up to `count` ops of any kind but the unwanted.
  void growSome(unsigned count);
  /// What was grown in this region and nobody uses yet.
  Slots unused();

  bool hasOp(llvm::StringRef name) const;
  mlir::MLIRContext *context() const { return builder.getContext(); }
  mlir::Type mlirType(ElementType element) const;
  /// The type of a tensor with these extents, all static.
  mlir::RankedTensorType staticType(const reference::Tensor &tensor) const;
  /// The shape of `dims` with some `?`; the operands that give those follow in
  /// `extents`.
  mlir::RankedTensorType looseType(ElementType element,
                                   llvm::ArrayRef<int64_t> dims,
                                   llvm::SmallVectorImpl<Slot> &extents);
  mlir::func::FuncOp getFunction() const { return function; }
  mlir::Location nextLocation();
  /// Of a parameter or a private function.
  std::string nextName();

  /// A failing op was kept: nothing may follow.
  bool isOver() const { return over; }
  /// Ends the function: returns what nobody uses.
  void finish();
  /// Arguments of the first call.
  const std::vector<reference::Tensor> &arguments() const { return inputs; }

  /// Grows one op of the family of that name.
  void growOp(llvm::StringRef name);

private:
  Grown evaluate(mlir::Operation *op, llvm::ArrayRef<Slot> operands);
  Grown refuse(mlir::Operation *op, llvm::StringRef why);

  mlir::func::FuncOp function;
  mlir::OpBuilder builder;
  SplitMix64 random;
  const OpChoice &choice;
  GrowthCounts &counts;
  unsigned line = 0;
  unsigned regionDepth = 0;
  unsigned constantPercent = 15;
  bool over = false;
  /// Of the region that grows.
  std::deque<Slot> slots;
  std::vector<reference::Tensor> inputs;
};

/// `array<i64: 1, 2>`.
std::string arrayText(llvm::ArrayRef<int64_t> values);

} // namespace ptir::fuzz

#endif // PTIR_TOOLS_PTIR_FUZZ_GROWER_H
