"""The systems that are compared, and how a worker of each is started."""

import json
import os
import shutil

from runner import inputs
from runner.errors import BenchError
from runner.worker import Worker

WORKERS = os.path.join(inputs.BENCH, "workers")
OWN = "ptir"
PEERS = ("onnxruntime", "torch", "llama.cpp")
CASE_FLAGS = {"forward": "forward", "prefill": "prefill",
              "decode": "decode-steady"}


def find_ptir_run(program):
    found = program or shutil.which("ptir-run") or os.path.join(
        inputs.ROOT, "build", "bin", "ptir-run")
    if not os.path.exists(found):
        raise BenchError(f"expected ptir-run at '{found}', found none; "
                         "--ptir-run names another")
    return os.path.abspath(found)


class Systems:
    """Starts workers. `flags` go to every ptir-run bench."""

    def __init__(self, ptir_run, flags, peers_folder, files):
        self.ptir_run = ptir_run
        self.flags = list(flags)
        self.peers = peers_folder
        self.files = files

    @property
    def python(self):
        return self.files.python

    def tokens(self, case):
        """What a language model is given; of decode the last one is fed in a
        run, those before it are in the cache."""
        if case.run == "forward":
            return []
        count = case.prompt_tokens or case.context + 1
        return inputs.tokens(count,
                             self.files.config(case.model)["vocab_size"])

    def start(self, system, case, threads):
        """A Worker; raises BenchError if there can be none."""
        environment = {"OMP_NUM_THREADS": str(threads),
                       "OPENBLAS_NUM_THREADS": str(threads)}
        if system == OWN:
            return Worker(self.own_command(case, threads), environment)
        if not os.path.exists(self.python):
            raise BenchError("not installed: scripts/bench-peers installs it")
        job = {"run": case.run, "threads": threads,
               "tokens": self.tokens(case)}
        return getattr(self, "start_" + system.replace(".", "_"))(
            case, job, environment)

    def own_command(self, case, threads):
        command = [self.ptir_run, "bench", "--serve", "--case",
                   CASE_FLAGS[case.run], "--model",
                   self.files.checkpoint(case.model), "--threads",
                   str(threads), *self.flags, *case.ptir]
        if case.run == "forward":
            return [*command, "--input", self.files.images(case.image_size)]
        command += ["--tokens", ",".join(map(str, self.tokens(case)))]
        if case.run == "prefill":
            return [*command, "--prompt-tokens", str(case.prompt_tokens)]
        return [*command, "--context", str(case.context)]

    def add_images(self, case, job):
        if case.run == "forward":
            job["input"] = self.files.images(case.image_size)

    def start_onnxruntime(self, case, job, environment):
        self.add_images(case, job)
        job["onnx"] = self.files.onnx(case.model, case.run, case.image_size)
        if case.run == "decode":
            job["onnx_prefill"] = self.files.onnx(case.model, "prefill", 0)
        return self.start_python("onnxruntime_worker.py", job, environment)

    def start_torch(self, case, job, environment):
        self.add_images(case, job)
        job["checkpoint"] = self.files.checkpoint(case.model)
        # Debian's PyTorch takes whatever BLAS it finds first.
        environment["LD_LIBRARY_PATH"] = ":".join(filter(None, (
            os.path.join(self.peers, "openblas"),
            os.environ.get("LD_LIBRARY_PATH"))))
        return self.start_python("torch_worker.py", job, environment)

    def start_python(self, script, job, environment):
        return Worker([self.python, os.path.join(WORKERS, script),
                       json.dumps(job)], environment)

    def start_llama_cpp(self, case, job, environment):
        job["node_modules"] = os.path.join(self.peers, "node", "node_modules")
        if not os.path.exists(job["node_modules"]):
            raise BenchError("not installed: scripts/bench-peers installs it")
        job["dtype"] = case.peers["llama.cpp"]
        job["gguf"] = self.files.gguf(case.model, job["dtype"])
        return Worker(["node", os.path.join(WORKERS, "llama_cpp_worker.mjs"),
                       json.dumps(job)], environment)

    def start_bandwidth(self, threads):
        program = os.path.join(os.path.dirname(self.ptir_run),
                               "ptir-read-bandwidth")
        return Worker([program, str(threads)])
