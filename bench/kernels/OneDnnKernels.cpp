//===- OneDnnKernels.cpp - A network's kernels of oneDNN ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Kernels.h"

#include <dnnl.hpp>

#include <algorithm>

using namespace ptir;
using namespace ptir::bench;
using dnnl::memory;
using Tag = memory::format_tag;

static constexpr auto f32 = memory::data_type::f32;

namespace {

/// A primitive with its weights, in the layouts that it chose.
struct Prepared {
  dnnl::primitive primitive;
  memory weights;
  memory::desc source, result;
  /// How PTIR stores both.
  memory::desc plainSource, plainResult;
};

/// Whatever fits any layer.
class Arena {
public:
  explicit Arena(const dnnl::engine &engine) : engine(engine) {}

  void reserve(size_t bytes) { size = std::max(size, bytes); }
  void allocate() {
    data.resize(size);
    std::fill(data.begin(), data.end(), 0);
  }
  memory view(const memory::desc &desc) {
    return memory(desc, engine, data.data());
  }

private:
  const dnnl::engine &engine;
  size_t size = 0;
  std::vector<unsigned char> data;
};

/// Inputs lie in one arena and results in another, as in a network that uses
/// its memory again. oneDNN throws; nothing leaves this class.
class OneDnnKernels : public Kernels {
public:
  explicit OneDnnKernels(const NetworkData &data)
      : engine(dnnl::engine::kind::cpu, 0), stream(engine), sources(engine),
        results(engine) {
    for (size_t i = 0; i < data.weights.size(); ++i) {
      prepared.push_back(prepare(data.network.layers[i], data.weights[i]));
      sources.reserve(prepared.back().source.get_size());
      results.reserve(prepared.back().result.get_size());
    }
    sources.allocate();
    results.allocate();
    for (Prepared &layer : prepared)
      arguments.push_back({{DNNL_ARG_SRC, sources.view(layer.source)},
                           {DNNL_ARG_WEIGHTS, layer.weights},
                           {DNNL_ARG_DST, results.view(layer.result)}});
    input = &data.input;
  }

  Status run(size_t layer) override {
    return guarded([&] {
      prepared[layer].primitive.execute(stream, arguments[layer]);
      stream.wait();
    });
  }

  /// Runs the layer again, on the input in the layout that it wants.
  StatusOr<std::vector<float>> output(size_t layer) override {
    const Prepared &chosen = prepared[layer];
    std::vector<float> values(chosen.plainResult.get_size() / sizeof(float));
    Status status = guarded([&] {
      memory plain(chosen.plainSource, engine,
                   const_cast<float *>(input->data()));
      copy(plain, arguments[layer].at(DNNL_ARG_SRC));
      prepared[layer].primitive.execute(stream, arguments[layer]);
      copy(arguments[layer].at(DNNL_ARG_DST),
           memory(chosen.plainResult, engine, values.data()));
    });
    if (!status.ok())
      return status;
    return values;
  }

private:
  template <typename Action>
  static Status guarded(Action action) {
    try {
      action();
    } catch (const dnnl::error &error) {
      return Status::failure(std::string("oneDNN: ") + error.what());
    }
    return Status::success();
  }

  void copy(memory from, memory to) {
    dnnl::reorder(from, to).execute(stream, from, to);
    stream.wait();
  }

  memory arrange(const std::vector<float> &values, const memory::desc &plain,
                 const memory::desc &wanted) {
    memory from(plain, engine, const_cast<float *>(values.data()));
    memory to(wanted, engine);
    copy(from, to);
    return to;
  }

  Prepared prepare(const Layer &layer, const std::vector<float> &weights) {
    return layer.kind == Layer::Kind::Convolution
               ? prepareConvolution(layer, weights)
               : prepareProduct(layer, weights);
  }

  Prepared prepareProduct(const Layer &layer,
                          const std::vector<float> &weights) {
    memory::dims x{layer.rows, layer.inner}, w{layer.inner, layer.columns},
        y{layer.rows, layer.columns};
    // Rows are what other layers expect, so only weights may be moved.
    memory::desc plainX(x, f32, Tag::ab), plainY(y, f32, Tag::ab);
    memory::desc plainW(w, f32,
                        layer.kind == Layer::Kind::Product ? Tag::ab : Tag::ba);
    dnnl::matmul::primitive_desc chosen(
        {plainX, memory::desc(w, f32, Tag::any), plainY}, engine);
    return {dnnl::matmul(chosen),
            arrange(weights, plainW, chosen.weights_desc()),
            chosen.src_desc(),
            chosen.dst_desc(),
            plainX,
            plainY};
  }

  Prepared prepareConvolution(const Layer &layer,
                              const std::vector<float> &weights) {
    int64_t after = layer.outputSize(), pad = layer.window / 2;
    memory::dims x{1, layer.inputs, layer.size, layer.size};
    memory::dims y{1, layer.outputs, after, after};
    memory::dims w = layer.weightDims();
    if (layer.groups > 1)
      w = {layer.groups, layer.outputs / layer.groups,
           layer.inputs / layer.groups, layer.window, layer.window};
    Tag plainTag = layer.groups > 1 ? Tag::goihw : Tag::oihw;
    dnnl::convolution_forward::desc wanted(
        dnnl::prop_kind::forward_inference, dnnl::algorithm::convolution_auto,
        memory::desc(x, f32, Tag::any), memory::desc(w, f32, Tag::any),
        memory::desc(y, f32, Tag::any), {layer.stride, layer.stride},
        {pad, pad}, {pad, pad});
    dnnl::convolution_forward::primitive_desc chosen(wanted, engine);
    return {dnnl::convolution_forward(chosen),
            arrange(weights, {w, f32, plainTag}, chosen.weights_desc()),
            chosen.src_desc(),
            chosen.dst_desc(),
            {x, f32, Tag::nhwc},
            {y, f32, Tag::nhwc}};
  }

  dnnl::engine engine;
  dnnl::stream stream;
  Arena sources, results;
  std::vector<Prepared> prepared;
  std::vector<std::unordered_map<int, memory>> arguments;
  const std::vector<float> *input = nullptr;
};

} // namespace

StatusOr<std::unique_ptr<Kernels>>
ptir::bench::makeOneDnnKernels(const NetworkData &data) {
  try {
    return std::unique_ptr<Kernels>(std::make_unique<OneDnnKernels>(data));
  } catch (const dnnl::error &error) {
    return Status::failure(std::string("oneDNN: ") + error.what());
  }
}
