//===- Trace.cpp - Every intermediate result of a run ---------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Inference/Trace.h"

#include "ptir/Inference/Forward.h"

using namespace ptir;

static StatusOr<std::vector<Activation>>
trace(LoadedModel &model, BuildRequest request, const ptir_tensor &argument) {
  request.trace = true;
  StatusOr<execution::Instance *> instance = model.instance(request);
  if (!instance.ok())
    return instance.status();
  std::vector<ptir_tensor> results;
  if (Status status = (*instance)->call("forward", {argument}, results);
      !status.ok())
    return status;
  const auto &names = model.resultNames(request);
  if (names.size() != results.size())
    return Status::failure("trace: expected names for each of " +
                           std::to_string(results.size()) + " results, found " +
                           std::to_string(names.size()));
  std::vector<Activation> activations;
  for (size_t i = 0; i < results.size(); ++i)
    for (const std::string &name : names[i])
      activations.push_back({name, results[i]});
  return activations;
}

StatusOr<std::vector<Activation>>
ptir::traceTokens(LoadedModel &model, const std::vector<int32_t> &tokens) {
  if (Status status = checkTokens(model.definition(), tokens); !status.ok())
    return status;
  std::vector<int32_t> copy = tokens;
  int64_t dims[] = {1, static_cast<int64_t>(copy.size())};
  return trace(model, {ModelEntries::Forward},
               {copy.data(), dims, 2, static_cast<int32_t>(ElementType::SI32)});
}

StatusOr<std::vector<Activation>>
ptir::traceImages(LoadedModel &model, const runtime::HostTensor &images) {
  if (Status status = checkImages(model.definition(), images); !status.ok())
    return status;
  return trace(model, imageRequest(images), images.view());
}
