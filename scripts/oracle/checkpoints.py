"""What is written for ptir-run, and how it is read back."""

import json
import os
import shutil
import tempfile

from oracle.errors import UserError, import_torch
from oracle.tensor_files import read_tensors, write_safetensors

import make_checkpoint

DTYPES = {"f32": "float32", "f16": "float16", "bf16": "bfloat16"}
BESIDE = make_checkpoint.TOKENIZER_FILES + ("generation_config.json",)


def add_layout_flags(parser):
    group = parser.add_argument_group("layout")
    group.add_argument("--names", choices=("original", "gpt-rs"),
                       default="original",
                       help="names of the tensors: torchvision's or Hugging "
                       "Face's (default), or those of gpt.rs, which folds "
                       "norms")
    group.add_argument("--fold", action="store_true",
                       help="fold batch norms into the convolutions before "
                       "them; ptir-run does so itself when it loads")
    group.add_argument("--dtype", choices=DTYPES, default="f32",
                       help="stored element type (default: f32)")


def make_tensors(source, names, fold, dtype):
    """{name: contiguous tensor} of a checkpoint."""
    stored = getattr(import_torch(), DTYPES[dtype])
    return {name: tensor.detach().to(stored).contiguous()
            for name, tensor in source.tensors(names, fold).items()}


def make_config(source, names, dtype):
    return {**source.config(names), "torch_dtype": DTYPES[dtype]}


def write_folder(source, folder, names="original", fold=False, dtype="f32"):
    """config.json and model.safetensors, with the tokenizer if there is
    one; returns the tensors."""
    tensors = make_tensors(source, names, fold, dtype)
    os.makedirs(folder, exist_ok=True)
    config = json.dumps(make_config(source, names, dtype), indent=2) + "\n"
    with open(os.path.join(folder, "config.json"), "w",
              encoding="utf-8") as file:
        file.write(config)
    write_safetensors(os.path.join(folder, "model.safetensors"), tensors)
    for name in BESIDE if source.folder else ():
        path = os.path.join(source.folder, name)
        if (os.path.isfile(path) and os.path.realpath(source.folder)
                != os.path.realpath(folder)):
            shutil.copyfile(path, os.path.join(folder, name))
    return tensors


def is_container(path):
    """Whether `path` names one file; a folder otherwise."""
    return path.endswith((".safetensors", ".gptrschk", ".bin"))


def write(source, path, program, **layout):
    """A folder, or a file in the container that its name says, which
    ptir-run makes of the folder."""
    if not is_container(path):
        return write_folder(source, path, **layout)
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        tensors = write_folder(source, folder, **layout)
        program.call("convert", folder, path)
    return tensors


def read(path, program):
    """{name: tensor} of a checkpoint in any container."""
    if not os.path.exists(path):
        raise UserError(f"checkpoint '{path}': expected a file or folder, "
                        "found none")
    if os.path.isdir(path) or path.endswith(".safetensors"):
        return read_tensors(path)
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "copy.safetensors")
        program.call("convert", path, copy)
        return read_tensors(copy)
