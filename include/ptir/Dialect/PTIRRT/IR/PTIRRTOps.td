//===- PTIRRTOps.td - Runtime calls, what lowering targets -*- tablegen -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIRRT_IR_PTIRRTOPS_TD
#define PTIR_DIALECT_PTIRRT_IR_PTIRRTOPS_TD

include "mlir/IR/BuiltinAttributes.td"
include "mlir/IR/EnumAttr.td"
include "mlir/IR/OpBase.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/DestinationStyleOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

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

//===----------------------------------------------------------------------===//
// Parameters and kernels
//===----------------------------------------------------------------------===//

def PTIRRT_ParamOp : PTIRRT_Op<"param", [Pure]> {
  let summary = "a parameter in the layout a kernel wants";
  let description = [{
    The bytes of parameter `name`, whose portable type is `logical`, in
    `layout`: "" is plain row-major; "panels64" is a [K, N] matrix as
    [ceil(N/64), K, 64], the last panel padded with zeros; "panels64t" is the
    same of a matrix stored as [N, K]; docs/formats.md has the narrow ones, such
    as "panels64:s8". Any other belongs to a kernel library and gives a
    `!ptirrt.packed`. Lowers to a slot of the call context.

    ```mlir
    %w = ptirrt.param "h.0.mlp.c_fc.weight" layout "panels64"
        of tensor<768x3072xf32> : tensor<48x768x64xf32>
    ```
  }];
  let arguments = (ins StrAttr:$name, StrAttr:$layout, TypeAttr:$logical);
  let results =
      (outs AnyTypeOf<[AnyRankedTensor, AnyMemRef, PTIRRT_PackedType]>:$result);
  let assemblyFormat =
      "$name `layout` $layout `of` $logical attr-dict `:` type($result)";
}

def PTIRRT_AcquireParamsOp : PTIRRT_Op<"acquire_params",
    [AttrSizedOperandSegments,
     DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "waits until parameters are in memory";
  let description = [{
    Until the `ptirrt.release_params` of its result what it names of `params`,
    which are results of `ptirrt.param`, may be read: all of them; or piece
    `piece` of one that has the attribute `piece_units`, which says how many of
    its outermost indices a piece has; or the rows of one that `rows` lists, the
    columns and with them their panels where it is packed. The result numbers the step of the module.

    Between the two ops the address of a parameter is as before: only whether it
    may be read changes.

    ```mlir
    %s = ptirrt.acquire_params %w, %b : memref<12x64x64xf32>, memref<768xf32>
    %t = ptirrt.acquire_params %w piece %i : memref<50257x768xf32>
    %u = ptirrt.acquire_params %w rows %ids : memref<?xi64>
        : memref<50257x768xf32>
    ```
  }];
  let arguments = (ins Variadic<AnyTypeOf<[AnyMemRef, PTIRRT_PackedType]>>:$params,
      Optional<Index>:$piece, Optional<AnyMemRef>:$rows);
  let results = (outs Index:$step);
  let assemblyFormat = [{
    $params (`piece` $piece^)? (`rows` $rows^ `:` type($rows))? attr-dict
    `:` type($params)
  }];
  let hasVerifier = 1;
}

def PTIRRT_ReleaseParamsOp : PTIRRT_Op<"release_params",
    [DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "ends the use of parameters";
  let description = [{
    What `ptirrt.acquire_params` waited for may leave memory.

    ```mlir
    ptirrt.release_params %s
    ```
  }];
  let arguments = (ins Index:$step);
  let assemblyFormat = "$step attr-dict";
}

def PTIRRT_PanelMatmulOp
    : PTIRRT_Op<"panel_matmul", [DestinationStyleOpInterface,
        DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "matrix product with a matrix packed in panels of 64 columns";
  let description = [{
    `out[m, 64 p + j] = sum over k of lhs[m, k] * panels[p, k, j]`: lhs is
    [M, K], panels is [ceil(N/64), K, 64], out is [M, N], which is overwritten.

    Panels may be narrower than lhs and out: of bf16 as [ceil(N/64),
    ceil(K/2), 128], where element (k, j) lies at [p, k / 2, 2 j + k mod 2], or
    of i8 as [ceil(N/64), K + 4, 64], where the last 4 rows of a panel are the
    bytes of 64 scales in f32 and `out[m, 64 p + j]` is multiplied by scale j of
    panel p.

    ```mlir
    %y = ptirrt.panel_matmul ins(%x, %w : tensor<?x768xf32>,
        tensor<48x768x64xf32>) outs(%init : tensor<?x3072xf32>)
        -> tensor<?x3072xf32>
    ```
  }];
  let arguments = (ins AnyShaped:$lhs, AnyShaped:$panels, AnyShaped:$init);
  let results = (outs Optional<AnyRankedTensor>:$result);
  let assemblyFormat = [{
    `ins` `(` $lhs `,` $panels `:` type($lhs) `,` type($panels) `)`
    `outs` `(` $init `:` type($init) `)` attr-dict (`->` type($result)^)?
  }];
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    mlir::MutableOperandRange getDpsInitsMutable() { return getInitMutable(); }
  }];
}

def PTIRRT_TakeColumnsOp : PTIRRT_Op<"take_columns", [NoMemoryEffect]> {
  let summary = "columns of a matrix packed in panels, as rows of f32";
  let description = [{
    `result[j..., k]` is element (k, indices[j...]) of the [K, N] matrix that
    the panels hold, see `ptirrt.panel_matmul`; N is `columns`.
    An index outside `[0, N)` is a run-time error.

    ```mlir
    %x = ptirrt.take_columns %i of %w columns 50257
        : tensor<?xsi32>, tensor<786x384x128xbf16> -> tensor<?x768xf32>
    ```
  }];
  let arguments = (ins AnyRankedTensor:$indices, AnyRankedTensor:$panels,
      I64Attr:$columns);
  let results = (outs AnyRankedTensor:$result);
  let assemblyFormat = [{
    $indices `of` $panels `columns` $columns attr-dict
    `:` type($indices) `,` type($panels) `->` type($result)
  }];
  let hasVerifier = 1;
}

def PTIRRT_CallOp : PTIRRT_Op<"call", [DestinationStyleOpInterface,
    DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "a kernel of a library of the runtime";
  let description = [{
    Runs `kernel` on the inputs and writes `init`. What the kernel computes
    follows from its name, `config` and the types; the runtime prepares every
    call site once per set of dynamic extents. With `accumulates` the kernel
    reads `init`, too.

    ```mlir
    %y = ptirrt.call "onednn.matmul" ins(%x, %w, %b : tensor<?x768xf32>,
        tensor<48x768x64xf32>, tensor<3072xf32>)
        outs(%init : tensor<?x3072xf32>) {config = {epilogue = ["gelu_tanh"]}}
        -> tensor<?x3072xf32>
    ```
  }];
  let arguments = (ins StrAttr:$kernel, DictionaryAttr:$config,
      Variadic<AnyTypeOf<[AnyRankedTensor, AnyMemRef, PTIRRT_PackedType]>>:$inputs,
      AnyShaped:$init, UnitAttr:$accumulates);
  let results = (outs Optional<AnyRankedTensor>:$result);
  let assemblyFormat = [{
    $kernel `ins` `(` $inputs `:` type($inputs) `)`
    `outs` `(` $init `:` type($init) `)` attr-dict (`->` type($result)^)?
  }];
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    mlir::MutableOperandRange getDpsInitsMutable() { return getInitMutable(); }
  }];
}

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
