//===- MemoryViews.cpp - Uses of memory through views ---------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "MemoryViews.h"

using namespace mlir;

bool ptir::forEachMemoryUse(Value memory, Block &block, MemoryUseFn use,
                            MayReturnFn mayReturn) {
  SmallVector<Value> pending = {memory};
  llvm::SmallDenseSet<Value> seen = {memory};
  auto follow = [&](ValueRange values) {
    for (Value value : values)
      if (isa<BaseMemRefType>(value.getType()) && seen.insert(value).second)
        pending.push_back(value);
  };
  while (!pending.empty()) {
    Value next = pending.pop_back_val();
    for (Operation *user : next.getUsers()) {
      Operation *ancestor = block.findAncestorOpInBlock(*user);
      if (!ancestor || user == block.getTerminator())
        return false;
      use(user, ancestor);
      auto call = dyn_cast<func::CallOp>(user);
      if (call && call == ancestor && mayReturn && !mayReturn(call, next))
        continue;
      for (Operation *op = user; op != block.getParentOp();
           op = op->getParentOp()) {
        follow(op->getResults());
        for (Region &region : op->getRegions())
          for (Block &inner : region)
            follow(inner.getArguments());
      }
    }
  }
  return true;
}
