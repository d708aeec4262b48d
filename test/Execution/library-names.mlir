// Functions may have names that the C library has too.
// RUN: ptir-run exec %s --backend native --entry exp --json --no-cache > %t.native
// RUN: ptir-run exec %s --backend reference --entry exp --json --no-cache | cmp - %t.native
// RUN: ptir-run exec %s --backend native --entry cabs --json --no-cache > %t.native
// RUN: ptir-run exec %s --backend reference --entry cabs --json --no-cache | cmp - %t.native
func.func @exp(%x: tensor<2xf64>) -> tensor<2xf64> {
  %0 = ptir.exp %x : tensor<2xf64>
  return %0 : tensor<2xf64>
}
func.func @cabs(%x: tensor<2xcomplex<f64>>) -> tensor<2xf64> {
  %0 = ptir.abs %x : tensor<2xcomplex<f64>>
  %1 = call @exp(%0) : (tensor<2xf64>) -> tensor<2xf64>
  return %1 : tensor<2xf64>
}
