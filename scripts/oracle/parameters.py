"""What a comparison can be asked: the flags of eval.py, and the keys of
suites, from one table."""

from dataclasses import dataclass
from typing import Any

from oracle.errors import UserError


@dataclass(frozen=True)
class Parameter:
    default: Any
    kind: type
    metavar: str
    help: str
    many: bool = False
    choices: tuple = ()

    def add_to(self, parser, name):
        flag = "--" + name.replace("_", "-")
        text = self.help
        if self.default not in (None, False):
            shown = self.default
            if self.many:
                shown = " ".join(map(str, shown))
            text += f" (default: {shown})"
        if self.kind is bool:
            parser.add_argument(flag, action="store_true", help=text)
        elif self.choices:
            parser.add_argument(flag, choices=self.choices, help=text)
        else:
            parser.add_argument(flag, type=self.kind, metavar=self.metavar,
                                nargs="+" if self.many else None, help=text)

    def check(self, name, value):
        """Raises unless a suite may give that value."""
        kinds = (int, float) if self.kind is float else (self.kind,)
        values = value if self.many and isinstance(value, list) else [value]
        fits = all(isinstance(item, kinds) and
                   (self.kind is bool or not isinstance(item, bool)) and
                   (not self.choices or item in self.choices)
                   for item in values) and isinstance(value, list) == self.many
        if value is not None and not fits:
            wanted = (" or ".join(self.choices) if self.choices
                      else self.kind.__name__)
            raise UserError(f"suite: expected '{name}' to be "
                            f"{'a list of ' if self.many else ''}{wanted}, "
                            f"found {value!r}")


PARAMETERS = {
    "backend": Parameter("native", str, "NAME", "of ptir-run"),
    "threads": Parameter([1], int, "N", "of both sides; bench measures each "
                         "of several, others take the first", many=True),
    "torch_device": Parameter("cpu", str, "", "of PyTorch",
                              choices=("cpu",)),
    "seed": Parameter(0, int, "N", "of random weights, images and tokens"),
    "rtol": Parameter(1e-4, float, "R", "relative tolerance per element"),
    "atol": Parameter(1e-4, float, "A", "absolute tolerance per element"),
    "max_error": Parameter(None, float, "R", "bound max|a-b| / max|b| of a "
                           "tensor instead"),
    "warmup": Parameter(1, int, "N", "runs before those that count"),
    "iters": Parameter(5, int, "N", "runs that count"),
    "checkpoint": Parameter(None, str, "PATH", "what ptir-run reads, and "
                            "PyTorch without --source; GPT-2: "
                            "models/tiny-gpt2 unless --config is given"),
    "source": Parameter(None, str, "FILE|DIR", "what PyTorch reads, and "
                        "ptir-run without --checkpoint; default: random"),
    "pretrained": Parameter(False, bool, "", "torchvision's weights; may "
                            "download them"),
    "config": Parameter(None, str, "NAME|FILE", "of a random GPT-2"),
    "num_classes": Parameter(None, int, "N", "of a random image model"),
    "names": Parameter("original", str, "", "of the exported checkpoint",
                       choices=("original", "gpt-rs")),
    "fold": Parameter(False, bool, "", "export with norms folded"),
    "batch": Parameter(1, int, "N", "images"),
    "image_size": Parameter(224, int, "N", "height and width"),
    "prompt": Parameter("Hello", str, "TEXT", "for GPT-2"),
    "tokens": Parameter(None, str, "IDS", "instead of the prompt: 1,2,3"),
    "tokenizer": Parameter(None, str, "DIR", "default: beside the "
                           "checkpoint"),
    "generate_tokens": Parameter(0, int, "N", "validate: greedy tokens to "
                                 "compare"),
    "bench_tokens": Parameter([1, 64], int, "N", "bench: tokens to generate",
                              many=True),
    "max_tokens": Parameter(32, int, "N", "run: tokens to generate"),
}

# Where suites give them, they are relative to the root of the source tree.
PATHS = ("checkpoint", "source", "tokenizer")

POSITIVE = ("iters", "batch", "image_size", "max_tokens", "num_classes",
            "threads", "bench_tokens")
NOT_NEGATIVE = ("rtol", "atol", "max_error", "warmup", "generate_tokens",
                "seed")


def defaults():
    return {name: parameter.default for name, parameter in PARAMETERS.items()}


def check_ranges(values):
    for name in POSITIVE + NOT_NEGATIVE:
        value = values[name]
        least = 1 if name in POSITIVE else 0
        for item in value if isinstance(value, list) else [value]:
            if item is not None and not item >= least:
                raise UserError(f"--{name.replace('_', '-')}: expected at "
                                f"least {least}, found {item}")
    if values["threads"] == [] or values["bench_tokens"] == []:
        raise UserError("expected at least one number of threads and tokens")
