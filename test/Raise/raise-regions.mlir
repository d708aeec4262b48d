// Core ops in the region of a branch become a composite there, which is inlined
// and whose weights are packed there as well.
// RUN: ptir-opt %s -ptir-raise | FileCheck %s
// RUN: ptir-opt %s -ptir-phase-kernels | FileCheck %s --check-prefix=KERNELS

// CHECK-LABEL: func @region(
// CHECK: ptir.cond
// CHECK-NEXT: ^bb0(%[[A:.*]]: tensor<?x5xf32>):
// CHECK: ptir.composite "linear"(%[[A]], %{{.*}}, %{{.*}})
// CHECK: } else {
// CHECK-NOT: ptir.composite
// KERNELS-LABEL: func @region(
// KERNELS: ptir.cond
// KERNELS-NEXT: ^bb0(%[[A:.*]]: tensor<?x5xf32>):
// KERNELS-DAG: %[[W:.*]] = ptirrt.param "w" layout "panels64" of tensor<5x128xf32>
// KERNELS: ptirrt.panel_matmul ins(%[[A]], %[[W]] :
// KERNELS: ptir.yield
func.func @region(%p: tensor<i1>, %x: tensor<?x5xf32>) -> tensor<?x128xf32> {
  %0 = ptir.cond %p(%x) : (tensor<?x5xf32>) -> tensor<?x128xf32> {
  ^bb0(%a: tensor<?x5xf32>):
    %w = ptir.param "w" : tensor<5x128xf32>
    %d = ptir.dot_general %a, %w contract [1] x [0] : (tensor<?x5xf32>, tensor<5x128xf32>) -> tensor<?x128xf32>
    %b = ptir.param "b" : tensor<128xf32>
    %n = ptir.dim %a, 0 : tensor<?x5xf32>
    %bb = ptir.broadcast_to %b dims(%n) : tensor<128xf32> -> tensor<?x128xf32>
    %s = ptir.add %d, %bb : tensor<?x128xf32>
    ptir.yield %s : tensor<?x128xf32>
  } else {
  ^bb0(%a: tensor<?x5xf32>):
    %z = ptir.constant dense<0.0> : tensor<f32>
    %n = ptir.dim %a, 0 : tensor<?x5xf32>
    %r = ptir.broadcast_to %z dims(%n) : tensor<f32> -> tensor<?x128xf32>
    ptir.yield %r : tensor<?x128xf32>
  }
  return %0 : tensor<?x128xf32>
}
