#!/usr/bin/env python3
"""Writes docs/generated, the reference of ops and passes out of TableGen, the
phase table, and the status of every op, and beside it functionals.md.

`ninja -C build refresh-docs` writes it into the source tree; a test fails when
that would change anything.
"""

import argparse
import glob
import json
import os
import re
import subprocess
import sys

BANNER = "<!-- Written by scripts/generate_docs.py; do not edit. -->\n\n"
DIALECT = "include/ptir/Dialect/PTIR/IR/PTIROps.td"
RUNTIME_DIALECT = "include/ptir/Dialect/PTIRRT/IR/PTIRRTOps.td"
PAGES = "docs/spec"
FUNCTIONALS = """A functional checks its operands and emits a composite of its key's name, whose
region is what it means. `x?` may be absent; `-> x` has the type of `x`.

Where patterns are given, raising finds the functional among core ops, starting
at ops of these names; of the others the core ops say as much. Implementations besides `portable`
are chosen by overrides: [howto.md](howto.md#an-implementation).
"""
# Their tables name the ops that Torch has.
ORACLES = "test/conformance/Torch"


class Generator:
    def __init__(self, options):
        self.options = options
        self.source = os.path.abspath(options.source)
        sys.path.insert(0, os.path.join(self.source, "test", "lint"))

    def tablegen(self, program, *arguments):
        """What a TableGen program prints for a file of the source tree."""
        command = [os.path.join(self.options.llvm_bin, program), *arguments]
        for folder in [os.path.join(self.source, "include"),
                       *self.options.include]:
            command += ["-I", folder]
        result = subprocess.run(command, cwd=self.source, check=True,
                                capture_output=True, text=True)
        return result.stdout

    def write(self, path, text):
        path = os.path.join(self.options.output, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        text = re.sub(r"[ \t]+$", "", text, flags=re.M)
        text = re.sub(r"\n{3,}", "\n\n", text).rstrip("\n") + "\n"
        with open(path, "w", encoding="utf-8") as file:
            file.write(BANNER + text)

    def read(self, path):
        with open(os.path.join(self.source, path), encoding="utf-8") as file:
            return file.read()


def op_sections(text):
    """Op name -> its section, as a heading of level 2."""
    parts = re.split(r"^(?=### `[\w.]+` )", text, flags=re.M)[1:]
    sections = {}
    for part in parts:
        name = re.match(r"### `([\w.]+)`", part).group(1)
        part = re.sub(r"^### `[\w.]+` .*", f"## {name}", part)
        sections[name] = re.sub(r"^####", "###", part, flags=re.M)
    return sections


def write_ops(generator):
    """One page per family; the families are the pages of docs/spec."""
    text = generator.tablegen("mlir-tblgen", "-gen-op-doc", DIALECT)
    sections = op_sections(text)
    for path in sorted(glob.glob(os.path.join(generator.source, PAGES,
                                              "*.md"))):
        page = generator.read(os.path.relpath(path, generator.source))
        ops = re.findall(r"^## (ptir\.\w+)$", page, re.M)
        if not ops:
            continue
        title = re.match(r"# (.*)", page).group(1)
        name = os.path.basename(path)
        generator.write(
            f"ops/{name}",
            f"# {title}\n\nWhat they mean: [docs/spec](../../spec/{name}).\n\n"
            + "\n".join(sections[op] for op in ops if op in sections))
    runtime = op_sections(generator.tablegen("mlir-tblgen", "-gen-op-doc",
                                             RUNTIME_DIALECT))
    generator.write("ops/ptirrt.md",
                    "# Runtime calls\n\nThe dialect that portable ops are "
                    "lowered to; no one writes it by hand.\n\n"
                    + "\n".join(runtime.values()))


def write_passes(generator):
    text = "# Passes\n\nBy folder of `lib`.\n"
    root = os.path.join(generator.source, "include", "ptir")
    for path in sorted(glob.glob(os.path.join(root, "**", "Passes.td"),
                                 recursive=True)):
        folder = os.path.relpath(os.path.dirname(path), root)
        body = generator.tablegen(
            "mlir-tblgen", "-gen-pass-doc",
            os.path.relpath(path, generator.source))
        body = re.sub(r"<!--.*?-->\n", "", body)
        text += f"\n## {folder}\n\n{body}"
    generator.write("passes.md", text)


def write_phases(generator):
    result = subprocess.run([generator.options.ptir_opt, "--list-phases"],
                            check=True, capture_output=True, text=True)
    generator.write("pipelines.md", result.stdout)


def table(header, rows):
    lines = [f"| {' | '.join(header)} |", "|" + "---|" * len(header)]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def write_functionals(generator):
    """functionals.md, out of what `ptir-run functionals` lists."""
    result = subprocess.run(
        [generator.options.ptir_run, "functionals", "--json"], check=True,
        capture_output=True, text=True)
    functionals = json.loads(result.stdout)["functionals"]

    def patterns(row):
        return ", ".join(f"`{op}`" for op in row["patterns"]) or "–"

    def implementations(row):
        return ", ".join(f"`{item['name']}`" for item in row["implementations"])

    text = "# Functionals\n\n" + FUNCTIONALS + "\n" + table(
        ("key", "computes", "patterns at", "implementations"),
        [(f"[`{row['key']}`](#{row['key']})", row["summary"], patterns(row),
          implementations(row)) for row in functionals])
    for row in functionals:
        path = f"include/{row['header']}"
        text += (f"\n## {row['key']}\n\n`{row['signature']}`\n\n"
                 f"{row['summary']}; declared in [{path}](../{path})\n")
        if row["aliases"]:
            text += "\nAlso known as " + ", ".join(
                f"`{alias}`" for alias in row["aliases"]) + ".\n"
        if len(row["implementations"]) > 1:
            text += "\n" + table(
                ("implementation", "how"),
                [(f"`{item['name']}`", item["summary"])
                 for item in row["implementations"]])
    generator.write("../functionals.md", text)


def executed_on(page, op):
    """The backends that run an example of the op."""
    backends = set()
    for mark, body in re.findall(r"^```mlir *(.*?)\n(.*?)^```$", page,
                                 re.M | re.S):
        if re.search(rf"\bptir\.{op}\b", body):
            backends |= {"": {"reference", "native"},
                         "reference": {"reference"}}.get(mark, set())
    return backends


def write_status(generator):
    """op × {spec, verify, infer, fold, reference, native, parity}."""
    import rules
    import source_tree
    tree = source_tree.Tree(generator.source)
    sections, specified = rules.read_pages(tree)
    broken = rules.read_tests(tree)
    records = json.loads(generator.tablegen("llvm-tblgen", "--dump-json",
                                            DIALECT))
    torch = "".join(tree.read(path)
                    for path in tree.select((ORACLES,), (".cpp",)))
    rows = []
    for name in records["!instanceof"]["Op"]:
        record = records[name]
        op = record["opName"]
        traits = {trait["def"] for trait in record["traits"]}
        labels = [label for label in specified
                  if label.rsplit("_", 1)[0] == op]
        tested = [label for label in labels if label in broken]
        folds = [word for field, word in (("hasFolder", "fold"),
                                          ("hasCanonicalizer", "rewrite"))
                 if record[field]]
        page = sections.get(op, ("", 0))[0]
        backends = executed_on(tree.read(page), op) if page else set()
        in_torch = f'{{"{op}", ' in torch
        link = f"[yes](../spec/{os.path.basename(page)}#ptir{op})"
        rows.append((
            os.path.basename(page), op, link if page else "–",
            f"{len(tested)}/{len(labels)}",
            "operands" if "PTIR_InferTypes" in traits else "declared",
            ", ".join(folds) or "–",
            *("yes" if backend in backends else "–"
              for backend in ("reference", "native")),
            "yes" if in_torch else "–"))
    text = """# Status

| column | says |
|---|---|
| spec | a section in [docs/spec](../spec/index.md) |
| verify | rules that a test breaks / rules |
| infer | where the result type comes from |
| fold | `fold`: of constants and identities; `rewrite`: canonicalisation patterns |
| reference, native | an example of its section runs on that backend and gives what the page says |
| parity | compared with Torch |

| op | spec | verify | infer | fold | reference | native | parity |
|---|---|---|---|---|---|---|---|
"""
    for _, op, *cells in sorted(rows):
        text += f"| `{op}` | {' | '.join(cells)} |\n"
    generator.write("status.md", text)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", required=True, help="root of the tree")
    parser.add_argument("--output", required=True, help="folder to write")
    parser.add_argument("--ptir-opt", required=True)
    parser.add_argument("--ptir-run", required=True)
    parser.add_argument("--llvm-bin", required=True,
                        help="where mlir-tblgen and llvm-tblgen are")
    parser.add_argument("--include", action="append", default=[],
                        help="where MLIR's TableGen files are")
    generator = Generator(parser.parse_args())
    write_ops(generator)
    write_passes(generator)
    write_phases(generator)
    write_status(generator)
    write_functionals(generator)


if __name__ == "__main__":
    main()
