//===- StopMatcher.cpp - Stop strings in streamed text --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Inference/StopMatcher.h"

#include <algorithm>

using namespace ptir;

static std::vector<size_t> computeBorders(const std::string &text) {
  std::vector<size_t> border(text.size(), 0);
  for (size_t i = 1, length = 0; i < text.size(); ++i) {
    while (length > 0 && text[i] != text[length])
      length = border[length - 1];
    if (text[i] == text[length])
      ++length;
    border[i] = length;
  }
  return border;
}

/// A complete match ends the watch, so `matched` is always inside the pattern
/// here.
void StopMatcher::Pattern::advance(char byte) {
  while (matched > 0 && text[matched] != byte)
    matched = border[matched - 1];
  if (text[matched] == byte)
    ++matched;
}

StatusOr<StopMatcher>
StopMatcher::create(const std::vector<std::string> &stops) {
  StopMatcher matcher;
  for (const std::string &stop : stops) {
    if (stop.empty())
      return Status::failure(
          "stop string " + std::to_string(matcher.patterns.size()) +
          ": expected at least one byte, found an empty string");
    matcher.patterns.push_back({stop, computeBorders(stop)});
  }
  return matcher;
}

std::string StopMatcher::push(std::string_view piece) {
  if (isStopped)
    return {};
  size_t watched = buffer.size();
  buffer.append(piece);
  for (size_t i = watched; i < buffer.size(); ++i) {
    size_t complete = 0;
    for (Pattern &pattern : patterns) {
      pattern.advance(buffer[i]);
      if (pattern.matched == pattern.text.size())
        complete = std::max(complete, pattern.matched);
    }
    if (complete > 0) {
      isStopped = true;
      return buffer.substr(shown, i + 1 - complete - shown);
    }
  }

  size_t keep = 0;
  for (const Pattern &pattern : patterns)
    keep = std::max(keep, pattern.matched);
  std::string text = buffer.substr(shown, buffer.size() - keep - shown);
  shown += text.size();
  // Moving the rest to the front only now and then keeps the cost linear.
  if (shown > buffer.size() / 2) {
    buffer.erase(0, shown);
    shown = 0;
  }
  return text;
}

std::string StopMatcher::finish() {
  for (Pattern &pattern : patterns)
    pattern.matched = 0;
  std::string text = isStopped ? std::string() : buffer.substr(shown);
  buffer.clear();
  shown = 0;
  return text;
}
