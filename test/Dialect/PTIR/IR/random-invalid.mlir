// RUN: ptir-opt %s -verify-diagnostics -split-input-file

// Every rule of random numbers, broken.

// -----

func.func @rng_uniform_c1(%s: tensor<ui64>) {
  // expected-error@+1 {{'ptir.rng_uniform' op result #0 must be ranked tensor of floats, but got 'tensor<2xsi32>'}}
  %0 = ptir.rng_uniform %s : tensor<2xsi32>
  return
}

// -----

func.func @rng_uniform_c2_missing(%s: tensor<ui64>) {
  // expected-error@+1 {{'ptir.rng_uniform' op expected one extent in dims per dynamic dimension of the result (1), found 0}}
  %0 = ptir.rng_uniform %s : tensor<?xf32>
  return
}

// -----

func.func @rng_uniform_c2_many(%s: tensor<ui64>, %n: tensor<si64>) {
  // expected-error@+1 {{'ptir.rng_uniform' op expected one extent in dims per dynamic dimension of the result (0), found 1}}
  %0 = ptir.rng_uniform %s dims(%n) : tensor<2xf32>
  return
}

// -----

func.func @rng_uniform_c3(%s: tensor<ui32>) {
  // expected-error@+1 {{'ptir.rng_uniform' op operand #0 must be tensor<ui64>, a seed, but got 'tensor<ui32>'}}
  %0 = "ptir.rng_uniform"(%s) : (tensor<ui32>) -> tensor<2xf32>
  return
}

// -----

func.func @rng_normal_c1(%s: tensor<ui64>) {
  // expected-error@+1 {{'ptir.rng_normal' op result #0 must be ranked tensor of floats, but got 'tensor<2xsi32>'}}
  %0 = ptir.rng_normal %s : tensor<2xsi32>
  return
}

// -----

func.func @rng_normal_c2_missing(%s: tensor<ui64>) {
  // expected-error@+1 {{'ptir.rng_normal' op expected one extent in dims per dynamic dimension of the result (1), found 0}}
  %0 = ptir.rng_normal %s : tensor<?xf32>
  return
}

// -----

func.func @rng_normal_c2_many(%s: tensor<ui64>, %n: tensor<si64>) {
  // expected-error@+1 {{'ptir.rng_normal' op expected one extent in dims per dynamic dimension of the result (0), found 1}}
  %0 = ptir.rng_normal %s dims(%n) : tensor<2xf32>
  return
}

// -----

func.func @rng_normal_c3(%s: tensor<ui32>) {
  // expected-error@+1 {{'ptir.rng_normal' op operand #0 must be tensor<ui64>, a seed, but got 'tensor<ui32>'}}
  %0 = "ptir.rng_normal"(%s) : (tensor<ui32>) -> tensor<2xf32>
  return
}
