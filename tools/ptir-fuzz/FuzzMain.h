//===- FuzzMain.h - The main function of ptir-fuzz --------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_FUZZ_FUZZMAIN_H
#define PTIR_TOOLS_PTIR_FUZZ_FUZZMAIN_H

#include "Checks.h"

namespace ptir::fuzz {

/// Returns the exit code of the process. `morePasses` are checked with the
/// others.
int runFuzzMain(int argc, char **argv,
                std::vector<PortablePass> morePasses = {});

} // namespace ptir::fuzz

#endif // PTIR_TOOLS_PTIR_FUZZ_FUZZMAIN_H
