//===- CheckpointMessage.h - Messages about checkpoints ---------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CHECKPOINT_CHECKPOINTMESSAGE_H
#define PTIR_LIB_CHECKPOINT_CHECKPOINTMESSAGE_H

#include "ptir/Support/QuotedText.h"
#include "ptir/Support/Status.h"

#include <string>
#include <string_view>

namespace ptir {

/// `checkpoint 'FILE': MESSAGE`
Status checkpointError(std::string_view fileName, std::string_view message);

/// `checkpoint 'FILE': tensor 'NAME': MESSAGE`
Status tensorError(std::string_view fileName, std::string_view tensorName,
                   std::string_view message);

} // namespace ptir

#endif // PTIR_LIB_CHECKPOINT_CHECKPOINTMESSAGE_H
