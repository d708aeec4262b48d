"""Are raw f32 files the tensor `logits` of a safetensors file? They may differ
as the results of other kernels do: by 1e-4 of the largest logit."""

import array
import json
import os
import struct
import sys


def read_floats(path, begin=0, end=None):
    values = array.array("f")
    with open(path, "rb") as file:
        values.frombytes(file.read()[begin:end])
    return values


def read_logits(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        begin, end = json.loads(file.read(length))["logits"]["data_offsets"]
    return read_floats(path, 8 + length + begin, 8 + length + end)


wanted = read_logits(sys.argv[1])
limit = 1e-4 * max(map(abs, wanted))
for path in sys.argv[2:]:
    found = read_floats(path)
    same = len(found) == len(wanted) and all(
        abs(a - b) <= limit for a, b in zip(found, wanted))
    print(os.path.basename(path), "agrees" if same else "DIFFERS")
