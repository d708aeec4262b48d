//===- PTIRRTOps.td - Runtime calls, what lowering targets -*- tablegen -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIRRT_IR_PTIRRTOPS_TD
#define PTIR_DIALECT_PTIRRT_IR_PTIRRTOPS_TD

include "mlir/IR/EnumAttr.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/SideEffectInterfaces.td"
include "ptir/Dialect/PTIRRT/IR/PTIRRTFusedOps.td"
include "ptir/Dialect/PTIRRT/IR/PTIRRTParamOps.td"

//===----------------------------------------------------------------------===//
// Errors and results
//===----------------------------------------------------------------------===//

// The values are those of ptir_error_kind in Runtime/ABI.h.
def PTIRRT_ErrorKind : I32EnumAttr<"ErrorKind", "what a call fails with", [
    I32EnumAttrCase<"IndexOutOfRange", 1, "index_out_of_range">,
    I32EnumAttrCase<"DivisionByZero", 2, "division_by_zero">,
    I32EnumAttrCase<"ShapeMismatch", 3, "shape_mismatch">,
    I32EnumAttrCase<"StepLimit", 4, "step_limit">,
    I32EnumAttrCase<"OutOfMemory", 5, "out_of_memory">,
    I32EnumAttrCase<"NegativePower", 6, "negative_power">]> {
  let cppNamespace = "::ptir::rt";
}

def PTIRRT_CheckOp : PTIRRT_Op<"check",
    [DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "records a failure unless a condition holds";
  let description = [{
    When `condition` is false the first failure of the call becomes this one,
    with the two numbers. A shape mismatch ends the call, unless it is found in
    a parallel range; otherwise execution goes on, and whoever emits the check
    also substitutes a safe value. `op` names the portable op; the location is
    this op's.

    ```mlir
    ptirrt.check %ok, index_out_of_range, "ptir.take", "index"(%i, %n)
    ```
  }];
  let arguments = (ins I1:$condition, PTIRRT_ErrorKind:$kind, StrAttr:$op,
      StrAttr:$what, Index:$actual, Index:$limit);
  let assemblyFormat = [{
    $condition `,` $kind `,` $op `,` $what `(` $actual `,` $limit `)` attr-dict
  }];
  let hasCanonicalizeMethod = 1;
}

def PTIRRT_SetResultOp : PTIRRT_Op<"set_result",
    [DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "hands a result of the entry to the caller";
  let description = [{
    The value is result `index` of the call. Between tensors and memrefs this
    becomes writing into `ptirrt.result`.

    ```mlir
    ptirrt.set_result 0, %y : tensor<?x50257xf32>
    ```
  }];
  let arguments = (ins I64Attr:$index, AnyShaped:$value);
  let assemblyFormat = "$index `,` $value attr-dict `:` type($value)";
}

def PTIRRT_TemporaryOp : PTIRRT_Op<"temporary",
    [DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "memory of the call's arena";
  let description = [{
    A block of the arena, 64-byte aligned, with one extent per dynamic
    dimension. Taking it moves a pointer: the heap is not touched. A function
    that returns none of its temporaries gives them back when it returns.

    ```mlir
    %t = ptirrt.temporary(%n) : memref<?x64xf32>
    ```
  }];
  let arguments = (ins Variadic<Index>:$dims);
  let results = (outs AnyMemRef:$result);
  let assemblyFormat = "`(` $dims `)` attr-dict `:` type($result)";
}

def PTIRRT_ResultOp : PTIRRT_Op<"result",
    [DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "the storage of a result of the entry";
  let description = [{
    The runtime's buffer of result `index` for these extents; `dims` has one
    per dynamic dimension.

    ```mlir
    %m = ptirrt.result 0 (%batch) : memref<?x50257xf32>
    ```
  }];
  let arguments = (ins I64Attr:$index, Variadic<Index>:$dims);
  let results = (outs AnyMemRef:$result);
  let assemblyFormat = "$index `(` $dims `)` attr-dict `:` type($result)";
}

//===----------------------------------------------------------------------===//
// Loops of the program
//===----------------------------------------------------------------------===//

def PTIRRT_TakeStepsOp : PTIRRT_Op<"take_steps",
    [DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "steps that a loop may take";
  let description = [{
    Takes up to `count` steps off those that the caller grants the call, and
    gives how many there were: fewer than asked for is a failure of the call,
    and after a failure there are none. A loop that asks always ends. `op` names
    the portable loop; the location is this op's.

    ```mlir
    %n = ptirrt.take_steps %count, "ptir.scan"
    ```
  }];
  let arguments = (ins Index:$count, StrAttr:$op);
  let results = (outs Index:$taken);
  let assemblyFormat = "$count `,` $op attr-dict";
}

def PTIRRT_ArenaTopOp : PTIRRT_Op<"arena_top",
    [DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "where the next temporary would lie";
  let description = [{
    An address of the arena, for `ptirrt.release`.

    ```mlir
    %mark = ptirrt.arena_top
    ```
  }];
  let results = (outs Index:$address);
  let assemblyFormat = "attr-dict";
}

def PTIRRT_ReleaseOp : PTIRRT_Op<"release",
    [DeclareOpInterfaceMethods<MemoryEffectsOpInterface>,
     AllTypesMatch<["kept", "moved"]>]> {
  let summary = "gives back the temporaries of a step";
  let description = [{
    Gives back all temporaries that were taken since the mark, but for those
    that the `kept` views look at: these are moved together at the mark, and
    the results are the views of them there. A view of other memory stays as it
    is. The elements of views that do not overlap may be moved apart, so no
    other view of the released memory is used afterwards.

    ```mlir
    %c = ptirrt.release %mark keep(%next) : memref<?xf32>
    ```
  }];
  let arguments = (ins Index:$mark, Variadic<AnyMemRef>:$kept);
  let results = (outs Variadic<AnyMemRef>:$moved);
  let assemblyFormat =
      "$mark (`keep` `(` $kept^ `)`)? attr-dict (`:` type($kept)^)?";
}

//===----------------------------------------------------------------------===//
// Parallel ranges
//===----------------------------------------------------------------------===//

def PTIRRT_ParallelOp : PTIRRT_Op<"parallel",
    [SingleBlock, NoTerminator, RecursiveMemoryEffects]> {
  let summary = "a loop whose iterations the pool divides";
  let description = [{
    Runs the region for ranges [begin, end) that cover [0, count) and do not
    overlap, at the same time on several threads. Iterations are independent.

    ```mlir
    ptirrt.parallel %count {
    ^bb0(%begin: index, %end: index):
      …
    }
    ```
  }];
  let arguments = (ins Index:$count);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = "$count attr-dict-with-keyword $body";
  let builders = [OpBuilder<(ins "mlir::Value":$count)>];
  let hasRegionVerifier = 1;
  let skipDefaultBuilders = 1;
  let extraClassDeclaration = [{
    mlir::Value getBegin() { return getBody().getArgument(0); }
    mlir::Value getEnd() { return getBody().getArgument(1); }
  }];
}

def PTIRRT_ParallelCallOp : PTIRRT_Op<"parallel_call",
    [DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "an outlined parallel range";
  let description = [{
    As `ptirrt.parallel`, the region being a private function that takes begin,
    end and the captured values.

    ```mlir
    ptirrt.parallel_call @decode_range_0(%count) captures(%x, %y)
        : memref<?x64xf32>, memref<64xf32>
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$callee, Index:$count,
      Variadic<AnyType>:$captures);
  let assemblyFormat = [{
    $callee `(` $count `)` (`captures` `(` $captures^ `)` `:` type($captures))?
    attr-dict
  }];
}

def PTIRRT_ContextOp : PTIRRT_Op<"context", [Pure]> {
  let summary = "the call context of the enclosing function";
  let description = [{
    Stands for the first argument that every compiled function gets at the end
    of the lowering.
  }];
  let results = (outs AnyType:$result);
  let assemblyFormat = "attr-dict `:` type($result)";
}

#endif // PTIR_DIALECT_PTIRRT_IR_PTIRRTOPS_TD
