//===- Passes.td - Loops over buffers to code -*- tablegen -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_CONVERSION_BUFFERSTOLLVM_PASSES_TD
#define PTIR_CONVERSION_BUFFERSTOLLVM_PASSES_TD

include "mlir/Pass/PassBase.td"

def ApproximateMathPass : Pass<"ptir-approximate-math"> {
  let summary = "Compute elementary functions without calls";
  let description = [{
    f32 exponentials, hyperbolic tangents and the like become polynomials on
    vectors; conversions to and from bf16 and f8, and from f64 to them and to
    f16, become integer arithmetic that rounds once, to nearest even, and keeps
    subnormals.

    ```mlir
    %y = math.exp %x : vector<16xf32>
    ```
    ==>
    ```mlir
    … math.fma, arith.shli … : vector<16xf32>
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::math::MathDialect",
                           "::mlir::vector::VectorDialect"];
}

def ExpandDynamicShapesPass : Pass<"ptir-expand-dynamic-shapes"> {
  let summary = "Make plain views of shapes with several run-time extents";
  let description = [{
    Upstream's expand-strided-metadata takes one dynamic extent in a group of
    `memref.expand_shape`; groups with more become `memref.reinterpret_cast`
    here, with strides computed from the extents.

    ```mlir
    %y = memref.expand_shape %x [[0, 1], [2]] output_shape [%b, %t, 8]
        : memref<?x8xf32> into memref<?x?x8xf32>
    ```
    ==>
    ```mlir
    %y = memref.reinterpret_cast %x to offset: [0], sizes: [%b, %t, 8],
        strides: [%s, 8, 1] : memref<?x8xf32> to memref<?x?x8xf32>
    ```
  }];
  let statistics = [
    Statistic<"numExpanded", "num-expanded", "Number of views made">];
  let dependentDialects = ["::mlir::affine::AffineDialect",
                           "::mlir::memref::MemRefDialect"];
}

def OutlineParallelPass : Pass<"ptir-outline-parallel", "::mlir::ModuleOp"> {
  let summary = "Make functions of parallel ranges";
  let description = [{
    The region of `ptirrt.parallel` becomes a private function of the range and
    the values it captures; constants are repeated inside. Ranges that compute
    the same share a function, unless their failures would name another place.

    ```mlir
    ptirrt.parallel %n {
    ^bb0(%begin: index, %end: index):
      … uses %x …
    }
    ```
    ==>
    ```mlir
    ptirrt.parallel_call @f_range_0(%n) captures(%x) : memref<?xf32>
    ```
  }];
  let statistics = [
    Statistic<"numOutlined", "num-outlined", "Number of ranges outlined">,
    Statistic<"numShared", "num-shared",
              "Number of ranges that share a function">];
  let dependentDialects = ["::ptir::rt::PTIRRTDialect"];
}

def ConvertBuffersToLLVMPass
    : Pass<"convert-ptir-buffers-to-llvm", "::mlir::ModuleOp"> {
  let summary = "Lower functions, buffers and runtime calls to LLVM";
  let description = [{
    What upstream lowers is lowered by upstream's patterns, but for memory: a
    temporary bumps the arena of the call context, a copy calls the runtime.
    Parameters become slots, numbered in `ptirrt.params` on the module. Every
    public function `f` with a portable signature becomes an entry
    `ptir_entry_f` with the calling convention of Runtime/ABI.h. Parameters and
    arguments of entries are passed to private functions by their numbers,
    where all callers can.

    ```mlir
    %a = ptirrt.temporary(%n) : memref<?xf32>
    ```
    ==>
    ```mlir
    %p = llvm.call @ptir_arena_alloc(%context, %bytes) : (!llvm.ptr, i64) -> !llvm.ptr
    ```
  }];
  let statistics = [
    Statistic<"numNumbered", "num-numbered",
              "Number of arguments passed by number">];
  let options = [
    Option<"dotBytes", "dot-bytes", "bool", "false",
           "The CPU multiplies and adds 64 bytes in groups of four (AVX-512 VNNI)">,
    Option<"lookUpBytes", "look-up-bytes", "bool", "false",
           "The CPU looks 64 bytes up in a table of 16 (AVX-512 BW)">
  ];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::func::FuncDialect",
                           "::mlir::LLVM::LLVMDialect",
                           "::mlir::math::MathDialect",
                           "::mlir::vector::VectorDialect",
                           "::ptir::rt::PTIRRTDialect"];
}

def FinalizeModulePass : Pass<"ptir-finalize-module", "::mlir::ModuleOp"> {
  let summary = "Pass the call context and describe the module";
  let description = [{
    The last step: every function takes the call context as its first argument,
    and the module exports `ptir_module`, the table of its parameters and
    entries.

    ```mlir
    llvm.func @f(%x: !llvm.ptr) { %c = ptirrt.context : !llvm.ptr … }
    ```
    ==>
    ```mlir
    llvm.func @f(%c: !llvm.ptr, %x: !llvm.ptr) { … }
    ```
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

#endif // PTIR_CONVERSION_BUFFERSTOLLVM_PASSES_TD
