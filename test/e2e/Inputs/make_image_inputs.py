"""Writes what image-errors.test reads.

usage: make_image_inputs.py PHOTO OUT
"""

import os
import struct
import sys

import safetensors_file

photo, out = sys.argv[1:]


def npy(name, descr, shape, content):
    header = repr({"descr": descr, "fortran_order": False,
                   "shape": shape}).encode()
    header += b" " * (63 - (len(header) + 10) % 64) + b"\n"
    with open(os.path.join(out, name), "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) +
                   header + content)


with open(photo, "rb") as file:
    data = file.read()
with open(os.path.join(out, "cut.jpg"), "wb") as file:
    file.write(data[:len(data) // 2])
count = 3 * 32 * 32
one = struct.pack("<f", 1)
npy("nan.npy", "<f4", (1, 3, 32, 32),
    struct.pack("<f", float("nan")) + one * (count - 1))
npy("grey.npy", "<f4", (1, 1, 32, 32), one * 1024)
npy("flat.npy", "<f4", (count,), one * count)
npy("empty.npy", "<f4", (0, 3, 32, 32), b"")
npy("double.npy", "<f8", (1, 3, 32, 32), struct.pack("<d", 1) * count)
safetensors_file.write(
    os.path.join(out, "two.safetensors"),
    {"x": ("F32", [1], one), "y": ("F32", [1], one)})
