//===- Reproducer.h - A failing call as files -------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_CONFORMANCE_REPRODUCER_H
#define PTIR_TEST_CONFORMANCE_REPRODUCER_H

#include "Case.h"

namespace ptir::conformance {

/// Writes the one function and its arguments into a new folder of the system's
/// temporary ones; gives the module's text, the arguments and the command. At
/// most twenty folders per process; then there is only the text.
std::string writeReproducer(const Case &testCase,
                            const std::vector<Tensor> &args);

} // namespace ptir::conformance

#endif // PTIR_TEST_CONFORMANCE_REPRODUCER_H
