// RUN: ptir-opt %s -verify-diagnostics -split-input-file

// Every rule of the ops of a module, broken.

func.func @param_c1_empty() {
  // expected-error@+1 {{'ptir.param' op expected a name of ASCII segments separated by dots, none empty, found ""}}
  %0 = ptir.param "" : tensor<2xf32>
  return
}

// -----

func.func @param_c1_segment() {
  // expected-error@+1 {{'ptir.param' op expected a name of ASCII segments separated by dots, none empty, found "h..w"}}
  %0 = ptir.param "h..w" : tensor<2xf32>
  return
}

// -----

func.func @param_c1_ascii() {
  // expected-error@+1 {{'ptir.param' op expected a name of ASCII segments separated by dots, none empty, found "h\FF"}}
  %0 = ptir.param "h\FF" : tensor<2xf32>
  return
}

// -----

func.func @param_c1_space() {
  // expected-error@+1 {{'ptir.param' op expected a name of ASCII segments separated by dots, none empty, found "h w"}}
  %0 = ptir.param "h w" : tensor<2xf32>
  return
}

// -----

func.func @param_c2() {
  // expected-error@+1 {{'ptir.param' op expected a static shape, found [2, ?]}}
  %0 = ptir.param "w" : tensor<2x?xf32>
  return
}

// -----

func.func @composite_c1_type(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.composite' op expected body to take (tensor<2xf32>), found (tensor<3xf32>)}}
  ptir.composite "a"(%x) : (tensor<2xf32>) -> () {
  ^bb0(%a: tensor<3xf32>):
    ptir.yield
  }
  return
}

// -----

func.func @composite_c1_count(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.composite' op expected body to take (tensor<2xf32>), found ()}}
  ptir.composite "a"(%x) : (tensor<2xf32>) -> () {
    ptir.yield
  }
  return
}

// -----

func.func @composite_c2_type(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.composite' op expected body to end in ptir.yield of (tensor<f32>), found ptir.yield of (tensor<2xf32>)}}
  %0 = ptir.composite "a"(%x) : (tensor<2xf32>) -> tensor<f32> {
  ^bb0(%a: tensor<2xf32>):
    // expected-note@+1 {{terminator is here}}
    ptir.yield %a : tensor<2xf32>
  }
  return
}

// -----

func.func @composite_c2_terminator() {
  // expected-error@+1 {{'ptir.composite' op expected body to end in ptir.yield of (), found llvm.unreachable of ()}}
  ptir.composite "a"() : () -> () {
    // expected-note@+1 {{terminator is here}}
    llvm.unreachable
  }
  return
}

// -----

func.func @composite_c3_name() {
  // expected-error@+1 {{'ptir.composite' op expected a name, found the empty string}}
  ptir.composite ""() : () -> () {
    ptir.yield
  }
  return
}

// -----

func.func @composite_c3_version() {
  // expected-error@+1 {{'ptir.composite' op expected a version of at least 1, found -3}}
  ptir.composite "a" version -3 () : () -> () {
    ptir.yield
  }
  return
}

// -----

func.func @composite_isolated(%x: tensor<2xf32>) {
  // expected-note@+1 {{required by region isolation constraints}}
  %0 = "ptir.composite"() ({
    // expected-error@+1 {{'ptir.yield' op using value defined outside the region}}
    "ptir.yield"(%x) : (tensor<2xf32>) -> ()
  }) {name = "a"} : () -> tensor<2xf32>
  return
}

// -----

func.func @composite_no_region() {
  // expected-error@+1 {{'ptir.composite' op requires one region}}
  "ptir.composite"() {name = "a"} : () -> ()
  return
}

// -----

func.func @composite_empty_region() {
  // expected-error@+1 {{'ptir.composite' op region #0 ('body') failed to verify constraint: region with 1 blocks}}
  "ptir.composite"() ({}) {name = "a"} : () -> ()
  return
}

// -----

func.func @composite_two_blocks() {
  // expected-error@+1 {{'ptir.composite' op expects region #0 to have 0 or 1 blocks}}
  "ptir.composite"() ({
    "ptir.yield"() : () -> ()
  ^bb1:
    "ptir.yield"() : () -> ()
  }) {name = "a"} : () -> ()
  return
}

// -----

func.func @composite_name_twice() {
  // expected-error@+1 {{expected 'name' in its place before the dictionary}}
  ptir.composite "a"() {name = "b"} : () -> () {
    ptir.yield
  }
  return
}

// -----

func.func @composite_config() {
  // expected-error@+1 {{expected a dictionary after 'config'}}
  ptir.composite "a"() config [] : () -> () {
    ptir.yield
  }
  return
}

// -----

func.func @yield_parent() {
  // expected-error@+1 {{'ptir.yield' op expects parent op to be one of 'ptir.composite, ptir.cond, ptir.while, ptir.scan'}}
  ptir.yield
}

// -----

func.func @custom_call_c1_namespace() {
  // expected-error@+1 {{'ptir.custom_call' op expected a target such as "onednn.matmul.v1", found "matmul.v1"}}
  ptir.custom_call "matmul.v1"() : () -> ()
  return
}

// -----

func.func @custom_call_c1_version() {
  // expected-error@+1 {{'ptir.custom_call' op expected a target such as "onednn.matmul.v1", found "onednn.matmul.v"}}
  ptir.custom_call "onednn.matmul.v"() : () -> ()
  return
}

// -----

func.func @custom_call_c1_segment() {
  // expected-error@+1 {{'ptir.custom_call' op expected a target such as "onednn.matmul.v1", found "onednn..v1"}}
  ptir.custom_call "onednn..v1"() : () -> ()
  return
}

// -----

// expected-error@+1 {{'func.func' op expected 'ptir.inplace' to name arguments below 1 or -1, found 1}}
func.func @inplace_range(%x: tensor<2xf32>) attributes {ptir.inplace = array<i64: 1>} {
  return
}

// -----

// expected-error@+1 {{'func.func' op expected 'ptir.inplace' as an array<i64> on a function, found 0}}
func.func @inplace_type() attributes {ptir.inplace = 0} {
  return
}

// -----

// expected-error@+1 {{'func.func' op expected 'ptir.signature' to be a function type, found "x"}}
func.func @signature_type() attributes {ptir.signature = "x"} {
  return
}

// -----

// expected-error@+1 {{'func.func' op expected an attribute that the 'ptir' dialect knows, found 'ptir.other'}}
func.func @unknown_attribute() attributes {ptir.other} {
  return
}
