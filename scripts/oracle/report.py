"""Results as a table to read, as JSON or as CSV."""

import csv
import io
import json
from dataclasses import asdict

COLUMNS = ("model", "workload", "ok", "impl", "threads", "units_per_iter",
           "unit_label", "median_s", "mean_s", "units_per_s", "max_abs",
           "relative", "wall_s", "reason")


def number(value):
    return "-" if value is None else f"{value:.2e}"


def verdict(result):
    return "ok" if result.ok else "MISMATCH"


def describe(result):
    """Lines of one result."""
    head = f"{result.model:13} {result.workload:9}"
    if result.workload == "validate" and hasattr(result, "shape"):
        yield (f"{head} {verdict(result):9} {result.shape}  max|a-b| "
               f"{number(result.max_abs)}  max|a-b|/max|b| "
               f"{number(result.relative)}  ({result.tolerance})")
        if result.extra.get("greedy_tokens"):
            yield f"{'':24}{result.extra['greedy_tokens']} greedy tokens"
    elif result.workload == "trace" and hasattr(result, "activations"):
        worst = max((entry["relative"] or 0.0
                     for entry in result.activations), default=0.0)
        yield (f"{head} {verdict(result):9} {len(result.activations)} "
               f"activations, largest max|a-b|/max|b| {number(worst)}  "
               f"({result.tolerance})")
    elif result.workload == "bench" and hasattr(result, "ptir"):
        for name, timing in (("ptir-run", result.ptir),
                             ("torch", result.torch)):
            yield (f"{head} {name:9} {result.threads} threads  "
                   f"{result.units:3} {result.unit}  median "
                   f"{1000 * timing.median_s:9.2f} ms  "
                   f"{timing.units_per_s:9.2f} {result.unit}/s")
        yield (f"{'':24}{result.ratio:.2f} times torch "
               f"(BLAS: {result.extra['torch_blas']})")
    elif result.workload == "run" and hasattr(result, "ptir"):
        for name, text, wall in (
                ("ptir-run", result.ptir, result.ptir_wall_s),
                ("torch", result.torch, result.torch_wall_s)):
            yield f"{head} {name:9} {wall:.2f} s  {text!r}"
    else:
        yield f"{head} FAILED"
    if result.reason:
        yield f"{'':24}{result.reason}"


def as_table(results):
    lines = [line for result in results for line in describe(result)]
    wrong = sum(not result.ok for result in results)
    return "\n".join(lines + [f"{len(results) - wrong} ok, {wrong} wrong"])


def as_json(results):
    return json.dumps([asdict(result) for result in results])


def rows(results):
    """Flat rows; those of a bench and a run have one per side."""
    for result in results:
        shared = {"model": result.model, "workload": result.workload,
                  "ok": str(result.ok).lower(), "reason": result.reason}
        if result.workload == "bench" and hasattr(result, "ptir"):
            for name, timing in (("ptir-run", result.ptir),
                                 ("torch", result.torch)):
                yield {**shared, "impl": name, "threads": result.threads,
                       "units_per_iter": result.units,
                       "unit_label": result.unit,
                       "median_s": timing.median_s, "mean_s": timing.mean_s,
                       "units_per_s": timing.units_per_s}
        elif result.workload == "run" and hasattr(result, "ptir"):
            yield {**shared, "impl": "ptir-run",
                   "wall_s": result.ptir_wall_s}
            yield {**shared, "impl": "torch", "wall_s": result.torch_wall_s}
        else:
            yield {**shared, "max_abs": getattr(result, "max_abs", None),
                   "relative": getattr(result, "relative", None)}


def as_csv(results):
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows(results))
    return text.getvalue().rstrip("\n")


FORMATS = {"table": as_table, "json": as_json, "csv": as_csv}
