// Elementwise loops move into the loop that reads them, where that pays.
// RUN: ptir-opt %s -ptir-fuse-loops | FileCheck %s

#v = affine_map<(i) -> (i)>
#ij = affine_map<(i, j) -> (i, j)>
#ji = affine_map<(i, j) -> (j, i)>
#jl_ = affine_map<(i, j, l) -> (j, l)>
#il_ = affine_map<(i, j, l) -> (i, l)>
#lj_ = affine_map<(i, j, l) -> (l, j)>
#ij_ = affine_map<(i, j, l) -> (i, j)>

// CHECK-LABEL: func @chain(
// CHECK: linalg.generic
// CHECK: %[[E:.*]] = math.exp %[[X:.*]] : f32
// CHECK: arith.addf %[[E]], %[[X]] : f32
// CHECK-NOT: linalg.generic
// CHECK: return
func.func @chain(%x: tensor<8xf32>) -> tensor<8xf32> {
  %e = tensor.empty() : tensor<8xf32>
  %0 = linalg.generic {indexing_maps = [#v, #v], iterator_types = ["parallel"]}
      ins(%x : tensor<8xf32>) outs(%e : tensor<8xf32>) {
  ^bb0(%a: f32, %o: f32):
    %2 = math.exp %a : f32
    linalg.yield %2 : f32
  } -> tensor<8xf32>
  %1 = linalg.generic {indexing_maps = [#v, #v, #v], iterator_types = ["parallel"]}
      ins(%0, %x : tensor<8xf32>, tensor<8xf32>) outs(%e : tensor<8xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %2 = arith.addf %a, %b : f32
    linalg.yield %2 : f32
  } -> tensor<8xf32>
  return %1 : tensor<8xf32>
}

// With two readers the exponential would be computed twice.
// CHECK-LABEL: func @two_readers(
// CHECK: linalg.generic
// CHECK: math.exp
// CHECK: linalg.generic
// CHECK-NOT: math.exp
// CHECK: arith.negf
// CHECK: linalg.generic
// CHECK-NOT: math.exp
// CHECK: math.absf
func.func @two_readers(%x: tensor<8xf32>) -> (tensor<8xf32>, tensor<8xf32>) {
  %e = tensor.empty() : tensor<8xf32>
  %0 = linalg.generic {indexing_maps = [#v, #v], iterator_types = ["parallel"]}
      ins(%x : tensor<8xf32>) outs(%e : tensor<8xf32>) {
  ^bb0(%a: f32, %o: f32):
    %3 = math.exp %a : f32
    linalg.yield %3 : f32
  } -> tensor<8xf32>
  %1 = linalg.generic {indexing_maps = [#v, #v], iterator_types = ["parallel"]}
      ins(%0 : tensor<8xf32>) outs(%e : tensor<8xf32>) {
  ^bb0(%a: f32, %o: f32):
    %3 = arith.negf %a : f32
    linalg.yield %3 : f32
  } -> tensor<8xf32>
  %2 = linalg.generic {indexing_maps = [#v, #v], iterator_types = ["parallel"]}
      ins(%0 : tensor<8xf32>) outs(%e : tensor<8xf32>) {
  ^bb0(%a: f32, %o: f32):
    %3 = math.absf %a : f32
    linalg.yield %3 : f32
  } -> tensor<8xf32>
  return %1, %2 : tensor<8xf32>, tensor<8xf32>
}

// A contraction takes in the transpose of its operand, not what computes.
// CHECK-LABEL: func @contraction(
// CHECK: linalg.generic
// CHECK: math.exp
// CHECK: linalg.generic {{.*}}"reduction"]
// CHECK-NOT: linalg.generic
// CHECK: return
func.func @contraction(%x: tensor<8x4xf32>, %y: tensor<6x4xf32>,
                       %init: tensor<8x6xf32>) -> tensor<8x6xf32> {
  %e = tensor.empty() : tensor<8x4xf32>
  %0 = linalg.generic {indexing_maps = [#ij, #ij], iterator_types = ["parallel", "parallel"]}
      ins(%x : tensor<8x4xf32>) outs(%e : tensor<8x4xf32>) {
  ^bb0(%a: f32, %o: f32):
    %3 = math.exp %a : f32
    linalg.yield %3 : f32
  } -> tensor<8x4xf32>
  %f = tensor.empty() : tensor<4x6xf32>
  %1 = linalg.generic {indexing_maps = [#ji, #ij], iterator_types = ["parallel", "parallel"]}
      ins(%y : tensor<6x4xf32>) outs(%f : tensor<4x6xf32>) {
  ^bb0(%a: f32, %o: f32):
    linalg.yield %a : f32
  } -> tensor<4x6xf32>
  %2 = linalg.generic {indexing_maps = [#il_, #lj_, #ij_], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%0, %1 : tensor<8x4xf32>, tensor<4x6xf32>) outs(%init : tensor<8x6xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %3 = arith.mulf %a, %b : f32
    %4 = arith.addf %o, %3 : f32
    linalg.yield %4 : f32
  } -> tensor<8x6xf32>
  return %2 : tensor<8x6xf32>
}

// A loop that reports errors stays by itself: it must run once per element.
// CHECK-LABEL: func @checks(
// CHECK: linalg.generic
// CHECK: ptirrt.check
// CHECK: linalg.generic
// CHECK: arith.negf
func.func @checks(%x: tensor<8xf32>, %n: index) -> tensor<8xf32> {
  %e = tensor.empty() : tensor<8xf32>
  %zero = arith.constant 0.0 : f32
  %0 = linalg.generic {indexing_maps = [#v, #v], iterator_types = ["parallel"]}
      ins(%x : tensor<8xf32>) outs(%e : tensor<8xf32>) {
  ^bb0(%a: f32, %o: f32):
    %ok = arith.cmpf une, %a, %zero : f32
    ptirrt.check %ok, division_by_zero, "ptir.div", "divisor"(%n, %n)
    linalg.yield %a : f32
  } -> tensor<8xf32>
  %1 = linalg.generic {indexing_maps = [#v, #v], iterator_types = ["parallel"]}
      ins(%0 : tensor<8xf32>) outs(%e : tensor<8xf32>) {
  ^bb0(%a: f32, %o: f32):
    %2 = arith.negf %a : f32
    linalg.yield %2 : f32
  } -> tensor<8xf32>
  return %1 : tensor<8xf32>
}

// A parameter is widened where a product reads it; what was computed is not.
// CHECK-LABEL: func @widens(
// CHECK: %[[W:.*]] = ptirrt.param "w"
// CHECK: %[[H:.*]] = linalg.generic
// CHECK: linalg.generic {{.*}} ins(%{{.*}}, %[[W]] : tensor<8x4xf32>, tensor<6x4xi8>)
// CHECK: arith.sitofp
// CHECK: linalg.generic {{.*}} ins(%{{.*}}, %[[H]] :
func.func @widens(%x: tensor<8x4xf32>, %h: tensor<6x4xbf16>, %init: tensor<8x6xf32>)
    -> (tensor<8x6xf32>, tensor<8x6xf32>) {
  %e = tensor.empty() : tensor<6x4xf32>
  %w = ptirrt.param "w" layout "" of tensor<6x4xi8> : tensor<6x4xi8>
  %0 = linalg.generic {indexing_maps = [#ij, #ij], iterator_types = ["parallel", "parallel"]}
      ins(%h : tensor<6x4xbf16>) outs(%e : tensor<6x4xf32>) {
  ^bb0(%a: bf16, %o: f32):
    %c = arith.extf %a : bf16 to f32
    linalg.yield %c : f32
  } -> tensor<6x4xf32>
  %1 = linalg.generic {indexing_maps = [#ij, #ij], iterator_types = ["parallel", "parallel"]}
      ins(%w : tensor<6x4xi8>) outs(%e : tensor<6x4xf32>) {
  ^bb0(%a: i8, %o: f32):
    %c = arith.sitofp %a : i8 to f32
    linalg.yield %c : f32
  } -> tensor<6x4xf32>
  %2 = linalg.generic {indexing_maps = [#il_, #jl_, #ij_], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %1 : tensor<8x4xf32>, tensor<6x4xf32>) outs(%init : tensor<8x6xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %m = arith.mulf %a, %b : f32
    %s = arith.addf %o, %m : f32
    linalg.yield %s : f32
  } -> tensor<8x6xf32>
  %3 = linalg.generic {indexing_maps = [#il_, #jl_, #ij_], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %0 : tensor<8x4xf32>, tensor<6x4xf32>) outs(%init : tensor<8x6xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %m = arith.mulf %a, %b : f32
    %s = arith.addf %o, %m : f32
    linalg.yield %s : f32
  } -> tensor<8x6xf32>
  return %2, %3 : tensor<8x6xf32>, tensor<8x6xf32>
}
