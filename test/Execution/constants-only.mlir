// A module that holds nothing but constants is known by what the lowering wrote
// on its functions.
// RUN: ptir-opt %s --ptir-compile=to=linalg -o %t.linalg
// RUN: ptir-run exec --no-cache %t.linalg --json | FileCheck %s
// RUN: ptir-opt %s --ptir-compile=to=kernels -o %t.kernels
// RUN: ptir-run exec --no-cache %t.kernels --json | FileCheck %s
// CHECK: {{^}}{"results":[{"shape":[2],"dtype":"ui8","data":[3,200]}]}{{$}}
func.func @main() -> tensor<2xui8> {
  %0 = ptir.constant dense<[3, 200]> : tensor<2xui8>
  return %0 : tensor<2xui8>
}
