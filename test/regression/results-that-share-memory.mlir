// Two results of a private function that are one value: its callers write over
// each as if it were alone.
// RUN: ptir-fuzz --check %s | FileCheck %s
// CHECK: 3 programs, 0 findings

func.func private @twice(%x: tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>) {
  %0 = ptir.sub %x, %x : tensor<?xf32>
  return %0, %0 : tensor<?xf32>, tensor<?xf32>
}

func.func @one_value(%x: tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>)
    attributes {fuzz.inputs = [[dense<2.5> : tensor<3xf32>]]} {
  %0:2 = call @twice(%x) : (tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>)
  %1 = ptir.reciprocal %0#1 : tensor<?xf32>
  return %0#0, %1 : tensor<?xf32>, tensor<?xf32>
}

func.func private @exchange(%x: tensor<3xf32>, %steps: tensor<5xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
  %0:3 = ptir.scan(%x, %x, %steps) carries 2 : (tensor<3xf32>, tensor<3xf32>, tensor<5xf32>) -> (tensor<3xf32>, tensor<3xf32>, tensor<5xf32>) {
  ^bb0(%a: tensor<3xf32>, %b: tensor<3xf32>, %step: tensor<f32>):
    ptir.yield %b, %a, %step : tensor<3xf32>, tensor<3xf32>, tensor<f32>
  }
  return %0#0, %0#1 : tensor<3xf32>, tensor<3xf32>
}

func.func @carries(%x: tensor<3xf32>, %steps: tensor<5xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
  %0:2 = call @exchange(%x, %steps) : (tensor<3xf32>, tensor<5xf32>) -> (tensor<3xf32>, tensor<3xf32>)
  %1 = ptir.exp %0#0 : tensor<3xf32>
  return %0#1, %1 : tensor<3xf32>, tensor<3xf32>
}

func.func private @both(%x: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
  %0:2 = call @first(%x) : (tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>)
  return %0#1, %x : tensor<3xf32>, tensor<3xf32>
}

func.func private @first(%x: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
  %0 = ptir.exp %x : tensor<3xf32>
  return %0, %x : tensor<3xf32>, tensor<3xf32>
}

func.func @handed_back(%x: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
  %0 = ptir.add %x, %x : tensor<3xf32>
  %1:2 = call @both(%0) : (tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>)
  %2 = ptir.exp %1#0 : tensor<3xf32>
  return %1#1, %2 : tensor<3xf32>, tensor<3xf32>
}
