// The canonical form of an axis counts from the front.
// RUN: ptir-opt %s -canonicalize | FileCheck %s

// CHECK-LABEL: func @gather(
func.func @gather(%x: tensor<2x3xf32>, %i: tensor<2x1xsi32>) -> tensor<2x1xf32> {
  // CHECK: ptir.gather %arg0, %arg1 axis 1 :
  %0 = ptir.gather %x, %i axis -1 : tensor<2x3xf32>, tensor<2x1xsi32>
  return %0 : tensor<2x1xf32>
}

// CHECK-LABEL: func @scatter_reduce(
func.func @scatter_reduce(%x: tensor<2x3xf32>, %i: tensor<2x1xsi32>, %u: tensor<2x1xf32>) -> tensor<2x3xf32> {
  // CHECK: ptir.scatter_reduce min, %arg0, %arg1, %arg2 axis 1 :
  %0 = ptir.scatter_reduce min, %x, %i, %u axis -1 : tensor<2x3xf32>, tensor<2x1xsi32>, tensor<2x1xf32>
  return %0 : tensor<2x3xf32>
}

// The axis is one of the operand, which has more of them than the result.
// CHECK-LABEL: func @argmax(
func.func @argmax(%x: tensor<2x3xf32>) -> tensor<3xsi32> {
  // CHECK: ptir.argmax %arg0 axis 0 :
  %0 = ptir.argmax %x axis -2 : tensor<2x3xf32> -> tensor<3xsi32>
  return %0 : tensor<3xsi32>
}

// CHECK-LABEL: func @top_k(
func.func @top_k(%x: tensor<2x3xf32>) -> (tensor<1x3xf32>, tensor<1x3xsi32>) {
  // CHECK: ptir.top_k %arg0 k 1 axis 0 largest :
  %0, %1 = ptir.top_k %x k 1 axis -2 largest : tensor<2x3xf32> -> tensor<1x3xf32>, tensor<1x3xsi32>
  return %0, %1 : tensor<1x3xf32>, tensor<1x3xsi32>
}

// CHECK-LABEL: func @quantize(
func.func @quantize(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %z: tensor<3xsi8>) -> tensor<2x3xsi8> {
  // CHECK: ptir.quantize %arg0, %arg1, %arg2 axis 1 :
  %0 = ptir.quantize %x, %s, %z axis -1 : tensor<2x3xf32>, tensor<3xf32>, tensor<3xsi8> -> tensor<2x3xsi8>
  return %0 : tensor<2x3xsi8>
}

// CHECK-LABEL: func @dequantize(
func.func @dequantize(%q: tensor<2x3xsi8>, %s: tensor<2xf32>, %z: tensor<2xsi8>) -> tensor<2x3xf32> {
  // CHECK: ptir.dequantize %arg0, %arg1, %arg2 axis 0 :
  %0 = ptir.dequantize %q, %s, %z axis -2 : tensor<2x3xsi8>, tensor<2xf32>, tensor<2xsi8> -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}

// CHECK-LABEL: func @requantize(
func.func @requantize(%q: tensor<2x3xsi8>, %s: tensor<3xf32>, %z: tensor<3xsi8>) -> (tensor<2x3xsi8>, tensor<2x3xsi8>) {
  // CHECK: ptir.requantize %arg0, %arg1, %arg2, %arg1, %arg2 axis 1 :
  %0 = ptir.requantize %q, %s, %z, %s, %z axis -1 : (tensor<2x3xsi8>, tensor<3xf32>, tensor<3xsi8>, tensor<3xf32>, tensor<3xsi8>) -> tensor<2x3xsi8>
  %ts = ptir.constant dense<0.5> : tensor<f32>
  %tz = ptir.constant dense<1> : tensor<si8>
  // CHECK: ptir.requantize %arg0, %{{.*}}, %{{.*}}, %{{.*}}, %{{[0-9]+}} :
  %1 = ptir.requantize %q, %ts, %tz, %ts, %tz : (tensor<2x3xsi8>, tensor<f32>, tensor<si8>, tensor<f32>, tensor<si8>) -> tensor<2x3xsi8>
  return %0, %1 : tensor<2x3xsi8>, tensor<2x3xsi8>
}
