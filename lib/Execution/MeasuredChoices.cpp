//===- MeasuredChoices.cpp - What was the fastest -------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "MeasuredChoices.h"

#include "CacheKey.h"
#include "ReplaceFile.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace ptir::execution;
namespace json = llvm::json;

static constexpr int64_t formatVersion = 1;

double Choice::bestTime() const {
  for (const auto &[name, time] : times)
    if (name == implementation)
      return time;
  return 0;
}

MeasuredChoices::MeasuredChoices(std::string file) : file(std::move(file)) {
  if (!this->file.empty())
    read();
}

const Choice *MeasuredChoices::find(llvm::StringRef functional,
                                    llvm::StringRef call) {
  auto known = functionals.find(functional);
  if (known == functionals.end())
    return nullptr;
  Entries &entries = known->second;
  auto found =
      llvm::find_if(entries, [&](const Entry &e) { return e.call == call; });
  if (found == entries.end())
    return nullptr;
  entries.splice(entries.begin(), entries, found);
  return &entries.front().choice;
}

void MeasuredChoices::add(llvm::StringRef functional, std::string call,
                          Choice choice, size_t capacity) {
  Entries &entries = functionals[functional.str()];
  entries.push_front({std::move(call), std::move(choice)});
  if (entries.size() > capacity)
    entries.resize(capacity);
  if (!file.empty())
    write();
}

//===----------------------------------------------------------------------===//
// The file
//===----------------------------------------------------------------------===//

void MeasuredChoices::readEntry(llvm::StringRef functional,
                                const json::Value &value) {
  const json::Object *object = value.getAsObject();
  if (!object)
    return;
  std::optional<llvm::StringRef> call = object->getString("call");
  std::optional<llvm::StringRef> name = object->getString("implementation");
  const json::Object *times = object->getObject("milliseconds");
  if (!call || !name || !times || !times->getNumber(*name))
    return;
  Choice choice;
  choice.implementation = name->str();
  for (const auto &[implementation, time] : *times)
    if (std::optional<double> number = time.getAsNumber())
      choice.times.emplace_back(implementation.str(), *number);
  functionals[functional.str()].push_back({call->str(), std::move(choice)});
}

void MeasuredChoices::read() {
  auto buffer = llvm::MemoryBuffer::getFile(file);
  if (!buffer)
    return;
  llvm::Expected<json::Value> parsed = json::parse((*buffer)->getBuffer());
  if (!parsed) {
    llvm::consumeError(parsed.takeError());
    return;
  }
  const json::Object *root = parsed->getAsObject();
  if (!root || root->getInteger("version") != formatVersion ||
      root->getString("build") != llvm::StringRef(describeBuild()))
    return;
  if (const json::Object *lists = root->getObject("functionals"))
    for (const auto &[functional, list] : *lists)
      if (const json::Array *entries = list.getAsArray())
        for (const json::Value &entry : *entries)
          readEntry(functional, entry);
}

void MeasuredChoices::write() const {
  json::Object lists;
  for (const auto &[functional, entries] : functionals) {
    json::Array list;
    for (const Entry &entry : entries) {
      json::Object times;
      for (const auto &[name, time] : entry.choice.times)
        times[name] = time;
      list.push_back(
          json::Object{{"call", entry.call},
                       {"implementation", entry.choice.implementation},
                       {"milliseconds", std::move(times)}});
    }
    lists[functional] = std::move(list);
  }
  json::Value root = json::Object{{"version", formatVersion},
                                  {"build", describeBuild()},
                                  {"functionals", std::move(lists)}};
  // Without a folder there is no file, as on a full disk.
  (void)llvm::sys::fs::create_directories(llvm::sys::path::parent_path(file));
  replaceFile(file, [&](llvm::raw_ostream &stream) {
    stream << llvm::formatv("{0:2}", root) << '\n';
  });
}
