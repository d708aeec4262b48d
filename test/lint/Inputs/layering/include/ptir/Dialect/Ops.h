#include "ptir/Support/Shape.h"
