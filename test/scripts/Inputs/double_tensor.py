"""Multiplies one tensor of a safetensors file by two.

usage: double_tensor.py SCRIPTS FILE NAME
"""

import sys

sys.path.insert(0, sys.argv[1])

from oracle import tensor_files

path, name = sys.argv[2:]
tensors = tensor_files.read_safetensors(path)
tensors[name] = 2 * tensors[name]
tensor_files.write_safetensors(path, tensors)
