//===- Gpt2Family.cpp - GPT-2 among the families of models ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Gpt2Family.h"

#include "models/gpt2/Model.h"

#include "mlir/IR/Diagnostics.h"

using namespace ptir;

namespace {

class Gpt2Definition final : public ModelDefinition {
public:
  Gpt2Definition(const gpt2::Config &config, gpt2::Head head)
      : config(config), head(head),
        info{config.vocabSize, config.contextLength} {}

  const LanguageModelInfo *language() const override { return &info; }

  std::vector<std::string>
  checkpointNames(std::string_view parameter) const override {
    return gpt2::candidateNames(parameter);
  }

  StatusOr<mlir::OwningOpRef<mlir::ModuleOp>>
  build(mlir::MLIRContext &context, const BuildRequest &request) const override;

private:
  gpt2::Config config;
  gpt2::Head head;
  LanguageModelInfo info;
};

} // namespace

StatusOr<mlir::OwningOpRef<mlir::ModuleOp>>
Gpt2Definition::build(mlir::MLIRContext &context,
                      const BuildRequest &request) const {
  if (request.entries == ModelEntries::Image)
    return requireImageModel(*this).status();
  std::string reason;
  mlir::ScopedDiagnosticHandler handler(&context,
                                        [&](mlir::Diagnostic &diagnostic) {
                                          if (reason.empty())
                                            reason = diagnostic.str();
                                        });
  gpt2::BuildOptions options;
  options.head = head;
  options.forward = request.entries == ModelEntries::Forward;
  options.prefill = options.decode =
      request.entries == ModelEntries::Generation;
  options.trace = request.trace;
  options.chooser = request.chooser;
  auto module = gpt2::buildModule(&context, config, options);
  if (llvm::failed(module))
    return Status::failure("model gpt2: " + reason);
  return std::move(*module);
}

static StatusOr<std::unique_ptr<ModelDefinition>>
configure(const Checkpoint &checkpoint) {
  std::string where = "checkpoint '" + checkpoint.path + "': ";
  StatusOr<gpt2::Config> config = gpt2::parseConfig(checkpoint.configJson);
  if (!config.ok())
    return Status::failure(where + config.message());
  StatusOr<gpt2::Head> head =
      gpt2::chooseHead(*config, [&](std::string_view name) {
        return checkpoint.find(name) != nullptr;
      });
  if (!head.ok())
    return Status::failure(where + head.message());
  return std::unique_ptr<ModelDefinition>(new Gpt2Definition(*config, *head));
}

ModelFamily ptir::gpt2Family() { return {"gpt2", {"gpt2", "gpt"}, configure}; }
