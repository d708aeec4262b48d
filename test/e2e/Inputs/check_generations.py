"""Greedy generations must equal those of golden.json, token by token.

usage: check_generations.py PTIR_RUN MODEL [--first N] [FLAG...]
"""

import json
import os
import subprocess
import sys

program, model, *flags = sys.argv[1:]
first = None
if flags[:1] == ["--first"]:
    first = int(flags[1])
    flags = flags[2:]

with open(os.path.join(model, "golden.json")) as file:
    cases = json.load(file)["generations"]
assert cases

for case in cases:
    wanted = case["new_ids"][:first]
    command = [program, "generate", "--model", model, "--prompt", case["prompt"]]
    command += ["--greedy", "--max-tokens", str(len(wanted)), "--json", *flags]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"{command}: exit code {run.returncode}: {run.stderr}")
    found = json.loads(run.stdout)
    for key, expected in (("ids", case["ids"]), ("new_ids", wanted)):
        if found[key] != expected:
            sys.exit(f"{case['prompt']!r}: {key}: expected {expected}, found {found[key]}")
    if first is None and found["text"] != case["text"]:
        sys.exit(f"expected {case['text']!r}, found {found['text']!r}")
    # Without the cache each step is a longer prefill, which may need more memory.
    counters = found["steady_counters"]
    if any(counters.values()) and "--no-kv-cache" not in flags:
        sys.exit(f"{case['prompt']!r}: expected no work beside the kernels, found {counters}")
print(f"{len(cases)} generations agree")
