// Attention that is fused: the reference evaluates the core ops, native compiles
// one loop nest. Queries are taken 32 at a time and keys 64, or 512 for up to 8
// queries, so extents lie on both sides of that.
// RUN: %python %S/Inputs/against_reference.py ptir-run %s %t.modules | FileCheck %s
// CHECK: {{[1-9][0-9]*}} calls, 0 bad
// RUN: ptir-run exec %s --entry causal --compile-to kernels | FileCheck %s --check-prefix=FUSED
// FUSED-COUNT-9: ptirrt.attention

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

// Steps of decoding: one query per head, over the keys of a cache. Heads that
// fill vectors, a batch of two, no keys and no batch.
// run: decode 1 1 1 1 1
// run: decode 1 1 2 1 2
// run: decode 1 1 64 1 64
// run: decode 2 2 67 2 67
// run: decode 1 1 512 1 512
// run: decode 1 1 513 1 513
// run: decode 2 2 1031 2 1031
// run: decode 2 2 0 2 0
// run: decode 0 0 5 0 5
func.func @decode(%q: tensor<?x3x1x64xf32>, %k: tensor<?x3x?x64xf32>, %v: tensor<?x3x?x64xf32>) -> tensor<?x3x1x64xf32> {
  %scale = ptir.constant dense<0.125> : tensor<f32>
  %b = ptir.dim %q, 0 : tensor<?x3x1x64xf32>
  %l = ptir.dim %k, 2 : tensor<?x3x?x64xf32>
  %x0 = ptir.dot_general %q, %k batch [0, 1] x [0, 1] contract [3] x [3] : (tensor<?x3x1x64xf32>, tensor<?x3x?x64xf32>) -> tensor<?x3x1x?xf32>
  %scales = ptir.broadcast_to %scale dims(%b, %l) : tensor<f32> -> tensor<?x3x1x?xf32>
  %x = ptir.mul %x0, %scales : tensor<?x3x1x?xf32>
  %m = ptir.reduce max, %x axes [3] keepdims : tensor<?x3x1x?xf32> -> tensor<?x3x1x1xf32>
  %ms = ptir.broadcast_to %m dims(%b, %l) : tensor<?x3x1x1xf32> -> tensor<?x3x1x?xf32>
  %shifted = ptir.sub %x, %ms : tensor<?x3x1x?xf32>
  %e = ptir.exp %shifted : tensor<?x3x1x?xf32>
  %s = ptir.reduce sum, %e axes [3] keepdims : tensor<?x3x1x?xf32> -> tensor<?x3x1x1xf32>
  %ss = ptir.broadcast_to %s dims(%b, %l) : tensor<?x3x1x1xf32> -> tensor<?x3x1x?xf32>
  %w = ptir.div %e, %ss : tensor<?x3x1x?xf32>
  %y = ptir.dot_general %w, %v batch [0, 1] x [0, 1] contract [3] x [2] : (tensor<?x3x1x?xf32>, tensor<?x3x?x64xf32>) -> tensor<?x3x1x64xf32>
  return %y : tensor<?x3x1x64xf32>
}

// Five heads share keys, and none of the sizes is a whole vector.
// run: shared 1 1 1 1 1
// run: shared 1 1 53 1 53
// run: shared 3 3 521 3 521
// run: shared 2 2 0 2 0
func.func @shared(%q: tensor<?x2x5x7xf32>, %k: tensor<?x2x?x7xf32>, %v: tensor<?x2x?x13xf32>) -> tensor<?x2x5x13xf32> {
  %scale = ptir.constant dense<0.25> : tensor<f32>
  %b = ptir.dim %q, 0 : tensor<?x2x5x7xf32>
  %l = ptir.dim %k, 2 : tensor<?x2x?x7xf32>
  %x0 = ptir.dot_general %q, %k batch [0, 1] x [0, 1] contract [3] x [3] : (tensor<?x2x5x7xf32>, tensor<?x2x?x7xf32>) -> tensor<?x2x5x?xf32>
  %scales = ptir.broadcast_to %scale dims(%b, %l) : tensor<f32> -> tensor<?x2x5x?xf32>
  %x = ptir.mul %x0, %scales : tensor<?x2x5x?xf32>
  %m = ptir.reduce max, %x axes [3] keepdims : tensor<?x2x5x?xf32> -> tensor<?x2x5x1xf32>
  %ms = ptir.broadcast_to %m dims(%b, %l) : tensor<?x2x5x1xf32> -> tensor<?x2x5x?xf32>
  %shifted = ptir.sub %x, %ms : tensor<?x2x5x?xf32>
  %e = ptir.exp %shifted : tensor<?x2x5x?xf32>
  %s = ptir.reduce sum, %e axes [3] keepdims : tensor<?x2x5x?xf32> -> tensor<?x2x5x1xf32>
  %ss = ptir.broadcast_to %s dims(%b, %l) : tensor<?x2x5x1xf32> -> tensor<?x2x5x?xf32>
  %w = ptir.div %e, %ss : tensor<?x2x5x?xf32>
  %y = ptir.dot_general %w, %v batch [0, 1] x [0, 1] contract [3] x [2] : (tensor<?x2x5x?xf32>, tensor<?x2x?x13xf32>) -> tensor<?x2x5x13xf32>
  return %y : tensor<?x2x5x13xf32>
}

// One query whose scores are infinite.
// run: decode_overflow 1 1 1 1 1
// run: decode_overflow 2 2 5 2 5
// run: decode_overflow 1 1 600 1 600
func.func @decode_overflow(%q: tensor<?x4x1x8xf32>, %k: tensor<?x4x?x8xf32>, %v: tensor<?x4x?x8xf32>) -> tensor<?x4x1x8xf32> {
  %scale = ptir.constant dense<3.0e+38> : tensor<f32>
  %b = ptir.dim %q, 0 : tensor<?x4x1x8xf32>
  %l = ptir.dim %k, 2 : tensor<?x4x?x8xf32>
  %x0 = ptir.dot_general %q, %k batch [0, 1] x [0, 1] contract [3] x [3] : (tensor<?x4x1x8xf32>, tensor<?x4x?x8xf32>) -> tensor<?x4x1x?xf32>
  %scales = ptir.broadcast_to %scale dims(%b, %l) : tensor<f32> -> tensor<?x4x1x?xf32>
  %x = ptir.mul %x0, %scales : tensor<?x4x1x?xf32>
  %m = ptir.reduce max, %x axes [3] keepdims : tensor<?x4x1x?xf32> -> tensor<?x4x1x1xf32>
  %ms = ptir.broadcast_to %m dims(%b, %l) : tensor<?x4x1x1xf32> -> tensor<?x4x1x?xf32>
  %shifted = ptir.sub %x, %ms : tensor<?x4x1x?xf32>
  %e = ptir.exp %shifted : tensor<?x4x1x?xf32>
  %s = ptir.reduce sum, %e axes [3] keepdims : tensor<?x4x1x?xf32> -> tensor<?x4x1x1xf32>
  %ss = ptir.broadcast_to %s dims(%b, %l) : tensor<?x4x1x1xf32> -> tensor<?x4x1x?xf32>
  %w = ptir.div %e, %ss : tensor<?x4x1x?xf32>
  %y = ptir.dot_general %w, %v batch [0, 1] x [0, 1] contract [3] x [2] : (tensor<?x4x1x?xf32>, tensor<?x4x?x8xf32>) -> tensor<?x4x1x8xf32>
  return %y : tensor<?x4x1x8xf32>
}

// Three queries at the end of the keys; where there are fewer keys, the first
// queries see none.
// run: few_at_end 3 3
// run: few_at_end 1 1
// run: few_at_end 66 66
// run: few_at_end 514 514
// run: few_at_end 1033 1033
// run: few_at_end 0 0
func.func @few_at_end(%q: tensor<2x3x4x16xf32>, %k: tensor<2x4x?x16xf32>, %v: tensor<2x4x?x16xf32>) -> tensor<2x3x4x16xf32> {
  %never = ptir.constant dense<0xFF800000> : tensor<f32>
  %three = ptir.constant dense<3> : tensor<si64>
  %l = ptir.dim %k, 2 : tensor<2x4x?x16xf32>
  %heads = ptir.transpose %q [0, 2, 1, 3] : tensor<2x3x4x16xf32>
  %x0 = ptir.dot_general %heads, %k batch [0, 1] x [0, 1] contract [3] x [3] : (tensor<2x4x3x16xf32>, tensor<2x4x?x16xf32>) -> tensor<2x4x3x?xf32>
  %i = ptir.iota axis 0 dims(%l) : tensor<3x?xsi32>
  %j = ptir.iota axis 1 dims(%l) : tensor<3x?xsi32>
  %past = ptir.sub %l, %three : tensor<si64>
  %past32 = ptir.cast %past : tensor<si64> -> tensor<si32>
  %pasts = ptir.broadcast_to %past32 dims(%l) : tensor<si32> -> tensor<3x?xsi32>
  %t = ptir.add %i, %pasts : tensor<3x?xsi32>
  %plane = ptir.compare ge, %t, %j : tensor<3x?xsi32>
  %visible = ptir.broadcast_to %plane dims(%l) : tensor<3x?xi1> -> tensor<2x4x3x?xi1>
  %nevers = ptir.broadcast_to %never dims(%l) : tensor<f32> -> tensor<2x4x3x?xf32>
  %x = ptir.select %visible, %x0, %nevers : tensor<2x4x3x?xi1>, tensor<2x4x3x?xf32>
  %m = ptir.reduce max, %x axes [3] keepdims : tensor<2x4x3x?xf32> -> tensor<2x4x3x1xf32>
  %ms = ptir.broadcast_to %m dims(%l) : tensor<2x4x3x1xf32> -> tensor<2x4x3x?xf32>
  %shifted = ptir.sub %x, %ms : tensor<2x4x3x?xf32>
  %e = ptir.exp %shifted : tensor<2x4x3x?xf32>
  %s = ptir.reduce sum, %e axes [3] keepdims : tensor<2x4x3x?xf32> -> tensor<2x4x3x1xf32>
  %ss = ptir.broadcast_to %s dims(%l) : tensor<2x4x3x1xf32> -> tensor<2x4x3x?xf32>
  %w = ptir.div %e, %ss : tensor<2x4x3x?xf32>
  %context = ptir.dot_general %w, %v batch [0, 1] x [0, 1] contract [3] x [2] : (tensor<2x4x3x?xf32>, tensor<2x4x?x16xf32>) -> tensor<2x4x3x16xf32>
  %y = ptir.transpose %context [0, 2, 1, 3] : tensor<2x4x3x16xf32>
  return %y : tensor<2x3x4x16xf32>
}

// Many queries without a group of heads.
// run: plain_heads 1 1
// run: plain_heads 70 70
func.func @plain_heads(%q: tensor<1x37x2x8xf32>, %k: tensor<1x2x?x8xf32>, %v: tensor<1x2x?x8xf32>) -> tensor<1x37x2x8xf32> {
  %l = ptir.dim %k, 2 : tensor<1x2x?x8xf32>
  %heads = ptir.transpose %q [0, 2, 1, 3] : tensor<1x37x2x8xf32>
  %x = ptir.dot_general %heads, %k batch [0, 1] x [0, 1] contract [3] x [3] : (tensor<1x2x37x8xf32>, tensor<1x2x?x8xf32>) -> tensor<1x2x37x?xf32>
  %m = ptir.reduce max, %x axes [3] keepdims : tensor<1x2x37x?xf32> -> tensor<1x2x37x1xf32>
  %ms = ptir.broadcast_to %m dims(%l) : tensor<1x2x37x1xf32> -> tensor<1x2x37x?xf32>
  %shifted = ptir.sub %x, %ms : tensor<1x2x37x?xf32>
  %e = ptir.exp %shifted : tensor<1x2x37x?xf32>
  %s = ptir.reduce sum, %e axes [3] keepdims : tensor<1x2x37x?xf32> -> tensor<1x2x37x1xf32>
  %ss = ptir.broadcast_to %s dims(%l) : tensor<1x2x37x1xf32> -> tensor<1x2x37x?xf32>
  %w = ptir.div %e, %ss : tensor<1x2x37x?xf32>
  %context = ptir.dot_general %w, %v batch [0, 1] x [0, 1] contract [3] x [2] : (tensor<1x2x37x?xf32>, tensor<1x2x?x8xf32>) -> tensor<1x2x37x8xf32>
  %y = ptir.transpose %context [0, 2, 1, 3] : tensor<1x2x37x8xf32>
  return %y : tensor<1x37x2x8xf32>
}

// One row of a mask for all queries of a group, which is not what is fused.
// run: repeated_mask 1 1
// run: repeated_mask 5 5
// run: repeated_mask 66 66
func.func @repeated_mask(%q: tensor<1x2x3x8xf32>, %k: tensor<1x2x?x8xf32>, %v: tensor<1x2x?x8xf32>) -> tensor<1x2x3x8xf32> {
  %never = ptir.constant dense<0xFF800000> : tensor<f32>
  %one = ptir.constant dense<1> : tensor<si64>
  %l = ptir.dim %k, 2 : tensor<1x2x?x8xf32>
  %x0 = ptir.dot_general %q, %k batch [0, 1] x [0, 1] contract [3] x [3] : (tensor<1x2x3x8xf32>, tensor<1x2x?x8xf32>) -> tensor<1x2x3x?xf32>
  %i = ptir.iota axis 0 dims(%l) : tensor<1x?xsi32>
  %j = ptir.iota axis 1 dims(%l) : tensor<1x?xsi32>
  %past = ptir.sub %l, %one : tensor<si64>
  %past32 = ptir.cast %past : tensor<si64> -> tensor<si32>
  %pasts = ptir.broadcast_to %past32 dims(%l) : tensor<si32> -> tensor<1x?xsi32>
  %t = ptir.add %i, %pasts : tensor<1x?xsi32>
  %plane = ptir.compare ge, %t, %j : tensor<1x?xsi32>
  %visible = ptir.broadcast_to %plane dims(%l) : tensor<1x?xi1> -> tensor<1x2x3x?xi1>
  %nevers = ptir.broadcast_to %never dims(%l) : tensor<f32> -> tensor<1x2x3x?xf32>
  %x = ptir.select %visible, %x0, %nevers : tensor<1x2x3x?xi1>, tensor<1x2x3x?xf32>
  %m = ptir.reduce max, %x axes [3] keepdims : tensor<1x2x3x?xf32> -> tensor<1x2x3x1xf32>
  %ms = ptir.broadcast_to %m dims(%l) : tensor<1x2x3x1xf32> -> tensor<1x2x3x?xf32>
  %shifted = ptir.sub %x, %ms : tensor<1x2x3x?xf32>
  %e = ptir.exp %shifted : tensor<1x2x3x?xf32>
  %s = ptir.reduce sum, %e axes [3] keepdims : tensor<1x2x3x?xf32> -> tensor<1x2x3x1xf32>
  %ss = ptir.broadcast_to %s dims(%l) : tensor<1x2x3x1xf32> -> tensor<1x2x3x?xf32>
  %w = ptir.div %e, %ss : tensor<1x2x3x?xf32>
  %y = ptir.dot_general %w, %v batch [0, 1] x [0, 1] contract [3] x [2] : (tensor<1x2x3x?xf32>, tensor<1x2x?x8xf32>) -> tensor<1x2x3x8xf32>
  return %y : tensor<1x2x3x8xf32>
}
