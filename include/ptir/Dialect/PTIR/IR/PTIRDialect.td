//===- PTIRDialect.td - The portable dialect -*- tablegen -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_IR_PTIRDIALECT_TD
#define PTIR_DIALECT_PTIR_IR_PTIRDIALECT_TD

include "mlir/IR/OpBase.td"

def PTIR_Dialect : Dialect {
  let name = "ptir";
  let cppNamespace = "::ptir";
  let summary = "Portable tensor programs";
  let description = [{
    Pure tensor operations on ranked, dense, row-major tensors of nineteen
    element types. The contract is `docs/spec/`; version 0.4.

    A module may carry `ptir.spec_version`; any value but "0.4" is rejected.
    From the `linalg` phase on a public function keeps its portable signature
    in `ptir.signature`. `ptir.inplace` on a public function lists, per result,
    the argument whose storage the result takes over, or -1.
  }];
  // Pad values of complex tensors are `#complex.number`.
  let dependentDialects = ["::mlir::complex::ComplexDialect"];
  let hasConstantMaterializer = 1;
  let hasOperationAttrVerify = 1;
  let useDefaultAttributePrinterParser = 1;
  let extraClassDeclaration = [{
    /// Name of the module attribute that carries the version of the contract.
    static llvm::StringRef getSpecVersionAttrName() {
      return "ptir.spec_version";
    }
    /// The version of the contract that this build implements.
    static llvm::StringRef getSpecVersion() { return "0.4"; }
    /// Function attribute: the portable type of a lowered public function.
    static llvm::StringRef getSignatureAttrName() { return "ptir.signature"; }
    /// Function attribute: per result, the argument updated in place, or -1.
    static llvm::StringRef getInplaceAttrName() { return "ptir.inplace"; }
  }];
}

#endif // PTIR_DIALECT_PTIR_IR_PTIRDIALECT_TD
