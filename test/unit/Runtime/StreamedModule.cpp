//===- StreamedModule.cpp - A module with steps of parameters -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "StreamedModule.h"

#include "ptir/Support/ElementType.h"

#include <algorithm>

using namespace ptir;
using namespace ptir::test;

/// Slots: the matrix is behind the table.
static constexpr int32_t matrix = table + 1;
/// Steps: the layers, then the pieces of the matrix; the table.
static constexpr int numPieces = 4;
static constexpr int64_t piecesStep = numLayers,
                         tableStep = numLayers + numPieces;

/// x times the sum of every layer, layer after layer; fails in the layer that
/// `x` names if it is negative.
static int32_t layers(ptir_context *context, const ptir_tensor *args) {
  float x = *static_cast<const float *>(args[0].data);
  float sum = 0;
  for (int64_t layer = 0; layer < numLayers; ++layer) {
    ptir_rt_acquire_params(context, layer);
    auto *weights = static_cast<const float *>(context->params[layer]);
    for (int i = 0; i < 64 * 64; ++i)
      sum += x * weights[i];
    static const ptir_error_site site = {"ptir.dot", "", "extent",
                                         PTIR_ERROR_SHAPE_MISMATCH, 0};
    if (static_cast<float>(-layer) == x && layer)
      ptir_rt_report(context, &site, 1, 2);
    ptir_rt_release_params(context, layer);
  }
  *static_cast<float *>(ptir_rt_result(context, 0, nullptr)) = sum;
  return PTIR_OK;
}

/// The sums of the rows of the matrix [40, 512], piece by piece.
static int32_t rowSums(ptir_context *context, const ptir_tensor *) {
  int64_t rows = 40;
  auto *sums = static_cast<float *>(ptir_rt_result(context, 0, &rows));
  auto *elements = static_cast<const float *>(context->params[matrix]);
  for (int64_t piece = 0; piece < numPieces; ++piece) {
    ptir_rt_acquire_params(context, piecesStep + piece);
    for (int64_t row = piece * 12; row < std::min(rows, (piece + 1) * 12);
         ++row) {
      sums[row] = 0;
      for (int i = 0; i < 512; ++i)
        sums[row] += elements[row * 512 + i];
    }
    ptir_rt_release_params(context, piecesStep + piece);
  }
  return PTIR_OK;
}

/// Rows of the table [2000, 8]; those it does not have are rows of -1.
static int32_t lookUp(ptir_context *context, const ptir_tensor *args) {
  int64_t count = args[0].dims[0], dims[] = {count, 8};
  auto *rows = static_cast<const int64_t *>(args[0].data);
  auto *to = static_cast<float *>(ptir_rt_result(context, 0, dims));
  auto *elements = static_cast<const float *>(context->params[table]);
  ptir_rt_acquire_rows(context, tableStep, rows, count);
  for (int64_t i = 0; i < count * 8; ++i) {
    int64_t row = rows[i / 8];
    to[i] = row < 0 || row >= 2000 ? -1 : elements[row * 8 + i % 8];
  }
  ptir_rt_release_params(context, tableStep);
  return PTIR_OK;
}

static const int64_t layerDims[] = {64, 64}, tableDims[] = {2000, 8},
                     matrixDims[] = {40, 512}, dims40[] = {40},
                     dynamic[] = {PTIR_DYNAMIC},
                     dynamicRows[] = {PTIR_DYNAMIC, 8};
static const int32_t f32 = static_cast<int32_t>(ElementType::F32);
static const int32_t si64 = static_cast<int32_t>(ElementType::SI64);

const ptir_param_desc ptir::test::streamedParams[] = {
    {"l0", "panels64", {layerDims, 2, f32}, 0},
    {"l1", "panels64", {layerDims, 2, f32}, 0},
    {"l2", "panels64", {layerDims, 2, f32}, 0},
    {"l3", "panels64", {layerDims, 2, f32}, 0},
    {"l4", "panels64", {layerDims, 2, f32}, 0},
    {"l5", "panels64", {layerDims, 2, f32}, 0},
    {"table", "", {tableDims, 2, f32}, 0},
    {"matrix", "", {matrixDims, 2, f32}, 12}};

const ptir_param_use ptir::test::layerUses[] = {
    {0, PTIR_ALL_PIECES}, {1, PTIR_ALL_PIECES}, {2, PTIR_ALL_PIECES},
    {3, PTIR_ALL_PIECES}, {4, PTIR_ALL_PIECES}, {5, PTIR_ALL_PIECES}};
static const ptir_param_use pieceUses[] = {
    {matrix, 0}, {matrix, 1}, {matrix, 2}, {matrix, 3}};
const ptir_param_use ptir::test::tableUse = {table, PTIR_NAMED_ROWS};
static const ptir_param_step steps[] = {
    {&layerUses[0], 1, 1}, {&layerUses[1], 1, 2}, {&layerUses[2], 1, 3},
    {&layerUses[3], 1, 4}, {&layerUses[4], 1, 5}, {&layerUses[5], 1, 0},
    {&pieceUses[0], 1, 7}, {&pieceUses[1], 1, 8}, {&pieceUses[2], 1, 9},
    {&pieceUses[3], 1, 6}, {&tableUse, 1, -1}};

const ptir_type_desc ptir::test::scalarType[] = {{nullptr, 0, f32}};
static const ptir_type_desc rowsType[] = {{dynamic, 1, si64}};
const ptir_result_desc ptir::test::scalarResult[] = {
    {{nullptr, 0, f32}, -1, 0}};
static const ptir_result_desc sumsResult[] = {{{dims40, 1, f32}, -1, 0}},
                              rowsResult[] = {{{dynamicRows, 2, f32}, -1, 0}};
static const ptir_entry_desc entries[] = {
    {"layers", layers, scalarType, scalarResult, 1, 1},
    {"row_sums", rowSums, nullptr, sumsResult, 0, 1},
    {"look_up", lookUp, rowsType, rowsResult, 1, 1}};

const ptir_module_desc ptir::test::streamedModule = {
    PTIR_ABI_VERSION, 8, streamedParams, entries, nullptr, 3, 0, steps, 11, 0};
