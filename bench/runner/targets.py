"""Were the targets met?

A target that was not measured, or whose outputs were not compared or differ, is
missed.
"""

import statistics
from dataclasses import dataclass
from typing import Optional

from runner import rounds
from runner.cases import BANDWIDTH
from runner.systems import OWN

# Bytes of an element of a weight that decode reads.
WEIGHT_BYTES = {"f32": 4, "bf16": 2, "int8": 1}
# Of the worker that measures it.
BANDWIDTH_BYTES = 512e6


@dataclass
class Verdict:
    """Of one target at one number of threads; quartiles are over rounds."""

    case: str
    title: str
    threads: int
    over: str
    gate: Optional[float]
    stretch: Optional[float]
    ratio: Optional[float] = None
    quartiles: Optional[list] = None
    met: bool = False
    stretch_met: bool = False
    reason: str = "not measured"


def bytes_of_decode(case, config):
    """Weights, keys and values that one token reads. Positions are a row, and
    the embedding is read whole as the output's weights."""
    width, layers = config["n_embd"], config["n_layer"]
    inner = config.get("n_inner") or 4 * width
    matrices = layers * (4 * width * width + 2 * width * inner)
    vectors = layers * (9 * width + inner) + 2 * width
    weights = (matrices + config["vocab_size"] * width) \
        * WEIGHT_BYTES[case.dtype] + vectors * 4
    caches = 2 * layers * (case.context + 1) * width * 4
    return weights + caches


def ratios(verdict, own, other, bytes_read):
    """How PTIR stands in each round."""
    if verdict.over != BANDWIDTH:
        return [theirs / ours
                for ours, theirs in zip(own.rounds, other.rounds)]
    return [bytes_read / ours / (BANDWIDTH_BYTES / theirs)
            for ours, theirs in zip(own.rounds, other.rounds)]


def why_not(own, other):
    """Why two cells cannot be compared; empty if they can."""
    for cell in (own, other):
        if cell is None:
            return "not measured"
        if cell.reason:
            return f"{cell.system}: {cell.reason}"
        if not cell.compared:
            return (f"{cell.system}: outputs not compared"
                    if cell.error is None else
                    f"{cell.system}: outputs differ by {cell.error:.1e}, "
                    f"expected at most {cell.tolerance:g}")
    return ""


def judge(cases, cells, config_of):
    """A Verdict for each target, whether it was measured or not;
    `config_of(model)` is the configuration of a language model."""
    found = {(cell.case, cell.threads, cell.system): cell for cell in cells}
    verdicts = []
    for case in cases:
        for target in case.targets:
            for threads in target.threads:
                verdict = Verdict(case.name, case.title, threads, target.over,
                                  target.gate.get(threads),
                                  target.stretch.get(threads))
                own = found.get((case.name, threads, OWN))
                other = found.get((case.name, threads, target.over))
                verdict.reason = why_not(own, other)
                if not verdict.reason:
                    bytes_read = (bytes_of_decode(case, config_of(case.model))
                                  if target.over == BANDWIDTH else 0)
                    conclude(verdict, ratios(verdict, own, other, bytes_read))
                verdicts.append(verdict)
    return verdicts


def conclude(verdict, values):
    verdict.ratio = statistics.median(values)
    first, _, third = rounds.quartiles(values)
    verdict.quartiles = [first, third]
    verdict.met = verdict.gate is None or verdict.ratio >= verdict.gate
    verdict.stretch_met = (verdict.stretch is not None
                           and verdict.ratio >= verdict.stretch)
    if not verdict.met:
        verdict.reason = f"{verdict.ratio:.2f} of {verdict.gate:g}"
