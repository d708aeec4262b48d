// Parameters, and what is acquired of them.
// RUN: ptir-opt %s -split-input-file -verify-diagnostics --verify-roundtrip | FileCheck %s

// CHECK-LABEL: func @acquire(
// CHECK: %[[W:.*]] = ptirrt.param "w" layout "" of tensor<100x8xf32> {piece_units = 40 : i64} : memref<100x8xf32>
// CHECK: %[[T:.*]] = ptirrt.param "w" layout "" of tensor<100x8xf32> {sparse} : memref<100x8xf32>
// CHECK: %[[P:.*]] = ptirrt.param "p" layout "lib.form" of tensor<3xf32> : !ptirrt.packed<tensor<3xf32>, "lib.form">
// CHECK: ptirrt.acquire_params %[[W]], %[[P]] : memref<100x8xf32>, !ptirrt.packed<tensor<3xf32>, "lib.form">
// CHECK: ptirrt.acquire_params %[[W]] piece %{{.*}} : memref<100x8xf32>
// CHECK: %[[S:.*]] = ptirrt.acquire_params %[[T]] rows %{{.*}} : memref<?xi64> : memref<100x8xf32>
// CHECK: ptirrt.release_params %[[S]]
func.func @acquire(%i: index, %ids: memref<?xi64>) {
  %w = ptirrt.param "w" layout "" of tensor<100x8xf32> {piece_units = 40 : i64} : memref<100x8xf32>
  %t = ptirrt.param "w" layout "" of tensor<100x8xf32> {sparse} : memref<100x8xf32>
  %p = ptirrt.param "p" layout "lib.form" of tensor<3xf32> : !ptirrt.packed<tensor<3xf32>, "lib.form">
  %0 = ptirrt.acquire_params %w, %p : memref<100x8xf32>, !ptirrt.packed<tensor<3xf32>, "lib.form">
  ptirrt.release_params %0
  %1 = ptirrt.acquire_params %w piece %i : memref<100x8xf32>
  ptirrt.release_params %1
  %2 = ptirrt.acquire_params %t rows %ids : memref<?xi64> : memref<100x8xf32>
  ptirrt.release_params %2
  return
}

// -----

func.func @no_units() {
  // expected-error @+1 {{attribute 'piece_units' failed to satisfy constraint: 64-bit signless integer attribute whose value is positive}}
  %w = ptirrt.param "w" layout "" of tensor<100x8xf32> {piece_units = 0 : i64} : memref<100x8xf32>
  return
}

// -----

func.func @no_parameter(%w: memref<100x8xf32>) {
  // expected-error @+1 {{expected results of 'ptirrt.param'}}
  %0 = ptirrt.acquire_params %w : memref<100x8xf32>
  return
}

// -----

func.func @pieces_of_two(%i: index) {
  %w = ptirrt.param "w" layout "" of tensor<100x8xf32> {piece_units = 40 : i64} : memref<100x8xf32>
  // expected-error @+1 {{expected one parameter, and a piece or rows of it}}
  %0 = ptirrt.acquire_params %w, %w piece %i : memref<100x8xf32>, memref<100x8xf32>
  return
}

// -----

func.func @piece_and_rows(%i: index, %ids: memref<?xi64>) {
  %w = ptirrt.param "w" layout "" of tensor<100x8xf32> {piece_units = 40 : i64} : memref<100x8xf32>
  // expected-error @+1 {{expected one parameter, and a piece or rows of it}}
  %0 = ptirrt.acquire_params %w piece %i rows %ids : memref<?xi64> : memref<100x8xf32>
  return
}

// -----

func.func @piece_of_packed(%i: index) {
  %w = ptirrt.param "w" layout "lib.form" of tensor<3xf32> : !ptirrt.packed<tensor<3xf32>, "lib.form">
  // expected-error @+1 {{expected memory to take a part of, found '!ptirrt.packed<tensor<3xf32>, "lib.form">'}}
  %0 = ptirrt.acquire_params %w piece %i : !ptirrt.packed<tensor<3xf32>, "lib.form">
  return
}

// -----

func.func @piece_without_units(%i: index) {
  %w = ptirrt.param "w" layout "" of tensor<100x8xf32> : memref<100x8xf32>
  // expected-error @+1 {{expected a parameter of known extents with 'piece_units', found 'w' of 'memref<100x8xf32>'}}
  %0 = ptirrt.acquire_params %w piece %i : memref<100x8xf32>
  return
}

// -----

func.func @piece_of_unknown(%i: index) {
  %w = ptirrt.param "w" layout "" of tensor<?x8xf32> {piece_units = 40 : i64} : memref<?x8xf32>
  // expected-error @+1 {{expected a parameter of known extents with 'piece_units', found 'w' of 'memref<?x8xf32>'}}
  %0 = ptirrt.acquire_params %w piece %i : memref<?x8xf32>
  return
}

// -----

func.func @narrow_rows(%ids: memref<?xi32>) {
  %w = ptirrt.param "w" layout "" of tensor<100x8xf32> {sparse} : memref<100x8xf32>
  // expected-error @+1 {{expected rows in a dense memref of i64, found 'memref<?xi32>'}}
  %0 = ptirrt.acquire_params %w rows %ids : memref<?xi32> : memref<100x8xf32>
  return
}
