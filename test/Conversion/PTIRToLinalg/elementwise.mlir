// Elementwise ops become loops; signedness and narrow types become arithmetic
// on whole bytes.
// RUN: ptir-opt %s -convert-ptir-to-linalg | FileCheck %s

// CHECK-DAG: #[[$ID:.*]] = affine_map<(d0) -> (d0)>

// si4 lives in a byte, sign-extended after every operation.
// CHECK-LABEL: func @neg_si4(
// CHECK-SAME: %[[X:.*]]: tensor<4xi8>) -> tensor<4xi8>
// CHECK: %[[INIT:.*]] = tensor.empty() : tensor<4xi8>
// CHECK: %[[Y:.*]] = linalg.generic {indexing_maps = [#[[$ID]], #[[$ID]]], iterator_types = ["parallel"]} ins(%[[X]] : tensor<4xi8>) outs(%[[INIT]] : tensor<4xi8>)
// CHECK-NEXT: ^bb0(%[[A:.*]]: i8, %{{.*}}: i8):
// CHECK: %[[N:.*]] = arith.subi %{{.*}}, %[[A]] : i8
// CHECK: %[[L:.*]] = arith.shli %[[N]], %[[FOUR:.*]] : i8
// CHECK: %[[R:.*]] = arith.shrsi %[[L]], %[[FOUR]] : i8
// CHECK: linalg.yield %[[R]] : i8
// CHECK: return %[[Y]] : tensor<4xi8>
func.func @neg_si4(%x: tensor<4xsi4>) -> tensor<4xsi4> {
  %0 = ptir.neg %x : tensor<4xsi4>
  return %0 : tensor<4xsi4>
}

// A whole byte needs no narrowing.
// CHECK-LABEL: func @neg_ui8(
// CHECK: arith.subi
// CHECK-NOT: arith.shli
// CHECK: linalg.yield
func.func @neg_ui8(%x: tensor<?xui8>) -> tensor<?xui8> {
  %0 = ptir.neg %x : tensor<?xui8>
  return %0 : tensor<?xui8>
}

// Run-time extents are compared once, before the loop.
// CHECK-LABEL: func @add(
// CHECK-SAME: %[[X:.*]]: tensor<?x3xf32>, %[[Y:.*]]: tensor<?x3xf32>)
// CHECK-DAG: %[[M:.*]] = tensor.dim %[[X]], %{{.*}}
// CHECK-DAG: %[[N:.*]] = tensor.dim %[[Y]], %{{.*}}
// CHECK: %[[OK:.*]] = arith.cmpi eq, %[[N]], %[[M]] : index
// CHECK: ptirrt.check %[[OK]], shape_mismatch, "ptir.add", "rhs dimension 0"(%[[N]], %[[M]])
// CHECK-NOT: ptirrt.check
// CHECK: linalg.generic {{.*}} ins(%[[X]], %[[Y]] :
// CHECK: arith.addf %{{.*}}, %{{.*}} : f32
func.func @add(%x: tensor<?x3xf32>, %y: tensor<?x3xf32>) -> tensor<?x3xf32> {
  %0 = ptir.add %x, %y : tensor<?x3xf32>
  return %0 : tensor<?x3xf32>
}

// Extents that are the same value are not compared.
// CHECK-LABEL: func @square(
// CHECK-NOT: ptirrt.check
// CHECK: arith.mulf
func.func @square(%x: tensor<?x3xf32>) -> tensor<?x3xf32> {
  %0 = ptir.mul %x, %x : tensor<?x3xf32>
  return %0 : tensor<?x3xf32>
}

// CHECK-LABEL: func @larger_i1(
// CHECK: ^bb0(%[[A:.*]]: i8, %[[B:.*]]: i8, %{{.*}}: i8):
// CHECK-DAG: %[[P:.*]] = arith.cmpi ne, %[[A]], %{{.*}} : i8
// CHECK-DAG: %[[Q:.*]] = arith.cmpi ne, %[[B]], %{{.*}} : i8
// CHECK: %[[R:.*]] = arith.maxui %[[P]], %[[Q]] : i1
// CHECK: %[[S:.*]] = arith.extui %[[R]] : i1 to i8
// CHECK: linalg.yield %[[S]] : i8
func.func @larger_i1(%x: tensor<2xi1>, %y: tensor<2xi1>) -> tensor<2xi1> {
  %0 = ptir.maximum %x, %y : tensor<2xi1>
  return %0 : tensor<2xi1>
}

// Signed and unsigned are told apart by the op.
// CHECK-LABEL: func @smaller(
// CHECK: arith.minsi %{{.*}} : i16
// CHECK: arith.minui %{{.*}} : i16
// CHECK: arith.minimumf %{{.*}} : f64
func.func @smaller(%x: tensor<2xsi16>, %y: tensor<2xui16>, %z: tensor<2xf64>)
    -> (tensor<2xsi16>, tensor<2xui16>, tensor<2xf64>) {
  %a = ptir.neg %x : tensor<2xsi16>
  %0 = ptir.minimum %x, %a : tensor<2xsi16>
  %b = ptir.neg %y : tensor<2xui16>
  %1 = ptir.minimum %y, %b : tensor<2xui16>
  %c = ptir.neg %z : tensor<2xf64>
  %2 = ptir.minimum %z, %c : tensor<2xf64>
  return %0, %1, %2 : tensor<2xsi16>, tensor<2xui16>, tensor<2xf64>
}

// Division by zero is reported and divides by one; so does -1, whose quotient
// is the negation, since min / -1 traps.
// CHECK-LABEL: func @divide_si32(
// CHECK: ^bb0(%[[A:.*]]: i32, %[[B:.*]]: i32, %{{.*}}: i32):
// CHECK: %[[OK:.*]] = arith.cmpi ne, %[[B]], %[[C0:.*]] : i32
// CHECK: ptirrt.check %[[OK]], division_by_zero, "ptir.div", "divisor"
// CHECK: %[[OTHER:.*]] = arith.cmpi ne, %[[B]], %[[C1:.*]] : i32
// CHECK: %[[BOTH:.*]] = arith.andi %[[OK]], %[[OTHER]] : i1
// CHECK: %[[SAFE:.*]] = arith.select %[[BOTH]], %[[B]], %{{.*}} : i32
// CHECK: %[[Q:.*]] = arith.divsi %[[A]], %[[SAFE]] : i32
// CHECK: %[[NEG:.*]] = arith.subi %{{.*}}, %[[A]] : i32
// CHECK: %[[MINUS:.*]] = arith.cmpi eq, %[[B]], %{{.*}} : i32
// CHECK: %[[R:.*]] = arith.select %[[MINUS]], %[[NEG]], %[[Q]] : i32
// CHECK: linalg.yield %[[R]] : i32
func.func @divide_si32(%x: tensor<2xsi32>, %y: tensor<2xsi32>) -> tensor<2xsi32> {
  %0 = ptir.div %x, %y : tensor<2xsi32>
  return %0 : tensor<2xsi32>
}

// CHECK-LABEL: func @divide_ui8(
// CHECK: ^bb0(%[[A:.*]]: i8, %[[B:.*]]: i8, %{{.*}}: i8):
// CHECK: %[[OK:.*]] = arith.cmpi ne, %[[B]], %{{.*}} : i8
// CHECK: ptirrt.check %[[OK]], division_by_zero, "ptir.div", "divisor"
// CHECK: %[[SAFE:.*]] = arith.select %[[OK]], %[[B]], %{{.*}} : i8
// CHECK: arith.divui %[[A]], %[[SAFE]] : i8
func.func @divide_ui8(%x: tensor<2xui8>, %y: tensor<2xui8>) -> tensor<2xui8> {
  %0 = ptir.div %x, %y : tensor<2xui8>
  return %0 : tensor<2xui8>
}

// Floats divide by zero.
// CHECK-LABEL: func @divide_f32(
// CHECK-NOT: ptirrt.check
// CHECK: arith.divf
// CHECK-NOT: ptirrt.check
// CHECK: return
func.func @divide_f32(%x: tensor<2xf32>, %y: tensor<2xf32>) -> tensor<2xf32> {
  %0 = ptir.div %x, %y : tensor<2xf32>
  return %0 : tensor<2xf32>
}

// CHECK-LABEL: func @compare(
// CHECK: %[[P:.*]] = arith.cmpi ult, %{{.*}}, %{{.*}} : i8
// CHECK: arith.extui %[[P]] : i1 to i8
// CHECK: arith.cmpi sge, %{{.*}}, %{{.*}} : i64
// CHECK: arith.cmpf une, %{{.*}}, %{{.*}} : f32
// CHECK: arith.cmpf ole, %{{.*}}, %{{.*}} : f32
// CHECK: %[[RE:.*]] = arith.cmpf oeq, %{{.*}}, %{{.*}} : f32
// CHECK: %[[IM:.*]] = arith.cmpf oeq, %{{.*}}, %{{.*}} : f32
// CHECK: arith.andi
func.func @compare(%a: tensor<2xui8>, %b: tensor<2xui8>, %c: tensor<2xsi64>,
                   %d: tensor<2xsi64>, %e: tensor<2xf32>, %f: tensor<2xf32>,
                   %g: tensor<2xcomplex<f32>>, %h: tensor<2xcomplex<f32>>)
    -> (tensor<2xi1>, tensor<2xi1>, tensor<2xi1>, tensor<2xi1>, tensor<2xi1>) {
  %0 = ptir.compare lt, %a, %b : tensor<2xui8>
  %1 = ptir.compare ge, %c, %d : tensor<2xsi64>
  %2 = ptir.compare ne, %e, %f : tensor<2xf32>
  %3 = ptir.compare le, %e, %f : tensor<2xf32>
  %4 = ptir.compare eq, %g, %h : tensor<2xcomplex<f32>>
  return %0, %1, %2, %3, %4
      : tensor<2xi1>, tensor<2xi1>, tensor<2xi1>, tensor<2xi1>, tensor<2xi1>
}

// CHECK-LABEL: func @select(
// CHECK-SAME: %[[P:.*]]: tensor<?xi8>, %[[X:.*]]: tensor<?xf32>, %[[Y:.*]]: tensor<?xf32>)
// CHECK: ptirrt.check %{{.*}}, shape_mismatch, "ptir.select", "on_false dimension 0"
// CHECK: ptirrt.check %{{.*}}, shape_mismatch, "ptir.select", "pred dimension 0"
// CHECK: linalg.generic {{.*}} ins(%[[P]], %[[X]], %[[Y]] :
// CHECK-NEXT: ^bb0(%[[C:.*]]: i8, %[[A:.*]]: f32, %[[B:.*]]: f32, %{{.*}}: f32):
// CHECK: %[[T:.*]] = arith.cmpi ne, %[[C]], %{{.*}} : i8
// CHECK: arith.select %[[T]], %[[A]], %[[B]] : f32
func.func @select(%p: tensor<?xi1>, %x: tensor<?xf32>, %y: tensor<?xf32>)
    -> tensor<?xf32> {
  %0 = ptir.select %p, %x, %y : tensor<?xi1>, tensor<?xf32>
  return %0 : tensor<?xf32>
}

// Elementary functions of narrow floats are those of f32, rounded once.
// CHECK-LABEL: func @tanh_bf16(
// CHECK: %[[W:.*]] = arith.extf %{{.*}} : bf16 to f32
// CHECK: %[[T:.*]] = math.tanh %[[W]] : f32
// CHECK: %[[R:.*]] = arith.truncf %[[T]] : f32 to bf16
// CHECK: linalg.yield %[[R]] : bf16
func.func @tanh_bf16(%x: tensor<2xbf16>) -> tensor<2xbf16> {
  %0 = ptir.tanh %x : tensor<2xbf16>
  return %0 : tensor<2xbf16>
}

// CHECK-LABEL: func @functions(
// CHECK: math.exp %{{.*}} : f32
// CHECK: math.log %{{.*}} : f32
// CHECK: math.erf %{{.*}} : f32
// CHECK: math.absf %{{.*}} : f32
// CHECK: arith.negf %{{.*}} : f32
func.func @functions(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = ptir.exp %x : tensor<2xf32>
  %1 = ptir.log %0 : tensor<2xf32>
  %2 = ptir.erf %1 : tensor<2xf32>
  %3 = ptir.abs %2 : tensor<2xf32>
  %4 = ptir.neg %3 : tensor<2xf32>
  return %4 : tensor<2xf32>
}

// The magnitude of a complex number is real.
// CHECK-LABEL: func @magnitude(
// CHECK-SAME: -> tensor<2xf32>
// CHECK: %[[W:.*]] = complex.abs %{{.*}} : complex<f64>
// CHECK: %[[R:.*]] = arith.truncf %[[W]] : f64 to f32
// CHECK: linalg.yield %[[R]] : f32
func.func @magnitude(%x: tensor<2xcomplex<f32>>) -> tensor<2xf32> {
  %0 = ptir.abs %x : tensor<2xcomplex<f32>>
  return %0 : tensor<2xf32>
}

// Products of cf32 are computed in cf64.
// CHECK-LABEL: func @complex_product(
// CHECK: %[[P:.*]] = complex.mul %{{.*}}, %{{.*}} : complex<f64>
// CHECK: complex.re %[[P]]
// CHECK: arith.truncf %{{.*}} : f64 to f32
func.func @complex_product(%x: tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>> {
  %0 = ptir.mul %x, %x : tensor<2xcomplex<f32>>
  return %0 : tensor<2xcomplex<f32>>
}

// 8-bit floats lie in memory as bytes and are computed as f32.
// CHECK-LABEL: func @f8(
// CHECK: ^bb0(%[[A:.*]]: i8, %{{.*}}: i8, %{{.*}}: i8):
// CHECK: %[[F:.*]] = arith.bitcast %[[A]] : i8 to f8E5M2
// CHECK: arith.extf %[[F]] : f8E5M2 to f32
// CHECK: %[[S:.*]] = arith.addf %{{.*}}, %{{.*}} : f32
// CHECK: %[[N:.*]] = arith.truncf %[[S]] : f32 to f8E5M2
// CHECK: %[[B:.*]] = arith.bitcast %[[N]] : f8E5M2 to i8
// CHECK: linalg.yield %[[B]] : i8
func.func @f8(%x: tensor<2xf8E5M2>, %y: tensor<2xf8E5M2>) -> tensor<2xf8E5M2> {
  %0 = ptir.add %x, %y : tensor<2xf8E5M2>
  return %0 : tensor<2xf8E5M2>
}
