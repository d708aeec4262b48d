func.func @main() -> tensor<si32> {
  %0 = "ptir.constant"() {value = dense<1> : tensor<si32>} : () -> tensor<si32>
  return %0 : tensor<si32>
}
func.func @other() -> tensor<si32> {
  %0 = call @hidden() : () -> tensor<si32>
  return %0 : tensor<si32>
}
func.func private @hidden() -> tensor<si32> {
  %0 = "ptir.constant"() {value = dense<2> : tensor<si32>} : () -> tensor<si32>
  return %0 : tensor<si32>
}
