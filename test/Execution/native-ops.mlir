// Every op of the dialect computes natively what the reference computes: run-time
// extents, extents of 0, rank 0, and elements of every kind.
// RUN: %python %S/Inputs/against_reference.py ptir-run %s %t.modules | FileCheck %s
// CHECK: {{[1-9][0-9]*}} calls, 0 bad

// run: neg_f32 5
// run: neg_f32 0
func.func @neg_f32(%x: tensor<?x3xf32>) -> tensor<?x3xf32> {
  %r = ptir.neg %x : tensor<?x3xf32>
  return %r : tensor<?x3xf32>
}

// run: neg_si4 5
// run: neg_si4 0
func.func @neg_si4(%x: tensor<?x3xsi4>) -> tensor<?x3xsi4> {
  %r = ptir.neg %x : tensor<?x3xsi4>
  return %r : tensor<?x3xsi4>
}

// run: neg_ui8 5
// run: neg_ui8 0
func.func @neg_ui8(%x: tensor<?x3xui8>) -> tensor<?x3xui8> {
  %r = ptir.neg %x : tensor<?x3xui8>
  return %r : tensor<?x3xui8>
}

// run: neg_si64 5
// run: neg_si64 0
func.func @neg_si64(%x: tensor<?x3xsi64>) -> tensor<?x3xsi64> {
  %r = ptir.neg %x : tensor<?x3xsi64>
  return %r : tensor<?x3xsi64>
}

// run: abs_f32 5
func.func @abs_f32(%x: tensor<?x3xf32>) -> tensor<?x3xf32> {
  %r = ptir.abs %x : tensor<?x3xf32>
  return %r : tensor<?x3xf32>
}

// run: abs_si8 5
func.func @abs_si8(%x: tensor<?x3xsi8>) -> tensor<?x3xsi8> {
  %r = ptir.abs %x : tensor<?x3xsi8>
  return %r : tensor<?x3xsi8>
}

// run: abs_cf32 5
func.func @abs_cf32(%x: tensor<?x3xcomplex<f32>>) -> tensor<?x3xf32> {
  %r = ptir.abs %x : tensor<?x3xcomplex<f32>>
  return %r : tensor<?x3xf32>
}

// run: exp_f32 5
// run: exp_f32 0
func.func @exp_f32(%x: tensor<?x3xf32>) -> tensor<?x3xf32> {
  %r = ptir.exp %x : tensor<?x3xf32>
  return %r : tensor<?x3xf32>
}

// run: exp_f64 5
// run: exp_f64 0
func.func @exp_f64(%x: tensor<?x3xf64>) -> tensor<?x3xf64> {
  %r = ptir.exp %x : tensor<?x3xf64>
  return %r : tensor<?x3xf64>
}

// run: exp_f16 5
// run: exp_f16 0
func.func @exp_f16(%x: tensor<?x3xf16>) -> tensor<?x3xf16> {
  %r = ptir.exp %x : tensor<?x3xf16>
  return %r : tensor<?x3xf16>
}

// run: exp_bf16 5
// run: exp_bf16 0
func.func @exp_bf16(%x: tensor<?x3xbf16>) -> tensor<?x3xbf16> {
  %r = ptir.exp %x : tensor<?x3xbf16>
  return %r : tensor<?x3xbf16>
}

// run: log_f32 5
func.func @log_f32(%x: tensor<?x3xf32>) -> tensor<?x3xf32> {
  %r = ptir.log %x : tensor<?x3xf32>
  return %r : tensor<?x3xf32>
}

// run: log_bf16 5
func.func @log_bf16(%x: tensor<?x3xbf16>) -> tensor<?x3xbf16> {
  %r = ptir.log %x : tensor<?x3xbf16>
  return %r : tensor<?x3xbf16>
}

// run: tanh_f32 5
func.func @tanh_f32(%x: tensor<?x3xf32>) -> tensor<?x3xf32> {
  %r = ptir.tanh %x : tensor<?x3xf32>
  return %r : tensor<?x3xf32>
}

// run: tanh_f16 5
func.func @tanh_f16(%x: tensor<?x3xf16>) -> tensor<?x3xf16> {
  %r = ptir.tanh %x : tensor<?x3xf16>
  return %r : tensor<?x3xf16>
}

// run: erf_f32 5
func.func @erf_f32(%x: tensor<?x3xf32>) -> tensor<?x3xf32> {
  %r = ptir.erf %x : tensor<?x3xf32>
  return %r : tensor<?x3xf32>
}

// run: erf_f64 5
func.func @erf_f64(%x: tensor<?x3xf64>) -> tensor<?x3xf64> {
  %r = ptir.erf %x : tensor<?x3xf64>
  return %r : tensor<?x3xf64>
}

// run: rsqrt_f32 5
func.func @rsqrt_f32(%x: tensor<?x3xf32>) -> tensor<?x3xf32> {
  %r = ptir.rsqrt %x : tensor<?x3xf32>
  return %r : tensor<?x3xf32>
}

// run: rsqrt_f64 5
func.func @rsqrt_f64(%x: tensor<?x3xf64>) -> tensor<?x3xf64> {
  %r = ptir.rsqrt %x : tensor<?x3xf64>
  return %r : tensor<?x3xf64>
}

// run: reciprocal_f32 5
func.func @reciprocal_f32(%x: tensor<?x3xf32>) -> tensor<?x3xf32> {
  %r = ptir.reciprocal %x : tensor<?x3xf32>
  return %r : tensor<?x3xf32>
}

// run: reciprocal_bf16 5
func.func @reciprocal_bf16(%x: tensor<?x3xbf16>) -> tensor<?x3xbf16> {
  %r = ptir.reciprocal %x : tensor<?x3xbf16>
  return %r : tensor<?x3xbf16>
}

// run: reciprocal_cf32 5
func.func @reciprocal_cf32(%x: tensor<?x3xcomplex<f32>>)
    -> tensor<?x3xcomplex<f32>> {
  %r = ptir.reciprocal %x : tensor<?x3xcomplex<f32>>
  return %r : tensor<?x3xcomplex<f32>>
}

// run: add_f32 5 5
// run: add_f32 0 0
func.func @add_f32(%x: tensor<?x3xf32>, %y: tensor<?x3xf32>)
    -> tensor<?x3xf32> {
  %a = ptir.add %x, %y : tensor<?x3xf32>
  %b = ptir.add %a, %x : tensor<?x3xf32>
  %r = ptir.add %b, %b : tensor<?x3xf32>
  return %r : tensor<?x3xf32>
}

// run: add_bf16 5 5
// run: add_bf16 0 0
func.func @add_bf16(%x: tensor<?x3xbf16>, %y: tensor<?x3xbf16>)
    -> tensor<?x3xbf16> {
  %a = ptir.add %x, %y : tensor<?x3xbf16>
  %b = ptir.add %a, %x : tensor<?x3xbf16>
  %r = ptir.add %b, %b : tensor<?x3xbf16>
  return %r : tensor<?x3xbf16>
}

// run: add_si4 5 5
// run: add_si4 0 0
func.func @add_si4(%x: tensor<?x3xsi4>, %y: tensor<?x3xsi4>)
    -> tensor<?x3xsi4> {
  %a = ptir.add %x, %y : tensor<?x3xsi4>
  %b = ptir.add %a, %x : tensor<?x3xsi4>
  %r = ptir.add %b, %b : tensor<?x3xsi4>
  return %r : tensor<?x3xsi4>
}

// run: add_ui64 5 5
// run: add_ui64 0 0
func.func @add_ui64(%x: tensor<?x3xui64>, %y: tensor<?x3xui64>)
    -> tensor<?x3xui64> {
  %a = ptir.add %x, %y : tensor<?x3xui64>
  %b = ptir.add %a, %x : tensor<?x3xui64>
  %r = ptir.add %b, %b : tensor<?x3xui64>
  return %r : tensor<?x3xui64>
}

// run: add_cf32 5 5
// run: add_cf32 0 0
func.func @add_cf32(%x: tensor<?x3xcomplex<f32>>, %y: tensor<?x3xcomplex<f32>>)
    -> tensor<?x3xcomplex<f32>> {
  %a = ptir.add %x, %y : tensor<?x3xcomplex<f32>>
  %b = ptir.add %a, %x : tensor<?x3xcomplex<f32>>
  %r = ptir.add %b, %b : tensor<?x3xcomplex<f32>>
  return %r : tensor<?x3xcomplex<f32>>
}

// run: sub_f16 5 5
func.func @sub_f16(%x: tensor<?x3xf16>, %y: tensor<?x3xf16>)
    -> tensor<?x3xf16> {
  %a = ptir.sub %x, %y : tensor<?x3xf16>
  %b = ptir.sub %a, %x : tensor<?x3xf16>
  %r = ptir.sub %b, %b : tensor<?x3xf16>
  return %r : tensor<?x3xf16>
}

// run: sub_ui8 5 5
func.func @sub_ui8(%x: tensor<?x3xui8>, %y: tensor<?x3xui8>)
    -> tensor<?x3xui8> {
  %a = ptir.sub %x, %y : tensor<?x3xui8>
  %b = ptir.sub %a, %x : tensor<?x3xui8>
  %r = ptir.sub %b, %b : tensor<?x3xui8>
  return %r : tensor<?x3xui8>
}

// run: sub_si32 5 5
func.func @sub_si32(%x: tensor<?x3xsi32>, %y: tensor<?x3xsi32>)
    -> tensor<?x3xsi32> {
  %a = ptir.sub %x, %y : tensor<?x3xsi32>
  %b = ptir.sub %a, %x : tensor<?x3xsi32>
  %r = ptir.sub %b, %b : tensor<?x3xsi32>
  return %r : tensor<?x3xsi32>
}

// run: mul_f32 5 5
func.func @mul_f32(%x: tensor<?x3xf32>, %y: tensor<?x3xf32>)
    -> tensor<?x3xf32> {
  %a = ptir.mul %x, %y : tensor<?x3xf32>
  %b = ptir.mul %a, %x : tensor<?x3xf32>
  %r = ptir.mul %b, %b : tensor<?x3xf32>
  return %r : tensor<?x3xf32>
}

// run: mul_si8 5 5
func.func @mul_si8(%x: tensor<?x3xsi8>, %y: tensor<?x3xsi8>)
    -> tensor<?x3xsi8> {
  %a = ptir.mul %x, %y : tensor<?x3xsi8>
  %b = ptir.mul %a, %x : tensor<?x3xsi8>
  %r = ptir.mul %b, %b : tensor<?x3xsi8>
  return %r : tensor<?x3xsi8>
}

// run: mul_si64 5 5
func.func @mul_si64(%x: tensor<?x3xsi64>, %y: tensor<?x3xsi64>)
    -> tensor<?x3xsi64> {
  %a = ptir.mul %x, %y : tensor<?x3xsi64>
  %b = ptir.mul %a, %x : tensor<?x3xsi64>
  %r = ptir.mul %b, %b : tensor<?x3xsi64>
  return %r : tensor<?x3xsi64>
}

// run: mul_cf32 5 5
func.func @mul_cf32(%x: tensor<?x3xcomplex<f32>>, %y: tensor<?x3xcomplex<f32>>)
    -> tensor<?x3xcomplex<f32>> {
  %a = ptir.mul %x, %y : tensor<?x3xcomplex<f32>>
  %b = ptir.mul %a, %x : tensor<?x3xcomplex<f32>>
  %r = ptir.mul %b, %b : tensor<?x3xcomplex<f32>>
  return %r : tensor<?x3xcomplex<f32>>
}

// run: div_f32 5 5
func.func @div_f32(%x: tensor<?x3xf32>, %y: tensor<?x3xf32>)
    -> tensor<?x3xf32> {
  %r = ptir.div %x, %y : tensor<?x3xf32>
  return %r : tensor<?x3xf32>
}

// run: div_f16 5 5
func.func @div_f16(%x: tensor<?x3xf16>, %y: tensor<?x3xf16>)
    -> tensor<?x3xf16> {
  %r = ptir.div %x, %y : tensor<?x3xf16>
  return %r : tensor<?x3xf16>
}

// run: div_cf32 5 5
func.func @div_cf32(%x: tensor<?x3xcomplex<f32>>, %y: tensor<?x3xcomplex<f32>>)
    -> tensor<?x3xcomplex<f32>> {
  %r = ptir.div %x, %y : tensor<?x3xcomplex<f32>>
  return %r : tensor<?x3xcomplex<f32>>
}

// run: div_si4 5 5
func.func @div_si4(%x: tensor<?x3xsi4>, %y: tensor<?x3xsi4>, %n: tensor<si64>)
    -> tensor<?x3xsi4> {
  %o = ptir.constant dense<1> : tensor<si4>
  %d = ptir.dim %x, 0 : tensor<?x3xsi4>
  %ob = ptir.broadcast_to %o dims(%d) : tensor<si4> -> tensor<?x3xsi4>
  %m = ptir.maximum %y, %ob : tensor<?x3xsi4>
  %q = ptir.sub %x, %m : tensor<?x3xsi4>
  %s = ptir.mul %q, %q : tensor<?x3xsi4>
  %s2 = ptir.mul %s, %q : tensor<?x3xsi4>
  %r = ptir.div %s2, %m : tensor<?x3xsi4>
  return %r : tensor<?x3xsi4>
}

// run: div_ui8 5 5
func.func @div_ui8(%x: tensor<?x3xui8>, %y: tensor<?x3xui8>, %n: tensor<si64>)
    -> tensor<?x3xui8> {
  %o = ptir.constant dense<1> : tensor<ui8>
  %d = ptir.dim %x, 0 : tensor<?x3xui8>
  %ob = ptir.broadcast_to %o dims(%d) : tensor<ui8> -> tensor<?x3xui8>
  %m = ptir.maximum %y, %ob : tensor<?x3xui8>
  %q = ptir.sub %x, %m : tensor<?x3xui8>
  %s = ptir.mul %q, %q : tensor<?x3xui8>
  %s2 = ptir.mul %s, %q : tensor<?x3xui8>
  %r = ptir.div %s2, %m : tensor<?x3xui8>
  return %r : tensor<?x3xui8>
}

// run: div_si32 5 5
func.func @div_si32(%x: tensor<?x3xsi32>, %y: tensor<?x3xsi32>, %n: tensor<si64>)
    -> tensor<?x3xsi32> {
  %o = ptir.constant dense<1> : tensor<si32>
  %d = ptir.dim %x, 0 : tensor<?x3xsi32>
  %ob = ptir.broadcast_to %o dims(%d) : tensor<si32> -> tensor<?x3xsi32>
  %m = ptir.maximum %y, %ob : tensor<?x3xsi32>
  %q = ptir.sub %x, %m : tensor<?x3xsi32>
  %s = ptir.mul %q, %q : tensor<?x3xsi32>
  %s2 = ptir.mul %s, %q : tensor<?x3xsi32>
  %r = ptir.div %s2, %m : tensor<?x3xsi32>
  return %r : tensor<?x3xsi32>
}

// run: div_ui64 5 5
func.func @div_ui64(%x: tensor<?x3xui64>, %y: tensor<?x3xui64>, %n: tensor<si64>)
    -> tensor<?x3xui64> {
  %o = ptir.constant dense<1> : tensor<ui64>
  %d = ptir.dim %x, 0 : tensor<?x3xui64>
  %ob = ptir.broadcast_to %o dims(%d) : tensor<ui64> -> tensor<?x3xui64>
  %m = ptir.maximum %y, %ob : tensor<?x3xui64>
  %q = ptir.sub %x, %m : tensor<?x3xui64>
  %s = ptir.mul %q, %q : tensor<?x3xui64>
  %s2 = ptir.mul %s, %q : tensor<?x3xui64>
  %r = ptir.div %s2, %m : tensor<?x3xui64>
  return %r : tensor<?x3xui64>
}

// run: maximum_f32 5 5
// run: maximum_f32 0 0
func.func @maximum_f32(%x: tensor<?x3xf32>, %y: tensor<?x3xf32>)
    -> tensor<?x3xf32> {
  %a = ptir.sub %x, %y : tensor<?x3xf32>
  %r = ptir.maximum %a, %y : tensor<?x3xf32>
  return %r : tensor<?x3xf32>
}

// run: maximum_si4 5 5
// run: maximum_si4 0 0
func.func @maximum_si4(%x: tensor<?x3xsi4>, %y: tensor<?x3xsi4>)
    -> tensor<?x3xsi4> {
  %a = ptir.sub %x, %y : tensor<?x3xsi4>
  %r = ptir.maximum %a, %y : tensor<?x3xsi4>
  return %r : tensor<?x3xsi4>
}

// run: maximum_ui8 5 5
// run: maximum_ui8 0 0
func.func @maximum_ui8(%x: tensor<?x3xui8>, %y: tensor<?x3xui8>)
    -> tensor<?x3xui8> {
  %a = ptir.sub %x, %y : tensor<?x3xui8>
  %r = ptir.maximum %a, %y : tensor<?x3xui8>
  return %r : tensor<?x3xui8>
}

// run: maximum_i1 5 5
// run: maximum_i1 0 0
func.func @maximum_i1(%x: tensor<?x3xi1>, %y: tensor<?x3xi1>)
    -> tensor<?x3xi1> {
  %r = ptir.maximum %x, %y : tensor<?x3xi1>
  return %r : tensor<?x3xi1>
}

// run: minimum_bf16 5 5
func.func @minimum_bf16(%x: tensor<?x3xbf16>, %y: tensor<?x3xbf16>)
    -> tensor<?x3xbf16> {
  %a = ptir.sub %x, %y : tensor<?x3xbf16>
  %r = ptir.minimum %a, %y : tensor<?x3xbf16>
  return %r : tensor<?x3xbf16>
}

// run: minimum_si64 5 5
func.func @minimum_si64(%x: tensor<?x3xsi64>, %y: tensor<?x3xsi64>)
    -> tensor<?x3xsi64> {
  %a = ptir.sub %x, %y : tensor<?x3xsi64>
  %r = ptir.minimum %a, %y : tensor<?x3xsi64>
  return %r : tensor<?x3xsi64>
}

// run: minimum_ui64 5 5
func.func @minimum_ui64(%x: tensor<?x3xui64>, %y: tensor<?x3xui64>)
    -> tensor<?x3xui64> {
  %a = ptir.sub %x, %y : tensor<?x3xui64>
  %r = ptir.minimum %a, %y : tensor<?x3xui64>
  return %r : tensor<?x3xui64>
}

// run: minimum_i1 5 5
func.func @minimum_i1(%x: tensor<?x3xi1>, %y: tensor<?x3xi1>)
    -> tensor<?x3xi1> {
  %r = ptir.minimum %x, %y : tensor<?x3xi1>
  return %r : tensor<?x3xi1>
}

// run: compare_lt_f32 5 5
func.func @compare_lt_f32(%x: tensor<?x3xf32>, %y: tensor<?x3xf32>)
    -> tensor<?x3xi1> {
  %a = ptir.sub %x, %y : tensor<?x3xf32>
  %r = ptir.compare lt, %a, %y : tensor<?x3xf32>
  return %r : tensor<?x3xi1>
}

// run: compare_lt_si4 5 5
func.func @compare_lt_si4(%x: tensor<?x3xsi4>, %y: tensor<?x3xsi4>)
    -> tensor<?x3xi1> {
  %a = ptir.sub %x, %y : tensor<?x3xsi4>
  %r = ptir.compare lt, %a, %y : tensor<?x3xsi4>
  return %r : tensor<?x3xi1>
}

// run: compare_lt_ui8 5 5
func.func @compare_lt_ui8(%x: tensor<?x3xui8>, %y: tensor<?x3xui8>)
    -> tensor<?x3xi1> {
  %a = ptir.sub %x, %y : tensor<?x3xui8>
  %r = ptir.compare lt, %a, %y : tensor<?x3xui8>
  return %r : tensor<?x3xi1>
}

// run: compare_lt_i1 5 5
func.func @compare_lt_i1(%x: tensor<?x3xi1>, %y: tensor<?x3xi1>)
    -> tensor<?x3xi1> {
  %a = ptir.maximum %x, %x : tensor<?x3xi1>
  %r = ptir.compare lt, %a, %y : tensor<?x3xi1>
  return %r : tensor<?x3xi1>
}

// run: compare_eq_f64 5 5
func.func @compare_eq_f64(%x: tensor<?x3xf64>, %y: tensor<?x3xf64>)
    -> tensor<?x3xi1> {
  %a = ptir.sub %x, %y : tensor<?x3xf64>
  %r = ptir.compare eq, %a, %y : tensor<?x3xf64>
  return %r : tensor<?x3xi1>
}

// run: compare_eq_si32 5 5
func.func @compare_eq_si32(%x: tensor<?x3xsi32>, %y: tensor<?x3xsi32>)
    -> tensor<?x3xi1> {
  %a = ptir.sub %x, %y : tensor<?x3xsi32>
  %r = ptir.compare eq, %a, %y : tensor<?x3xsi32>
  return %r : tensor<?x3xi1>
}

// run: compare_ne_f16 5 5
func.func @compare_ne_f16(%x: tensor<?x3xf16>, %y: tensor<?x3xf16>)
    -> tensor<?x3xi1> {
  %a = ptir.sub %x, %y : tensor<?x3xf16>
  %r = ptir.compare ne, %a, %y : tensor<?x3xf16>
  return %r : tensor<?x3xi1>
}

// run: compare_ne_ui64 5 5
func.func @compare_ne_ui64(%x: tensor<?x3xui64>, %y: tensor<?x3xui64>)
    -> tensor<?x3xi1> {
  %a = ptir.sub %x, %y : tensor<?x3xui64>
  %r = ptir.compare ne, %a, %y : tensor<?x3xui64>
  return %r : tensor<?x3xi1>
}

// run: compare_le_bf16 5 5
func.func @compare_le_bf16(%x: tensor<?x3xbf16>, %y: tensor<?x3xbf16>)
    -> tensor<?x3xi1> {
  %a = ptir.sub %x, %y : tensor<?x3xbf16>
  %r = ptir.compare le, %a, %y : tensor<?x3xbf16>
  return %r : tensor<?x3xi1>
}

// run: compare_le_si8 5 5
func.func @compare_le_si8(%x: tensor<?x3xsi8>, %y: tensor<?x3xsi8>)
    -> tensor<?x3xi1> {
  %a = ptir.sub %x, %y : tensor<?x3xsi8>
  %r = ptir.compare le, %a, %y : tensor<?x3xsi8>
  return %r : tensor<?x3xi1>
}

// run: compare_gt_f32 5 5
func.func @compare_gt_f32(%x: tensor<?x3xf32>, %y: tensor<?x3xf32>)
    -> tensor<?x3xi1> {
  %a = ptir.sub %x, %y : tensor<?x3xf32>
  %r = ptir.compare gt, %a, %y : tensor<?x3xf32>
  return %r : tensor<?x3xi1>
}

// run: compare_gt_ui8 5 5
func.func @compare_gt_ui8(%x: tensor<?x3xui8>, %y: tensor<?x3xui8>)
    -> tensor<?x3xi1> {
  %a = ptir.sub %x, %y : tensor<?x3xui8>
  %r = ptir.compare gt, %a, %y : tensor<?x3xui8>
  return %r : tensor<?x3xi1>
}

// run: compare_ge_f32 5 5
func.func @compare_ge_f32(%x: tensor<?x3xf32>, %y: tensor<?x3xf32>)
    -> tensor<?x3xi1> {
  %a = ptir.sub %x, %y : tensor<?x3xf32>
  %r = ptir.compare ge, %a, %y : tensor<?x3xf32>
  return %r : tensor<?x3xi1>
}

// run: compare_ge_si64 5 5
func.func @compare_ge_si64(%x: tensor<?x3xsi64>, %y: tensor<?x3xsi64>)
    -> tensor<?x3xi1> {
  %a = ptir.sub %x, %y : tensor<?x3xsi64>
  %r = ptir.compare ge, %a, %y : tensor<?x3xsi64>
  return %r : tensor<?x3xi1>
}

// run: select_f32 5 5 5
func.func @select_f32(%p: tensor<?x3xi1>, %x: tensor<?x3xf32>, %y: tensor<?x3xf32>)
    -> tensor<?x3xf32> {
  %r = ptir.select %p, %x, %y : tensor<?x3xi1>, tensor<?x3xf32>
  return %r : tensor<?x3xf32>
}

// run: select_si4 5 5 5
func.func @select_si4(%p: tensor<?x3xi1>, %x: tensor<?x3xsi4>, %y: tensor<?x3xsi4>)
    -> tensor<?x3xsi4> {
  %r = ptir.select %p, %x, %y : tensor<?x3xi1>, tensor<?x3xsi4>
  return %r : tensor<?x3xsi4>
}

// run: select_cf32 5 5 5
func.func @select_cf32(%p: tensor<?x3xi1>, %x: tensor<?x3xcomplex<f32>>, %y: tensor<?x3xcomplex<f32>>)
    -> tensor<?x3xcomplex<f32>> {
  %r = ptir.select %p, %x, %y : tensor<?x3xi1>, tensor<?x3xcomplex<f32>>
  return %r : tensor<?x3xcomplex<f32>>
}

// run: select_i1 5 5 5
func.func @select_i1(%p: tensor<?x3xi1>, %x: tensor<?x3xi1>, %y: tensor<?x3xi1>)
    -> tensor<?x3xi1> {
  %r = ptir.select %p, %x, %y : tensor<?x3xi1>, tensor<?x3xi1>
  return %r : tensor<?x3xi1>
}

// run: cast_f32_bf16 9 9
// run: cast_f32_bf16 0 0
func.func @cast_f32_bf16(%x: tensor<?x3xf32>, %y: tensor<?x3xf32>)
    -> tensor<?x3xbf16> {
  %b = ptir.sub %x, %y : tensor<?x3xf32>
  %c = ptir.mul %b, %x : tensor<?x3xf32>
  %d = ptir.mul %c, %c : tensor<?x3xf32>
  %a = ptir.mul %d, %b : tensor<?x3xf32>
  %r = ptir.cast %a : tensor<?x3xf32> -> tensor<?x3xbf16>
  return %r : tensor<?x3xbf16>
}

// run: cast_f32_si4 9 9
// run: cast_f32_si4 0 0
func.func @cast_f32_si4(%x: tensor<?x3xf32>, %y: tensor<?x3xf32>)
    -> tensor<?x3xsi4> {
  %b = ptir.sub %x, %y : tensor<?x3xf32>
  %c = ptir.mul %b, %x : tensor<?x3xf32>
  %d = ptir.mul %c, %c : tensor<?x3xf32>
  %a = ptir.mul %d, %b : tensor<?x3xf32>
  %r = ptir.cast %a : tensor<?x3xf32> -> tensor<?x3xsi4>
  return %r : tensor<?x3xsi4>
}

// run: cast_f32_si8 9 9
// run: cast_f32_si8 0 0
func.func @cast_f32_si8(%x: tensor<?x3xf32>, %y: tensor<?x3xf32>)
    -> tensor<?x3xsi8> {
  %b = ptir.sub %x, %y : tensor<?x3xf32>
  %c = ptir.mul %b, %x : tensor<?x3xf32>
  %d = ptir.mul %c, %c : tensor<?x3xf32>
  %a = ptir.mul %d, %b : tensor<?x3xf32>
  %r = ptir.cast %a : tensor<?x3xf32> -> tensor<?x3xsi8>
  return %r : tensor<?x3xsi8>
}

// run: cast_f32_ui64 9 9
// run: cast_f32_ui64 0 0
func.func @cast_f32_ui64(%x: tensor<?x3xf32>, %y: tensor<?x3xf32>)
    -> tensor<?x3xui64> {
  %b = ptir.sub %x, %y : tensor<?x3xf32>
  %c = ptir.mul %b, %x : tensor<?x3xf32>
  %d = ptir.mul %c, %c : tensor<?x3xf32>
  %a = ptir.mul %d, %b : tensor<?x3xf32>
  %r = ptir.cast %a : tensor<?x3xf32> -> tensor<?x3xui64>
  return %r : tensor<?x3xui64>
}

// run: cast_f32_cf32 9 9
// run: cast_f32_cf32 0 0
func.func @cast_f32_cf32(%x: tensor<?x3xf32>, %y: tensor<?x3xf32>)
    -> tensor<?x3xcomplex<f32>> {
  %b = ptir.sub %x, %y : tensor<?x3xf32>
  %c = ptir.mul %b, %x : tensor<?x3xf32>
  %d = ptir.mul %c, %c : tensor<?x3xf32>
  %a = ptir.mul %d, %b : tensor<?x3xf32>
  %r = ptir.cast %a : tensor<?x3xf32> -> tensor<?x3xcomplex<f32>>
  return %r : tensor<?x3xcomplex<f32>>
}

// run: cast_f32_i1 9 9
// run: cast_f32_i1 0 0
func.func @cast_f32_i1(%x: tensor<?x3xf32>, %y: tensor<?x3xf32>)
    -> tensor<?x3xi1> {
  %b = ptir.sub %x, %y : tensor<?x3xf32>
  %c = ptir.mul %b, %x : tensor<?x3xf32>
  %d = ptir.mul %c, %c : tensor<?x3xf32>
  %a = ptir.mul %d, %b : tensor<?x3xf32>
  %r = ptir.cast %a : tensor<?x3xf32> -> tensor<?x3xi1>
  return %r : tensor<?x3xi1>
}

// run: cast_f16_si32 9 9
// run: cast_f16_si32 0 0
func.func @cast_f16_si32(%x: tensor<?x3xf16>, %y: tensor<?x3xf16>)
    -> tensor<?x3xsi32> {
  %b = ptir.sub %x, %y : tensor<?x3xf16>
  %c = ptir.mul %b, %x : tensor<?x3xf16>
  %d = ptir.mul %c, %c : tensor<?x3xf16>
  %a = ptir.mul %d, %b : tensor<?x3xf16>
  %r = ptir.cast %a : tensor<?x3xf16> -> tensor<?x3xsi32>
  return %r : tensor<?x3xsi32>
}

// run: cast_bf16_f64 9 9
// run: cast_bf16_f64 0 0
func.func @cast_bf16_f64(%x: tensor<?x3xbf16>, %y: tensor<?x3xbf16>)
    -> tensor<?x3xf64> {
  %b = ptir.sub %x, %y : tensor<?x3xbf16>
  %c = ptir.mul %b, %x : tensor<?x3xbf16>
  %d = ptir.mul %c, %c : tensor<?x3xbf16>
  %a = ptir.mul %d, %b : tensor<?x3xbf16>
  %r = ptir.cast %a : tensor<?x3xbf16> -> tensor<?x3xf64>
  return %r : tensor<?x3xf64>
}

// run: cast_si32_ui8 9 9
// run: cast_si32_ui8 0 0
func.func @cast_si32_ui8(%x: tensor<?x3xsi32>, %y: tensor<?x3xsi32>)
    -> tensor<?x3xui8> {
  %b = ptir.sub %x, %y : tensor<?x3xsi32>
  %c = ptir.mul %b, %x : tensor<?x3xsi32>
  %d = ptir.mul %c, %c : tensor<?x3xsi32>
  %a = ptir.mul %d, %b : tensor<?x3xsi32>
  %r = ptir.cast %a : tensor<?x3xsi32> -> tensor<?x3xui8>
  return %r : tensor<?x3xui8>
}

// run: cast_si64_si4 9 9
// run: cast_si64_si4 0 0
func.func @cast_si64_si4(%x: tensor<?x3xsi64>, %y: tensor<?x3xsi64>)
    -> tensor<?x3xsi4> {
  %b = ptir.sub %x, %y : tensor<?x3xsi64>
  %c = ptir.mul %b, %x : tensor<?x3xsi64>
  %d = ptir.mul %c, %c : tensor<?x3xsi64>
  %a = ptir.mul %d, %b : tensor<?x3xsi64>
  %r = ptir.cast %a : tensor<?x3xsi64> -> tensor<?x3xsi4>
  return %r : tensor<?x3xsi4>
}

// run: cast_ui64_f32 9 9
// run: cast_ui64_f32 0 0
func.func @cast_ui64_f32(%x: tensor<?x3xui64>, %y: tensor<?x3xui64>)
    -> tensor<?x3xf32> {
  %b = ptir.sub %x, %y : tensor<?x3xui64>
  %c = ptir.mul %b, %x : tensor<?x3xui64>
  %d = ptir.mul %c, %c : tensor<?x3xui64>
  %a = ptir.mul %d, %b : tensor<?x3xui64>
  %r = ptir.cast %a : tensor<?x3xui64> -> tensor<?x3xf32>
  return %r : tensor<?x3xf32>
}

// run: cast_i1_f32 9 9
// run: cast_i1_f32 0 0
func.func @cast_i1_f32(%x: tensor<?x3xi1>, %y: tensor<?x3xi1>)
    -> tensor<?x3xf32> {
  %a = ptir.maximum %x, %x : tensor<?x3xi1>
  %r = ptir.cast %a : tensor<?x3xi1> -> tensor<?x3xf32>
  return %r : tensor<?x3xf32>
}

// run: reduce_sum_f32 3
// run: reduce_sum_f32 0
func.func @reduce_sum_f32(%x: tensor<2x?x5xf32>) -> tensor<?xf32> {
  %r = ptir.reduce sum, %x axes [0, 2] : tensor<2x?x5xf32> -> tensor<?xf32>
  return %r : tensor<?xf32>
}

// run: reduce_sum_f64 3
// run: reduce_sum_f64 0
func.func @reduce_sum_f64(%x: tensor<2x?x5xf64>) -> tensor<?xf64> {
  %r = ptir.reduce sum, %x axes [0, 2] : tensor<2x?x5xf64> -> tensor<?xf64>
  return %r : tensor<?xf64>
}

// run: reduce_sum_bf16 3
// run: reduce_sum_bf16 0
func.func @reduce_sum_bf16(%x: tensor<2x?x5xbf16>) -> tensor<?xbf16> {
  %r = ptir.reduce sum, %x axes [0, 2] : tensor<2x?x5xbf16> -> tensor<?xbf16>
  return %r : tensor<?xbf16>
}

// run: reduce_sum_si8 3
// run: reduce_sum_si8 0
func.func @reduce_sum_si8(%x: tensor<2x?x5xsi8>) -> tensor<?xsi8> {
  %r = ptir.reduce sum, %x axes [0, 2] : tensor<2x?x5xsi8> -> tensor<?xsi8>
  return %r : tensor<?xsi8>
}

// run: reduce_sum_cf32 3
// run: reduce_sum_cf32 0
func.func @reduce_sum_cf32(%x: tensor<2x?x5xcomplex<f32>>)
    -> tensor<?xcomplex<f32>> {
  %r = ptir.reduce sum, %x axes [0, 2] : tensor<2x?x5xcomplex<f32>> -> tensor<?xcomplex<f32>>
  return %r : tensor<?xcomplex<f32>>
}

// run: reduce_max_f32 3
func.func @reduce_max_f32(%x: tensor<2x?x5xf32>) -> tensor<?xf32> {
  %r = ptir.reduce max, %x axes [0, 2] : tensor<2x?x5xf32> -> tensor<?xf32>
  return %r : tensor<?xf32>
}

// run: reduce_max_si4 3
func.func @reduce_max_si4(%x: tensor<2x?x5xsi4>) -> tensor<?xsi4> {
  %r = ptir.reduce max, %x axes [0, 2] : tensor<2x?x5xsi4> -> tensor<?xsi4>
  return %r : tensor<?xsi4>
}

// run: reduce_max_ui8 3
func.func @reduce_max_ui8(%x: tensor<2x?x5xui8>) -> tensor<?xui8> {
  %r = ptir.reduce max, %x axes [0, 2] : tensor<2x?x5xui8> -> tensor<?xui8>
  return %r : tensor<?xui8>
}

// run: reduce_min_f16 3
func.func @reduce_min_f16(%x: tensor<2x?x5xf16>) -> tensor<?xf16> {
  %r = ptir.reduce min, %x axes [0, 2] : tensor<2x?x5xf16> -> tensor<?xf16>
  return %r : tensor<?xf16>
}

// run: reduce_min_si64 3
func.func @reduce_min_si64(%x: tensor<2x?x5xsi64>) -> tensor<?xsi64> {
  %r = ptir.reduce min, %x axes [0, 2] : tensor<2x?x5xsi64> -> tensor<?xsi64>
  return %r : tensor<?xsi64>
}

// run: reduce_min_i1 3
func.func @reduce_min_i1(%x: tensor<2x?x5xi1>) -> tensor<?xi1> {
  %r = ptir.reduce min, %x axes [0, 2] : tensor<2x?x5xi1> -> tensor<?xi1>
  return %r : tensor<?xi1>
}

// run: reduce_sumkeepdims_f32 3
func.func @reduce_sumkeepdims_f32(%x: tensor<2x?x5xf32>) -> tensor<1x?x1xf32> {
  %r = ptir.reduce sum, %x axes [0, 2] keepdims : tensor<2x?x5xf32> -> tensor<1x?x1xf32>
  return %r : tensor<1x?x1xf32>
}

// run: reduce_sumkeepdims_si32 3
func.func @reduce_sumkeepdims_si32(%x: tensor<2x?x5xsi32>)
    -> tensor<1x?x1xsi32> {
  %r = ptir.reduce sum, %x axes [0, 2] keepdims : tensor<2x?x5xsi32> -> tensor<1x?x1xsi32>
  return %r : tensor<1x?x1xsi32>
}

// run: reduce_maxkeepdims_bf16 3
func.func @reduce_maxkeepdims_bf16(%x: tensor<2x?x5xbf16>)
    -> tensor<1x?x1xbf16> {
  %r = ptir.reduce max, %x axes [0, 2] keepdims : tensor<2x?x5xbf16> -> tensor<1x?x1xbf16>
  return %r : tensor<1x?x1xbf16>
}

// run: reduce_sum_all_f32 3
func.func @reduce_sum_all_f32(%x: tensor<2x?x5xf32>) -> tensor<f32> {
  %r = ptir.reduce sum, %x axes [0, 1, 2] : tensor<2x?x5xf32> -> tensor<f32>
  return %r : tensor<f32>
}

// run: reduce_sum_all_ui64 3
func.func @reduce_sum_all_ui64(%x: tensor<2x?x5xui64>) -> tensor<ui64> {
  %r = ptir.reduce sum, %x axes [0, 1, 2] : tensor<2x?x5xui64> -> tensor<ui64>
  return %r : tensor<ui64>
}

// run: dot_general_batch_f32 5
func.func @dot_general_batch_f32(%x: tensor<2x?x4xf32>, %y: tensor<2x4x3xf32>)
    -> tensor<2x?x3xf32> {
  %r = ptir.dot_general %x, %y batch [0] x [0] contract [2] x [1] : (tensor<2x?x4xf32>, tensor<2x4x3xf32>) -> tensor<2x?x3xf32>
  return %r : tensor<2x?x3xf32>
}

// run: dot_general_batch_bf16 5
func.func @dot_general_batch_bf16(%x: tensor<2x?x4xbf16>, %y: tensor<2x4x3xbf16>)
    -> tensor<2x?x3xbf16> {
  %r = ptir.dot_general %x, %y batch [0] x [0] contract [2] x [1] : (tensor<2x?x4xbf16>, tensor<2x4x3xbf16>) -> tensor<2x?x3xbf16>
  return %r : tensor<2x?x3xbf16>
}

// run: dot_general_batch_si32 5
func.func @dot_general_batch_si32(%x: tensor<2x?x4xsi32>, %y: tensor<2x4x3xsi32>)
    -> tensor<2x?x3xsi32> {
  %r = ptir.dot_general %x, %y batch [0] x [0] contract [2] x [1] : (tensor<2x?x4xsi32>, tensor<2x4x3xsi32>) -> tensor<2x?x3xsi32>
  return %r : tensor<2x?x3xsi32>
}

// run: dot_general_batch_cf32 5
func.func @dot_general_batch_cf32(%x: tensor<2x?x4xcomplex<f32>>, %y: tensor<2x4x3xcomplex<f32>>)
    -> tensor<2x?x3xcomplex<f32>> {
  %r = ptir.dot_general %x, %y batch [0] x [0] contract [2] x [1] : (tensor<2x?x4xcomplex<f32>>, tensor<2x4x3xcomplex<f32>>) -> tensor<2x?x3xcomplex<f32>>
  return %r : tensor<2x?x3xcomplex<f32>>
}

// run: dot_general_dyn_f32 5 3 3 20
func.func @dot_general_dyn_f32(%x: tensor<?x?xf32>, %y: tensor<?x?xf32>)
    -> tensor<?x?xf32> {
  %r = ptir.dot_general %x, %y contract [1] x [0] : (tensor<?x?xf32>, tensor<?x?xf32>) -> tensor<?x?xf32>
  return %r : tensor<?x?xf32>
}

// run: dot_general_dyn_f64 5 3 3 20
func.func @dot_general_dyn_f64(%x: tensor<?x?xf64>, %y: tensor<?x?xf64>)
    -> tensor<?x?xf64> {
  %r = ptir.dot_general %x, %y contract [1] x [0] : (tensor<?x?xf64>, tensor<?x?xf64>) -> tensor<?x?xf64>
  return %r : tensor<?x?xf64>
}

// run: dot_general_dyn_f16 5 3 3 20
func.func @dot_general_dyn_f16(%x: tensor<?x?xf16>, %y: tensor<?x?xf16>)
    -> tensor<?x?xf16> {
  %r = ptir.dot_general %x, %y contract [1] x [0] : (tensor<?x?xf16>, tensor<?x?xf16>) -> tensor<?x?xf16>
  return %r : tensor<?x?xf16>
}

// run: dot_general_dyn_si8 5 3 3 20
func.func @dot_general_dyn_si8(%x: tensor<?x?xsi8>, %y: tensor<?x?xsi8>)
    -> tensor<?x?xsi8> {
  %r = ptir.dot_general %x, %y contract [1] x [0] : (tensor<?x?xsi8>, tensor<?x?xsi8>) -> tensor<?x?xsi8>
  return %r : tensor<?x?xsi8>
}

// run: dot_general_dyn0_f32 5 0 0 20
func.func @dot_general_dyn0_f32(%x: tensor<?x?xf32>, %y: tensor<?x?xf32>)
    -> tensor<?x?xf32> {
  %r = ptir.dot_general %x, %y contract [1] x [0] : (tensor<?x?xf32>, tensor<?x?xf32>) -> tensor<?x?xf32>
  return %r : tensor<?x?xf32>
}

// run: dot_general_vec_f32 17 17
func.func @dot_general_vec_f32(%x: tensor<?xf32>, %y: tensor<?xf32>)
    -> tensor<f32> {
  %r = ptir.dot_general %x, %y contract [0] x [0] : (tensor<?xf32>, tensor<?xf32>) -> tensor<f32>
  return %r : tensor<f32>
}

// run: dot_general_vec_si64 17 17
func.func @dot_general_vec_si64(%x: tensor<?xsi64>, %y: tensor<?xsi64>)
    -> tensor<si64> {
  %r = ptir.dot_general %x, %y contract [0] x [0] : (tensor<?xsi64>, tensor<?xsi64>) -> tensor<si64>
  return %r : tensor<si64>
}

// run: reshape_split_f32 4
func.func @reshape_split_f32(%x: tensor<?x6xf32>) -> tensor<?x2x3xf32> {
  %r = ptir.reshape %x : tensor<?x6xf32> -> tensor<?x2x3xf32>
  return %r : tensor<?x2x3xf32>
}

// run: reshape_split_si4 4
func.func @reshape_split_si4(%x: tensor<?x6xsi4>) -> tensor<?x2x3xsi4> {
  %r = ptir.reshape %x : tensor<?x6xsi4> -> tensor<?x2x3xsi4>
  return %r : tensor<?x2x3xsi4>
}

// run: reshape_merge_f32 4
func.func @reshape_merge_f32(%x: tensor<?x2x3xf32>) -> tensor<?x6xf32> {
  %r = ptir.reshape %x : tensor<?x2x3xf32> -> tensor<?x6xf32>
  return %r : tensor<?x6xf32>
}

// run: reshape_flat_bf16 4
func.func @reshape_flat_bf16(%x: tensor<?x6xbf16>) -> tensor<?xbf16> {
  %s = ptir.constant dense<6> : tensor<si64>
  %d = ptir.dim %x, 0 : tensor<?x6xbf16>
  %n = ptir.mul %d, %s : tensor<si64>
  %r = ptir.reshape %x dims(%n) : tensor<?x6xbf16> -> tensor<?xbf16>
  return %r : tensor<?xbf16>
}

// run: reshape_two_f32 4
func.func @reshape_two_f32(%x: tensor<?x6xf32>) -> tensor<?x?x6xf32> {
  %o = ptir.constant dense<1> : tensor<si64>
  %d = ptir.dim %x, 0 : tensor<?x6xf32>
  %r = ptir.reshape %x dims(%o, %d) : tensor<?x6xf32> -> tensor<?x?x6xf32>
  return %r : tensor<?x?x6xf32>
}

// run: reshape_static_f32
func.func @reshape_static_f32(%x: tensor<4x6xf32>) -> tensor<3x8xf32> {
  %r = ptir.reshape %x : tensor<4x6xf32> -> tensor<3x8xf32>
  return %r : tensor<3x8xf32>
}

// run: reshape_static_i1
func.func @reshape_static_i1(%x: tensor<4x6xi1>) -> tensor<3x8xi1> {
  %r = ptir.reshape %x : tensor<4x6xi1> -> tensor<3x8xi1>
  return %r : tensor<3x8xi1>
}

// run: reshape_scalar_f32
func.func @reshape_scalar_f32(%x: tensor<1x1xf32>) -> tensor<f32> {
  %r = ptir.reshape %x : tensor<1x1xf32> -> tensor<f32>
  return %r : tensor<f32>
}

// run: reshape_toscal_ui8
func.func @reshape_toscal_ui8(%x: tensor<ui8>) -> tensor<1x1xui8> {
  %r = ptir.reshape %x : tensor<ui8> -> tensor<1x1xui8>
  return %r : tensor<1x1xui8>
}

// run: transpose_f32 5
func.func @transpose_f32(%x: tensor<2x?x3xf32>) -> tensor<3x2x?xf32> {
  %r = ptir.transpose %x [2, 0, 1] : tensor<2x?x3xf32>
  return %r : tensor<3x2x?xf32>
}

// run: transpose_si4 5
func.func @transpose_si4(%x: tensor<2x?x3xsi4>) -> tensor<3x2x?xsi4> {
  %r = ptir.transpose %x [2, 0, 1] : tensor<2x?x3xsi4>
  return %r : tensor<3x2x?xsi4>
}

// run: transpose_cf32 5
func.func @transpose_cf32(%x: tensor<2x?x3xcomplex<f32>>)
    -> tensor<3x2x?xcomplex<f32>> {
  %r = ptir.transpose %x [2, 0, 1] : tensor<2x?x3xcomplex<f32>>
  return %r : tensor<3x2x?xcomplex<f32>>
}

// run: transpose_i1 5
func.func @transpose_i1(%x: tensor<2x?x3xi1>) -> tensor<3x2x?xi1> {
  %r = ptir.transpose %x [2, 0, 1] : tensor<2x?x3xi1>
  return %r : tensor<3x2x?xi1>
}

// run: transpose0_f32 0
func.func @transpose0_f32(%x: tensor<2x?x3xf32>) -> tensor<3x2x?xf32> {
  %r = ptir.transpose %x [2, 0, 1] : tensor<2x?x3xf32>
  return %r : tensor<3x2x?xf32>
}

// run: broadcast_to_f32 5
func.func @broadcast_to_f32(%x: tensor<1x?xf32>) -> tensor<2x3x?xf32> {
  %d = ptir.dim %x, 1 : tensor<1x?xf32>
  %r = ptir.broadcast_to %x dims(%d) : tensor<1x?xf32> -> tensor<2x3x?xf32>
  return %r : tensor<2x3x?xf32>
}

// run: broadcast_to_si8 5
func.func @broadcast_to_si8(%x: tensor<1x?xsi8>) -> tensor<2x3x?xsi8> {
  %d = ptir.dim %x, 1 : tensor<1x?xsi8>
  %r = ptir.broadcast_to %x dims(%d) : tensor<1x?xsi8> -> tensor<2x3x?xsi8>
  return %r : tensor<2x3x?xsi8>
}

// run: concat_f32 3 3
func.func @concat_f32(%x: tensor<2x?xf32>, %y: tensor<3x?xf32>)
    -> tensor<5x?xf32> {
  %r = ptir.concat %x, %y axis 0 : tensor<2x?xf32>, tensor<3x?xf32>
  return %r : tensor<5x?xf32>
}

// run: concat_ui8 3 3
func.func @concat_ui8(%x: tensor<2x?xui8>, %y: tensor<3x?xui8>)
    -> tensor<5x?xui8> {
  %r = ptir.concat %x, %y axis 0 : tensor<2x?xui8>, tensor<3x?xui8>
  return %r : tensor<5x?xui8>
}

// run: concat1_f32 3 0
func.func @concat1_f32(%x: tensor<2x?xf32>, %y: tensor<2x?xf32>)
    -> tensor<2x?xf32> {
  %r = ptir.concat %x, %y, %x axis 1 : tensor<2x?xf32>, tensor<2x?xf32>, tensor<2x?xf32>
  return %r : tensor<2x?xf32>
}

// run: concat1_i1 3 0
func.func @concat1_i1(%x: tensor<2x?xi1>, %y: tensor<2x?xi1>)
    -> tensor<2x?xi1> {
  %r = ptir.concat %x, %y, %x axis 1 : tensor<2x?xi1>, tensor<2x?xi1>, tensor<2x?xi1>
  return %r : tensor<2x?xi1>
}

// run: iota_f32 20
func.func @iota_f32(%x: tensor<2x?xf32>) -> tensor<2x?xf32> {
  %d = ptir.dim %x, 1 : tensor<2x?xf32>
  %r = ptir.iota axis 1 dims(%d) : tensor<2x?xf32>
  return %r : tensor<2x?xf32>
}

// run: iota_bf16 20
func.func @iota_bf16(%x: tensor<2x?xbf16>) -> tensor<2x?xbf16> {
  %d = ptir.dim %x, 1 : tensor<2x?xbf16>
  %r = ptir.iota axis 1 dims(%d) : tensor<2x?xbf16>
  return %r : tensor<2x?xbf16>
}

// run: iota_si4 20
func.func @iota_si4(%x: tensor<2x?xsi4>) -> tensor<2x?xsi4> {
  %d = ptir.dim %x, 1 : tensor<2x?xsi4>
  %r = ptir.iota axis 1 dims(%d) : tensor<2x?xsi4>
  return %r : tensor<2x?xsi4>
}

// run: iota_ui64 20
func.func @iota_ui64(%x: tensor<2x?xui64>) -> tensor<2x?xui64> {
  %d = ptir.dim %x, 1 : tensor<2x?xui64>
  %r = ptir.iota axis 1 dims(%d) : tensor<2x?xui64>
  return %r : tensor<2x?xui64>
}

// run: iota_cf32 20
func.func @iota_cf32(%x: tensor<2x?xcomplex<f32>>) -> tensor<2x?xcomplex<f32>> {
  %d = ptir.dim %x, 1 : tensor<2x?xcomplex<f32>>
  %r = ptir.iota axis 1 dims(%d) : tensor<2x?xcomplex<f32>>
  return %r : tensor<2x?xcomplex<f32>>
}

// run: slice_f32 9 3
func.func @slice_f32(%x: tensor<4x?xf32>, %n: tensor<2x?xf32>)
    -> tensor<2x?xf32> {
  %d = ptir.dim %n, 1 : tensor<2x?xf32>
  %r = ptir.slice %x starts [1, 1] sizes [2, -1] strides [2, 3] dims(%d) : tensor<4x?xf32>
  return %r : tensor<2x?xf32>
}

// run: slice_si4 9 3
func.func @slice_si4(%x: tensor<4x?xsi4>, %n: tensor<2x?xf32>)
    -> tensor<2x?xsi4> {
  %d = ptir.dim %n, 1 : tensor<2x?xf32>
  %r = ptir.slice %x starts [1, 1] sizes [2, -1] strides [2, 3] dims(%d) : tensor<4x?xsi4>
  return %r : tensor<2x?xsi4>
}

// run: slice_static_f32 9
func.func @slice_static_f32(%x: tensor<4x?xf32>) -> tensor<2x3xf32> {
  %r = ptir.slice %x starts [1, 1] sizes [2, 3] strides [2, 2] : tensor<4x?xf32>
  return %r : tensor<2x3xf32>
}

// run: slice_static_i1 9
func.func @slice_static_i1(%x: tensor<4x?xi1>) -> tensor<2x3xi1> {
  %r = ptir.slice %x starts [1, 1] sizes [2, 3] strides [2, 2] : tensor<4x?xi1>
  return %r : tensor<2x3xi1>
}

// run: take_f32 3 4
func.func @take_f32(%x: tensor<8x?xf32>, %i: tensor<2x?xsi32>)
    -> tensor<2x?x?xf32> {
  %r = ptir.take %x, %i : tensor<8x?xf32>, tensor<2x?xsi32>
  return %r : tensor<2x?x?xf32>
}

// run: take_bf16 3 4
func.func @take_bf16(%x: tensor<8x?xbf16>, %i: tensor<2x?xsi32>)
    -> tensor<2x?x?xbf16> {
  %r = ptir.take %x, %i : tensor<8x?xbf16>, tensor<2x?xsi32>
  return %r : tensor<2x?x?xbf16>
}

// run: take_si4 3 4
func.func @take_si4(%x: tensor<8x?xsi4>, %i: tensor<2x?xsi32>)
    -> tensor<2x?x?xsi4> {
  %r = ptir.take %x, %i : tensor<8x?xsi4>, tensor<2x?xsi32>
  return %r : tensor<2x?x?xsi4>
}

// run: take0_f32 0
func.func @take0_f32(%x: tensor<0x3xf32>, %i: tensor<?xsi64>)
    -> tensor<?x3xf32> {
  %r = ptir.take %x, %i : tensor<0x3xf32>, tensor<?xsi64>
  return %r : tensor<?x3xf32>
}

// run: take_scalar_f32 3
func.func @take_scalar_f32(%x: tensor<8x?xf32>, %i: tensor<si64>)
    -> tensor<?xf32> {
  %r = ptir.take %x, %i : tensor<8x?xf32>, tensor<si64>
  return %r : tensor<?xf32>
}

// run: dynamic_slice_f32 5 2
func.func @dynamic_slice_f32(%x: tensor<8x?xf32>, %i: tensor<2xsi32>, %n: tensor<?xf32>)
    -> tensor<2x?xf32> {
  %d = ptir.dim %n, 0 : tensor<?xf32>
  %r = ptir.dynamic_slice %x, %i sizes [2, -1] dims(%d) : tensor<8x?xf32>, tensor<2xsi32>
  return %r : tensor<2x?xf32>
}

// run: dynamic_slice_si64 5 2
func.func @dynamic_slice_si64(%x: tensor<8x?xsi64>, %i: tensor<2xsi32>, %n: tensor<?xf32>)
    -> tensor<2x?xsi64> {
  %d = ptir.dim %n, 0 : tensor<?xf32>
  %r = ptir.dynamic_slice %x, %i sizes [2, -1] dims(%d) : tensor<8x?xsi64>, tensor<2xsi32>
  return %r : tensor<2x?xsi64>
}

// run: dynamic_slice_static_f32 5
func.func @dynamic_slice_static_f32(%x: tensor<8x?xf32>, %i: tensor<2xsi64>)
    -> tensor<2x3xf32> {
  %r = ptir.dynamic_slice %x, %i sizes [2, 3] : tensor<8x?xf32>, tensor<2xsi64>
  return %r : tensor<2x3xf32>
}

// run: dynamic_update_slice_f32 5 3
func.func @dynamic_update_slice_f32(%x: tensor<8x?xf32>, %u: tensor<3x?xf32>, %i: tensor<2xsi32>)
    -> tensor<8x?xf32> {
  %r = ptir.dynamic_update_slice %x, %u, %i : tensor<8x?xf32>, tensor<3x?xf32>, tensor<2xsi32>
  return %r : tensor<8x?xf32>
}

// run: dynamic_update_slice_si8 5 3
func.func @dynamic_update_slice_si8(%x: tensor<8x?xsi8>, %u: tensor<3x?xsi8>, %i: tensor<2xsi32>)
    -> tensor<8x?xsi8> {
  %r = ptir.dynamic_update_slice %x, %u, %i : tensor<8x?xsi8>, tensor<3x?xsi8>, tensor<2xsi32>
  return %r : tensor<8x?xsi8>
}

// run: dus_scalar_f32
func.func @dus_scalar_f32(%x: tensor<f32>, %u: tensor<f32>, %i: tensor<0xsi32>)
    -> tensor<f32> {
  %r = ptir.dynamic_update_slice %x, %u, %i : tensor<f32>, tensor<f32>, tensor<0xsi32>
  return %r : tensor<f32>
}

// run: identity_f32
func.func @identity_f32(%x: tensor<f32>) -> tensor<f32> {
  return %x : tensor<f32>
}

// run: identity_i1
func.func @identity_i1(%x: tensor<i1>) -> tensor<i1> {
  return %x : tensor<i1>
}

// run: constant_f32
func.func @constant_f32() -> tensor<2xf32> {
  %r = ptir.constant dense<[1.5, 0.5]> : tensor<2xf32>
  return %r : tensor<2xf32>
}

// run: constant_si4
func.func @constant_si4() -> tensor<2xsi4> {
  %r = ptir.constant dense<[-8, 7]> : tensor<2xsi4>
  return %r : tensor<2xsi4>
}

// run: constant_cf32
func.func @constant_cf32() -> tensor<2xcomplex<f32>> {
  %r = ptir.constant dense<[(1.5,-2.0), (0.0,1.0)]> : tensor<2xcomplex<f32>>
  return %r : tensor<2xcomplex<f32>>
}

// run: constant_i1
func.func @constant_i1() -> tensor<2xi1> {
  %r = ptir.constant dense<[true, false]> : tensor<2xi1>
  return %r : tensor<2xi1>
}
