//===- StopMatcher.h - Stop strings in streamed text ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Watches text that arrives in pieces for any of several stop strings, and
// holds back whatever may still turn out to be the beginning of one. Each stop
// string has a Knuth-Morris-Pratt automaton, so the cost is linear in the text
// times the number of stop strings, however the text is cut.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_INFERENCE_STOPMATCHER_H
#define PTIR_INFERENCE_STOPMATCHER_H

#include "ptir/Support/Status.h"

#include <string>
#include <string_view>
#include <vector>

namespace ptir {

/// For one thread at a time.
class StopMatcher {
public:
  /// Fails if a stop string is empty. Without stop strings, text passes at
  /// once.
  static StatusOr<StopMatcher> create(const std::vector<std::string> &stops);

  /// Takes a piece and returns the text that may be shown now. The first stop
  /// string to be complete ends the text before its first byte; of several that
  /// end at the same byte it is the longest. After that all text is dropped.
  /// Pieces of whole characters give whole characters if the stop strings are
  /// well-formed.
  std::string push(std::string_view piece);

  /// Whether a stop string was found.
  bool stopped() const { return isStopped; }

  /// Ends the text and returns what was held back; empty after a stop.
  std::string finish();

private:
  struct Pattern {
    std::string text;
    /// For each prefix of length i + 1: the length of its longest proper
    /// prefix that is also its suffix.
    std::vector<size_t> border;
    /// Length of the longest prefix of `text` that the text so far ends with.
    size_t matched = 0;

    void advance(char byte);
  };

  std::vector<Pattern> patterns;
  /// The end of the text so far. From `shown` on it may begin a stop string.
  std::string buffer;
  size_t shown = 0;
  bool isStopped = false;
};

} // namespace ptir

#endif // PTIR_INFERENCE_STOPMATCHER_H
