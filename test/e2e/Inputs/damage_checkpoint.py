"""Makes damaged copies of a Hugging Face folder.

usage: damage_checkpoint.py MODEL OUT
"""

import os
import shutil
import sys

import safetensors_file

model, out = sys.argv[1:]
weights = "transformer.h.1.attn.c_attn.weight"


def copy(name):
    """A fresh copy, and the paths of its two files."""
    folder = os.path.join(out, name)
    os.makedirs(folder)
    paths = []
    for file in ("model.safetensors", "config.json"):
        shutil.copyfile(os.path.join(model, file), os.path.join(folder, file))
        paths.append(os.path.join(folder, file))
    return paths


tensors_path, _ = copy("truncated")
os.truncate(tensors_path, 300000)

# The most significant byte but four of the header's length.
tensors_path, _ = copy("flipped")
with open(tensors_path, "r+b") as file:
    file.seek(3)
    file.write(b"\xff")

tensors_path, _ = copy("missing")
tensors, metadata = safetensors_file.read(tensors_path)
del tensors[weights]
safetensors_file.write(tensors_path, tensors, metadata)

tensors_path, _ = copy("shape")
tensors, metadata = safetensors_file.read(tensors_path)
dtype, shape, content = tensors[weights]
tensors[weights] = (dtype, shape[::-1], content)
safetensors_file.write(tensors_path, tensors, metadata)

_, config_path = copy("type")
with open(config_path) as file:
    config = file.read()
with open(config_path, "w") as file:
    file.write(config.replace('"gpt2"', '"bert"'))

_, config_path = copy("config")
os.remove(config_path)
