//===- InterpreterError.cpp - Why a call has no result --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Reference/InterpreterError.h"

#include "llvm/Support/raw_ostream.h"

using namespace ptir::reference;

char InterpreterError::ID = 0;

void InterpreterError::log(llvm::raw_ostream &stream) const {
  stream << "'" << name << "' op";
  // Names, fusions and calls end in the places they come from.
  if (auto file = where->findInstanceOf<mlir::FileLineColLoc>()) {
    stream << " at " << file.getFilename().getValue();
    if (file.getLine() != 0) // a module that the parser made has no line
      stream << ":" << file.getLine() << ":" << file.getColumn();
  } else if (!llvm::isa<mlir::UnknownLoc>(where)) {
    stream << " at " << where;
  }
  stream << ": " << text;
}

std::error_code InterpreterError::convertToErrorCode() const {
  return llvm::inconvertibleErrorCode();
}
