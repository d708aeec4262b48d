// Regions run or do not, the same on both backends, with values found by hand.
// RUN: %python %S/Inputs/against_reference.py ptir-run %s %t.modules | FileCheck %s
// CHECK: {{[1-9][0-9]*}} calls, 0 bad

// The sum of 1 to 10.
// is: counts: [0, 55]
func.func @counts() -> (tensor<si32>, tensor<si32>) {
  %n = ptir.constant dense<10> : tensor<si32>
  %zero = ptir.constant dense<0> : tensor<si32>
  %r:2 = ptir.while(%n, %zero) : tensor<si32>, tensor<si32> cond {
  ^bb0(%a: tensor<si32>, %s: tensor<si32>):
    %z = ptir.constant dense<0> : tensor<si32>
    %p = ptir.compare gt, %a, %z : tensor<si32>
    ptir.yield %p : tensor<i1>
  } body {
  ^bb0(%a: tensor<si32>, %s: tensor<si32>):
    %one = ptir.constant dense<1> : tensor<si32>
    %b = ptir.sub %a, %one : tensor<si32>
    %t = ptir.add %s, %a : tensor<si32>
    ptir.yield %b, %t : tensor<si32>, tensor<si32>
  }
  return %r#0, %r#1 : tensor<si32>, tensor<si32>
}

// No step: the results are the carries, which the caller keeps.
// is: no_step: [[1.0, 2.0], [1.0, 2.0]]
func.func @no_step() -> (tensor<2xf32>, tensor<2xf32>) {
  %x = ptir.constant dense<[1.0, 2.0]> : tensor<2xf32>
  %r = ptir.while(%x) : tensor<2xf32> cond {
  ^bb0(%a: tensor<2xf32>):
    %m = ptir.reduce sum, %a axes [0] : tensor<2xf32> -> tensor<f32>
    %z = ptir.constant dense<3.0> : tensor<f32>
    %p = ptir.compare lt, %m, %z : tensor<f32>
    ptir.yield %p : tensor<i1>
  } body {
  ^bb0(%a: tensor<2xf32>):
    %b = ptir.add %a, %a : tensor<2xf32>
    ptir.yield %b : tensor<2xf32>
  }
  return %r, %x : tensor<2xf32>, tensor<2xf32>
}

// Carries that change places, as numbers of Fibonacci do.
// is: fibonacci: [[832040, 1346269], [514229, 832040]]
func.func @fibonacci() -> (tensor<2xsi64>, tensor<2xsi64>) {
  %i = ptir.constant dense<29> : tensor<si64>
  %x = ptir.constant dense<[0, 1]> : tensor<2xsi64>
  %y = ptir.constant dense<[1, 1]> : tensor<2xsi64>
  %r:3 = ptir.while(%i, %y, %x) : tensor<si64>, tensor<2xsi64>, tensor<2xsi64> cond {
  ^bb0(%n: tensor<si64>, %a: tensor<2xsi64>, %b: tensor<2xsi64>):
    %z = ptir.constant dense<0> : tensor<si64>
    %p = ptir.compare ne, %n, %z : tensor<si64>
    ptir.yield %p : tensor<i1>
  } body {
  ^bb0(%n: tensor<si64>, %a: tensor<2xsi64>, %b: tensor<2xsi64>):
    %one = ptir.constant dense<1> : tensor<si64>
    %m = ptir.sub %n, %one : tensor<si64>
    %c = ptir.add %a, %b : tensor<2xsi64>
    ptir.yield %m, %c, %a : tensor<si64>, tensor<2xsi64>, tensor<2xsi64>
  }
  return %r#1, %r#2 : tensor<2xsi64>, tensor<2xsi64>
}

// Extents of carries change from step to step, one grows and one shrinks.
// is: grows: [[0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2], [3, 4]]
func.func @grows() -> (tensor<?xsi32>, tensor<?xsi32>) {
  %three = ptir.constant dense<3> : tensor<si64>
  %five = ptir.constant dense<5> : tensor<si64>
  %x = ptir.iota axis 0 dims(%three) : tensor<?xsi32>
  %y = ptir.iota axis 0 dims(%five) : tensor<?xsi32>
  %r:2 = ptir.while(%x, %y) : tensor<?xsi32>, tensor<?xsi32> cond {
  ^bb0(%a: tensor<?xsi32>, %b: tensor<?xsi32>):
    %d = ptir.dim %a, 0 : tensor<?xsi32>
    %z = ptir.constant dense<24> : tensor<si64>
    %p = ptir.compare lt, %d, %z : tensor<si64>
    ptir.yield %p : tensor<i1>
  } body {
  ^bb0(%a: tensor<?xsi32>, %b: tensor<?xsi32>):
    %c = ptir.concat %a, %a axis 0 : tensor<?xsi32>, tensor<?xsi32>
    %d = ptir.dim %b, 0 : tensor<?xsi32>
    %one = ptir.constant dense<1> : tensor<si64>
    %n = ptir.sub %d, %one : tensor<si64>
    %s = ptir.slice %b starts [1] sizes [-1] dims(%n) : tensor<?xsi32>
    ptir.yield %c, %s : tensor<?xsi32>, tensor<?xsi32>
  }
  return %r#0, %r#1 : tensor<?xsi32>, tensor<?xsi32>
}

// Many steps that hand on what they allocate.
// is: many_steps: [1000, 1024.0]
func.func @many_steps() -> (tensor<si32>, tensor<f32>) {
  %i = ptir.constant dense<0> : tensor<si32>
  %n = ptir.constant dense<4096> : tensor<si64>
  %z = ptir.constant dense<0.0> : tensor<f32>
  %x = ptir.broadcast_to %z dims(%n) : tensor<f32> -> tensor<?xf32>
  %r:2 = ptir.while(%i, %x) : tensor<si32>, tensor<?xf32> cond {
  ^bb0(%a: tensor<si32>, %b: tensor<?xf32>):
    %z2 = ptir.constant dense<1000> : tensor<si32>
    %p = ptir.compare lt, %a, %z2 : tensor<si32>
    ptir.yield %p : tensor<i1>
  } body {
  ^bb0(%a: tensor<si32>, %b: tensor<?xf32>):
    %one = ptir.constant dense<1> : tensor<si32>
    %c = ptir.add %a, %one : tensor<si32>
    %q = ptir.constant dense<0.25> : tensor<f32>
    %d = ptir.dim %b, 0 : tensor<?xf32>
    %qs = ptir.broadcast_to %q dims(%d) : tensor<f32> -> tensor<?xf32>
    ptir.yield %c, %qs : tensor<si32>, tensor<?xf32>
  }
  %s = ptir.reduce sum, %r#1 axes [0] : tensor<?xf32> -> tensor<f32>
  return %r#0, %s : tensor<si32>, tensor<f32>
}

// is: chooses: [[1, 2, 3], [-1, -2, -3], 6, -1]
func.func @chooses() -> (tensor<3xsi32>, tensor<3xsi32>, tensor<si32>, tensor<si32>) {
  %x = ptir.constant dense<[1, 2, 3]> : tensor<3xsi32>
  %a:2 = func.call @pick(%x) : (tensor<3xsi32>) -> (tensor<3xsi32>, tensor<si32>)
  %n = ptir.neg %x : tensor<3xsi32>
  %b:2 = func.call @pick(%n) : (tensor<3xsi32>) -> (tensor<3xsi32>, tensor<si32>)
  return %a#0, %b#0, %a#1, %b#1 : tensor<3xsi32>, tensor<3xsi32>, tensor<si32>, tensor<si32>
}
func.func private @pick(%x: tensor<3xsi32>) -> (tensor<3xsi32>, tensor<si32>) {
  %s = ptir.reduce sum, %x axes [0] : tensor<3xsi32> -> tensor<si32>
  %z = ptir.constant dense<0> : tensor<si32>
  %p = ptir.compare gt, %s, %z : tensor<si32>
  %r:2 = ptir.cond %p(%x, %s) : (tensor<3xsi32>, tensor<si32>) -> (tensor<3xsi32>, tensor<si32>) {
  ^bb0(%a: tensor<3xsi32>, %b: tensor<si32>):
    ptir.yield %a, %b : tensor<3xsi32>, tensor<si32>
  } else {
  ^bb0(%a: tensor<3xsi32>, %b: tensor<si32>):
    %m = ptir.reduce max, %a axes [0] : tensor<3xsi32> -> tensor<si32>
    ptir.yield %a, %m : tensor<3xsi32>, tensor<si32>
  }
  return %r#0, %r#1 : tensor<3xsi32>, tensor<si32>
}

// Only the branch that is taken can fail.
// is: guards: [[5, 7]]
func.func @guards() -> tensor<2xsi32> {
  %i = ptir.constant dense<[0, 9]> : tensor<2xsi32>
  %x = ptir.constant dense<[5, 6]> : tensor<2xsi32>
  %limit = ptir.constant dense<2> : tensor<si32>
  %m = ptir.reduce max, %i axes [0] : tensor<2xsi32> -> tensor<si32>
  %p = ptir.compare lt, %m, %limit : tensor<si32>
  %r = ptir.cond %p(%x, %i) : (tensor<2xsi32>, tensor<2xsi32>) -> tensor<2xsi32> {
  ^bb0(%a: tensor<2xsi32>, %b: tensor<2xsi32>):
    %t = ptir.take %a, %b : tensor<2xsi32>, tensor<2xsi32>
    ptir.yield %t : tensor<2xsi32>
  } else {
  ^bb0(%a: tensor<2xsi32>, %b: tensor<2xsi32>):
    %c = ptir.constant dense<[5, 7]> : tensor<2xsi32>
    ptir.yield %c : tensor<2xsi32>
  }
  return %r : tensor<2xsi32>
}

// is: sums: [[9, 12], [[1, 2], [4, 6], [9, 12]], [1, 3, 5]]
func.func @sums() -> (tensor<2xsi32>, tensor<3x2xsi32>, tensor<3xsi32>) {
  %z = ptir.constant dense<0> : tensor<2xsi32>
  %xs = ptir.constant dense<[[1, 2], [3, 4], [5, 6]]> : tensor<3x2xsi32>
  %r:3 = ptir.scan(%z, %xs) carries 1 : (tensor<2xsi32>, tensor<3x2xsi32>) -> (tensor<2xsi32>, tensor<3x2xsi32>, tensor<3xsi32>) {
  ^bb0(%a: tensor<2xsi32>, %x: tensor<2xsi32>):
    %s = ptir.add %a, %x : tensor<2xsi32>
    %l = ptir.reduce min, %x axes [0] : tensor<2xsi32> -> tensor<si32>
    ptir.yield %s, %s, %l : tensor<2xsi32>, tensor<2xsi32>, tensor<si32>
  }
  return %r#0, %r#1, %r#2 : tensor<2xsi32>, tensor<3x2xsi32>, tensor<3xsi32>
}

// Without a step there are no outputs; dynamic extents of one are 0.
// run: stacks 3 2
// run: stacks 0 2
func.func @stacks(%xs: tensor<?x?xf32>) -> (tensor<f32>, tensor<?x?xf32>, tensor<?x4xf32>) {
  %z = ptir.constant dense<0.0> : tensor<f32>
  %r:3 = ptir.scan(%z, %xs) carries 1 : (tensor<f32>, tensor<?x?xf32>) -> (tensor<f32>, tensor<?x?xf32>, tensor<?x4xf32>) {
  ^bb0(%a: tensor<f32>, %x: tensor<?xf32>):
    %m = ptir.reduce sum, %x axes [0] : tensor<?xf32> -> tensor<f32>
    %s = ptir.add %a, %m : tensor<f32>
    %c = ptir.concat %x, %x axis 0 : tensor<?xf32>, tensor<?xf32>
    %b = ptir.broadcast_to %s : tensor<f32> -> tensor<4xf32>
    ptir.yield %s, %c, %b : tensor<f32>, tensor<?xf32>, tensor<4xf32>
  }
  return %r#0, %r#1, %r#2 : tensor<f32>, tensor<?x?xf32>, tensor<?x4xf32>
}

// A carry that starts with extents everybody knows and grows.
// is: grows_from_static: [[1, 1, 1, 1, 1, 1, 1, 1], [[1, 0], [1, 1], [1, 2]]]
func.func @grows_from_static() -> (tensor<?xsi32>, tensor<3x?xsi32>) {
  %c = ptir.constant dense<1> : tensor<1xsi32>
  %one = ptir.constant dense<1> : tensor<si64>
  %x = ptir.reshape %c dims(%one) : tensor<1xsi32> -> tensor<?xsi32>
  %is = ptir.iota axis 0 : tensor<3xsi32>
  %r:2 = ptir.scan(%x, %is) carries 1 : (tensor<?xsi32>, tensor<3xsi32>) -> (tensor<?xsi32>, tensor<3x?xsi32>) {
  ^bb0(%a: tensor<?xsi32>, %i: tensor<si32>):
    %d = ptir.concat %a, %a axis 0 : tensor<?xsi32>, tensor<?xsi32>
    %f = ptir.slice %a starts [0] sizes [1] : tensor<?xsi32>
    %v = ptir.reshape %i : tensor<si32> -> tensor<1xsi32>
    %p = ptir.concat %f, %v axis 0 : tensor<1xsi32>, tensor<1xsi32>
    %two = ptir.constant dense<2> : tensor<si64>
    %q = ptir.reshape %p dims(%two) : tensor<2xsi32> -> tensor<?xsi32>
    ptir.yield %d, %q : tensor<?xsi32>, tensor<?xsi32>
  }
  return %r#0, %r#1 : tensor<?xsi32>, tensor<3x?xsi32>
}

// A loop in a branch in a loop: how often 3 goes into the numbers below 8.
// is: nests: [[0, 0, 0, 1, 1, 1, 2, 2], 7]
func.func @nests() -> (tensor<8xsi32>, tensor<si32>) {
  %xs = ptir.iota axis 0 : tensor<8xsi32>
  %z = ptir.constant dense<0> : tensor<si32>
  %r:2 = ptir.scan(%z, %xs) carries 1 : (tensor<si32>, tensor<8xsi32>) -> (tensor<si32>, tensor<8xsi32>) {
  ^bb0(%t: tensor<si32>, %x: tensor<si32>):
    %zero = ptir.constant dense<0> : tensor<si32>
    %three = ptir.constant dense<3> : tensor<si32>
    %small = ptir.compare lt, %x, %three : tensor<si32>
    %q = ptir.cond %small(%x, %zero) : (tensor<si32>, tensor<si32>) -> tensor<si32> {
    ^bb0(%a: tensor<si32>, %b: tensor<si32>):
      ptir.yield %b : tensor<si32>
    } else {
    ^bb0(%a: tensor<si32>, %b: tensor<si32>):
      %w:2 = ptir.while(%a, %b) : tensor<si32>, tensor<si32> cond {
      ^bb0(%c: tensor<si32>, %d: tensor<si32>):
        %n = ptir.constant dense<3> : tensor<si32>
        %p = ptir.compare ge, %c, %n : tensor<si32>
        ptir.yield %p : tensor<i1>
      } body {
      ^bb0(%c: tensor<si32>, %d: tensor<si32>):
        %n = ptir.constant dense<3> : tensor<si32>
        %one = ptir.constant dense<1> : tensor<si32>
        %e = ptir.sub %c, %n : tensor<si32>
        %f = ptir.add %d, %one : tensor<si32>
        ptir.yield %e, %f : tensor<si32>, tensor<si32>
      }
      ptir.yield %w#1 : tensor<si32>
    }
    %u = ptir.add %t, %q : tensor<si32>
    ptir.yield %u, %q : tensor<si32>, tensor<si32>
  }
  return %r#1, %r#0 : tensor<8xsi32>, tensor<si32>
}

// Composites in regions are inlined, calls in regions are called.
// is: composes: [[8.0, 12.0]]
func.func @composes() -> tensor<2xf32> {
  %x = ptir.constant dense<[2.0, 3.0]> : tensor<2xf32>
  %i = ptir.constant dense<0> : tensor<si32>
  %r:2 = ptir.while(%i, %x) : tensor<si32>, tensor<2xf32> cond {
  ^bb0(%a: tensor<si32>, %b: tensor<2xf32>):
    %n = ptir.constant dense<1> : tensor<si32>
    %p = ptir.compare le, %a, %n : tensor<si32>
    ptir.yield %p : tensor<i1>
  } body {
  ^bb0(%a: tensor<si32>, %b: tensor<2xf32>):
    %one = ptir.constant dense<1> : tensor<si32>
    %c = ptir.add %a, %one : tensor<si32>
    %d = ptir.composite "double"(%b) : (tensor<2xf32>) -> tensor<2xf32> {
    ^bb0(%e: tensor<2xf32>):
      %f = ptir.add %e, %e : tensor<2xf32>
      ptir.yield %f : tensor<2xf32>
    }
    %g:2 = func.call @halves(%d) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    %h = ptir.add %g#0, %g#1 : tensor<2xf32>
    ptir.yield %c, %h : tensor<si32>, tensor<2xf32>
  }
  return %r#1 : tensor<2xf32>
}
func.func private @halves(%x: tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>) {
  %h = ptir.constant dense<0.5> : tensor<2xf32>
  %y = ptir.mul %x, %h : tensor<2xf32>
  return %y, %y : tensor<2xf32>, tensor<2xf32>
}

// fail: endless: 'ptir.while' op at
func.func @endless(%x: tensor<si32>) -> tensor<si32> {
  %r = ptir.while(%x) : tensor<si32> cond {
  ^bb0(%a: tensor<si32>):
    %p = ptir.constant dense<true> : tensor<i1>
    ptir.yield %p : tensor<i1>
  } body {
  ^bb0(%a: tensor<si32>):
    ptir.yield %a : tensor<si32>
  }
  return %r : tensor<si32>
}

// fail: too_long 1001: 'ptir.scan' op at
func.func @too_long(%x: tensor<?xsi32>) -> tensor<si32> {
  %z = ptir.constant dense<0> : tensor<si32>
  %r = ptir.scan(%z, %x) carries 1 : (tensor<si32>, tensor<?xsi32>) -> tensor<si32> {
  ^bb0(%a: tensor<si32>, %b: tensor<si32>):
    %c = ptir.add %a, %b : tensor<si32>
    ptir.yield %c : tensor<si32>
  }
  return %r : tensor<si32>
}

// After the failure the condition would hold forever.
// fail: fails_inside: 'ptir.take' op at
func.func @fails_inside(%x: tensor<4xsi32>) -> tensor<1xsi32> {
  %i = ptir.constant dense<[9]> : tensor<1xsi32>
  %r:2 = ptir.while(%i, %x) : tensor<1xsi32>, tensor<4xsi32> cond {
  ^bb0(%a: tensor<1xsi32>, %b: tensor<4xsi32>):
    %p = ptir.constant dense<true> : tensor<i1>
    ptir.yield %p : tensor<i1>
  } body {
  ^bb0(%a: tensor<1xsi32>, %b: tensor<4xsi32>):
    %t = ptir.take %b, %a : tensor<4xsi32>, tensor<1xsi32>
    ptir.yield %t, %b : tensor<1xsi32>, tensor<4xsi32>
  }
  return %r#0 : tensor<1xsi32>
}

// fail: unequal_inputs 3 4: 'ptir.scan' op at
func.func @unequal_inputs(%x: tensor<?xf32>, %y: tensor<?xf32>) -> tensor<?xf32> {
  %r = ptir.scan(%x, %y) carries 0 : (tensor<?xf32>, tensor<?xf32>) -> tensor<?xf32> {
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    %c = ptir.add %a, %b : tensor<f32>
    ptir.yield %c : tensor<f32>
  }
  return %r : tensor<?xf32>
}

// fail: unequal_outputs 3: 'ptir.scan' op at
func.func @unequal_outputs(%x: tensor<?xf32>) -> tensor<?x?xf32> {
  %n = ptir.constant dense<2> : tensor<si64>
  %r:2 = ptir.scan(%n, %x) carries 1 : (tensor<si64>, tensor<?xf32>) -> (tensor<si64>, tensor<?x?xf32>) {
  ^bb0(%a: tensor<si64>, %b: tensor<f32>):
    %one = ptir.constant dense<1> : tensor<si64>
    %c = ptir.add %a, %one : tensor<si64>
    %d = ptir.broadcast_to %b dims(%a) : tensor<f32> -> tensor<?xf32>
    ptir.yield %c, %d : tensor<si64>, tensor<?xf32>
  }
  return %r#1 : tensor<?x?xf32>
}
