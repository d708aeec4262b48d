//===- Status.h - Errors as values ------------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// How everything below the MLIR line fails: a function that can fail returns
// `Status` or `StatusOr<T>`. Nothing throws across a library boundary, aborts
// or prints. Messages start in lower case, name what and where, say what was
// expected before what was found, and have no full stop.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_SUPPORT_STATUS_H
#define PTIR_SUPPORT_STATUS_H

#include <cassert>
#include <optional>
#include <string>
#include <utility>

namespace ptir {

/// Success, or one message for a person. Cheap to move; owns its message.
class [[nodiscard]] Status {
public:
  static Status success() { return Status(); }
  static Status failure(std::string message) {
    Status status;
    status.text = std::move(message);
    return status;
  }

  bool ok() const { return !text.has_value(); }
  /// The message of a failure; empty on success.
  const std::string &message() const {
    static const std::string empty;
    return text ? *text : empty;
  }

private:
  std::optional<std::string> text;
};

/// A value or the status that says why there is none.
template <typename T>
class [[nodiscard]] StatusOr {
public:
  StatusOr(T value) : storage(std::move(value)) {}
  StatusOr(Status failure) : error(std::move(failure)) {
    assert(!error.ok() && "a StatusOr without a value needs a failure");
  }

  bool ok() const { return storage.has_value(); }
  const Status &status() const { return error; }
  const std::string &message() const { return error.message(); }

  T &operator*() { return *storage; }
  const T &operator*() const { return *storage; }
  T *operator->() { return &*storage; }
  const T *operator->() const { return &*storage; }

private:
  std::optional<T> storage;
  Status error;
};

} // namespace ptir

#endif // PTIR_SUPPORT_STATUS_H
