"""Calls of ptir-run."""

import json
import os
import shutil
import subprocess

from oracle.errors import UserError

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.realpath(__file__))))


def add_flags(parser):
    group = parser.add_argument_group("ptir-run")
    group.add_argument("--ptir-run", metavar="PROGRAM",
                       help="default: ptir-run of PATH, or of build/bin")
    group.add_argument("--cache-dir", metavar="DIR",
                       help="its object cache instead of the user's")


def find_program(program):
    if program:
        return program
    found = shutil.which("ptir-run")
    return found or os.path.join(ROOT, "build", "bin", "ptir-run")


def reason_of(command, result):
    """The line that says why a call failed."""
    lines = result.stderr.strip().splitlines()
    for line in lines:
        if line.startswith("ptir-run: error: "):
            return line
    last = lines[-1] if lines else f"exit code {result.returncode}"
    return f"ptir-run {command}: {last}"


class PtirRun:
    """The program with the flags that all its calls share."""

    def __init__(self, program=None, backend="native", threads=0,
                 cache_dir=None, dump_dir=None, dump_mode=None):
        self.program = find_program(program)
        self.compile_flags = ["--backend", backend, "--threads", str(threads)]
        for flag, value in (("--cache-dir", cache_dir),
                            ("--dump-dir", dump_dir),
                            ("--dump-mode", dump_mode)):
            if value:
                self.compile_flags += [flag, value]

    def call(self, command, *arguments, compiles=False, stdin=None):
        """What `ptir-run command arguments…` prints; raises if it fails."""
        line = [self.program, command, *map(str, arguments)]
        if compiles:
            line += self.compile_flags
        try:
            result = subprocess.run(line, input=stdin, capture_output=True,
                                    text=True, check=False)
        except OSError as error:
            raise UserError(f"ptir-run: expected a program at "
                            f"'{self.program}', found: {error}") from error
        if result.returncode != 0:
            raise UserError(reason_of(command, result))
        return result.stdout

    def call_json(self, command, *arguments):
        return json.loads(self.call(command, *arguments, "--json",
                                    compiles=True))

    def tokenize(self, text, tokenizer):
        printed = self.call("tokenize", "--model", tokenizer,
                            stdin=text)
        return [int(word) for word in printed.split()]
