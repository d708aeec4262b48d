//===- StrictJson.cpp - JSON that means one thing only --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "StrictJson.h"

#include "CheckpointMessage.h"

#include <vector>

using namespace ptir;
using nlohmann::json;

namespace {

constexpr size_t maxDepth = 64;

/// Builds a document from the events of the parser; returning false stops it.
class DocumentBuilder : public nlohmann::json_sax<json> {
public:
  json document;
  std::string error;

  bool null() override { return add(nullptr); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(int64_t value) override { return add(value); }
  bool number_unsigned(uint64_t value) override { return add(value); }
  bool number_float(double value, const std::string &) override {
    return add(value);
  }
  bool string(std::string &value) override { return add(std::move(value)); }
  bool binary(json::binary_t &) override { return false; }

  bool start_object(size_t) override { return open(json::object()); }
  bool start_array(size_t) override { return open(json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(std::string &name) override {
    auto [slot, isNew] = containers.back()->emplace(name, nullptr);
    if (!isNew) {
      error = "expected unique JSON keys, found " + inQuotes(name) + " twice";
      return false;
    }
    pending = &*slot;
    return true;
  }

  bool parse_error(size_t position, const std::string &,
                   const nlohmann::detail::exception &) override {
    error = "expected valid JSON, found an error at byte " +
            std::to_string(position);
    return false;
  }

private:
  /// Puts a value where the document continues and says where it now is.
  json *place(json value) {
    json *slot = &document;
    if (pending) {
      slot = std::exchange(pending, nullptr);
      *slot = std::move(value);
    } else if (!containers.empty()) {
      containers.back()->push_back(std::move(value));
      slot = &containers.back()->back();
    } else {
      document = std::move(value);
    }
    return slot;
  }

  bool add(json value) {
    place(std::move(value));
    return true;
  }

  bool open(json container) {
    if (containers.size() == maxDepth) {
      error = "expected JSON nested at most " + std::to_string(maxDepth) +
              " deep, found more";
      return false;
    }
    containers.push_back(place(std::move(container)));
    return true;
  }

  bool close() {
    containers.pop_back();
    return true;
  }

  /// The open containers, outermost first. A container does not grow while one
  /// inside it is open, so the pointers stay valid.
  std::vector<json *> containers;
  /// Where the value of the last key goes.
  json *pending = nullptr;
};

} // namespace

StatusOr<json> ptir::parseJsonObject(std::string_view text) {
  DocumentBuilder builder;
  if (!json::sax_parse(text.begin(), text.end(), &builder))
    return Status::failure(builder.error);
  if (!builder.document.is_object())
    return Status::failure("expected a JSON object, found " +
                           std::string(builder.document.type_name()));
  return std::move(builder.document);
}
