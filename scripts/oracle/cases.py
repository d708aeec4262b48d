"""One model on both sides, and the workloads that every model has."""

import os
import tempfile

from oracle import checkpoints, logits
from oracle.difference import Tolerance, measure
from oracle.errors import UserError, import_torch
from oracle.gpt2_case import Gpt2Workloads
from oracle.image_case import ImageWorkloads
from oracle.ptir_run import ROOT, PtirRun
from oracle.results import TraceResult, ValidationResult
from oracle.sources import open_source


class Case:
    """`options` are all parameters by name, and those of ptir-run."""

    def __init__(self, model, options, scratch):
        self.model = model
        self.options = options
        self.scratch = scratch
        self.program = self.program_with(options["threads"][0])
        self.tolerance = Tolerance(options["rtol"], options["atol"],
                                   options["max_error"])
        self.source, self.checkpoint = self.open()
        kind = Gpt2Workloads if model == "gpt2" else ImageWorkloads
        self.own = kind(self)
        self.given = self.own.choose_input()

    def program_with(self, threads):
        options = self.options
        return PtirRun(options["ptir_run"], options["backend"], threads,
                       options["cache_dir"], options["dump_dir"],
                       options["dump_mode"])

    def open(self):
        """PyTorch's model and the checkpoint of ptir-run."""
        options = self.options
        checkpoint = options["checkpoint"]
        others = ("config", "source", "pretrained")
        if (self.model == "gpt2" and not checkpoint
                and not any(options[name] for name in others)):
            checkpoint = os.path.join(ROOT, "models", "tiny-gpt2")
        if checkpoint:
            for name in ("pretrained", "config"):
                if options[name]:
                    raise UserError(f"{self.model}: expected --checkpoint or "
                                    f"--{name}, found both")
            folder = options["source"] or self.as_folder(checkpoint)
            return open_source(self.model, folder), checkpoint
        source = open_source(self.model, options["source"],
                             options["pretrained"], options["seed"],
                             options["num_classes"], options["config"])
        folder = os.path.join(self.scratch, "exported")
        checkpoints.write_folder(source, folder, options["names"],
                                 options["fold"])
        if options["fold"] or options["names"] == "gpt-rs":
            # Names of activations are those of the folded model.
            source = open_source(self.model, folder)
        return source, folder

    def as_folder(self, checkpoint):
        if os.path.isdir(checkpoint):
            return checkpoint
        folder = os.path.join(self.scratch, "checkpoint")
        self.program.call("convert", checkpoint, folder)
        return folder

    def validate(self):
        found, wanted = logits.logits_of_both(
            self.source, self.checkpoint, self.given, self.program)
        result = measure(found, wanted, self.tolerance)
        rows = slice(-1, None) if self.model == "gpt2" else slice(None)
        top1 = (result.found_shape == result.wanted_shape and bool(
            (found[rows].argmax(-1) == wanted[rows].argmax(-1)).all()))
        validation = ValidationResult(
            self.model, result.ok, result.found_shape, result.max_abs,
            result.mean_abs, result.relative, str(self.tolerance),
            result.reason, {"top1_equal": top1})
        self.own.extend_validation(validation)
        return validation

    def trace(self):
        out = os.path.join(self.scratch, "trace.safetensors")
        found = logits.ptir_trace(self.checkpoint, self.given, self.program,
                                  out)
        wanted, _ = logits.torch_trace(self.source, self.given)
        activations, first = [], None
        for name, tensor in found.items():
            entry = self.compare_activation(name, tensor, wanted)
            activations.append(entry)
            if not entry["ok"] and not first:
                first = name
        reason = ""
        if first:
            reason = next(f"'{entry['name']}': {entry['reason']}"
                          for entry in activations if not entry["ok"])
        return TraceResult(self.model, first is None and bool(found),
                           activations, first,
                           [name for name in wanted if name not in found],
                           str(self.tolerance), reason)

    def compare_activation(self, name, tensor, wanted):
        if name not in wanted:
            return {"name": name, "ok": False, "max_abs": None,
                    "relative": None, "reason": "PyTorch's model has no "
                    "activation of that name"}
        result = measure(tensor, wanted[name], self.tolerance)
        return {"name": name, "ok": result.ok, "max_abs": result.max_abs,
                "relative": result.relative, "reason": result.reason}

    def bench(self):
        torch = import_torch()
        results = []
        for threads in self.options["threads"]:
            torch.set_num_threads(threads)
            results += self.own.bench(self.program_with(threads), threads)
        for result in results:
            result.extra["torch_blas"] = blas_of_torch()
        return results

    def run(self):
        return self.own.run()


def blas_of_torch():
    """Which library multiplies PyTorch's matrices; Debian's is the plain one
    unless libopenblas0-openmp is installed."""
    with open("/proc/self/maps", encoding="utf-8") as maps:
        loaded = maps.read()
    for name in ("openblas", "mkl", "blis", "atlas"):
        if "lib" + name in loaded:
            return name
    return "reference"


def run_case(model, workload, options):
    """The results of one workload: a list."""
    torch = import_torch()
    torch.set_num_threads(options["threads"][0])
    with tempfile.TemporaryDirectory() as scratch:
        case = Case(model, options, scratch)
        result = getattr(case, workload)()
    return result if isinstance(result, list) else [result]
