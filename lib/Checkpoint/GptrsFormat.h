//===- GptrsFormat.h - Constants of GPTRSCHK and GPTRSTEN -------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CHECKPOINT_GPTRSFORMAT_H
#define PTIR_LIB_CHECKPOINT_GPTRSFORMAT_H

#include "ptir/Checkpoint/Checkpoint.h"

namespace ptir {

inline constexpr uint32_t gptrsVersion = 2;

/// Magic and version.
inline constexpr uint64_t gptrsStartBytes = 12;

/// By dtype tag.
inline constexpr ElementType gptrsDtypes[] = {
    ElementType::F32, ElementType::F16, ElementType::BF16, ElementType::SI32};
inline constexpr uint32_t numGptrsDtypes = 4;

inline constexpr std::string_view gptrsMagic(ContainerKind kind) {
  return kind == ContainerKind::GptrsChk ? "GPTRSCHK" : "GPTRSTEN";
}

} // namespace ptir

#endif // PTIR_LIB_CHECKPOINT_GPTRSFORMAT_H
