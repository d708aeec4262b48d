// Products and lookups of panels.
// RUN: ptir-opt %s -split-input-file -verify-diagnostics --verify-roundtrip | FileCheck %s

// CHECK-LABEL: func @products(
// CHECK: ptirrt.panel_matmul ins(%{{.*}}, %{{.*}} : tensor<?x5xf32>, tensor<2x5x64xf32>) outs(%{{.*}} : tensor<?x100xf32>) -> tensor<?x100xf32>
// CHECK: ptirrt.panel_matmul ins(%{{.*}}, %{{.*}} : memref<?x5xf32>, memref<2x3x128xbf16>) outs(%{{.*}} : memref<?x100xf32>)
// CHECK: ptirrt.take_columns %{{.*}} of %{{.*}} columns 100 : tensor<2x?xsi32>, tensor<2x5x64xf32> -> tensor<2x?x5xf32>
func.func @products(%x: tensor<?x5xf32>, %w: tensor<2x5x64xf32>, %y: tensor<?x100xf32>, %mx: memref<?x5xf32>, %mw: memref<2x3x128xbf16>, %my: memref<?x100xf32>, %i: tensor<2x?xsi32>) -> (tensor<?x100xf32>, tensor<2x?x5xf32>) {
  %0 = ptirrt.panel_matmul ins(%x, %w : tensor<?x5xf32>, tensor<2x5x64xf32>) outs(%y : tensor<?x100xf32>) -> tensor<?x100xf32>
  ptirrt.panel_matmul ins(%mx, %mw : memref<?x5xf32>, memref<2x3x128xbf16>) outs(%my : memref<?x100xf32>)
  %1 = ptirrt.take_columns %i of %w columns 100 : tensor<2x?xsi32>, tensor<2x5x64xf32> -> tensor<2x?x5xf32>
  return %0, %1 : tensor<?x100xf32>, tensor<2x?x5xf32>
}

// -----

// CHECK-LABEL: func @dots(
// CHECK: ptirrt.dot_bytes %{{.*}}, %{{.*}}, %{{.*}} : vector<64xi8>, vector<16xi32>
func.func @dots(%a: vector<64xi8>, %b: vector<64xi8>, %s: vector<16xi32>) -> vector<16xi32> {
  %0 = ptirrt.dot_bytes %a, %b, %s : vector<64xi8>, vector<16xi32>
  return %0 : vector<16xi32>
}

// -----

func.func @groups(%a: vector<32xi8>, %s: vector<16xi32>) {
  // expected-error @+1 {{expected four bytes for each of 16 sums, found 32 bytes}}
  %0 = ptirrt.dot_bytes %a, %a, %s : vector<32xi8>, vector<16xi32>
  return
}

// -----

func.func @ranks(%x: memref<*xf32>, %w: memref<2x5x64xf32>, %y: memref<3x100xf32>) {
  // expected-error @+1 {{expected ranks 2, 3 and 2, found 'memref<*xf32>', 'memref<2x5x64xf32>' and 'memref<3x100xf32>'}}
  ptirrt.panel_matmul ins(%x, %w : memref<*xf32>, memref<2x5x64xf32>) outs(%y : memref<3x100xf32>)
  return
}

// -----

func.func @columns(%x: memref<3x5xf32>, %w: memref<2x5x64xf32>, %y: memref<3x129xf32>) {
  // expected-error @+1 {{expected ceil(N/64) panels of 64 columns for 'memref<3x129xf32>', found 'memref<2x5x64xf32>'}}
  ptirrt.panel_matmul ins(%x, %w : memref<3x5xf32>, memref<2x5x64xf32>) outs(%y : memref<3x129xf32>)
  return
}

// -----

func.func @depth(%x: memref<3x5xf32>, %w: memref<2x5x128xbf16>, %y: memref<3x100xf32>) {
  // expected-error @+1 {{expected panels of 3 rows for 'memref<3x5xf32>', found 'memref<2x5x128xbf16>'}}
  ptirrt.panel_matmul ins(%x, %w : memref<3x5xf32>, memref<2x5x128xbf16>) outs(%y : memref<3x100xf32>)
  return
}

// -----

func.func @types(%i: tensor<4xf32>, %w: tensor<2x5x64xf32>) {
  // expected-error @+1 {{expected integers, panels of f32, bf16, i16 or i8, and f32, found 'tensor<4xf32>', 'tensor<2x5x64xf32>' and 'tensor<4x5xf32>'}}
  %0 = ptirrt.take_columns %i of %w columns 100 : tensor<4xf32>, tensor<2x5x64xf32> -> tensor<4x5xf32>
  return
}

// -----

func.func @extents(%i: tensor<4xsi32>, %w: tensor<2x5x64xf32>) {
  // expected-error @+1 {{expected the extents of 'tensor<4xsi32>' and the depth, found 'tensor<3x5xf32>'}}
  %0 = ptirrt.take_columns %i of %w columns 100 : tensor<4xsi32>, tensor<2x5x64xf32> -> tensor<3x5xf32>
  return
}

// -----

func.func @other_panels(%i: tensor<4xsi32>, %w: tensor<2x5x64xf32>) {
  // expected-error @+1 {{expected panels 'tensor<3x5x64xf32>', found 'tensor<2x5x64xf32>'}}
  %0 = ptirrt.take_columns %i of %w columns 129 : tensor<4xsi32>, tensor<2x5x64xf32> -> tensor<4x5xf32>
  return
}

// -----

func.func @short_table(%i: vector<64xi8>) -> vector<64xi8> {
  // expected-error @+1 {{expected a table of 16 bytes, found 3}}
  %0 = ptirrt.look_up_bytes %i in [0, 1, 2] : vector<64xi8>
  return %0 : vector<64xi8>
}
