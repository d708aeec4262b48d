"""The modules that PyTorch runs and that ONNX files are made of."""

import os
import sys

import torch

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "scripts"))

# pylint: disable=wrong-import-position
from oracle import vision  # noqa: E402
from oracle.gpt2 import Gpt2  # noqa: E402
from oracle.tensor_files import read_json, read_tensors  # noqa: E402


class Gpt2Module(torch.nn.Module):
    """(ids [1, T], past…) -> (logits [1, V] of the last token, present…).

    `past` and `present` are the keys and values of each layer in turn,
    [1, heads, positions, head size]. Without `past` the sequence begins; with
    it T must be 1."""

    def __init__(self, config, tensors):
        super().__init__()
        self.model = Gpt2(config, tensors)
        self.config = self.model.config
        weights = self.model.weights
        for name, tensor in weights.items():
            self.register_buffer(name.replace(".", "_"), tensor)
        length = self.config["n_positions"]
        self.register_buffer("later", torch.ones(
            length, length, dtype=torch.bool).triu(1), persistent=False)

    # Numbers, not extents of tensors, which tracing would keep as such.
    @property
    def layers(self):
        return self.config["n_layer"]

    @property
    def head_size(self):
        return self.config["n_embd"] // self.config["n_head"]

    def weight(self, name):
        return getattr(self, name.replace(".", "_"))

    def forward(self, ids, *past):
        start = past[0].shape[2] if past else 0
        places = self.weight("wpe.weight")[start:start + ids.shape[1]]
        x = self.weight("wte.weight")[ids] + places
        present = []
        for layer in range(self.layers):
            x = self.block(f"h.{layer}.", x,
                           past[2 * layer:2 * layer + 2], present)
        x = self.normalize("ln_f", x[:, -1])
        head = self.weight("wte.weight" if self.model.tied
                           else "lm_head.weight")
        return (x @ head.T, *present)

    def block(self, prefix, x, past, present):
        normal = self.normalize(prefix + "ln_1", x)
        q, k, v = self.split_heads(self.linear(prefix + "attn.c_attn", normal))
        if past:
            k, v = torch.cat([past[0], k], 2), torch.cat([past[1], v], 2)
        present += [k, v]
        scores = q @ k.transpose(2, 3) * self.head_size ** -0.5
        if not past:
            length = q.shape[2]
            scores = scores.masked_fill(self.later[:length, :length],
                                        float("-inf"))
        context = (torch.softmax(scores, -1) @ v).transpose(1, 2)
        x = x + self.linear(prefix + "attn.c_proj", context.reshape(
            1, -1, self.config["n_embd"]))
        normal = self.normalize(prefix + "ln_2", x)
        hidden = torch.nn.functional.gelu(
            self.linear(prefix + "mlp.c_fc", normal), approximate="tanh")
        return x + self.linear(prefix + "mlp.c_proj", hidden)

    def split_heads(self, packed):
        heads = self.config["n_head"]
        return (part.reshape(1, -1, heads, self.head_size).transpose(1, 2)
                for part in packed.chunk(3, dim=2))

    def linear(self, name, x):
        return x @ self.weight(name + ".weight") + self.weight(name + ".bias")

    def normalize(self, name, x):
        return torch.nn.functional.layer_norm(
            x, (self.config["n_embd"],), self.weight(name + ".weight"),
            self.weight(name + ".bias"), self.config["layer_norm_epsilon"])


def load(checkpoint):
    """The module of a folder: one of torchvision's, or a Gpt2Module."""
    config = read_json(os.path.join(checkpoint, "config.json"))
    tensors = read_tensors(checkpoint)
    kind = config.get("model_type", config.get("architecture"))
    if kind == "gpt2":
        return Gpt2Module(config, tensors).eval()
    return vision.load(kind, tensors)
