"""Workloads of GPT-2: greedy text with a key/value cache on both sides."""

import time

from oracle.errors import UserError
from oracle.results import BenchResult, RunResult, Timing


class Gpt2Workloads:
    def __init__(self, case):
        self.case = case

    @property
    def tokenizer(self):
        return self.case.options["tokenizer"] or self.case.checkpoint

    def choose_input(self):
        """Token ids."""
        options = self.case.options
        if not options["tokens"]:
            return self.case.program.tokenize(options["prompt"],
                                              self.tokenizer)
        try:
            ids = [int(word) for word in options["tokens"].split(",")]
        except ValueError:
            ids = [-1]
        size = self.case.source.model.config["vocab_size"]
        if not all(0 <= token < size for token in ids):
            raise UserError(f"--tokens: expected ids below {size} as in 1,2,3;"
                            f" found '{options['tokens']}'")
        return ids

    def generate(self, program, count):
        """What `generate --json` prints after the prompt."""
        options = self.case.options
        if options["tokens"]:
            raise UserError("gpt2: expected --prompt to generate text from, "
                            "found --tokens")
        return program.call_json(
            "generate", "--model", self.case.checkpoint, "--tokenizer",
            self.tokenizer, "--prompt", options["prompt"], "--greedy",
            "--max-tokens", count)

    def extend_validation(self, validation):
        if not validation.extra["top1_equal"]:
            validation.ok = False
            validation.reason = validation.reason or "another likeliest token"
        count = self.case.options["generate_tokens"]
        if not count:
            return
        found = self.generate(self.case.program, count)["new_ids"]
        wanted, rows = self.case.source.model.generate(self.case.given, count)
        step = self.first_difference(found, wanted, rows)
        validation.extra["greedy_equal"] = step is None
        validation.extra["greedy_tokens"] = len(found)
        if step is not None:
            validation.ok = False
            ids = found[step] if step < len(found) else "the end"
            validation.reason = (validation.reason or
                                 f"greedy token {step}: {ids}, expected "
                                 f"{wanted[step]}")

    def first_difference(self, found, wanted, rows):
        """The first step at which the texts part; none where they part
        between tokens that are equally likely within the tolerance."""
        tolerance = self.case.tolerance
        for step, (a, b) in enumerate(zip(found, wanted)):
            if a == b:
                continue
            gap = (rows[step][b] - rows[step][a]).item()
            slack = tolerance.atol + tolerance.rtol * abs(rows[step][b].item())
            return None if gap <= 2 * slack else step
        end = self.case.source.model.config.get("eos_token_id")
        if len(found) < len(wanted) and end not in (wanted[len(found)],
                                                    *found[-1:]):
            return len(found)
        return None

    def bench(self, program, threads):
        """Tokens per second, prompt included; loading and compiling are
        not."""
        options, case = self.case.options, self.case
        results = []
        for count in options["bench_tokens"]:
            ptir = []
            for _ in range(options["warmup"] + options["iters"]):
                answer = self.generate(program, count)
                timings = answer["timings"]
                ptir.append((timings["prefill_ms"] + timings["decode_ms"])
                            / 1000)
            units = len(answer["new_ids"])
            times = []
            for _ in range(options["warmup"] + options["iters"]):
                begin = time.perf_counter()
                case.source.model.generate(case.given, units)
                times.append(time.perf_counter() - begin)
            results.append(BenchResult(
                case.model, threads, units, "tokens",
                Timing.of(ptir[options["warmup"]:], units),
                Timing.of(times[options["warmup"]:], units),
                {"prompt_tokens": len(case.given)}))
        return results

    def run(self):
        case, count = self.case, self.case.options["max_tokens"]
        begin = time.perf_counter()
        answer = self.generate(case.program, count)
        ptir_wall = time.perf_counter() - begin
        begin = time.perf_counter()
        ids, _ = case.source.model.generate(case.given, len(answer["new_ids"]))
        torch_wall = time.perf_counter() - begin
        text = case.program.call(
            "tokenize", "--decode", "--model", self.tokenizer,
            stdin=" ".join(map(str, ids)))
        return RunResult(case.model, answer["text"], text.rstrip("\n"),
                         ptir_wall, torch_wall)
