//===- RegisterAllBackends.cpp - The backends of this build ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "native/NativeBackend.h"
#include "onednn/OneDnnBackend.h"
#include "ptir/Backends/Backend.h"
#include "reference/ReferenceBackend.h"

void ptir::registerAllBackends(BackendRegistry &registry) {
#ifdef PTIR_HAS_ONEDNN
  registry.add(createOneDnnBackend());
#endif
  registry.add(createNativeBackend());
  registry.add(createReferenceBackend());
}
