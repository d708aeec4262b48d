# How lit runs the .mlir and .test files below this folder.

import os
import re

import lit.formats

config.name = "PTIR"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir", ".test"]
# unit/ is a suite of its own: the build tree holds its lit.site.cfg.py.
config.excludes = ["Inputs", "data"]

config.environment["FILECHECK_OPTS"] = (
    "-enable-var-scope --dump-input-filter=all"
)


def add_tools(directory, names):
    """A tool's name, as a word of its own, stands for its full path."""
    for name in names:
        word = r"(?<![-\w./%])" + re.escape(name) + r"(?![-\w./])"
        config.substitutions.append((word, os.path.join(directory, name)))


add_tools(
    config.ptir_bin_dir,
    ["ptir-opt", "ptir-run", "ptir-reduce", "ptir-lsp-server", "ptir-fuzz"],
)
add_tools(config.ptir_test_bin_dir, ["wrong-opt", "wrong-fuzz"])
add_tools(
    config.llvm_bin_dir, ["FileCheck", "not", "count", "split-file", "mlir-opt"]
)
if config.has_onednn:
    config.available_features.add("onednn")
try:
    with open("/proc/cpuinfo", encoding="utf-8") as cpu_info:
        flags = set(cpu_info.read().split())
    if {"avx512f", "avx512vl", "avx512bw", "avx512dq"} <= flags:
        config.available_features.add("avx512")
        if "avx512_bf16" in flags:
            config.available_features.add("avx512bf16")
except OSError:
    pass

config.substitutions.append(("%test_root", config.test_source_root))
