// RUN: ptir-opt %s -verify-diagnostics -split-input-file

// Every rule of control flow, broken.

// -----

func.func @cond_c1_true_arguments(%p: tensor<i1>, %x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.cond' op expected on_true to take (tensor<2xf32>), found (tensor<3xf32>)}}
  %0 = ptir.cond %p(%x) : (tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%a: tensor<3xf32>):
    %b = ptir.constant dense<0.0> : tensor<2xf32>
    ptir.yield %b : tensor<2xf32>
  } else {
  ^bb0(%a: tensor<2xf32>):
    ptir.yield %a : tensor<2xf32>
  }
  return
}

// -----

func.func @cond_c1_false_arguments(%p: tensor<i1>, %x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.cond' op expected on_false to take (tensor<2xf32>), found ()}}
  %0 = ptir.cond %p(%x) : (tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%a: tensor<2xf32>):
    ptir.yield %a : tensor<2xf32>
  } else {
  ^bb0():
    %b = ptir.constant dense<0.0> : tensor<2xf32>
    ptir.yield %b : tensor<2xf32>
  }
  return
}

// -----

func.func @cond_c1_true_results(%p: tensor<i1>, %x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.cond' op expected on_true to end in ptir.yield of (tensor<2xf32>), found ptir.yield of ()}}
  %0 = ptir.cond %p(%x) : (tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%a: tensor<2xf32>):
    // expected-note@+1 {{terminator is here}}
    ptir.yield
  } else {
  ^bb0(%a: tensor<2xf32>):
    ptir.yield %a : tensor<2xf32>
  }
  return
}

// -----

func.func @cond_c1_false_results(%p: tensor<i1>, %x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.cond' op expected on_false to end in ptir.yield of (tensor<2xf32>), found ptir.yield of (tensor<2xf32>, tensor<2xf32>)}}
  %0 = ptir.cond %p(%x) : (tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%a: tensor<2xf32>):
    ptir.yield %a : tensor<2xf32>
  } else {
  ^bb0(%a: tensor<2xf32>):
    // expected-note@+1 {{terminator is here}}
    ptir.yield %a, %a : tensor<2xf32>, tensor<2xf32>
  }
  return
}

// -----

func.func @cond_c1_terminator(%p: tensor<i1>, %x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.cond' op expected on_false to end in ptir.yield of (tensor<2xf32>), found llvm.unreachable of ()}}
  %0 = ptir.cond %p(%x) : (tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%a: tensor<2xf32>):
    ptir.yield %a : tensor<2xf32>
  } else {
  ^bb0(%a: tensor<2xf32>):
    // expected-note@+1 {{terminator is here}}
    llvm.unreachable
  }
  return
}

// -----

func.func @while_c1_arguments(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.while' op expected cond to take (tensor<2xf32>), found (tensor<3xf32>)}}
  %0 = ptir.while(%x) : tensor<2xf32> cond {
  ^bb0(%a: tensor<3xf32>):
    %p = ptir.constant dense<false> : tensor<i1>
    ptir.yield %p : tensor<i1>
  } body {
  ^bb0(%a: tensor<2xf32>):
    ptir.yield %a : tensor<2xf32>
  }
  return
}

// -----

func.func @while_c1_results(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.while' op expected cond to end in ptir.yield of (tensor<i1>), found ptir.yield of (tensor<2xf32>)}}
  %0 = ptir.while(%x) : tensor<2xf32> cond {
  ^bb0(%a: tensor<2xf32>):
    // expected-note@+1 {{terminator is here}}
    ptir.yield %a : tensor<2xf32>
  } body {
  ^bb0(%a: tensor<2xf32>):
    ptir.yield %a : tensor<2xf32>
  }
  return
}

// -----

func.func @while_c1_shape(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.while' op expected cond to end in ptir.yield of (tensor<i1>), found ptir.yield of (tensor<1xi1>)}}
  %0 = ptir.while(%x) : tensor<2xf32> cond {
  ^bb0(%a: tensor<2xf32>):
    %p = ptir.constant dense<false> : tensor<1xi1>
    // expected-note@+1 {{terminator is here}}
    ptir.yield %p : tensor<1xi1>
  } body {
  ^bb0(%a: tensor<2xf32>):
    ptir.yield %a : tensor<2xf32>
  }
  return
}

// -----

func.func @while_c2_arguments(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.while' op expected body to take (tensor<2xf32>), found (tensor<2xf32>, tensor<2xf32>)}}
  %0 = ptir.while(%x) : tensor<2xf32> cond {
  ^bb0(%a: tensor<2xf32>):
    %p = ptir.constant dense<false> : tensor<i1>
    ptir.yield %p : tensor<i1>
  } body {
  ^bb0(%a: tensor<2xf32>, %b: tensor<2xf32>):
    ptir.yield %a : tensor<2xf32>
  }
  return
}

// -----

func.func @while_c2_yield(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.while' op expected body to end in ptir.yield of (tensor<2xf32>), found ptir.yield of (tensor<3xf32>)}}
  %0 = ptir.while(%x) : tensor<2xf32> cond {
  ^bb0(%a: tensor<2xf32>):
    %p = ptir.constant dense<false> : tensor<i1>
    ptir.yield %p : tensor<i1>
  } body {
  ^bb0(%a: tensor<2xf32>):
    %b = ptir.constant dense<0.0> : tensor<3xf32>
    // expected-note@+1 {{terminator is here}}
    ptir.yield %b : tensor<3xf32>
  }
  return
}

// -----

func.func @while_c2_results(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.while' op expected results of the carries' types (tensor<2xf32>), found (tensor<3xf32>)}}
  %0 = "ptir.while"(%x) ({
  ^bb0(%a: tensor<2xf32>):
    %p = ptir.constant dense<false> : tensor<i1>
    ptir.yield %p : tensor<i1>
  }, {
  ^bb0(%a: tensor<2xf32>):
    ptir.yield %a : tensor<2xf32>
  }) : (tensor<2xf32>) -> tensor<3xf32>
  return
}

// -----

func.func @scan_c1_count(%z: tensor<f32>, %xs: tensor<8xf32>) {
  // expected-error@+1 {{'ptir.scan' op expected carry_count in [0, 2), found 2}}
  %0:2 = ptir.scan(%z, %xs) carries 2 : (tensor<f32>, tensor<8xf32>) -> (tensor<f32>, tensor<8xf32>) {
  ^bb0(%a: tensor<f32>, %x: tensor<f32>):
    ptir.yield %a, %x : tensor<f32>, tensor<f32>
  }
  return
}

// -----

func.func @scan_c1_negative(%z: tensor<f32>, %xs: tensor<8xf32>) {
  // expected-error@+1 {{'ptir.scan' op expected carry_count in [0, 2), found -1}}
  %0:2 = ptir.scan(%z, %xs) carries -1 : (tensor<f32>, tensor<8xf32>) -> (tensor<f32>, tensor<8xf32>) {
  ^bb0(%a: tensor<f32>, %x: tensor<f32>):
    ptir.yield %a, %x : tensor<f32>, tensor<f32>
  }
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<f32>'}}
func.func @scan_c1_rank(%z: tensor<f32>, %xs: tensor<8xf32>) {
  // expected-error@+1 {{'ptir.scan' op expected scanned inputs of at least rank 1, found rank 0}}
  %0:2 = ptir.scan(%z, %xs) carries 0 : (tensor<f32>, tensor<8xf32>) -> (tensor<f32>, tensor<8xf32>) {
  ^bb0(%a: tensor<f32>, %x: tensor<f32>):
    ptir.yield %a, %x : tensor<f32>, tensor<f32>
  }
  return
}

// -----

// expected-note@+1 {{operand 2 is defined here, with type 'tensor<7xf32>'}}
func.func @scan_c1_extent(%z: tensor<f32>, %xs: tensor<8xf32>, %ys: tensor<7xf32>) {
  // expected-error@+1 {{'ptir.scan' op expected scanned inputs of leading extent 8, found 7}}
  %0:2 = ptir.scan(%z, %xs, %ys) carries 1 : (tensor<f32>, tensor<8xf32>, tensor<7xf32>) -> (tensor<f32>, tensor<8xf32>) {
  ^bb0(%a: tensor<f32>, %x: tensor<f32>, %y: tensor<f32>):
    ptir.yield %a, %x : tensor<f32>, tensor<f32>
  }
  return
}

// -----

func.func @scan_c2_slice(%z: tensor<f32>, %xs: tensor<8xf32>) {
  // expected-error@+1 {{'ptir.scan' op expected body to take (tensor<f32>, tensor<f32>), found (tensor<f32>, tensor<8xf32>)}}
  %0:2 = ptir.scan(%z, %xs) carries 1 : (tensor<f32>, tensor<8xf32>) -> (tensor<f32>, tensor<8xf32>) {
  ^bb0(%a: tensor<f32>, %x: tensor<8xf32>):
    ptir.yield %a, %a : tensor<f32>, tensor<f32>
  }
  return
}

// -----

func.func @scan_c2_carry(%z: tensor<f32>, %xs: tensor<8xf32>) {
  // expected-error@+1 {{'ptir.scan' op expected body to take (tensor<f32>, tensor<f32>), found (tensor<1xf32>, tensor<f32>)}}
  %0:2 = ptir.scan(%z, %xs) carries 1 : (tensor<f32>, tensor<8xf32>) -> (tensor<f32>, tensor<8xf32>) {
  ^bb0(%a: tensor<1xf32>, %x: tensor<f32>):
    ptir.yield %x, %x : tensor<f32>, tensor<f32>
  }
  return
}

// -----

func.func @scan_c3_yield(%z: tensor<f32>, %xs: tensor<8xf32>) {
  // expected-error@+1 {{'ptir.scan' op expected body to end in ptir.yield of (tensor<f32>, tensor<f32>), found ptir.yield of (tensor<f32>)}}
  %0:2 = ptir.scan(%z, %xs) carries 1 : (tensor<f32>, tensor<8xf32>) -> (tensor<f32>, tensor<8xf32>) {
  ^bb0(%a: tensor<f32>, %x: tensor<f32>):
    // expected-note@+1 {{terminator is here}}
    ptir.yield %a : tensor<f32>
  }
  return
}

// -----

func.func @scan_c3_carry(%z: tensor<f32>, %xs: tensor<8xf32>) {
  // expected-error@+1 {{'ptir.scan' op expected body to end in ptir.yield of (tensor<f32>, tensor<f32>), found ptir.yield of (tensor<1xf32>, tensor<f32>)}}
  %0:2 = ptir.scan(%z, %xs) carries 1 : (tensor<f32>, tensor<8xf32>) -> (tensor<f32>, tensor<8xf32>) {
  ^bb0(%a: tensor<f32>, %x: tensor<f32>):
    %b = ptir.constant dense<0.0> : tensor<1xf32>
    // expected-note@+1 {{terminator is here}}
    ptir.yield %b, %x : tensor<1xf32>, tensor<f32>
  }
  return
}

// -----

func.func @scan_c3_stack(%z: tensor<f32>, %xs: tensor<8xf32>) {
  // expected-error@+1 {{'ptir.scan' op expected stacked outputs of the scanned inputs' leading extent, found (tensor<7xf32>)}}
  %0:2 = ptir.scan(%z, %xs) carries 1 : (tensor<f32>, tensor<8xf32>) -> (tensor<f32>, tensor<7xf32>) {
  ^bb0(%a: tensor<f32>, %x: tensor<f32>):
    ptir.yield %a, %x : tensor<f32>, tensor<f32>
  }
  return
}
