"""Generates under a budget of parameter memory and without one.

    check_streaming.py PTIR_RUN MODEL BUDGET [FLAG...]

The tokens must be equal, and what was in memory at once within the budget; a
budget below the model's parameters must have made it read some again. With
--no-cache among the flags, so that both compile, the process must have been
smaller, too: by the parameters that the budget keeps out of memory at least.
"""

import json
import os
import subprocess
import sys

run, model, budget = sys.argv[1:4]
flags = sys.argv[4:]


def generate(extra):
    """What is printed, and the most bytes that the process had in memory."""
    command = [run, "generate", "--model", model, "--greedy", "--json",
               "--max-tokens", "8", "--threads", "1", *flags, *extra]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    text = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed")
    return json.loads(text), usage.ru_maxrss * 1024


free, free_peak = generate([])
bound, bound_peak = generate(["--param-budget", budget])
streaming = bound["streaming"]
if bound["new_ids"] != free["new_ids"] or len(free["new_ids"]) != 8:
    sys.exit(f"expected {free['new_ids']}, found {bound['new_ids']}")
if not 0 < streaming["peak_bytes"] <= streaming["budget_bytes"]:
    sys.exit(f"expected at most the budget in memory, found {streaming}")
if streaming["read_bytes_per_token"] <= 0:
    sys.exit(f"expected parameters to be read again, found {streaming}")
if "streaming" in free:
    sys.exit(f"expected no streaming without a budget, found {free}")
if "--no-cache" in flags:
    # A file of safetensors is its parameters and a header of some kilobytes.
    kept_out = os.path.getsize(f"{model}/model.safetensors") \
        - streaming["budget_bytes"]
    if bound_peak > free_peak - kept_out:
        sys.exit(f"expected {kept_out} bytes less than {free_peak} in memory, "
                 f"found {bound_peak}")
