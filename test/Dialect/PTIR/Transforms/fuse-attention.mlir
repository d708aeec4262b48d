// The products, the mask and the softmax of attention become one op, which the
// generated code computes as the reference computes the core ops.
// RUN: ptir-opt %s -ptir-fuse-attention | FileCheck %s
// RUN: ptir-opt %s -ptir-fuse-attention="explain=true" -o /dev/null 2>&1 | FileCheck %s --check-prefix=WHY

// Queries stand at the positions of the keys; transposes are orders.
// CHECK-LABEL: func @causal(
// CHECK-SAME: %[[Q:.*]]: tensor<?x?x4x1x8xf32>, %[[K:.*]]: tensor<?x?x4x8xf32>, %[[V:.*]]: tensor<?x?x4x8xf32>)
// CHECK: %[[PAST:.*]] = arith.constant 0 : index
// CHECK: ptirrt.check %{{.*}}, shape_mismatch, "ptir.dot_general", "batch extent of rhs"
// CHECK: %[[INIT:.*]] = tensor.empty(%{{.*}}, %{{.*}}) : tensor<?x?x4x1x8xf32>
// CHECK: %[[Y:.*]] = ptirrt.attention ins(%[[Q]], %[[K]], %[[V]] : {{.*}}) outs(%[[INIT]] : tensor<?x?x4x1x8xf32>) past(%[[PAST]]) scale 2.500000e-01 {init_order = array<i64: 0, 2, 3, 1, 4>, key_order = array<i64: 0, 2, 1, 3>, query_order = array<i64: 0, 2, 3, 1, 4>, value_order = array<i64: 0, 2, 1, 3>}
// CHECK-NOT: ptir.exp
// CHECK-NOT: ptir.iota
// CHECK: return %[[Y]]
func.func @causal(%query: tensor<?x?x4x1x8xf32>, %keys: tensor<?x?x4x8xf32>, %values: tensor<?x?x4x8xf32>) -> tensor<?x?x4x1x8xf32> {
  %scale = ptir.constant dense<0.25> : tensor<f32>
  %never = ptir.constant dense<0xFF800000> : tensor<f32>
  %b = ptir.dim %query, 0 : tensor<?x?x4x1x8xf32>
  %t = ptir.dim %query, 1 : tensor<?x?x4x1x8xf32>
  %q = ptir.transpose %query [0, 2, 3, 1, 4] : tensor<?x?x4x1x8xf32>
  %k = ptir.transpose %keys [0, 2, 1, 3] : tensor<?x?x4x8xf32>
  %v = ptir.transpose %values [0, 2, 1, 3] : tensor<?x?x4x8xf32>
  %products = ptir.dot_general %q, %k batch [0, 1] x [0, 1] contract [4] x [3] : (tensor<?x4x1x?x8xf32>, tensor<?x4x?x8xf32>) -> tensor<?x4x1x?x?xf32>
  %scales = ptir.broadcast_to %scale dims(%b, %t, %t) : tensor<f32> -> tensor<?x4x1x?x?xf32>
  %scaled = ptir.mul %products, %scales : tensor<?x4x1x?x?xf32>
  %i = ptir.iota axis 0 dims(%t, %t) : tensor<?x?xsi32>
  %j = ptir.iota axis 1 dims(%t, %t) : tensor<?x?xsi32>
  %plane = ptir.compare ge, %i, %j : tensor<?x?xsi32>
  %visible = ptir.broadcast_to %plane dims(%b, %t, %t) : tensor<?x?xi1> -> tensor<?x4x1x?x?xi1>
  %nevers = ptir.broadcast_to %never dims(%b, %t, %t) : tensor<f32> -> tensor<?x4x1x?x?xf32>
  %x = ptir.select %visible, %scaled, %nevers : tensor<?x4x1x?x?xi1>, tensor<?x4x1x?x?xf32>
  %m = ptir.reduce max, %x axes [4] keepdims : tensor<?x4x1x?x?xf32> -> tensor<?x4x1x?x1xf32>
  %ms = ptir.broadcast_to %m dims(%b, %t, %t) : tensor<?x4x1x?x1xf32> -> tensor<?x4x1x?x?xf32>
  %shifted = ptir.sub %x, %ms : tensor<?x4x1x?x?xf32>
  %e = ptir.exp %shifted : tensor<?x4x1x?x?xf32>
  %s = ptir.reduce sum, %e axes [4] keepdims : tensor<?x4x1x?x?xf32> -> tensor<?x4x1x?x1xf32>
  %ss = ptir.broadcast_to %s dims(%b, %t, %t) : tensor<?x4x1x?x1xf32> -> tensor<?x4x1x?x?xf32>
  %w = ptir.div %e, %ss : tensor<?x4x1x?x?xf32>
  %context = ptir.dot_general %w, %v batch [0, 1] x [0, 1] contract [4] x [2] : (tensor<?x4x1x?x?xf32>, tensor<?x4x?x8xf32>) -> tensor<?x4x1x?x8xf32>
  %y = ptir.transpose %context [0, 3, 1, 2, 4] : tensor<?x4x1x?x8xf32>
  return %y : tensor<?x?x4x1x8xf32>
}

// Queries stand at the end of the keys: the distance t + (L - T) - l is at
// least 0. Groups of heads share keys; values are longer than keys.
// CHECK-LABEL: func @at_end(
// CHECK: %[[L:.*]] = tensor.dim %{{.*}}, %{{.*}} : tensor<1x2x?x8xf32>
// CHECK: %[[T:.*]] = tensor.dim %{{.*}}, %{{.*}} : tensor<1x2x3x?x8xf32>
// CHECK: %[[PAST:.*]] = arith.subi %[[L]], %[[T]] : index
// CHECK: ptirrt.attention ins(%{{.*}}, %{{.*}}, %{{.*}} : tensor<1x2x3x?x8xf32>, tensor<1x2x?x8xf32>, tensor<1x2x?x12xf32>) outs(%{{.*}} : tensor<1x2x3x?x12xf32>) past(%[[PAST]]) scale 1.000000e+00
func.func @at_end(%q: tensor<1x2x3x?x8xf32>, %k: tensor<1x2x?x8xf32>, %v: tensor<1x2x?x12xf32>) -> tensor<1x2x3x?x12xf32> {
  %zero = ptir.constant dense<0> : tensor<si32>
  %never = ptir.constant dense<0xFF800000> : tensor<f32>
  %t = ptir.dim %q, 3 : tensor<1x2x3x?x8xf32>
  %l = ptir.dim %k, 2 : tensor<1x2x?x8xf32>
  %x0 = ptir.dot_general %q, %k batch [0, 1] x [0, 1] contract [4] x [3] : (tensor<1x2x3x?x8xf32>, tensor<1x2x?x8xf32>) -> tensor<1x2x3x?x?xf32>
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
  %y = ptir.dot_general %w, %v batch [0, 1] x [0, 1] contract [4] x [2] : (tensor<1x2x3x?x?xf32>, tensor<1x2x?x12xf32>) -> tensor<1x2x3x?x12xf32>
  return %y : tensor<1x2x3x?x12xf32>
}

// Without a mask every query sees every key.
// CHECK-LABEL: func @all(
// CHECK: ptirrt.attention ins({{.*}}) outs({{.*}}) scale 1.000000e+00
func.func @all(%q: tensor<1x2x1x9x8xf32>, %k: tensor<1x2x7x8xf32>, %v: tensor<1x2x7x8xf32>) -> tensor<1x2x1x9x8xf32> {
  %x = ptir.dot_general %q, %k batch [0, 1] x [0, 1] contract [4] x [3] : (tensor<1x2x1x9x8xf32>, tensor<1x2x7x8xf32>) -> tensor<1x2x1x9x7xf32>
  %m = ptir.reduce max, %x axes [4] keepdims : tensor<1x2x1x9x7xf32> -> tensor<1x2x1x9x1xf32>
  %ms = ptir.broadcast_to %m : tensor<1x2x1x9x1xf32> -> tensor<1x2x1x9x7xf32>
  %shifted = ptir.sub %x, %ms : tensor<1x2x1x9x7xf32>
  %e = ptir.exp %shifted : tensor<1x2x1x9x7xf32>
  %s = ptir.reduce sum, %e axes [4] keepdims : tensor<1x2x1x9x7xf32> -> tensor<1x2x1x9x1xf32>
  %ss = ptir.broadcast_to %s : tensor<1x2x1x9x1xf32> -> tensor<1x2x1x9x7xf32>
  %w = ptir.div %e, %ss : tensor<1x2x1x9x7xf32>
  %y = ptir.dot_general %w, %v batch [0, 1] x [0, 1] contract [4] x [2] : (tensor<1x2x1x9x7xf32>, tensor<1x2x7x8xf32>) -> tensor<1x2x1x9x8xf32>
  return %y : tensor<1x2x1x9x8xf32>
}

// A step of decoding: its queries are the heads of a group, and they see all
// that is valid of the cache. The op's groups have one each.
// CHECK-LABEL: func @decode(
// CHECK-SAME: %[[Q:.*]]: tensor<?x2x3x8xf32>, %[[K:.*]]: tensor<?x2x?x8xf32>, %[[V:.*]]: tensor<?x2x?x8xf32>, %[[L:.*]]: tensor<si64>)
// CHECK-DAG: %[[KEYS:.*]] = ptir.slice %[[K]]
// CHECK-DAG: %[[VALUES:.*]] = ptir.slice %[[V]]
// CHECK-DAG: %[[QUERY:.*]] = tensor.expand_shape %[[Q]] {{\[\[}}0], [1, 2], [3], [4]] output_shape [%{{.*}}, 2, 1, 3, 8]
// CHECK-DAG: %[[INIT:.*]] = tensor.empty(%{{.*}}) : tensor<?x2x1x3x8xf32>
// CHECK: %[[Y:.*]] = ptirrt.attention ins(%[[QUERY]], %[[KEYS]], %[[VALUES]] : {{.*}}) outs(%[[INIT]] : {{.*}}) scale 5.000000e-01 {
// CHECK-NOT: ptir.exp
// CHECK: %[[OUT:.*]] = tensor.collapse_shape %[[Y]] {{\[\[}}0], [1, 2], [3], [4]] : tensor<?x2x1x3x8xf32> into tensor<?x2x3x8xf32>
// CHECK: return %[[OUT]]
func.func @decode(%q: tensor<?x2x3x8xf32>, %cache: tensor<?x2x?x8xf32>, %other: tensor<?x2x?x8xf32>, %l: tensor<si64>) -> tensor<?x2x3x8xf32> {
  %scale = ptir.constant dense<0.5> : tensor<f32>
  %b = ptir.dim %q, 0 : tensor<?x2x3x8xf32>
  %k = ptir.slice %cache starts [0, 0, 0, 0] sizes [-1, 2, -1, 8] dims(%b, %l) : tensor<?x2x?x8xf32>
  %v = ptir.slice %other starts [0, 0, 0, 0] sizes [-1, 2, -1, 8] dims(%b, %l) : tensor<?x2x?x8xf32>
  %x0 = ptir.dot_general %q, %k batch [0, 1] x [0, 1] contract [3] x [3] : (tensor<?x2x3x8xf32>, tensor<?x2x?x8xf32>) -> tensor<?x2x3x?xf32>
  %scales = ptir.broadcast_to %scale dims(%b, %l) : tensor<f32> -> tensor<?x2x3x?xf32>
  %x = ptir.mul %x0, %scales : tensor<?x2x3x?xf32>
  %m = ptir.reduce max, %x axes [3] keepdims : tensor<?x2x3x?xf32> -> tensor<?x2x3x1xf32>
  %ms = ptir.broadcast_to %m dims(%b, %l) : tensor<?x2x3x1xf32> -> tensor<?x2x3x?xf32>
  %shifted = ptir.sub %x, %ms : tensor<?x2x3x?xf32>
  %e = ptir.exp %shifted : tensor<?x2x3x?xf32>
  %s = ptir.reduce sum, %e axes [3] keepdims : tensor<?x2x3x?xf32> -> tensor<?x2x3x1xf32>
  %ss = ptir.broadcast_to %s dims(%b, %l) : tensor<?x2x3x1xf32> -> tensor<?x2x3x?xf32>
  %w = ptir.div %e, %ss : tensor<?x2x3x?xf32>
  %y = ptir.dot_general %w, %v batch [0, 1] x [0, 1] contract [3] x [2] : (tensor<?x2x3x?xf32>, tensor<?x2x?x8xf32>) -> tensor<?x2x3x8xf32>
  return %y : tensor<?x2x3x8xf32>
}

// Heads that share no keys, with transposes: the group of one lies behind the
// heads in memory, too.
// CHECK-LABEL: func @plain_heads(
// CHECK-SAME: %[[Q:.*]]: tensor<2x9x4x8xf32>, %[[K:.*]]: tensor<2x7x4x8xf32>, %[[V:.*]]: tensor<2x7x4x8xf32>)
// CHECK: %[[QUERY:.*]] = tensor.expand_shape %[[Q]] {{\[\[}}0], [1], [2, 3], [4]] output_shape [2, 9, 4, 1, 8]
// CHECK: %[[Y:.*]] = ptirrt.attention ins(%[[QUERY]], %[[K]], %[[V]] : {{.*}}) outs(%{{.*}} : tensor<2x9x4x1x8xf32>) scale 1.000000e+00 {init_order = array<i64: 0, 2, 3, 1, 4>, key_order = array<i64: 0, 2, 1, 3>, query_order = array<i64: 0, 2, 3, 1, 4>, value_order = array<i64: 0, 2, 1, 3>}
// CHECK: %[[OUT:.*]] = tensor.collapse_shape %[[Y]] {{\[\[}}0], [1], [2, 3], [4]] : tensor<2x9x4x1x8xf32> into tensor<2x9x4x8xf32>
// CHECK: return %[[OUT]]
func.func @plain_heads(%query: tensor<2x9x4x8xf32>, %keys: tensor<2x7x4x8xf32>, %values: tensor<2x7x4x8xf32>) -> tensor<2x9x4x8xf32> {
  %q = ptir.transpose %query [0, 2, 1, 3] : tensor<2x9x4x8xf32>
  %k = ptir.transpose %keys [0, 2, 1, 3] : tensor<2x7x4x8xf32>
  %v = ptir.transpose %values [0, 2, 1, 3] : tensor<2x7x4x8xf32>
  %x = ptir.dot_general %q, %k batch [0, 1] x [0, 1] contract [3] x [3] : (tensor<2x4x9x8xf32>, tensor<2x4x7x8xf32>) -> tensor<2x4x9x7xf32>
  %m = ptir.reduce max, %x axes [3] keepdims : tensor<2x4x9x7xf32> -> tensor<2x4x9x1xf32>
  %ms = ptir.broadcast_to %m : tensor<2x4x9x1xf32> -> tensor<2x4x9x7xf32>
  %shifted = ptir.sub %x, %ms : tensor<2x4x9x7xf32>
  %e = ptir.exp %shifted : tensor<2x4x9x7xf32>
  %s = ptir.reduce sum, %e axes [3] keepdims : tensor<2x4x9x7xf32> -> tensor<2x4x9x1xf32>
  %ss = ptir.broadcast_to %s : tensor<2x4x9x1xf32> -> tensor<2x4x9x7xf32>
  %w = ptir.div %e, %ss : tensor<2x4x9x7xf32>
  %context = ptir.dot_general %w, %v batch [0, 1] x [0, 1] contract [3] x [2] : (tensor<2x4x9x7xf32>, tensor<2x4x7x8xf32>) -> tensor<2x4x9x8xf32>
  %y = ptir.transpose %context [0, 2, 1, 3] : tensor<2x4x9x8xf32>
  return %y : tensor<2x9x4x8xf32>
}

// A number that is cut off to 8 bits on the way, or has a fraction, is no sum of
// extents.
// CHECK-LABEL: func @at_narrow_end(
// CHECK-NOT: ptirrt.attention
// WHY: remark: not fused: where the queries stand does not follow from extents
func.func @at_narrow_end(%q: tensor<1x2x3x?x8xf32>, %k: tensor<1x2x?x8xf32>, %v: tensor<1x2x?x12xf32>) -> tensor<1x2x3x?x12xf32> {
  %zero = ptir.constant dense<0> : tensor<si32>
  %never = ptir.constant dense<0xFF800000> : tensor<f32>
  %t = ptir.dim %q, 3 : tensor<1x2x3x?x8xf32>
  %l = ptir.dim %k, 2 : tensor<1x2x?x8xf32>
  %x0 = ptir.dot_general %q, %k batch [0, 1] x [0, 1] contract [4] x [3] : (tensor<1x2x3x?x8xf32>, tensor<1x2x?x8xf32>) -> tensor<1x2x3x?x?xf32>
  %i = ptir.iota axis 0 dims(%t, %l) : tensor<?x?xsi32>
  %j = ptir.iota axis 1 dims(%t, %l) : tensor<?x?xsi32>
  %d0 = ptir.sub %i, %j : tensor<?x?xsi32>
  %past = ptir.sub %l, %t : tensor<si64>
  %past8 = ptir.cast %past : tensor<si64> -> tensor<si8>
  %past32 = ptir.cast %past8 : tensor<si8> -> tensor<si32>
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
  %y = ptir.dot_general %w, %v batch [0, 1] x [0, 1] contract [4] x [2] : (tensor<1x2x3x?x?xf32>, tensor<1x2x?x12xf32>) -> tensor<1x2x3x?x12xf32>
  return %y : tensor<1x2x3x?x12xf32>
}

// CHECK-LABEL: func @at_rounded_end(
// CHECK-NOT: ptirrt.attention
// WHY: remark: not fused: where the queries stand does not follow from extents
func.func @at_rounded_end(%q: tensor<1x2x3x?x8xf32>, %k: tensor<1x2x?x8xf32>, %v: tensor<1x2x?x12xf32>) -> tensor<1x2x3x?x12xf32> {
  %zero = ptir.constant dense<0> : tensor<si32>
  %never = ptir.constant dense<0xFF800000> : tensor<f32>
  %t = ptir.dim %q, 3 : tensor<1x2x3x?x8xf32>
  %l = ptir.dim %k, 2 : tensor<1x2x?x8xf32>
  %x0 = ptir.dot_general %q, %k batch [0, 1] x [0, 1] contract [4] x [3] : (tensor<1x2x3x?x8xf32>, tensor<1x2x?x8xf32>) -> tensor<1x2x3x?x?xf32>
  %i = ptir.iota axis 0 dims(%t, %l) : tensor<?x?xsi32>
  %j = ptir.iota axis 1 dims(%t, %l) : tensor<?x?xsi32>
  %d0 = ptir.sub %i, %j : tensor<?x?xsi32>
  %past = ptir.sub %l, %t : tensor<si64>
  %half = ptir.constant dense<0.5> : tensor<f32>
  %exact = ptir.cast %past : tensor<si64> -> tensor<f32>
  %more = ptir.add %exact, %half : tensor<f32>
  %past32 = ptir.cast %more : tensor<f32> -> tensor<si32>
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
  %y = ptir.dot_general %w, %v batch [0, 1] x [0, 1] contract [4] x [2] : (tensor<1x2x3x?x?xf32>, tensor<1x2x?x12xf32>) -> tensor<1x2x3x?x12xf32>
  return %y : tensor<1x2x3x?x12xf32>
}

// The mask lets queries see what is behind them.
// CHECK-LABEL: func @other_mask(
// CHECK-NOT: ptirrt.attention
// WHY: remark: not fused: the mask is not causal
func.func @other_mask(%q: tensor<1x2x1x9x8xf32>, %k: tensor<1x2x9x8xf32>, %v: tensor<1x2x9x8xf32>, %mask: tensor<9x9xi1>) -> tensor<1x2x1x9x8xf32> {
  %never = ptir.constant dense<0xFF800000> : tensor<1x2x1x9x9xf32>
  %x0 = ptir.dot_general %q, %k batch [0, 1] x [0, 1] contract [4] x [3] : (tensor<1x2x1x9x8xf32>, tensor<1x2x9x8xf32>) -> tensor<1x2x1x9x9xf32>
  %visible = ptir.broadcast_to %mask : tensor<9x9xi1> -> tensor<1x2x1x9x9xi1>
  %x = ptir.select %visible, %x0, %never : tensor<1x2x1x9x9xi1>, tensor<1x2x1x9x9xf32>
  %m = ptir.reduce max, %x axes [4] keepdims : tensor<1x2x1x9x9xf32> -> tensor<1x2x1x9x1xf32>
  %ms = ptir.broadcast_to %m : tensor<1x2x1x9x1xf32> -> tensor<1x2x1x9x9xf32>
  %shifted = ptir.sub %x, %ms : tensor<1x2x1x9x9xf32>
  %e = ptir.exp %shifted : tensor<1x2x1x9x9xf32>
  %s = ptir.reduce sum, %e axes [4] keepdims : tensor<1x2x1x9x9xf32> -> tensor<1x2x1x9x1xf32>
  %ss = ptir.broadcast_to %s : tensor<1x2x1x9x1xf32> -> tensor<1x2x1x9x9xf32>
  %w = ptir.div %e, %ss : tensor<1x2x1x9x9xf32>
  %y = ptir.dot_general %w, %v batch [0, 1] x [0, 1] contract [4] x [2] : (tensor<1x2x1x9x9xf32>, tensor<1x2x9x8xf32>) -> tensor<1x2x1x9x8xf32>
  return %y : tensor<1x2x1x9x8xf32>
}

// Somebody wants to see the weights.
// CHECK-LABEL: func @weights_are_read(
// CHECK-NOT: ptirrt.attention
// WHY: remark: not fused: something else reads the weights
func.func @weights_are_read(%q: tensor<1x2x1x9x8xf32>, %k: tensor<1x2x7x8xf32>, %v: tensor<1x2x7x8xf32>) -> (tensor<1x2x1x9x8xf32>, tensor<1x2x1x9x7xf32>) {
  %x = ptir.dot_general %q, %k batch [0, 1] x [0, 1] contract [4] x [3] : (tensor<1x2x1x9x8xf32>, tensor<1x2x7x8xf32>) -> tensor<1x2x1x9x7xf32>
  %m = ptir.reduce max, %x axes [4] keepdims : tensor<1x2x1x9x7xf32> -> tensor<1x2x1x9x1xf32>
  %ms = ptir.broadcast_to %m : tensor<1x2x1x9x1xf32> -> tensor<1x2x1x9x7xf32>
  %shifted = ptir.sub %x, %ms : tensor<1x2x1x9x7xf32>
  %e = ptir.exp %shifted : tensor<1x2x1x9x7xf32>
  %s = ptir.reduce sum, %e axes [4] keepdims : tensor<1x2x1x9x7xf32> -> tensor<1x2x1x9x1xf32>
  %ss = ptir.broadcast_to %s : tensor<1x2x1x9x1xf32> -> tensor<1x2x1x9x7xf32>
  %w = ptir.div %e, %ss : tensor<1x2x1x9x7xf32>
  %y = ptir.dot_general %w, %v batch [0, 1] x [0, 1] contract [4] x [2] : (tensor<1x2x1x9x7xf32>, tensor<1x2x7x8xf32>) -> tensor<1x2x1x9x8xf32>
  return %y, %w : tensor<1x2x1x9x8xf32>, tensor<1x2x1x9x7xf32>
}

// There is nothing to compute.
// CHECK-LABEL: func @no_queries(
// CHECK-NOT: ptirrt.attention
// WHY: remark: not fused: there are no queries
func.func @no_queries(%q: tensor<1x2x1x0x8xf32>, %k: tensor<1x2x7x8xf32>, %v: tensor<1x2x7x8xf32>) -> tensor<1x2x1x0x8xf32> {
  %x = ptir.dot_general %q, %k batch [0, 1] x [0, 1] contract [4] x [3] : (tensor<1x2x1x0x8xf32>, tensor<1x2x7x8xf32>) -> tensor<1x2x1x0x7xf32>
  %m = ptir.reduce max, %x axes [4] keepdims : tensor<1x2x1x0x7xf32> -> tensor<1x2x1x0x1xf32>
  %ms = ptir.broadcast_to %m : tensor<1x2x1x0x1xf32> -> tensor<1x2x1x0x7xf32>
  %shifted = ptir.sub %x, %ms : tensor<1x2x1x0x7xf32>
  %e = ptir.exp %shifted : tensor<1x2x1x0x7xf32>
  %s = ptir.reduce sum, %e axes [4] keepdims : tensor<1x2x1x0x7xf32> -> tensor<1x2x1x0x1xf32>
  %ss = ptir.broadcast_to %s : tensor<1x2x1x0x1xf32> -> tensor<1x2x1x0x7xf32>
  %w = ptir.div %e, %ss : tensor<1x2x1x0x7xf32>
  %y = ptir.dot_general %w, %v batch [0, 1] x [0, 1] contract [4] x [2] : (tensor<1x2x1x0x7xf32>, tensor<1x2x7x8xf32>) -> tensor<1x2x1x0x8xf32>
  return %y : tensor<1x2x1x0x8xf32>
}

// Keys with their elements before their positions.
// CHECK-LABEL: func @columns_of_keys(
// CHECK-NOT: ptirrt.attention
// WHY: remark: not fused: queries are not [batch, heads, positions, size] or [batch, heads, group, positions, size]
func.func @columns_of_keys(%q: tensor<1x2x1x8xf32>, %k: tensor<1x2x8x7xf32>, %v: tensor<1x2x7x8xf32>) -> tensor<1x2x1x8xf32> {
  %x = ptir.dot_general %q, %k batch [0, 1] x [0, 1] contract [3] x [2] : (tensor<1x2x1x8xf32>, tensor<1x2x8x7xf32>) -> tensor<1x2x1x7xf32>
  %m = ptir.reduce max, %x axes [3] keepdims : tensor<1x2x1x7xf32> -> tensor<1x2x1x1xf32>
  %ms = ptir.broadcast_to %m : tensor<1x2x1x1xf32> -> tensor<1x2x1x7xf32>
  %shifted = ptir.sub %x, %ms : tensor<1x2x1x7xf32>
  %e = ptir.exp %shifted : tensor<1x2x1x7xf32>
  %s = ptir.reduce sum, %e axes [3] keepdims : tensor<1x2x1x7xf32> -> tensor<1x2x1x1xf32>
  %ss = ptir.broadcast_to %s : tensor<1x2x1x1xf32> -> tensor<1x2x1x7xf32>
  %w = ptir.div %e, %ss : tensor<1x2x1x7xf32>
  %y = ptir.dot_general %w, %v batch [0, 1] x [0, 1] contract [3] x [2] : (tensor<1x2x1x7xf32>, tensor<1x2x7x8xf32>) -> tensor<1x2x1x8xf32>
  return %y : tensor<1x2x1x8xf32>
}

// One row of a mask for all queries of a group.
// CHECK-LABEL: func @repeated_mask(
// CHECK-NOT: ptirrt.attention
// CHECK: return
// WHY: remark: not fused: the mask is repeated over queries or keys
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
