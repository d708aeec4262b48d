//===- MeasuredChoices.h - What was the fastest ----------------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The results of measurements, per functional in the order of their last use,
// in memory and in a file of JSON:
//
//   {"version": 1, "build": "…",
//    "functionals": {"matmul": [{"call": "…", "implementation": "portable",
//                                "milliseconds": {"portable": 0.02, …}}, …]}}
//
// LLVM's JSON, since this library is built without exceptions.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_EXECUTION_MEASUREDCHOICES_H
#define PTIR_LIB_EXECUTION_MEASUREDCHOICES_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/JSON.h"

#include <list>
#include <map>
#include <string>
#include <vector>

namespace ptir::execution {

/// The result of measuring one call.
struct Choice {
  std::string implementation;
  /// Milliseconds of each implementation.
  std::vector<std::pair<std::string, double>> times;

  /// Of the chosen one.
  double bestTime() const;
};

class MeasuredChoices {
public:
  /// Reads the file, unless its name is empty. One that is absent, damaged, or
  /// of another build or CPU holds nothing.
  explicit MeasuredChoices(std::string file);

  /// Null if there is none. Valid until the next `add`; counts as a use.
  const Choice *find(llvm::StringRef functional, llvm::StringRef call);

  /// Keeps a result, drops the least recently used ones of the functional
  /// above `capacity`, and writes the file.
  void add(llvm::StringRef functional, std::string call, Choice choice,
           size_t capacity);

private:
  struct Entry {
    std::string call;
    Choice choice;
  };
  /// Most recently used first.
  using Entries = std::list<Entry>;

  void read();
  void readEntry(llvm::StringRef functional, const llvm::json::Value &value);
  void write() const;

  std::string file;
  std::map<std::string, Entries, std::less<>> functionals;
};

} // namespace ptir::execution

#endif // PTIR_LIB_EXECUTION_MEASUREDCHOICES_H
