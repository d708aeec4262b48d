func.func @main(%x: tensor<1xsi32>) -> tensor<1xsi32> {
  // By what the file holds.
  %0 = "ptir.div"(%x, %x) : (tensor<1xsi32>, tensor<1xsi32>) -> tensor<1xsi32>
  return %0 : tensor<1xsi32>
}
