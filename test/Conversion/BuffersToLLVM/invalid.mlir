// What is no code by then is named.
// RUN: ptir-opt %s -convert-ptir-buffers-to-llvm -split-input-file -verify-diagnostics

func.func @tensor() {
  // expected-error @below {{failed to legalize operation 'tensor.empty'}}
  %0 = tensor.empty() : tensor<4xf32>
  return
}

// -----

func.func @set_result(%x: memref<4xf32>) {
  // expected-error @below {{failed to legalize operation 'ptirrt.set_result'}}
  ptirrt.set_result 0, %x : memref<4xf32>
  return
}

// -----

func.func @alloc() {
  // expected-error @below {{expected buffers to be results or temporaries of the arena, found an allocation; run ptir-place-buffers first}}
  %0 = memref.alloc() : memref<4xf32>
  return
}

// -----

func.func @entry(%x: memref<4xf32>)
    attributes {ptir.signature = (tensor<4xf32>) -> tensor<4xf32>} {
  return
}
func.func private @caller(%x: memref<4xf32>) {
  // expected-error @below {{expected a private function, found the entry 'entry'; run ptir-prepare-entries first}}
  call @entry(%x) : (memref<4xf32>) -> ()
  return
}
