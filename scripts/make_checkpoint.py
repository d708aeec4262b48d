#!/usr/bin/python3
"""Writes a random GPT-2 checkpoint in the Hugging Face layout.

Weights are normal with standard deviation 0.02; biases are zero, layer norm
scales one. The result depends on the configuration, the seed and the dtype
only. It is for benchmarks and tests: the text such a model writes is noise.
"""

import argparse
import json
import os
import shutil
import struct
import sys
import tempfile

try:
    import numpy
except ImportError:
    sys.exit("make_checkpoint.py: numpy is missing; install python3-numpy")

EXAMPLE = """\
example:
  scripts/make_checkpoint.py --config gpt2 --seed 0 --out build/gpt2-random \\
      --tokenizer path/to/gpt2-tokenizer
"""

STANDARD_DEVIATION = 0.02

# Normal numbers are drawn in blocks, to bound memory.
BLOCK = 1 << 22


def gpt2_config(layers, heads, width, positions=1024, vocabulary=50257):
    return {
        "architectures": ["GPT2LMHeadModel"],
        "model_type": "gpt2",
        "n_layer": layers,
        "n_head": heads,
        "n_embd": width,
        "n_positions": positions,
        "n_ctx": positions,
        "vocab_size": vocabulary,
        "activation_function": "gelu_new",
        "layer_norm_epsilon": 1e-05,
        "tie_word_embeddings": True,
        "bos_token_id": vocabulary - 1,
        "eos_token_id": vocabulary - 1,
    }


CONFIGS = {
    "gpt2": gpt2_config(12, 12, 768),
    "gpt2-medium": gpt2_config(24, 16, 1024),
    "tiny": gpt2_config(2, 2, 32, positions=64, vocabulary=256),
}

DTYPES = {"f32": ("F32", "float32"), "f16": ("F16", "float16"),
          "bf16": ("BF16", "bfloat16")}

TOKENIZER_FILES = ("vocab.json", "merges.txt", "tokenizer.json",
                   "tokenizer_config.json")


class UserError(Exception):
    """Something the person who called can put right."""


def load_config(name):
    if name in CONFIGS:
        return dict(CONFIGS[name])
    try:
        with open(name, encoding="utf-8") as file:
            config = json.load(file)
    except (OSError, ValueError) as error:
        known = ", ".join(CONFIGS)
        raise UserError(f"config '{name}': expected {known} or a readable "
                        f"JSON file, found: {error}") from error
    if not isinstance(config, dict) or config.get("model_type") != "gpt2":
        raise UserError(f"config '{name}': expected model_type gpt2")
    for key in ("n_layer", "n_embd", "n_positions", "vocab_size"):
        if not isinstance(config.get(key), int) or config[key] < 1:
            raise UserError(f"config '{name}': expected {key} to be a "
                            f"positive integer, found {config.get(key)!r}")
    return config


def tensors_of(config):
    """(name, shape, fill) of every parameter; Conv1D weights are [in, out]."""
    width = config["n_embd"]
    inner = config.get("n_inner") or 4 * width
    yield "wte.weight", [config["vocab_size"], width], "normal"
    yield "wpe.weight", [config["n_positions"], width], "normal"
    for layer in range(config["n_layer"]):
        prefix = f"h.{layer}."
        for norm in ("ln_1", "ln_2"):
            yield f"{prefix}{norm}.weight", [width], "ones"
            yield f"{prefix}{norm}.bias", [width], "zeros"
        for linear, rows, columns in (("attn.c_attn", width, 3 * width),
                                      ("attn.c_proj", width, width),
                                      ("mlp.c_fc", width, inner),
                                      ("mlp.c_proj", inner, width)):
            yield f"{prefix}{linear}.weight", [rows, columns], "normal"
            yield f"{prefix}{linear}.bias", [columns], "zeros"
    yield "ln_f.weight", [width], "ones"
    yield "ln_f.bias", [width], "zeros"
    if config.get("tie_word_embeddings") is False:
        yield "lm_head.weight", [config["vocab_size"], width], "normal"


def full_name(name):
    return name if name.startswith("lm_head.") else "transformer." + name


def encode(values, dtype):
    """The little-endian bytes of float32 values, rounded to nearest even."""
    if dtype == "f32":
        return values.astype("<f4", copy=False).tobytes()
    if dtype == "f16":
        return values.astype("<f2").tobytes()
    bits = values.astype("<f4", copy=False).view("<u4")
    # Only finite numbers occur here, so the carry cannot make a NaN.
    rounded = (bits + 0x7FFF + ((bits >> 16) & 1)) >> 16
    return rounded.astype("<u2").tobytes()


def blocks(count, fill, generator):
    """`count` float32 values, block by block."""
    for begin in range(0, count, BLOCK):
        size = min(BLOCK, count - begin)
        if fill == "normal":
            values = generator.standard_normal(size, dtype=numpy.float32)
            values *= numpy.float32(STANDARD_DEVIATION)
        else:
            values = numpy.full(size, fill == "ones", dtype=numpy.float32)
        yield values


def element_count(shape):
    count = 1
    for extent in shape:
        count *= extent
    return count


def write_atomically(path, write):
    """Calls write(file); the file appears at `path` when it is complete."""
    folder = os.path.dirname(path)
    descriptor, temporary = tempfile.mkstemp(dir=folder, suffix=".tmp")
    try:
        with os.fdopen(descriptor, "wb") as file:
            write(file)
            mask = os.umask(0)
            os.umask(mask)
            os.fchmod(file.fileno(), 0o666 & ~mask)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def write_weights(file, config, seed, dtype):
    """Writes safetensors to `file`; returns the number of parameters."""
    tensors = sorted((full_name(name), shape, fill)
                     for name, shape, fill in tensors_of(config))
    element_bytes = 4 if dtype == "f32" else 2
    header = {"__metadata__": {"format": "pt"}}
    end = 0
    for name, shape, _ in tensors:
        begin, end = end, end + element_count(shape) * element_bytes
        header[name] = {"dtype": DTYPES[dtype][0], "shape": shape,
                        "data_offsets": [begin, end]}
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-(8 + len(text)) % 64)
    file.write(struct.pack("<Q", len(text)) + text)
    generator = numpy.random.Generator(numpy.random.Philox(seed))
    for _, shape, fill in tensors:
        for values in blocks(element_count(shape), fill, generator):
            file.write(encode(values, dtype))
    return end // element_bytes


def copy_tokenizer(source, folder):
    found = [name for name in TOKENIZER_FILES
             if os.path.isfile(os.path.join(source, name))]
    if not found:
        raise UserError(f"tokenizer '{source}': expected vocab.json and "
                        "merges.txt, or tokenizer.json, found neither")
    for name in found:
        with open(os.path.join(source, name), "rb") as origin:
            write_atomically(os.path.join(folder, name),
                             lambda file: shutil.copyfileobj(origin, file))


def write_checkpoint(arguments):
    """Writes the folder; returns the file of the weights and their number."""
    config = load_config(arguments.config)
    config["torch_dtype"] = DTYPES[arguments.dtype][1]
    os.makedirs(arguments.out, exist_ok=True)
    if arguments.tokenizer:
        copy_tokenizer(arguments.tokenizer, arguments.out)
    text = json.dumps(config, indent=2) + "\n"
    write_atomically(os.path.join(arguments.out, "config.json"),
                     lambda file: file.write(text.encode()))
    weights = os.path.join(arguments.out, "model.safetensors")
    counted = []
    write_atomically(weights, lambda file: counted.append(
        write_weights(file, config, arguments.seed, arguments.dtype)))
    return weights, counted[0]


def make_checkpoint(arguments):
    weights, count = write_checkpoint(arguments)
    print(f"{weights}: {count:,} parameters, {arguments.dtype}, "
          f"{os.path.getsize(weights):,} bytes")


def seed_number(text):
    value = int(text)
    if value < 0:
        raise ValueError
    return value


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", default="gpt2", metavar="NAME|FILE",
                        help=f"{', '.join(CONFIGS)}, or a config.json "
                        "(default: gpt2, 124 million parameters)")
    parser.add_argument("--seed", type=seed_number, default=0,
                        help="a number >= 0 (default: 0)")
    parser.add_argument("--dtype", choices=DTYPES, default="f32",
                        help="stored element type (default: f32)")
    parser.add_argument("--tokenizer", metavar="DIR",
                        help="also copy the tokenizer's files from here")
    parser.add_argument("--out", required=True, metavar="DIR",
                        help="folder to write; made if missing")
    try:
        make_checkpoint(parser.parse_args())
    except (UserError, OSError) as error:
        sys.exit(f"make_checkpoint.py: {error}")


if __name__ == "__main__":
    main()
