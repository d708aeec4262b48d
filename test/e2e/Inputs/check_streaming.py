"""Generates under a budget of parameter memory and without one.

    check_streaming.py PTIR_RUN MODEL BUDGET [FLAG...]

The tokens must be equal, and what was in memory at once within the budget; a
budget below the model's parameters must have made it read some again.
"""

import json
import subprocess
import sys

run, model, budget = sys.argv[1:4]
flags = sys.argv[4:]


def generate(extra):
    command = [run, "generate", "--model", model, "--greedy", "--json",
               "--max-tokens", "8", "--threads", "1", *flags, *extra]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stderr}")
    return json.loads(done.stdout)


free = generate([])
bound = generate(["--param-budget", budget])
streaming = bound["streaming"]
if bound["new_ids"] != free["new_ids"] or len(free["new_ids"]) != 8:
    sys.exit(f"expected {free['new_ids']}, found {bound['new_ids']}")
if not 0 < streaming["peak_bytes"] <= streaming["budget_bytes"]:
    sys.exit(f"expected at most the budget in memory, found {streaming}")
if streaming["read_bytes_per_token"] <= 0:
    sys.exit(f"expected parameters to be read again, found {streaming}")
if "streaming" in free:
    sys.exit(f"expected no streaming without a budget, found {free}")
