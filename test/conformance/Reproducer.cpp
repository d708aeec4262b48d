//===- Reproducer.cpp - A failing call as files ---------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Reproducer.h"

#include "Tolerance.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace ptir;
using namespace ptir::conformance;

/// NumPy's type of an element; f8 and bf16 travel as f4, as `ptir-run exec`
/// takes them.
static std::string npyType(ElementType type) {
  switch (type) {
  case ElementType::I1:
    return "|b1";
  case ElementType::F8E4M3FN:
  case ElementType::F8E5M2:
  case ElementType::BF16:
    return "<f4";
  case ElementType::CF32:
    return "<c8";
  case ElementType::CF64:
    return "<c16";
  default:
    std::string kind = isFloat(type) ? "f" : isSignedInteger(type) ? "i" : "u";
    return "<" + kind + std::to_string(storageBytes(type));
  }
}

static void writeNpy(const std::filesystem::path &path, const Tensor &tensor) {
  std::string type = npyType(tensor.type);
  std::string header =
      "{'descr': '" + type + "', 'fortran_order': False, 'shape': (";
  for (int64_t extent : tensor.dims)
    header += std::to_string(extent) + ",";
  header += ")}";
  // The elements begin at a multiple of 64.
  header.append(63 - (10 + header.size()) % 64, ' ');
  header += "\n";
  std::ofstream file(path, std::ios::binary);
  file << std::string("\x93NUMPY\x01\x00", 8) << char(header.size() & 255)
       << char(header.size() >> 8) << header;
  if (type == "<f4" && tensor.type != ElementType::F32) {
    for (int64_t i = 0; i < tensor.size(); ++i) {
      float value = float(numberAt(tensor, i).real());
      file.write(reinterpret_cast<const char *>(&value), sizeof value);
    }
    return;
  }
  file.write(reinterpret_cast<const char *>(tensor.bytes.data()),
             std::streamsize(tensor.bytes.size()));
}

std::string conformance::writeReproducer(const Case &testCase,
                                         const std::vector<Tensor> &args) {
  static int folders = 0;
  std::string text = spell(testCase, "main");
  std::string told = text;
  for (size_t i = 0; i < args.size(); ++i)
    told += "%arg" + std::to_string(i) + " = " + describe(args[i]) + "\n";
  if (folders == 20)
    return told;
  ++folders;
  std::error_code error;
  std::string pattern =
      (std::filesystem::temp_directory_path(error) / "ptir-conformance-XXXXXX")
          .string();
  if (error || !mkdtemp(pattern.data()))
    return told;
  std::filesystem::path folder = pattern;
  std::ofstream(folder / "case.mlir") << text;
  std::string command = "ptir-run exec " + (folder / "case.mlir").string();
  for (size_t i = 0; i < args.size(); ++i) {
    std::filesystem::path input = folder / ("arg" + std::to_string(i) + ".npy");
    writeNpy(input, args[i]);
    command += " --input " + input.string();
  }
  return told + command + " --backend reference   # or native\n";
}
