//===- OverrideChooser.cpp - Overrides applied to calls -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Execution/OverrideChooser.h"

#include "MeasuredChoices.h"
#include "Measurement.h"

using namespace ptir;
using namespace ptir::execution;
using namespace ptir::functional;

OverrideChooser::OverrideChooser(const OverrideSet &overrides,
                                 MeasureOptions options)
    : overrides(overrides), options(std::move(options)),
      choices(std::make_unique<MeasuredChoices>(this->options.file)) {}

OverrideChooser::~OverrideChooser() = default;

const Implementation *OverrideChooser::choose(const FunctionalCall &call) {
  const OverridePolicy &policy = overrides.find(call.name);
  switch (policy.kind) {
  case OverridePolicy::Kind::Default:
    return nullptr;
  case OverridePolicy::Kind::Force:
    return force(call, policy.implementation);
  case OverridePolicy::Kind::Benchmark:
    return measure(call, policy.cacheCapacity);
  }
  return nullptr;
}

const Implementation *OverrideChooser::refuse(std::string message) {
  refusal = [message = std::move(message)](Emitter &emitter,
                                           const FunctionalCall &call) {
    emitter.fail(("functional '" + call.name + "'").str(), message);
    return llvm::SmallVector<Tensor>(call.resultTypes.size());
  };
  return &refusal;
}

/// What it would take to use an implementation, for those that say so.
static std::string listConditions(const ImplementationRegistry &registry,
                                  const FunctionalCall &call) {
  std::string text = portableImplementation.str();
  for (const FunctionalImplementation *other : registry.all(call.name)) {
    text += ", " + other->name;
    if (Status status = other->supports(call); !status.ok())
      text += " (takes " + status.message() + ")";
  }
  return text;
}

const Implementation *OverrideChooser::force(const FunctionalCall &call,
                                             const std::string &name) {
  if (name == portableImplementation)
    return nullptr;
  const ImplementationRegistry &registry = overrides.getImplementations();
  const FunctionalImplementation *found = registry.find(call.name, name);
  if (found && found->supports(call).ok())
    return &found->emit;
  return refuse("expected an implementation that supports the call, of " +
                listConditions(registry, call) + "; found '" + name + "'");
}

/// Everything that a result depends on but the build and the CPU.
static std::string
describeCall(const FunctionalCall &call, const MeasureOptions &options,
             llvm::ArrayRef<const FunctionalImplementation *> candidates) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  stream << call.config << " (";
  llvm::interleaveComma(call.operands, stream, [&](Tensor operand) {
    stream << (isParameter(operand) ? "parameter " : "") << operand.getType();
  });
  stream << ") " << options.backend << " threads=" << options.threads
         << " extent=" << options.dynamicExtent << " of portable";
  for (const FunctionalImplementation *candidate : candidates)
    stream << ", " << candidate->name;
  return text;
}

const Implementation *OverrideChooser::measure(const FunctionalCall &call,
                                               size_t cacheCapacity) {
  std::vector<const FunctionalImplementation *> candidates;
  for (const FunctionalImplementation *candidate :
       overrides.getImplementations().all(call.name))
    if (candidate->supports(call).ok())
      candidates.push_back(candidate);
  if (candidates.empty())
    return nullptr;

  auto lookup = [&](llvm::StringRef name) -> const Implementation * {
    for (const FunctionalImplementation *candidate : candidates)
      if (candidate->name == name)
        return &candidate->emit;
    return nullptr; // the portable one
  };
  std::string description = describeCall(call, options, candidates);
  if (const Choice *known = choices->find(call.name, description))
    return lookup(known->implementation);

  ++measured;
  Choice choice;
  auto consider = [&](const std::string &name,
                      const Implementation &emit) -> Status {
    StatusOr<double> time = measureCall(call, emit, options);
    if (!time.ok())
      return Status::failure("implementation '" + name +
                             "': cannot be measured: " + time.message());
    if (choice.times.empty() || *time < choice.bestTime())
      choice.implementation = name;
    choice.times.emplace_back(name, *time);
    return Status::success();
  };
  Status status = consider(portableImplementation.str(), emitPortable);
  for (const FunctionalImplementation *candidate : candidates)
    if (status.ok())
      status = consider(candidate->name, candidate->emit);
  if (!status.ok())
    return refuse(status.message());
  const Implementation *chosen = lookup(choice.implementation);
  choices->add(call.name, description, std::move(choice), cacheCapacity);
  return chosen;
}
