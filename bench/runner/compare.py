"""Are the outputs of two systems the same?"""

import math


def relative_error(found, wanted):
    """max|a - b| / max|b|; infinity where lengths differ, where one side has
    a NaN, or where nothing can be compared."""
    if len(found) != len(wanted) or not wanted:
        return math.inf
    largest, distance = 0.0, 0.0
    for a, b in zip(found, wanted):
        if not (math.isfinite(a) and math.isfinite(b)):
            return math.inf
        largest = max(largest, abs(b))
        distance = max(distance, abs(a - b))
    return distance / largest if largest else math.inf
