#include "ptir/Support/Shape.h"
#include "../Runtime/Session.h"
#include "Missing.h"
#include <zlib.h>
