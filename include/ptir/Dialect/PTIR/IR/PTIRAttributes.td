//===- PTIRAttributes.td - Enumerations of the dialect -*- tablegen -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_IR_PTIRATTRIBUTES_TD
#define PTIR_DIALECT_PTIR_IR_PTIRATTRIBUTES_TD

include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/EnumAttr.td"
include "ptir/Dialect/PTIR/IR/PTIRDialect.td"

class PTIR_I32Enum<string name, string summary, list<I32EnumAttrCase> cases>
    : I32EnumAttr<name, summary, cases> {
  let cppNamespace = "::ptir";
  let genSpecializedAttr = 0;
}

// Prints as `#ptir.mnemonic<value>` in generic form and as `value` in pretty
// form.
class PTIR_EnumAttr<EnumAttrInfo info, string mnemonic>
    : EnumAttr<PTIR_Dialect, info, mnemonic> {
  let assemblyFormat = "`<` $value `>`";
}

def PTIR_ComparisonEnum
    : PTIR_I32Enum<"Comparison", "how two elements are compared", [
        I32EnumAttrCase<"LT", 0, "lt">, I32EnumAttrCase<"LE", 1, "le">,
        I32EnumAttrCase<"EQ", 2, "eq">, I32EnumAttrCase<"GE", 3, "ge">,
        I32EnumAttrCase<"GT", 4, "gt">, I32EnumAttrCase<"NE", 5, "ne">]>;
def PTIR_ComparisonAttr : PTIR_EnumAttr<PTIR_ComparisonEnum, "comparison">;

def PTIR_ReduceKindEnum
    : PTIR_I32Enum<"ReduceKind", "how elements are combined", [
        I32EnumAttrCase<"Sum", 0, "sum">, I32EnumAttrCase<"Max", 1, "max">,
        I32EnumAttrCase<"Min", 2, "min">]>;
def PTIR_ReduceKindAttr : PTIR_EnumAttr<PTIR_ReduceKindEnum, "reduce_kind">;

def PTIR_ScatterKindEnum
    : PTIR_I32Enum<"ScatterKind", "how an update changes an element", [
        I32EnumAttrCase<"Add", 0, "add">, I32EnumAttrCase<"Max", 1, "max">,
        I32EnumAttrCase<"Min", 2, "min">,
        I32EnumAttrCase<"Replace", 3, "replace">]>;
def PTIR_ScatterKindAttr : PTIR_EnumAttr<PTIR_ScatterKindEnum, "scatter_kind">;

#endif // PTIR_DIALECT_PTIR_IR_PTIRATTRIBUTES_TD
