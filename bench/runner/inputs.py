"""The files that systems read: checkpoints, ONNX, GGUF, images.

They lie in the work folder, are made when they are first needed, and are made
again when the command that makes them is another one.
"""

import json
import os
import random
import struct
import subprocess
import sys

from runner.errors import BenchError, reason_in

BENCH = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROOT = os.path.dirname(BENCH)
EXPORTERS = os.path.join(BENCH, "exporters")


def run_tool(command, what):
    print(f"bench: making {what}", file=sys.stderr, flush=True)
    result = subprocess.run(command, capture_output=True, text=True,
                            cwd=ROOT, check=False)
    if result.returncode != 0:
        reason = reason_in(result.stderr) or reason_in(result.stdout)
        raise BenchError(f"{what}: {reason or result.returncode}")


def tokens(count, vocabulary):
    """Arbitrary ids, the same in every run."""
    generator = random.Random(0)
    return [generator.randrange(vocabulary) for _ in range(count)]


def write_images(path, size):
    """One normalised image as .npy: f32 [1, 3, size, size]."""
    generator = random.Random(0)
    values = [generator.gauss(0, 1) for _ in range(3 * size * size)]
    header = (f"{{'descr': '<f4', 'fortran_order': False, "
              f"'shape': (1, 3, {size}, {size}), }}")
    header += " " * (-(len(header) + 11) % 64) + "\n"
    with open(path, "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header))
                   + header.encode()
                   + struct.pack(f"<{len(values)}f", *values))


class Inputs:
    def __init__(self, models, folder, python):
        self.models = models
        self.folder = folder
        # The peers' Python, which has PyTorch and gguf.
        self.python = python

    def make(self, name, command, what):
        """The path `name` in the work folder; `command` gets it appended."""
        path = os.path.join(self.folder, name)
        stamp = path + ".made-by"
        made_by = json.dumps(command)
        try:
            with open(stamp, encoding="utf-8") as file:
                if file.read() == made_by and os.path.exists(path):
                    return path
        except OSError:
            pass
        os.makedirs(self.folder, exist_ok=True)
        run_tool([*command, path], what)
        with open(stamp, "w", encoding="utf-8") as file:
            file.write(made_by)
        return path

    def checkpoint(self, model):
        """Folder in the Hugging Face layout."""
        entry = self.models[model]
        if "folder" in entry:
            return os.path.join(ROOT, entry["folder"])
        script, *arguments = entry["make"]
        path = os.path.join(ROOT, "scripts", script)
        return self.make(model, [path, *arguments, "--out"],
                         f"checkpoint of {model}")

    def config(self, model):
        with open(os.path.join(self.checkpoint(model), "config.json"),
                  encoding="utf-8") as file:
            return json.load(file)

    def onnx(self, model, run, image_size):
        name = f"{model}-{run}{image_size or ''}.onnx"
        return self.make(name, [
            self.python, os.path.join(EXPORTERS, "export_onnx.py"),
            self.checkpoint(model), run, str(image_size)],
            f"ONNX of {model} {run}")

    def gguf(self, model, dtype):
        return self.make(f"{model}-{dtype}.gguf", [
            self.python, os.path.join(EXPORTERS, "export_gguf.py"),
            self.checkpoint(model), dtype], f"GGUF of {model} in {dtype}")

    def images(self, size):
        path = os.path.join(self.folder, f"images-{size}.npy")
        if not os.path.exists(path):
            os.makedirs(self.folder, exist_ok=True)
            write_images(path, size)
        return path
