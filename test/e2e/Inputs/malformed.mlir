func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> {
  // No such operand.
  return %y : tensor<4xf32>
}
