//===- PTIRModuleOps.td - Parameters, composites, calls -*- tablegen -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_IR_PTIRMODULEOPS_TD
#define PTIR_DIALECT_PTIR_IR_PTIRMODULEOPS_TD

include "ptir/Dialect/PTIR/IR/PTIRBase.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/IR/RegionKindInterface.td"

def PTIR_ParamOp : PTIR_PureOp<"param", [PTIR_Reify]> {
  let summary = "reads a model parameter";
  let description = [{
    The tensor of that name in the checkpoint. Its stable id is the first 16
    bytes of BLAKE3(name). A stored float of another width is converted.

    - param_c1: name is ASCII, in segments that dots separate, none empty.
    - param_c2: the result's shape is static.

    ```mlir
    %w = ptir.param "h.0.mlp.c_fc.weight" : tensor<768x3072xf32>
    ```
  }];
  let arguments = (ins StrAttr:$name);
  let results = (outs PTIR_Tensor:$result);
  let assemblyFormat = "$name attr-dict `:` type($result)";
  let hasVerifier = 1;
}

def PTIR_CompositeOp : PTIR_Op<"composite",
    [IsolatedFromAbove, RecursiveMemoryEffects, RecursivelySpeculatable,
     PTIR_Reify, SingleBlock]> {
  let summary = "a named functional with its portable decomposition";
  let description = [{
    Means exactly its region: the block's arguments are the inputs, the
    terminator yields the results. A backend may claim a composite by name,
    version and config; whatever nobody claims is inlined.

    - composite_c1: the block's arguments have the types of the inputs.
    - composite_c2: the terminator yields the types of the results.
    - composite_c3: name is not empty and version is at least 1.

    ```mlir
    %y = ptir.composite "double"(%x) : (tensor<4xf32>) -> tensor<4xf32> {
    ^bb0(%a: tensor<4xf32>):
      %s = ptir.add %a, %a : tensor<4xf32>
      ptir.yield %s : tensor<4xf32>
    }
    ```
  }];
  let arguments = (ins StrAttr:$name,
      DefaultValuedAttr<I64Attr, "1">:$version,
      DefaultValuedAttr<DictionaryAttr, "{}">:$config,
      Variadic<PTIR_Tensor>:$inputs);
  let results = (outs Variadic<PTIR_Tensor>:$outputs);
  let regions = (region SizedRegion<1>:$body);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let hasRegionVerifier = 1;
}

def PTIR_YieldOp : PTIR_PureOp<"yield",
    [Terminator, ReturnLike, ParentOneOf<["CompositeOp", "CondOp", "WhileOp", "ScanOp"]>]> {
  let summary = "ends a region of this dialect";
  let description = [{
    ```mlir
    ptir.yield %y : tensor<4xf32>
    ```
  }];
  let arguments = (ins Variadic<PTIR_Tensor>:$values);
  let assemblyFormat = "attr-dict ($values^ `:` type($values))?";
}

def PTIR_CustomCallOp : PTIR_FailingOp<"custom_call"> {
  let summary = "a pure call of a named kernel";
  let description = [{
    Target names are namespaced and versioned: `onednn.matmul.v1`. A target
    that no backend knows is an error that names it.

    - custom_call_c1: target is dot-separated with at least a namespace and a
      name, no segment is empty, and it ends in a version `vN`.

    ```mlir
    %y = ptir.custom_call "onednn.matmul.v1"(%x, %w) {config = {}}
        : (tensor<2x3xf32>, tensor<3x4xf32>) -> tensor<2x4xf32>
    ```
  }];
  let arguments = (ins StrAttr:$target,
      DefaultValuedAttr<DictionaryAttr, "{}">:$config,
      Variadic<PTIR_Tensor>:$inputs);
  let results = (outs Variadic<PTIR_Tensor>:$outputs);
  let assemblyFormat = [{
    $target `(` $inputs `)` attr-dict
    `:` functional-type($inputs, $outputs)
  }];
  let hasVerifier = 1;
}

#endif // PTIR_DIALECT_PTIR_IR_PTIRMODULEOPS_TD
