//===- OptMain.cpp - The main function of ptir-opt ------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "OptMain.h"

#include "PhaseDocument.h"

#include "ptir/Validation/PassValidation.h"

#include "mlir/Pass/PassManager.h"
#include "mlir/Support/FileUtilities.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/ToolOutputFile.h"

using namespace ptir;
namespace cl = llvm::cl;

namespace {

struct Flags {
  cl::opt<bool> listPhases{
      "list-phases",
      cl::desc("Print the phases with their contracts and passes, and exit")};
  cl::OptionCategory category{"Validation of passes"};
  cl::opt<bool> validate{
      "ptir-validate-passes",
      cl::desc("Run the module on seeded inputs after each pass, and name the "
               "first that changes a result"),
      cl::cat(category)};
  cl::opt<uint64_t> seed{"ptir-validate-seed", cl::desc("Seed of the inputs"),
                         cl::init(0), cl::cat(category)};
  cl::opt<unsigned> draws{"ptir-validate-draws",
                          cl::desc("Sets of inputs for each public function"),
                          cl::init(4), cl::cat(category)};
  cl::list<int64_t> extents{
      "ptir-validate-extents",
      cl::desc("Extents of '?' in the arguments, in order of appearance"),
      cl::CommaSeparated, cl::cat(category)};
  cl::opt<std::string> folder{
      "ptir-validate-dir",
      cl::desc("Where the modules before and after a wrong pass are written"),
      cl::value_desc("folder"), cl::init("."), cl::cat(category)};
  cl::opt<std::string> backend{"ptir-validate-backend",
                               cl::desc("What compiles lowered modules"),
                               cl::init("native"), cl::cat(category)};

  validation::PassValidationOptions options() const {
    return {seed, draws, {extents.begin(), extents.end()}, folder, backend};
  }
};

} // namespace

/// The configuration of the command line, with validation added.
static mlir::MlirOptMainConfig configure(const Flags &flags) {
  auto config = mlir::MlirOptMainConfig::createFromCLOptions();
  mlir::MlirOptMainConfig plain = config;
  config.setPassPipelineSetupFn([&flags, plain](mlir::PassManager &manager) {
    // The whole module is run after each pass over one of its functions.
    manager.getContext()->disableMultithreading();
    manager.addInstrumentation(
        validation::createPassValidation(flags.options()));
    return plain.setupPassPipeline(manager);
  });
  return config;
}

int opt::runOptMain(int argc, char **argv, llvm::StringRef header,
                    mlir::DialectRegistry &registry) {
  Flags flags;
  llvm::InitLLVM init(argc, argv);
  auto [input, output] =
      mlir::registerAndParseCLIOptions(argc, argv, header, registry);
  if (flags.listPhases) {
    printPhaseDocument(llvm::outs());
    return EXIT_SUCCESS;
  }
  if (!flags.validate)
    return mlir::asMainReturnCode(
        mlir::MlirOptMain(argc, argv, input, output, registry));

  std::string error;
  std::unique_ptr<llvm::MemoryBuffer> buffer =
      mlir::openInputFile(input, &error);
  std::unique_ptr<llvm::ToolOutputFile> file =
      buffer ? mlir::openOutputFile(output, &error) : nullptr;
  if (!file) {
    llvm::errs() << error << "\n";
    return EXIT_FAILURE;
  }
  if (failed(mlir::MlirOptMain(file->os(), std::move(buffer), registry,
                               configure(flags))))
    return EXIT_FAILURE;
  file->keep();
  return EXIT_SUCCESS;
}
