"""Measures cases: one cell for each case, number of threads and system."""

import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Optional

from runner import compare, rounds
from runner.cases import BANDWIDTH
from runner.errors import BenchError
from runner.systems import OWN


@dataclass
class Cell:
    """What one system did; `reason` says why there are no times."""

    case: str
    threads: int
    system: str
    dtype: str
    version: str = ""
    # max|a - b| / max|b| against the reference; None if not compared.
    error: Optional[float] = None
    tolerance: Optional[float] = None
    compared: bool = False
    reason: str = ""
    # Seconds of a run.
    median: Optional[float] = None
    quartiles: list = field(default_factory=list)
    rounds: list = field(default_factory=list)

    def finish(self, seconds):
        first, self.median, third = rounds.quartiles(seconds)
        self.quartiles = [first, third]
        self.rounds = seconds


def progress(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def reference_of(case, outputs):
    """Whose outputs are right: the case's reference or, if that did not run,
    another peer that computes as exactly; None if there is none."""
    exact = [peer for peer, dtype in case.peers.items()
             if dtype == "f32" and peer not in case.peer_tolerance]
    for peer in [case.reference, *exact]:
        if peer in outputs:
            return peer
    return None


class Measurer:
    def __init__(self, systems, round_count, peers):
        self.systems = systems
        self.round_count = round_count
        # Those that are asked for.
        self.peers = peers

    def measure(self, case, threads):
        """The cells of a case, PTIR's first, that of the bandwidth last."""
        cells = [Cell(case.name, threads, OWN, case.dtype)]
        cells += [Cell(case.name, threads, peer, dtype)
                  for peer, dtype in case.peers.items() if peer in self.peers]
        with ExitStack() as stack:
            workers, outputs = {}, {}
            for cell in cells:
                self.start(cell, case, stack, workers, outputs)
            self.compare(case, cells, outputs)
            if any(target.over == BANDWIDTH for target in case.targets):
                cells.append(Cell(case.name, threads, BANDWIDTH, ""))
                self.start_bandwidth(cells[-1], stack, workers)
            progress(f"{case.title}, {threads} threads: "
                     f"{', '.join(workers) or 'nothing'}")
            self.run(cells, workers)
        return cells

    def start(self, cell, case, stack, workers, outputs):
        try:
            worker = stack.enter_context(
                self.systems.start(cell.system, case, cell.threads))
            worker.run(1)
            outputs[cell.system] = worker.outputs()
        except BenchError as error:
            cell.reason = str(error)
            return
        cell.version = worker.hello["version"]
        workers[cell.system] = worker

    def start_bandwidth(self, cell, stack, workers):
        try:
            worker = stack.enter_context(
                self.systems.start_bandwidth(cell.threads))
        except BenchError as error:
            cell.reason = str(error)
            return
        cell.compared = True
        workers[BANDWIDTH] = worker

    @staticmethod
    def compare(case, cells, outputs):
        reference = reference_of(case, outputs)
        for cell in cells:
            if reference and cell.system in outputs:
                wanted = outputs[reference]
                cell.tolerance = case.peer_tolerance.get(cell.system,
                                                         case.tolerance)
                cell.error = compare.relative_error(outputs[cell.system],
                                                    wanted)
                cell.compared = cell.error <= cell.tolerance

    def run(self, cells, workers):
        seconds, failures = rounds.run_rounds(workers, self.round_count)
        for cell in cells:
            if cell.system in seconds:
                cell.finish(seconds[cell.system])
            cell.reason = cell.reason or failures.get(cell.system, "")
