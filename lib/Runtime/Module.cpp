//===- Module.cpp - A compiled module ---------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Runtime/Module.h"
#include "ptir/Runtime/TensorView.h"

#include <algorithm>
#include <utility>

namespace ptir::runtime {

static Status fail(const std::string &where, const std::string &why) {
  return Status::failure("compiled module: " + where + why);
}

/// A table of `count` rows: present unless empty.
static Status checkTable(const std::string &where, const void *table,
                         int32_t count) {
  if (count < 0)
    return fail(where, "expected a count of at least 0, found " +
                           std::to_string(count));
  if (count > 0 && !table)
    return fail(where, "expected a table of " + std::to_string(count) +
                           " rows, found none");
  return Status::success();
}

static Status checkType(const std::string &where, const ptir_type_desc &type) {
  if (type.rank < 0 || type.rank > maxRank)
    return fail(where, "expected a rank from 0 to 16, found " +
                           std::to_string(type.rank));
  if (type.element_type < 0 ||
      type.element_type >= static_cast<int32_t>(numElementTypes))
    return fail(where, "expected an element type below " +
                           std::to_string(numElementTypes) + ", found " +
                           std::to_string(type.element_type));
  if (type.rank > 0 && !type.dims)
    return fail(where, "expected " + std::to_string(type.rank) +
                           " extents, found none");
  for (int32_t i = 0; i < type.rank; ++i)
    if (type.dims[i] < PTIR_DYNAMIC)
      return fail(where, "expected extents of at least 0, found " +
                             std::to_string(type.dims[i]));
  return Status::success();
}

static Status checkParam(const ptir_param_desc &param, int32_t index) {
  std::string where = "parameter " + std::to_string(index) + ": ";
  if (!param.name || !param.layout)
    return fail(where, "expected a name and a layout, found none");
  if (param.piece_units < 0)
    return fail(where, "expected pieces of at least 0 units, found " +
                           std::to_string(param.piece_units));
  return checkType(where, param.type);
}

static Status checkResult(const std::string &where,
                          const ptir_entry_desc &entry, int32_t index) {
  const ptir_result_desc &result = entry.results[index];
  Status type = checkType(where, result.type);
  if (!type.ok() || result.aliased_arg == -1)
    return type;
  if (result.aliased_arg < 0 || result.aliased_arg >= entry.num_args)
    return fail(where, "expected an aliased argument below " +
                           std::to_string(entry.num_args) + ", found " +
                           std::to_string(result.aliased_arg));
  const ptir_type_desc &arg = entry.args[result.aliased_arg];
  if (arg.rank != result.type.rank ||
      arg.element_type != result.type.element_type)
    return fail(where, "expected the type of the aliased argument, " +
                           tensorText(arg.dims, arg.rank, arg.element_type) +
                           ", found " +
                           tensorText(result.type.dims, result.type.rank,
                                      result.type.element_type));
  for (int32_t other = 0; other < index; ++other)
    if (entry.results[other].aliased_arg == result.aliased_arg)
      return fail(where, "argument " + std::to_string(result.aliased_arg) +
                             " is aliased by result " + std::to_string(other) +
                             " already");
  return Status::success();
}

static Status checkEntry(const ptir_entry_desc &entry, int32_t index) {
  std::string where = "entry " + std::to_string(index) + ": ";
  if (!entry.name || !entry.function)
    return fail(where, "expected a name and a function, found none");
  where = "entry '" + std::string(entry.name) + "': ";
  Status status = checkTable(where + "arguments: ", entry.args, entry.num_args);
  for (int32_t i = 0; status.ok() && i < entry.num_args; ++i)
    status = checkType(where + "argument " + std::to_string(i) + ": ",
                       entry.args[i]);
  if (status.ok())
    status = checkTable(where + "results: ", entry.results, entry.num_results);
  for (int32_t i = 0; status.ok() && i < entry.num_results; ++i)
    status =
        checkResult(where + "result " + std::to_string(i) + ": ", entry, i);
  return status;
}

static Status checkKernel(const ptir_kernel_desc &kernel, int32_t index) {
  std::string where = "kernel " + std::to_string(index) + ": ";
  if (!kernel.name || !kernel.config || !kernel.location)
    return fail(where, "expected a name, a configuration and a location, found "
                       "none");
  Status status =
      checkTable(where + "operands: ", kernel.operands, kernel.num_operands);
  for (int32_t i = 0; status.ok() && i < kernel.num_operands; ++i)
    status = checkType(where + "operand " + std::to_string(i) + ": ",
                       kernel.operands[i]);
  return status;
}

StatusOr<Module> Module::create(const ptir_module_desc *desc,
                                std::shared_ptr<const void> owner) {
  if (!desc)
    return fail("", "expected the symbol 'ptir_module', found none");
  if (desc->abi_version != PTIR_ABI_VERSION)
    return fail("", "expected ABI version " + std::to_string(PTIR_ABI_VERSION) +
                        ", found " + std::to_string(desc->abi_version) +
                        "; compile the module again");
  Status status = checkTable("parameters: ", desc->params, desc->num_params);
  for (int32_t i = 0; status.ok() && i < desc->num_params; ++i)
    status = checkParam(desc->params[i], i);
  if (status.ok())
    status = checkTable("entries: ", desc->entries, desc->num_entries);
  for (int32_t i = 0; status.ok() && i < desc->num_entries; ++i)
    status = checkEntry(desc->entries[i], i);
  if (status.ok())
    status = checkTable("kernels: ", desc->kernels, desc->num_kernels);
  for (int32_t i = 0; status.ok() && i < desc->num_kernels; ++i)
    status = checkKernel(desc->kernels[i], i);
  if (status.ok())
    status = checkTable("steps: ", desc->steps, desc->num_steps);
  for (int32_t i = 0; status.ok() && i < desc->num_steps; ++i)
    status = checkTable("step " + std::to_string(i) + ": uses: ",
                        desc->steps[i].uses, desc->steps[i].num_uses);
  if (!status.ok())
    return status;
  return Module(desc, std::move(owner));
}

StatusOr<size_t> Module::findEntry(std::string_view name) const {
  for (size_t i = 0; i < numEntries(); ++i)
    if (name == entry(i).name)
      return i;
  std::string known;
  for (size_t i = 0; i < numEntries(); ++i)
    known += (i ? ", '" : "'") + std::string(entry(i).name) + "'";
  return Status::failure("compiled module: entry '" + std::string(name) +
                         "': not found; there " +
                         (numEntries() ? "is " + known : "are no entries"));
}

} // namespace ptir::runtime
