// Attention that is fused: the reference evaluates the core ops, native compiles
// one loop nest. Queries are taken 32 at a time and keys 64, so extents lie on
// both sides of that.
// RUN: %python %S/Inputs/against_reference.py ptir-run %s %t.modules | FileCheck %s
// CHECK: {{[1-9][0-9]*}} calls, 0 bad
// RUN: ptir-run exec %s --entry causal --compile-to kernels | FileCheck %s --check-prefix=FUSED
// FUSED-COUNT-4: ptirrt.attention

// run: causal 1 1 1 1 1 1
// run: causal 2 17 2 17 2 17
// run: causal 1 32 1 32 1 32
// run: causal 3 33 3 33 3 33
// run: causal 1 67 1 67 1 67
// run: causal 1 131 1 131 1 131
// run: causal 0 5 0 5 0 5
// run: causal 2 0 2 0 2 0
func.func @causal(%query: tensor<?x?x3x1x16xf32>, %keys: tensor<?x?x3x16xf32>, %values: tensor<?x?x3x16xf32>) -> tensor<?x?x48xf32> {
  %scale = ptir.constant dense<0.25> : tensor<f32>
  %never = ptir.constant dense<0xFF800000> : tensor<f32>
  %b = ptir.dim %query, 0 : tensor<?x?x3x1x16xf32>
  %t = ptir.dim %query, 1 : tensor<?x?x3x1x16xf32>
  %q = ptir.transpose %query [0, 2, 3, 1, 4] : tensor<?x?x3x1x16xf32>
  %k = ptir.transpose %keys [0, 2, 1, 3] : tensor<?x?x3x16xf32>
  %v = ptir.transpose %values [0, 2, 1, 3] : tensor<?x?x3x16xf32>
  %products = ptir.dot_general %q, %k batch [0, 1] x [0, 1] contract [4] x [3] : (tensor<?x3x1x?x16xf32>, tensor<?x3x?x16xf32>) -> tensor<?x3x1x?x?xf32>
  %scales = ptir.broadcast_to %scale dims(%b, %t, %t) : tensor<f32> -> tensor<?x3x1x?x?xf32>
  %scaled = ptir.mul %products, %scales : tensor<?x3x1x?x?xf32>
  %i = ptir.iota axis 0 dims(%t, %t) : tensor<?x?xsi32>
  %j = ptir.iota axis 1 dims(%t, %t) : tensor<?x?xsi32>
  %plane = ptir.compare ge, %i, %j : tensor<?x?xsi32>
  %visible = ptir.broadcast_to %plane dims(%b, %t, %t) : tensor<?x?xi1> -> tensor<?x3x1x?x?xi1>
  %nevers = ptir.broadcast_to %never dims(%b, %t, %t) : tensor<f32> -> tensor<?x3x1x?x?xf32>
  %x = ptir.select %visible, %scaled, %nevers : tensor<?x3x1x?x?xi1>, tensor<?x3x1x?x?xf32>
  %m = ptir.reduce max, %x axes [4] keepdims : tensor<?x3x1x?x?xf32> -> tensor<?x3x1x?x1xf32>
  %ms = ptir.broadcast_to %m dims(%b, %t, %t) : tensor<?x3x1x?x1xf32> -> tensor<?x3x1x?x?xf32>
  %shifted = ptir.sub %x, %ms : tensor<?x3x1x?x?xf32>
  %e = ptir.exp %shifted : tensor<?x3x1x?x?xf32>
  %s = ptir.reduce sum, %e axes [4] keepdims : tensor<?x3x1x?x?xf32> -> tensor<?x3x1x?x1xf32>
  %ss = ptir.broadcast_to %s dims(%b, %t, %t) : tensor<?x3x1x?x1xf32> -> tensor<?x3x1x?x?xf32>
  %w = ptir.div %e, %ss : tensor<?x3x1x?x?xf32>
  %context = ptir.dot_general %w, %v batch [0, 1] x [0, 1] contract [4] x [2] : (tensor<?x3x1x?x?xf32>, tensor<?x3x?x16xf32>) -> tensor<?x3x1x?x16xf32>
  %back = ptir.transpose %context [0, 3, 1, 2, 4] : tensor<?x3x1x?x16xf32>
  %y = ptir.reshape %back dims(%b, %t) : tensor<?x?x3x1x16xf32> -> tensor<?x?x48xf32>
  return %y : tensor<?x?x48xf32>
}

// Queries at the end of the keys; where there are fewer keys than queries, the
// first queries see none and give NaN. Without keys nothing is summed.
// run: at_end 5 5 5
// run: at_end 1 70 70
// run: at_end 37 101 101
// run: at_end 33 129 129
// run: at_end 40 7 7
// run: at_end 9 0 0
// run: at_end 0 9 9
func.func @at_end(%q: tensor<1x2x3x?x7xf32>, %k: tensor<1x2x?x7xf32>, %v: tensor<1x2x?x13xf32>) -> tensor<1x2x3x?x13xf32> {
  %zero = ptir.constant dense<0> : tensor<si32>
  %never = ptir.constant dense<0xFF800000> : tensor<f32>
  %t = ptir.dim %q, 3 : tensor<1x2x3x?x7xf32>
  %l = ptir.dim %k, 2 : tensor<1x2x?x7xf32>
  %x0 = ptir.dot_general %q, %k batch [0, 1] x [0, 1] contract [4] x [3] : (tensor<1x2x3x?x7xf32>, tensor<1x2x?x7xf32>) -> tensor<1x2x3x?x?xf32>
  %i = ptir.iota axis 0 dims(%t, %l) : tensor<?x?xsi32>
  %j = ptir.iota axis 1 dims(%t, %l) : tensor<?x?xsi32>
  %d0 = ptir.sub %i, %j : tensor<?x?xsi32>
  %past = ptir.sub %l, %t : tensor<si64>
  %past32 = ptir.cast %past : tensor<si64> -> tensor<si32>
  %pasts = ptir.broadcast_to %past32 dims(%t, %l) : tensor<si32> -> tensor<?x?xsi32>
  %d = ptir.add %d0, %pasts : tensor<?x?xsi32>
  %zeros = ptir.broadcast_to %zero dims(%t, %l) : tensor<si32> -> tensor<?x?xsi32>
  %plane = ptir.compare ge, %d, %zeros : tensor<?x?xsi32>
  %visible = ptir.broadcast_to %plane dims(%t, %l) : tensor<?x?xi1> -> tensor<1x2x3x?x?xi1>
  %nevers = ptir.broadcast_to %never dims(%t, %l) : tensor<f32> -> tensor<1x2x3x?x?xf32>
  %x = ptir.select %visible, %x0, %nevers : tensor<1x2x3x?x?xi1>, tensor<1x2x3x?x?xf32>
  %m = ptir.reduce max, %x axes [4] keepdims : tensor<1x2x3x?x?xf32> -> tensor<1x2x3x?x1xf32>
  %ms = ptir.broadcast_to %m dims(%t, %l) : tensor<1x2x3x?x1xf32> -> tensor<1x2x3x?x?xf32>
  %shifted = ptir.sub %x, %ms : tensor<1x2x3x?x?xf32>
  %e = ptir.exp %shifted : tensor<1x2x3x?x?xf32>
  %s = ptir.reduce sum, %e axes [4] keepdims : tensor<1x2x3x?x?xf32> -> tensor<1x2x3x?x1xf32>
  %ss = ptir.broadcast_to %s dims(%t, %l) : tensor<1x2x3x?x1xf32> -> tensor<1x2x3x?x?xf32>
  %w = ptir.div %e, %ss : tensor<1x2x3x?x?xf32>
  %y = ptir.dot_general %w, %v batch [0, 1] x [0, 1] contract [4] x [2] : (tensor<1x2x3x?x?xf32>, tensor<1x2x?x13xf32>) -> tensor<1x2x3x?x13xf32>
  return %y : tensor<1x2x3x?x13xf32>
}

// Without a mask.
// run: all 1 1
// run: all 65 65
// run: all 130 130
func.func @all(%q: tensor<1x2x1x37x8xf32>, %k: tensor<1x2x?x8xf32>, %v: tensor<1x2x?x8xf32>) -> tensor<1x2x1x37x8xf32> {
  %l = ptir.dim %k, 2 : tensor<1x2x?x8xf32>
  %x = ptir.dot_general %q, %k batch [0, 1] x [0, 1] contract [4] x [3] : (tensor<1x2x1x37x8xf32>, tensor<1x2x?x8xf32>) -> tensor<1x2x1x37x?xf32>
  %m = ptir.reduce max, %x axes [4] keepdims : tensor<1x2x1x37x?xf32> -> tensor<1x2x1x37x1xf32>
  %ms = ptir.broadcast_to %m dims(%l) : tensor<1x2x1x37x1xf32> -> tensor<1x2x1x37x?xf32>
  %shifted = ptir.sub %x, %ms : tensor<1x2x1x37x?xf32>
  %e = ptir.exp %shifted : tensor<1x2x1x37x?xf32>
  %s = ptir.reduce sum, %e axes [4] keepdims : tensor<1x2x1x37x?xf32> -> tensor<1x2x1x37x1xf32>
  %ss = ptir.broadcast_to %s dims(%l) : tensor<1x2x1x37x1xf32> -> tensor<1x2x1x37x?xf32>
  %w = ptir.div %e, %ss : tensor<1x2x1x37x?xf32>
  %y = ptir.dot_general %w, %v batch [0, 1] x [0, 1] contract [4] x [2] : (tensor<1x2x1x37x?xf32>, tensor<1x2x?x8xf32>) -> tensor<1x2x1x37x8xf32>
  return %y : tensor<1x2x1x37x8xf32>
}

// Scores of infinity: the softmax of +inf is NaN, -inf weighs nothing.
// run: overflow 5 5
// run: overflow 97 97
func.func @overflow(%q: tensor<1x2x1x37x8xf32>, %k: tensor<1x2x?x8xf32>, %v: tensor<1x2x?x8xf32>) -> tensor<1x2x1x37x8xf32> {
  %l = ptir.dim %k, 2 : tensor<1x2x?x8xf32>
  %x0 = ptir.dot_general %q, %k batch [0, 1] x [0, 1] contract [4] x [3] : (tensor<1x2x1x37x8xf32>, tensor<1x2x?x8xf32>) -> tensor<1x2x1x37x?xf32>
  %scale = ptir.constant dense<3.0e+38> : tensor<f32>
  %scales = ptir.broadcast_to %scale dims(%l) : tensor<f32> -> tensor<1x2x1x37x?xf32>
  %x = ptir.mul %x0, %scales : tensor<1x2x1x37x?xf32>
  %m = ptir.reduce max, %x axes [4] keepdims : tensor<1x2x1x37x?xf32> -> tensor<1x2x1x37x1xf32>
  %ms = ptir.broadcast_to %m dims(%l) : tensor<1x2x1x37x1xf32> -> tensor<1x2x1x37x?xf32>
  %shifted = ptir.sub %x, %ms : tensor<1x2x1x37x?xf32>
  %e = ptir.exp %shifted : tensor<1x2x1x37x?xf32>
  %s = ptir.reduce sum, %e axes [4] keepdims : tensor<1x2x1x37x?xf32> -> tensor<1x2x1x37x1xf32>
  %ss = ptir.broadcast_to %s dims(%l) : tensor<1x2x1x37x1xf32> -> tensor<1x2x1x37x?xf32>
  %w = ptir.div %e, %ss : tensor<1x2x1x37x?xf32>
  %y = ptir.dot_general %w, %v batch [0, 1] x [0, 1] contract [4] x [2] : (tensor<1x2x1x37x?xf32>, tensor<1x2x?x8xf32>) -> tensor<1x2x1x37x8xf32>
  return %y : tensor<1x2x1x37x8xf32>
}
