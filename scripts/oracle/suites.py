"""Suites: JSON files that list what to compare.

    {"defaults": {"iters": 5, "params": {"batch": 4}},
     "runs": [{"model": "resnet34", "workload": ["validate", "bench"],
               "params": {"image_size": 160}}]}

Parameters (parameters.py) may stand beside `params` or in it; those of a run
win over the defaults, flags of the command line over both. Paths are relative
to the root of the source tree.
"""

import os

from oracle.errors import UserError
from oracle.parameters import PARAMETERS, PATHS
from oracle.ptir_run import ROOT
from oracle.sources import MODELS
from oracle.tensor_files import read_json

WORKLOADS = ("validate", "trace", "bench", "run")


def workloads_of(value):
    """The list that `workload` means: a name, several, or `all`."""
    names = value if isinstance(value, list) else [value]
    for name in names:
        if name != "all" and name not in WORKLOADS:
            raise UserError(f"suite: expected workload {', '.join(WORKLOADS)} "
                            f"or all, found {name!r}")
    return list(WORKLOADS) if "all" in names else names


def read_parameters(entry, where, others=()):
    if not isinstance(entry, dict):
        raise UserError(f"suite: expected {where} to be an object, found "
                        f"{entry!r}")
    nested = entry.get("params", {})
    if not isinstance(nested, dict):
        raise UserError(f"suite: expected 'params' of {where} to be an "
                        f"object, found {nested!r}")
    values = {name: value for name, value in entry.items()
              if name != "params" and name not in others}
    values.update(nested)
    for name, value in values.items():
        if name not in PARAMETERS:
            raise UserError(f"suite: {where}: unknown key '{name}'")
        PARAMETERS[name].check(name, value)
        if name in PATHS and value is not None:
            values[name] = os.path.join(ROOT, value)
    return values


def read_suite(path):
    """[(model, workload, parameters)]."""
    suite = read_json(path)
    for name in suite.keys() - {"defaults", "runs", "description"}:
        raise UserError(f"suite: unknown key '{name}'")
    shared = read_parameters(suite.get("defaults", {}), "defaults")
    runs = suite.get("runs")
    if not isinstance(runs, list) or not runs:
        raise UserError("suite: expected 'runs' to be a list with at least "
                        f"one run, found {runs!r}")
    cases = []
    for index, run in enumerate(runs):
        where = f"runs[{index}]"
        values = read_parameters(run, where, ("model", "workload"))
        if run.get("model") not in MODELS:
            raise UserError(f"suite: {where}: expected model "
                            f"{', '.join(MODELS)}, found "
                            f"{run.get('model')!r}")
        for workload in workloads_of(run.get("workload", "all")):
            cases.append((run["model"], workload, {**shared, **values}))
    return cases
