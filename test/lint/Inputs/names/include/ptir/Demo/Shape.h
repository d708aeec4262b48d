//===- Size.h - Extents ----------------------------------------*- C++ -*--===//

#ifndef PTIR_SHAPE_H
#define PTIR_SHAPE_H
#endif
