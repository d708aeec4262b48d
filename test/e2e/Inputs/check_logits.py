"""Logits must be those of golden.json, up to a largest absolute difference.

usage: check_logits.py PTIR_RUN MODEL TOLERANCE SCRATCH_FILE [FLAG...]
"""

import json
import os
import subprocess
import sys

import safetensors_file

program, model, tolerance, scratch, *flags = sys.argv[1:]

with open(os.path.join(model, "golden.json")) as file:
    golden = json.load(file)
if "logits" in golden:
    cases = [(c["ids"], c["last_row_logits"], []) for c in golden["logits"]]
else:
    cases = []
    for case in golden["cases"]:
        rows = case["logits"]
        flat = [value for row in rows for value in row]
        cases.append((case["ids"], flat, ["--all-logits"]))
        cases.append((case["ids"], rows[-1], []))
assert cases

largest = 0.0
for ids, expected, rows in cases:
    command = [program, "forward", "--model", model, *rows, *flags]
    command += ["--tokens", ",".join(map(str, ids)), "--out", scratch, "--json"]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"{command}: exit code {run.returncode}: {run.stderr}")
    tensors, _ = safetensors_file.read(scratch)
    found = safetensors_file.floats(tensors["logits"])
    summary = json.loads(run.stdout)
    vocabulary = summary["shape"][-1]
    shape = [1, len(ids), vocabulary] if rows else [1, vocabulary]
    if summary["shape"] != shape or tensors["logits"][1] != shape:
        sys.exit(f"expected shape {shape}, found {summary['shape']}")
    if len(found) != len(expected):
        sys.exit(f"expected {len(expected)} logits, found {len(found)}")
    for a, b in zip(found, expected):
        if not abs(a - b) <= float(tolerance):
            sys.exit(f"{ids}: expected {b} up to {tolerance}, found {a}")
        largest = max(largest, abs(a - b))
    last = found[-vocabulary:]
    order = sorted(range(vocabulary), key=lambda i: (-last[i], i))[:5]
    if [item["index"] for item in summary["top"]] != order:
        sys.exit(f"{ids}: expected the top to be {order}, found {summary['top']}")
print(f"{len(cases)} cases, largest difference {largest:.2e}")
