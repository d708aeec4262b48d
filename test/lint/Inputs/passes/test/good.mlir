// RUN: ptir-opt %s --ptir-good --ptir-vague-too
// RUN: ptir-opt %s --ptir-phase-first
