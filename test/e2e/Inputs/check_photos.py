"""Runs MobileNet V2 on the demo photos and compares with its golden values.

usage: check_photos.py PTIR_RUN MODEL PHOTOS SCRATCH
"""

import json
import os
import struct
import subprocess
import sys

import safetensors_file

program, model, photos, scratch = sys.argv[1:]
with open(os.path.join(photos, "golden.json"), encoding="utf-8") as file:
    golden = json.load(file)


def forward(*flags):
    """The JSON that is printed, and the logits."""
    out = os.path.join(scratch, "out.safetensors")
    text = subprocess.run(
        [program, "forward", "--model", model, "--json", "--out", out, *flags],
        check=True, capture_output=True, text=True).stdout
    tensors, _ = safetensors_file.read(out)
    _, shape, content = tensors["logits"]
    return json.loads(text), struct.unpack(f"<{shape[0] * shape[1]}f", content)


def expect_close(name, found, expected):
    difference = max(abs(a - b) for a, b in zip(found, expected))
    print(f"{name}: largest difference {difference:.2e}")
    assert len(found) == len(expected) and difference <= 1e-3, name


for photo in golden["photos"]:
    path = os.path.join(photos, photo["file"])
    result, logits = forward("--image", path, "--top", "5")
    for found, expected in zip(result["top"], photo["top5"]):
        assert found["index"] == expected["index"], (found, expected)
        assert found["label"] == expected["label"], (found, expected)
        assert abs(found["logit"] - expected["logit"]) <= 1e-3
        assert abs(found["probability"] - expected["prob"]) <= 1e-3
    assert len(result["top"]) == 5
    expect_close(photo["file"], logits, photo["logits"])
    _, crop = forward("--no-resize", "--image",
                      os.path.join(photos, photo["crop"]))
    expect_close(photo["crop"], crop, photo["logits"])

# All photos in one batch.
paths = [os.path.join(photos, photo["file"]) for photo in golden["photos"]]
flags = [word for path in paths for word in ("--image", path)]
result, logits = forward(*flags, "--top", "1")
assert result["shape"] == [len(paths), 1000]
assert [image["image"] for image in result["images"]] == paths
for i, photo in enumerate(golden["photos"]):
    assert result["images"][i]["top"][0]["index"] == photo["top5"][0]["index"]
    expect_close(f"image {i} of a batch", logits[1000 * i:1000 * (i + 1)],
                 photo["logits"])

# The generated input, out of every kind of file.
values = [
    (i * 2654435761 % 2**32) / 4294967296.0 * 2.0 - 1.0
    for i in range(3 * 224 * 224)
]
content = struct.pack(f"<{len(values)}f", *values)
header = b"{'descr': '<f4', 'fortran_order': False, 'shape': (3, 224, 224), }"
header += b" " * (63 - (len(header) + 10) % 64) + b"\n"
npy = os.path.join(scratch, "input.npy")
with open(npy, "wb") as file:
    file.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header +
               content)
tensors = os.path.join(scratch, "input.safetensors")
safetensors_file.write(tensors, {
    "other": ("F32", [1], struct.pack("<f", 1)),
    "generated": ("F32", [1, 3, 224, 224], content)})
archive = os.path.join(scratch, "input.gptrsten")
subprocess.run([program, "convert", tensors, archive], check=True)
for flags in (["--input", npy],
              ["--input", tensors, "--input-key", "generated"],
              ["--input", archive, "--input-key", "generated"]):
    result, logits = forward(*flags, "--top", "1")
    assert result["top"][0]["index"] == golden["generated_input"]["argmax"]
    expect_close(os.path.basename(flags[1]), logits,
                 golden["generated_input"]["logits"])
print("all agree")
