"""Writes a GPT-2 checkpoint as GGUF, the format of llama.cpp.

  export_gguf.py CHECKPOINT f32|bf16|q8_0 OUT

Matrices are stored in that type, but for positions, which are f32 like biases
and norms (as llama.cpp's own converter has it).
"""

import os
import sys

import gguf
import numpy
import torch_models
from oracle.tensor_files import read_json, read_tensors

TYPES = {"f32": gguf.GGMLQuantizationType.F32,
         "bf16": gguf.GGMLQuantizationType.BF16,
         "q8_0": gguf.GGMLQuantizationType.Q8_0}
FILE_TYPES = {"f32": gguf.LlamaFileType.ALL_F32,
              "bf16": gguf.LlamaFileType.MOSTLY_BF16,
              "q8_0": gguf.LlamaFileType.MOSTLY_Q8_0}

# Hugging Face after `h.N.`, GGUF after `blk.N.`; Conv1D weights are [in, out],
# those of GGUF [out, in].
BLOCK_NAMES = {"ln_1": "attn_norm", "attn.c_attn": "attn_qkv",
               "attn.c_proj": "attn_output", "ln_2": "ffn_norm",
               "mlp.c_fc": "ffn_up", "mlp.c_proj": "ffn_down"}
OTHER_NAMES = {"wte": "token_embd", "wpe": "position_embd",
               "ln_f": "output_norm", "lm_head": "output"}


def gguf_name(name):
    layer, _, kind = name.rpartition(".")
    if layer.startswith("h."):
        _, index, rest = layer.split(".", 2)
        return f"blk.{index}.{BLOCK_NAMES[rest]}.{kind}"
    return f"{OTHER_NAMES[layer]}.{kind}"


def add_config(writer, config, dtype):
    width = config["n_embd"]
    writer.add_context_length(config["n_positions"])
    writer.add_embedding_length(width)
    writer.add_block_count(config["n_layer"])
    writer.add_feed_forward_length(config.get("n_inner") or 4 * width)
    writer.add_head_count(config["n_head"])
    writer.add_layer_norm_eps(config["layer_norm_epsilon"])
    writer.add_file_type(FILE_TYPES[dtype])


def add_tokenizer(writer, folder, config):
    with open(os.path.join(folder, "merges.txt"), encoding="utf-8") as file:
        merges = [line.rstrip("\n") for line in file
                  if line.strip() and not line.startswith("#version")]
    vocabulary = {index: text for text, index in
                  read_json(os.path.join(folder, "vocab.json")).items()}
    tokens = [vocabulary.get(index, f"[unused {index}]")
              for index in range(config["vocab_size"])]
    end = config.get("eos_token_id", len(tokens) - 1)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokens)
    writer.add_token_types([
        gguf.TokenType.CONTROL if index == end else gguf.TokenType.NORMAL
        for index in range(len(tokens))])
    writer.add_token_merges(merges)
    writer.add_bos_token_id(end)
    writer.add_eos_token_id(end)


def add_tensors(writer, model, dtype):
    for name, tensor in model.weights.items():
        values = tensor.numpy()
        stored = gguf.GGMLQuantizationType.F32
        if values.ndim == 2 and name != "wpe.weight":
            stored = TYPES[dtype]
            if name.startswith("h."):
                values = values.T
        values = gguf.quants.quantize(
            numpy.ascontiguousarray(values), stored)
        writer.add_tensor(gguf_name(name), values, raw_dtype=stored)


def main():
    checkpoint, dtype, path = sys.argv[1:]
    config = read_json(os.path.join(checkpoint, "config.json"))
    model = torch_models.Gpt2(config, read_tensors(checkpoint))
    partial = path + ".partial"
    writer = gguf.GGUFWriter(partial, "gpt2")
    add_config(writer, model.config, dtype)
    add_tokenizer(writer, checkpoint, model.config)
    add_tensors(writer, model, dtype)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    os.replace(partial, path)


if __name__ == "__main__":
    main()
