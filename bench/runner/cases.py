"""Cases and targets, as bench/cases.json has them.

{"models": {NAME: {"folder": PATH} or {"make": [SCRIPT, ARGUMENT…]}},
 "cases": [{
   "name": …, "title": …, "model": NAME,
   "run": "forward" | "prefill" | "decode",
   "image_size": N,             of forward: one image
   "prompt_tokens": N,          of prefill
   "context": N,                of decode: tokens in the cache
   "dtype": "f32",              what PTIR computes with, for the table
   "ptir": [FLAG…],             of ptir-run bench, beside the usual ones
   "peers": {PEER: DTYPE},      who else runs it
   "reference": PEER,           whose outputs are right; f32. If it is absent,
                                another peer in f32 without a tolerance below
   "tolerance": R,              max|a - b| <= R max|b|
   "peer_tolerance": {PEER: R}, of peers that compute less exactly
   "targets": [{"over": PEER or "bandwidth",
                "gate": {THREADS: RATIO}, "stretch": {THREADS: RATIO}}]}]}

A target over a peer is the peer's time divided by PTIR's. One over "bandwidth"
is the share of the machine's read bandwidth, measured in the same run, at which
PTIR reads weights, keys and values.
"""

import json
from dataclasses import dataclass, field

from runner.errors import BenchError

RUNS = ("forward", "prefill", "decode")
BANDWIDTH = "bandwidth"


@dataclass(frozen=True)
class Target:
    over: str
    # By number of threads.
    gate: dict = field(default_factory=dict)
    stretch: dict = field(default_factory=dict)

    @property
    def threads(self):
        return sorted(set(self.gate) | set(self.stretch))


@dataclass(frozen=True)
class Case:
    name: str
    title: str
    model: str
    run: str
    tolerance: float
    reference: str
    peers: dict
    image_size: int = 0
    prompt_tokens: int = 0
    context: int = 0
    dtype: str = "f32"
    ptir: tuple = ()
    peer_tolerance: dict = field(default_factory=dict)
    targets: tuple = ()


def by_threads(values, where):
    try:
        return {int(threads): float(ratio)
                for threads, ratio in values.items()}
    except (AttributeError, TypeError, ValueError) as error:
        raise BenchError(f"{where}: expected {{THREADS: RATIO}}, found "
                         f"{values!r}") from error


def make_target(entry, where):
    unknown = set(entry) - {"over", "gate", "stretch"}
    if unknown or "over" not in entry:
        raise BenchError(f"{where}: expected over, gate and stretch, found "
                         f"{sorted(entry)}")
    return Target(entry["over"], by_threads(entry.get("gate", {}), where),
                  by_threads(entry.get("stretch", {}), where))


def make_case(entry, models):
    where = f"case '{entry.get('name', '?')}'"
    targets = tuple(make_target(target, f"{where}, target")
                    for target in entry.get("targets", ()))
    try:
        case = Case(**{**entry, "targets": targets,
                       "ptir": tuple(entry.get("ptir", ()))})
    except TypeError as error:
        raise BenchError(f"{where}: {error}") from error
    if case.run not in RUNS:
        raise BenchError(f"{where}: expected run to be one of "
                         f"{', '.join(RUNS)}; found '{case.run}'")
    if case.model not in models:
        raise BenchError(f"{where}: expected a model among "
                         f"{', '.join(models)}; found '{case.model}'")
    for peer in [case.reference] + [t.over for t in targets]:
        if peer not in case.peers and peer != BANDWIDTH:
            raise BenchError(f"{where}: expected '{peer}' among its peers")
    return case


def read_cases(path):
    """({name: model}, [Case])."""
    try:
        with open(path, encoding="utf-8") as file:
            content = json.load(file)
        models, entries = content["models"], content["cases"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BenchError(f"'{path}': expected models and cases, found "
                         f"{error}") from error
    cases = [make_case(entry, models) for entry in entries]
    names = [case.name for case in cases]
    if len(set(names)) != len(names):
        raise BenchError(f"'{path}': expected each case once, found {names}")
    return models, cases
