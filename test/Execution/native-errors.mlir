// What goes wrong at run time is told with the op and its place, by both
// backends alike.
// RUN: %python %S/Inputs/against_reference.py ptir-run %s %t.modules | FileCheck %s
// CHECK: 17 calls, 0 bad

// fail: take 4: 'ptir.take' op at
// run: take 0
func.func @take(%i: tensor<?xsi32>) -> tensor<?x2xf32> {
  %t = ptir.iota axis 0 : tensor<1x2xf32>
  %far = ptir.constant dense<9> : tensor<si32>
  %d = ptir.dim %i, 0 : tensor<?xsi32>
  %b = ptir.broadcast_to %far dims(%d) : tensor<si32> -> tensor<?xsi32>
  %j = ptir.add %i, %b : tensor<?xsi32>
  %0 = ptir.take %t, %j : tensor<1x2xf32>, tensor<?xsi32>
  return %0 : tensor<?x2xf32>
}

// fail: divide 4: 'ptir.div' op at
// run: divide 0
func.func @divide(%x: tensor<?xsi32>) -> tensor<?xsi32> {
  %y = ptir.sub %x, %x : tensor<?xsi32>
  %0 = ptir.div %x, %y : tensor<?xsi32>
  return %0 : tensor<?xsi32>
}

// fail: slice 3 5: 'ptir.slice' op at
// run: slice 3 2
func.func @slice(%x: tensor<?xf32>, %n: tensor<?xf32>) -> tensor<?xf32> {
  %d = ptir.dim %n, 0 : tensor<?xf32>
  %0 = ptir.slice %x starts [1] sizes [-1] dims(%d) : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// fail: add 2 3: 'ptir.add' op at
func.func @add(%x: tensor<?xf32>, %y: tensor<?xf32>) -> tensor<?xf32> {
  %0 = ptir.add %x, %y : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// fail: remainder 4: 'ptir.remainder' op at
// run: remainder 0
func.func @remainder(%x: tensor<?xsi32>) -> tensor<?xsi32> {
  %y = ptir.sub %x, %x : tensor<?xsi32>
  %0 = ptir.remainder %x, %y : tensor<?xsi32>
  return %0 : tensor<?xsi32>
}

// fail: pow 4: zero to a negative power
// run: pow 0
func.func @pow(%x: tensor<?xsi8>) -> tensor<?xsi8> {
  %y = ptir.sub %x, %x : tensor<?xsi8>
  %minus = ptir.constant dense<-1> : tensor<si8>
  %d = ptir.dim %x, 0 : tensor<?xsi8>
  %b = ptir.broadcast_to %minus dims(%d) : tensor<si8> -> tensor<?xsi8>
  %0 = ptir.pow %y, %b : tensor<?xsi8>
  return %0 : tensor<?xsi8>
}

// A table without rows.
// fail: take_of_none 0 3: 'ptir.take' op at
// run: take_of_none 0 0
// run: take_of_none 8 3
func.func @take_of_none(%x: tensor<?x2xf32>, %i: tensor<?xsi32>) -> tensor<?x2xf32> {
  %0 = ptir.take %x, %i : tensor<?x2xf32>, tensor<?xsi32>
  return %0 : tensor<?x2xf32>
}

// Nothing is read through the view that would have been.
// fail: reshape 3: 'ptir.reshape' op at
// run: reshape 6
func.func @reshape(%x: tensor<?xf32>) -> tensor<2x3xf32> {
  %0 = ptir.reshape %x : tensor<?xf32> -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}

// A result without elements is a result.
// run: empty
func.func @empty(%x: tensor<0x3xf32>) -> (tensor<5x0xf32>, tensor<0xf32>) {
  %0 = ptir.reshape %x : tensor<0x3xf32> -> tensor<5x0xf32>
  %1 = ptir.iota axis 0 : tensor<0xf32>
  return %0, %1 : tensor<5x0xf32>, tensor<0xf32>
}
