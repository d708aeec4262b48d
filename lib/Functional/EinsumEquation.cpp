//===- EinsumEquation.cpp - What an equation says -------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "EinsumEquation.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"

using namespace llvm;
using namespace ptir;
using namespace ptir::functional;

/// What is wrong with the letters of one tensor.
static std::string checkLetters(StringRef letters, const Twine &where) {
  for (char letter : letters) {
    if (!isAlpha(letter))
      return ("expected letters in " + where + ", found '" + letters + "'")
          .str();
    if (letters.count(letter) > 1)
      return ("expected each letter once in " + where + ", found '" +
              Twine(letter) + "' repeated in '" + letters + "'")
          .str();
  }
  return {};
}

/// The letters that occur once, in alphabetic order.
static std::string implicitOutput(ArrayRef<std::string> operands) {
  std::string all = join(operands, "");
  std::string output;
  for (char letter : all)
    if (StringRef(all).count(letter) == 1)
      output += letter;
  llvm::sort(output);
  return output;
}

std::string functional::parseEinsum(StringRef text, EinsumEquation &equation) {
  std::string dense;
  copy_if(text, std::back_inserter(dense), [](char c) { return c != ' '; });
  SmallVector<StringRef> sides, inputs;
  StringRef(dense).split(sides, "->");
  if (sides.size() > 2)
    return ("expected at most one '->' in the equation, found '" + text + "'")
        .str();
  sides[0].split(inputs, ',');
  for (auto [i, letters] : enumerate(inputs)) {
    std::string error = checkLetters(letters, "operand " + Twine(i));
    if (!error.empty())
      return error;
    equation.operands.push_back(letters.str());
  }
  if (sides.size() == 1) {
    equation.output = implicitOutput(equation.operands);
    return {};
  }
  equation.output = sides[1].str();
  std::string error = checkLetters(sides[1], "the output");
  for (char letter : sides[1])
    if (error.empty() && none_of(inputs, [&](StringRef letters) {
          return letters.contains(letter);
        }))
      error = (Twine("expected letters of operands in the output, found '") +
               Twine(letter) + "'")
                  .str();
  return error;
}
