//===- ScriptedInstance.h - A model that follows a script -------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Entries `prefill` and `decode` without a model behind them: after n tokens
// the likeliest next one is `script[n]`. The tokens fed are written to the two
// caches, so that a test sees what a real model would have cached.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_UNIT_INFERENCE_SCRIPTEDINSTANCE_H
#define PTIR_TEST_UNIT_INFERENCE_SCRIPTEDINSTANCE_H

#include "ptir/Execution/Instance.h"

#include <string>
#include <vector>

namespace ptir::test {

class ScriptedInstance final : public execution::Instance {
public:
  ScriptedInstance(std::vector<int32_t> script, int64_t vocabularySize);

  const std::vector<execution::EntrySignature> &entries() const override {
    return signatures;
  }
  Status call(const std::string &entry, const std::vector<ptir_tensor> &args,
              std::vector<ptir_tensor> &results) override;
  execution::CallCounters counters() const override { return work; }

  std::vector<int32_t> script;
  std::vector<execution::EntrySignature> signatures;
  /// Entry and number of tokens of each call: `prefill 3`.
  std::vector<std::string> calls;
  /// What the caches held after the last call.
  std::vector<std::vector<float>> cached;
  execution::CallCounters work;
  /// Added to `work` by the calls, in order; nothing when it ends.
  std::vector<uint64_t> copiesByCall;
  /// The call, counted from 0, that fails; none if negative.
  int failingCall = -1;

private:
  std::vector<float> logits;
  int64_t logitsDims[2];
};

} // namespace ptir::test

#endif // PTIR_TEST_UNIT_INFERENCE_SCRIPTEDINSTANCE_H
