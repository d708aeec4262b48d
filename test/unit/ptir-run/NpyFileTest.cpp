//===- NpyFileTest.cpp - NumPy's array files ------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "tools/ptir-run/NpyFile.h"

#include <cstring>
#include <gtest/gtest.h>

using namespace ptir;
using namespace ptir::run;

namespace {

/// A file of version 1.0 or 2.0 around a header and elements.
std::string npy(const std::string &header, const std::string &data,
                int major = 1) {
  std::string bytes = "\x93NUMPY";
  bytes += static_cast<char>(major);
  bytes += '\0';
  for (int i = 0; i < (major == 1 ? 2 : 4); ++i)
    bytes += static_cast<char>(header.size() >> (8 * i));
  return bytes + header + data;
}

std::string dictionary(const std::string &descr, const std::string &shape,
                       const std::string &order = "False") {
  return "{'descr': '" + descr + "', 'fortran_order': " + order +
         ", 'shape': " + shape + ", }    \n";
}

std::string refusal(const std::string &bytes) {
  return parseNpy(bytes, "x.npy").message();
}

TEST(NpyFileTest, readsElementsInOrder) {
  float values[] = {1, 2, 3, 4, 5, 6};
  std::string data(reinterpret_cast<char *>(values), sizeof(values));
  for (int major : {1, 2}) {
    auto tensor = parseNpy(npy(dictionary("<f4", "(2, 3)"), data, major), "x");
    ASSERT_TRUE(tensor.ok()) << tensor.message();
    EXPECT_EQ(tensor->type(), ElementType::F32);
    EXPECT_EQ(tensor->dims(), (std::vector<int64_t>{2, 3}));
    EXPECT_EQ(std::memcmp(tensor->data(), values, sizeof(values)), 0);
  }
}

TEST(NpyFileTest, knowsTheTypes) {
  const std::pair<const char *, ElementType> types[] = {
      {"|b1", ElementType::I1},   {"|i1", ElementType::SI8},
      {"<i2", ElementType::SI16}, {"<i4", ElementType::SI32},
      {"<i8", ElementType::SI64}, {"|u1", ElementType::UI8},
      {"<u2", ElementType::UI16}, {"<u4", ElementType::UI32},
      {"<u8", ElementType::UI64}, {"<f2", ElementType::F16},
      {"<f4", ElementType::F32},  {"<f8", ElementType::F64},
      {"<c8", ElementType::CF32}, {"<c16", ElementType::CF64}};
  for (auto [descr, type] : types) {
    std::string data(storageBytes(type), '\1');
    auto tensor = parseNpy(npy(dictionary(descr, "()"), data), "x");
    ASSERT_TRUE(tensor.ok()) << descr << ": " << tensor.message();
    EXPECT_EQ(tensor->type(), type) << descr;
    EXPECT_TRUE(tensor->dims().empty());
  }
}

TEST(NpyFileTest, readsShapesAsPythonWritesThem) {
  for (const char *shape : {"(0,)", "(3, 0)", "(0, 3,)"})
    EXPECT_TRUE(parseNpy(npy(dictionary("<f4", shape), ""), "x").ok()) << shape;
  std::string reordered =
      R"({"shape":(1,),"descr":"|u1","fortran_order":False})";
  EXPECT_TRUE(parseNpy(npy(reordered, "a"), "x").ok());
}

TEST(NpyFileTest, refusesWhatItCannotRepresent) {
  EXPECT_EQ(refusal(npy(dictionary("<f4", "(2, 3)", "True"), "")),
            "'x.npy': expected an array in C order, found Fortran order; save "
            "numpy.ascontiguousarray of it");
  EXPECT_NE(refusal(npy(dictionary(">f4", "()"), "abcd")).find("found '>f4'"),
            std::string::npos);
  EXPECT_NE(refusal(npy(dictionary("|O", "()"), "")).find("found '|O'"),
            std::string::npos);
  EXPECT_EQ(refusal(npy(dictionary("<f4", "()"), "abcd", 3)),
            "'x.npy': expected version 1.0 or 2.0 of the format, found 3.0");
  EXPECT_EQ(refusal("PK\3\4 and so on"),
            "'x.npy': expected a file in NumPy's .npy format, found another "
            "one");
}

TEST(NpyFileTest, refusesElementsThatDoNotFillTheFile) {
  EXPECT_EQ(refusal(npy(dictionary("<f4", "(2,)"), "abcdefg")),
            "'x.npy': expected 8 bytes of elements, found 7");
  EXPECT_EQ(refusal(npy(dictionary("<f4", "(2,)"), "abcdefghi")),
            "'x.npy': expected 8 bytes of elements, found 9");
  EXPECT_EQ(
      refusal(npy(
          dictionary("<f8", "(4611686018427387904, 4611686018427387904)"), "")),
      "'x.npy': expected 2^63 and more bytes of elements, found 0");
}

TEST(NpyFileTest, refusesMalformedHeaders) {
  for (const char *header :
       {"", "[]", "{", "{}", "{'descr'", "{'descr': <f4}",
        "{'descr': '<f4', 'descr': '<f4'}", "{'other': 1}",
        "{'descr': '<f4', 'fortran_order': False}",
        "{'descr': '<f4', 'fortran_order': 0, 'shape': ()}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1 2)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': [1]}",
        "{'descr': '<f4' 'fortran_order': False, 'shape': ()}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': ()} x"})
    EXPECT_FALSE(parseNpy(npy(header, "abcd"), "x").ok()) << header;
}

TEST(NpyFileTest, survivesEveryTruncationAndFlippedBit) {
  std::string whole = npy(dictionary("<f4", "(2,)"), "abcdefgh");
  for (size_t length = 0; length < whole.size(); ++length)
    EXPECT_FALSE(parseNpy(whole.substr(0, length), "x").ok()) << length;
  for (size_t bit = 0; bit < 8 * whole.size(); ++bit) {
    std::string damaged = whole;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << bit % 8));
    auto tensor = parseNpy(damaged, "x");
    if (tensor.ok()) {
      EXPECT_EQ(tensor->bytes(), 8) << bit;
    }
  }
}

} // namespace
