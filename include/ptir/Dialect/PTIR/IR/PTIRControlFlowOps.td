//===- PTIRControlFlowOps.td - Regions that run or not -*- tablegen -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_IR_PTIRCONTROLFLOWOPS_TD
#define PTIR_DIALECT_PTIR_IR_PTIRCONTROLFLOWOPS_TD

include "ptir/Dialect/PTIR/IR/PTIRBase.td"
include "mlir/IR/RegionKindInterface.td"

// An op with isolated regions of one block each, which end in `ptir.yield`.
class PTIR_RegionOp<string mnemonic, list<Trait> traits = []>
    : PTIR_Op<mnemonic, !listconcat(
          [IsolatedFromAbove, SingleBlock, RecursiveMemoryEffects, PTIR_Reify],
          traits)> {
  let hasRegionVerifier = 1;
}

def PTIR_CondOp : PTIR_RegionOp<"cond", [RecursivelySpeculatable]> {
  let summary = "one of two regions";
  let description = [{
    Runs `on_true` or `on_false` on the inputs, by the predicate; the other one
    is not run.

    - cond_c1: both regions take the types of the inputs and yield the result
      types.

    ```mlir
    %y = ptir.cond %p(%x) : (tensor<4xf32>) -> tensor<4xf32> {
    ^bb0(%a: tensor<4xf32>):
      ptir.yield %a : tensor<4xf32>
    } else {
    ^bb0(%a: tensor<4xf32>):
      %n = ptir.neg %a : tensor<4xf32>
      ptir.yield %n : tensor<4xf32>
    }
    ```
  }];
  let arguments = (ins PTIR_Pred:$pred, Variadic<PTIR_Tensor>:$inputs);
  let results = (outs Variadic<PTIR_Tensor>:$outputs);
  let regions = (region SizedRegion<1>:$on_true, SizedRegion<1>:$on_false);
  let assemblyFormat = [{
    $pred `(` $inputs `)` attr-dict `:` functional-type($inputs, $outputs)
    $on_true `else` $on_false
  }];
  let hasCanonicalizeMethod = 1;
}

def PTIR_WhileOp : PTIR_RegionOp<"while", [
    DeclareOpInterfaceMethods<ConditionallySpeculatable>]> {
  let summary = "a region as long as a condition holds";
  let description = [{
    While `cond` yields true of the carries, `body` gives the next ones. The
    results are the last carries. Never speculated: it need not end. A limit of
    steps, where the caller sets one, ends the call with a run-time error.

    - while_c1: cond takes the types of the carries and yields tensor<i1>.
    - while_c2: body takes and yields the types of the carries, which are those
      of the results.

    ```mlir
    %n = ptir.while(%i) : tensor<si32> cond {
    ^bb0(%a: tensor<si32>):
      %p = ptir.compare lt, %a, %a : tensor<si32>
      ptir.yield %p : tensor<i1>
    } body {
    ^bb0(%a: tensor<si32>):
      ptir.yield %a : tensor<si32>
    }
    ```
  }];
  let arguments = (ins Variadic<PTIR_Tensor>:$carries);
  let results = (outs Variadic<PTIR_Tensor>:$outputs);
  let regions = (region SizedRegion<1>:$cond, SizedRegion<1>:$body);
  let assemblyFormat = [{
    `` `(` $carries `)` attr-dict `:`
    custom<CarryTypes>(type($carries), type($outputs))
    `cond` $cond `body` $body
  }];
  let hasCanonicalizeMethod = 1;
}

def PTIR_ScanOp : PTIR_RegionOp<"scan", [
    DeclareOpInterfaceMethods<ConditionallySpeculatable>]> {
  let summary = "a region for each slice along the leading axis";
  let description = [{
    The first `carry_count` inputs are carries, the others are scanned: step i
    calls the body on the carries and on slice i of each scanned input; it
    yields the next carries and outputs that are stacked along a new leading
    axis. The results are the last carries and the stacked outputs. The outputs
    of all steps have the same extents (checked at run time; without a step,
    dynamic extents of them are 0).

    - scan_c1: carry_count is in [0, inputs), the scanned inputs have at least
      rank 1, and their leading extents are equal.
    - scan_c2: the body takes the types of the carries and of the slices.
    - scan_c3: the body yields the types of the carries, then the types of the
      outputs of a step; the results are the carries and those outputs with the
      leading extent of the scanned inputs.

    ```mlir
    %sum, %sums = ptir.scan(%zero, %xs) carries 1
        : (tensor<f32>, tensor<8xf32>) -> (tensor<f32>, tensor<8xf32>) {
    ^bb0(%a: tensor<f32>, %x: tensor<f32>):
      %s = ptir.add %a, %x : tensor<f32>
      ptir.yield %s, %s : tensor<f32>, tensor<f32>
    }
    ```
  }];
  let arguments = (ins Variadic<PTIR_Tensor>:$inputs, I64Attr:$carry_count);
  let results = (outs Variadic<PTIR_Tensor>:$outputs);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    `` `(` $inputs `)` `carries` $carry_count attr-dict
    `:` functional-type($inputs, $outputs) $body
  }];
  let extraClassDeclaration = [{
    mlir::OperandRange getCarries() {
      return getInputs().take_front(getCarryCount());
    }
    mlir::OperandRange getScanned() {
      return getInputs().drop_front(getCarryCount());
    }
  }];
}

#endif // PTIR_DIALECT_PTIR_IR_PTIRCONTROLFLOWOPS_TD
