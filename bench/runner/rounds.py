"""Timed rounds in which the systems take turns.

A turn is long enough to be timed well: a run that is not counted, which brings
the system's data back into the caches, then as many as fit into SLICE. The
turn's value is their median. Between turns the machine rests, so that threads
of the last system that still wait actively go to sleep; those of ONNX Runtime
do so for some 40 ms.
"""

import math
import statistics
import time

from runner.errors import BenchError

SLICE = 0.05
MOST_RUNS = 50
REST = 0.06
WARMUP_RUNS = 3


def runs_per_turn(worker):
    """How many runs fit into a turn, by the last ones of the warm-up."""
    typical = min(worker.run(WARMUP_RUNS))
    return max(1, min(MOST_RUNS, math.ceil(SLICE / typical)))


def take_turn(worker, runs):
    time.sleep(REST)
    return statistics.median(worker.run(1 + runs)[1:])


def run_rounds(workers, rounds):
    """({name: [seconds of a run, for each round]}, {name: why it failed}) of
    {name: Worker}. Who begins a round changes from one to the next; who fails
    is left out of what follows."""
    runs, seconds, failures = {}, {}, {}

    def attempt(name, action):
        try:
            action()
        except BenchError as error:
            failures[name] = str(error)
            seconds.pop(name, None)

    def begin(name):
        runs[name] = runs_per_turn(workers[name])
        seconds[name] = []

    def turn(name):
        seconds[name].append(take_turn(workers[name], runs[name]))

    for name in workers:
        attempt(name, lambda name=name: begin(name))
    for index in range(rounds):
        names = list(seconds)
        first = index % len(names) if names else 0
        for name in names[first:] + names[:first]:
            attempt(name, lambda name=name: turn(name))
    return seconds, failures


def quartiles(values):
    """(first, median, third)."""
    if len(values) == 1:
        return values * 3
    return statistics.quantiles(values, n=4, method="inclusive")
