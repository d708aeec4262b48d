//===- InputFiles.cpp - Arguments out of files ----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "InputFiles.h"

#include "NpyFile.h"

#include "ptir/Checkpoint/TensorReader.h"
#include "ptir/Support/ScalarFloat.h"

#include <algorithm>
#include <charconv>

using namespace ptir;
using namespace ptir::run;
using execution::TensorType;
using runtime::HostTensor;

static bool endsWith(const std::string &text, std::string_view end) {
  return text.size() >= end.size() &&
         text.compare(text.size() - end.size(), end.size(), end) == 0;
}

/// The number a name ends in.
static std::optional<size_t> trailingNumber(const std::string &name) {
  size_t digits = name.find_last_not_of("0123456789");
  digits = digits == std::string::npos ? 0 : digits + 1;
  size_t number = 0;
  const char *end = name.data() + name.size();
  auto [rest, error] = std::from_chars(name.data() + digits, end, number);
  if (error != std::errc() || rest != end)
    return std::nullopt;
  return number;
}

static StatusOr<HostTensor> narrowInteger(const HostTensor &tensor,
                                          ElementType type, int lowest,
                                          int highest,
                                          const std::string &where) {
  StatusOr<HostTensor> result = HostTensor::zeros(type, tensor.dims());
  if (!result.ok())
    return result;
  bool isSigned = type == ElementType::SI4;
  for (int64_t i = 0; i < tensor.elementCount(); ++i) {
    int value =
        isSigned ? int(tensor.as<int8_t>()[i]) : int(tensor.as<uint8_t>()[i]);
    if (value < lowest || value > highest)
      return Status::failure(where + ": element " + std::to_string(i) +
                             ": expected a value of " +
                             std::string(elementTypeName(type)) + ", found " +
                             std::to_string(value));
    result->as<int8_t>()[i] = static_cast<int8_t>(value);
  }
  return result;
}

static StatusOr<HostTensor> narrowFloat(const HostTensor &tensor,
                                        ElementType type) {
  StatusOr<HostTensor> result = HostTensor::zeros(type, tensor.dims());
  if (!result.ok())
    return result;
  for (int64_t i = 0; i < tensor.elementCount(); ++i) {
    uint64_t bits = encodeFloat(type, tensor.as<float>()[i]);
    if (storageBytes(type) == 1)
      result->as<uint8_t>()[i] = static_cast<uint8_t>(bits);
    else
      result->as<uint16_t>()[i] = static_cast<uint16_t>(bits);
  }
  return result;
}

StatusOr<HostTensor> ptir::run::conform(HostTensor tensor, ElementType type,
                                        const std::string &where) {
  ElementType given = tensor.type();
  if (given == type)
    return tensor;
  if (type == ElementType::SI4 && given == ElementType::SI8)
    return narrowInteger(tensor, type, -8, 7, where);
  if (type == ElementType::UI4 && given == ElementType::UI8)
    return narrowInteger(tensor, type, 0, 15, where);
  bool lacksCode = type == ElementType::BF16 || type == ElementType::F8E4M3FN ||
                   type == ElementType::F8E5M2;
  if (lacksCode && given == ElementType::F32)
    return narrowFloat(tensor, type);
  return Status::failure(where + ": expected elements of type " +
                         std::string(elementTypeName(type)) + ", found " +
                         std::string(elementTypeName(given)));
}

static StatusOr<HostTensor> readEntry(const TensorReader &reader,
                                      const CheckpointTensor &entry) {
  StatusOr<HostTensor> tensor = HostTensor::zeros(entry.type, entry.shape);
  if (!tensor.ok())
    return tensor;
  if (Status status = reader.read(entry, 0, tensor->data(), entry.byteSize);
      !status.ok())
    return status;
  return tensor;
}

/// For messages; the first few.
static std::string namesOf(const Checkpoint &table) {
  constexpr size_t most = 8;
  std::string names;
  for (const CheckpointTensor *tensor : tensorsInFileOrder(table)) {
    if (tensor->position == most)
      return names + ", …";
    names += (names.empty() ? "'" : ", '") + tensor->name + "'";
  }
  return names.empty() ? "none" : names;
}

StatusOr<HostTensor> ptir::run::readTensor(const std::string &path,
                                           const std::string &key) {
  if (endsWith(path, ".npy"))
    return readNpy(path);
  StatusOr<Checkpoint> table = openCheckpoint(path);
  if (!table.ok())
    return table.status();
  const CheckpointTensor *entry = table->find(key.empty() ? "input" : key);
  if (!entry && key.empty() && table->tensors.size() == 1)
    entry = &table->tensors.front();
  if (!entry)
    return Status::failure("'" + path + "': expected " +
                           (key.empty() ? "a tensor 'input', or only one"
                                        : "tensor '" + key + "'") +
                           "; found " + namesOf(*table));
  StatusOr<TensorReader> reader = TensorReader::open(*table);
  if (!reader.ok())
    return reader.status();
  return readEntry(*reader, *entry);
}

namespace {

/// Fills the arguments file by file.
class InputReader {
public:
  explicit InputReader(const std::vector<TensorType> &types)
      : types(types), given(types.size()) {}

  Status readArray(const std::string &path) {
    StatusOr<HostTensor> array = readNpy(path);
    if (!array.ok())
      return array.status();
    return place(nextFree(), std::move(*array), "'" + path + "'");
  }

  Status readTensors(const std::string &path) {
    StatusOr<Checkpoint> table = openCheckpoint(path);
    if (!table.ok())
      return table.status();
    StatusOr<TensorReader> reader = TensorReader::open(*table);
    if (!reader.ok())
      return reader.status();
    for (const CheckpointTensor &entry : table->tensors) {
      std::string where = "'" + path + "': tensor '" + entry.name + "'";
      std::optional<size_t> number = trailingNumber(entry.name);
      if (!number && table->tensors.size() > 1)
        return Status::failure(where + ": expected a name that ends in the "
                                       "number of an argument, such as 'arg0'");
      StatusOr<HostTensor> tensor = readEntry(*reader, entry);
      if (!tensor.ok())
        return tensor.status();
      if (Status status =
              place(number ? *number : nextFree(), std::move(*tensor), where);
          !status.ok())
        return status;
    }
    return Status::success();
  }

  GivenArguments take() { return std::move(given); }

private:
  size_t nextFree() const {
    return static_cast<size_t>(
        std::find_if(given.begin(), given.end(),
                     [](const auto &argument) { return !argument; }) -
        given.begin());
  }

  Status place(size_t index, HostTensor tensor, const std::string &where) {
    if (index >= types.size())
      return Status::failure(
          where + ": expected one of " + std::to_string(types.size()) +
          " arguments, found argument " + std::to_string(index));
    if (given[index])
      return Status::failure(where + ": expected argument " +
                             std::to_string(index) + " once, found it again");
    StatusOr<HostTensor> argument =
        conform(std::move(tensor), types[index].elementType, where);
    if (!argument.ok())
      return argument.status();
    given[index] = std::move(*argument);
    return Status::success();
  }

  const std::vector<TensorType> &types;
  GivenArguments given;
};

} // namespace

StatusOr<GivenArguments>
ptir::run::readInputFiles(const std::vector<std::string> &files,
                          const std::vector<TensorType> &types) {
  InputReader reader(types);
  for (const std::string &path : files) {
    Status status = Status::success();
    if (endsWith(path, ".npy"))
      status = reader.readArray(path);
    else if (endsWith(path, ".safetensors") || endsWith(path, ".gptrsten"))
      status = reader.readTensors(path);
    else
      status = Status::failure("input '" + path +
                               "': expected a .npy, .safetensors or .gptrsten "
                               "file");
    if (!status.ok())
      return status;
  }
  return reader.take();
}
