// Errors, results, temporaries and parallel ranges.
// RUN: ptir-opt %s -split-input-file -verify-diagnostics --verify-roundtrip | FileCheck %s

// CHECK-LABEL: func @entry(
// CHECK: ptirrt.check %{{.*}}, index_out_of_range, "ptir.take", "index"(%{{.*}}, %{{.*}})
// CHECK: %[[N:.*]] = ptirrt.take_steps %{{.*}}, "ptir.scan"
// CHECK: %[[MARK:.*]] = ptirrt.arena_top
// CHECK: %[[T:.*]] = ptirrt.temporary(%[[N]]) : memref<?x4xf32>
// CHECK: ptirrt.release %[[MARK]] keep(%[[T]]) : memref<?x4xf32>
// CHECK: ptirrt.result 0(%[[N]]) : memref<?x4xf32>
// CHECK: ptirrt.set_result 1, %{{.*}} : memref<?x4xf32>
// CHECK: ptirrt.parallel %[[N]] {
// CHECK: ^bb0(%{{.*}}: index, %{{.*}}: index):
// CHECK: ptirrt.parallel_call @range(%[[N]]) captures(%{{.*}}) : memref<?x4xf32>
func.func @entry(%ok: i1, %i: index, %count: index) {
  ptirrt.check %ok, index_out_of_range, "ptir.take", "index"(%i, %count)
  %n = ptirrt.take_steps %count, "ptir.scan"
  %mark = ptirrt.arena_top
  %t = ptirrt.temporary(%n) : memref<?x4xf32>
  %kept = ptirrt.release %mark keep(%t) : memref<?x4xf32>
  %r = ptirrt.result 0(%n) : memref<?x4xf32>
  ptirrt.set_result 1, %kept : memref<?x4xf32>
  ptirrt.parallel %n {
  ^bb0(%begin: index, %end: index):
  }
  ptirrt.parallel_call @range(%n) captures(%r) : memref<?x4xf32>
  return
}

func.func private @range(index, index, memref<?x4xf32>)

// -----

func.func @arguments(%n: index) {
  // expected-error @+1 {{expected a region with arguments (index, index)}}
  ptirrt.parallel %n {
  ^bb0(%begin: index, %end: i64):
  }
  return
}

// -----

func.func @no_function(%n: index) {
  // expected-error @+1 {{expected a function, found 'range'}}
  ptirrt.parallel_call @range(%n)
  return
}

// -----

func.func private @range(index, index, memref<?x4xf32>)

func.func @captures(%n: index) {
  // expected-error @+1 {{expected 'range' to take (index, index, captures…) and to return nothing, found '(index, index, memref<?x4xf32>) -> ()'}}
  ptirrt.parallel_call @range(%n)
  return
}

// -----

func.func @kept(%mark: index, %t: memref<?xf32>) {
  // expected-error @+1 {{'ptirrt.release' op failed to verify that all of {kept, moved} have same type}}
  %0 = "ptirrt.release"(%mark, %t) : (index, memref<?xf32>) -> memref<4xf32>
  return
}
