// RUN: ptir-reduce %s -opt-reduction-pass='opt-pass=symbol-dce test=%S/Inputs/interesting.sh' | FileCheck %s --check-prefix=DCE
// RUN: ptir-reduce %s -reduction-tree='traversal-mode=0 test=%S/Inputs/interesting.sh' | FileCheck %s

// A module shrinks to what the tester asks for: here, that it takes rows.

// DCE-NOT: @unused
// DCE: func.func @main
// DCE: ptir.tanh

// CHECK-LABEL: func.func @main(
// CHECK-SAME: %[[X:.+]]: tensor<4x2xf32>, %[[I:.+]]: tensor<3xsi32>, %[[C:.+]]: tensor<2xcomplex<f32>>)
// CHECK-NEXT: %[[Y:.+]] = ptir.take %[[X]], %[[I]] : tensor<4x2xf32>, tensor<3xsi32>
// CHECK-NEXT: return %[[Y]], %[[C]]

func.func private @unused(%x: tensor<4x2xf32>) -> tensor<4x2xf32> {
  %0 = ptir.exp %x : tensor<4x2xf32>
  return %0 : tensor<4x2xf32>
}

func.func @main(%x: tensor<4x2xf32>, %i: tensor<3xsi32>, %c: tensor<2xcomplex<f32>>) -> (tensor<3x2xf32>, tensor<2xcomplex<f32>>) {
  %0 = ptir.tanh %x : tensor<4x2xf32>
  %1 = ptir.composite "double"(%0) : (tensor<4x2xf32>) -> tensor<4x2xf32> {
  ^bb0(%a: tensor<4x2xf32>):
    %s = ptir.add %a, %a : tensor<4x2xf32>
    ptir.yield %s : tensor<4x2xf32>
  }
  %2 = ptir.dot_general %1, %x contract [0] x [0] : (tensor<4x2xf32>, tensor<4x2xf32>) -> tensor<2x2xf32>
  %3 = ptir.dot_general %1, %2 contract [1] x [0] : (tensor<4x2xf32>, tensor<2x2xf32>) -> tensor<4x2xf32>
  %4 = ptir.take %3, %i : tensor<4x2xf32>, tensor<3xsi32>
  %5 = ptir.tanh %4 : tensor<3x2xf32>
  %6 = ptir.exp %c : tensor<2xcomplex<f32>>
  return %5, %6 : tensor<3x2xf32>, tensor<2xcomplex<f32>>
}
