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
                        llvm::function_ref<Value(OpBuilder &)> initializer) {
  auto global =
      LLVM::GlobalOp::create(builder, module.getLoc(), type,
                             /*isConstant=*/true, linkage, name, Attribute());
  symbols.insert(global);
  OpBuilder nested(module.getContext());
  nested.createBlock(&global.getInitializerRegion());
  LLVM::ReturnOp::create(nested, module.getLoc(), initializer(nested));
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
  std::string name = freshName();
  auto type = LLVM::LLVMArrayType::get(builder.getI64Type(), values.size());
  define(name, type, LLVM::Linkage::Internal, [&](OpBuilder &nested) -> Value {
    Value array = LLVM::UndefOp::create(nested, module.getLoc(), type);
    for (auto [i, value] : llvm::enumerate(values)) {
      Value element =
          LLVM::ConstantOp::create(nested, module.getLoc(), nested.getI64Type(),
                                   nested.getI64IntegerAttr(value));
      array = LLVM::InsertValueOp::create(nested, module.getLoc(), array,
                                          element, i);
    }
    return array;
  });
  return name;
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

Value ModuleConstants::build(OpBuilder &nested, const Member &member) {
  Location loc = module.getLoc();
  Type type = typeOf(member);
  if (member.kind == Member::Address) {
    if (member.symbol.empty())
      return LLVM::ZeroOp::create(nested, loc, type);
    return LLVM::AddressOfOp::create(nested, loc, type, member.symbol);
  }
  if (member.kind != Member::Struct)
    return LLVM::ConstantOp::create(nested, loc,
                                    nested.getIntegerAttr(type, member.number));
  Value value = LLVM::UndefOp::create(nested, loc, type);
  for (auto [i, part] : llvm::enumerate(member.members))
    value =
        LLVM::InsertValueOp::create(nested, loc, value, build(nested, part), i);
  return value;
}

std::string ModuleConstants::structure(const Member &value) {
  std::string name = freshName();
  define(name, typeOf(value), LLVM::Linkage::Internal,
         [&](OpBuilder &nested) { return build(nested, value); });
  return name;
}

std::string ModuleConstants::structures(ArrayRef<Member> values) {
  if (values.empty())
    return "";
  std::string name = freshName();
  auto type = LLVM::LLVMArrayType::get(typeOf(values.front()), values.size());
  define(name, type, LLVM::Linkage::Internal, [&](OpBuilder &nested) -> Value {
    Value array = LLVM::UndefOp::create(nested, module.getLoc(), type);
    for (auto [i, value] : llvm::enumerate(values))
      array = LLVM::InsertValueOp::create(nested, module.getLoc(), array,
                                          build(nested, value), i);
    return array;
  });
  return name;
}

void ModuleConstants::exported(StringRef name, const Member &value) {
  define(name, typeOf(value), LLVM::Linkage::External,
         [&](OpBuilder &nested) { return build(nested, value); });
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
