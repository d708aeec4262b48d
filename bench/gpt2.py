#!/usr/bin/env python3
"""Measures how fast GPT-2 runs: start, prefill, decode, memory.

Without --model it is GPT-2 124M with random weights, made once. Every figure is
the median of several runs, each a process of its own; `cold` means an empty
object cache, everything else runs with a warm one, and with the checkpoint in
the page cache.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SHORT_PROMPT = "The"
PREFILL_TOKENS = 128
SMALL_CAPACITY = 128


class BenchError(Exception):
    """Something that keeps figures from being true."""


def random_gpt2():
    """The folder of GPT-2 124M with random weights, made if it is missing."""
    folder = os.path.join(ROOT, ".cache", "bench", "gpt2")
    if not os.path.exists(os.path.join(folder, "model.safetensors")):
        tokenizer = os.path.join(ROOT, "test", "data", "gpt2-tokenizer")
        subprocess.run(
            [os.path.join(ROOT, "scripts", "make_checkpoint.py"), "--config",
             "gpt2", "--seed", "0", "--tokenizer", tokenizer, "--out", folder],
            check=True, stdout=sys.stderr)
    return folder


class Runner:
    def __init__(self, options, cache):
        self.program = options.ptir_run
        self.cache = cache
        self.flags = ["--model", options.model, "--backend", options.backend,
                      "--threads", str(options.threads), "--cache-dir", cache,
                      "--greedy"]
        self.peak_kilobytes = 0

    def _start(self, arguments):
        return subprocess.Popen(
            [self.program, "generate"] + self.flags + arguments,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def _finish(self, process):
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise BenchError(errors.decode(errors="replace").strip())
        self.peak_kilobytes = max(self.peak_kilobytes, usage.ru_maxrss)

    def generate(self, prompt, tokens, extra=()):
        """The object that `generate --json` prints."""
        process = self._start(["--prompt", prompt, "--max-tokens", str(tokens),
                               "--json"] + list(extra))
        output = process.stdout.read()
        self._finish(process)
        return json.loads(output)

    def first_byte(self):
        """Milliseconds from the start of a process to its first text."""
        begin = time.monotonic()
        process = self._start(["--prompt", SHORT_PROMPT, "--max-tokens", "1"])
        process.stdout.read(1)
        elapsed = 1000 * (time.monotonic() - begin)
        process.stdout.read()
        self._finish(process)
        return elapsed

    def first_byte_cold(self):
        shutil.rmtree(self.cache)
        os.mkdir(self.cache)
        return self.first_byte()


def long_prompt(runner):
    """A text of exactly PREFILL_TOKENS tokens."""
    prompt = "the" + " the" * (PREFILL_TOKENS - 1)
    count = len(runner.generate(prompt, 1)["ids"])
    if count != PREFILL_TOKENS:
        raise BenchError(f"prompt: expected {PREFILL_TOKENS} tokens, found "
                         f"{count}")
    return prompt


def decode_timings(runner, tokens, capacity):
    result = runner.generate(SHORT_PROMPT, tokens,
                             ["--kv-cache-capacity", str(capacity)])
    if len(result["new_ids"]) < 2:
        raise BenchError(f"decode: expected {tokens} tokens, found "
                         f"{len(result['new_ids'])}")
    return result["timings"]


def measure(options):
    with open(os.path.join(options.model, "config.json"),
              encoding="utf-8") as file:
        config = json.load(file)
    context = config["n_positions"]
    with tempfile.TemporaryDirectory() as cache:
        runner = Runner(options, cache)

        def median(run):
            return statistics.median(run() for _ in range(options.runs))

        figures = {}
        runner.first_byte()  # the checkpoint into the page cache
        figures["first_token_cold_ms"] = median(runner.first_byte_cold)
        runner.peak_kilobytes = 0  # compiling is not counted
        figures["first_token_warm_ms"] = median(runner.first_byte)
        prompt = long_prompt(runner)
        figures[f"prefill_{PREFILL_TOKENS}_ms"] = median(
            lambda: runner.generate(prompt, 1)["timings"]["prefill_ms"])
        # Both capacities in turn, so that both see the same machine.
        small, large = [], []
        for _ in range(options.runs):
            small.append(decode_timings(runner, options.tokens,
                                        SMALL_CAPACITY))
            large.append(decode_timings(runner, options.tokens, context))
        figures["decode_tokens_per_second"] = statistics.median(
            timings["tokens_per_second"] for timings in small)
        for capacity, timings in ((SMALL_CAPACITY, small), (context, large)):
            figures[f"decode_ms_at_capacity_{capacity}"] = statistics.median(
                run["decode_ms_per_token"] for run in timings)
        weights = os.path.join(options.model, "model.safetensors")
        figures["checkpoint_mb"] = os.path.getsize(weights) / 1e6
        # Keys and values in f32, at full capacity.
        figures["cache_mb"] = (2 * 4 * config["n_layer"] * context *
                               config["n_embd"] / 1e6)
        figures["peak_resident_mb"] = runner.peak_kilobytes * 1.024e-3
    return figures


def describe_machine():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            names = [line.split(":", 1)[1].strip() for line in file
                     if line.startswith("model name")]
    except OSError:
        names = []
    return {"cpu": names[0] if names else "unknown",
            "cores": len(os.sched_getaffinity(0))}


def main():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ptir-run", metavar="PROGRAM",
                        default=os.path.join(ROOT, "build", "bin", "ptir-run"))
    parser.add_argument("--model", metavar="DIR",
                        help="another GPT-2 in the Hugging Face layout")
    parser.add_argument("--backend", default="native")
    parser.add_argument("--threads", type=int, default=0,
                        help="0 for all cores (default)")
    parser.add_argument("--tokens", type=int, default=64,
                        help="tokens per decode run (default: 64)")
    parser.add_argument("--runs", type=int, default=5,
                        help="runs per figure (default: 5)")
    parser.add_argument("--json", action="store_true",
                        help="print one JSON object")
    options = parser.parse_args()
    try:
        options.model = options.model or random_gpt2()
        figures = measure(options)
    except (BenchError, OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"gpt2.py: {error}")
    machine = describe_machine()
    if options.json:
        print(json.dumps({"model": options.model, "backend": options.backend,
                          "threads": options.threads, "runs": options.runs,
                          **machine, "figures": figures}))
        return
    print(f"{options.model}, {options.backend}, {machine['cores']} cores of "
          f"{machine['cpu']}, median of {options.runs}")
    for name, value in figures.items():
        print(f"{name:28} {value:10.2f}")


if __name__ == "__main__":
    main()
