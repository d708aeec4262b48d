//===- Programs.h - Cases, compiled -----------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Compiling costs more than running, so some dozen cases share a module, and
// two modules are compiled side by side.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_PARITY_PROGRAMS_H
#define PTIR_TEST_PARITY_PROGRAMS_H

#include "Case.h"
#include "Variant.h"

namespace ptir::parity {

/// What one run of a case gave.
struct Outcome {
  DataList results;
  /// Of the calls alone.
  double seconds = 0;
};

/// The diagnostics that the refusal's emission gave; whether it failed.
struct Refused {
  bool failed;
  std::string messages;
};
Refused emitRefusal(const Refusal &refusal);

/// All cases for one variant.
class Programs {
public:
  /// Compiles. A case that cannot be compiled fails when it is run, and takes
  /// no other with it. The cases must outlive the programs.
  Programs(const Variant &variant, const std::vector<const Case *> &cases,
           int threads);
  ~Programs();

  /// The case from its first call to its results.
  StatusOr<Outcome> run(const Case &testCase);
  /// One call of the first entry.
  StatusOr<Outcome> run(const Case &testCase, const DataList &args);

private:
  struct Module;
  StatusOr<DataList> call(const Case &testCase, const std::string &entry,
                          const DataList &args, double &seconds);

  Variant variant;
  int threads;
  std::vector<std::unique_ptr<Module>> modules;
  std::map<std::string, Module *> moduleOf;
  /// Why a case has no module.
  std::map<std::string, std::string> failures;
};

} // namespace ptir::parity

#endif // PTIR_TEST_PARITY_PROGRAMS_H
