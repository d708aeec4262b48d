//===- BenchServer.h - A case that runs on demand ---------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The line protocol of bench/run.py. It is spoken by every system that is
// compared, so that all of them load once and take turns. Commands are lines on
// stdin; each is answered by one line on stdout, a JSON object:
//
//   (start)       {"ready": true, "version": …}
//   run N         {"seconds": […]}     runs N times; the time of each
//   outputs FILE  {"shape": […]}       the logits of the last run into FILE,
//   f32
//                                      in little-endian order, row-major
//   quit          ends, as the end of the input does
//
// A command that fails is answered by {"error": MESSAGE}.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_RUN_BENCHSERVER_H
#define PTIR_TOOLS_PTIR_RUN_BENCHSERVER_H

#include "BenchCases.h"

#include <istream>
#include <ostream>

namespace ptir::run {

/// Answers until the input ends; fails if an answer cannot be written.
Status serveCase(BenchCase &benchCase, std::istream &commands,
                 std::ostream &answers);

} // namespace ptir::run

#endif // PTIR_TOOLS_PTIR_RUN_BENCHSERVER_H
