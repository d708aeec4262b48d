//===- Implementations.cpp - Other ways to compute a functional -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Functional/Implementations.h"

#include "BuiltInImplementations.h"
#include "ptir/Functional/FunctionalTable.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

Status ImplementationRegistry::add(FunctionalImplementation implementation) {
  const std::string &key = implementation.functional;
  const FunctionalRow *row = findFunctional(key);
  if (!row || row->key != key)
    return Status::failure("implementation '" + implementation.name +
                           "': expected a functional of " + listFunctionals() +
                           "; found '" + key + "'");
  std::string who = "implementation '" + implementation.name +
                    "' of functional '" + key + "': ";
  if (implementation.name.empty())
    return Status::failure(who + "expected a name, found none");
  if (implementation.name == portableImplementation ||
      find(key, implementation.name))
    return Status::failure(who + "expected a name besides " + listNames(key));
  if (!implementation.supports || !implementation.emit)
    return Status::failure(
        who + "expected the functions 'supports' and 'emit', found " +
        (implementation.emit ? "no 'supports'" : "no 'emit'"));
  implementations.push_back(std::move(implementation));
  return Status::success();
}

const FunctionalImplementation *
ImplementationRegistry::find(StringRef functional, StringRef name) const {
  for (const FunctionalImplementation &implementation : implementations)
    if (implementation.functional == functional && implementation.name == name)
      return &implementation;
  return nullptr;
}

std::vector<const FunctionalImplementation *>
ImplementationRegistry::all(StringRef functional) const {
  std::vector<const FunctionalImplementation *> list;
  for (const FunctionalImplementation &implementation : implementations)
    if (implementation.functional == functional)
      list.push_back(&implementation);
  return list;
}

std::string ImplementationRegistry::listNames(StringRef functional) const {
  std::string text = portableImplementation.str();
  for (const FunctionalImplementation *implementation : all(functional))
    text += ", " + implementation->name;
  return text;
}

Implementation functional::implementBy(std::string name,
                                       ConfiguredDecomposition body) {
  return [name = std::move(name), body](Emitter &emitter,
                                        const FunctionalCall &call) {
    return emitter.variant(call, name, [&](CoreOps &core, ValueRange args) {
      return body(core, args, call.config);
    });
  };
}

Status
functional::registerAllImplementations(ImplementationRegistry &registry) {
  std::vector<FunctionalImplementation> list;
  appendContractionImplementations(list);
  appendConvolutionImplementations(list);
  appendActivationImplementations(list);
  for (FunctionalImplementation &implementation : list)
    if (Status status = registry.add(std::move(implementation)); !status.ok())
      return status;
  return Status::success();
}
