//===- BenchCases.cpp - What ptir-run bench times -------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "BenchCases.h"

#include "ptir/Inference/CausalDecoder.h"
#include "ptir/Inference/Forward.h"
#include "ptir/Inference/Generator.h"
#include "ptir/Inference/Sampler.h"
#include "ptir/Support/SplitMix64.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>

using namespace ptir;
using namespace ptir::run;
using execution::Instance;

BenchCase::~BenchCase() = default;

namespace {

/// A case that keeps its instance and counts tokens.
class TokenCase : public BenchCase {
public:
  TokenCase(Instance &instance, std::vector<int32_t> tokens)
      : runner(instance), tokens(std::move(tokens)) {}

  const Instance &instance() const override { return runner; }
  int64_t units() const override { return tokens.size(); }
  const char *unitName() const override { return "tokens"; }

protected:
  Instance &runner;
  std::vector<int32_t> tokens;
};

/// An entry of one argument that stays as it is.
class ForwardCase : public BenchCase {
public:
  ForwardCase(Instance &instance, runtime::HostTensor argument, int64_t units,
              const char *unitName)
      : runner(instance), argument(std::move(argument)), count(units),
        unit(unitName) {}

  StatusOr<BenchLogits> run() override {
    if (Status status = runner.call("forward", {argument.view()}, results);
        !status.ok())
      return status;
    const ptir_tensor &logits = results.front();
    return BenchLogits{static_cast<const float *>(logits.data),
                       {logits.dims, logits.dims + logits.rank}};
  }
  const Instance &instance() const override { return runner; }
  int64_t units() const override { return count; }
  const char *unitName() const override { return unit; }

private:
  Instance &runner;
  runtime::HostTensor argument;
  int64_t count;
  const char *unit;
  std::vector<ptir_tensor> results;
};

class PrefillCase : public TokenCase {
public:
  PrefillCase(Instance &instance, std::vector<int32_t> tokens,
              CausalDecoder decoder)
      : TokenCase(instance, std::move(tokens)), decoder(std::move(decoder)) {}

  StatusOr<BenchLogits> run() override {
    StatusOr<LogitsRow> row = decoder.prefill(tokens);
    if (!row.ok())
      return row.status();
    return BenchLogits{row->data, {1, static_cast<int64_t>(row->size)}};
  }

private:
  CausalDecoder decoder;
};

class FirstTokenCase : public TokenCase {
public:
  FirstTokenCase(Instance &instance, std::vector<int32_t> tokens,
                 int64_t contextLength)
      : TokenCase(instance, std::move(tokens)),
        model{&instance, contextLength, /*tokenizer=*/nullptr} {
    options.maxTokens = 1;
    options.sampling.greedy = true;
  }

  /// The generator keeps the logits to itself.
  StatusOr<BenchLogits> run() override {
    if (Status status = generate(model, tokens, options).status(); !status.ok())
      return status;
    return BenchLogits{nullptr, {0}};
  }

private:
  GeneratorModel model;
  GenerateOptions options;
};

class DecodeCase : public TokenCase {
public:
  /// `decoder` has been fed `context` tokens.
  DecodeCase(Instance &instance, int32_t token, CausalDecoder decoder)
      : TokenCase(instance, {token}), decoder(std::move(decoder)),
        fed(this->decoder.length()) {}

  StatusOr<BenchLogits> run() override {
    decoder.truncate(fed);
    StatusOr<LogitsRow> row = decoder.append(tokens.front());
    if (!row.ok())
      return row.status();
    return BenchLogits{row->data, {1, static_cast<int64_t>(row->size)}};
  }
  int64_t context() const override { return fed; }

private:
  CausalDecoder decoder;
  int64_t fed;
};

/// A decode step and the choice of a token, with kernels that compute nothing.
class HostOverheadCase : public DecodeCase {
public:
  HostOverheadCase(Instance &instance, int32_t token, CausalDecoder decoder,
                   Sampler sampler)
      : DecodeCase(instance, token, std::move(decoder)),
        sampler(std::move(sampler)) {}

  /// The logits are those of an earlier step.
  StatusOr<BenchLogits> run() override {
    runner.skipKernels(true);
    StatusOr<BenchLogits> logits = DecodeCase::run();
    runner.skipKernels(false);
    if (!logits.ok())
      return logits.status();
    if (Status status =
            sampler.sample(logits->data, logits->dims.back(), nullptr, 0)
                .status();
        !status.ok())
      return status;
    return BenchLogits{nullptr, {0}};
  }

private:
  Sampler sampler;
};

} // namespace

template <typename Case, typename... Args>
static std::unique_ptr<BenchCase> make(Args &&...args) {
  return std::make_unique<Case>(std::forward<Args>(args)...);
}

/// The first `count` of the tokens given, or of ids that depend on the
/// vocabulary only.
static StatusOr<std::vector<int32_t>> chooseTokens(const LoadedModel &model,
                                                   const BenchInputs &inputs,
                                                   int64_t count) {
  std::vector<int32_t> tokens = inputs.tokens;
  if (tokens.empty()) {
    SplitMix64 random(0);
    uint64_t size = model.definition().language()->vocabularySize;
    for (int64_t i = 0; i < count; ++i)
      tokens.push_back(static_cast<int32_t>(random.below(size)));
  }
  if (static_cast<int64_t>(tokens.size()) < count)
    return Status::failure("--tokens: expected at least " +
                           std::to_string(count) + ", found " +
                           std::to_string(tokens.size()));
  tokens.resize(count);
  if (Status status = checkTokens(model.definition(), tokens); !status.ok())
    return status;
  return tokens;
}

static StatusOr<std::unique_ptr<BenchCase>>
makeImageForward(LoadedModel &model, const ImageModelInfo &info,
                 const ImageFlags &flags) {
  StatusOr<ImageBatch> images = makeImages(info, flags);
  if (!images.ok())
    return images.status();
  if (Status status = checkImages(model.definition(), images->tensor);
      !status.ok())
    return status;
  StatusOr<Instance *> instance = model.instance(imageRequest(images->tensor));
  if (!instance.ok())
    return instance.status();
  int64_t count = images->tensor.dims().front();
  return make<ForwardCase>(**instance, std::move(images->tensor), count,
                           "images");
}

static StatusOr<std::unique_ptr<BenchCase>>
makeTokenForward(LoadedModel &model, const std::vector<int32_t> &prompt) {
  StatusOr<Instance *> instance = model.instance({ModelEntries::Forward});
  if (!instance.ok())
    return instance.status();
  int64_t count = static_cast<int64_t>(prompt.size());
  StatusOr<runtime::HostTensor> tokens =
      runtime::HostTensor::zeros(ElementType::SI32, {1, count});
  if (!tokens.ok())
    return tokens.status();
  std::copy(prompt.begin(), prompt.end(), tokens->as<int32_t>());
  return make<ForwardCase>(**instance, std::move(*tokens), count, "tokens");
}

/// `decoder` has been fed; one step fills the logits.
static StatusOr<std::unique_ptr<BenchCase>>
makeHostOverhead(Instance &instance, int32_t token, CausalDecoder decoder) {
  int64_t fed = decoder.length();
  if (Status status = decoder.append(token).status(); !status.ok())
    return status;
  decoder.truncate(fed);
  if (!instance.skipKernels(false))
    return Status::failure("host-overhead: expected a backend that compiles, "
                           "found one that does not");
  SamplerOptions options;
  options.greedy = true;
  StatusOr<Sampler> sampler = Sampler::create(options);
  if (!sampler.ok())
    return sampler.status();
  return make<HostOverheadCase>(instance, token, std::move(decoder),
                                std::move(*sampler));
}

static StatusOr<std::unique_ptr<BenchCase>>
makeDecode(const std::string &name, LoadedModel &model,
           const BenchInputs &inputs) {
  int64_t limit = model.definition().language()->contextLength;
  int64_t context =
      inputs.context ? inputs.context : std::min<int64_t>(64, limit - 1);
  StatusOr<std::vector<int32_t>> tokens =
      chooseTokens(model, inputs, context + 1);
  if (!tokens.ok())
    return tokens.status();
  StatusOr<Instance *> instance = model.instance({ModelEntries::Generation});
  if (!instance.ok())
    return instance.status();
  StatusOr<CausalDecoder> decoder =
      CausalDecoder::create(**instance, context + 1, /*useCache=*/true);
  if (!decoder.ok())
    return decoder.status();
  int32_t last = tokens->back();
  tokens->pop_back();
  if (Status status = decoder->prefill(*tokens).status(); !status.ok())
    return status;
  if (name == "host-overhead")
    return makeHostOverhead(**instance, last, std::move(*decoder));
  return make<DecodeCase>(**instance, last, std::move(*decoder));
}

static StatusOr<std::unique_ptr<BenchCase>>
makeTokenCase(const std::string &name, LoadedModel &model,
              const BenchInputs &inputs) {
  if (name == "decode-steady" || name == "host-overhead")
    return makeDecode(name, model, inputs);
  int64_t limit = model.definition().language()->contextLength;
  int64_t count =
      inputs.promptTokens ? inputs.promptTokens : std::min<int64_t>(128, limit);
  StatusOr<std::vector<int32_t>> prompt = chooseTokens(model, inputs, count);
  if (!prompt.ok())
    return prompt.status();
  if (name == "forward")
    return makeTokenForward(model, *prompt);
  StatusOr<Instance *> instance = model.instance({ModelEntries::Generation});
  if (!instance.ok())
    return instance.status();
  if (name == "first-token")
    return make<FirstTokenCase>(**instance, std::move(*prompt), limit);
  StatusOr<CausalDecoder> decoder =
      CausalDecoder::create(**instance, count, /*useCache=*/true);
  if (!decoder.ok())
    return decoder.status();
  return make<PrefillCase>(**instance, std::move(*prompt), std::move(*decoder));
}

std::vector<std::string> ptir::run::benchCaseNames(const LoadedModel &model) {
  if (model.definition().image())
    return {"forward"};
  return {"prefill", "first-token", "decode-steady", "host-overhead",
          "forward"};
}

StatusOr<std::unique_ptr<BenchCase>>
ptir::run::makeBenchCase(const std::string &name, LoadedModel &model,
                         const BenchInputs &inputs) {
  std::vector<std::string> known = benchCaseNames(model);
  if (!llvm::is_contained(known, name))
    return Status::failure("--case: expected " + llvm::join(known, " or ") +
                           " for this model, found '" + name + "'");
  if (const ImageModelInfo *info = model.definition().image())
    return makeImageForward(model, *info, inputs.images);
  return makeTokenCase(name, model, inputs);
}
