func.func @main() -> tensor<48xf32> {
  %0 = "ptir.param"() {name = "transformer.ln_f.weight"} : () -> tensor<48xf32>
  return %0 : tensor<48xf32>
}
