//===- PTIRRTBase.td - The dialect and its ops' base -*- tablegen -*-------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIRRT_IR_PTIRRTBASE_TD
#define PTIR_DIALECT_PTIRRT_IR_PTIRRTBASE_TD

include "mlir/IR/BuiltinAttributes.td"
include "mlir/IR/OpBase.td"

def PTIRRT_Dialect : Dialect {
  let name = "ptirrt";
  let cppNamespace = "::ptir::rt";
  let summary = "Calls into the runtime";
  let description = [{
    What lowering targets and users never write: parameters in the layout a
    kernel wants, destination-style kernels, parallel ranges, error reports and
    results. Ops take tensors before bufferization and memrefs after it.

    Where it is loaded, slices of tensors and of memory without elements are
    canonicalised away: an offset that folds to 0 is outside of extent 0, and
    the module would not verify.
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::memref::MemRefDialect",
                           "::mlir::tensor::TensorDialect"];
  let hasCanonicalizer = 1;
  let useDefaultTypePrinterParser = 1;
}

def PTIRRT_PackedType : TypeDef<PTIRRT_Dialect, "Packed"> {
  let mnemonic = "packed";
  let summary = "a parameter in a form that only its kernel reads";
  let description = [{
    The bytes of a parameter of type `logical`, in the form that `layout` names.
    Nobody but a kernel that knows the layout looks inside.

    ```mlir
    !ptirrt.packed<tensor<64x64x3x3xf32>, "onednn.convolution;stride=1,1">
    ```
  }];
  let parameters = (ins "::mlir::RankedTensorType":$logical,
      StringRefParameter<"name of the form">:$layout);
  let assemblyFormat = "`<` $logical `,` $layout `>`";
}

class PTIRRT_Op<string mnemonic, list<Trait> traits = []>
    : Op<PTIRRT_Dialect, mnemonic, traits>;

#endif // PTIR_DIALECT_PTIRRT_IR_PTIRRTBASE_TD
