"""How far what ptir-run computed is from what PyTorch did."""

from dataclasses import dataclass
from typing import Optional

from oracle.errors import import_torch


@dataclass(frozen=True)
class Tolerance:
    """An element a is close to b if |a - b| <= atol + rtol |b|; or, where
    `scale` is given, all are if max|a - b| <= scale max|b|."""

    rtol: float = 1e-4
    atol: float = 1e-4
    scale: Optional[float] = None

    def __str__(self):
        if self.scale is not None:
            return f"max|a-b| <= {self.scale:g} max|b|"
        return f"|a-b| <= {self.atol:g} + {self.rtol:g} |b|"


@dataclass
class Difference:
    """Of a tensor of ptir-run from the one of PyTorch."""

    ok: bool
    found_shape: list
    wanted_shape: list
    max_abs: Optional[float] = None
    mean_abs: Optional[float] = None
    # max|a - b| / max|b|
    relative: Optional[float] = None
    reason: str = ""


def measure(found, wanted, tolerance):
    """Compares; NaN agrees with NaN, an infinity with itself."""
    torch = import_torch()
    shapes = list(found.shape), list(wanted.shape)
    if shapes[0] != shapes[1]:
        return Difference(False, *shapes, reason=f"shape {shapes[0]}, "
                          f"expected {shapes[1]}")
    a, b = found.double(), wanted.double()
    same = (a == b) | (a.isnan() & b.isnan())
    gap = torch.where(same, torch.zeros_like(a), (a - b).abs())
    if not a.numel():
        return Difference(True, *shapes, 0.0, 0.0, 0.0)
    largest = b.abs().max().item()
    max_abs = gap.max().item()
    relative = max_abs / largest if largest else (0.0 if not max_abs
                                                  else float("inf"))
    if tolerance.scale is not None:
        close = same | (gap <= tolerance.scale * largest)
    else:
        close = same | (gap <= tolerance.atol + tolerance.rtol * b.abs())
    result = Difference(bool(close.all()), *shapes, max_abs,
                        gap.mean().item(), relative)
    if not result.ok:
        first = (~close).reshape(-1).nonzero()[0].item()
        result.reason = (
            f"{(~close).sum().item()} of {a.numel()} elements differ, first "
            f"at {unravel(first, shapes[0])}: {a.reshape(-1)[first]:.9g}, "
            f"expected {b.reshape(-1)[first]:.9g}")
    return result


def unravel(flat, shape):
    position = []
    for extent in reversed(shape):
        position.insert(0, flat % extent)
        flat //= extent
    return position
