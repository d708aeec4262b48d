#!/usr/bin/python3
"""Runs a model with ptir-run and with PyTorch, and compares.

validate  the logits of both sides agree
trace     every intermediate result does; the first that does not is named
bench     how fast both are: median over --iters runs after --warmup
run       what both say

The exit code is 1 if anything differs.
"""

import argparse
import sys

from oracle.cases import run_case
from oracle.errors import UserError, run_script
from oracle.parameters import PARAMETERS, check_ranges, defaults
from oracle.report import FORMATS, as_json
from oracle.results import FailedResult
from oracle.sources import DESCRIPTIONS, MODELS
from oracle.suites import WORKLOADS, read_suite, workloads_of

EXAMPLES = """\
examples:
  scripts/eval.py --model gpt2 --workload validate --generate-tokens 16
  scripts/eval.py --model resnet34 --workload validate --max-error 1e-3 \\
      --batch 4 --image-size 160
  scripts/eval.py --model mobilenet_v2 --checkpoint models/mobilenet_v2 \\
      --workload trace --image-size 64
  scripts/eval.py --model gpt2 --workload bench --threads 1 2 --format csv
  scripts/eval.py --suite configs/eval/resnet34.json --stop-on-first-mismatch
"""

# Of ptir-run; not for suites, which do not know where things are.
PROGRAM_FLAGS = {
    "ptir_run": ("PROGRAM", "default: ptir-run of PATH, or of build/bin"),
    "cache_dir": ("DIR", "object cache instead of the user's"),
    "dump_dir": ("DIR", "modules after each phase"),
    "dump_mode": ("all|compile", "as ptir-run has it"),
}


def make_parser():
    # What is not given is absent, so that suites can say it.
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EXAMPLES,
        argument_default=argparse.SUPPRESS,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_argument_group("what is compared")
    what.add_argument("--model", choices=MODELS)
    what.add_argument("--workload", nargs="+", metavar="NAME",
                      choices=WORKLOADS + ("all",),
                      help=f"{', '.join(WORKLOADS)} or all (default: all)")
    what.add_argument("--suite", metavar="FILE.json",
                      help="a list of models and workloads; flags given here "
                      "win over what it says")
    what.add_argument("--list-models", action="store_true")
    parameters = parser.add_argument_group("parameters")
    for name, parameter in PARAMETERS.items():
        parameter.add_to(parameters, name)
    program = parser.add_argument_group("ptir-run")
    for name, (metavar, text) in PROGRAM_FLAGS.items():
        program.add_argument("--" + name.replace("_", "-"), metavar=metavar,
                             help=text)
    output = parser.add_argument_group("output")
    output.add_argument("--format", choices=FORMATS,
                        help="on stdout (default: table)")
    output.add_argument("--json-out", metavar="FILE",
                        help="write the results as JSON as well")
    output.add_argument("--stop-on-first-mismatch", action="store_true")
    return parser


def choose_cases(given):
    if ("suite" in given) == ("model" in given):
        raise UserError("expected --model or --suite; --help has examples")
    if "suite" not in given:
        return [(given["model"], workload, {})
                for workload in workloads_of(given.get("workload", "all"))]
    wanted = workloads_of(given.get("workload", "all"))
    return [case for case in read_suite(given["suite"]) if case[1] in wanted]


def run_cases(cases, given, stop):
    """Results in order; a case of a suite that fails does not end it."""
    results = []
    fixed = {name: given[name] for name in (*PARAMETERS, *PROGRAM_FLAGS)
             if name in given}
    for model, workload, values in cases:
        options = {**defaults(), **dict.fromkeys(PROGRAM_FLAGS), **values,
                   **fixed}
        check_ranges(options)
        if sys.stderr.isatty():
            print(f"{model} {workload} …", file=sys.stderr)
        try:
            results += run_case(model, workload, options)
        except UserError as error:
            if "suite" not in given:
                raise
            results.append(FailedResult(model, workload, str(error)))
        if stop and not all(result.ok for result in results):
            break
    return results


def main():
    given = vars(make_parser().parse_args())
    if given.get("list_models"):
        for name, text in DESCRIPTIONS.items():
            print(f"{name:14} {text}")
        return 0
    results = run_cases(choose_cases(given), given,
                        given.get("stop_on_first_mismatch", False))
    print(FORMATS[given.get("format", "table")](results))
    if "json_out" in given:
        with open(given["json_out"], "w", encoding="utf-8") as file:
            file.write(as_json(results) + "\n")
    return 0 if results and all(result.ok for result in results) else 1


if __name__ == "__main__":
    run_script("eval.py", main)
