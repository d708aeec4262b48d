//===- ModuleConstants.h - Constant data of a module -----------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Strings, arrays and structs with addresses in them, as LLVM globals.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_BUFFERSTOLLVM_MODULECONSTANTS_H
#define PTIR_LIB_CONVERSION_BUFFERSTOLLVM_MODULECONSTANTS_H

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinOps.h"

#include <map>
#include <string>
#include <vector>

namespace ptir {

/// Adds constant globals to a module. Equal strings share one global, and so do
/// equal arrays of numbers.
class ModuleConstants {
public:
  explicit ModuleConstants(mlir::ModuleOp module);

  /// A member of a struct: a number of 32 or 64 bits, the address of a symbol
  /// (empty: null), or a nested struct.
  struct Member;
  using Members = std::vector<Member>;
  struct Member {
    enum Kind { I32, I64, Address, Struct } kind;
    int64_t number = 0;
    std::string symbol = {};
    Members members = {};
  };
  static Member i32(int64_t value) { return {Member::I32, value}; }
  static Member i64(int64_t value) { return {Member::I64, value}; }
  static Member address(std::string symbol) {
    return {Member::Address, 0, std::move(symbol)};
  }
  static Member record(Members members) {
    return {Member::Struct, 0, {}, std::move(members)};
  }

  /// A zero-terminated string; returns the symbol.
  std::string string(llvm::StringRef text);
  /// An array of i64; empty for no elements, which stands for null.
  std::string numbers(llvm::ArrayRef<int64_t> values);
  /// A struct, or an array of structs of one type.
  std::string structure(const Member &value);
  std::string structures(llvm::ArrayRef<Member> values);
  /// A struct under a name of its own, visible outside of the module.
  void exported(llvm::StringRef name, const Member &value);

private:
  std::string freshName();
  mlir::Type typeOf(const Member &member);

  /// Makes the value of one global; equal members of it are one value.
  class Initializer {
  public:
    Initializer(ModuleConstants &constants, mlir::OpBuilder &builder)
        : constants(constants), builder(builder) {}
    mlir::Value build(const Member &member);
    mlir::Value aggregate(mlir::Type type, llvm::ArrayRef<mlir::Value> parts);

  private:
    ModuleConstants &constants;
    mlir::OpBuilder &builder;
    std::map<std::string, mlir::Value> values;
    llvm::DenseMap<mlir::Type, mlir::Value> undefs;
  };

  mlir::LLVM::GlobalOp
  define(llvm::StringRef name, mlir::Type type, mlir::LLVM::Linkage linkage,
         llvm::function_ref<mlir::Value(Initializer &)> initializer);

  mlir::ModuleOp module;
  mlir::OpBuilder builder;
  mlir::SymbolTable symbols;
  llvm::StringMap<std::string> strings;
  std::map<std::vector<int64_t>, std::string> arrays;
  unsigned counter = 0;
};

/// Where an op stands, for a person: `model.mlir:12:8`, or the name of a
/// location.
std::string describeLocation(mlir::Location location);

} // namespace ptir

#endif // PTIR_LIB_CONVERSION_BUFFERSTOLLVM_MODULECONSTANTS_H
