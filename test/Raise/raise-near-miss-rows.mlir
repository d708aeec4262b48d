// RUN: ptir-opt %s -ptir-raise='explain=true' -split-input-file -verify-diagnostics | FileCheck %s

// The logistic of something else.
// CHECK-LABEL: func.func @silu_of_two
// CHECK-NOT: ptir.composite
// CHECK: return
func.func @silu_of_two(%x: tensor<3xf32>, %z: tensor<3xf32>) -> tensor<3xf32> {
  %s = ptir.logistic %z : tensor<3xf32>
  // expected-remark @below {{not raised to 'silu': expected argument 0, found argument 1}}
  %y = ptir.mul %x, %s : tensor<3xf32>
  return %y : tensor<3xf32>
}

// -----

// CHECK-LABEL: func.func @swiglu_of_three
// CHECK-NOT: ptir.composite
// CHECK: return
func.func @swiglu_of_three(%g: tensor<3xf32>, %z: tensor<3xf32>, %u: tensor<3xf32>)
    -> tensor<3xf32> {
  %s = ptir.logistic %z : tensor<3xf32>
  // expected-remark @below {{not raised to 'silu': expected argument 0, found argument 1}}
  %a = ptir.mul %g, %s : tensor<3xf32>
  // expected-remark @below {{not raised to 'swiglu': expected argument 0, found argument 1}}
  %y = ptir.mul %a, %u : tensor<3xf32>
  return %y : tensor<3xf32>
}

// -----

// Another constant.
// CHECK-LABEL: func.func @relu5
// CHECK-NOT: ptir.composite
// CHECK: return
func.func @relu5(%x: tensor<4xf32>) -> tensor<4xf32> {
  %zero = ptir.constant dense<0.0> : tensor<4xf32>
  %five = ptir.constant dense<5.0> : tensor<4xf32>
  %a = ptir.maximum %x, %zero : tensor<4xf32>
  // expected-remark @below {{not raised to 'relu6': expected ptir.constant {value = dense<6.000000e+00> : tensor<4xf32>}, found ptir.constant {value = dense<5.000000e+00> : tensor<4xf32>}}}
  %y = ptir.minimum %a, %five : tensor<4xf32>
  return %y : tensor<4xf32>
}

// -----

// A mean by another count.
// CHECK-LABEL: func.func @other_count
// CHECK-NOT: ptir.composite
// CHECK: return
func.func @other_count(%x: tensor<2x4xf32>) -> tensor<2xf32> {
  %n = ptir.constant dense<3.0> : tensor<2xf32>
  %sum = ptir.reduce sum, %x axes [1] : tensor<2x4xf32> -> tensor<2xf32>
  // expected-remark @below {{not raised to 'mean': expected ptir.constant {value = dense<4.000000e+00> : tensor<2xf32>}, found ptir.constant {value = dense<3.000000e+00> : tensor<2xf32>}}}
  %y = ptir.div %sum, %n : tensor<2xf32>
  return %y : tensor<2xf32>
}

// -----

// Another axis, which is a mean of its own.
// CHECK-LABEL: func.func @rms_along_columns
// CHECK-NOT: ptir.composite "rms_norm"
// CHECK: return
func.func @rms_along_columns(%x: tensor<4x4xf32>, %g: tensor<4xf32>) -> tensor<4x4xf32> {
  %n = ptir.constant dense<4.0> : tensor<1x4xf32>
  %eps = ptir.constant dense<1.0e-6> : tensor<1x4xf32>
  %x2 = ptir.mul %x, %x : tensor<4x4xf32>
  %sum = ptir.reduce sum, %x2 axes [0] keepdims : tensor<4x4xf32> -> tensor<1x4xf32>
  %mean = ptir.div %sum, %n : tensor<1x4xf32>
  %shifted = ptir.add %mean, %eps : tensor<1x4xf32>
  %inv = ptir.rsqrt %shifted : tensor<1x4xf32>
  %invs = ptir.broadcast_to %inv : tensor<1x4xf32> -> tensor<4x4xf32>
  %norm = ptir.mul %x, %invs : tensor<4x4xf32>
  %gs = ptir.broadcast_to %g : tensor<4xf32> -> tensor<4x4xf32>
  // expected-remark @below {{not raised to 'rms_norm': expected ptir.rsqrt of type tensor<4x1xf32>, found tensor<1x4xf32>}}
  %y = ptir.mul %norm, %gs : tensor<4x4xf32>
  return %y : tensor<4x4xf32>
}

// -----

// Targets picked along another axis.
// CHECK-LABEL: func.func @cross_entropy_of_columns
// CHECK-NOT: ptir.composite "cross_entropy"
// CHECK: return
func.func @cross_entropy_of_columns(%x: tensor<4x4xf32>, %t: tensor<4xsi64>) -> tensor<f32> {
  %n = ptir.constant dense<4.0> : tensor<f32>
  %max = ptir.reduce max, %x axes [0] keepdims : tensor<4x4xf32> -> tensor<1x4xf32>
  %m = ptir.broadcast_to %max : tensor<1x4xf32> -> tensor<4x4xf32>
  %d = ptir.sub %x, %m : tensor<4x4xf32>
  %e = ptir.exp %d : tensor<4x4xf32>
  %sum = ptir.reduce sum, %e axes [0] keepdims : tensor<4x4xf32> -> tensor<1x4xf32>
  %log = ptir.log %sum : tensor<1x4xf32>
  %row = ptir.reshape %t : tensor<4xsi64> -> tensor<1x4xsi64>
  %picked = ptir.gather %d, %row axis 0 : tensor<4x4xf32>, tensor<1x4xsi64>
  %losses = ptir.sub %log, %picked : tensor<1x4xf32>
  %total = ptir.reduce sum, %losses axes [0, 1] : tensor<1x4xf32> -> tensor<f32>
  // expected-remark @below {{not raised to 'cross_entropy': expected ptir.sub of type tensor<4x1xf32>, found tensor<1x4xf32>}}
  %y = ptir.div %total, %n : tensor<f32>
  return %y : tensor<f32>
}
