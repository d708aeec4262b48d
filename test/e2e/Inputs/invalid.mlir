func.func @main(%x: tensor<4xf32>) -> tensor<5xf32> {
  // One element too many.
  %0 = "ptir.reshape"(%x) : (tensor<4xf32>) -> tensor<5xf32>
  return %0 : tensor<5xf32>
}
