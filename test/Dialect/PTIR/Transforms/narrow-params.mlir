// Weights that only products read are stored in fewer bits.
// RUN: ptir-opt %s -ptir-narrow-params=type=bf16 | FileCheck %s --check-prefixes=BOTH,HALF
// RUN: ptir-opt %s -ptir-narrow-params="type=bf16 look-up-bytes" | FileCheck %s --check-prefix=SHORT
// RUN: ptir-opt %s -ptir-narrow-params="type=int8 look-up-bytes" | FileCheck %s --check-prefixes=BOTH,INT
// RUN: ptir-opt %s -ptir-narrow-params=type=f32 | FileCheck %s --check-prefix=WIDE
// RUN: not ptir-opt %s -ptir-narrow-params=type=int4 2>&1 | FileCheck %s --check-prefix=WRONG

// WIDE-NOT: xbf16>
// WIDE-NOT: xi8>
// WIDE: tensor<1x64x128xbf16>
// WRONG: int4

// BOTH-LABEL: func @direct(
// HALF: %[[W:.*]] = ptirrt.param "w" layout "panels64:bf16" of tensor<128x100xf32> : tensor<2x64x128xbf16>
// HALF: %[[V:.*]] = ptirrt.param "v" layout "panels64t:bf16" of tensor<64x128xf32> : tensor<1x64x128xbf16>
// INT: %[[W:.*]] = ptirrt.param "w" layout "panels64:s8" of tensor<128x100xf32> : tensor<2x33x256xi8>
// INT: %[[V:.*]] = ptirrt.param "v" layout "panels64t:s8" of tensor<64x128xf32> : tensor<1x33x256xi8>
// BOTH: ptirrt.panel_matmul ins(%{{.*}}, %[[W]] :
// BOTH: ptirrt.panel_matmul ins(%{{.*}}, %[[V]] :
func.func @direct(%x: tensor<?x128xf32>, %a: tensor<?x100xf32>,
                  %b: tensor<?x64xf32>) -> (tensor<?x100xf32>, tensor<?x64xf32>) {
  %w = ptirrt.param "w" layout "panels64" of tensor<128x100xf32> : tensor<2x128x64xf32>
  %v = ptirrt.param "v" layout "panels64t" of tensor<64x128xf32> : tensor<1x128x64xf32>
  %0 = ptirrt.panel_matmul ins(%x, %w : tensor<?x128xf32>, tensor<2x128x64xf32>)
      outs(%a : tensor<?x100xf32>) -> tensor<?x100xf32>
  %1 = ptirrt.panel_matmul ins(%x, %v : tensor<?x128xf32>, tensor<1x128x64xf32>)
      outs(%b : tensor<?x64xf32>) -> tensor<?x64xf32>
  return %0, %1 : tensor<?x100xf32>, tensor<?x64xf32>
}

// Through functions that hand them on.
// BOTH-LABEL: func @calls(
// HALF: ptirrt.param "a" layout "panels64:bf16"
// HALF: call @outer(%{{.*}}, %{{.*}}) : (tensor<2x128xf32>, tensor<2x64x128xbf16>)
// HALF: func private @outer(%{{.*}}: tensor<2x128xf32>, %{{.*}}: tensor<2x64x128xbf16>)
// HALF: func private @inner(%{{.*}}: tensor<2x128xf32>, %{{.*}}: tensor<2x64x128xbf16>)
// INT: call @outer(%{{.*}}, %{{.*}}) : (tensor<2x128xf32>, tensor<2x33x256xi8>)
func.func @calls(%x: tensor<2x128xf32>) -> tensor<2x128xf32> {
  %a = ptirrt.param "a" layout "panels64" of tensor<128x128xf32> : tensor<2x128x64xf32>
  %b = ptirrt.param "b" layout "panels64" of tensor<128x128xf32> : tensor<2x128x64xf32>
  %0 = call @outer(%x, %a) : (tensor<2x128xf32>, tensor<2x128x64xf32>) -> tensor<2x128xf32>
  %1 = call @inner(%0, %b) : (tensor<2x128xf32>, tensor<2x128x64xf32>) -> tensor<2x128xf32>
  return %1 : tensor<2x128xf32>
}

func.func private @outer(%x: tensor<2x128xf32>, %w: tensor<2x128x64xf32>) -> tensor<2x128xf32> {
  %0 = call @inner(%x, %w) : (tensor<2x128xf32>, tensor<2x128x64xf32>) -> tensor<2x128xf32>
  return %0 : tensor<2x128xf32>
}

func.func private @inner(%x: tensor<2x128xf32>, %w: tensor<2x128x64xf32>) -> tensor<2x128xf32> {
  %e = tensor.empty() : tensor<2x128xf32>
  %0 = ptirrt.panel_matmul ins(%x, %w : tensor<2x128xf32>, tensor<2x128x64xf32>)
      outs(%e : tensor<2x128xf32>) -> tensor<2x128xf32>
  return %0 : tensor<2x128xf32>
}

// One caller hands over something that is no parameter: nobody's is narrowed.
// BOTH-LABEL: func @mixed(
// BOTH: ptirrt.param "c" layout "panels64" of
// BOTH: func private @of_any(%{{.*}}: tensor<2x64xf32>, %{{.*}}: tensor<1x64x64xf32>)
func.func @mixed(%x: tensor<2x64xf32>, %y: tensor<1x64x64xf32>) -> tensor<2x64xf32> {
  %c = ptirrt.param "c" layout "panels64" of tensor<64x64xf32> : tensor<1x64x64xf32>
  %0 = call @of_any(%x, %c) : (tensor<2x64xf32>, tensor<1x64x64xf32>) -> tensor<2x64xf32>
  %1 = call @of_any(%0, %y) : (tensor<2x64xf32>, tensor<1x64x64xf32>) -> tensor<2x64xf32>
  return %1 : tensor<2x64xf32>
}

func.func private @of_any(%x: tensor<2x64xf32>, %w: tensor<1x64x64xf32>) -> tensor<2x64xf32> {
  %e = tensor.empty() : tensor<2x64xf32>
  %0 = ptirrt.panel_matmul ins(%x, %w : tensor<2x64xf32>, tensor<1x64x64xf32>)
      outs(%e : tensor<2x64xf32>) -> tensor<2x64xf32>
  return %0 : tensor<2x64xf32>
}

// A tied embedding: its rows are columns of the panels.
// BOTH-LABEL: func @tied(
// HALF: %[[P:.*]] = ptirrt.param "wte" layout "panels64t:bf16" of tensor<250x127xf32> : tensor<4x64x128xbf16>
// HALF: %[[X:.*]] = ptirrt.take_columns %{{.*}} of %[[P]] columns 250 : tensor<?xsi32>, tensor<4x64x128xbf16> -> tensor<?x127xf32>
// INT: %[[P:.*]] = ptirrt.param "wte" layout "panels64t:s8" of tensor<250x127xf32> : tensor<4x33x256xi8>
// INT: %[[X:.*]] = ptirrt.take_columns %{{.*}} of %[[P]] columns 250 : tensor<?xsi32>, tensor<4x33x256xi8> -> tensor<?x127xf32>
// BOTH: ptirrt.panel_matmul ins(%[[X]], %[[P]] : {{.*}}) outs(%{{.*}} : tensor<?x250xf32>)
func.func @tied(%i: tensor<?xsi32>, %e: tensor<?x250xf32>) -> tensor<?x250xf32> {
  %w = ptirrt.param "wte" layout "panels64t" of tensor<250x127xf32> : tensor<4x127x64xf32>
  %x = ptirrt.take_columns %i of %w columns 250
      : tensor<?xsi32>, tensor<4x127x64xf32> -> tensor<?x127xf32>
  %0 = ptirrt.panel_matmul ins(%x, %w : tensor<?x127xf32>, tensor<4x127x64xf32>)
      outs(%e : tensor<?x250xf32>) -> tensor<?x250xf32>
  return %0 : tensor<?x250xf32>
}

// Panels that are added to, or have no elements.
// BOTH-LABEL: func @refused(
// BOTH: ptirrt.param "sum" layout "panels64" of
// BOTH: ptirrt.param "none" layout "panels64t" of
func.func @refused(%x: tensor<?x128xf32>, %y: tensor<?x0xf32>, %e: tensor<?x64xf32>)
    -> (tensor<2x64x64xf32>, tensor<?x64xf32>) {
  %sum = ptirrt.param "sum" layout "panels64" of tensor<64x128xf32> : tensor<2x64x64xf32>
  %0 = arith.addf %sum, %sum : tensor<2x64x64xf32>
  %none = ptirrt.param "none" layout "panels64t" of tensor<64x0xf32> : tensor<1x0x64xf32>
  %1 = ptirrt.panel_matmul ins(%y, %none : tensor<?x0xf32>, tensor<1x0x64xf32>)
      outs(%e : tensor<?x64xf32>) -> tensor<?x64xf32>
  return %0, %1 : tensor<2x64x64xf32>, tensor<?x64xf32>
}

// One row per sequence wherever it is multiplied by, through calls and ops that
// keep rows: 12 bits.
// HALF-LABEL: func @steps(
// HALF: ptirrt.param "head" layout "panels64t:bf16"
// SHORT-LABEL: func @steps(
// SHORT: %[[P:.*]] = ptirrt.param "head" layout "panels64t:f12" of tensor<250x127xf32> : tensor<4x65x96xi16>
// SHORT: ptirrt.take_columns %{{.*}} of %[[P]] columns 250 : tensor<?xsi32>, tensor<4x65x96xi16> -> tensor<?x127xf32>
// SHORT: call @step(%{{.*}}, %[[P]], %{{.*}}) : (tensor<?x1x127xf32>, tensor<4x65x96xi16>, tensor<?x250xf32>)
func.func @steps(%i: tensor<?xsi32>, %x: tensor<?x1x127xf32>, %e: tensor<?x250xf32>)
    -> (tensor<?x127xf32>, tensor<?x250xf32>) {
  %w = ptirrt.param "head" layout "panels64t" of tensor<250x127xf32> : tensor<4x127x64xf32>
  %0 = ptirrt.take_columns %i of %w columns 250
      : tensor<?xsi32>, tensor<4x127x64xf32> -> tensor<?x127xf32>
  %1 = call @step(%x, %w, %e)
      : (tensor<?x1x127xf32>, tensor<4x127x64xf32>, tensor<?x250xf32>) -> tensor<?x250xf32>
  return %0, %1 : tensor<?x127xf32>, tensor<?x250xf32>
}

// SHORT: func private @step(%{{.*}}: tensor<?x1x127xf32>, %[[W:.*]]: tensor<4x65x96xi16>
// SHORT: ptirrt.panel_matmul ins(%{{.*}}, %[[W]] :
func.func private @step(%x: tensor<?x1x127xf32>, %w: tensor<4x127x64xf32>,
                        %e: tensor<?x250xf32>) -> tensor<?x250xf32> {
  %0 = ptir.reshape %x : tensor<?x1x127xf32> -> tensor<?x127xf32>
  %1 = ptir.mul %0, %0 : tensor<?x127xf32>
  %2 = ptirrt.panel_matmul ins(%1, %w : tensor<?x127xf32>, tensor<4x127x64xf32>)
      outs(%e : tensor<?x250xf32>) -> tensor<?x250xf32>
  return %2 : tensor<?x250xf32>
}

// One parameter in two places, of which one has many rows; and one that a
// kernel reads as bf16.
// SHORT-LABEL: func @prompt(
// SHORT: ptirrt.param "both" layout "panels64:bf16"
// SHORT-LABEL: func @next(
// SHORT: ptirrt.param "both" layout "panels64:bf16"
// SHORT: ptirrt.param "kernels" layout "panels64:bf16" of tensor<128x64xf32> : tensor<1x64x128xbf16>
// SHORT: ptirrt.param "kernels" layout "panels64:bf16" of tensor<128x64xf32> : tensor<1x64x128xbf16>
func.func @prompt(%s: tensor<?x128xf32>, %e: tensor<?x64xf32>) -> tensor<?x64xf32> {
  %w = ptirrt.param "both" layout "panels64" of tensor<128x64xf32> : tensor<1x128x64xf32>
  %0 = ptirrt.panel_matmul ins(%s, %w : tensor<?x128xf32>, tensor<1x128x64xf32>)
      outs(%e : tensor<?x64xf32>) -> tensor<?x64xf32>
  return %0 : tensor<?x64xf32>
}

func.func @next(%x: tensor<1x128xf32>, %y: tensor<?x128xf32>, %e: tensor<1x64xf32>,
                %f: tensor<?x64xf32>)
    -> (tensor<1x64xf32>, tensor<1x64xf32>, tensor<?x64xf32>) {
  %w = ptirrt.param "both" layout "panels64" of tensor<128x64xf32> : tensor<1x128x64xf32>
  %0 = ptirrt.panel_matmul ins(%x, %w : tensor<1x128xf32>, tensor<1x128x64xf32>)
      outs(%e : tensor<1x64xf32>) -> tensor<1x64xf32>
  %k = ptirrt.param "kernels" layout "panels64" of tensor<128x64xf32> : tensor<1x128x64xf32>
  %1 = ptirrt.panel_matmul ins(%x, %k : tensor<1x128xf32>, tensor<1x128x64xf32>)
      outs(%e : tensor<1x64xf32>) -> tensor<1x64xf32>
  %l = ptirrt.param "kernels" layout "panels64:bf16" of tensor<128x64xf32> : tensor<1x64x128xbf16>
  %2 = ptirrt.call "onednn.matmul" ins(%y, %l : tensor<?x128xf32>, tensor<1x64x128xbf16>)
      outs(%f : tensor<?x64xf32>) {config = {storage = "bf16"}} -> tensor<?x64xf32>
  return %0, %1, %2 : tensor<1x64xf32>, tensor<1x64xf32>, tensor<?x64xf32>
}

// What a kernel reads in 12 bits is in 12 bits everywhere, whatever meets it.
// SHORT-LABEL: func @beside(
// SHORT: ptirrt.param "kernels12" layout "panels64:f12" of tensor<128x64xf32> : tensor<1x65x96xi16>
// SHORT: ptirrt.param "kernels12" layout "panels64:f12" of tensor<128x64xf32> : tensor<1x65x96xi16>
// HALF-LABEL: func @beside(
// HALF-COUNT-2: ptirrt.param "kernels12" layout "panels64:f12"
// INT-LABEL: func @beside(
// INT: ptirrt.param "kernels12" layout "panels64:s8"
func.func @beside(%y: tensor<?x128xf32>, %f: tensor<?x64xf32>)
    -> (tensor<?x64xf32>, tensor<?x64xf32>) {
  %k = ptirrt.param "kernels12" layout "panels64" of tensor<128x64xf32> : tensor<1x128x64xf32>
  %0 = ptirrt.panel_matmul ins(%y, %k : tensor<?x128xf32>, tensor<1x128x64xf32>)
      outs(%f : tensor<?x64xf32>) -> tensor<?x64xf32>
  %l = ptirrt.param "kernels12" layout "panels64:f12" of tensor<128x64xf32> : tensor<1x65x96xi16>
  %1 = ptirrt.call "ptir.matmul" ins(%y, %l : tensor<?x128xf32>, tensor<1x65x96xi16>)
      outs(%f : tensor<?x64xf32>) {config = {}} -> tensor<?x64xf32>
  return %0, %1 : tensor<?x64xf32>, tensor<?x64xf32>
}

// Many rows that come from one, or from sequences of several elements.
// SHORT-LABEL: func @many(
// SHORT: ptirrt.param "many" layout "panels64:bf16"
// SHORT: ptirrt.param "several" layout "panels64:bf16"
func.func @many(%x: tensor<1x4096xf32>, %y: tensor<?x1x256xf32>, %e: tensor<32x64xf32>,
                %f: tensor<?x64xf32>) -> (tensor<32x64xf32>, tensor<?x64xf32>) {
  %w = ptirrt.param "many" layout "panels64" of tensor<128x64xf32> : tensor<1x128x64xf32>
  %0 = ptir.reshape %x : tensor<1x4096xf32> -> tensor<32x128xf32>
  %1 = ptirrt.panel_matmul ins(%0, %w : tensor<32x128xf32>, tensor<1x128x64xf32>)
      outs(%e : tensor<32x64xf32>) -> tensor<32x64xf32>
  %v = ptirrt.param "several" layout "panels64" of tensor<128x64xf32> : tensor<1x128x64xf32>
  %2 = ptir.reshape %y : tensor<?x1x256xf32> -> tensor<?x128xf32>
  %3 = ptirrt.panel_matmul ins(%2, %v : tensor<?x128xf32>, tensor<1x128x64xf32>)
      outs(%f : tensor<?x64xf32>) -> tensor<?x64xf32>
  return %1, %3 : tensor<32x64xf32>, tensor<?x64xf32>
}
