"""One input through both sides: PyTorch's logits and those of ptir-run."""

import os
import tempfile

from oracle import vision
from oracle.errors import UserError, import_torch
from oracle.tensor_files import read_safetensors, write_safetensors


def random_images(seed, batch, size):
    """[batch, 3, size, size], normal."""
    torch = import_torch()
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(batch, 3, size, size, generator=generator)


def random_input(source, seed, batch, size):
    """Images, or a list of 8 tokens for a language model."""
    if source.name != "gpt2":
        return random_images(seed, batch, size)
    torch = import_torch()
    generator = torch.Generator().manual_seed(seed)
    return torch.randint(source.model.config["vocab_size"], (8,),
                         generator=generator).tolist()


def input_flags(given, folder):
    """Flags of ptir-run forward and trace; images go through a file."""
    if isinstance(given, list):
        return ["--tokens", ",".join(map(str, given))]
    path = os.path.join(folder, "input.safetensors")
    write_safetensors(path, {"input": given})
    return ["--input", path]


def ptir_logits(checkpoint, given, program):
    """[N, classes] of images, [T, V] of tokens."""
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out.safetensors")
        flags = input_flags(given, folder)
        if isinstance(given, list):
            flags.append("--all-logits")
        program.call("forward", "--model", checkpoint, *flags, "--top", 0,
                     "--out", out, compiles=True)
        logits = read_safetensors(out)["logits"]
        return logits[0] if isinstance(given, list) else logits


def ptir_trace(checkpoint, given, program, out):
    """{name: activation}, in the order in which they are computed; kept in
    `out`."""
    with tempfile.TemporaryDirectory() as folder:
        program.call("trace", "--model", checkpoint,
                     *input_flags(given, folder), "--out", out, compiles=True)
    return read_safetensors(out)


def torch_logits(source, given):
    if source.name == "gpt2":
        if len(given) > source.model.config["n_positions"]:
            raise UserError(
                f"tokens: expected at most "
                f"{source.model.config['n_positions']}, found {len(given)}")
        return source.model.forward(given)
    return vision.forward(source.model, given)


def torch_trace(source, given):
    """({name: activation}, logits) under the names of ptir-run."""
    if source.name != "gpt2":
        return vision.trace(source.name, source.model, given)
    activations = {}
    logits = source.model.forward(given, record=activations.__setitem__)
    return activations, logits


def logits_of_both(source, checkpoint, given, program):
    """(ptir-run's, PyTorch's)."""
    return (ptir_logits(checkpoint, given, program),
            torch_logits(source, given))
