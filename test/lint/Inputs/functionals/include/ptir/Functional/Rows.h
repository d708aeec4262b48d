// Functionals with and without a row.

Tensor rowSort(Emitter &emitter, Tensor x);

/// Largest.
Tensor rowMax(Emitter &emitter, Tensor x);

llvm::SmallVector<Tensor> rowSum(Emitter &emitter,
                                 Tensor x);

Extent extentOf(Emitter &emitter, Tensor x, int64_t axis);
