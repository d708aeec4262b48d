//===- ScriptedInstance.cpp - A model that follows a script ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ScriptedInstance.h"

#include <algorithm>

using namespace ptir;
using namespace ptir::test;
using execution::TensorType;

ScriptedInstance::ScriptedInstance(std::vector<int32_t> script,
                                   int64_t vocabularySize)
    : script(std::move(script)), logits(vocabularySize),
      logitsDims{1, vocabularySize} {
  TensorType cache{ElementType::F32, {-1, 1, -1, 1}};
  TensorType row{ElementType::F32, {-1, vocabularySize}};
  signatures = {
      {"prefill",
       {{ElementType::SI32, {-1, -1}}, cache, cache},
       {row, cache, cache},
       {-1, 1, 2}},
      {"decode",
       {{ElementType::SI32, {-1, 1}}, {ElementType::SI32, {}}, cache, cache},
       {row, cache, cache},
       {-1, 2, 3}}};
}

Status ScriptedInstance::call(const std::string &entry,
                              const std::vector<ptir_tensor> &args,
                              std::vector<ptir_tensor> &results) {
  auto index = static_cast<int>(calls.size());
  const ptir_tensor &tokens = args[0];
  int64_t count = tokens.dims[1];
  calls.push_back(entry + " " + std::to_string(count));
  if (index == failingCall)
    return Status::failure("the script ends here");
  if (calls.size() <= copiesByCall.size())
    work.copies += copiesByCall[calls.size() - 1];

  bool isDecode = entry == "decode";
  int64_t start = isDecode ? *static_cast<int32_t *>(args[1].data) : 0;
  results.assign(1, {logits.data(), logitsDims, 2,
                     static_cast<int32_t>(ElementType::F32)});
  cached.clear();
  for (size_t i = isDecode ? 2 : 1; i < args.size(); ++i) {
    auto *cache = static_cast<float *>(args[i].data);
    for (int64_t j = 0; j < count; ++j)
      cache[start + j] =
          static_cast<float>(static_cast<int32_t *>(tokens.data)[j]);
    cached.emplace_back(cache, cache + args[i].dims[2]);
    results.push_back(args[i]);
  }
  std::fill(logits.begin(), logits.end(), 0.0f);
  logits[static_cast<size_t>(script.at(start + count))] = 1.0f;
  return Status::success();
}
