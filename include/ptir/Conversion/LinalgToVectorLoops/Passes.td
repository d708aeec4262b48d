//===- Passes.td - Linalg on memrefs to vector loops -------*- tablegen -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_CONVERSION_LINALGTOVECTORLOOPS_PASSES
#define PTIR_CONVERSION_LINALGTOVECTORLOOPS_PASSES

include "mlir/Pass/PassBase.td"

def LinalgToVectorLoopsPass : Pass<"ptir-linalg-to-vector-loops"> {
  let summary = "Lower linalg on memrefs to explicit vector loops";
  let description = [{
    Rewrites every linalg op whose operands are memrefs into `scf.for` loops
    with `vector` bodies of a fixed width, whatever the extents are. Named ops
    are generalised first. Ops on tensors are left alone.

    A vector loop never touches memory outside of its buffers: what is left of
    an extent after the full vectors is done with a mask. Sums inside one
    reduction are reassociated and contractions use fused multiply-adds;
    nothing else changes the order or the rounding of any operation.

    Before:

    ```mlir
    linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>,
                                     affine_map<(d0) -> (d0)>],
                    iterator_types = ["parallel"]}
        ins(%x : memref<?xf32>) outs(%y : memref<?xf32>) {
    ^bb0(%a: f32, %b: f32):
      %e = math.exp %a : f32
      linalg.yield %e : f32
    }
    ```

    After:

    ```mlir
    scf.for %i = %c0 to %main step %c16 {
      %a = vector.load %x[%i] : memref<?xf32>, vector<16xf32>
      %e = math.exp %a : vector<16xf32>
      vector.store %e, %y[%i] : memref<?xf32>, vector<16xf32>
    }
    scf.for %i = %main to %n step %c16 {  // at most once
      %rest = arith.subi %n, %i : index
      %mask = vector.create_mask %rest : vector<16xi1>
      %a = vector.maskedload %x[%i], %mask, %zero : …
      %e = math.exp %a : vector<16xf32>
      vector.maskedstore %y[%i], %mask, %e : …
    }
    ```

    Reductions keep their accumulators in registers, contractions use register
    tiles, transposes go through square tiles. A body that vectors cannot
    express (side effects, i1 in memory, integer division by a variable, an
    operand that is strided along every candidate) becomes scalar loops, whose
    accumulators are loop-carried as well.
  }];
  let options = [
    Option<"vectorWidth", "vector-width", "unsigned", /*default=*/"512",
           "Width of the vectors in bits, a power of two of at least 64">
  ];
  let statistics = [
    Statistic<"numVectorized", "num-vectorized",
              "Number of linalg ops lowered to vector loops">,
    Statistic<"numScalar", "num-scalar",
              "Number of linalg ops lowered to scalar loops">
  ];
  let dependentDialects = [
    "::mlir::affine::AffineDialect", "::mlir::arith::ArithDialect",
    "::mlir::memref::MemRefDialect", "::mlir::scf::SCFDialect",
    "::mlir::vector::VectorDialect"
  ];
}

#endif // PTIR_CONVERSION_LINALGTOVECTORLOOPS_PASSES
