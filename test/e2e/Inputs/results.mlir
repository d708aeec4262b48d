func.func @main() -> (tensor<2x3xf32>, tensor<2xi1>, tensor<2xcomplex<f32>>, tensor<si32>, tensor<0x3xf64>, tensor<2xui64>) {
  %0 = "ptir.constant"() {value = dense<[[0x7FC00000, 0x7F800000, 0xFF800000], [0.1, -0.0, 1.0e20]]> : tensor<2x3xf32>} : () -> tensor<2x3xf32>
  %1 = "ptir.constant"() {value = dense<[true, false]> : tensor<2xi1>} : () -> tensor<2xi1>
  %2 = "ptir.constant"() {value = dense<[(1.5, -2.0), (0x7FC00000, 0.0)]> : tensor<2xcomplex<f32>>} : () -> tensor<2xcomplex<f32>>
  %3 = "ptir.constant"() {value = dense<-7> : tensor<si32>} : () -> tensor<si32>
  %4 = "ptir.constant"() {value = dense<> : tensor<0x3xf64>} : () -> tensor<0x3xf64>
  %5 = "ptir.constant"() {value = dense<[0, 18446744073709551615]> : tensor<2xui64>} : () -> tensor<2xui64>
  return %0, %1, %2, %3, %4, %5 : tensor<2x3xf32>, tensor<2xi1>, tensor<2xcomplex<f32>>, tensor<si32>, tensor<0x3xf64>, tensor<2xui64>
}
