"""Workloads of networks that take images."""

import os
import time

from oracle import logits, vision
from oracle.results import BenchResult, RunResult, Timing

TOP = 5


class ImageWorkloads:
    def __init__(self, case):
        self.case = case

    def choose_input(self):
        options = self.case.options
        return logits.random_images(options["seed"], options["batch"],
                                    options["image_size"])

    def extend_validation(self, validation):
        """Logits are all that is compared."""

    def input_flags(self):
        return ["--model", self.case.checkpoint,
                *logits.input_flags(self.case.given, self.case.scratch)]

    def bench(self, program, threads):
        """Images per second; PyTorch runs what ptir-run does."""
        options, case = self.case.options, self.case
        runs = options["warmup"] + options["iters"]
        answer = program.call_json("forward", *self.input_flags(), "--top", 0,
                                   "--repeat", runs)
        ptir = [ms / 1000 for ms in answer["timings"]["run_ms"]]
        times = []
        for _ in range(runs):
            begin = time.perf_counter()
            vision.forward(case.source.model, case.given)
            times.append(time.perf_counter() - begin)
        units = options["batch"]
        return [BenchResult(
            case.model, threads, units, "images",
            Timing.of(ptir[options["warmup"]:], units),
            Timing.of(times[options["warmup"]:], units),
            {"image_size": options["image_size"],
             "compile_ms": answer["timings"]["compile_ms"]})]

    def run(self):
        """The likeliest classes of the last image."""
        case = self.case
        out = os.path.join(case.scratch, "run.safetensors")
        begin = time.perf_counter()
        answer = case.program.call_json("forward", *self.input_flags(),
                                        "--top", TOP, "--out", out)
        ptir_wall = time.perf_counter() - begin
        begin = time.perf_counter()
        row = vision.forward(case.source.model, case.given)[0]
        torch_wall = time.perf_counter() - begin
        values, classes = row.topk(min(TOP, row.numel()))
        return RunResult(
            case.model,
            " ".join(f"{item['index']}:{item['logit']:.4f}"
                     for item in answer["top"]),
            " ".join(f"{index}:{value:.4f}" for index, value in
                     zip(classes.tolist(), values.tolist())),
            ptir_wall, torch_wall)
