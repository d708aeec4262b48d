#!/usr/bin/env python3
"""Runs the examples of docs/spec on every backend.

A block fenced as `mlir` is a complete module whose first function is called.
Comments at its top are calls with their results, one after the other:

    // %x = [1.0, nan]           an argument, for each argument of the function
    // param a.w = [0.5]         a parameter that the module reads, f32
    // => [-1.0, nan]            one line per result, or instead
    // error: division by zero   what the message of the failing call contains

Values are nested lists of `true`, `false`, numbers, `nan`, `inf` and complex
`(re, im)`. Integers and i1 must be equal; floats agree to the digits that a
page shows.

A block fenced as `mlir reference` runs on the reference backend only, one
fenced as `mlir parse` is only verified. Where a backend would run it after
all, the word has to go.

All calls of a page that succeed are one module, whose entry holds the
arguments as constants and calls the functions: neither folding nor inlining
looks through a call. Prints one line per finding.
"""

import argparse
import json
import math
import os
import re
import struct
import subprocess
import sys

BLOCK = re.compile(r"^```mlir *(.*?)\n(.*?)^```$", re.M | re.S)
LINE = re.compile(r"// (?:(%\w+) =|param (\S+) =|(=>)|(error:)) ?(.*)$")
MORE = re.compile(r"//   +(\S.*)$")
FUNCTION = re.compile(r"func\.func @(\w+)\((.*?)\)\s*(?:->\s*(.*?))?\s*\{",
                      re.S)
TENSOR = re.compile(r"tensor<((?:(?:\?|\d+)x)*)([^<>x][^>]*>?)>")
NAMES = {"nan": math.nan, "inf": math.inf, "true": True, "false": False}

# Bits of NaN, +inf and -inf: MLIR has no other literals for them.
SPECIAL = {
    "f64": ("0x7FF8000000000000", "0x7FF0000000000000", "0xFFF0000000000000"),
    "f32": ("0x7FC00000", "0x7F800000", "0xFF800000"),
    "f16": ("0x7E00", "0x7C00", "0xFC00"),
    "bf16": ("0x7FC0", "0x7F80", "0xFF80"),
    "f8E4M3FN": ("0x7F",),
    "f8E5M2": ("0x7E", "0x7C", "0xFC"),
}

# A backend that lacks an op names it too, which is not the error of a call.
LACKING = re.compile("does not execute|failed to legalize")

# What runs a block, by the word after `mlir`.
BACKENDS = {"": ["reference", "native"], "reference": ["reference"],
            "parse": []}

# How far a result may be from the rounded number on a page, relative to it.
DIGITS = {"f64": 1e-5, "f32": 1e-5, "cf64": 1e-5, "cf32": 1e-5, "f16": 1e-3,
          "bf16": 1e-2}


class Call:
    def __init__(self, example):
        self.example = example
        self.arguments = {}
        self.parameters = {}
        self.results = []
        self.error = None

    def is_complete(self):
        return bool(self.results) or self.error is not None


class Example:
    def __init__(self, where, mark, text):
        self.where = where
        self.mark = mark
        self.text = text
        match = FUNCTION.search(text)
        if not match:
            raise ValueError(f"{where}: expected a function")
        self.name, parameters, results = match.groups()
        # Complex element types hold the only comma-free `<` inside a tensor.
        self.parameters = re.findall(r"(%\w+): (tensor<.*?>>?)(?=,|$)",
                                     parameters.replace("\n", " "))
        self.results = [match.group(0)
                        for match in TENSOR.finditer(results or "")]
        self.calls = self.read_calls()

    def read_calls(self):
        calls, value = [], None
        for number, line in enumerate(self.text.splitlines()):
            match, more = LINE.match(line), MORE.match(line)
            if not match:
                if more and value:
                    value[0] += " " + more.group(1)
                    continue
                break
            argument, parameter, result, error, text = match.groups()
            if not calls or (calls[-1].is_complete()
                             and (argument or parameter)):
                calls.append(Call(self))
            value = [text]
            if argument:
                calls[-1].arguments[argument] = value
            elif parameter:
                calls[-1].parameters[parameter] = value
            elif result:
                calls[-1].results.append(value)
            else:
                calls[-1].error = value
        return calls

    def problem(self):
        """What is wrong with the block itself, or None."""
        names = [name for name, _ in self.parameters]
        if self.mark not in BACKENDS:
            return f"expected 'mlir', 'reference' or 'parse', found {self.mark}"
        if not self.calls:
            return "expected a call with its results"
        for call in self.calls:
            if sorted(call.arguments) != sorted(names):
                return f"expected values of {', '.join(names)}"
            if call.error is None and len(call.results) != len(self.results):
                return (f"expected {len(self.results)} results, found "
                        f"{len(call.results)}")
        return None


def evaluate(value):
    return eval(value[0], {"__builtins__": {}}, NAMES)


def shape_of(value):
    if not isinstance(value, list):
        return []
    return [len(value)] + (shape_of(value[0]) if value else [])


def literal(value, element):
    """A value of the page as MLIR writes it."""
    if isinstance(value, list):
        return f"[{', '.join(literal(item, element) for item in value)}]"
    if element.startswith("complex"):
        part = element[len("complex<"):-1]
        return f"({literal(value[0], part)}, {literal(value[1], part)})"
    if element == "i1":
        return "true" if value else "false"
    if element not in SPECIAL:
        return str(value)
    if math.isnan(value):
        return SPECIAL[element][0]
    if math.isinf(value):
        return SPECIAL[element][1 if value > 0 else 2]
    text = repr(float(value))
    return text if "." in text else text.replace("e", ".0e")


def argument_ops(name, value, type_text):
    """The ops that make the argument `name`, of a type that may be dynamic."""
    dims, element = TENSOR.fullmatch(type_text).groups()
    dims = dims.split("x")[:-1]
    shape = shape_of(value)
    # Below an extent of 0 a list says nothing.
    shape += [int(dim) for dim in dims[len(shape):]]
    static = "tensor<" + "".join(f"{n}x" for n in shape) + element + ">"
    body = literal(value, element) if math.prod(shape) else ""
    if "?" not in dims:
        return [f"{name} = ptir.constant dense<{body}> : {static}"]
    lines = [f"{name}_s = ptir.constant dense<{body}> : {static}"]
    extents = []
    for i, dim in enumerate(dims):
        if dim == "?":
            extents.append(f"{name}_d{i}")
            lines.append(f"{name}_d{i} = ptir.constant dense<{shape[i]}> : "
                         "tensor<si64>")
    return lines + [f"{name} = ptir.reshape {name}_s dims("
                    f"{', '.join(extents)}) : {static} -> {type_text}"]


def module_of(calls):
    """A module whose entry makes the calls and returns all results."""
    functions, body, returned, types = [], [], [], []
    for number, call in enumerate(calls):
        example = call.example
        text = example.text
        for name in re.findall(r"func\.func (?:private )?@(\w+)", text):
            text = re.sub(rf"@{name}\b", f"@call{number}_{name}", text)
        functions.append(re.sub(r"func\.func @", "func.func private @", text))
        operands = []
        for name, type_text in example.parameters:
            operands.append(f"%c{number}_{name[1:]}")
            body += argument_ops(operands[-1],
                                 evaluate(call.arguments[name]), type_text)
        results = [f"%r{number}_{i}" for i in range(len(example.results))]
        if results:
            body.append(f"{', '.join(results)} = func.call "
                        f"@call{number}_{example.name}({', '.join(operands)}) "
                        f": ({', '.join(t for _, t in example.parameters)}) "
                        f"-> ({', '.join(example.results)})")
        returned += results
        types += example.results
    lines = "\n".join("  " + line for line in body)
    return (f"func.func @main() -> ({', '.join(types)}) {{\n{lines}\n"
            f"  return {', '.join(returned)} : {', '.join(types)}\n}}\n"
            + "\n".join(functions))


def write_parameters(path, calls):
    header, data = {}, b""
    for call in calls:
        for name, value in call.parameters.items():
            value = evaluate(value)
            flat = flatten(value)
            packed = struct.pack(f"<{len(flat)}f", *flat)
            header[name] = {"dtype": "F32", "shape": shape_of(value),
                            "data_offsets": [len(data),
                                             len(data) + len(packed)]}
            data += packed
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)
    return bool(header)


def flatten(value):
    if not isinstance(value, list):
        return [value]
    return [scalar for item in value for scalar in flatten(item)]


def is_equal(found, expected, dtype):
    if isinstance(expected, list):
        return (isinstance(found, list) and len(found) == len(expected)
                and all(is_equal(f, e, dtype)
                        for f, e in zip(found, expected)))
    if isinstance(expected, tuple):
        return (is_equal(found["re"], expected[0], dtype)
                and is_equal(found["im"], expected[1], dtype))
    if dtype == "i1":
        return found is expected
    if isinstance(found, str):
        found = float(found)
    if math.isnan(expected) or math.isnan(found):
        return math.isnan(expected) and math.isnan(found)
    if dtype in DIGITS and math.isfinite(expected):
        near = abs(found - expected) <= DIGITS[dtype] * abs(expected)
        return near and math.copysign(1, found) == math.copysign(1, expected)
    return found == expected


class Runner:
    def __init__(self, options):
        self.options = options
        self.count = 0

    def write(self, text):
        """The path of a new module, without its ending."""
        self.count += 1
        base = os.path.join(self.options.scratch, f"module{self.count}")
        with open(base + ".mlir", "w", encoding="utf-8") as file:
            file.write(text)
        return base

    def verify(self, example):
        """The message of a block that is no valid module, or None."""
        command = [self.options.ptir_opt, self.write(example.text) + ".mlir",
                   "--verify-roundtrip", "-o", os.devnull]
        result = subprocess.run(command, capture_output=True, text=True,
                                check=False)
        return result.stderr.strip() if result.returncode else None

    def execute(self, calls, backend):
        """The JSON that `ptir-run exec` prints, or its message."""
        base = self.write(module_of(calls))
        command = [self.options.ptir_run, "exec", base + ".mlir", "--json",
                   "--no-cache", "--backend", backend]
        if write_parameters(base + ".safetensors", calls):
            command += ["--model", base + ".safetensors"]
        result = subprocess.run(command, capture_output=True, text=True,
                                check=False)
        if result.returncode != 0:
            return None, (result.stderr.strip()
                          or f"exit code {result.returncode}")
        return json.loads(result.stdout)["results"], ""

    def run_page(self, calls, backend):
        """One line per call that does not do what the page says."""
        good = [call for call in calls if call.error is None]
        findings = []
        results, message = self.execute(good, backend) if good else ([], "")
        if results is not None:
            for call in good:
                count = len(call.example.results)
                findings += self.compare(call, results[:count], backend)
                results = results[count:]
        elif len(good) == 1:
            findings.append(f"{good[0].example.where}: {backend}: {message}")
        else:
            # Find the calls to blame.
            for call in good:
                findings += self.run_page([call], backend)
            findings = findings or [f"{good[0].example.where}: {backend}: all "
                                    f"calls of the page at once: {message}"]
        for call in (call for call in calls if call.error is not None):
            wanted = call.error[0]
            results, message = self.execute([call], backend)
            if (results is not None or wanted not in message
                    or LACKING.search(message)):
                findings.append(f"{call.example.where}: {backend}: expected "
                                f"the error '{wanted}', found "
                                f"{message or results}")
        return findings

    def find_stale_marks(self, calls, backend):
        """Blocks that are not marked for a backend which runs them."""
        blocks = {}
        for call in calls:
            if backend not in BACKENDS[call.example.mark]:
                blocks.setdefault(call.example.where, []).append(call)
        return [f"{where}: runs on {backend}, but is marked "
                f"'{block[0].example.mark}'"
                for where, block in blocks.items()
                if not self.run_page(block, backend)]

    def compare(self, call, results, backend):
        for expected, found in zip(call.results, results):
            if not is_equal(found["data"], evaluate(expected),
                            found["dtype"]):
                yield (f"{call.example.where}: {backend}: expected "
                       f"{expected[0]}, found {json.dumps(found['data'])}")


def check_page(runner, page):
    """The number of calls that ran, and what is wrong."""
    with open(page, encoding="utf-8") as file:
        text = file.read()
    calls, findings = [], []
    for match in BLOCK.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        example = Example(f"{os.path.basename(page)}:{line}", *match.groups())
        problem = example.problem() or runner.verify(example)
        if problem:
            findings.append(f"{example.where}: {problem}")
        else:
            calls += example.calls
    count = 0
    for backend in BACKENDS[""]:
        chosen = [call for call in calls
                  if backend in BACKENDS[call.example.mark]]
        count += len(chosen)
        findings += runner.run_page(chosen, backend)
        findings += runner.find_stale_marks(calls, backend)
    return count, findings


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ptir-run", required=True)
    parser.add_argument("--ptir-opt", required=True)
    parser.add_argument("--scratch", required=True,
                        help="empty folder to work in")
    parser.add_argument("pages", nargs="+")
    options = parser.parse_args()
    runner = Runner(options)
    count, findings = 0, []
    for page in options.pages:
        ran, wrong = check_page(runner, page)
        count += ran
        findings += wrong
    for finding in findings:
        print(finding)
    print(f"{count} calls: {len(findings)} findings")
    sys.exit(1 if findings or not count else 0)


if __name__ == "__main__":
    main()
