// Values of the ops that move, pick, scatter and sort elements, exact on both
// backends: crops and holes, duplicates, NaN, both zeros, empty tensors.
// RUN: ptir-run exec %s --json --no-cache --backend reference | FileCheck %s
// RUN: ptir-run exec %s --json --no-cache --backend native | FileCheck %s

func.func @main()
    -> (tensor<3x7xf32>, tensor<3xcomplex<f32>>, tensor<1x3xi1>,
        tensor<2x6xsi4>, tensor<0x3xf32>,
        tensor<2x2xf32>, tensor<0x3xf32>,
        tensor<3xsi32>, tensor<3x1xsi64>,
        tensor<2x2xf32>, tensor<2x2xsi64>, tensor<2x2xf32>, tensor<2x2xsi32>,
        tensor<2x0xf32>,
        tensor<4x3xsi32>, tensor<3xf32>, tensor<3xf32>, tensor<3xi1>,
        tensor<2x3xf32>, tensor<3x4xui8>, tensor<3xbf16>,
        tensor<1x2x2x4xf32>, tensor<1x2x2xf16>,
        tensor<2x2xf32>, tensor<5xf32>, tensor<0xf32>,
        tensor<3x2xf16>, tensor<2xf32>, tensor<1xbf16>, tensor<0x2xf32>,
        tensor<si64>, tensor<3xf32>, tensor<3x0xf32>, tensor<3xf32>,
        tensor<5xbf16>, tensor<5xsi32>) {
  %x = ptir.constant dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf32>

  // pad: crops in front, holes, and what the crop leaves of the holes.
  // CHECK: {"results":[{"shape":[3,7],"dtype":"f32","data":[
  // CHECK-SAME{LITERAL}: [9.0,9.0,9.0,9.0,9.0,9.0,9.0],[9.0,2.0,9.0,3.0,9.0,9.0,9.0],[9.0,5.0,9.0,6.0,9.0,9.0,9.0]]},
  %pad = ptir.pad %x low [1, -1] high [0, 3] interior [0, 1] with 9.0 : f32 : tensor<2x3xf32>
  // CHECK-SAME{LITERAL}: {"shape":[3],"dtype":"cf32","data":[{"re":3.0,"im":4.0},{"re":1.0,"im":2.0},{"re":3.0,"im":4.0}]},
  %c = ptir.constant dense<[(1.0, 2.0)]> : tensor<1xcomplex<f32>>
  %pad_complex = ptir.pad %c low [1] high [1] interior [5] with #complex.number<:f32 3.0, 4.0> : complex<f32> : tensor<1xcomplex<f32>>
  // CHECK-SAME{LITERAL}: {"shape":[1,3],"dtype":"i1","data":[[true,true,false]]},
  %b = ptir.constant dense<[[true, false]]> : tensor<1x2xi1>
  %pad_holes = ptir.pad %b low [0, -2] high [0, 0] interior [0, 3] with true : tensor<1x2xi1>

  // CHECK-SAME{LITERAL}: {"shape":[2,6],"dtype":"si4","data":[[1,-8,1,-8,1,-8],[1,-8,1,-8,1,-8]]},
  %s = ptir.constant dense<[[1, -8]]> : tensor<1x2xsi4>
  %tile = ptir.tile %s [2, 3] : tensor<1x2xsi4>
  // CHECK-SAME{LITERAL}: {"shape":[0,3],"dtype":"f32","data":[]},
  %tile_away = ptir.tile %x [0, 1] : tensor<2x3xf32>

  // CHECK-SAME{LITERAL}: {"shape":[2,2],"dtype":"f32","data":[[3.0,1.0],[5.0,5.0]]},
  %gi = ptir.constant dense<[[2, 0], [1, 1]]> : tensor<2x2xsi32>
  %gather = ptir.gather %x, %gi axis -1 : tensor<2x3xf32>, tensor<2x2xsi32>
  // CHECK-SAME{LITERAL}: {"shape":[0,3],"dtype":"f32","data":[]},
  %gi0 = ptir.constant dense<> : tensor<0x3xsi64>
  %gather0 = ptir.gather %x, %gi0 axis 0 : tensor<2x3xf32>, tensor<0x3xsi64>

  // The first NaN is the largest; of both zeros the first.
  %nan = ptir.constant dense<[[1.0, 0x7FC00000, -0.0], [4.0, 0x7FC00000, 0.0], [-1.0, 0x7F800000, 0.0]]> : tensor<3x3xf32>
  // CHECK-SAME{LITERAL}: {"shape":[3],"dtype":"si32","data":[1,0,0]},
  %argmax = ptir.argmax %nan axis 0 : tensor<3x3xf32> -> tensor<3xsi32>
  // CHECK-SAME{LITERAL}: {"shape":[3,1],"dtype":"si64","data":[[1],[1],[1]]},
  %argmax_keep = ptir.argmax %nan axis 1 keepdims : tensor<3x3xf32> -> tensor<3x1xsi64>

  // CHECK-SAME{LITERAL}: {"shape":[2,2],"dtype":"f32","data":[["nan",1.0],["nan",4.0]]},
  // CHECK-SAME{LITERAL}: {"shape":[2,2],"dtype":"si64","data":[[1,0],[1,0]]},
  %rows = ptir.slice %nan starts [0, 0] sizes [2, 3] : tensor<3x3xf32>
  %top, %top_at = ptir.top_k %rows k 2 axis 1 largest : tensor<2x3xf32> -> tensor<2x2xf32>, tensor<2x2xsi64>
  // CHECK-SAME{LITERAL}: {"shape":[2,2],"dtype":"f32","data":[[-0.0,0.0],[0.0,0.0]]},
  // CHECK-SAME{LITERAL}: {"shape":[2,2],"dtype":"si32","data":[[1,2],[0,3]]},
  %zeros = ptir.constant dense<[[1.0, -0.0, 0.0, 5.0], [0.0, 2.0, 0x7FC00000, 0.0]]> : tensor<2x4xf32>
  %low, %low_at = ptir.top_k %zeros k 2 axis 1 : tensor<2x4xf32> -> tensor<2x2xf32>, tensor<2x2xsi32>
  // CHECK-SAME{LITERAL}: {"shape":[2,0],"dtype":"f32","data":[[],[]]},
  %none, %none_at = ptir.top_k %zeros k 0 axis 1 largest : tensor<2x4xf32> -> tensor<2x0xf32>, tensor<2x0xsi32>

  // Updates that meet are combined; the last one replaces.
  // CHECK-SAME{LITERAL}: {"shape":[4,3],"dtype":"si32","data":[[0,2,6],[0,5,0],[0,0,0],[5,0,3]]},
  %z = ptir.constant dense<0> : tensor<4x3xsi32>
  %si = ptir.constant dense<[[3, 0, 3], [3, 1, 0]]> : tensor<2x3xsi32>
  %su = ptir.constant dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xsi32>
  %add = ptir.scatter_reduce add, %z, %si, %su axis 0 : tensor<4x3xsi32>, tensor<2x3xsi32>, tensor<2x3xsi32>
  // CHECK-SAME{LITERAL}: {"shape":[3],"dtype":"f32","data":[7.0,0.0,"nan"]},
  %t = ptir.constant dense<[7.0, -0.0, 2.0]> : tensor<3xf32>
  %ti = ptir.constant dense<[1, 0, 2]> : tensor<3xsi64>
  %tu = ptir.constant dense<[0.0, 3.0, 0x7FC00000]> : tensor<3xf32>
  %max = ptir.scatter_reduce max, %t, %ti, %tu axis 0 : tensor<3xf32>, tensor<3xsi64>, tensor<3xf32>
  // CHECK-SAME{LITERAL}: {"shape":[3],"dtype":"f32","data":[7.0,"nan",2.0]},
  %same = ptir.constant dense<1> : tensor<3xsi64>
  %replace = ptir.scatter_reduce replace, %t, %same, %tu axis 0 : tensor<3xf32>, tensor<3xsi64>, tensor<3xf32>
  // CHECK-SAME{LITERAL}: {"shape":[3],"dtype":"i1","data":[true,false,false]},
  %p = ptir.constant dense<[true, true, false]> : tensor<3xi1>
  %min = ptir.scatter_reduce min, %p, %same, %p axis 0 : tensor<3xi1>, tensor<3xsi64>, tensor<3xi1>

  // CHECK-SAME{LITERAL}: {"shape":[2,3],"dtype":"f32","data":[[11.0,22.0,3.0],[105.0,207.0,6.0]]},
  %ai = ptir.constant dense<[[1], [0], [1]]> : tensor<3x1xsi32>
  %au = ptir.constant dense<[[1.0, 2.0], [10.0, 20.0], [100.0, 200.0]]> : tensor<3x2xf32>
  %windows = ptir.scatter_add %x, %ai, %au update_window_dims [1] inserted_window_dims [0] scatter_dims_to_operand_dims [0] index_vector_dim 1 : tensor<2x3xf32>, tensor<3x1xsi32>, tensor<3x2xf32>
  // Starts [row, column] of windows of 2 x 2, the window before the scatter
  // dimension in updates; sums wrap.
  // CHECK-SAME{LITERAL}: {"shape":[3,4],"dtype":"ui8","data":[[251,252,0,0],[253,47,50,0],[0,70,80,0]]},
  %bytes = ptir.constant dense<[[250, 250, 0, 0], [250, 250, 0, 0], [0, 0, 0, 0]]> : tensor<3x4xui8>
  %starts = ptir.constant dense<[[0, 1], [0, 1]]> : tensor<2x2xsi64>
  %boxes = ptir.constant dense<[[[1, 49], [2, 50]], [[3, 70], [4, 80]]]> : tensor<2x2x2xui8>
  %corners = ptir.scatter_add %bytes, %starts, %boxes update_window_dims [0, 1] inserted_window_dims [] scatter_dims_to_operand_dims [0, 1] index_vector_dim 0 : tensor<3x4xui8>, tensor<2x2xsi64>, tensor<2x2x2xui8>
  // Each sum rounds to the element type: 256 + 1 is 256 in bf16.
  // CHECK-SAME{LITERAL}: {"shape":[3],"dtype":"bf16","data":[256.0,0.0,1.0]},
  %h = ptir.constant dense<[256.0, 0.0, 0.0]> : tensor<3xbf16>
  %hi = ptir.constant dense<[0, 2, 0]> : tensor<3xsi32>
  %ones = ptir.constant dense<1.0> : tensor<3xbf16>
  %rounded = ptir.scatter_add %h, %hi, %ones update_window_dims [] inserted_window_dims [0] scatter_dims_to_operand_dims [0] : tensor<3xbf16>, tensor<3xsi32>, tensor<3xbf16>

  // CHECK-SAME{LITERAL}: {"shape":[1,2,2,4],"dtype":"f32","data":[[[[-1.0,-1.0,1.0,2.0],[-1.0,-1.0,2.0,3.0]],[[4.0,5.0,7.0,8.0],[5.0,6.0,8.0,9.0]]]]},
  %image = ptir.constant dense<[[[[1.0], [2.0], [3.0]], [[4.0], [5.0], [6.0]], [[7.0], [8.0], [9.0]]]]> : tensor<1x3x3x1xf32>
  %patches = ptir.extract_patches %image window [2, 2] strides [2, 1] dilation [1, 1] padding [1, 0, 0, 0] pad -1.0 : f32 : tensor<1x3x3x1xf32>
  // Padding may crop.
  // CHECK-SAME{LITERAL}: {"shape":[1,2,2],"dtype":"f16","data":[[[2.0,4.0],[3.0,9.0]]]},
  %line = ptir.constant dense<[[[1.0], [2.0], [3.0], [4.0]]]> : tensor<1x4x1xf16>
  %dilated = ptir.extract_patches %line window [2] strides [1] dilation [2] padding [-1, 1] pad 9.0 : f16 : tensor<1x4x1xf16>

  // Holes and padding are the identity.
  // CHECK-SAME{LITERAL}: {"shape":[2,2],"dtype":"f32","data":[[3.0,5.0],[9.0,11.0]]},
  %sums = ptir.reduce_window sum, %x window [2, 2] strides [1, 1] base_dilation [2, 1] window_dilation [1, 1] padding [0, 0, 0, 0] : tensor<2x3xf32> -> tensor<2x2xf32>
  // CHECK-SAME{LITERAL}: {"shape":[5],"dtype":"f32","data":["-inf",1.0,"nan","nan",-0.0]},
  %v = ptir.constant dense<[1.0, 0x7FC00000, -0.0]> : tensor<3xf32>
  %maxima = ptir.reduce_window max, %v window [2] strides [1] base_dilation [1] window_dilation [1] padding [2, 1] : tensor<3xf32> -> tensor<5xf32>
  // CHECK-SAME{LITERAL}: {"shape":[0],"dtype":"f32","data":[]},
  %short = ptir.reduce_window sum, %v window [4] strides [1] base_dilation [1] window_dilation [1] padding [0, 0] : tensor<3xf32> -> tensor<0xf32>

  // An empty segment is the identity; sums of narrow floats round once.
  // CHECK-SAME{LITERAL}: {"shape":[3,2],"dtype":"f16","data":[[3.0,4.0],[0.0,0.0],[1.5,2.25]]},
  %d = ptir.constant dense<[[1.0, 2.0], [3.0, 4.0], [0.5, 0.25]]> : tensor<3x2xf16>
  %ids = ptir.constant dense<[2, 0, 2]> : tensor<3xsi64>
  %segments = ptir.segment_reduce sum, %d, %ids num_segments 3 : tensor<3x2xf16>, tensor<3xsi64>
  // CHECK-SAME{LITERAL}: {"shape":[2],"dtype":"f32","data":["nan","-inf"]},
  %first = ptir.constant dense<0> : tensor<3xsi32>
  %largest = ptir.segment_reduce max, %v, %first num_segments 2 sorted : tensor<3xf32>, tensor<3xsi32>
  // CHECK-SAME{LITERAL}: {"shape":[1],"dtype":"bf16","data":[258.0]},
  %three = ptir.constant dense<[256.0, 1.0, 1.0]> : tensor<3xbf16>
  %once = ptir.segment_reduce sum, %three, %first num_segments 1 : tensor<3xbf16>, tensor<3xsi32>
  // CHECK-SAME{LITERAL}: {"shape":[0,2],"dtype":"f32","data":[]},
  %no_rows = ptir.constant dense<> : tensor<0x2xf32>
  %no_ids = ptir.constant dense<> : tensor<0xsi32>
  %no_segments = ptir.segment_reduce sum, %no_rows, %no_ids num_segments 0 : tensor<0x2xf32>, tensor<0xsi32>


  // Rank 0, and extents of 0 where there could be elements.
  // CHECK-SAME{LITERAL}: {"shape":[],"dtype":"si64","data":5},
  %five = ptir.constant dense<5> : tensor<si32>
  %scalar = ptir.reduce_window sum, %five window [] strides [] base_dilation [] window_dilation [] padding [] : tensor<si32> -> tensor<si64>
  // CHECK-SAME{LITERAL}: {"shape":[3],"dtype":"f32","data":[4.0,4.0,4.0]},
  %nothing = ptir.slice %v starts [0] sizes [0] : tensor<3xf32>
  %only_pad = ptir.pad %nothing low [3] high [0] interior [2] with 4.0 : f32 : tensor<0xf32>
  // CHECK-SAME{LITERAL}: {"shape":[3,0],"dtype":"f32","data":[[],[],[]]},
  %no_columns = ptir.slice %x starts [0, 0] sizes [2, 0] : tensor<2x3xf32>
  %two_ids = ptir.constant dense<1> : tensor<2xsi32>
  %no_sums = ptir.segment_reduce sum, %no_columns, %two_ids num_segments 3 : tensor<2x0xf32>, tensor<2xsi32>
  // CHECK-SAME{LITERAL}: {"shape":[3],"dtype":"f32","data":[7.0,10.0,2.0]},
  %place = ptir.constant dense<[1]> : tensor<1xsi32>
  %ten = ptir.constant dense<10.0> : tensor<f32>
  %point = ptir.scatter_add %t, %place, %ten update_window_dims [] inserted_window_dims [0] scatter_dims_to_operand_dims [0] index_vector_dim 0 : tensor<3xf32>, tensor<1xsi32>, tensor<f32>

  // Subnormals keep their values and their order.
  // CHECK-SAME{LITERAL}: {"shape":[5],"dtype":"bf16","data":[1.1663108e-38,9.1835e-41,0.0,-0.0,-9.1835e-41]},
  // CHECK-SAME{LITERAL}: {"shape":[5],"dtype":"si32","data":[4,2,1,3,0]}]}
  %tiny = ptir.constant dense<[0x8001, 0x0000, 0x0001, 0x8000, 0x007F]> : tensor<5xbf16>
  %order, %order_at = ptir.top_k %tiny k 5 axis 0 largest : tensor<5xbf16> -> tensor<5xbf16>, tensor<5xsi32>

  return %pad, %pad_complex, %pad_holes, %tile, %tile_away, %gather, %gather0,
      %argmax, %argmax_keep, %top, %top_at, %low, %low_at, %none, %add, %max,
      %replace, %min, %windows, %corners, %rounded, %patches, %dilated, %sums,
      %maxima, %short, %segments, %largest, %once, %no_segments,
      %scalar, %only_pad, %no_sums, %point, %order, %order_at
    : tensor<3x7xf32>, tensor<3xcomplex<f32>>, tensor<1x3xi1>,
      tensor<2x6xsi4>, tensor<0x3xf32>,
      tensor<2x2xf32>, tensor<0x3xf32>,
      tensor<3xsi32>, tensor<3x1xsi64>,
      tensor<2x2xf32>, tensor<2x2xsi64>, tensor<2x2xf32>, tensor<2x2xsi32>,
      tensor<2x0xf32>,
      tensor<4x3xsi32>, tensor<3xf32>, tensor<3xf32>, tensor<3xi1>,
      tensor<2x3xf32>, tensor<3x4xui8>, tensor<3xbf16>,
      tensor<1x2x2x4xf32>, tensor<1x2x2xf16>,
      tensor<2x2xf32>, tensor<5xf32>, tensor<0xf32>,
      tensor<3x2xf16>, tensor<2xf32>, tensor<1xbf16>, tensor<0x2xf32>,
      tensor<si64>, tensor<3xf32>, tensor<3x0xf32>, tensor<3xf32>,
      tensor<5xbf16>, tensor<5xsi32>
}
