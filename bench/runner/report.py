"""Results as a table to read, as JSON and as Markdown."""

from dataclasses import asdict

from runner.cases import BANDWIDTH
from runner.systems import OWN
from runner.targets import BANDWIDTH_BYTES


def as_json(machine, command, round_count, absent, cells, verdicts):
    """The object that --json prints; times in seconds."""
    versions = {cell.system: cell.version for cell in cells if cell.version}
    return {
        "command": command, "machine": machine, "rounds": round_count,
        "peers": {**{name: {"version": version}
                     for name, version in versions.items() if name != OWN},
                  **{name: {"absent": reason}
                     for name, reason in absent.items()}},
        "ptir": {"version": versions.get(OWN, "")},
        "cells": [asdict(cell) for cell in cells],
        "targets": [asdict(verdict) for verdict in verdicts],
        "targets_missed": [
            {"case": verdict["case"], "threads": verdict["threads"],
             "over": verdict["over"], "reason": verdict["reason"]}
            for verdict in map(asdict, verdicts) if not verdict["met"]],
    }


def time_text(cell):
    if cell["median"] is None:
        return "–"
    first, third = (1000 * value for value in cell["quartiles"])
    return f"{1000 * cell['median']:.2f} ({first:.2f}–{third:.2f})"


def error_text(cell):
    if cell["error"] is None:
        return "not compared"
    sign = "" if cell["compared"] else " WRONG"
    return f"{cell['error']:.1e}{sign}"


def name_of(cell):
    return f"{cell['system']} {cell['dtype']}".strip()


def cell_line(cell):
    """Name, time, and what there is to say about it."""
    if cell["median"] is None:
        return [name_of(cell), "–", f"not available: {cell['reason']}"]
    if cell["system"] == BANDWIDTH:
        speed = BANDWIDTH_BYTES / cell["median"] / 1e9
        return [name_of(cell), time_text(cell), f"{speed:.1f} GB/s"]
    return [name_of(cell), time_text(cell), f"error {error_text(cell)}"]


def verdict(target):
    if target["met"]:
        return "stretch met" if target["stretch_met"] else "met"
    return "MISSED" if target["ratio"] else f"MISSED, {target['reason']}"


def target_text(target):
    ratio = "–" if target["ratio"] is None else f"{target['ratio']:.2f}"
    goals = [f"gate {target['gate']:g}" if target["gate"] else "",
             f"stretch {target['stretch']:g}" if target["stretch"] else ""]
    return (f"{ratio} x {target['over']} "
            f"({', '.join(filter(None, goals))}): {verdict(target)}")


def groups(result):
    """(title, threads, cells, targets) of what was measured, in order."""
    seen = []
    for cell in result["cells"]:
        key = (cell["case"], cell["threads"])
        if key not in seen:
            seen.append(key)
    for case, threads in seen:
        targets = [target for target in result["targets"]
                   if (target["case"], target["threads"]) == (case, threads)]
        cells = [cell for cell in result["cells"]
                 if (cell["case"], cell["threads"]) == (case, threads)]
        title = targets[0]["title"] if targets else case
        yield title, threads, cells, targets


def as_table(result):
    lines = []
    for title, threads, cells, targets in groups(result):
        lines.append(f"{title}, T = {threads}")
        for cell in cells:
            name, time, note = cell_line(cell)
            lines.append(f"  {name:18} {time:>28} ms  {note}" if time != "–"
                         else f"  {name:18} {'–':>28}     {note}")
        lines += ["  " + target_text(target) for target in targets]
    missed = len(result["targets_missed"])
    lines.append(f"{len(result['targets']) - missed} targets met, "
                 f"{missed} missed (not measured counts as missed)")
    return "\n".join(lines)


def as_markdown(result):
    """Two tables: times, and targets."""
    machine = result["machine"]
    changed = " with changes" if machine["changed"] else ""
    versions = ", ".join(
        f"{name} {peer.get('version', 'absent')}"
        for name, peer in sorted(result["peers"].items()))
    lines = [
        f"`{result['command']}`", "",
        f"{machine['date']}, commit {machine['commit']}{changed}; "
        f"{machine['cpu']}, {machine['cores']} cores, {machine['memory']}, "
        f"load {machine['load']:.1f} at the start; {result['rounds']} rounds; "
        f"{versions}.", "",
        "| case | T | system | ms (quartiles) | error |",
        "|---|---|---|---|---|"]
    for title, threads, cells, _ in groups(result):
        for cell in cells:
            name, time, note = cell_line(cell)
            note = note.removeprefix("error ").replace("|", "\\|")
            lines.append(f"| {title} | {threads} | {name} | {time} | {note} |")
    lines += ["", "| case | T | over | ratio (quartiles) | gate | stretch | |",
              "|---|---|---|---|---|---|---|"]
    for target in result["targets"]:
        ratio = "–"
        if target["ratio"] is not None:
            first, third = target["quartiles"]
            ratio = f"{target['ratio']:.2f} ({first:.2f}–{third:.2f})"
        lines.append(
            f"| {target['title']} | {target['threads']} | {target['over']} | "
            f"{ratio} | {target['gate'] or '–'} | {target['stretch'] or '–'} |"
            f" {verdict(target)} |")
    return "\n".join(lines)
