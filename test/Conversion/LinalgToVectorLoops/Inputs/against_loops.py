#!/usr/bin/env python3
"""Turns a file of kernels into a program that checks them against scalar loops.

Every function of the file has the form

    func.func @NAME(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                    %m: index, %n: index, %k: index) {

and sees `x` and `y` as inputs and `out` as what it updates, in whatever shape
it gives them with @matrix and @cube. The program runs it as it is and twice
marked for the pass (512 and 256 bits), on equal data, for every shape of
SHAPES, and prints

    NAME: CHANGED changed, BAD bad

where CHANGED counts the elements of `out` that the scalar loops changed and
BAD those in which a vector version differs from them by more than a few
rounding errors, over the whole allocation: a write beyond the result counts.
"""

import re
import sys

SHAPES = [
    (7, 13, 11),
    (3, 67, 17),
    (2, 131, 5),
    (19, 5, 71),
    (16, 64, 32),
    (1, 37, 1),
    (1, 1, 1),
    (0, 5, 3),
    (5, 0, 3),
    (5, 3, 0),
]

SUPPORT = """
func.func private @matrix(%flat: memref<?xf32>, %rows: index, %columns: index)
    -> memref<?x?xf32> {
  %view = memref.reinterpret_cast %flat to offset: [0],
      sizes: [%rows, %columns], strides: [%columns, 1]
      : memref<?xf32> to memref<?x?xf32, strided<[?, 1]>>
  %cast = memref.cast %view
      : memref<?x?xf32, strided<[?, 1]>> to memref<?x?xf32>
  return %cast : memref<?x?xf32>
}
func.func private @cube(%flat: memref<?xf32>, %planes: index, %rows: index,
                        %columns: index) -> memref<?x?x?xf32> {
  %plane = arith.muli %rows, %columns : index
  %view = memref.reinterpret_cast %flat to offset: [0],
      sizes: [%planes, %rows, %columns], strides: [%plane, %columns, 1]
      : memref<?xf32> to memref<?x?x?xf32, strided<[?, ?, 1]>>
  %cast = memref.cast %view
      : memref<?x?x?xf32, strided<[?, ?, 1]>> to memref<?x?x?xf32>
  return %cast : memref<?x?x?xf32>
}
func.func private @vector(%flat: memref<?xf32>, %size: index)
    -> memref<?xf32> {
  %view = memref.reinterpret_cast %flat to offset: [0], sizes: [%size],
      strides: [1] : memref<?xf32> to memref<?xf32, strided<[1]>>
  %cast = memref.cast %view : memref<?xf32, strided<[1]>> to memref<?xf32>
  return %cast : memref<?xf32>
}
// Multiples of 1/512 in [-1, 1), without a pattern of short period.
func.func private @numbers(%seed: index, %m: index, %n: index, %k: index)
    -> memref<?xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %guard = arith.constant 1024 : index
  %mn = arith.muli %m, %n : index
  %mnk = arith.muli %mn, %k : index
  %mk = arith.muli %m, %k : index
  %nk = arith.muli %n, %k : index
  %s0 = arith.addi %mn, %mnk : index
  %s1 = arith.addi %mk, %nk : index
  %s2 = arith.addi %s0, %s1 : index
  %size = arith.addi %s2, %guard : index
  %flat = memref.alloc(%size) : memref<?xf32>
  scf.for %i = %c0 to %size step %c1 {
    %a = arith.addi %i, %seed : index
    %b = arith.index_cast %a : index to i32
    %f0 = arith.constant 0x2545F491 : i32
    %f1 = arith.constant 15 : i32
    %f2 = arith.constant 22 : i32
    %c = arith.muli %b, %f0 : i32
    %d = arith.shrui %c, %f1 : i32
    %e = arith.xori %c, %d : i32
    %f = arith.muli %e, %f0 : i32
    %g = arith.shrui %f, %f2 : i32
    %h = arith.uitofp %g : i32 to f32
    %scale = arith.constant 0.001953125 : f32
    %one = arith.constant 1.0 : f32
    %s = arith.mulf %h, %scale : f32
    %value = arith.subf %s, %one : f32
    memref.store %value, %flat[%i] : memref<?xf32>
  }
  return %flat : memref<?xf32>
}
func.func private @differences(%a: memref<?xf32>, %b: memref<?xf32>,
                               %tolerance: f32) -> index {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %size = memref.dim %a, %c0 : memref<?xf32>
  %count = scf.for %i = %c0 to %size step %c1
      iter_args(%sum = %c0) -> index {
    %p = memref.load %a[%i] : memref<?xf32>
    %q = memref.load %b[%i] : memref<?xf32>
    %pi = arith.bitcast %p : f32 to i32
    %qi = arith.bitcast %q : f32 to i32
    %same = arith.cmpi eq, %pi, %qi : i32
    %delta = arith.subf %p, %q : f32
    %magnitude = math.absf %delta : f32
    %size_p = math.absf %p : f32
    %one = arith.constant 1.0 : f32
    %scale = arith.maximumf %size_p, %one : f32
    %limit = arith.mulf %tolerance, %scale : f32
    %near = arith.cmpf olt, %magnitude, %limit : f32
    %nan_p = arith.cmpf uno, %p, %p : f32
    %nan_q = arith.cmpf uno, %q, %q : f32
    %nans = arith.andi %nan_p, %nan_q : i1
    %ok0 = arith.ori %same, %near : i1
    %ok = arith.ori %ok0, %nans : i1
    %next = arith.addi %sum, %c1 : index
    %new = arith.select %ok, %sum, %next : index
    scf.yield %new : index
  }
  return %count : index
}
"""

CHECK = """
func.func @check_NAME(%m: index, %n: index, %k: index) -> (index, index) {
  %s0 = arith.constant 0 : index
  %s1 = arith.constant 7001 : index
  %s2 = arith.constant 90001 : index
  %x = call @numbers(%s0, %m, %n, %k) : NUMBERS
  %y = call @numbers(%s1, %m, %n, %k) : NUMBERS
  %before = call @numbers(%s2, %m, %n, %k) : NUMBERS
  %slow = call @numbers(%s2, %m, %n, %k) : NUMBERS
  %fast = call @numbers(%s2, %m, %n, %k) : NUMBERS
  %narrow = call @numbers(%s2, %m, %n, %k) : NUMBERS
  call @NAME(%x, %y, %slow, %m, %n, %k) : KERNEL
  call @NAME_fast(%x, %y, %fast, %m, %n, %k) : KERNEL
  call @NAME_narrow(%x, %y, %narrow, %m, %n, %k) : KERNEL
  %exact = arith.constant 0.0 : f32
  %tolerance = arith.constant 2.0e-5 : f32
  %changed = call @differences(%before, %slow, %exact) : DIFFERENCES
  %bad0 = call @differences(%slow, %fast, %tolerance) : DIFFERENCES
  %bad1 = call @differences(%slow, %narrow, %tolerance) : DIFFERENCES
  %bad = arith.addi %bad0, %bad1 : index
  memref.dealloc %x : memref<?xf32>
  memref.dealloc %y : memref<?xf32>
  memref.dealloc %before : memref<?xf32>
  memref.dealloc %slow : memref<?xf32>
  memref.dealloc %fast : memref<?xf32>
  memref.dealloc %narrow : memref<?xf32>
  return %changed, %bad : index, index
}
""".replace(
    "NUMBERS", "(index, index, index, index) -> memref<?xf32>"
).replace(
    "KERNEL",
    "(memref<?xf32>, memref<?xf32>, memref<?xf32>, index, index, index) -> ()",
).replace(
    "DIFFERENCES", "(memref<?xf32>, memref<?xf32>, f32) -> index"
)


def mark(kernel, name, suffix, attribute):
    """The kernel under another name, with an attribute."""
    kernel = kernel.replace(f"@{name}(", f"@{name}{suffix}(", 1)
    return kernel.replace(") {\n", f") attributes {{{attribute}}} {{\n", 1)


def main():
    with open(sys.argv[1]) as file:
        source = file.read()
    kernels = re.findall(r"^func\.func @(\w+)\(.*?^}$", source, re.M | re.S)
    texts = re.findall(r"^func\.func @\w+\(.*?^}$", source, re.M | re.S)
    program = [source, SUPPORT]
    calls = []
    for name, text in zip(kernels, texts):
        program.append(mark(text, name, "_fast", "fast"))
        program.append(mark(text, name, "_narrow", "fast256"))
        program.append(CHECK.replace("NAME", name))
        changed, bad = "%zero", "%zero"
        for number, shape in enumerate(SHAPES):
            here = f"%{name}_{number}"
            extents = ", ".join(f"%e{extent}" for extent in shape)
            calls.append(
                f"  {here}:2 = call @check_{name}({extents})"
                " : (index, index, index) -> (index, index)"
            )
            calls.append(
                f"  {here}_c = arith.addi {changed}, {here}#0 : index"
            )
            calls.append(f"  {here}_b = arith.addi {bad}, {here}#1 : index")
            changed, bad = f"{here}_c", f"{here}_b"
        calls.append(f'  vector.print str "{name}: "')
        calls.append(f"  vector.print {changed} : index punctuation <no_punctuation>")
        calls.append('  vector.print str " changed, "')
        calls.append(f"  vector.print {bad} : index punctuation <no_punctuation>")
        calls.append('  vector.print str " bad\\0A"')
    program.append("func.func @main() {")
    program.append("  %zero = arith.constant 0 : index")
    for extent in sorted({extent for shape in SHAPES for extent in shape}):
        program.append(f"  %e{extent} = arith.constant {extent} : index")
    program.extend(calls)
    program.append("  return\n}")
    print("\n".join(program))


main()
