"""Tensors on disk: safetensors, and what torch.save writes.

Debian has no safetensors package; the format is a length, a JSON header and
the data. Names map to torch tensors, in the order of the file, or in the order
that the metadata key `ptir.order` keeps (docs/formats.md).
"""

import json
import os
import struct

from oracle.errors import UserError, import_torch

# Of safetensors -> attribute of torch.
DTYPES = {"F64": "float64", "F32": "float32", "F16": "float16",
          "BF16": "bfloat16", "I64": "int64", "I32": "int32", "I16": "int16",
          "I8": "int8", "U8": "uint8", "BOOL": "bool"}

INDEX_NAMES = ("model.safetensors.index.json", "pytorch_model.bin.index.json")
SINGLE_NAMES = ("model.safetensors", "pytorch_model.bin")


def read_header(path, data):
    """(entries, metadata, where the data begins)."""
    if len(data) < 8:
        raise UserError(f"'{path}': expected a safetensors file, found "
                        f"{len(data)} bytes")
    (length,) = struct.unpack("<Q", data[:8])
    try:
        if length > len(data) - 8:
            raise ValueError(f"a header of {length} bytes in a file of "
                             f"{len(data)}")
        header = json.loads(bytes(data[8:8 + length]))
        metadata = header.pop("__metadata__", {})
    except (ValueError, AttributeError) as error:
        raise UserError(f"'{path}': expected a safetensors file, found "
                        f"{error}") from error
    return header, metadata, 8 + length


def read_safetensors(path):
    """{name: tensor}; the tensors own their memory."""
    torch = import_torch()
    with open(path, "rb") as file:
        data = memoryview(bytearray(file.read()))
    header, metadata, base = read_header(path, data)
    names = list(header)
    if "ptir.order" in metadata:
        names = json.loads(metadata["ptir.order"])["names"]
    tensors = {}
    for name in names:
        try:
            entry = header[name]
            dtype = getattr(torch, DTYPES[entry["dtype"]])
            begin, end = entry["data_offsets"]
            content = data[base + begin:base + end]
            flat = (torch.frombuffer(content, dtype=dtype) if end > begin
                    else torch.empty(0, dtype=dtype))
            tensors[name] = flat.reshape(entry["shape"])
        except (KeyError, TypeError, ValueError, RuntimeError) as error:
            raise UserError(f"'{path}': tensor '{name}': {error}") from error
    return tensors


def write_safetensors(path, tensors):
    """Writes {name: tensor}; the order is kept in the metadata."""
    torch = import_torch()
    tags = {getattr(torch, name): tag for tag, name in DTYPES.items()}
    order = json.dumps({"names": list(tensors)}, separators=(",", ":"))
    header = {"__metadata__": {"format": "pt", "ptir.order": order}}
    end = 0
    for name, tensor in tensors.items():
        begin, end = end, end + tensor.numel() * tensor.element_size()
        header[name] = {"dtype": tags[tensor.dtype],
                        "shape": list(tensor.shape),
                        "data_offsets": [begin, end]}
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-(8 + len(text)) % 64)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for tensor in tensors.values():
            flat = tensor.detach().contiguous().reshape(-1)
            if flat.numel():
                file.write(memoryview(flat.view(torch.uint8).numpy()))


def read_pytorch(path):
    """The tensors of what torch.save wrote: a state_dict, alone or under
    `state_dict` or `model`. A pickle runs code: read none you do not trust."""
    torch = import_torch()
    try:
        found = torch.load(path, map_location="cpu")
    except Exception as error:  # pylint: disable=broad-except
        reason = str(error).strip().split("\n")[0]
        raise UserError(f"'{path}': expected what torch.save wrote, found "
                        f"{reason or type(error).__name__}") from error
    if hasattr(found, "state_dict"):
        found = found.state_dict()
    for key in ("state_dict", "model"):
        if isinstance(found, dict) and isinstance(found.get(key), dict):
            found = found[key]
    if not isinstance(found, dict):
        raise UserError(f"'{path}': expected a state_dict, found "
                        f"{type(found).__name__}")
    return {name: value for name, value in found.items()
            if isinstance(value, torch.Tensor)}


def read_file(path):
    if path.endswith(".safetensors"):
        return read_safetensors(path)
    if path.endswith((".pth", ".pt", ".bin")):
        return read_pytorch(path)
    raise UserError(f"'{path}': expected .safetensors, .pth, .pt or .bin")


def read_folder(folder):
    for name in INDEX_NAMES:
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            shards = read_json(path).get("weight_map", {}).values()
            tensors = {}
            for shard in sorted(set(shards)):
                tensors.update(read_file(os.path.join(folder, shard)))
            return tensors
    for name in SINGLE_NAMES:
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            return read_file(path)
    raise UserError(f"'{folder}': expected {' or '.join(SINGLE_NAMES)}, "
                    "found neither")


def read_tensors(path):
    """{name: tensor} of a file, or of a folder in the Hugging Face layout."""
    return read_folder(path) if os.path.isdir(path) else read_file(path)


def read_json(path):
    try:
        with open(path, encoding="utf-8") as file:
            value = json.load(file)
    except (OSError, ValueError) as error:
        raise UserError(f"'{path}': expected a readable JSON file, found: "
                        f"{error}") from error
    if not isinstance(value, dict):
        raise UserError(f"'{path}': expected a JSON object")
    return value
