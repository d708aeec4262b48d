"""One system that loaded one case, in a process of its own.

The protocol is that of tools/ptir-run/BenchServer.h: lines in, JSON lines out.
"""

import array
import json
import os
import select
import subprocess
import sys
import tempfile

from runner.errors import BenchError, reason_in

# Seconds. Longer than any answer takes: the slowest load a model and prepare
# its weights.
PATIENCE = 300


class Worker:
    """Raises BenchError, with what the system said, when it cannot."""

    def __init__(self, command, environment=None):
        self.log = tempfile.TemporaryFile()
        try:
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=self.log, text=True,
                env={**os.environ, **(environment or {})})
        except OSError as error:
            raise BenchError(f"'{command[0]}': {error.strerror}") from error
        self.hello = self.receive()

    def receive(self):
        # An answer is one line, so none is left in the buffer.
        if not select.select([self.process.stdout], [], [], PATIENCE)[0]:
            self.process.kill()
            raise BenchError(f"no answer for {PATIENCE} seconds")
        line = self.process.stdout.readline()
        try:
            reply = json.loads(line)
        except ValueError:
            raise BenchError(self.last_words(line)) from None
        if "error" in reply:
            raise BenchError(reply["error"])
        return reply

    def last_words(self, line):
        """Why the process ended, or talks nonsense."""
        self.process.kill()
        self.process.wait()
        self.log.seek(0)
        words = reason_in(self.log.read().decode(errors="replace"))
        return words or line.strip() or f"ended with exit code {self.process.returncode}"

    def ask(self, command):
        try:
            self.process.stdin.write(command + "\n")
            self.process.stdin.flush()
        except OSError:
            pass  # The answer is missing as well, and says why.
        return self.receive()

    def run(self, count):
        """Seconds of each of `count` runs."""
        return self.ask(f"run {count}")["seconds"]

    def outputs(self):
        """The logits of the last run: a flat array of floats."""
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "logits.f32")
            shape = self.ask(f"outputs {path}")["shape"]
            values = array.array("f")
            with open(path, "rb") as file:
                values.frombytes(file.read())
        if sys.byteorder == "big":
            values.byteswap()
        count = 1
        for extent in shape:
            count *= extent
        if count != len(values):
            raise BenchError(f"outputs: expected {count} numbers, found "
                             f"{len(values)}")
        return values

    def close(self):
        if self.process.poll() is None:
            try:
                self.process.stdin.write("quit\n")
                self.process.stdin.close()
                self.process.wait(timeout=10)
            except (OSError, subprocess.TimeoutExpired):
                self.process.kill()
                self.process.wait()
        self.process.stdout.close()
        self.log.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
