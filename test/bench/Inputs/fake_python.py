"""Stands for the Python of the peers: exporters write nothing, PyTorch is
ptir-run's interpreter, and ONNX Runtime computes zeros, for 3 commands where
it decodes."""

import json
import os
import struct
import sys

script = os.path.basename(sys.argv[1])
if script.startswith("export_"):
    with open(sys.argv[-1], "w", encoding="utf-8"):
        pass
    sys.exit(0)

job = json.loads(sys.argv[2])
ids = job["tokens"]
if script == "torch_worker.py":
    case = {"prefill": ["prefill", "--prompt-tokens", str(len(ids))],
            "decode": ["decode-steady", "--context", str(len(ids) - 1)]}
    flags = ["--tokens", ",".join(map(str, ids))] if ids else [
        "--input", job["input"]]
    program = os.environ["PTIR_RUN"]
    os.execv(program, [program, "bench", "--serve", "--backend", "reference",
                       "--model", job["checkpoint"], *flags, "--case",
                       *case.get(job["run"], ["forward"])])

print(json.dumps({"ready": True, "version": "0.0.0"}), flush=True)
for count, line in enumerate(sys.stdin):
    if job["run"] == "decode" and count == 3:
        sys.exit("Segmentation fault")
    command, _, operand = line.strip().partition(" ")
    if command == "run":
        print(json.dumps({"seconds": [1e-3] * int(operand)}), flush=True)
    elif command == "outputs":
        with open(operand, "wb") as file:
            file.write(struct.pack("<4096f", *[0.0] * 4096))
        print(json.dumps({"shape": [1, 4096]}), flush=True)
