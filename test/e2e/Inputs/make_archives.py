"""Writes the archives that compare.test reads.

usage: make_archives.py OUT
"""

import os
import struct
import sys

import safetensors_file

out = sys.argv[1]
NAN, INF = float("nan"), float("inf")


def f32(*values):
    return ("F32", [len(values)], struct.pack(f"<{len(values)}f", *values))


def write(name, tensors, order=None):
    metadata = None
    if order:
        names = ",".join(f'"{entry}"' for entry in order)
        metadata = {"ptir.order": '{"names":[' + names + "]}"}
    safetensors_file.write(os.path.join(out, name + ".safetensors"), tensors,
                           metadata)


base = {"a": f32(1, 2), "b": f32(3, 4, 5), "c": f32(6)}
order = ["c", "b", "a"]
write("base", base, order)
write("close", {**base, "b": f32(3, 4, 5.0001)}, order)
write("far", {**base, "a": f32(1, 2.5), "b": f32(3, NAN, 7)}, order)
write("shape", {**base, "b": ("F32", [3, 1], base["b"][2])}, order)
write("dtype", {**base, "b": ("I32", [3], base["b"][2])}, order)
write("fewer", {"a": base["a"], "c": base["c"]})
write("nan", {"x": f32(NAN, INF, 0)})
write("inf", {"x": f32(NAN, -INF, 0)})
write("order", base, ["c", "b"])
