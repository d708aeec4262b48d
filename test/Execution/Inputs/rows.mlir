func.func @main(%x: tensor<?x3xf32>, %n: tensor<?xsi8>) -> (tensor<?x3xf32>, tensor<?xsi8>) {
  %0 = ptir.exp %x : tensor<?x3xf32>
  %1 = ptir.mul %0, %x : tensor<?x3xf32>
  %2 = ptir.mul %n, %n : tensor<?xsi8>
  return %1, %2 : tensor<?x3xf32>, tensor<?xsi8>
}
