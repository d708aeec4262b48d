//===- Primitive.cpp - A oneDNN primitive as a kernel instance ------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Primitive.h"

#include <algorithm>

namespace ptir::runtime::onednn {

const dnnl::engine &cpu() {
  static const dnnl::engine engine(dnnl::engine::kind::cpu, 0);
  return engine;
}

StatusOr<dnnl::primitive_attr> attributesOf(const KernelConfig &config) {
  dnnl::post_ops steps;
  auto append = [&](dnnl::algorithm algorithm, float alpha, float beta) {
    appendEltwise(steps, algorithm, alpha, beta);
  };
  for (const std::string &step : config.words("epilogue")) {
    if (step == "sum")
      steps.append_sum(1.0f);
    else if (step == "relu")
      append(dnnl::algorithm::eltwise_relu, 0, 0);
    else if (step == "relu6")
      append(dnnl::algorithm::eltwise_clip, 0, 6);
    else if (step == "gelu")
      append(dnnl::algorithm::eltwise_gelu_erf, 0, 0);
    else if (step == "gelu_tanh")
      append(dnnl::algorithm::eltwise_gelu_tanh, 0, 0);
    else if (step == "silu")
      append(dnnl::algorithm::eltwise_swish, 1, 0);
    else
      return Status::failure("oneDNN: expected an epilogue of sum, relu, "
                             "relu6, gelu, gelu_tanh or silu, found '" +
                             step + "'");
  }
  dnnl::primitive_attr attributes;
  attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
  attributes.set_post_ops(steps);
  return attributes;
}

StatusOr<Buffer> reordered(const MemoryDesc &from, const MemoryDesc &to,
                           const float *source) {
  StatusOr<Buffer> buffer = Buffer::allocate(
      static_cast<int64_t>(to.get_size()), Buffer::Pages::Huge);
  if (!buffer.ok())
    return buffer;
  dnnl::memory plain(from, cpu(), const_cast<float *>(source));
  dnnl::memory packed(to, cpu(), buffer->data());
  dnnl::stream stream(cpu());
  dnnl::reorder(plain, packed).execute(stream, plain, packed);
  stream.wait();
  return buffer;
}

bool isEmpty(const ptir_tensor &tensor) {
  return std::find(tensor.dims, tensor.dims + tensor.rank, 0) !=
         tensor.dims + tensor.rank;
}

namespace {

class PrimitiveInstance final : public KernelInstance {
public:
  PrimitiveInstance(dnnl::primitive primitive, const MemoryDesc &scratch,
                    const std::vector<PrimitiveOperand> &operands)
      : primitive(std::move(primitive)), stream(cpu()),
        numScratchBytes(static_cast<int64_t>(scratch.get_size())) {
    for (const PrimitiveOperand &operand : operands)
      add(operand.argument, operand.desc);
    if (numScratchBytes > 0)
      add(DNNL_ARG_SCRATCHPAD, scratch);
    for (size_t i = 0; i < memories.size(); ++i)
      arguments[i].memory = memories[i].get();
  }

  int64_t scratchBytes() const override { return numScratchBytes; }

  Status run(const ptir_tensor *operands, void *scratch) override {
    size_t numOperands = memories.size() - (numScratchBytes > 0);
    for (size_t i = 0; i < numOperands; ++i)
      dnnl_memory_set_data_handle(memories[i].get(), operands[i].data);
    if (numScratchBytes > 0)
      dnnl_memory_set_data_handle(memories.back().get(), scratch);
    dnnl_status_t status = dnnl_primitive_execute(
        primitive.get(), stream.get(), static_cast<int>(arguments.size()),
        arguments.data());
    if (status == dnnl_success)
      return Status::success();
    return Status::failure("oneDNN: execution failed with status " +
                           std::to_string(status));
  }

private:
  void add(int argument, const MemoryDesc &desc) {
    memories.push_back(dnnl::memory(desc, cpu(), DNNL_MEMORY_NONE));
    arguments.push_back({argument, nullptr});
  }

  dnnl::primitive primitive;
  dnnl::stream stream;
  std::vector<dnnl::memory> memories;
  std::vector<dnnl_exec_arg_t> arguments;
  int64_t numScratchBytes;
};

class ConvertingInstance final : public KernelInstance {
public:
  ConvertingInstance(Instance instance, size_t numOperands,
                     const MemoryDesc &from, const MemoryDesc &to)
      : instance(std::move(instance)), converted(numOperands), stream(cpu()),
        source(from, cpu(), DNNL_MEMORY_NONE),
        target(to, cpu(), DNNL_MEMORY_NONE), reorder(source, target),
        arguments{{DNNL_ARG_FROM, source.get()}, {DNNL_ARG_TO, target.get()}},
        targetBytes((static_cast<int64_t>(to.get_size()) + 63) / 64 * 64) {}

  int64_t scratchBytes() const override {
    return targetBytes + instance->scratchBytes();
  }

  Status run(const ptir_tensor *operands, void *scratch) override {
    dnnl_memory_set_data_handle(source.get(), operands[0].data);
    dnnl_memory_set_data_handle(target.get(), scratch);
    dnnl_status_t status =
        dnnl_primitive_execute(reorder.get(), stream.get(), 2, arguments);
    if (status != dnnl_success)
      return Status::failure("oneDNN: conversion failed with status " +
                             std::to_string(status));
    std::copy(operands, operands + converted.size(), converted.begin());
    converted[0].data = scratch;
    return instance->run(converted.data(),
                         static_cast<unsigned char *>(scratch) + targetBytes);
  }

private:
  Instance instance;
  std::vector<ptir_tensor> converted;
  dnnl::stream stream;
  dnnl::memory source, target;
  dnnl::reorder reorder;
  dnnl_exec_arg_t arguments[2];
  int64_t targetBytes;
};

class EmptyInstance final : public KernelInstance {
public:
  int64_t scratchBytes() const override { return 0; }
  Status run(const ptir_tensor *, void *) override { return Status::success(); }
};

} // namespace

Instance makeInstance(dnnl::primitive primitive, const MemoryDesc &scratch,
                      const std::vector<PrimitiveOperand> &operands) {
  return std::make_unique<PrimitiveInstance>(std::move(primitive), scratch,
                                             operands);
}

Instance makeConvertingInstance(Instance instance, size_t numOperands,
                                const MemoryDesc &from, const MemoryDesc &to) {
  return std::make_unique<ConvertingInstance>(std::move(instance), numOperands,
                                              from, to);
}

Instance makeEmptyInstance() { return std::make_unique<EmptyInstance>(); }

} // namespace ptir::runtime::onednn
