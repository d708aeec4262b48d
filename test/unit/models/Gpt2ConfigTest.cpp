//===- Gpt2ConfigTest.cpp - Configurations and names of GPT-2 -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "models/gpt2/Config.h"
#include "models/gpt2/ParameterNames.h"

#include "gtest/gtest.h"

#include <set>

using namespace ptir;
using namespace ptir::gpt2;

namespace {

TEST(Gpt2ConfigTest, HuggingFace) {
  auto config = parseConfig(R"({
    "model_type": "gpt2", "n_layer": 3, "n_head": 2, "n_embd": 8,
    "n_inner": 20, "n_positions": 16, "n_ctx": 99, "vocab_size": 11,
    "layer_norm_epsilon": 1e-3, "activation_function": "gelu",
    "scale_attn_weights": false, "tie_word_embeddings": false,
    "reorder_and_upcast_attn": true, "bos_token_id": null, "eos_token_id": 7,
    "resid_pdrop": 0.1})");
  ASSERT_TRUE(config.ok()) << config.message();
  EXPECT_EQ(config->numLayers, 3);
  EXPECT_EQ(config->numHeads, 2);
  EXPECT_EQ(config->embedDim, 8);
  EXPECT_EQ(config->headDim(), 4);
  EXPECT_EQ(config->hiddenDim, 20);
  EXPECT_EQ(config->contextLength, 16);
  EXPECT_EQ(config->vocabSize, 11);
  EXPECT_EQ(config->layerNormEpsilon, 1e-3);
  EXPECT_EQ(config->activation, Activation::Gelu);
  EXPECT_FALSE(config->scaleAttention);
  EXPECT_FALSE(config->tiedHead);
  EXPECT_EQ(config->bosTokenId, std::nullopt);
  EXPECT_EQ(config->eosTokenId, 7);
}

TEST(Gpt2ConfigTest, HuggingFaceDefaults) {
  auto config = parseConfig(
      R"({"n_embd": 64, "n_head": 4, "n_ctx": 32, "n_inner": null})");
  ASSERT_TRUE(config.ok()) << config.message();
  EXPECT_EQ(config->hiddenDim, 256);
  EXPECT_EQ(config->contextLength, 32);
  EXPECT_EQ(config->vocabSize, 50257);
  EXPECT_EQ(config->activation, Activation::GeluTanh);
  EXPECT_TRUE(config->tiedHead);
  EXPECT_TRUE(config->scaleAttention);
}

TEST(Gpt2ConfigTest, GptRs) {
  std::string bare = R"({"vocab_size": 78, "context_length": 32,
    "embed_dim": 32, "num_layers": 2, "num_heads": 4, "mlp_ratio": 3,
    "dropout": 0.0})";
  for (const std::string &text :
       {bare, R"({"kind": "gpt", "config": )" + bare + "}"}) {
    auto config = parseConfig(text);
    ASSERT_TRUE(config.ok()) << config.message();
    EXPECT_EQ(config->vocabSize, 78);
    EXPECT_EQ(config->contextLength, 32);
    EXPECT_EQ(config->hiddenDim, 96);
    EXPECT_EQ(config->activation, Activation::Gelu);
    EXPECT_FALSE(config->tiedHead);
  }
}

// What scripts/export.py adds for sources that are not as gpt.rs assumes.
TEST(Gpt2ConfigTest, GptRsWithActivationAndEpsilon) {
  auto config = parseConfig(R"({"vocab_size": 78, "context_length": 32,
    "embed_dim": 32, "num_layers": 2, "num_heads": 4, "mlp_ratio": 3,
    "activation_function": "gelu_new", "layer_norm_epsilon": 1e-3})");
  ASSERT_TRUE(config.ok()) << config.message();
  EXPECT_EQ(config->activation, Activation::GeluTanh);
  EXPECT_EQ(config->layerNormEpsilon, 1e-3);
}

TEST(Gpt2ConfigTest, Rejections) {
  const std::pair<const char *, const char *> cases[] = {
      {"[]", "expected a JSON object"},
      {"{", "expected a JSON object"},
      {R"({"vocab_size": 3})",
       "expected 'n_embd' (Hugging Face) or 'embed_dim' (gpt.rs), found "
       "neither"},
      {R"({"kind": "resnet34", "config": {}})",
       "expected 'kind' gpt, found \"resnet34\""},
      {R"({"kind": "gpt", "config": 1})",
       "expected 'config' to be a JSON object"},
      {R"({"n_embd": 8, "model_type": "llama"})",
       "expected 'model_type' gpt2, found 'llama'"},
      {R"({"n_embd": 10, "n_head": 4})",
       "expected the embedding size (10) to be a multiple of the number of "
       "heads (4)"},
      {R"({"n_embd": 8, "n_head": 0})",
       "expected number of heads in [1, 65536], found 0"},
      {R"({"n_embd": 8.5})", "expected 'n_embd' to be an integer, found 8.5"},
      {R"({"n_embd": 18446744073709551615})",
       "expected 'n_embd' to be an integer, found 18446744073709551615"},
      {R"({"n_embd": 9223372036854775807, "n_head": 1})",
       "expected embedding size in [1, 1048576], found 9223372036854775807"},
      {R"({"n_embd": 8, "n_head": 2, "layer_norm_epsilon": 0})",
       "expected a positive layer norm epsilon, found 0.000000"},
      {R"({"n_embd": 8, "layer_norm_epsilon": "x"})",
       "expected 'layer_norm_epsilon' to be a number, found \"x\""},
      {R"({"n_embd": 8, "activation_function": "relu"})",
       "expected 'activation_function' to be gelu, gelu_new, gelu_fast or "
       "gelu_pytorch_tanh, found 'relu'"},
      {R"({"n_embd": 8, "tie_word_embeddings": 1})",
       "expected 'tie_word_embeddings' to be true or false, found 1"},
      {R"({"n_embd": 8, "scale_attn_by_inverse_layer_idx": true})",
       "expected 'scale_attn_by_inverse_layer_idx' to be false, found true, "
       "which is not supported"},
      {R"({"n_embd": 8, "add_cross_attention": true})",
       "expected 'add_cross_attention' to be false, found true, which is not "
       "supported"},
      {R"({"embed_dim": 8, "vocab_size": 3, "context_length": 4,
           "num_layers": 1, "num_heads": 2})",
       "expected 'mlp_ratio' to be an integer, found none"},
  };
  for (auto [text, message] : cases) {
    auto config = parseConfig(text);
    ASSERT_FALSE(config.ok()) << text;
    EXPECT_EQ(config.message(), std::string("gpt2 config: ") + message);
  }
}

TEST(Gpt2NamesTest, Candidates) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(candidateNames("transformer.h.12.attn.c_attn.weight"),
            (Names{"transformer.h.12.attn.c_attn.weight",
                   "h.12.attn.c_attn.weight", "blocks.12.attention.w_qkv"}));
  EXPECT_EQ(candidateNames("transformer.wpe.weight"),
            (Names{"transformer.wpe.weight", "wpe.weight", "pos_embeddings"}));
  EXPECT_EQ(candidateNames("transformer.ln_f.bias"),
            (Names{"transformer.ln_f.bias", "ln_f.bias", "final_ln.beta"}));
  EXPECT_EQ(candidateNames("lm_head"), Names{"lm_head"});
}

TEST(Gpt2NamesTest, Buffers) {
  for (const char *name :
       {"transformer.h.0.attn.bias", "h.11.attn.bias", "h.3.attn.masked_bias",
        "transformer.h.3.attn.masked_bias"})
    EXPECT_TRUE(isBuffer(name)) << name;
  for (const char *name : {"h.0.attn.c_attn.bias", "attn.bias", "h..attn.bias",
                           "h.x.attn.bias", "wte.weight", ""})
    EXPECT_FALSE(isBuffer(name)) << name;
}

TEST(Gpt2NamesTest, Heads) {
  auto choose = [](bool tied, std::set<std::string_view> names) {
    Config config;
    config.tiedHead = tied;
    return chooseHead(
        config, [=](std::string_view name) { return names.count(name) != 0; });
  };
  EXPECT_EQ(*choose(true, {"lm_head.weight"}), Head::Tied);
  EXPECT_EQ(*choose(false, {"lm_head.weight"}), Head::Rows);
  EXPECT_EQ(*choose(false, {"lm_head"}), Head::Columns);
  EXPECT_EQ(choose(false, {}).message(),
            "gpt2 checkpoint: expected a tensor 'lm_head.weight' or 'lm_head', "
            "since the output projection is not tied to the embedding; found "
            "neither");
}

} // namespace
