//===- ByteProduct.h - A row times panels of bytes --------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A row of f32 times panels of i8 in whole numbers, without turning weights
// into floats, which takes longer than to read them. The row becomes numbers of
// 24 bits,
//
//   x[k] = round(row[k] * R / most) + 2^23,  most = max over k of |row[k]|,
//
// R a little below 2^23, each cut into three unsigned digits of 8 bits. With
// weights w, the sums S_d = sum over k of digit_d[k] * w[k] are exact, and
//
//   sum over k of row[k] * w[k] =
//       most / R * ((S_2 - 128 * sum over k of w[k]) * 2^16 + S_1 * 2^8 + S_0)
//
// up to most * 2^-24 per factor, which is what the largest factor is rounded
// to in f32.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_LINALGTOVECTORLOOPS_BYTEPRODUCT_H
#define PTIR_LIB_CONVERSION_LINALGTOVECTORLOOPS_BYTEPRODUCT_H

#include "PanelLanes.h"

namespace ptir::vectorloops {

class ByteProduct {
public:
  /// Whether there is code for these types: rows of f32 of a known extent whose
  /// sums do not overflow, panels of i8, vectors that ptirrt.dot_bytes has an
  /// instruction for.
  static bool canEmit(Value lhs, Value panels, Value out, int64_t lanes);

  /// lhs: memref [1, K]. The digits take 3 K bytes of the stack of the
  /// function that is built.
  ByteProduct(ImplicitLocOpBuilder &b, Value lhs, Value panels, int64_t lanes);

  /// The bits of the largest magnitude of the row, an i32: above those of
  /// infinity if there is a NaN.
  Value emitLargest();

  /// Whether a row with this largest magnitude may be cut into digits, an i1:
  /// it is neither zero nor so small or large that a quotient would not be
  /// finite. It may not if `largest` is 0.
  Value emitCondition(Value largest);

  /// The digits of the row, where the condition holds.
  void emitDigits(Value largest);

  /// The products of a panel, with its scales, `lanes` columns each; digits
  /// come first.
  Values emitPanel(Value panel);

private:
  Value asI32(Value floats);
  Value splatBytes(int8_t value);
  Value loadDigits(int64_t digit, Value group);
  Value combine(ValueRange sums);

  ImplicitLocOpBuilder &b;
  Value lhs, panels;
  PanelLanes weights;
  int64_t lanes, depth;
  /// The digits, and what a whole number stands for.
  Value digits, unit;
};

} // namespace ptir::vectorloops

#endif // PTIR_LIB_CONVERSION_LINALGTOVECTORLOOPS_BYTEPRODUCT_H
