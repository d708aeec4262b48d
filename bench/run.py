#!/usr/bin/env python3
"""Times PTIR and its peers on the same models, in turn, and compares outputs.

Every system loads a case once, in a process of its own, and runs it when it is
told to, so that neither starting nor loading is measured. Outputs are compared
before anything is timed. Each round gives every system a turn; what is printed
is the median over the rounds with its quartiles, in milliseconds, and ratios
are medians of the ratios of a round.

scripts/bench-peers installs ONNX Runtime, PyTorch and llama.cpp. Cases and
targets are those of bench/cases.json. A target that was not measured, or whose
outputs were not compared, counts as missed.
"""

import argparse
import json
import os
import shlex
import sys

from runner import chart, inputs, machine, report
from runner.cases import read_cases
from runner.cells import Measurer
from runner.errors import BenchError
from runner.systems import PEERS, Systems, find_ptir_run
from runner.targets import judge

EXAMPLES = """\
examples:
  bench/run.py --json > result.json
  bench/run.py --case resnet34 mobilenet_v2 --threads 1 --rounds 10
  bench/run.py --case gpt2-decode-f32 --peer onnxruntime -- --backend native
  bench/run.py --from result.json --markdown --svg result.svg

What comes after -- goes to 'ptir-run bench'.
"""


def make_parser():
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_argument_group("what is measured")
    what.add_argument("--case", nargs="+", metavar="NAME",
                      help="default: all; --list shows them")
    what.add_argument("--threads", nargs="+", type=int, default=[1, 2],
                      metavar="N", help="default: 1 2")
    what.add_argument("--peer", nargs="*", choices=PEERS, default=PEERS,
                      metavar="NAME",
                      help=f"of {', '.join(PEERS)}; default: all")
    what.add_argument("--rounds", type=int, default=20, metavar="N",
                      help="default: 20")
    what.add_argument("--list", action="store_true", help="list the cases")
    where = parser.add_argument_group("where things are")
    where.add_argument("--cases", metavar="FILE.json",
                       default=os.path.join(inputs.BENCH, "cases.json"),
                       help="default: bench/cases.json")
    where.add_argument("--ptir-run", metavar="PROGRAM",
                       help="default: ptir-run of PATH, or of build/bin")
    where.add_argument("--work-dir", metavar="DIR",
                       default=os.path.join(inputs.ROOT, ".cache", "bench"),
                       help="models, and peers in its folder 'peers'; "
                       "default: .cache/bench")
    output = parser.add_argument_group("output")
    output.add_argument("--json", action="store_true",
                        help="print one JSON object")
    output.add_argument("--markdown", action="store_true",
                        help="print tables in Markdown")
    output.add_argument("--svg", metavar="FILE", help="write a bar chart")
    output.add_argument("--from", dest="result", metavar="RESULT.json",
                        help="measure nothing, show what --json printed")
    output.add_argument("--check", action="store_true",
                        help="exit with 1 if a target was missed")
    return parser


def choose_cases(cases, names):
    known = {case.name: case for case in cases}
    for name in names or ():
        if name not in known:
            raise BenchError(f"--case: expected {', '.join(known)}; found "
                             f"'{name}'")
    return [known[name] for name in names] if names else cases


def measure(options, flags):
    """The object of --json."""
    models, cases = read_cases(options.cases)
    chosen = choose_cases(cases, options.case)
    if options.rounds < 1 or min(options.threads) < 1:
        raise BenchError("expected --rounds and --threads of at least 1")
    described = machine.describe()
    work = os.path.abspath(options.work_dir)
    peers = os.path.join(work, "peers")
    files = inputs.Inputs(models, os.path.join(work, "models"),
                          os.path.join(peers, "venv", "bin", "python"))
    systems = Systems(find_ptir_run(options.ptir_run), flags, peers, files)
    measurer = Measurer(systems, options.rounds, options.peer)
    cells = []
    for case in chosen:
        for threads in options.threads:
            cells += measurer.measure(case, threads)
    heard = {cell.system for cell in cells if cell.version}
    absent = {cell.system: cell.reason for cell in cells
              if cell.system in PEERS and cell.system not in heard}
    command = shlex.join(["bench/run.py", *sys.argv[1:]])
    return report.as_json(described, command, options.rounds, absent, cells,
                          judge(cases, cells, files.config))


def read_result(path):
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError) as error:
        raise BenchError(f"'{path}': {error}") from error


def list_cases(options):
    for case in read_cases(options.cases)[1]:
        print(f"{case.name:20} {case.title}")
    return 0


def main():
    arguments, flags = sys.argv[1:], []
    if "--" in arguments:
        place = arguments.index("--")
        arguments, flags = arguments[:place], arguments[place + 1:]
    options = make_parser().parse_args(arguments)
    if options.list:
        return list_cases(options)
    result = (read_result(options.result) if options.result
              else measure(options, flags))
    if options.svg:
        with open(options.svg, "w", encoding="utf-8") as file:
            file.write(chart.draw(result))
    if options.json:
        print(json.dumps(result))
    else:
        print(report.as_markdown(result) if options.markdown
              else report.as_table(result))
    return 1 if options.check and result["targets_missed"] else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (BenchError, OSError) as error:
        sys.exit(f"run.py: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
