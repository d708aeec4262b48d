// Batch norms with parameters go into the weights of what is before them.
// RUN: ptir-opt %s -pass-pipeline='builtin.module(func.func(ptir-raise),ptir-fold-params)' | FileCheck %s
// They compute the same.
// RUN: ptir-opt %s -ptir-validate-passes -pass-pipeline='builtin.module(func.func(ptir-raise),ptir-fold-params)' -o /dev/null

// CHECK-LABEL: func @conv(
// CHECK-DAG: %[[W:.*]] = ptir.param "derived:w.{{[0-9a-f]+}}" : tensor<3x2x3x3xf32>
// CHECK-DAG: %[[B:.*]] = ptir.param "derived:bn.{{[a-z]+[.][0-9a-f]+}}" : tensor<3xf32>
// CHECK: ptir.composite "conv2d"(%{{.*}}, %[[W]], %[[B]])
// CHECK-NOT: ptir.rsqrt
// CHECK: return
func.func @conv(%x: tensor<1x4x4x2xf32>) -> tensor<1x4x4x3xf32> {
  %w = ptir.param "w" : tensor<3x2x3x3xf32>
  %patches = ptir.extract_patches %x window [3, 3] strides [1, 1] dilation [1, 1] padding [1, 1, 1, 1] pad 0.0 : f32 : tensor<1x4x4x2xf32>
  %rows = ptir.reshape %patches : tensor<1x4x4x18xf32> -> tensor<16x18xf32>
  %t = ptir.transpose %w [0, 2, 3, 1] : tensor<3x2x3x3xf32>
  %m = ptir.reshape %t : tensor<3x3x3x2xf32> -> tensor<3x18xf32>
  %d = ptir.dot_general %rows, %m contract [1] x [1] : (tensor<16x18xf32>, tensor<3x18xf32>) -> tensor<16x3xf32>
  %y = ptir.reshape %d : tensor<16x3xf32> -> tensor<1x4x4x3xf32>
  %scale = ptir.param "bn.weight" : tensor<3xf32>
  %shift = ptir.param "bn.bias" : tensor<3xf32>
  %mean = ptir.param "bn.mean" : tensor<3xf32>
  %root = ptir.param "bn.root" : tensor<3xf32>
  %epsilon = ptir.constant dense<1.0e-5> : tensor<3xf32>
  %variance = ptir.mul %root, %root : tensor<3xf32>
  %shifted = ptir.add %variance, %epsilon : tensor<3xf32>
  %inverse = ptir.rsqrt %shifted : tensor<3xf32>
  %factor = ptir.mul %scale, %inverse : tensor<3xf32>
  %product = ptir.mul %mean, %factor : tensor<3xf32>
  %offset = ptir.sub %shift, %product : tensor<3xf32>
  %factors = ptir.broadcast_to %factor : tensor<3xf32> -> tensor<1x4x4x3xf32>
  %offsets = ptir.broadcast_to %offset : tensor<3xf32> -> tensor<1x4x4x3xf32>
  %scaled = ptir.mul %y, %factors : tensor<1x4x4x3xf32>
  %n = ptir.add %scaled, %offsets : tensor<1x4x4x3xf32>
  return %n : tensor<1x4x4x3xf32>
}

// CHECK-LABEL: func @linear(
// CHECK-DAG: %[[W:.*]] = ptir.param "derived:w2.{{[0-9a-f]+}}" : tensor<2x3xf32>
// CHECK-DAG: %[[B:.*]] = ptir.param "derived:b2.{{[0-9a-f]+}}" : tensor<3xf32>
// CHECK: ptir.composite "linear"(%{{.*}}, %[[W]], %[[B]])
// CHECK-NOT: ptir.rsqrt
// CHECK: return
func.func @linear(%x: tensor<4x2xf32>) -> tensor<4x3xf32> {
  %w = ptir.param "w2" : tensor<2x3xf32>
  %b = ptir.param "b2" : tensor<3xf32>
  %d = ptir.dot_general %x, %w contract [1] x [0] : (tensor<4x2xf32>, tensor<2x3xf32>) -> tensor<4x3xf32>
  %bs = ptir.broadcast_to %b : tensor<3xf32> -> tensor<4x3xf32>
  %y = ptir.add %d, %bs : tensor<4x3xf32>
  %scale = ptir.param "bn.weight" : tensor<3xf32>
  %shift = ptir.param "bn.bias" : tensor<3xf32>
  %mean = ptir.param "bn.mean" : tensor<3xf32>
  %root = ptir.param "bn.root" : tensor<3xf32>
  %epsilon = ptir.constant dense<1.0e-5> : tensor<3xf32>
  %variance = ptir.mul %root, %root : tensor<3xf32>
  %shifted = ptir.add %variance, %epsilon : tensor<3xf32>
  %inverse = ptir.rsqrt %shifted : tensor<3xf32>
  %factor = ptir.mul %scale, %inverse : tensor<3xf32>
  %product = ptir.mul %mean, %factor : tensor<3xf32>
  %offset = ptir.sub %shift, %product : tensor<3xf32>
  %factors = ptir.broadcast_to %factor : tensor<3xf32> -> tensor<4x3xf32>
  %offsets = ptir.broadcast_to %offset : tensor<3xf32> -> tensor<4x3xf32>
  %scaled = ptir.mul %y, %factors : tensor<4x3xf32>
  %n = ptir.add %scaled, %offsets : tensor<4x3xf32>
  return %n : tensor<4x3xf32>
}

// The weight is multiplied by rows here: it is [channels, depth].
// CHECK-LABEL: func @matmul_transposed(
// CHECK-DAG: %[[W:.*]] = ptir.param "derived:w3.{{[0-9a-f]+}}" : tensor<3x2xf32>
// CHECK: ptir.dot_general %{{.*}}, %[[W]] contract [1] x [1]
// CHECK-NOT: ptir.rsqrt
// CHECK: return
func.func @matmul_transposed(%x: tensor<4x2xf32>) -> tensor<4x3xf32> {
  %w = ptir.param "w3" : tensor<3x2xf32>
  %y = ptir.dot_general %x, %w contract [1] x [1] : (tensor<4x2xf32>, tensor<3x2xf32>) -> tensor<4x3xf32>
  %scale = ptir.param "bn.weight" : tensor<3xf32>
  %shift = ptir.param "bn.bias" : tensor<3xf32>
  %mean = ptir.param "bn.mean" : tensor<3xf32>
  %root = ptir.param "bn.root" : tensor<3xf32>
  %epsilon = ptir.constant dense<1.0e-5> : tensor<3xf32>
  %variance = ptir.mul %root, %root : tensor<3xf32>
  %shifted = ptir.add %variance, %epsilon : tensor<3xf32>
  %inverse = ptir.rsqrt %shifted : tensor<3xf32>
  %factor = ptir.mul %scale, %inverse : tensor<3xf32>
  %product = ptir.mul %mean, %factor : tensor<3xf32>
  %offset = ptir.sub %shift, %product : tensor<3xf32>
  %factors = ptir.broadcast_to %factor : tensor<3xf32> -> tensor<4x3xf32>
  %offsets = ptir.broadcast_to %offset : tensor<3xf32> -> tensor<4x3xf32>
  %scaled = ptir.mul %y, %factors : tensor<4x3xf32>
  %n = ptir.add %scaled, %offsets : tensor<4x3xf32>
  return %n : tensor<4x3xf32>
}

// What the convolution gives is asked for, too.
// CHECK-LABEL: func @other_use(
// CHECK: ptir.composite "conv2d"
// CHECK: ptir.composite "batch_norm"
func.func @other_use(%x: tensor<1x4x4x2xf32>) -> (tensor<1x4x4x3xf32>, tensor<1x4x4x3xf32>) {
  %w = ptir.param "w" : tensor<3x2x3x3xf32>
  %patches = ptir.extract_patches %x window [3, 3] strides [1, 1] dilation [1, 1] padding [1, 1, 1, 1] pad 0.0 : f32 : tensor<1x4x4x2xf32>
  %rows = ptir.reshape %patches : tensor<1x4x4x18xf32> -> tensor<16x18xf32>
  %t = ptir.transpose %w [0, 2, 3, 1] : tensor<3x2x3x3xf32>
  %m = ptir.reshape %t : tensor<3x3x3x2xf32> -> tensor<3x18xf32>
  %d = ptir.dot_general %rows, %m contract [1] x [1] : (tensor<16x18xf32>, tensor<3x18xf32>) -> tensor<16x3xf32>
  %y = ptir.reshape %d : tensor<16x3xf32> -> tensor<1x4x4x3xf32>
  %scale = ptir.param "bn.weight" : tensor<3xf32>
  %shift = ptir.param "bn.bias" : tensor<3xf32>
  %mean = ptir.param "bn.mean" : tensor<3xf32>
  %root = ptir.param "bn.root" : tensor<3xf32>
  %epsilon = ptir.constant dense<1.0e-5> : tensor<3xf32>
  %variance = ptir.mul %root, %root : tensor<3xf32>
  %shifted = ptir.add %variance, %epsilon : tensor<3xf32>
  %inverse = ptir.rsqrt %shifted : tensor<3xf32>
  %factor = ptir.mul %scale, %inverse : tensor<3xf32>
  %product = ptir.mul %mean, %factor : tensor<3xf32>
  %offset = ptir.sub %shift, %product : tensor<3xf32>
  %factors = ptir.broadcast_to %factor : tensor<3xf32> -> tensor<1x4x4x3xf32>
  %offsets = ptir.broadcast_to %offset : tensor<3xf32> -> tensor<1x4x4x3xf32>
  %scaled = ptir.mul %y, %factors : tensor<1x4x4x3xf32>
  %n = ptir.add %scaled, %offsets : tensor<1x4x4x3xf32>
  return %y, %n : tensor<1x4x4x3xf32>, tensor<1x4x4x3xf32>
}

// The weight is an argument of the entry.
// CHECK-LABEL: func @weight_varies(
// CHECK: ptir.composite "conv2d"
// CHECK: ptir.composite "batch_norm"
func.func @weight_varies(%x: tensor<1x4x4x2xf32>, %w: tensor<3x2x3x3xf32>) -> tensor<1x4x4x3xf32> {
  %patches = ptir.extract_patches %x window [3, 3] strides [1, 1] dilation [1, 1] padding [1, 1, 1, 1] pad 0.0 : f32 : tensor<1x4x4x2xf32>
  %rows = ptir.reshape %patches : tensor<1x4x4x18xf32> -> tensor<16x18xf32>
  %t = ptir.transpose %w [0, 2, 3, 1] : tensor<3x2x3x3xf32>
  %m = ptir.reshape %t : tensor<3x3x3x2xf32> -> tensor<3x18xf32>
  %d = ptir.dot_general %rows, %m contract [1] x [1] : (tensor<16x18xf32>, tensor<3x18xf32>) -> tensor<16x3xf32>
  %y = ptir.reshape %d : tensor<16x3xf32> -> tensor<1x4x4x3xf32>
  %scale = ptir.param "bn.weight" : tensor<3xf32>
  %shift = ptir.param "bn.bias" : tensor<3xf32>
  %mean = ptir.param "bn.mean" : tensor<3xf32>
  %root = ptir.param "bn.root" : tensor<3xf32>
  %epsilon = ptir.constant dense<1.0e-5> : tensor<3xf32>
  %variance = ptir.mul %root, %root : tensor<3xf32>
  %shifted = ptir.add %variance, %epsilon : tensor<3xf32>
  %inverse = ptir.rsqrt %shifted : tensor<3xf32>
  %factor = ptir.mul %scale, %inverse : tensor<3xf32>
  %product = ptir.mul %mean, %factor : tensor<3xf32>
  %offset = ptir.sub %shift, %product : tensor<3xf32>
  %factors = ptir.broadcast_to %factor : tensor<3xf32> -> tensor<1x4x4x3xf32>
  %offsets = ptir.broadcast_to %offset : tensor<3xf32> -> tensor<1x4x4x3xf32>
  %scaled = ptir.mul %y, %factors : tensor<1x4x4x3xf32>
  %n = ptir.add %scaled, %offsets : tensor<1x4x4x3xf32>
  return %n : tensor<1x4x4x3xf32>
}
