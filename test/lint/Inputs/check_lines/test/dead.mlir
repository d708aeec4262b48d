// RUN: ptir-opt %s | FileCheck %s --check-prefix=USED
// RUN: ptir-opt %s --cse \
// RUN:   | FileCheck %s --check-prefixes=FIRST,SECOND
// RUN: ptir-opt %S/Inputs/other.mlir | FileCheck %S/Inputs/other.mlir
// RUN: ptir-opt %s | count 3

// CHECK: nobody reads this
// USED: func
// SECOND-NEXT: return
// USAD-NOT: a slip of the pen
// NOTE: people may write notes
