"""A GPT-2 in PyTorch, as short as it can be, and the names of its weights.

Debian has no transformers package. Tensors are called as Hugging Face calls
them, without `transformer.`; weights of linear layers are [in, out].
"""

import math
import re

from oracle.errors import UserError, import_torch

# Hugging Face after `h.N.`, gpt.rs after `blocks.N.`.
BLOCK_NAMES = {
    "ln_1.weight": "ln_1.gamma", "ln_1.bias": "ln_1.beta",
    "attn.c_attn.weight": "attention.w_qkv",
    "attn.c_attn.bias": "attention.b_qkv",
    "attn.c_proj.weight": "attention.w_out",
    "attn.c_proj.bias": "attention.b_out",
    "ln_2.weight": "ln_2.gamma", "ln_2.bias": "ln_2.beta",
    "mlp.c_fc.weight": "feed_forward.w_in",
    "mlp.c_fc.bias": "feed_forward.b_in",
    "mlp.c_proj.weight": "feed_forward.w_out",
    "mlp.c_proj.bias": "feed_forward.b_out",
}
OTHER_NAMES = {
    "wte.weight": "tok_embeddings.weight", "wpe.weight": "pos_embeddings",
    "ln_f.weight": "final_ln.gamma", "ln_f.bias": "final_ln.beta",
}
# Tensors of checkpoints that are no parameters.
BUFFERS = re.compile(r"(transformer\.)?h\.\d+\.attn\.(masked_)?bias$")
TANH_GELUS = ("gelu_new", "gelu_fast", "gelu_pytorch_tanh")


def gpt_rs_name(name):
    """gpt.rs' name of a parameter; `lm_head` is transposed there."""
    match = re.match(r"h\.(\d+)\.(.*)", name)
    if match:
        return f"blocks.{match.group(1)}.{BLOCK_NAMES[match.group(2)]}"
    return OTHER_NAMES[name]


def hugging_face_name(name):
    """The inverse; other names without `transformer.`."""
    match = re.match(r"blocks\.(\d+)\.(.*)", name)
    if match:
        inverse = {there: here for here, there in BLOCK_NAMES.items()}
        return f"h.{match.group(1)}.{inverse.get(match.group(2), name)}"
    inverse = {there: here for here, there in OTHER_NAMES.items()}
    return inverse.get(name, name.removeprefix("transformer."))


def gpt_rs_config(config):
    """As gpt.rs has it. It knows neither other activations than the exact
    GELU nor another epsilon; ptir-run reads both from the last two keys."""
    width = config["n_embd"]
    inner = config.get("n_inner") or 4 * width
    if inner % width:
        raise UserError(f"gpt2: expected n_inner ({inner}) to be a multiple "
                        f"of n_embd ({width}), as gpt.rs stores mlp_ratio")
    return {"kind": "gpt", "config": {
        "vocab_size": config["vocab_size"],
        "context_length": config["n_positions"],
        "embed_dim": width, "num_layers": config["n_layer"],
        "num_heads": config["n_head"], "mlp_ratio": inner // width,
        "dropout": config.get("resid_pdrop", 0.0),
        "activation_function": config.get("activation_function", "gelu_new"),
        "layer_norm_epsilon": config.get("layer_norm_epsilon", 1e-5)}}


def hugging_face_config(config):
    """The configuration in Hugging Face's words, from there or gpt.rs."""
    if "n_embd" in config:
        return dict(config)
    config = config.get("config", config)
    try:
        width = config["embed_dim"]
        return {"model_type": "gpt2", "n_embd": width,
                "n_layer": config["num_layers"], "n_head": config["num_heads"],
                "n_positions": config["context_length"],
                "vocab_size": config["vocab_size"],
                "n_inner": config["mlp_ratio"] * width,
                "activation_function": config.get("activation_function",
                                                  "gelu"),
                "layer_norm_epsilon": config.get("layer_norm_epsilon", 1e-5),
                "tie_word_embeddings": False}
    except KeyError as error:
        raise UserError(f"gpt2 config: expected {error}, found none") \
            from error


class Gpt2:
    """Weights, and what they compute in float32."""

    def __init__(self, config, tensors):
        self.config = hugging_face_config(config)
        self.weights = {}
        for name, tensor in tensors.items():
            if name == "lm_head":
                self.weights["lm_head.weight"] = tensor.float().T
            elif not BUFFERS.match(name):
                self.weights[hugging_face_name(name)] = tensor.float()
        self.tied = self.config.get("tie_word_embeddings", True)
        if self.tied:
            self.weights.pop("lm_head.weight", None)
        missing = [name for name in self.parameter_names()
                   if name not in self.weights]
        if missing:
            raise UserError(f"gpt2: expected a tensor '{missing[0]}', found "
                            f"none among {len(tensors)}")

    def parameter_names(self):
        names = ["wte.weight", "wpe.weight"]
        for layer in range(self.config["n_layer"]):
            names += [f"h.{layer}.{name}" for name in BLOCK_NAMES]
        names += ["ln_f.weight", "ln_f.bias"]
        return names if self.tied else names + ["lm_head.weight"]

    @property
    def head(self):
        """[vocabulary, width]."""
        return self.weights["wte.weight" if self.tied else "lm_head.weight"]

    def forward(self, ids, cache=None, record=None):
        """Logits [T, V] after each of `ids`. `cache` holds the keys and values
        of each layer, None before the first call, and grows in place;
        `record(name, tensor)` is told what a trace of ptir-run has."""
        torch = import_torch()
        record = record or (lambda name, tensor: None)
        with torch.inference_mode():
            start = cache[0][0].shape[1] if cache and cache[0] else 0
            words = self.weights["wte.weight"][torch.tensor(ids)]
            places = self.weights["wpe.weight"][start:start + len(ids)]
            x = words + places
            record("tok_embeddings", words[None])
            record("pos_embeddings", places)
            record("embeddings", x[None])
            for layer in range(self.config["n_layer"]):
                past = cache[layer] if cache else None
                x, keys_values = self.run_block(layer, x, past, record)
                if cache is not None:
                    cache[layer] = keys_values
            x = self.normalize("ln_f", x)
            record("final_ln", x)
            logits = x @ self.head.T
            record("logits", logits[None])
            return logits

    def run_block(self, layer, x, past, record):
        here, there = f"h.{layer}.", f"blocks.{layer}."
        normal = self.normalize(here + "ln_1", x)
        record(there + "ln_1", normal)
        packed = self.linear(here + "attn.c_attn", normal)
        record(there + "attention.qkv", packed)
        context, keys_values = self.attend(packed, past)
        record(there + "attention.context", context)
        attended = self.linear(here + "attn.c_proj", context)
        record(there + "attention.output", attended)
        x = x + attended
        record(there + "residual", x)
        normal = self.normalize(here + "ln_2", x)
        record(there + "ln_2", normal)
        hidden = self.activate(self.linear(here + "mlp.c_fc", normal))
        record(there + "feed_forward.hidden", hidden)
        fed = self.linear(here + "mlp.c_proj", hidden)
        record(there + "feed_forward.output", fed)
        x = x + fed
        record(there + "output", x)
        return x, keys_values

    def attend(self, packed, past):
        """Causal attention of packed [T, 3 E] after the keys and values
        [H, P, D] of `past`: ([T, E], those of P + T positions)."""
        torch = import_torch()
        heads = self.config["n_head"]
        length = packed.shape[0]
        q, k, v = (part.reshape(length, heads, -1).transpose(0, 1)
                   for part in packed.chunk(3, dim=-1))
        if past:
            k, v = torch.cat([past[0], k], 1), torch.cat([past[1], v], 1)
        scores = q @ k.transpose(1, 2)
        if self.config.get("scale_attn_weights", True):
            scores = scores / math.sqrt(q.shape[-1])
        later = torch.ones(length, k.shape[1], dtype=torch.bool).triu(
            1 + k.shape[1] - length)
        scores = scores.masked_fill(later, -math.inf)
        context = torch.softmax(scores, dim=-1) @ v
        return context.transpose(0, 1).reshape(length, -1), (k, v)

    def linear(self, name, x):
        weight, bias = (self.weights[f"{name}.{kind}"]
                        for kind in ("weight", "bias"))
        return x @ weight + bias

    def normalize(self, name, x):
        torch = import_torch()
        return torch.nn.functional.layer_norm(
            x, x.shape[-1:], self.weights[name + ".weight"],
            self.weights[name + ".bias"],
            self.config.get("layer_norm_epsilon", 1e-5))

    def activate(self, x):
        torch = import_torch()
        name = self.config.get("activation_function", "gelu_new")
        if name != "gelu" and name not in TANH_GELUS:
            raise UserError(f"gpt2: expected activation_function gelu or "
                            f"{' or '.join(TANH_GELUS)}, found '{name}'")
        return torch.nn.functional.gelu(
            x, approximate="none" if name == "gelu" else "tanh")

    def generate(self, ids, count):
        """(ids of `count` greedy tokens, logits that each was chosen by)."""
        cache = [None] * self.config["n_layer"]
        new, rows = [], []
        step = list(ids)
        for _ in range(count):
            row = self.forward(step, cache)[-1]
            step = [int(row.argmax())]
            new += step
            rows.append(row)
        return new, rows
