//===- PTIRRTFusedOps.td - Loop nests that stay together -*- tablegen -*---===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIRRT_IR_PTIRRTFUSEDOPS_TD
#define PTIR_DIALECT_PTIRRT_IR_PTIRRTFUSEDOPS_TD

include "mlir/Interfaces/DestinationStyleOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"
include "ptir/Dialect/PTIRRT/IR/PTIRRTBase.td"

def PTIRRT_AttentionOp
    : PTIRRT_Op<"attention", [DestinationStyleOpInterface,
        DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "attention whose scores are never stored as a whole";
  let description = [{
    `out[b, h, g, t, e] = sum over l of w[l] * values[b, h, l, e]`, where `w` is
    the softmax over l of `scale * sum over d of query[b, h, g, t, d] *
    keys[b, h, l, d]`; `init` is overwritten. With `past` query t sees the keys
    l <= t + past only; a query that sees none gives NaN, as the softmax does.
    Without keys the result is 0.

    All elements are f32. h, g, d and e are static. An operand may have its
    dimensions in another order, so that a transpose needs no copy: dimension i
    of the formula is dimension `order[i]` of the operand.

    ```mlir
    %y = ptirrt.attention ins(%q, %k, %v : tensor<?x?x12x1x64xf32>,
        tensor<?x?x12x64xf32>, tensor<?x?x12x64xf32>)
        outs(%init : tensor<?x?x12x1x64xf32>) past(%p) scale 1.250000e-01
        {init_order = array<i64: 0, 2, 3, 1, 4>,
         key_order = array<i64: 0, 2, 1, 3>,
         query_order = array<i64: 0, 2, 3, 1, 4>,
         value_order = array<i64: 0, 2, 1, 3>} -> tensor<?x?x12x1x64xf32>
    ```
  }];
  let arguments = (ins AnyShaped:$query, AnyShaped:$keys, AnyShaped:$values,
      AnyShaped:$init, Optional<Index>:$past, F32Attr:$scale,
      DenseI64ArrayAttr:$query_order, DenseI64ArrayAttr:$key_order,
      DenseI64ArrayAttr:$value_order, DenseI64ArrayAttr:$init_order);
  let results = (outs Optional<AnyRankedTensor>:$result);
  let assemblyFormat = [{
    `ins` `(` $query `,` $keys `,` $values `:` type($query) `,` type($keys) `,`
    type($values) `)` `outs` `(` $init `:` type($init) `)`
    (`past` `(` $past^ `)`)? `scale` $scale attr-dict (`->` type($result)^)?
  }];
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    mlir::MutableOperandRange getDpsInitsMutable() { return getInitMutable(); }
  }];
}

#endif // PTIR_DIALECT_PTIRRT_IR_PTIRRTFUSEDOPS_TD
