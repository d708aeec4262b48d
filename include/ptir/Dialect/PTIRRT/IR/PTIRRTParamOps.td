//===- PTIRRTParamOps.td - Parameters and their kernels -*- tablegen -*----===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIRRT_IR_PTIRRTPARAMOPS_TD
#define PTIR_DIALECT_PTIRRT_IR_PTIRRTPARAMOPS_TD

include "mlir/Interfaces/DestinationStyleOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"
include "ptir/Dialect/PTIRRT/IR/PTIRRTBase.td"

def PTIRRT_ParamOp : PTIRRT_Op<"param", [Pure]> {
  let summary = "a parameter in the layout a kernel wants";
  let description = [{
    The bytes of parameter `name`, whose portable type is `logical`, in
    `layout`: "" is plain row-major; "panels64" is a [K, N] matrix as
    [ceil(N/64), K, 64], the last panel padded with zeros; "panels64t" is the
    same of a matrix stored as [N, K]; docs/formats.md has the narrow ones, such
    as "panels64:s8". Any other belongs to a kernel library and gives a
    `!ptirrt.packed`. Lowers to a slot of the call context.

    `piece_units` says how many outermost indices of the memory are acquired
    together where a piece of it is (`ptirrt.acquire_params`). A `sparse` one has
    a slot of its own, behind which only the rows are that were acquired.

    ```mlir
    %w = ptirrt.param "h.0.mlp.c_fc.weight" layout "panels64"
        of tensor<768x3072xf32> : tensor<48x768x64xf32>
    ```
  }];
  let arguments = (ins StrAttr:$name, StrAttr:$layout, TypeAttr:$logical,
      OptionalAttr<ConfinedAttr<I64Attr, [IntPositive]>>:$piece_units,
      UnitAttr:$sparse);
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
    `piece` of one of known extents that has `piece_units`; or the rows of one
    that `rows` lists, the columns and with them their panels where it is
    packed. The result numbers the step of the module.

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
    ceil(K/2), 128], where element (k, j) lies at [p, k / 2, 2 j + k mod 2]; of
    12-bit floats as [ceil(N/64), ceil(K/2) + 1, 96] of i16, see
    docs/formats.md; or of i8 as [ceil(N/64), ceil(K/4) + 1, 256], where element (k, j) lies at
    [p, k / 4, 4 j + k mod 4], the last row of a panel is the bytes of 64 scales
    in f32 and `out[m, 64 p + j]` is multiplied by scale j of panel p.

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

def PTIRRT_DotBytesOp : PTIRRT_Op<"dot_bytes", [Pure,
    AllTypesMatch<["lhs", "rhs"]>, AllTypesMatch<["sums", "result"]>]> {
  let summary = "products of bytes, summed in groups of four";
  let description = [{
    `result[i] = sums[i] + sum over j in [0, 4) of lhs[4 i + j] * rhs[4 i + j]`,
    where lhs is read as unsigned and rhs as signed; sums wrap around. CPUs have
    an instruction for it.

    ```mlir
    %r = ptirrt.dot_bytes %digits, %weights, %sums : vector<64xi8>, vector<16xi32>
    ```
  }];
  let arguments = (ins VectorOfRankAndType<[1], [I8]>:$lhs,
                       VectorOfRankAndType<[1], [I8]>:$rhs,
                       VectorOfRankAndType<[1], [I32]>:$sums);
  let results = (outs VectorOfRankAndType<[1], [I32]>:$result);
  let assemblyFormat = [{
    $lhs `,` $rhs `,` $sums attr-dict `:` type($lhs) `,` type($sums)
  }];
  let hasVerifier = 1;
}

def PTIRRT_LookUpBytesOp : PTIRRT_Op<"look_up_bytes",
    [Pure, AllTypesMatch<["indices", "result"]>]> {
  let summary = "bytes of a table of 16";
  let description = [{
    `result[i] = table[indices[i]]`, for indices in [0, 16); anything else gives
    any byte. CPUs have an instruction for it.

    ```mlir
    %r = ptirrt.look_up_bytes %i in [0, 57, 58, 59, 60, 61, 62, 63,
        0, -71, -70, -69, -68, -67, -66, -65] : vector<64xi8>
    ```
  }];
  let arguments = (ins VectorOfRankAndType<[1], [I8]>:$indices,
                       DenseI8ArrayAttr:$table);
  let results = (outs VectorOfRankAndType<[1], [I8]>:$result);
  let assemblyFormat = "$indices `in` $table attr-dict `:` type($indices)";
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    static constexpr size_t tableSize = 16;
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

#endif // PTIR_DIALECT_PTIRRT_IR_PTIRRTPARAMOPS_TD
