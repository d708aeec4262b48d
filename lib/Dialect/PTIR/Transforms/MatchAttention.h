//===- MatchAttention.h - Attention in core ops -----------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
//   dot_general(softmax(select(visible, dot_general(q, k) * scale, -inf)), v)
//
// with queries [B, H, g, T, D], or [B, H, T, D] where no heads share keys, keys
// [B, H, L, D] and values [B, H, L, E]. Scale and mask may be absent. A step of
// decoding, whose one query sees all that is valid of the cache, has the heads
// of a group instead of positions: [B, H, g, D]. Reads the IR, changes nothing.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_DIALECT_PTIR_TRANSFORMS_MATCHATTENTION_H
#define PTIR_LIB_DIALECT_PTIR_TRANSFORMS_MATCHATTENTION_H

#include "ptir/Dialect/PTIR/IR/PTIROps.h"

namespace ptir {

/// Attention that ends in one product.
struct AttentionMatch {
  DotGeneralOp scores;  ///< queries times keys
  DotGeneralOp context; ///< weights times values
  float scale = 1;
  /// Whether query t sees the keys l <= t + past only.
  bool isCausal = false;
  /// The scalar `past`; null for 0.
  mlir::Value past;
  /// Who sees whom, [T, L]; null without a mask.
  mlir::Value visible;
};

/// What ends in `context`. Fills `whyNot` where a softmax weighs something and
/// is no such attention; leaves it empty for other products.
std::optional<AttentionMatch> matchAttention(DotGeneralOp context,
                                             llvm::StringRef &whyNot);

} // namespace ptir

#endif // PTIR_LIB_DIALECT_PTIR_TRANSFORMS_MATCHATTENTION_H
