//===- NpyFile.cpp - NumPy's array files ----------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "NpyFile.h"

#include "ptir/Checkpoint/InputFile.h"

#include <charconv>
#include <cstring>
#include <optional>

using namespace ptir;
using runtime::HostTensor;

namespace {

constexpr std::string_view magic = "\x93NUMPY";

struct NpyHeader {
  ElementType type = ElementType::F32;
  std::vector<int64_t> dims;
};

struct NpyType {
  std::string_view descr;
  ElementType type;
};

constexpr NpyType npyTypes[] = {
    {"|b1", ElementType::I1},   {"|i1", ElementType::SI8},
    {"<i2", ElementType::SI16}, {"<i4", ElementType::SI32},
    {"<i8", ElementType::SI64}, {"|u1", ElementType::UI8},
    {"<u2", ElementType::UI16}, {"<u4", ElementType::UI32},
    {"<u8", ElementType::UI64}, {"<f2", ElementType::F16},
    {"<f4", ElementType::F32},  {"<f8", ElementType::F64},
    {"<c8", ElementType::CF32}, {"<c16", ElementType::CF64},
};

/// The dictionary, token by token. Every `read` skips blanks before it and
/// returns whether the text went on as expected.
class HeaderParser {
public:
  explicit HeaderParser(std::string_view text) : rest(text) {}

  StatusOr<NpyHeader> parse() {
    if (!readSymbol('{'))
      return unexpected("a dictionary");
    while (!readSymbol('}')) {
      if (Status status = readItem(); !status.ok())
        return status;
      if (!readSymbol(',') && peek() != '}')
        return unexpected("',' or '}'");
    }
    skipBlanks();
    if (!rest.empty())
      return unexpected("nothing after the dictionary");
    if (!type || !order || !dims)
      return Status::failure(
          "expected 'descr', 'fortran_order' and 'shape' in the header");
    return NpyHeader{*type, *dims};
  }

private:
  Status readItem() {
    std::optional<std::string_view> key = readString();
    if (!key || !readSymbol(':'))
      return unexpected("a key in quotes and ':'");
    if (*key == "descr" && !type)
      return readType();
    if (*key == "fortran_order" && !order)
      return readOrder();
    if (*key == "shape" && !dims)
      return readShape();
    return Status::failure("expected each of 'descr', 'fortran_order' and "
                           "'shape' once, found '" +
                           std::string(*key) + "'");
  }

  Status readType() {
    std::optional<std::string_view> descr = readString();
    if (!descr)
      return unexpected("'descr' to be a string");
    for (const NpyType &known : npyTypes)
      if (known.descr == *descr)
        type = known.type;
    if (type)
      return Status::success();
    std::string expected;
    for (const NpyType &known : npyTypes)
      expected += (expected.empty() ? "" : ", ") + std::string(known.descr);
    return Status::failure("expected elements of type " + expected +
                           "; found '" + std::string(*descr) + "'");
  }

  Status readOrder() {
    if (readWord("True"))
      return Status::failure("expected an array in C order, found Fortran "
                             "order; save numpy.ascontiguousarray of it");
    if (!readWord("False"))
      return unexpected("'fortran_order' to be True or False");
    order = true;
    return Status::success();
  }

  Status readShape() {
    dims.emplace();
    if (!readSymbol('('))
      return unexpected("'shape' to be a tuple");
    while (!readSymbol(')')) {
      skipBlanks();
      int64_t extent = 0;
      auto [end, error] =
          std::from_chars(rest.data(), rest.data() + rest.size(), extent);
      if (error != std::errc() || extent < 0)
        return unexpected("extents to be non-negative integers");
      rest.remove_prefix(static_cast<size_t>(end - rest.data()));
      dims->push_back(extent);
      if (!readSymbol(',') && peek() != ')')
        return unexpected("',' or ')'");
    }
    return Status::success();
  }

  void skipBlanks() {
    size_t count = rest.find_first_not_of(" \n");
    rest.remove_prefix(std::min(count, rest.size()));
  }

  char peek() {
    skipBlanks();
    return rest.empty() ? '\0' : rest.front();
  }

  bool readSymbol(char symbol) {
    if (peek() != symbol)
      return false;
    rest.remove_prefix(1);
    return true;
  }

  bool readWord(std::string_view word) {
    skipBlanks();
    if (rest.substr(0, word.size()) != word)
      return false;
    rest.remove_prefix(word.size());
    return true;
  }

  /// Without escapes, which NumPy does not write for these keys.
  std::optional<std::string_view> readString() {
    char quote = peek();
    if (quote != '\'' && quote != '"')
      return std::nullopt;
    size_t end = rest.find(quote, 1);
    if (end == std::string_view::npos)
      return std::nullopt;
    std::string_view text = rest.substr(1, end - 1);
    rest.remove_prefix(end + 1);
    return text;
  }

  Status unexpected(const std::string &expected) const {
    constexpr size_t longest = 20;
    return Status::failure("expected " + expected + " in the header, found '" +
                           std::string(rest.substr(0, longest)) + "'");
  }

  std::string_view rest;
  std::optional<ElementType> type;
  std::optional<bool> order;
  std::optional<std::vector<int64_t>> dims;
};

} // namespace

/// The dictionary's text; what comes after it in `bytes` are the elements.
static StatusOr<std::string_view> headerText(std::string_view bytes) {
  if (bytes.substr(0, magic.size()) != magic || bytes.size() < 8)
    return Status::failure("expected a file in NumPy's .npy format, found "
                           "another one");
  unsigned major = static_cast<unsigned char>(bytes[6]);
  unsigned minor = static_cast<unsigned char>(bytes[7]);
  if ((major != 1 && major != 2) || minor != 0)
    return Status::failure("expected version 1.0 or 2.0 of the format, found " +
                           std::to_string(major) + "." + std::to_string(minor));
  size_t start = major == 1 ? 10 : 12;
  uint64_t length = 0;
  for (size_t i = 8; i < start && i < bytes.size(); ++i)
    length |= uint64_t(static_cast<unsigned char>(bytes[i])) << (8 * (i - 8));
  if (bytes.size() < start || bytes.size() - start < length)
    return Status::failure("expected the whole header, found the end of the "
                           "file");
  return bytes.substr(start, length);
}

static StatusOr<HostTensor> parse(std::string_view bytes) {
  StatusOr<std::string_view> text = headerText(bytes);
  if (!text.ok())
    return text.status();
  StatusOr<NpyHeader> header = HeaderParser(*text).parse();
  if (!header.ok())
    return header.status();
  std::string_view data = bytes.substr(
      static_cast<size_t>(text->data() + text->size() - bytes.data()));
  std::optional<int64_t> expected = runtime::denseBytes(
      header->dims.data(), static_cast<int32_t>(header->dims.size()),
      header->type);
  if (!expected || static_cast<uint64_t>(*expected) != data.size())
    return Status::failure(
        "expected " + (expected ? std::to_string(*expected) : "2^63 and more") +
        " bytes of elements, found " + std::to_string(data.size()));
  StatusOr<HostTensor> tensor =
      HostTensor::zeros(header->type, std::move(header->dims));
  if (tensor.ok() && !data.empty())
    std::memcpy(tensor->data(), data.data(), data.size());
  return tensor;
}

StatusOr<HostTensor> ptir::run::parseNpy(std::string_view bytes,
                                         const std::string &where) {
  StatusOr<HostTensor> tensor = parse(bytes);
  if (!tensor.ok())
    return Status::failure("'" + where + "': " + tensor.message());
  return tensor;
}

StatusOr<HostTensor> ptir::run::readNpy(const std::string &path) {
  StatusOr<InputFile> file = InputFile::open(path);
  if (!file.ok())
    return file.status();
  std::string bytes(file->size(), '\0');
  if (Status status = file->readAt(0, bytes.data(), bytes.size()); !status.ok())
    return status;
  return parseNpy(bytes, path);
}
