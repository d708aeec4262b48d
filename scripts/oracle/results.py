"""What a comparison found. The order of fields is that of JSON."""

import statistics
from dataclasses import dataclass, field
from typing import Optional


@dataclass
class ValidationResult:
    """Logits of both sides."""

    model: str
    ok: bool
    shape: list
    max_abs: Optional[float]
    mean_abs: Optional[float]
    relative: Optional[float]
    tolerance: str
    reason: str = ""
    extra: dict = field(default_factory=dict)
    workload: str = "validate"


@dataclass
class TraceResult:
    """Every intermediate result; `activations` is a list of name, ok, max_abs,
    relative and reason in the order in which they are computed."""

    model: str
    ok: bool
    activations: list
    first_mismatch: Optional[str]
    # What PyTorch computes and ptir-run does not record.
    not_recorded: list
    tolerance: str
    reason: str = ""
    workload: str = "trace"


@dataclass
class Timing:
    times_s: list
    median_s: float = 0.0
    mean_s: float = 0.0
    units_per_s: float = 0.0

    @staticmethod
    def of(times, units):
        median = statistics.median(times)
        return Timing(times, median, statistics.mean(times),
                      units / median if median else 0.0)


@dataclass
class BenchResult:
    """Both sides with the same number of threads; speed is by the median."""

    model: str
    threads: int
    units: int
    unit: str
    ptir: Timing
    torch: Timing
    extra: dict = field(default_factory=dict)
    ok: bool = True
    reason: str = ""
    workload: str = "bench"

    @property
    def ratio(self):
        """How many times as fast as PyTorch ptir-run is."""
        return self.torch.median_s / self.ptir.median_s


@dataclass
class RunResult:
    """What each side answers, as text, with the wall time of all of it."""

    model: str
    ptir: str
    torch: str
    ptir_wall_s: float
    torch_wall_s: float
    ok: bool = True
    reason: str = ""
    workload: str = "run"


@dataclass
class FailedResult:
    """A case of a suite that could not be run."""

    model: str
    workload: str
    reason: str
    ok: bool = False
