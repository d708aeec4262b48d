"""Writes the small .npy and .safetensors files the exec tests read.

usage: make_arrays.py OUT
"""

import os
import struct
import sys

import safetensors_file

out = sys.argv[1]


def npy(name, descr, shape, content, fortran=False):
    header = repr({"descr": descr, "fortran_order": fortran, "shape": shape}).encode()
    header += b" " * (63 - (len(header) + 10) % 64) + b"\n"
    with open(os.path.join(out, name), "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)))
        file.write(header + content)


ones, twos = struct.pack("<2f", 1, 1), struct.pack("<2f", 2, 2)
npy("ones.npy", "<f4", (2,), ones)
npy("twos.npy", "<f4", (2,), twos)
npy("matrix.npy", "<f4", (1, 2), ones)
npy("zero.npy", "<i4", (1,), struct.pack("<i", 0))
npy("fortran.npy", "<f4", (2,), ones, fortran=True)
safetensors_file.write(
    os.path.join(out, "swapped.safetensors"),
    {"arg1": ("F32", [2], ones), "arg0": ("F32", [2], twos)},
)
