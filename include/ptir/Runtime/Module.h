//===- Module.h - A compiled module -----------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The `ptir_module` symbol of compiled code, checked, together with whatever
// keeps that code in memory (a JIT, a shared object).
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_RUNTIME_MODULE_H
#define PTIR_RUNTIME_MODULE_H

#include "ptir/Runtime/ABI.h"
#include "ptir/Support/Status.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace ptir::runtime {

/// A handle, cheap to copy; any thread may read it. The code lives as long as
/// the last copy.
class Module {
public:
  /// Checks what a session relies on: the ABI version, names, types, aliases.
  /// `owner` keeps `desc` and its functions in memory; it may be null for code
  /// that is never unloaded. Fails with the first thing that is wrong.
  static StatusOr<Module> create(const ptir_module_desc *desc,
                                 std::shared_ptr<const void> owner);

  size_t numParams() const { return static_cast<size_t>(desc->num_params); }
  const ptir_param_desc &param(size_t index) const {
    return desc->params[index];
  }
  size_t numEntries() const { return static_cast<size_t>(desc->num_entries); }
  const ptir_entry_desc &entry(size_t index) const {
    return desc->entries[index];
  }

  size_t numSteps() const { return static_cast<size_t>(desc->num_steps); }
  const ptir_param_step &step(size_t index) const { return desc->steps[index]; }

  size_t numKernels() const { return static_cast<size_t>(desc->num_kernels); }
  const ptir_kernel_desc &kernel(size_t index) const {
    return desc->kernels[index];
  }

  /// The index of the entry of that name; the failure lists the names there
  /// are.
  StatusOr<size_t> findEntry(std::string_view name) const;

private:
  Module(const ptir_module_desc *desc, std::shared_ptr<const void> owner)
      : desc(desc), owner(std::move(owner)) {}

  const ptir_module_desc *desc;
  std::shared_ptr<const void> owner;
};

} // namespace ptir::runtime

#endif // PTIR_RUNTIME_MODULE_H
