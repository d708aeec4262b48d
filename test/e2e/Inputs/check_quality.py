"""What `ptir-run eval-weights --json` says must be what `ptir-run forward` gives.

usage: check_quality.py PTIR_RUN MODEL TEXT SCRATCH_FILE [FLAG...]

Error, agreement and perplexity are worked out again from all logits of each
window, for every type of weights.
"""

import json
import math
import subprocess
import sys

import safetensors_file

program, model, text, scratch, *flags = sys.argv[1:]
WINDOW, TOKENS = 48, 100


def run(*arguments, **options):
    process = subprocess.run([program, *arguments], capture_output=True, **options)
    if process.returncode:
        sys.exit(f"{arguments}: exit code {process.returncode}: {process.stderr}")
    return process.stdout


with open(text, "rb") as file:
    ids = run("tokenize", "--model", model, "--json", input=file.read())
ids = json.loads(ids)["ids"][:TOKENS]
found = json.loads(run(
    "eval-weights", "--model", model, "--text", text, "--json",
    "--max-tokens", str(TOKENS), "--window", str(WINDOW), *flags))
assert found["tokens"] == len(ids) == TOKENS and found["window"] == WINDOW, found
assert [w["weights"] for w in found["weights"]] == ["f32", "bf16", "int8"], found


def all_rows(weights):
    """The rows of logits of every window."""
    windows = []
    for begin in range(0, TOKENS, WINDOW):
        part = ids[begin:begin + WINDOW]
        run("forward", "--model", model, "--all-logits", "--out", scratch,
            "--tokens", ",".join(map(str, part)), "--weights", weights, *flags)
        tensors, _ = safetensors_file.read(scratch)
        values = safetensors_file.floats(tensors["logits"])
        size = len(values) // len(part)
        rows = [values[i:i + size] for i in range(0, len(values), size)]
        windows.append((part, rows))
    return windows


def argmax(row):
    return max(range(len(row)), key=lambda i: (row[i], -i))


first = all_rows("f32")
for figures in found["weights"]:
    windows = all_rows(figures["weights"])
    errors, same, losses = [], [], []
    for (part, rows), (_, wanted) in zip(windows, first):
        for i, (row, other) in enumerate(zip(rows, wanted)):
            errors += [abs(a - b) for a, b in zip(row, other)]
            same.append(argmax(row) == argmax(other))
            if i + 1 < len(part):
                most = max(row)
                total = sum(math.exp(x - most) for x in row)
                losses.append(math.log(total) + most - row[part[i + 1]])
    expected = {
        "max_error": max(errors),
        "mean_error": sum(errors) / len(errors),
        "top1_agreement": sum(same) / len(same),
        "perplexity": math.exp(sum(losses) / len(losses)),
    }
    for name, value in expected.items():
        if not math.isclose(figures[name], value, rel_tol=1e-5, abs_tol=1e-9):
            sys.exit(f"{figures['weights']}: {name}: expected {value}, found {figures[name]}")

_, half, integers = found["weights"]
# The checkpoint holds bf16.
assert half["max_error"] < 1e-4 and half["top1_agreement"] == 1, half
assert 0 < integers["max_error"] < 0.2, integers
assert integers["top1_agreement"] >= 0.95, integers
assert integers["perplexity"] < 1.02 * found["weights"][0]["perplexity"], found
print(json.dumps(found))
