//===- LoadedCode.cpp - Machine code in this process ----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "LoadedCode.h"

#include "ptir/Runtime/Symbols.h"

#include "llvm/ExecutionEngine/Orc/ExecutionUtils.h"
#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include "llvm/Support/TargetSelect.h"

using namespace ptir;
using namespace ptir::execution;

static Status failure(llvm::Error error) {
  return Status::failure("loading compiled code: " +
                         llvm::toString(std::move(error)));
}

/// The runtime by name and address; the C library's mathematics from the
/// process.
static llvm::Error bindSymbols(llvm::orc::LLJIT &jit) {
  llvm::orc::SymbolMap symbols;
  for (const runtime::RuntimeSymbol &symbol : runtime::runtimeSymbols())
    symbols[jit.mangleAndIntern(symbol.name)] = {
        llvm::orc::ExecutorAddr::fromPtr(symbol.address),
        llvm::JITSymbolFlags::Exported};
  llvm::orc::JITDylib &library = jit.getMainJITDylib();
  if (llvm::Error error =
          library.define(llvm::orc::absoluteSymbols(std::move(symbols))))
    return error;
  auto process = llvm::orc::DynamicLibrarySearchGenerator::GetForCurrentProcess(
      jit.getDataLayout().getGlobalPrefix());
  if (!process)
    return process.takeError();
  library.addGenerator(std::move(*process));
  return llvm::Error::success();
}

StatusOr<runtime::Module> ptir::execution::loadObjects(ObjectFiles objects) {
  llvm::InitializeNativeTarget();
  llvm::InitializeNativeTargetAsmPrinter();
  auto created = llvm::orc::LLJITBuilder().create();
  if (!created)
    return failure(created.takeError());
  std::shared_ptr<llvm::orc::LLJIT> jit = std::move(*created);
  if (llvm::Error error = bindSymbols(*jit))
    return failure(std::move(error));
  for (std::unique_ptr<llvm::MemoryBuffer> &object : objects)
    if (llvm::Error error = jit->addObjectFile(std::move(object)))
      return failure(std::move(error));
  auto table = jit->lookup("ptir_module");
  if (!table)
    return failure(table.takeError());
  return runtime::Module::create(table->toPtr<const ptir_module_desc *>(), jit);
}
