//===- HandWrittenModule.cpp - Compiled code, by hand -----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "HandWrittenModule.h"

#include <gtest/gtest.h>

#include <cstdlib>

using namespace ptir;
using namespace ptir::runtime;

//===----------------------------------------------------------------------===//
// The module. Only ABI.h from here on.
//===----------------------------------------------------------------------===//

/// What compiled code does inline for a temporary.
static void *temporary(ptir_context *context, int64_t bytes) {
  auto top = reinterpret_cast<uintptr_t>(context->arena_top);
  auto *block = reinterpret_cast<unsigned char *>((top + 63) / 64 * 64);
  if (block + bytes > context->arena_limit)
    return ptir_rt_arena_grow(context, bytes);
  context->arena_top = block + bytes;
  return block;
}

namespace {

struct LinearClosure {
  const float *x, *bias;
  float *y;
};

} // namespace

static void linearRows(ptir_context *context, int64_t begin, int64_t end,
                       void *closure) {
  auto *self = static_cast<LinearClosure *>(closure);
  auto *panel = static_cast<const float *>(context->params[0]);
  for (int64_t row = begin; row < end; ++row)
    for (int64_t column = 0; column < 5; ++column) {
      float sum = self->bias[column];
      for (int64_t k = 0; k < 3; ++k)
        sum += self->x[row * 3 + k] * panel[k * 64 + column];
      self->y[row * 5 + column] = sum;
    }
}

static int32_t linear(ptir_context *context, const ptir_tensor *args) {
  unsigned char *saved = context->arena_top;
  auto *bias = static_cast<float *>(temporary(context, 5 * sizeof(float)));
  for (int i = 0; i < 5; ++i)
    bias[i] = static_cast<const float *>(context->params[1])[i];
  int64_t rows = args[0].dims[0];
  auto *product = static_cast<float *>(
      temporary(context, rows * 5 * static_cast<int64_t>(sizeof(float))));
  LinearClosure closure = {static_cast<const float *>(args[0].data), bias,
                           product};
  ptir_rt_parallel_for(context, linearRows, &closure, rows);
  int64_t dims[] = {rows, 5};
  auto *y = static_cast<float *>(ptir_rt_result(context, 0, dims));
  for (int64_t i = 0; i < rows * 5; ++i)
    y[i] = product[i];
  context->arena_top = saved;
  return PTIR_OK;
}

static int32_t push(ptir_context *context, const ptir_tensor *args) {
  auto *cache = static_cast<float *>(ptir_rt_result(context, 0, args[0].dims));
  auto *row = static_cast<const float *>(args[1].data);
  int64_t at = *static_cast<const int64_t *>(args[2].data);
  cache[at * 2] = row[0];
  cache[at * 2 + 1] = row[1];
  auto *sum = static_cast<float *>(ptir_rt_result(context, 1, nullptr));
  *sum = 0;
  for (int64_t i = 0; i < (at + 1) * 2; ++i)
    *sum += cache[i];
  return PTIR_OK;
}

static int32_t turn(ptir_context *context, const ptir_tensor *args) {
  int64_t rows = args[0].dims[0], columns = args[0].dims[1];
  int64_t dims[] = {columns, rows};
  int64_t dstStrides[] = {rows, 1}, srcStrides[] = {1, columns};
  ptir_rt_copy(context, ptir_rt_result(context, 0, dims), dstStrides,
               args[0].data, srcStrides, dims, 2, 4);
  return PTIR_OK;
}

static const ptir_error_site takeSite = {
    "ptir.take", "model.mlir:12:8", "index", PTIR_ERROR_INDEX_OUT_OF_RANGE, 0};

namespace {

struct TakeClosure {
  const float *table;
  const int32_t *indices;
  float *taken;
};

} // namespace

static void takeRange(ptir_context *context, int64_t begin, int64_t end,
                      void *closure) {
  auto *self = static_cast<TakeClosure *>(closure);
  for (int64_t i = begin; i < end; ++i) {
    int32_t index = self->indices[i];
    if (index < 0 || index >= 16) {
      ptir_rt_report(context, &takeSite, index, 16);
      index = 0;
    }
    self->taken[i] = self->table[index];
  }
}

static int32_t take(ptir_context *context, const ptir_tensor *args) {
  TakeClosure closure = {
      static_cast<const float *>(args[0].data),
      static_cast<const int32_t *>(args[1].data),
      static_cast<float *>(ptir_rt_result(context, 0, args[1].dims))};
  ptir_rt_parallel_for(context, takeRange, &closure, args[1].dims[0]);
  return PTIR_OK;
}

static int32_t hungry(ptir_context *context, const ptir_tensor *args) {
  int64_t bytes = *static_cast<const int64_t *>(args[0].data);
  auto *block = static_cast<unsigned char *>(temporary(context, bytes));
  // Without the memory this would write where nothing is.
  if (bytes != 0)
    block[0] = block[bytes - 1] = 1;
  *static_cast<int64_t *>(ptir_rt_result(context, 0, nullptr)) = bytes;
  return PTIR_OK;
}

static int32_t gigantic(ptir_context *context, const ptir_tensor *args) {
  int64_t extent = *static_cast<const int64_t *>(args[0].data);
  int64_t dims[] = {extent, extent};
  auto *result = static_cast<float *>(ptir_rt_result(context, 0, dims));
  result[0] = result[extent * extent - 1] = 1;
  return PTIR_OK;
}

static const ptir_error_site divideSite = {"ptir.div", "model.mlir:3:5", "",
                                           PTIR_ERROR_DIVISION_BY_ZERO, 0};

static int32_t divide(ptir_context *context, const ptir_tensor *args) {
  auto *x = static_cast<const int32_t *>(args[0].data);
  if (x[1] == 0) {
    ptir_rt_report(context, &divideSite, 0, 0);
    return PTIR_ERROR_DIVISION_BY_ZERO;
  }
  *static_cast<int32_t *>(ptir_rt_result(context, 0, nullptr)) = x[0] / x[1];
  return PTIR_OK;
}

static const ptir_error_site reshapeSite = {"ptir.reshape", "model.mlir:7:9",
                                            "number of elements",
                                            PTIR_ERROR_SHAPE_MISMATCH, 0};

static int32_t reshape(ptir_context *context, const ptir_tensor *args) {
  int64_t count = *static_cast<const int64_t *>(args[0].data);
  if (count != 6) {
    ptir_rt_report(context, &reshapeSite, count, 6);
    std::abort(); // the code would use the shape
  }
  *static_cast<int64_t *>(ptir_rt_result(context, 0, nullptr)) = count;
  return PTIR_OK;
}

namespace {

struct NestClosure {
  int64_t count, outer;
  int64_t *sums;
};

} // namespace

static void nestInner(ptir_context *, int64_t begin, int64_t end,
                      void *closure) {
  auto *self = static_cast<NestClosure *>(closure);
  for (int64_t j = begin; j < end; ++j)
    self->sums[self->outer] += self->outer * j;
}

static void nestOuter(ptir_context *context, int64_t begin, int64_t end,
                      void *closure) {
  NestClosure self = *static_cast<NestClosure *>(closure);
  for (self.outer = begin; self.outer < end; ++self.outer)
    ptir_rt_parallel_for(context, nestInner, &self, self.count);
}

static int32_t nest(ptir_context *context, const ptir_tensor *args) {
  NestClosure closure = {*static_cast<const int64_t *>(args[0].data), 0,
                         nullptr};
  closure.sums = static_cast<int64_t *>(temporary(context, closure.count * 8));
  for (int64_t i = 0; i < closure.count; ++i)
    closure.sums[i] = 0;
  ptir_rt_parallel_for(context, nestOuter, &closure, closure.count);
  auto *sum = static_cast<int64_t *>(ptir_rt_result(context, 0, nullptr));
  *sum = 0;
  for (int64_t i = 0; i < closure.count; ++i)
    *sum += closure.sums[i];
  return PTIR_OK;
}

static int32_t forget(ptir_context *, const ptir_tensor *) { return PTIR_OK; }
static int32_t silent(ptir_context *, const ptir_tensor *) { return 77; }

enum : int32_t { si32 = 4, si64 = 5, f32 = 15 };

static const int64_t dims2[] = {2}, dims3x5[] = {3, 5}, dims5[] = {5},
                     dims16[] = {16}, dimsDyn[] = {PTIR_DYNAMIC},
                     dimsDynx2[] = {PTIR_DYNAMIC, 2},
                     dimsDynx3[] = {PTIR_DYNAMIC, 3},
                     dimsDynx5[] = {PTIR_DYNAMIC, 5},
                     dimsDynxDyn[] = {PTIR_DYNAMIC, PTIR_DYNAMIC};

static const ptir_param_desc params[] = {
    {"w", "panels64", {dims3x5, 2, f32}, 0}, {"b", "", {dims5, 1, f32}, 0}};

static const ptir_type_desc linearArgs[] = {{dimsDynx3, 2, f32}},
                            pushArgs[] = {{dimsDynx2, 2, f32},
                                          {dims2, 1, f32},
                                          {nullptr, 0, si64}},
                            turnArgs[] = {{dimsDynxDyn, 2, f32}},
                            takeArgs[] = {{dims16, 1, f32}, {dimsDyn, 1, si32}},
                            numberArgs[] = {{nullptr, 0, si64}},
                            divideArgs[] = {{dims2, 1, si32}};

static const ptir_result_desc linearResults[] = {{{dimsDynx5, 2, f32}, -1, 0}},
                              pushResults[] = {{{dimsDynx2, 2, f32}, 0, 0},
                                               {{nullptr, 0, f32}, -1, 0}},
                              matrixResults[] = {{{dimsDynxDyn, 2, f32},
                                                  -1,
                                                  0}},
                              takeResults[] = {{{dimsDyn, 1, f32}, -1, 0}},
                              numberResults[] = {{{nullptr, 0, si64}, -1, 0}},
                              divideResults[] = {{{nullptr, 0, si32}, -1, 0}},
                              forgetResults[] = {{{nullptr, 0, f32}, -1, 0}};

static const ptir_entry_desc entries[] = {
    {"linear", linear, linearArgs, linearResults, 1, 1},
    {"push", push, pushArgs, pushResults, 3, 2},
    {"turn", turn, turnArgs, matrixResults, 1, 1},
    {"take", take, takeArgs, takeResults, 2, 1},
    {"hungry", hungry, numberArgs, numberResults, 1, 1},
    {"gigantic", gigantic, numberArgs, matrixResults, 1, 1},
    {"divide", divide, divideArgs, divideResults, 1, 1},
    {"reshape", reshape, numberArgs, numberResults, 1, 1},
    {"nest", nest, numberArgs, numberResults, 1, 1},
    {"forget", forget, nullptr, forgetResults, 0, 1},
    {"silent", silent, nullptr, nullptr, 0, 0},
};

const ptir_module_desc handWrittenModule = {
    PTIR_ABI_VERSION, 2, params, entries, nullptr, 11, 0, nullptr, 0, 0};

//===----------------------------------------------------------------------===//
// What tests need around it.
//===----------------------------------------------------------------------===//

HostTensor scalarOf(int64_t value) {
  return tensorOf<int64_t>(ElementType::SI64, {}, {value});
}

HostTensor floatsOf(std::vector<int64_t> dims,
                    const std::vector<float> &values) {
  return tensorOf<float>(ElementType::F32, std::move(dims), values);
}

std::vector<float> floatsIn(const TensorView &view) {
  return std::vector<float>(view.as<float>(),
                            view.as<float>() + view.elementCount());
}

std::vector<int64_t> dimsOf(const TensorView &view) {
  return std::vector<int64_t>(view.dims, view.dims + view.rank);
}

std::shared_ptr<ParamStore> handWrittenParams() {
  auto source = std::make_unique<MemorySource>();
  std::vector<float> w, b;
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 5; ++j)
      w.push_back(static_cast<float>(i + 10 * j));
  for (int j = 0; j < 5; ++j)
    b.push_back(static_cast<float>(100 * j));
  source->add("w", floatsOf({3, 5}, w));
  source->add("b", floatsOf({5}, b));
  return std::make_shared<ParamStore>(std::move(source), ThreadPool(1));
}

std::unique_ptr<Session> handWrittenSession(int threads,
                                            std::shared_ptr<ParamStore> store) {
  StatusOr<Module> module = Module::create(&handWrittenModule, nullptr);
  EXPECT_TRUE(module.ok()) << module.message();
  SessionOptions options;
  options.threads = threads;
  options.arenaReserve = size_t(64) << 20;
  auto session = Session::create(
      *module, store ? std::move(store) : handWrittenParams(), options);
  EXPECT_TRUE(session.ok()) << session.message();
  return std::move(*session);
}
