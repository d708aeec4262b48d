//===- Passes.td - Loops over tensors to loops over buffers -*- tablegen -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_CONVERSION_LINALGTOBUFFERS_PASSES_TD
#define PTIR_CONVERSION_LINALGTOBUFFERS_PASSES_TD

include "mlir/Pass/PassBase.td"

def FuseLoopsPass : Pass<"ptir-fuse-loops", "::mlir::func::FuncOp"> {
  let summary = "Fuse elementwise loops into the loops that read them";
  let description = [{
    An elementwise linalg.generic with one reader moves into it; a transpose or
    broadcast moves into every reader. A contraction takes in nothing but
    transposes and broadcasts, since it reads each element many times.

    ```mlir
    %0 = linalg.generic { exp } ins(%x) …
    %1 = linalg.generic { add } ins(%0, %y) …
    ```
    ==>
    ```mlir
    %1 = linalg.generic { exp, add } ins(%x, %y) …
    ```
  }];
  let statistics = [
    Statistic<"numFused", "num-fused", "Number of loops fused into a reader">];
  let dependentDialects = ["::mlir::linalg::LinalgDialect",
                           "::mlir::affine::AffineDialect"];
}

def ReuseOperandsPass : Pass<"ptir-reuse-operands", "::mlir::func::FuncOp"> {
  let summary = "Let elementwise loops write over an operand nobody reads again";
  let description = [{
    A loop with a fresh destination takes an operand of the same type for it,
    if that operand is read element by element and this is its last use.

    ```mlir
    %0 = tensor.empty() : tensor<4xf32>
    %1 = linalg.generic ins(%x, %y) outs(%0) …
    ```
    ==>
    ```mlir
    %1 = linalg.generic ins(%y) outs(%x) …
    ```
  }];
  let statistics = [
    Statistic<"numReused", "num-reused", "Number of operands written over">];
}

def PrepareEntriesPass : Pass<"ptir-prepare-entries", "::mlir::ModuleOp"> {
  let summary = "Give public functions memref arguments and no results";
  let description = [{
    Bufferization copies tensor results of public functions, so their arguments
    become memrefs and their results `ptirrt.set_result`. A result that
    `ptir.inplace` ties to an argument is materialised there; every other
    argument is read only. Private functions stay as they are, but return
    copies of constants, of parameters, and of what another result shares its
    memory with, since callers may write over each result.
    Whoever calls a public function calls a private copy of it.

    ```mlir
    func.func @f(%x: tensor<4xf32>) -> tensor<4xf32> {
      …
      return %y : tensor<4xf32>
    }
    ```
    ==>
    ```mlir
    func.func @f(%m: memref<4xf32>) {
      %x = bufferization.to_tensor %m restrict : memref<4xf32> to tensor<4xf32>
      …
      ptirrt.set_result 0, %y : tensor<4xf32>
      return
    }
    ```
  }];
  let dependentDialects = ["::mlir::bufferization::BufferizationDialect",
                           "::ptir::rt::PTIRRTDialect"];
}

def PlaceBuffersPass : Pass<"ptir-place-buffers", "::mlir::func::FuncOp"> {
  let summary = "Say where every buffer lives";
  let description = [{
    A result that was computed into a buffer of its own is computed into
    `ptirrt.result`; any other result is copied there. Every other allocation is
    a temporary of the call, `ptirrt.temporary`. Writing a window of a buffer
    becomes a loop; a `memref.copy` that is left is a whole buffer that could
    not be updated in place, and the runtime counts those.

    ```mlir
    %a = memref.alloc(%n) : memref<?xf32>
    %t = memref.alloc(%n) : memref<?xf32>
    …
    ptirrt.set_result 0, %a : memref<?xf32>
    ```
    ==>
    ```mlir
    %a = ptirrt.result 0(%n) : memref<?xf32>
    %t = ptirrt.temporary(%n) : memref<?xf32>
    …
    ```
  }];
  let statistics = [
    Statistic<"numPlaced", "num-placed", "Number of results computed in place">,
    Statistic<"numCopied", "num-copied", "Number of results copied">,
    Statistic<"numTemporaries", "num-temporaries", "Number of temporaries">];
  let dependentDialects = ["::mlir::linalg::LinalgDialect",
                           "::ptir::rt::PTIRRTDialect"];
}

def ReturnThroughArgumentsPass
    : Pass<"ptir-return-through-arguments", "::mlir::ModuleOp"> {
  let summary = "Let callers bring the memory of results";
  let description = [{
    A private function that allocates what it returns, of known extents, writes
    it to an argument instead. Its temporaries are given back when it returns.

    ```mlir
    func.func private @f(%x: memref<4xf32>) -> memref<4xf32> {
      %y = memref.alloc() : memref<4xf32>
      …
      return %y : memref<4xf32>
    }
    ```
    ==>
    ```mlir
    func.func private @f(%x: memref<4xf32>, %y: memref<4xf32>) {
      …
      return
    }
    ```
  }];
  let statistics = [
    Statistic<"numFunctions", "num-functions", "Number of functions changed">];
  let dependentDialects = ["::mlir::memref::MemRefDialect"];
}

def PlanMemoryPass : Pass<"ptir-plan-memory", "::mlir::func::FuncOp"> {
  let summary = "Let temporaries share memory";
  let description = [{
    Temporaries of known extents become views of one, which overlap where they
    are not needed at the same time.

    ```mlir
    %a = ptirrt.temporary() : memref<64xf32>
    %b = ptirrt.temporary() : memref<64xf32>
    ```
    ==>
    ```mlir
    %m = ptirrt.temporary() : memref<256xi8>
    %a = memref.view %m[%c0][] : memref<256xi8> to memref<64xf32>
    %b = memref.view %m[%c0][] : memref<256xi8> to memref<64xf32>
    ```
  }];
  let statistics = [
    Statistic<"numPlanned", "num-planned", "Number of temporaries placed">,
    Statistic<"numBytesBefore", "num-bytes-before",
              "Bytes they need without sharing">,
    Statistic<"numBytes", "num-bytes", "Bytes they need together">];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::memref::MemRefDialect",
                           "::ptir::rt::PTIRRTDialect"];
}

def ReleaseStepsPass : Pass<"ptir-release-steps", "::mlir::func::FuncOp"> {
  let summary = "Give back the temporaries of every step of a loop";
  let description = [{
    A step keeps the memory of what it hands to the next one, and nothing else.
    Loops without temporaries stay as they are.

    ```mlir
    %r = scf.for … iter_args(%c = %init) -> (memref<?xf32>) {
      %t = ptirrt.temporary(%n) : memref<?xf32>
      …
      scf.yield %t : memref<?xf32>
    }
    ```
    ==>
    ```mlir
    %mark = ptirrt.arena_top
    %r = scf.for … iter_args(%c = %init) -> (memref<?xf32>) {
      %t = ptirrt.temporary(%n) : memref<?xf32>
      …
      %k = ptirrt.release %mark keep(%t) : memref<?xf32>
      scf.yield %k : memref<?xf32>
    }
    ```
  }];
  let statistics = [
    Statistic<"numLoops", "num-loops", "Number of loops that release memory">];
  let dependentDialects = ["::ptir::rt::PTIRRTDialect"];
}

def ForwardCopiesPass : Pass<"ptir-forward-copies", "::mlir::func::FuncOp"> {
  let summary = "Copy from where a copy was made of";
  let description = [{
    What is copied out of a temporary that holds a permuted copy, and is used
    for nothing else, is copied from the original.

    ```mlir
    %t = ptirrt.temporary(%n) : memref<12x?x64xf32>
    linalg.generic ins(%x : memref<?x12x64xf32>) outs(%t) …
    linalg.copy ins(%t) outs(%cache)
    ```
    ==>
    ```mlir
    linalg.generic ins(%x : memref<?x12x64xf32>) outs(%cache) …
    ```
  }];
  let options = [
    Option<"explain", "explain", "bool", "false",
           "Say of every copy why it stays">];
  let statistics = [
    Statistic<"numForwarded", "num-forwarded",
              "Number of temporaries that vanished">];
  let dependentDialects = ["::mlir::linalg::LinalgDialect",
                           "::mlir::memref::MemRefDialect"];
}

def TileAttentionPass : Pass<"ptir-tile-attention", "::mlir::func::FuncOp"> {
  let summary = "Attention by blocks of queries and keys";
  let description = [{
    `ptirrt.attention` on memory becomes one loop nest: for every head and block
    of 32 queries, which the threads divide, a loop over blocks of 64 keys keeps
    the greatest score, the sum of the weights and the weighted values so far,
    and rescales them when a greater score comes (Milakov and Gimelshein 2018;
    Dao et al. 2022). Blocks that no query of the block sees are skipped. Queries
    lie side by side in vectors, so that nothing is summed across lanes. What a
    block needs lies on the stack.

    Up to 8 queries per head are a single block instead, of rows: vectors run
    along heads and along 512 keys at a time. A step of decoding reads the cache
    once that way, in the order of memory, and meets the other threads twice.

    ```mlir
    ptirrt.attention ins(%q, %k, %v : …) outs(%y : …) past(%p) scale 0.125 {…}
    ```
    ==>
    ```mlir
    ptirrt.parallel %pieces {
    ^bb0(%begin: index, %end: index):
      scf.for %block = … {
        scf.for %key = … { linalg.generic … }
      }
    }
    ```
  }];
  let statistics = [
    Statistic<"numTiled", "num-tiled", "Number of attentions tiled">];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::linalg::LinalgDialect",
                           "::mlir::math::MathDialect",
                           "::mlir::memref::MemRefDialect",
                           "::mlir::scf::SCFDialect"];
}

def StreamParamsPass : Pass<"ptir-stream-params", "::mlir::ModuleOp"> {
  let summary = "Acquire parameters before they are used and release them";
  let description = [{
    Every op that reads parameters, the call of a layer above all, is put
    between `ptirrt.acquire_params` and `ptirrt.release_params`. A product with a
    parameter of more than `piece-bytes` becomes a loop over pieces of it, along
    a dimension of the result, so that every element is the same sum; a lookup
    acquires the rows that it reads.

    ```mlir
    %w = ptirrt.param "wte" … : memref<50257x768xf32>
    linalg.generic ins(%x, %w) outs(%y) …
    ```
    ==>
    ```mlir
    %w = ptirrt.param "wte" … {piece_units = 640 : i64} : memref<50257x768xf32>
    scf.for %i = %c0 to %c78 step %c1 {
      %s = ptirrt.acquire_params %w piece %i : memref<50257x768xf32>
      linalg.generic ins(%x, %w_part) outs(%y_part) …
      ptirrt.release_params %s
    }
    ```
  }];
  let options = [
    Option<"pieceBytes", "piece-bytes", "int64_t", "2097152",
           "Memory of the pieces that products are divided by, about">];
  let statistics = [
    Statistic<"numSteps", "num-steps", "Number of places that acquire">,
    Statistic<"numDivided", "num-divided", "Number of products divided">,
    Statistic<"numLookups", "num-lookups",
              "Number of lookups that acquire rows">];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::memref::MemRefDialect",
                           "::mlir::scf::SCFDialect",
                           "::ptir::rt::PTIRRTDialect"];
}

def DistributeLoopsPass
    : Pass<"ptir-distribute-loops", "::mlir::func::FuncOp"> {
  let summary = "Divide loops over the threads of the pool";
  let description = [{
    Contractions are divided along a batch dimension or the longest dimension of
    the result, other loops along their rows (a dynamic dimension that is not
    the innermost), packed products along their panels.

    ```mlir
    linalg.generic ins(%x : memref<?x64xf32>) outs(%y : memref<?x64xf32>) …
    ```
    ==>
    ```mlir
    ptirrt.parallel %rows {
    ^bb0(%begin: index, %end: index):
      %xs = memref.subview %x[%begin, 0] [%size, 64] [1, 1] …
      %ys = memref.subview %y[%begin, 0] [%size, 64] [1, 1] …
      linalg.generic ins(%xs …) outs(%ys …) …
    }
    ```
  }];
  let options = [
    Option<"dotBytes", "dot-bytes", "bool", "false",
           "The CPU multiplies and adds 64 bytes in groups of four (AVX-512 VNNI)">
  ];
  let statistics = [
    Statistic<"numDistributed", "num-distributed", "Number of loops divided">];
  let dependentDialects = ["::mlir::affine::AffineDialect",
                           "::mlir::arith::ArithDialect",
                           "::mlir::memref::MemRefDialect",
                           "::mlir::scf::SCFDialect",
                           "::mlir::vector::VectorDialect",
                           "::ptir::rt::PTIRRTDialect"];
}

#endif // PTIR_CONVERSION_LINALGTOBUFFERS_PASSES_TD
