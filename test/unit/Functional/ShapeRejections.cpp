//===- ShapeRejections.cpp - What moving elements refuses -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Rejection.h"

#include "ptir/Functional/Embedding.h"
#include "ptir/Functional/Shape.h"

using namespace ptir;
using namespace ptir::functional;
using namespace ptir::test;

namespace {

const Rejection shapes[] = {
    {"LookupWeightRank",
     {"tensor<8xf32>", "tensor<2xsi32>"},
     CALL(embeddingLookup(p, p.arg(0), p.arg(1))),
     "functional 'embedding_lookup': expected weight of rank 2, found rank 1"},
    {"LookupIndexRank",
     {"tensor<8x4xf32>", "tensor<si32>"},
     CALL(embeddingLookup(p, p.arg(0), p.arg(1))),
     "functional 'embedding_lookup': expected indices of rank 1 or 2, found "
     "rank 0"},
    {"LookupIndexElement",
     {"tensor<8x4xf32>", "tensor<2xui32>"},
     CALL(embeddingLookup(p, p.arg(0), p.arg(1))),
     "functional 'embedding_lookup': expected indices of element type si32 or "
     "si64, found ui32"},
    {"ReshapeEmpty",
     {"tensor<1xf32>"},
     CALL(reshape(p, p.arg(0), {})),
     "functional 'reshape': expected a shape of rank at least 1, found rank 0"},
    {"ReshapeCount",
     {"tensor<2x3xf32>"},
     CALL(reshape(p, p.arg(0), {4, 2})),
     "functional 'reshape': expected as many elements as the operand (6), "
     "found [4, 2] with 8"},
    {"ReshapeNegative",
     {"tensor<2x3xf32>"},
     CALL(reshape(p, p.arg(0), {-6})),
     "functional 'reshape': expected extents of at least 0, found -6"},
    {"TransposeLength",
     {"tensor<2x3xf32>"},
     CALL(transpose(p, p.arg(0), {0})),
     "functional 'transpose': expected perm to be a permutation of the 2 "
     "dimensions, found [0]"},
    {"TransposeRange",
     {"tensor<2x3xf32>"},
     CALL(transpose(p, p.arg(0), {0, 2})),
     "functional 'transpose': expected perm to be a permutation of the 2 "
     "dimensions, found [0, 2]"},
    {"TransposeDuplicate",
     {"tensor<2x3xf32>"},
     CALL(transpose(p, p.arg(0), {1, 1})),
     "functional 'transpose': expected perm to be a permutation of the 2 "
     "dimensions, found [1, 1]"},
    {"BroadcastExtent",
     {"tensor<2xf32>"},
     CALL(broadcastTo(p, p.arg(0), {4, 3})),
     "functional 'broadcast_to': expected extent 1 or 3 at dimension 0 of the "
     "operand, found 2"},
    {"ConcatElement",
     {"tensor<2xf32>", "tensor<2xf16>"},
     CALL(concatAlongAxis(p, p.arg(0), p.arg(1), 0)),
     "functional 'concat_along_axis': expected rhs of the element type of lhs "
     "(f32), found f16"},
    {"ConcatAxis",
     {"tensor<2xf32>", "tensor<2xf32>"},
     CALL(concatAlongAxis(p, p.arg(0), p.arg(1), 1)),
     "functional 'concat_along_axis': expected axis in [-1, 1) for lhs, found "
     "1"},
    {"ConcatExtent",
     {"tensor<2x3xf32>", "tensor<2x4xf32>"},
     CALL(concatAlongAxis(p, p.arg(0), p.arg(1), 0)),
     "functional 'concat_along_axis': expected extent 3 at dimension 1 of "
     "operand 1, found 4"},
    {"SliceAxis",
     {"tensor<2x3xf32>"},
     CALL(sliceAlongAxis(p, p.arg(0), -3, 0, 1)),
     "functional 'slice_along_axis': expected axis in [-2, 2) for x, found "
     "-3"},
    {"SliceBound",
     {"tensor<2x3xf32>"},
     CALL(sliceAlongAxis(p, p.arg(0), 1, 2, 2)),
     "functional 'slice_along_axis': expected a slice inside of extent 3, "
     "found start 2 and length 2"},
    {"IndexScalar",
     {"tensor<2x3xf32>", "tensor<1xsi32>"},
     CALL(dynamicIndexAlongAxis(p, p.arg(0), p.arg(1), 0)),
     "functional 'dynamic_index_along_axis': expected index of rank 0, found "
     "rank 1"},
    {"UpdateElement",
     {"tensor<4xf32>", "tensor<2xf16>", "tensor<1xsi32>"},
     CALL(dynamicUpdateSliceInto(p, p.arg(0), p.arg(1), p.arg(2))),
     "functional 'dynamic_update_slice_into': expected update of the element "
     "type of base (f32), found f16"},
    {"UpdateRank",
     {"tensor<4xf32>", "tensor<2x1xf32>", "tensor<1xsi32>"},
     CALL(dynamicUpdateSliceInto(p, p.arg(0), p.arg(1), p.arg(2))),
     "functional 'dynamic_update_slice_into': expected update of rank 1, found "
     "rank 2"},
    {"UpdateSize",
     {"tensor<4xf32>", "tensor<5xf32>", "tensor<1xsi32>"},
     CALL(dynamicUpdateSliceInto(p, p.arg(0), p.arg(1), p.arg(2))),
     "functional 'dynamic_update_slice_into': expected extent of update at "
     "dimension 0 to be at most 4, found 5"},
    {"StartsElement",
     {"tensor<4xf32>", "tensor<2xf32>", "tensor<1xsi64>"},
     CALL(dynamicUpdateSliceInto(p, p.arg(0), p.arg(1), p.arg(2))),
     "functional 'dynamic_update_slice_into': expected starts of element type "
     "si32, found si64"},
    {"StartsShape",
     {"tensor<4xf32>", "tensor<2xf32>", "tensor<2xsi32>"},
     CALL(dynamicUpdateSliceInto(p, p.arg(0), p.arg(1), p.arg(2))),
     "functional 'dynamic_update_slice_into': expected extent 0 of starts to "
     "be the rank of base (1), found 2"},
    {"SplitSum",
     {"tensor<2x7xf32>"},
     CALL(split(p, p.arg(0), 1, {3, 3})[0]),
     "functional 'split': expected sizes of at least 0 that add up to extent 1 "
     "of x (7), found [3, 3]"},
    {"SplitBeyond",
     {"tensor<7xf32>"},
     CALL(split(p, p.arg(0), 0, {5, 5, -3})[2]),
     "functional 'split': expected sizes of at least 0 that add up to extent 0 "
     "of x (7), found [5, 5, -3]"},
    {"SplitAxis",
     {"tensor<7xf32>"},
     CALL(split(p, p.arg(0), 1, {7})[0]),
     "functional 'split': expected axis in [-1, 1) for x, found 1"},
    {"SplitDynamic",
     {"tensor<?x7xf32>"},
     CALL(split(p, p.arg(0), 0, {3})[0]),
     "functional 'split': expected extent 0 of x to be static, found ?"},
    {"PadElement",
     {"tensor<2xi1>"},
     CALL(pad(p, p.arg(0), {1}, {1}, 0)),
     "functional 'pad': expected x of an integer or float element type, found "
     "i1"},
    {"PadLength",
     {"tensor<2x3xf32>"},
     CALL(pad(p, p.arg(0), {1}, {1, 1}, 0)),
     "functional 'pad': expected low to have one entry per dimension (2), "
     "found 1"},
    {"PadNegative",
     {"tensor<2xf32>"},
     CALL(pad(p, p.arg(0), {-3}, {0}, 0)),
     "functional 'pad': expected an extent that is not negative at result "
     "dimension 0, found -1"},
    {"PadFraction",
     {"tensor<2xsi8>"},
     CALL(pad(p, p.arg(0), {1}, {1}, 0.5)),
     "functional 'pad': expected an integer value for element type si8, found "
     "0.500000"},
    {"PadTooLarge",
     {"tensor<2xui8>"},
     CALL(pad(p, p.arg(0), {1}, {1}, 256)),
     "functional 'pad': expected an integer value for element type ui8, found "
     "256.000000"},
};

INSTANTIATE_TEST_SUITE_P(Shape, RejectionTest, testing::ValuesIn(shapes),
                         nameOf);

} // namespace
