//===- EinsumValueTest.cpp - Sums of products by equation -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Every equation is evaluated by running over all values of all its letters.
//
//===----------------------------------------------------------------------===//

#include "Values.h"

#include "ptir/Functional/Contraction.h"

#include <map>

using namespace ptir;
using namespace ptir::functional;
using namespace ptir::test;

namespace {

/// Extents by letter.
const std::map<char, int64_t> extents = {{'b', 2}, {'i', 3}, {'j', 4},
                                         {'k', 5}, {'H', 2}, {'d', 1}};

struct Example {
  const char *equation;
  std::vector<std::string> operands;
  std::string output;
};

std::vector<int64_t> dimsOf(const std::string &letters) {
  std::vector<int64_t> dims;
  for (char letter : letters)
    dims.push_back(extents.at(letter));
  return dims;
}

int64_t countOf(const std::string &letters) {
  int64_t count = 1;
  for (int64_t extent : dimsOf(letters))
    count *= extent;
  return count;
}

/// Where the values of the letters lie in a tensor of these dimensions.
int64_t indexOf(const std::string &letters, std::map<char, int64_t> &values) {
  int64_t index = 0;
  for (char letter : letters)
    index = index * extents.at(letter) + values[letter];
  return index;
}

Doubles evaluate(const Example &example,
                 const std::vector<std::vector<float>> &inputs) {
  std::string letters;
  for (const auto &[letter, extent] : extents)
    for (const std::string &operand : example.operands)
      if (operand.find(letter) != std::string::npos &&
          letters.find(letter) == std::string::npos)
        letters += letter;
  Doubles result(countOf(example.output));
  for (int64_t point = 0; point < countOf(letters); ++point) {
    std::map<char, int64_t> values;
    int64_t left = point;
    for (char letter : letters) {
      values[letter] = left % extents.at(letter);
      left /= extents.at(letter);
    }
    double product = 1;
    for (size_t i = 0; i < inputs.size(); ++i)
      product *= inputs[i][indexOf(example.operands[i], values)];
    result[indexOf(example.output, values)] += product;
  }
  return result;
}

/// `tensor<2x3xf32>`, with `?` for all extents if `dynamic`.
std::string typeOf(const std::string &letters, bool dynamic) {
  std::string type = "tensor<";
  for (int64_t extent : dimsOf(letters))
    type += (dynamic ? "?" : std::to_string(extent)) + "x";
  return type + "f32>";
}

const Example examples[] = {
    {"ij->ij", {"ij"}, "ij"},
    {"ij -> ji", {"ij"}, "ji"},
    {"ij->", {"ij"}, ""},
    {"bij->jb", {"bij"}, "jb"},
    {"ji", {"ji"}, "ij"},
    {"ij,jk->ik", {"ij", "jk"}, "ik"},
    {"ij,jk", {"ij", "jk"}, "ik"},
    {"jk,ij->ki", {"jk", "ij"}, "ki"},
    {"bik,bkj->bij", {"bik", "bkj"}, "bij"},
    {"kib,bkj->jbi", {"kib", "bkj"}, "jbi"},
    {"bHik,bHjk->bHij", {"bHik", "bHjk"}, "bHij"},
    {"i,j->ij", {"i", "j"}, "ij"},
    {"i,i->", {"i", "i"}, ""},
    {"ij,ij->ij", {"ij", "ij"}, "ij"},
    {"ij,ji->ij", {"ij", "ji"}, "ij"},
    {"ij,k->i", {"ij", "k"}, "i"},
    {"bij,jk->bk", {"bij", "jk"}, "bk"},
    {"bHi,jH", {"bHi", "jH"}, "bij"},
    {"d,di->i", {"d", "di"}, "i"},
    {",i->i", {"", "i"}, "i"},
};

TEST(EinsumValueTest, EquationsMeanTheirSums) {
  for (const Example &example : examples)
    for (bool dynamic : {false, true}) {
      SCOPED_TRACE(example.equation);
      std::vector<std::string> types;
      std::vector<std::vector<float>> values;
      std::vector<reference::Tensor> inputs;
      for (const std::string &letters : example.operands) {
        types.push_back(typeOf(letters, dynamic));
        values.push_back(someFloats(countOf(letters), types.size()));
        inputs.push_back(
            makeTensor(ElementType::F32, dimsOf(letters), values.back()));
      }
      std::vector<const char *> texts;
      for (const std::string &type : types)
        texts.push_back(type.c_str());
      Program p(texts);
      llvm::SmallVector<Tensor> operands;
      for (unsigned i = 0; i < types.size(); ++i)
        operands.push_back(p.arg(i));
      ASSERT_TRUE(p.finish({einsum(p, example.equation, operands)}))
          << (p.messages.empty() ? "" : p.messages.front());
      auto results = p.run(inputs);
      ASSERT_EQ(results.size(), 1u);
      EXPECT_EQ(results[0].dims(),
                llvm::ArrayRef<int64_t>(dimsOf(example.output)));
      expectNear(results[0], evaluate(example, values));
    }
}

TEST(EinsumValueTest, AMatrixProductIsOneOp) {
  Program p({"tensor<?x4xf32>", "tensor<4x5xf32>"});
  ASSERT_TRUE(p.finish({einsum(p, "mk,kn->mn", {p.arg(0), p.arg(1)})}));
  EXPECT_TRUE(p.firstOp<DotGeneralOp>());
  EXPECT_EQ(p.function.getBody().front().getOperations().size(), 2u);
}

} // namespace
