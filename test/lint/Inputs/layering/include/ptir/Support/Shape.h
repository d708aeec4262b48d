#include <string>
#include "ptir/Dialect/Ops.h"
#include "mlir/IR/Value.h"
