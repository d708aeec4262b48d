//===- ModuleConstants.cpp - Constant data of a module --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ModuleConstants.h"

#include "mlir/IR/Builders.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace ptir;

ModuleConstants::ModuleConstants(ModuleOp module)
    : module(module), builder(OpBuilder::atBlockBegin(module.getBody())),
      symbols(module) {}

std::string ModuleConstants::freshName() {
  std::string name;
  do {
    name = "ptir_constant_" + std::to_string(counter++);
  } while (symbols.lookup(name));
  return name;
}

LLVM::GlobalOp
ModuleConstants::define(StringRef name, Type type, LLVM::Linkage linkage,
                        llvm::function_ref<Value(Initializer &)> initializer) {
  auto global =
      LLVM::GlobalOp::create(builder, module.getLoc(), type,
                             /*isConstant=*/true, linkage, name, Attribute());
  symbols.insert(global);
  OpBuilder nested(module.getContext());
  nested.createBlock(&global.getInitializerRegion());
  Initializer values(*this, nested);
  LLVM::ReturnOp::create(nested, module.getLoc(), initializer(values));
  return global;
}

std::string ModuleConstants::string(StringRef text) {
  auto [it, isNew] = strings.try_emplace(text);
  if (!isNew)
    return it->second;
  std::string zeroTerminated = text.str() + '\0';
  it->second = freshName();
  auto type =
      LLVM::LLVMArrayType::get(builder.getI8Type(), zeroTerminated.size());
  auto global =
      LLVM::GlobalOp::create(builder, module.getLoc(), type,
                             /*isConstant=*/true, LLVM::Linkage::Internal,
                             it->second, builder.getStringAttr(zeroTerminated));
  symbols.insert(global);
  return it->second;
}

std::string ModuleConstants::numbers(ArrayRef<int64_t> values) {
  if (values.empty())
    return "";
  auto [it, isNew] = arrays.try_emplace(values.vec());
  if (!isNew)
    return it->second;
  it->second = freshName();
  auto type = LLVM::LLVMArrayType::get(builder.getI64Type(), values.size());
  auto global = LLVM::GlobalOp::create(
      builder, module.getLoc(), type, /*isConstant=*/true,
      LLVM::Linkage::Internal, it->second, builder.getI64TensorAttr(values));
  symbols.insert(global);
  return it->second;
}

Type ModuleConstants::typeOf(const Member &member) {
  switch (member.kind) {
  case Member::I32:
    return builder.getI32Type();
  case Member::I64:
    return builder.getI64Type();
  case Member::Address:
    return LLVM::LLVMPointerType::get(module.getContext());
  case Member::Struct:
    break;
  }
  SmallVector<Type> types;
  for (const Member &part : member.members)
    types.push_back(typeOf(part));
  return LLVM::LLVMStructType::getLiteral(module.getContext(), types);
}

/// Tells members of one kind apart.
static void appendKey(const ModuleConstants::Member &member, std::string &key) {
  key += static_cast<char>('0' + member.kind);
  key += std::to_string(member.number) + member.symbol + '(';
  for (const ModuleConstants::Member &part : member.members)
    appendKey(part, key);
  key += ')';
}

Value ModuleConstants::Initializer::build(const Member &member) {
  std::string key;
  appendKey(member, key);
  Value &known = values[key];
  if (known)
    return known;
  Type type = constants.typeOf(member);
  Location loc = constants.module.getLoc();
  if (member.kind == Member::Address && member.symbol.empty())
    return known = LLVM::ZeroOp::create(builder, loc, type);
  if (member.kind == Member::Address)
    return known = LLVM::AddressOfOp::create(builder, loc, type, member.symbol);
  if (member.kind != Member::Struct)
    return known = LLVM::ConstantOp::create(
               builder, loc, builder.getIntegerAttr(type, member.number));
  SmallVector<Value> parts;
  for (const Member &part : member.members)
    parts.push_back(build(part));
  return known = aggregate(type, parts); // a map's elements stay in place
}

Value ModuleConstants::Initializer::aggregate(Type type,
                                              ArrayRef<Value> parts) {
  Location loc = constants.module.getLoc();
  Value &undef = undefs[type];
  if (!undef)
    undef = LLVM::UndefOp::create(builder, loc, type);
  Value value = undef;
  for (auto [i, part] : llvm::enumerate(parts))
    value = LLVM::InsertValueOp::create(builder, loc, value, part, i);
  return value;
}

std::string ModuleConstants::structure(const Member &value) {
  std::string name = freshName();
  define(name, typeOf(value), LLVM::Linkage::Internal,
         [&](Initializer &nested) { return nested.build(value); });
  return name;
}

/// LLVM makes a constant anew with each element that is put in: an array of
/// more elements is a struct of arrays, which lie one behind the other.
static constexpr size_t elementsPerArray = 32;

std::string ModuleConstants::structures(ArrayRef<Member> values) {
  if (values.empty())
    return "";
  Type element = typeOf(values.front());
  SmallVector<ArrayRef<Member>> pieces;
  for (ArrayRef<Member> rest = values; !rest.empty();
       rest = rest.drop_front(pieces.back().size()))
    pieces.push_back(rest.take_front(elementsPerArray));
  SmallVector<Type> types =
      llvm::map_to_vector(pieces, [&](ArrayRef<Member> piece) -> Type {
        return LLVM::LLVMArrayType::get(element, piece.size());
      });
  Type type =
      types.size() == 1
          ? types.front()
          : LLVM::LLVMStructType::getLiteral(module.getContext(), types);
  std::string name = freshName();
  define(name, type, LLVM::Linkage::Internal, [&](Initializer &nested) {
    SmallVector<Value> arrays;
    for (auto [piece, pieceType] : llvm::zip_equal(pieces, types))
      arrays.push_back(nested.aggregate(
          pieceType, llvm::map_to_vector(piece, [&](const Member &value) {
            return nested.build(value);
          })));
    return arrays.size() == 1 ? arrays.front() : nested.aggregate(type, arrays);
  });
  return name;
}

void ModuleConstants::exported(StringRef name, const Member &value) {
  define(name, typeOf(value), LLVM::Linkage::External,
         [&](Initializer &nested) { return nested.build(value); });
}

std::string ptir::describeLocation(Location location) {
  return llvm::TypeSwitch<LocationAttr, std::string>(location)
      .Case<FileLineColLoc>([](FileLineColLoc file) {
        return (file.getFilename().strref() + ":" + Twine(file.getLine()) +
                ":" + Twine(file.getColumn()))
            .str();
      })
      .Case<NameLoc>([](NameLoc named) {
        std::string inner = isa<UnknownLoc>(named.getChildLoc())
                                ? ""
                                : describeLocation(named.getChildLoc());
        return inner.empty() ? named.getName().str() : inner;
      })
      .Case<CallSiteLoc>(
          [](CallSiteLoc call) { return describeLocation(call.getCallee()); })
      .Case<FusedLoc>([](FusedLoc fused) -> std::string {
        if (fused.getLocations().empty())
          return "unknown location";
        return describeLocation(fused.getLocations().front());
      })
      .Default([](LocationAttr) { return "unknown location"; });
}
