"""The line protocol of bench/run.py, for workers in Python.

Commands are lines on stdin, answers lines of JSON on stdout; 'ptir-run bench
--serve' speaks the same (tools/ptir-run/BenchServer.h).
"""

import json
import sys
import time


def answer(**values):
    print(json.dumps(values), flush=True)


def serve(version, run, logits):
    """`run()` is what is timed; `logits()` is the last run's output, a float32
    array."""
    answer(ready=True, version=version)
    for line in sys.stdin:
        command, _, operand = line.rstrip("\n").partition(" ")
        if command == "quit":
            return
        try:
            if command == "run":
                seconds = []
                for _ in range(int(operand)):
                    begin = time.perf_counter()
                    run()
                    seconds.append(time.perf_counter() - begin)
                answer(seconds=seconds)
            elif command == "outputs":
                array = logits()
                array.astype("<f4").tofile(operand)
                answer(shape=list(array.shape))
            else:
                answer(error=f"expected run, outputs or quit, found '{line}'")
        except Exception as error:  # pylint: disable=broad-except
            answer(error=one_line(error))


def one_line(error):
    return f"{type(error).__name__}: {error}".strip().split("\n")[0]


def main(start):
    """`start(job)` gives what `serve` takes; a failure is told, not shown."""
    try:
        served = start(json.loads(sys.argv[1]))
    except Exception as error:  # pylint: disable=broad-except
        answer(error=one_line(error))
        sys.exit(1)
    serve(*served)
