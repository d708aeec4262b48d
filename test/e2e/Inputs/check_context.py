"""Prompts around the length of the default model's context, 256 tokens.

usage: check_context.py PTIR_RUN [FLAG...]
"""

import json
import subprocess
import sys

program, *flags = sys.argv[1:]


def generate(words, *more):
    prompt = " the" * words
    command = [program, "generate", "--prompt", prompt, "--greedy", "--json"]
    return subprocess.run([*command, *flags, *more], capture_output=True, text=True)


def check(condition, run):
    if not condition:
        sys.exit(f"exit code {run.returncode}\n{run.stdout}\n{run.stderr}")


# One token each, so 256 fill the context: the last row gives one more.
run = generate(256)
check(run.returncode == 0, run)
found = json.loads(run.stdout)
check(len(found["ids"]) == 256 and len(found["new_ids"]) == 1, run)
check(found["stop_reason"] == "context", run)

run = generate(250, "--max-tokens", "100")
check(run.returncode == 0, run)
found = json.loads(run.stdout)
check(len(found["new_ids"]) == 7 and found["stop_reason"] == "context", run)

# The same text without the cache.
again = generate(250, "--max-tokens", "100", "--no-kv-cache")
check(json.loads(again.stdout)["new_ids"] == found["new_ids"], again)

run = generate(257)
message = (
    "ptir-run: error: prompt: expected at most 256 tokens (the model's context), "
    "found 257\n"
)
check(run.returncode == 1 and not run.stdout and run.stderr == message, run)
