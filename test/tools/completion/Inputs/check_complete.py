#!/usr/bin/env python3
"""Everything that `ptir-run --help` and `ptir-run COMMAND --help` list is
offered by a shell: every command, and every option of every command.

usage: check_complete.py PTIR_RUN SHELL COMMAND…

`COMMAND… WORD…` prints what the shell offers for the last word.
"""

import re
import subprocess
import sys

program, *complete = sys.argv[1:]


def run(*command):
    return subprocess.run(command, check=True, capture_output=True,
                          text=True).stdout


def offered(*words):
    lines = run(*complete, program, *words).splitlines()
    return {line.split(":")[0] for line in lines}


def options_of(text):
    return set(re.findall(r"^ +(?:-\w,)?(--[a-z][-a-z]*)", text, re.M))


help_text = run(program, "--help")
commands = re.findall(r"^  (\w+)  ", help_text.split("Subcommands:")[1], re.M)
findings = []
count = 0
for words, wanted in [
    (("",), set(commands)),
    (("--",), options_of(help_text.split("Subcommands:")[0])),
    *(((name, "--"), options_of(run(program, name, "--help")))
      for name in commands),
]:
    count += len(wanted)
    found = offered(*words)
    if found != wanted:
        findings.append(f"{words}: expected {sorted(wanted)}, found "
                        f"{sorted(found)}")
for finding in findings:
    print(finding)
print(f"{count} words: {len(findings)} findings")
sys.exit(1 if findings or count < 40 else 0)
