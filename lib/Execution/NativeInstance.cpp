//===- NativeInstance.cpp - Compiled code as an instance ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "NativeInstance.h"

#include "ptir/Runtime/Session.h"
#include "ptir/Support/DerivedParam.h"

#include <chrono>

using namespace ptir;
using namespace ptir::execution;

static TensorType typeOf(const ptir_type_desc &desc) {
  return {static_cast<ElementType>(desc.element_type),
          std::vector<int64_t>(desc.dims, desc.dims + desc.rank)};
}

static EntrySignature signatureOf(const ptir_entry_desc &entry) {
  EntrySignature signature;
  signature.name = entry.name;
  for (int32_t i = 0; i < entry.num_args; ++i)
    signature.args.push_back(typeOf(entry.args[i]));
  for (int32_t i = 0; i < entry.num_results; ++i) {
    signature.results.push_back(typeOf(entry.results[i].type));
    signature.inplace.push_back(entry.results[i].aliased_arg);
  }
  return signature;
}

namespace {

class NativeInstance final : public Instance {
public:
  NativeInstance(std::unique_ptr<runtime::Session> session, double bindTime)
      : session(std::move(session)), bindTime(bindTime) {
    const runtime::Module &module = this->session->module();
    for (size_t i = 0; i < module.numEntries(); ++i)
      if (!isDerivedParam(module.entry(i).name))
        signatures.push_back(signatureOf(module.entry(i)));
  }

  const std::vector<EntrySignature> &entries() const override {
    return signatures;
  }

  Status call(const std::string &entry, const std::vector<ptir_tensor> &args,
              std::vector<ptir_tensor> &results) override {
    Status status = session->call(entry, args, views);
    results.resize(views.size());
    for (size_t i = 0; i < views.size(); ++i)
      results[i] = {const_cast<void *>(views[i].data), views[i].dims,
                    views[i].rank, static_cast<int32_t>(views[i].type)};
    return status;
  }

  CallCounters counters() const override {
    runtime::SessionCounters counts = session->counters();
    return {counts.arenaGrowths,
            counts.resultAllocations,
            counts.copies,
            counts.copiedBytes,
            counts.kernelsPrepared,
            counts.stream.loadedBytes,
            counts.stream.readBytes,
            counts.stream.readNanoseconds,
            counts.paramWaitNanoseconds};
  }

  double bindMilliseconds() const override { return bindTime; }

  bool skipKernels(bool skip) override {
    session->skipKernels(skip);
    return true;
  }

private:
  std::unique_ptr<runtime::Session> session;
  double bindTime;
  std::vector<EntrySignature> signatures;
  std::vector<runtime::TensorView> views; // reused from call to call
};

} // namespace

StatusOr<std::unique_ptr<Instance>> ptir::execution::createNativeInstance(
    runtime::Module module, std::shared_ptr<runtime::ParamStore> params,
    int threads, int64_t maxSteps) {
  runtime::SessionOptions options;
  options.threads = threads;
  options.maxSteps = maxSteps;
  using Clock = std::chrono::steady_clock;
  Clock::time_point start = Clock::now();
  StatusOr<std::unique_ptr<runtime::Session>> session =
      runtime::Session::create(std::move(module), std::move(params), options);
  if (!session.ok())
    return session.status();
  std::chrono::duration<double, std::milli> bindTime = Clock::now() - start;
  return std::unique_ptr<Instance>(
      std::make_unique<NativeInstance>(std::move(*session), bindTime.count()));
}
