// RUN: ptir-opt %s --verify-roundtrip | FileCheck %s
// RUN: ptir-opt %s -mlir-print-op-generic | ptir-opt | FileCheck %s
// RUN: ptir-opt %s -emit-bytecode | ptir-opt | FileCheck %s

// CHECK-LABEL: func @quantization(
// CHECK-SAME: %[[X:.*]]: tensor<?x3xbf16>, %[[S:.*]]: tensor<bf16>, %[[SA:.*]]: tensor<3xbf16>,
// CHECK-SAME: %[[Z:.*]]: tensor<f8E4M3FN>, %[[ZA:.*]]: tensor<3xui4>)
func.func @quantization(%x: tensor<?x3xbf16>, %s: tensor<bf16>, %sa: tensor<3xbf16>,
                        %z: tensor<f8E4M3FN>, %za: tensor<3xui4>) -> tensor<?x3xbf16> {
  // CHECK: %[[Q:.*]] = ptir.quantize %[[X]], %[[S]], %[[Z]] : tensor<?x3xbf16>, tensor<bf16>, tensor<f8E4M3FN> -> tensor<?x3xf8E4M3FN>
  %0 = ptir.quantize %x, %s, %z : tensor<?x3xbf16>, tensor<bf16>, tensor<f8E4M3FN> -> tensor<?x3xf8E4M3FN>
  // CHECK: %[[QA:.*]] = ptir.quantize %[[X]], %[[SA]], %[[ZA]] axis -1 : tensor<?x3xbf16>, tensor<3xbf16>, tensor<3xui4> -> tensor<?x3xui4>
  %1 = ptir.quantize %x, %sa, %za axis -1 : tensor<?x3xbf16>, tensor<3xbf16>, tensor<3xui4> -> tensor<?x3xui4>
  // CHECK: ptir.dequantize %[[Q]], %[[S]], %[[Z]] : tensor<?x3xf8E4M3FN>, tensor<bf16>, tensor<f8E4M3FN> -> tensor<?x3xbf16>
  %2 = ptir.dequantize %0, %s, %z : tensor<?x3xf8E4M3FN>, tensor<bf16>, tensor<f8E4M3FN> -> tensor<?x3xbf16>
  // CHECK: ptir.dequantize %[[QA]], %[[SA]], %[[ZA]] axis 1 : tensor<?x3xui4>, tensor<3xbf16>, tensor<3xui4> -> tensor<?x3xbf16>
  %3 = ptir.dequantize %1, %sa, %za axis 1 : tensor<?x3xui4>, tensor<3xbf16>, tensor<3xui4> -> tensor<?x3xbf16>
  // CHECK: ptir.requantize %[[QA]], %[[SA]], %[[ZA]], %[[SA]], %[[ZA]] axis 1 : (tensor<?x3xui4>, tensor<3xbf16>, tensor<3xui4>, tensor<3xbf16>, tensor<3xui4>) -> tensor<?x3xui4>
  %4 = ptir.requantize %1, %sa, %za, %sa, %za axis 1 : (tensor<?x3xui4>, tensor<3xbf16>, tensor<3xui4>, tensor<3xbf16>, tensor<3xui4>) -> tensor<?x3xui4>
  return %3 : tensor<?x3xbf16>
}

// RUN: ptir-opt %s -canonicalize | FileCheck %s --check-prefix=FOLD

// Back and forth is not where it started.
// FOLD-LABEL: func @quantization(
// FOLD: ptir.quantize
// FOLD-NEXT: ptir.dequantize
// FOLD-NEXT: return
