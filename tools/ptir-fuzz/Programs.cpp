//===- Programs.cpp - Programs with their inputs -------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Programs.h"

#include "Families.h"

#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"
#include "ptir/Validation/SeededTensors.h"
#include "ptir/Validation/TensorAttributes.h"

#include "mlir/IR/SymbolTable.h"
#include "mlir/Parser/Parser.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::fuzz;
using reference::Tensor;
using validation::Call;
using validation::Elements;

static constexpr StringLiteral inputsName = "fuzz.inputs";

func::FuncOp Program::function() {
  for (auto function : module->getOps<func::FuncOp>())
    if (function.isPublic())
      return function;
  return {};
}

Program Program::clone() {
  return {seed, OwningOpRef<ModuleOp>(module->clone()), calls};
}

/// The arguments once more, with other elements, and with other extents for
/// `?`: equal ones stay equal.
static Call drawAgain(func::FuncOp function, ArrayRef<Tensor> args,
                      Elements elements, int64_t change, SplitMix64 &random) {
  Call call{function.getName().str(), {}};
  for (auto [type, arg] : llvm::zip_equal(function.getArgumentTypes(), args)) {
    auto tensorType = cast<RankedTensorType>(type);
    llvm::SmallVector<int64_t> dims(arg.dims());
    for (auto [i, extent] : llvm::enumerate(dims))
      if (tensorType.isDynamicDim(i))
        extent = std::max<int64_t>(0, extent + change);
    // Extents and limits of loops are scalars: they change with the others.
    if (type == getExtentType(function.getContext())) {
      int64_t value = arg.integerAt(0);
      int64_t changed;
      if (!llvm::AddOverflow(value, change, changed))
        value = changed;
      call.args.push_back(*Tensor::fromExtent(std::max<int64_t>(0, value)));
      continue;
    }
    call.args.push_back(
        *validation::drawTensor(arg.elementType(), dims, elements, random));
  }
  return call;
}

static bool hasDynamicArgument(func::FuncOp function) {
  return llvm::any_of(function.getArgumentTypes(), [](Type type) {
    return !cast<RankedTensorType>(type).hasStaticShape();
  });
}

Program ptir::fuzz::growProgram(MLIRContext &context, uint64_t seed,
                                const OpChoice &choice, GrowthCounts &counts) {
  Program program;
  program.seed = seed;
  Location location =
      FileLineColLoc::get(&context, "p" + std::to_string(seed), 0, 0);
  program.module = ModuleOp::create(location);
  OpBuilder builder = OpBuilder::atBlockEnd(program.module->getBody());
  auto function =
      func::FuncOp::create(builder, location, "p" + std::to_string(seed),
                           builder.getFunctionType({}, {}));
  function.getBody().emplaceBlock();

  bool any = choice.wanted.empty();
  Grower grower(function, seed * 0x9E3779B97F4A7C15u + 1, choice, counts);
  grower.growSome(unsigned(any ? grower.between(1, 6) : grower.between(0, 2)));
  for (int tries = 0; !any && tries < 3 && !grower.isOver(); ++tries)
    grower.growOp(grower.pick(choice.wanted));
  if (!grower.isOver() && grower.chance(30))
    grower.growSome(2);
  while (!grower.isOver() && grower.unused().empty())
    grower.growSome(1);
  grower.finish();

  SplitMix64 random(seed ^ 0x5EED5EED5EED5EEDu);
  program.calls.push_back({function.getName().str(), grower.arguments()});
  if (function.getNumArguments() == 0)
    return program;
  ArrayRef<Tensor> args = grower.arguments();
  program.calls.push_back(
      drawAgain(function, args, Elements::Special, 0, random));
  if (hasDynamicArgument(function))
    program.calls.push_back(drawAgain(function, args, Elements::Ordinary,
                                      random.below(2) ? 1 : -1, random));
  return program;
}

std::string ptir::fuzz::printProgram(Program &program, StringRef comment) {
  Program copy = program.clone();
  MLIRContext *context = copy.module->getContext();
  llvm::SmallVector<Attribute> lists;
  for (const Call &call : copy.calls) {
    llvm::SmallVector<Attribute> args;
    for (const Tensor &arg : call.args)
      args.push_back(validation::toAttribute(context, arg));
    lists.push_back(ArrayAttr::get(context, args));
  }
  copy.function()->setAttr(inputsName, ArrayAttr::get(context, lists));
  std::string text;
  llvm::raw_string_ostream stream(text);
  llvm::SmallVector<StringRef> lines;
  comment.split(lines, '\n');
  for (StringRef line : lines)
    stream << (line.empty() ? "" : "// ") << line << "\n";
  copy.module->print(stream);
  stream << "\n";
  return text;
}

/// The calls that `fuzz.inputs` describes; removes it.
static StatusOr<std::vector<Call>> takeInputs(func::FuncOp function) {
  std::string name = function.getName().str();
  auto lists = dyn_cast<ArrayAttr>(function->removeAttr(inputsName));
  if (!lists)
    return Status::failure("'" + name + "': expected a list in 'fuzz.inputs'");
  std::vector<Call> calls;
  for (Attribute list : lists) {
    auto args = dyn_cast<ArrayAttr>(list);
    if (!args || args.size() != function.getNumArguments())
      return Status::failure("'" + name + "': expected " +
                             std::to_string(function.getNumArguments()) +
                             " tensors per call in 'fuzz.inputs'");
    Call call{name, {}};
    for (Attribute arg : args) {
      auto elements = dyn_cast<ElementsAttr>(arg);
      StatusOr<Tensor> tensor =
          elements ? Tensor::fromAttribute(elements)
                   : StatusOr<Tensor>(Status::failure("expected a tensor"));
      if (!tensor.ok())
        return Status::failure("'" + name +
                               "': 'fuzz.inputs': " + tensor.message());
      call.args.push_back(std::move(*tensor));
    }
    calls.push_back(std::move(call));
  }
  return calls;
}

/// Seeded arguments; every `?` is the same extent.
static StatusOr<std::vector<Call>> drawInputs(func::FuncOp function,
                                              uint64_t seed) {
  std::vector<Call> calls;
  for (unsigned draw = 0; draw < 4; ++draw) {
    SplitMix64 random(seed + draw);
    Call call{function.getName().str(), {}};
    for (Type type : function.getArgumentTypes()) {
      auto tensorType = dyn_cast<RankedTensorType>(type);
      std::optional<ElementType> element;
      if (tensorType)
        element = getElementType(tensorType.getElementType());
      if (!element)
        return Status::failure("'" + function.getName().str() +
                               "': expected tensors of the contract");
      llvm::SmallVector<int64_t> dims(tensorType.getShape());
      for (int64_t &extent : dims)
        if (ShapedType::isDynamic(extent))
          extent = 4 - draw;
      StatusOr<Tensor> tensor = validation::drawTensor(
          *element, dims, draw % 2 ? Elements::Special : Elements::Ordinary,
          random);
      if (!tensor.ok())
        return tensor.status();
      call.args.push_back(std::move(*tensor));
    }
    calls.push_back(std::move(call));
  }
  return calls;
}

StatusOr<std::vector<Program>> ptir::fuzz::readPrograms(MLIRContext &context,
                                                        const std::string &path,
                                                        uint64_t seed) {
  OwningOpRef<ModuleOp> module = parseSourceFile<ModuleOp>(path, &context);
  if (!module)
    return Status::failure("'" + path + "': expected a module");
  std::vector<Program> programs;
  llvm::SmallVector<func::FuncOp> entries;
  for (auto function : module->getOps<func::FuncOp>())
    if (function.isPublic() && !function.isExternal())
      entries.push_back(function);
  for (func::FuncOp entry : entries) {
    StatusOr<std::vector<Call>> calls = entry->hasAttr(inputsName)
                                            ? takeInputs(entry)
                                            : drawInputs(entry, seed);
    if (!calls.ok())
      return calls.status();
    Program program{programs.size(), OwningOpRef<ModuleOp>(module->clone()),
                    std::move(*calls)};
    SymbolTable symbols(*program.module);
    for (func::FuncOp other : entries)
      if (other != entry)
        symbols.lookup<func::FuncOp>(other.getName()).setPrivate();
    programs.push_back(std::move(program));
  }
  return programs;
}
