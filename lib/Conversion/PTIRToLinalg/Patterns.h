//===- Patterns.h - The families of lowering patterns ----------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_PTIRTOLINALG_PATTERNS_H
#define PTIR_LIB_CONVERSION_PTIRTOLINALG_PATTERNS_H

#include "StorageTypes.h"

namespace ptir {

void populateEmptyResultPatterns(const StorageTypeConverter &converter,
                                 mlir::RewritePatternSet &patterns);
void populateElementwisePatterns(const StorageTypeConverter &converter,
                                 mlir::RewritePatternSet &patterns);
void populateContractionPatterns(const StorageTypeConverter &converter,
                                 mlir::RewritePatternSet &patterns);
void populateReductionPatterns(const StorageTypeConverter &converter,
                               mlir::RewritePatternSet &patterns);
void populateShapePatterns(const StorageTypeConverter &converter,
                           mlir::RewritePatternSet &patterns);
void populateReshapePatterns(const StorageTypeConverter &converter,
                             mlir::RewritePatternSet &patterns);
void populateIndexingPatterns(const StorageTypeConverter &converter,
                              mlir::RewritePatternSet &patterns);
void populatePanelPatterns(const StorageTypeConverter &converter,
                           mlir::RewritePatternSet &patterns);
void populatePaddingPatterns(const StorageTypeConverter &converter,
                             mlir::RewritePatternSet &patterns);
void populateScatterPatterns(const StorageTypeConverter &converter,
                             mlir::RewritePatternSet &patterns);
void populateSortingPatterns(const StorageTypeConverter &converter,
                             mlir::RewritePatternSet &patterns);
void populateWindowPatterns(const StorageTypeConverter &converter,
                            mlir::RewritePatternSet &patterns);
void populateControlFlowPatterns(const StorageTypeConverter &converter,
                                 mlir::RewritePatternSet &patterns);
void populateRandomPatterns(const StorageTypeConverter &converter,
                            mlir::RewritePatternSet &patterns);
void populateQuantizationPatterns(const StorageTypeConverter &converter,
                                  mlir::RewritePatternSet &patterns);
void populateModulePatterns(const StorageTypeConverter &converter,
                            mlir::RewritePatternSet &patterns);

} // namespace ptir

#endif // PTIR_LIB_CONVERSION_PTIRTOLINALG_PATTERNS_H
