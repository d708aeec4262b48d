// A module without portable ops runs: functions of tensors, of memrefs.
// RUN: ptir-run exec --no-cache %s --json > %t.whole
// RUN: FileCheck %s --input-file=%t.whole
// RUN: ptir-opt %s --ptir-compile=to=linalg -o %t.linalg
// RUN: ptir-run exec --no-cache %t.linalg --json | cmp - %t.whole
// RUN: ptir-opt %s --ptir-compile=to=buffers -o %t.buffers
// RUN: ptir-run exec --no-cache %t.buffers --json | cmp - %t.whole
// RUN: ptir-run exec --no-cache %s --compile-to linalg > %t.printed
// RUN: ptir-run exec --no-cache %t.printed --compile-from linalg --json | cmp - %t.whole
// CHECK: {{^}}{"results":[{"shape":[4],"dtype":"si4","data":[{{[-0-9,]+}}]}]}{{$}}
func.func @main(%x: tensor<4xsi4>) -> tensor<4xsi4> {
  %0 = ptir.iota axis 0 : tensor<4xsi4>
  %1 = ptir.sub %0, %x : tensor<4xsi4>
  return %1 : tensor<4xsi4>
}
