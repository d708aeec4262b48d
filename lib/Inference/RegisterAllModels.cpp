//===- RegisterAllModels.cpp - The models PTIR knows ----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Gpt2Family.h"
#include "MobilenetV2Family.h"
#include "ResnetFamily.h"

using namespace ptir;

void ptir::registerAllModels(ModelRegistry &registry) {
  registry.add(gpt2Family());
  registry.add(mobilenetV2Family());
  registry.add(resnetFamily());
}
