// Attention over separate heads, rotary embeddings and dropout as functionals
// emit them: native gives what the reference gives, also where a query sees
// nothing and where there are no positions.
// RUN: %python %S/Inputs/against_reference.py ptir-run %s %t.modules | FileCheck %s
// CHECK: {{[1-9][0-9]*}} calls, 0 bad

// run: scaled_dot_product 2 5 2 7 2 7
// run: scaled_dot_product 1 1 1 20 1 20
// run: scaled_dot_product 2 0 2 3 2 3
func.func @scaled_dot_product(%arg0: tensor<?x4x?x8xf32>, %arg1: tensor<?x2x?x8xf32>, %arg2: tensor<?x2x?x6xf32>) -> tensor<?x4x?x6xf32> {
  %0 = ptir.composite "scaled_dot_product_attention"(%arg0, %arg1, %arg2) config {causal = false, scale = 0.35355339059327373 : f64} : (tensor<?x4x?x8xf32>, tensor<?x2x?x8xf32>, tensor<?x2x?x6xf32>) -> tensor<?x4x?x6xf32> {
  ^bb0(%arg3: tensor<?x4x?x8xf32>, %arg4: tensor<?x2x?x8xf32>, %arg5: tensor<?x2x?x6xf32>):
    %1 = ptir.dim %arg3, 0 : tensor<?x4x?x8xf32>
    %2 = ptir.dim %arg3, 2 : tensor<?x4x?x8xf32>
    %3 = ptir.reshape %arg3 dims(%1, %2) : tensor<?x4x?x8xf32> -> tensor<?x2x2x?x8xf32>
    %4 = ptir.dot_general %3, %arg4 batch [0, 1] x [0, 1] contract [4] x [3] : (tensor<?x2x2x?x8xf32>, tensor<?x2x?x8xf32>) -> tensor<?x2x2x?x?xf32>
    %5 = ptir.constant dense<0.353553385> : tensor<f32>
    %6 = ptir.dim %4, 0 : tensor<?x2x2x?x?xf32>
    %7 = ptir.dim %4, 3 : tensor<?x2x2x?x?xf32>
    %8 = ptir.dim %4, 4 : tensor<?x2x2x?x?xf32>
    %9 = ptir.broadcast_to %5 dims(%6, %7, %8) : tensor<f32> -> tensor<?x2x2x?x?xf32>
    %10 = ptir.mul %4, %9 : tensor<?x2x2x?x?xf32>
    %11 = ptir.dim %10, 0 : tensor<?x2x2x?x?xf32>
    %12 = ptir.dim %10, 3 : tensor<?x2x2x?x?xf32>
    %13 = ptir.dim %10, 4 : tensor<?x2x2x?x?xf32>
    %14 = ptir.reduce max, %10 axes [4] keepdims : tensor<?x2x2x?x?xf32> -> tensor<?x2x2x?x1xf32>
    %15 = ptir.broadcast_to %14 dims(%11, %12, %13) : tensor<?x2x2x?x1xf32> -> tensor<?x2x2x?x?xf32>
    %16 = ptir.sub %10, %15 : tensor<?x2x2x?x?xf32>
    %17 = ptir.exp %16 : tensor<?x2x2x?x?xf32>
    %18 = ptir.reduce sum, %17 axes [4] keepdims : tensor<?x2x2x?x?xf32> -> tensor<?x2x2x?x1xf32>
    %19 = ptir.broadcast_to %18 dims(%11, %12, %13) : tensor<?x2x2x?x1xf32> -> tensor<?x2x2x?x?xf32>
    %20 = ptir.div %17, %19 : tensor<?x2x2x?x?xf32>
    %21 = ptir.dot_general %20, %arg5 batch [0, 1] x [0, 1] contract [4] x [2] : (tensor<?x2x2x?x?xf32>, tensor<?x2x?x6xf32>) -> tensor<?x2x2x?x6xf32>
    %22 = ptir.reshape %21 dims(%1, %2) : tensor<?x2x2x?x6xf32> -> tensor<?x4x?x6xf32>
    ptir.yield %22 : tensor<?x4x?x6xf32>
  }
  return %0 : tensor<?x4x?x6xf32>
}

// run: scaled_dot_product_causal_at_end 2 5 2 9 2 9
// run: scaled_dot_product_causal_at_end 1 1 1 6 1 6
func.func @scaled_dot_product_causal_at_end(%arg0: tensor<?x4x?x8xf32>, %arg1: tensor<?x4x?x8xf32>, %arg2: tensor<?x4x?x8xf32>) -> tensor<?x4x?x8xf32> {
  %0 = ptir.composite "scaled_dot_product_attention"(%arg0, %arg1, %arg2) config {causal = true, queries_at_end = true, scale = 0.35355339059327373 : f64} : (tensor<?x4x?x8xf32>, tensor<?x4x?x8xf32>, tensor<?x4x?x8xf32>) -> tensor<?x4x?x8xf32> {
  ^bb0(%arg3: tensor<?x4x?x8xf32>, %arg4: tensor<?x4x?x8xf32>, %arg5: tensor<?x4x?x8xf32>):
    %1 = ptir.dim %arg3, 0 : tensor<?x4x?x8xf32>
    %2 = ptir.dim %arg3, 2 : tensor<?x4x?x8xf32>
    %3 = ptir.reshape %arg3 dims(%1, %2) : tensor<?x4x?x8xf32> -> tensor<?x4x1x?x8xf32>
    %4 = ptir.dot_general %3, %arg4 batch [0, 1] x [0, 1] contract [4] x [3] : (tensor<?x4x1x?x8xf32>, tensor<?x4x?x8xf32>) -> tensor<?x4x1x?x?xf32>
    %5 = ptir.constant dense<0.353553385> : tensor<f32>
    %6 = ptir.dim %4, 0 : tensor<?x4x1x?x?xf32>
    %7 = ptir.dim %4, 3 : tensor<?x4x1x?x?xf32>
    %8 = ptir.dim %4, 4 : tensor<?x4x1x?x?xf32>
    %9 = ptir.broadcast_to %5 dims(%6, %7, %8) : tensor<f32> -> tensor<?x4x1x?x?xf32>
    %10 = ptir.mul %4, %9 : tensor<?x4x1x?x?xf32>
    %11 = ptir.dim %10, 0 : tensor<?x4x1x?x?xf32>
    %12 = ptir.dim %10, 3 : tensor<?x4x1x?x?xf32>
    %13 = ptir.dim %10, 4 : tensor<?x4x1x?x?xf32>
    %14 = ptir.iota axis 1 dims(%12, %13) : tensor<?x?xsi32>
    %15 = ptir.iota axis 0 dims(%12, %13) : tensor<?x?xsi32>
    %16 = ptir.sub %15, %14 : tensor<?x?xsi32>
    %17 = ptir.sub %13, %12 : tensor<si64>
    %18 = ptir.cast %17 : tensor<si64> -> tensor<si32>
    %19 = ptir.broadcast_to %18 dims(%12, %13) : tensor<si32> -> tensor<?x?xsi32>
    %20 = ptir.add %16, %19 : tensor<?x?xsi32>
    %21 = ptir.constant dense<0> : tensor<si32>
    %22 = ptir.dim %20, 0 : tensor<?x?xsi32>
    %23 = ptir.dim %20, 1 : tensor<?x?xsi32>
    %24 = ptir.broadcast_to %21 dims(%22, %23) : tensor<si32> -> tensor<?x?xsi32>
    %25 = ptir.compare ge, %20, %24 : tensor<?x?xsi32>
    %26 = ptir.constant dense<0xFF800000> : tensor<f32>
    %27 = ptir.broadcast_to %26 dims(%11, %12, %13) : tensor<f32> -> tensor<?x4x1x?x?xf32>
    %28 = ptir.broadcast_to %25 dims(%11, %12, %13) : tensor<?x?xi1> -> tensor<?x4x1x?x?xi1>
    %29 = ptir.select %28, %10, %27 : tensor<?x4x1x?x?xi1>, tensor<?x4x1x?x?xf32>
    %30 = ptir.dim %29, 0 : tensor<?x4x1x?x?xf32>
    %31 = ptir.dim %29, 3 : tensor<?x4x1x?x?xf32>
    %32 = ptir.dim %29, 4 : tensor<?x4x1x?x?xf32>
    %33 = ptir.reduce max, %29 axes [4] keepdims : tensor<?x4x1x?x?xf32> -> tensor<?x4x1x?x1xf32>
    %34 = ptir.broadcast_to %33 dims(%30, %31, %32) : tensor<?x4x1x?x1xf32> -> tensor<?x4x1x?x?xf32>
    %35 = ptir.sub %29, %34 : tensor<?x4x1x?x?xf32>
    %36 = ptir.exp %35 : tensor<?x4x1x?x?xf32>
    %37 = ptir.reduce sum, %36 axes [4] keepdims : tensor<?x4x1x?x?xf32> -> tensor<?x4x1x?x1xf32>
    %38 = ptir.broadcast_to %37 dims(%30, %31, %32) : tensor<?x4x1x?x1xf32> -> tensor<?x4x1x?x?xf32>
    %39 = ptir.div %36, %38 : tensor<?x4x1x?x?xf32>
    %40 = ptir.dot_general %39, %arg5 batch [0, 1] x [0, 1] contract [4] x [2] : (tensor<?x4x1x?x?xf32>, tensor<?x4x?x8xf32>) -> tensor<?x4x1x?x8xf32>
    %41 = ptir.reshape %40 dims(%1, %2) : tensor<?x4x1x?x8xf32> -> tensor<?x4x?x8xf32>
    ptir.yield %41 : tensor<?x4x?x8xf32>
  }
  return %0 : tensor<?x4x?x8xf32>
}

// run: scaled_dot_product_causal_window_static
func.func @scaled_dot_product_causal_window_static(%arg0: tensor<2x4x5x8xf32>, %arg1: tensor<2x2x7x8xf32>, %arg2: tensor<2x2x7x8xf32>) -> tensor<2x4x5x8xf32> {
  %0 = ptir.composite "scaled_dot_product_attention"(%arg0, %arg1, %arg2) config {causal = true, queries_at_end = true, scale = 0.35355339059327373 : f64, window = 3 : i64} : (tensor<2x4x5x8xf32>, tensor<2x2x7x8xf32>, tensor<2x2x7x8xf32>) -> tensor<2x4x5x8xf32> {
  ^bb0(%arg3: tensor<2x4x5x8xf32>, %arg4: tensor<2x2x7x8xf32>, %arg5: tensor<2x2x7x8xf32>):
    %1 = ptir.reshape %arg3 : tensor<2x4x5x8xf32> -> tensor<2x2x2x5x8xf32>
    %2 = ptir.dot_general %1, %arg4 batch [0, 1] x [0, 1] contract [4] x [3] : (tensor<2x2x2x5x8xf32>, tensor<2x2x7x8xf32>) -> tensor<2x2x2x5x7xf32>
    %3 = ptir.constant dense<0.353553385> : tensor<f32>
    %4 = ptir.broadcast_to %3 : tensor<f32> -> tensor<2x2x2x5x7xf32>
    %5 = ptir.mul %2, %4 : tensor<2x2x2x5x7xf32>
    %6 = ptir.iota axis 1 : tensor<5x7xsi32>
    %7 = ptir.iota axis 0 : tensor<5x7xsi32>
    %8 = ptir.sub %7, %6 : tensor<5x7xsi32>
    %9 = ptir.constant dense<2> : tensor<si64>
    %10 = ptir.cast %9 : tensor<si64> -> tensor<si32>
    %11 = ptir.broadcast_to %10 : tensor<si32> -> tensor<5x7xsi32>
    %12 = ptir.add %8, %11 : tensor<5x7xsi32>
    %13 = ptir.constant dense<0> : tensor<si32>
    %14 = ptir.broadcast_to %13 : tensor<si32> -> tensor<5x7xsi32>
    %15 = ptir.compare ge, %12, %14 : tensor<5x7xsi32>
    %16 = ptir.constant dense<3> : tensor<si32>
    %17 = ptir.broadcast_to %16 : tensor<si32> -> tensor<5x7xsi32>
    %18 = ptir.compare lt, %12, %17 : tensor<5x7xsi32>
    %19 = ptir.and %15, %18 : tensor<5x7xi1>
    %20 = ptir.constant dense<0xFF800000> : tensor<f32>
    %21 = ptir.broadcast_to %20 : tensor<f32> -> tensor<2x2x2x5x7xf32>
    %22 = ptir.broadcast_to %19 : tensor<5x7xi1> -> tensor<2x2x2x5x7xi1>
    %23 = ptir.select %22, %5, %21 : tensor<2x2x2x5x7xi1>, tensor<2x2x2x5x7xf32>
    %24 = ptir.reduce max, %23 axes [4] keepdims : tensor<2x2x2x5x7xf32> -> tensor<2x2x2x5x1xf32>
    %25 = ptir.broadcast_to %24 : tensor<2x2x2x5x1xf32> -> tensor<2x2x2x5x7xf32>
    %26 = ptir.sub %23, %25 : tensor<2x2x2x5x7xf32>
    %27 = ptir.exp %26 : tensor<2x2x2x5x7xf32>
    %28 = ptir.reduce sum, %27 axes [4] keepdims : tensor<2x2x2x5x7xf32> -> tensor<2x2x2x5x1xf32>
    %29 = ptir.broadcast_to %28 : tensor<2x2x2x5x1xf32> -> tensor<2x2x2x5x7xf32>
    %30 = ptir.div %27, %29 : tensor<2x2x2x5x7xf32>
    %31 = ptir.dot_general %30, %arg5 batch [0, 1] x [0, 1] contract [4] x [2] : (tensor<2x2x2x5x7xf32>, tensor<2x2x7x8xf32>) -> tensor<2x2x2x5x8xf32>
    %32 = ptir.reshape %31 : tensor<2x2x2x5x8xf32> -> tensor<2x4x5x8xf32>
    ptir.yield %32 : tensor<2x4x5x8xf32>
  }
  return %0 : tensor<2x4x5x8xf32>
}

// run: scaled_dot_product_padding_and_causal 2 5 2 5 2 5 2 5
func.func @scaled_dot_product_padding_and_causal(%arg0: tensor<?x4x?x8xf32>, %arg1: tensor<?x2x?x8xf32>, %arg2: tensor<?x2x?x8xf32>, %arg3: tensor<?x1x1x?xi1>) -> tensor<?x4x?x8xf32> {
  %0 = ptir.composite "scaled_dot_product_attention"(%arg0, %arg1, %arg2, %arg3) config {causal = true, queries_at_end = false, scale = 0.35355339059327373 : f64} : (tensor<?x4x?x8xf32>, tensor<?x2x?x8xf32>, tensor<?x2x?x8xf32>, tensor<?x1x1x?xi1>) -> tensor<?x4x?x8xf32> {
  ^bb0(%arg4: tensor<?x4x?x8xf32>, %arg5: tensor<?x2x?x8xf32>, %arg6: tensor<?x2x?x8xf32>, %arg7: tensor<?x1x1x?xi1>):
    %1 = ptir.dim %arg4, 0 : tensor<?x4x?x8xf32>
    %2 = ptir.dim %arg4, 2 : tensor<?x4x?x8xf32>
    %3 = ptir.reshape %arg4 dims(%1, %2) : tensor<?x4x?x8xf32> -> tensor<?x2x2x?x8xf32>
    %4 = ptir.dot_general %3, %arg5 batch [0, 1] x [0, 1] contract [4] x [3] : (tensor<?x2x2x?x8xf32>, tensor<?x2x?x8xf32>) -> tensor<?x2x2x?x?xf32>
    %5 = ptir.constant dense<0.353553385> : tensor<f32>
    %6 = ptir.dim %4, 0 : tensor<?x2x2x?x?xf32>
    %7 = ptir.dim %4, 3 : tensor<?x2x2x?x?xf32>
    %8 = ptir.dim %4, 4 : tensor<?x2x2x?x?xf32>
    %9 = ptir.broadcast_to %5 dims(%6, %7, %8) : tensor<f32> -> tensor<?x2x2x?x?xf32>
    %10 = ptir.mul %4, %9 : tensor<?x2x2x?x?xf32>
    %11 = ptir.dim %10, 0 : tensor<?x2x2x?x?xf32>
    %12 = ptir.dim %10, 3 : tensor<?x2x2x?x?xf32>
    %13 = ptir.dim %10, 4 : tensor<?x2x2x?x?xf32>
    %14 = ptir.dim %arg7, 0 : tensor<?x1x1x?xi1>
    %15 = ptir.dim %arg7, 3 : tensor<?x1x1x?xi1>
    %16 = ptir.reshape %arg7 dims(%14, %15) : tensor<?x1x1x?xi1> -> tensor<?x1x1x1x?xi1>
    %17 = ptir.constant dense<0xFF800000> : tensor<f32>
    %18 = ptir.broadcast_to %17 dims(%11, %12, %13) : tensor<f32> -> tensor<?x2x2x?x?xf32>
    %19 = ptir.broadcast_to %16 dims(%11, %12, %13) : tensor<?x1x1x1x?xi1> -> tensor<?x2x2x?x?xi1>
    %20 = ptir.select %19, %10, %18 : tensor<?x2x2x?x?xi1>, tensor<?x2x2x?x?xf32>
    %21 = ptir.iota axis 1 dims(%12, %13) : tensor<?x?xsi32>
    %22 = ptir.iota axis 0 dims(%12, %13) : tensor<?x?xsi32>
    %23 = ptir.sub %22, %21 : tensor<?x?xsi32>
    %24 = ptir.constant dense<0> : tensor<si32>
    %25 = ptir.dim %23, 0 : tensor<?x?xsi32>
    %26 = ptir.dim %23, 1 : tensor<?x?xsi32>
    %27 = ptir.broadcast_to %24 dims(%25, %26) : tensor<si32> -> tensor<?x?xsi32>
    %28 = ptir.compare ge, %23, %27 : tensor<?x?xsi32>
    %29 = ptir.constant dense<0xFF800000> : tensor<f32>
    %30 = ptir.dim %20, 0 : tensor<?x2x2x?x?xf32>
    %31 = ptir.dim %20, 3 : tensor<?x2x2x?x?xf32>
    %32 = ptir.dim %20, 4 : tensor<?x2x2x?x?xf32>
    %33 = ptir.broadcast_to %29 dims(%30, %31, %32) : tensor<f32> -> tensor<?x2x2x?x?xf32>
    %34 = ptir.broadcast_to %28 dims(%11, %12, %13) : tensor<?x?xi1> -> tensor<?x2x2x?x?xi1>
    %35 = ptir.select %34, %20, %33 : tensor<?x2x2x?x?xi1>, tensor<?x2x2x?x?xf32>
    %36 = ptir.dim %35, 0 : tensor<?x2x2x?x?xf32>
    %37 = ptir.dim %35, 3 : tensor<?x2x2x?x?xf32>
    %38 = ptir.dim %35, 4 : tensor<?x2x2x?x?xf32>
    %39 = ptir.reduce max, %35 axes [4] keepdims : tensor<?x2x2x?x?xf32> -> tensor<?x2x2x?x1xf32>
    %40 = ptir.broadcast_to %39 dims(%36, %37, %38) : tensor<?x2x2x?x1xf32> -> tensor<?x2x2x?x?xf32>
    %41 = ptir.sub %35, %40 : tensor<?x2x2x?x?xf32>
    %42 = ptir.exp %41 : tensor<?x2x2x?x?xf32>
    %43 = ptir.reduce sum, %42 axes [4] keepdims : tensor<?x2x2x?x?xf32> -> tensor<?x2x2x?x1xf32>
    %44 = ptir.broadcast_to %43 dims(%36, %37, %38) : tensor<?x2x2x?x1xf32> -> tensor<?x2x2x?x?xf32>
    %45 = ptir.div %42, %44 : tensor<?x2x2x?x?xf32>
    %46 = ptir.dot_general %45, %arg6 batch [0, 1] x [0, 1] contract [4] x [2] : (tensor<?x2x2x?x?xf32>, tensor<?x2x?x8xf32>) -> tensor<?x2x2x?x8xf32>
    %47 = ptir.reshape %46 dims(%1, %2) : tensor<?x2x2x?x8xf32> -> tensor<?x4x?x8xf32>
    ptir.yield %47 : tensor<?x4x?x8xf32>
  }
  return %0 : tensor<?x4x?x8xf32>
}

// run: scaled_dot_product_bias 2 5 2 7 2 7 5 7
func.func @scaled_dot_product_bias(%arg0: tensor<?x4x?x8xf32>, %arg1: tensor<?x2x?x8xf32>, %arg2: tensor<?x2x?x8xf32>, %arg3: tensor<4x?x?xf32>) -> tensor<?x4x?x8xf32> {
  %0 = ptir.composite "scaled_dot_product_attention"(%arg0, %arg1, %arg2, %arg3) config {causal = true, queries_at_end = false, scale = 0.35355339059327373 : f64} : (tensor<?x4x?x8xf32>, tensor<?x2x?x8xf32>, tensor<?x2x?x8xf32>, tensor<4x?x?xf32>) -> tensor<?x4x?x8xf32> {
  ^bb0(%arg4: tensor<?x4x?x8xf32>, %arg5: tensor<?x2x?x8xf32>, %arg6: tensor<?x2x?x8xf32>, %arg7: tensor<4x?x?xf32>):
    %1 = ptir.dim %arg4, 0 : tensor<?x4x?x8xf32>
    %2 = ptir.dim %arg4, 2 : tensor<?x4x?x8xf32>
    %3 = ptir.reshape %arg4 dims(%1, %2) : tensor<?x4x?x8xf32> -> tensor<?x2x2x?x8xf32>
    %4 = ptir.dot_general %3, %arg5 batch [0, 1] x [0, 1] contract [4] x [3] : (tensor<?x2x2x?x8xf32>, tensor<?x2x?x8xf32>) -> tensor<?x2x2x?x?xf32>
    %5 = ptir.constant dense<0.353553385> : tensor<f32>
    %6 = ptir.dim %4, 0 : tensor<?x2x2x?x?xf32>
    %7 = ptir.dim %4, 3 : tensor<?x2x2x?x?xf32>
    %8 = ptir.dim %4, 4 : tensor<?x2x2x?x?xf32>
    %9 = ptir.broadcast_to %5 dims(%6, %7, %8) : tensor<f32> -> tensor<?x2x2x?x?xf32>
    %10 = ptir.mul %4, %9 : tensor<?x2x2x?x?xf32>
    %11 = ptir.dim %10, 0 : tensor<?x2x2x?x?xf32>
    %12 = ptir.dim %10, 3 : tensor<?x2x2x?x?xf32>
    %13 = ptir.dim %10, 4 : tensor<?x2x2x?x?xf32>
    %14 = ptir.dim %arg7, 1 : tensor<4x?x?xf32>
    %15 = ptir.dim %arg7, 2 : tensor<4x?x?xf32>
    %16 = ptir.reshape %arg7 dims(%14, %15) : tensor<4x?x?xf32> -> tensor<2x2x?x?xf32>
    %17 = ptir.broadcast_to %16 dims(%11, %12, %13) : tensor<2x2x?x?xf32> -> tensor<?x2x2x?x?xf32>
    %18 = ptir.add %10, %17 : tensor<?x2x2x?x?xf32>
    %19 = ptir.iota axis 1 dims(%12, %13) : tensor<?x?xsi32>
    %20 = ptir.iota axis 0 dims(%12, %13) : tensor<?x?xsi32>
    %21 = ptir.sub %20, %19 : tensor<?x?xsi32>
    %22 = ptir.constant dense<0> : tensor<si32>
    %23 = ptir.dim %21, 0 : tensor<?x?xsi32>
    %24 = ptir.dim %21, 1 : tensor<?x?xsi32>
    %25 = ptir.broadcast_to %22 dims(%23, %24) : tensor<si32> -> tensor<?x?xsi32>
    %26 = ptir.compare ge, %21, %25 : tensor<?x?xsi32>
    %27 = ptir.constant dense<0xFF800000> : tensor<f32>
    %28 = ptir.dim %18, 0 : tensor<?x2x2x?x?xf32>
    %29 = ptir.dim %18, 3 : tensor<?x2x2x?x?xf32>
    %30 = ptir.dim %18, 4 : tensor<?x2x2x?x?xf32>
    %31 = ptir.broadcast_to %27 dims(%28, %29, %30) : tensor<f32> -> tensor<?x2x2x?x?xf32>
    %32 = ptir.broadcast_to %26 dims(%11, %12, %13) : tensor<?x?xi1> -> tensor<?x2x2x?x?xi1>
    %33 = ptir.select %32, %18, %31 : tensor<?x2x2x?x?xi1>, tensor<?x2x2x?x?xf32>
    %34 = ptir.dim %33, 0 : tensor<?x2x2x?x?xf32>
    %35 = ptir.dim %33, 3 : tensor<?x2x2x?x?xf32>
    %36 = ptir.dim %33, 4 : tensor<?x2x2x?x?xf32>
    %37 = ptir.reduce max, %33 axes [4] keepdims : tensor<?x2x2x?x?xf32> -> tensor<?x2x2x?x1xf32>
    %38 = ptir.broadcast_to %37 dims(%34, %35, %36) : tensor<?x2x2x?x1xf32> -> tensor<?x2x2x?x?xf32>
    %39 = ptir.sub %33, %38 : tensor<?x2x2x?x?xf32>
    %40 = ptir.exp %39 : tensor<?x2x2x?x?xf32>
    %41 = ptir.reduce sum, %40 axes [4] keepdims : tensor<?x2x2x?x?xf32> -> tensor<?x2x2x?x1xf32>
    %42 = ptir.broadcast_to %41 dims(%34, %35, %36) : tensor<?x2x2x?x1xf32> -> tensor<?x2x2x?x?xf32>
    %43 = ptir.div %40, %42 : tensor<?x2x2x?x?xf32>
    %44 = ptir.dot_general %43, %arg6 batch [0, 1] x [0, 1] contract [4] x [2] : (tensor<?x2x2x?x?xf32>, tensor<?x2x?x8xf32>) -> tensor<?x2x2x?x8xf32>
    %45 = ptir.reshape %44 dims(%1, %2) : tensor<?x2x2x?x8xf32> -> tensor<?x4x?x8xf32>
    ptir.yield %45 : tensor<?x4x?x8xf32>
  }
  return %0 : tensor<?x4x?x8xf32>
}

// run: apply_rope_partial 2 5 5 5
// run: apply_rope_partial 1 1 1 1
// run: apply_rope_partial 2 0 0 0
func.func @apply_rope_partial(%arg0: tensor<?x4x?x7xf32>, %arg1: tensor<?x2xf32>, %arg2: tensor<?x2xf32>) -> tensor<?x4x?x7xf32> {
  %0 = ptir.composite "apply_rope"(%arg0, %arg1, %arg2) : (tensor<?x4x?x7xf32>, tensor<?x2xf32>, tensor<?x2xf32>) -> tensor<?x4x?x7xf32> {
  ^bb0(%arg3: tensor<?x4x?x7xf32>, %arg4: tensor<?x2xf32>, %arg5: tensor<?x2xf32>):
    %1 = ptir.dim %arg3, 0 : tensor<?x4x?x7xf32>
    %2 = ptir.dim %arg3, 2 : tensor<?x4x?x7xf32>
    %3 = ptir.slice %arg3 starts [0, 0, 0, 0] sizes [-1, 4, -1, 2] dims(%1, %2) : tensor<?x4x?x7xf32>
    %4 = ptir.slice %arg3 starts [0, 0, 0, 2] sizes [-1, 4, -1, 2] dims(%1, %2) : tensor<?x4x?x7xf32>
    %5 = ptir.broadcast_to %arg4 dims(%1, %2) : tensor<?x2xf32> -> tensor<?x4x?x2xf32>
    %6 = ptir.broadcast_to %arg5 dims(%1, %2) : tensor<?x2xf32> -> tensor<?x4x?x2xf32>
    %7 = ptir.mul %4, %6 : tensor<?x4x?x2xf32>
    %8 = ptir.mul %3, %5 : tensor<?x4x?x2xf32>
    %9 = ptir.sub %8, %7 : tensor<?x4x?x2xf32>
    %10 = ptir.mul %3, %6 : tensor<?x4x?x2xf32>
    %11 = ptir.mul %4, %5 : tensor<?x4x?x2xf32>
    %12 = ptir.add %11, %10 : tensor<?x4x?x2xf32>
    %13 = ptir.slice %arg3 starts [0, 0, 0, 4] sizes [-1, 4, -1, 3] dims(%1, %2) : tensor<?x4x?x7xf32>
    %14 = ptir.concat %9, %12, %13 axis 3 : tensor<?x4x?x2xf32>, tensor<?x4x?x2xf32>, tensor<?x4x?x3xf32>
    ptir.yield %14 : tensor<?x4x?x7xf32>
  }
  return %0 : tensor<?x4x?x7xf32>
}

// run: apply_rope_packed 2 5 5 5
// run: apply_rope_packed 3 1 1 1
func.func @apply_rope_packed(%arg0: tensor<?x?x48xf32>, %arg1: tensor<?x2xf32>, %arg2: tensor<?x2xf32>) -> tensor<?x?x48xf32> {
  %0 = ptir.composite "apply_rope_qkv_packed"(%arg0, %arg1, %arg2) config {head_dim = 6 : i64, key_value_heads = 2 : i64, query_heads = 4 : i64} : (tensor<?x?x48xf32>, tensor<?x2xf32>, tensor<?x2xf32>) -> tensor<?x?x48xf32> {
  ^bb0(%arg3: tensor<?x?x48xf32>, %arg4: tensor<?x2xf32>, %arg5: tensor<?x2xf32>):
    %1 = ptir.dim %arg3, 0 : tensor<?x?x48xf32>
    %2 = ptir.dim %arg3, 1 : tensor<?x?x48xf32>
    %3 = ptir.slice %arg3 starts [0, 0, 0] sizes [-1, -1, 36] dims(%1, %2) : tensor<?x?x48xf32>
    %4 = ptir.slice %arg3 starts [0, 0, 36] sizes [-1, -1, 12] dims(%1, %2) : tensor<?x?x48xf32>
    %5 = ptir.dim %arg5, 0 : tensor<?x2xf32>
    %6 = ptir.reshape %arg5 : tensor<?x2xf32> -> tensor<?x1x2xf32>
    %7 = ptir.dim %arg4, 0 : tensor<?x2xf32>
    %8 = ptir.reshape %arg4 : tensor<?x2xf32> -> tensor<?x1x2xf32>
    %9 = ptir.reshape %3 dims(%1, %2) : tensor<?x?x36xf32> -> tensor<?x?x6x6xf32>
    %10 = ptir.dim %9, 0 : tensor<?x?x6x6xf32>
    %11 = ptir.dim %9, 1 : tensor<?x?x6x6xf32>
    %12 = ptir.slice %9 starts [0, 0, 0, 0] sizes [-1, -1, 6, 2] dims(%10, %11) : tensor<?x?x6x6xf32>
    %13 = ptir.slice %9 starts [0, 0, 0, 2] sizes [-1, -1, 6, 2] dims(%10, %11) : tensor<?x?x6x6xf32>
    %14 = ptir.broadcast_to %8 dims(%10, %11) : tensor<?x1x2xf32> -> tensor<?x?x6x2xf32>
    %15 = ptir.broadcast_to %6 dims(%10, %11) : tensor<?x1x2xf32> -> tensor<?x?x6x2xf32>
    %16 = ptir.mul %13, %15 : tensor<?x?x6x2xf32>
    %17 = ptir.mul %12, %14 : tensor<?x?x6x2xf32>
    %18 = ptir.sub %17, %16 : tensor<?x?x6x2xf32>
    %19 = ptir.mul %12, %15 : tensor<?x?x6x2xf32>
    %20 = ptir.mul %13, %14 : tensor<?x?x6x2xf32>
    %21 = ptir.add %20, %19 : tensor<?x?x6x2xf32>
    %22 = ptir.slice %9 starts [0, 0, 0, 4] sizes [-1, -1, 6, 2] dims(%10, %11) : tensor<?x?x6x6xf32>
    %23 = ptir.concat %18, %21, %22 axis 3 : tensor<?x?x6x2xf32>, tensor<?x?x6x2xf32>, tensor<?x?x6x2xf32>
    %24 = ptir.reshape %23 dims(%1, %2) : tensor<?x?x6x6xf32> -> tensor<?x?x36xf32>
    %25 = ptir.concat %24, %4 axis 2 : tensor<?x?x36xf32>, tensor<?x?x12xf32>
    ptir.yield %25 : tensor<?x?x48xf32>
  }
  return %0 : tensor<?x?x48xf32>
}

// run: dropout 37
// run: dropout 0
func.func @dropout(%arg0: tensor<?x4xf32>, %arg1: tensor<ui64>) -> tensor<?x4xf32> {
  %0 = ptir.composite "dropout"(%arg0, %arg1) config {p = 1.000000e-01 : f64} : (tensor<?x4xf32>, tensor<ui64>) -> tensor<?x4xf32> {
  ^bb0(%arg2: tensor<?x4xf32>, %arg3: tensor<ui64>):
    %1 = ptir.dim %arg2, 0 : tensor<?x4xf32>
    %2 = ptir.rng_uniform %arg3 dims(%1) : tensor<?x4xf32>
    %3 = ptir.constant dense<1.000000e-01> : tensor<f32>
    %4 = ptir.dim %2, 0 : tensor<?x4xf32>
    %5 = ptir.broadcast_to %3 dims(%4) : tensor<f32> -> tensor<?x4xf32>
    %6 = ptir.compare ge, %2, %5 : tensor<?x4xf32>
    %7 = ptir.constant dense<0.000000e+00> : tensor<f32>
    %8 = ptir.broadcast_to %7 dims(%1) : tensor<f32> -> tensor<?x4xf32>
    %9 = ptir.constant dense<1.11111116> : tensor<f32>
    %10 = ptir.broadcast_to %9 dims(%1) : tensor<f32> -> tensor<?x4xf32>
    %11 = ptir.select %6, %10, %8 : tensor<?x4xi1>, tensor<?x4xf32>
    %12 = ptir.mul %11, %arg2 : tensor<?x4xf32>
    ptir.yield %12 : tensor<?x4xf32>
  }
  return %0 : tensor<?x4xf32>
}
