//===- ptir-fuzz.cpp - Random programs on every backend -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "FuzzMain.h"

int main(int argc, char **argv) { return ptir::fuzz::runFuzzMain(argc, argv); }
