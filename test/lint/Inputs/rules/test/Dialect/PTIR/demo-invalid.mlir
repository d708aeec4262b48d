func.func @good_c1() {
  // expected-error@+1 {{a tensor}}
  return
}

// -----

func.func @good_c2_range(%x: tensor<f32>) {
  // expected-error@+1 {{axis}}
  return
}

// -----

func.func @bad_c1_first_of_two() {
  // expected-error@+1 {{a rule}}
  return
}

// -----

func.func @bad_c2() {
  // expected-error@+1 {{a rule}}
  return
}

// -----

// It breaks nothing.
func.func @bad_c3() {
  return
}

// -----

func.func @bad_c4() {
  // expected-error@+1 {{a type}}
  return
}

// -----

func.func @bad_c5() {
  // expected-error@+1 {{a rule}}
  return
}

// -----

func.func @bad_c7() {
  // expected-error@+1 {{no rule}}
  return
}
