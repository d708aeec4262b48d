//===- CallFailure.cpp - The first failure of a call ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CallFailure.h"

namespace ptir::runtime {

const ptir_error_site outOfMemorySite = {nullptr, nullptr, nullptr,
                                         PTIR_ERROR_OUT_OF_MEMORY, 0};

const ptir_error_site kernelSite = {nullptr, nullptr, nullptr,
                                    PTIR_ERROR_KERNEL, 0};
const ptir_error_site paramsSite = {nullptr, nullptr, nullptr,
                                    PTIR_ERROR_PARAMS, 0};

void CallFailure::record(const ptir_error_site &textSite,
                         const std::string &failure) {
  ownText = failure;
  record(&textSite, 0, 0);
}

std::string CallFailure::text(const char *entry) const {
  std::string where = site->op ? "'" + std::string(site->op) + "' op"
                               : "entry '" + std::string(entry) + "'";
  if (site->location && *site->location)
    where += " at " + std::string(site->location);
  where += ": ";

  std::string what = site->what && *site->what ? site->what : "value";
  std::string found = std::to_string(actual), bound = std::to_string(limit);
  switch (static_cast<ptir_error_kind>(site->kind)) {
  case PTIR_ERROR_INDEX_OUT_OF_RANGE:
    return where + what + " " + found + " is out of range, limit " + bound;
  case PTIR_ERROR_DIVISION_BY_ZERO:
    return where + "integer division by zero";
  case PTIR_ERROR_SHAPE_MISMATCH:
    return where + "expected " + what + " to be " + bound + ", found " + found;
  case PTIR_ERROR_STEP_LIMIT:
    return where + "the limit of " + bound +
           " steps is reached; raise it with --max-steps";
  case PTIR_ERROR_OUT_OF_MEMORY:
    return where + "out of memory: " + found + " bytes asked for";
  case PTIR_ERROR_NEGATIVE_POWER:
    return where + "zero to a negative power, " + found;
  case PTIR_ERROR_KERNEL:
  case PTIR_ERROR_PARAMS:
    return where + ownText;
  case PTIR_OK:
    break;
  }
  return where + "failed with unknown error " + std::to_string(site->kind);
}

} // namespace ptir::runtime
