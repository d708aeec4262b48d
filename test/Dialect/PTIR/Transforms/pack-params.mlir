// Matrices that are only multiplied by are read in panels of 64 columns.
// RUN: ptir-opt %s -ptir-pack-params | FileCheck %s

// CHECK-LABEL: func @direct(
// CHECK-SAME: %[[X:.*]]: tensor<?x128xf32>)
// CHECK-DAG: %[[W:.*]] = ptirrt.param "w" layout "panels64" of tensor<128x100xf32> : tensor<2x128x64xf32>
// CHECK-DAG: %[[V:.*]] = ptirrt.param "v" layout "panels64t" of tensor<64x128xf32> : tensor<1x128x64xf32>
// CHECK: %[[E:.*]] = tensor.empty(%{{.*}}) : tensor<?x100xf32>
// CHECK: ptirrt.panel_matmul ins(%[[X]], %[[W]] : {{.*}}) outs(%[[E]] : tensor<?x100xf32>) -> tensor<?x100xf32>
// CHECK: ptirrt.panel_matmul ins(%[[X]], %[[V]] :
// CHECK-NOT: ptir.param
// CHECK: return
func.func @direct(%x: tensor<?x128xf32>) -> (tensor<?x100xf32>, tensor<?x64xf32>) {
  %w = ptir.param "w" : tensor<128x100xf32>
  %v = ptir.param "v" : tensor<64x128xf32>
  %0 = ptir.dot_general %x, %w contract [1] x [0]
      : (tensor<?x128xf32>, tensor<128x100xf32>) -> tensor<?x100xf32>
  %1 = ptir.dot_general %x, %v contract [1] x [1]
      : (tensor<?x128xf32>, tensor<64x128xf32>) -> tensor<?x64xf32>
  return %0, %1 : tensor<?x100xf32>, tensor<?x64xf32>
}

// A private function takes what all of its callers have packed.
// CHECK-LABEL: func @calls(
// CHECK-DAG: %[[A:.*]] = ptirrt.param "a" layout "panels64" of tensor<128x128xf32> : tensor<2x128x64xf32>
// CHECK-DAG: %[[B:.*]] = ptirrt.param "b" layout "panels64" of tensor<128x128xf32> : tensor<2x128x64xf32>
// CHECK: call @layer(%{{.*}}, %[[A]]) : (tensor<?x128xf32>, tensor<2x128x64xf32>)
// CHECK: call @layer(%{{.*}}, %[[B]]) : (tensor<?x128xf32>, tensor<2x128x64xf32>)
func.func @calls(%x: tensor<?x128xf32>) -> tensor<?x128xf32> {
  %a = ptir.param "a" : tensor<128x128xf32>
  %b = ptir.param "b" : tensor<128x128xf32>
  %0 = call @layer(%x, %a)
      : (tensor<?x128xf32>, tensor<128x128xf32>) -> tensor<?x128xf32>
  %1 = call @layer(%0, %b)
      : (tensor<?x128xf32>, tensor<128x128xf32>) -> tensor<?x128xf32>
  return %1 : tensor<?x128xf32>
}

// CHECK: func.func private @layer(%[[X:.*]]: tensor<?x128xf32>, %[[W:.*]]: tensor<2x128x64xf32>)
// CHECK: ptirrt.panel_matmul ins(%[[X]], %[[W]] :
func.func private @layer(%x: tensor<?x128xf32>, %w: tensor<128x128xf32>)
    -> tensor<?x128xf32> {
  %0 = ptir.dot_general %x, %w contract [1] x [0]
      : (tensor<?x128xf32>, tensor<128x128xf32>) -> tensor<?x128xf32>
  return %0 : tensor<?x128xf32>
}

// A caller that has no parameter keeps the function as it is, and so a
// parameter of another caller.
// CHECK-LABEL: func @mixed(
// CHECK: %[[C:.*]] = ptir.param "c" : tensor<128x128xf32>
// CHECK: call @layer_of_any(%{{.*}}, %[[C]])
func.func @mixed(%x: tensor<?x128xf32>, %y: tensor<128x128xf32>) -> tensor<?x128xf32> {
  %c = ptir.param "c" : tensor<128x128xf32>
  %0 = call @layer_of_any(%x, %c)
      : (tensor<?x128xf32>, tensor<128x128xf32>) -> tensor<?x128xf32>
  %1 = call @layer_of_any(%0, %y)
      : (tensor<?x128xf32>, tensor<128x128xf32>) -> tensor<?x128xf32>
  return %1 : tensor<?x128xf32>
}

// CHECK: func.func private @layer_of_any(%{{.*}}: tensor<?x128xf32>, %{{.*}}: tensor<128x128xf32>)
// CHECK: ptir.dot_general
func.func private @layer_of_any(%x: tensor<?x128xf32>, %w: tensor<128x128xf32>)
    -> tensor<?x128xf32> {
  %0 = ptir.dot_general %x, %w contract [1] x [0]
      : (tensor<?x128xf32>, tensor<128x128xf32>) -> tensor<?x128xf32>
  return %0 : tensor<?x128xf32>
}

// A public function is called by others.
// CHECK-LABEL: func @public_layer(
// CHECK-SAME: %{{.*}}: tensor<?x128xf32>, %{{.*}}: tensor<128x128xf32>)
// CHECK: ptir.dot_general
func.func @public_layer(%x: tensor<?x128xf32>, %w: tensor<128x128xf32>)
    -> tensor<?x128xf32> {
  %0 = ptir.dot_general %x, %w contract [1] x [0]
      : (tensor<?x128xf32>, tensor<128x128xf32>) -> tensor<?x128xf32>
  return %0 : tensor<?x128xf32>
}

// A tied embedding: its rows are columns of the panels.
// CHECK-LABEL: func @tied(
// CHECK-NOT: ptir.param
// CHECK: %[[P:.*]] = ptirrt.param "wte" layout "panels64t" of tensor<250x128xf32> : tensor<4x128x64xf32>
// CHECK: %[[X:.*]] = ptirrt.take_columns %{{.*}} of %[[P]] columns 250 : tensor<?xsi32>, tensor<4x128x64xf32> -> tensor<?x128xf32>
// CHECK: ptirrt.panel_matmul ins(%[[X]], %[[P]] :
func.func @tied(%i: tensor<?xsi32>) -> tensor<?x250xf32> {
  %w = ptir.param "wte" : tensor<250x128xf32>
  %x = ptir.take %w, %i : tensor<250x128xf32>, tensor<?xsi32>
  %0 = ptir.dot_general %x, %w contract [1] x [1]
      : (tensor<?x128xf32>, tensor<250x128xf32>) -> tensor<?x250xf32>
  return %0 : tensor<?x250xf32>
}

// Rows that are only taken, or taken of what is multiplied by the other way
// round, and a matrix that is also added.
// CHECK-LABEL: func @other_tables(
// CHECK-NOT: ptirrt.
// CHECK: return
func.func @other_tables(%i: tensor<?xsi32>, %x: tensor<?x128xf32>) {
  %rows = ptir.param "rows" : tensor<256x128xf32>
  %0 = ptir.take %rows, %i : tensor<256x128xf32>, tensor<?xsi32>
  %turned = ptir.param "turned" : tensor<128x64xf32>
  %1 = ptir.take %turned, %i : tensor<128x64xf32>, tensor<?xsi32>
  %2 = ptir.dot_general %x, %turned contract [1] x [0]
      : (tensor<?x128xf32>, tensor<128x64xf32>) -> tensor<?x64xf32>
  %sum = ptir.param "sum" : tensor<256x128xf32>
  %3 = ptir.add %sum, %sum : tensor<256x128xf32>
  %4 = ptir.dot_general %x, %sum contract [1] x [1]
      : (tensor<?x128xf32>, tensor<256x128xf32>) -> tensor<?x256xf32>
  return
}

// One that is multiplied by both ways round, a left-hand side, a vector,
// another type, a batch, another accumulator.
// CHECK-LABEL: func @refused(
// CHECK-NOT: ptirrt.
// CHECK: return
func.func @refused(%x: tensor<?x128xf32>, %h: tensor<?x128xf16>,
                   %b: tensor<2x3x128xf32>) {
  %both = ptir.param "both" : tensor<128x128xf32>
  %0 = ptir.dot_general %x, %both contract [1] x [0]
      : (tensor<?x128xf32>, tensor<128x128xf32>) -> tensor<?x128xf32>
  %1 = ptir.dot_general %x, %both contract [1] x [1]
      : (tensor<?x128xf32>, tensor<128x128xf32>) -> tensor<?x128xf32>
  %left = ptir.param "left" : tensor<64x128xf32>
  %2 = ptir.dot_general %left, %x contract [1] x [1]
      : (tensor<64x128xf32>, tensor<?x128xf32>) -> tensor<64x?xf32>
  %column = ptir.param "column" : tensor<128x1xf32>
  %3 = ptir.dot_general %x, %column contract [1] x [0]
      : (tensor<?x128xf32>, tensor<128x1xf32>) -> tensor<?x1xf32>
  %half = ptir.param "half" : tensor<128x64xf16>
  %4 = ptir.dot_general %h, %half contract [1] x [0]
      : (tensor<?x128xf16>, tensor<128x64xf16>) -> tensor<?x64xf16>
  %batch = ptir.param "batch" : tensor<2x128x64xf32>
  %5 = ptir.dot_general %b, %batch batch [0] x [0] contract [2] x [1]
      : (tensor<2x3x128xf32>, tensor<2x128x64xf32>) -> tensor<2x3x64xf32>
  %wide = ptir.param "wide" : tensor<128x64xf32>
  %6 = ptir.dot_general %x, %wide contract [1] x [0] accum f64
      : (tensor<?x128xf32>, tensor<128x64xf32>) -> tensor<?x64xf32>
  return
}
