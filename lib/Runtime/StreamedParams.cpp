//===- StreamedParams.cpp - The parameters of a session, streamed ---------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "StreamedParams.h"

#include "ByteCount.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace ptir::runtime {

StatusOr<std::unique_ptr<StreamedParams>>
StreamedParams::create(const Module &module, std::vector<FormRecipe> recipes,
                       std::shared_ptr<ParamStream> stream) {
  std::vector<StreamedForm> forms;
  forms.reserve(recipes.size());
  for (size_t i = 0; i < recipes.size(); ++i) {
    StatusOr<StreamedForm> form = StreamedForm::create(
        std::move(recipes[i]), module.param(i).piece_units);
    if (!form.ok())
      return form.status();
    forms.push_back(std::move(*form));
  }
  std::unique_ptr<StreamedParams> made(
      new StreamedParams(std::move(forms), std::move(stream)));
  Status status = made->readSteps(module);
  if (status.ok())
    status = made->checkBudget();
  if (!status.ok())
    return status;
  made->shared->add(made->client, made->fixedBytes);
  made->isAdded = true;
  return made;
}

StreamedParams::~StreamedParams() {
  if (!isAdded)
    return;
  releaseAll();
  shared->remove(client, fixedBytes);
}

/// Made when it is first asked for.
StreamedPiece *StreamedParams::pieceOf(size_t param, size_t index) {
  StreamedPiece *&piece = byParam[param][index];
  if (!piece) {
    StreamedForm &form = forms[param];
    pieces.push_back({&form, index, form.pieceBytes(index)});
    piece = &pieces.back();
  }
  return piece;
}

static Status invalid(int32_t step, const std::string &why) {
  return Status::failure("compiled module: step " + std::to_string(step) +
                         ": " + why);
}

Status StreamedParams::addUse(StreamedStep &step, const ptir_param_use &use,
                              int32_t number) {
  if (use.param < 0 || static_cast<size_t>(use.param) >= forms.size())
    return invalid(number, "expected a parameter below " +
                               std::to_string(forms.size()) + ", found " +
                               std::to_string(use.param));
  auto param = static_cast<size_t>(use.param);
  size_t count = forms[param].numPieces();
  if (use.piece == PTIR_NAMED_ROWS) {
    if (step.rows || !step.pieces.empty() || count != 1)
      return invalid(number, "expected named rows to be its only use");
    step.rows = &forms[param];
    return Status::success();
  }
  if (use.piece < PTIR_ALL_PIECES || use.piece >= static_cast<int64_t>(count))
    return invalid(number, "expected a piece below " + std::to_string(count) +
                               ", found " + std::to_string(use.piece));
  bool isAll = use.piece == PTIR_ALL_PIECES;
  size_t first = isAll ? 0 : static_cast<size_t>(use.piece);
  for (size_t i = first; i < (isAll ? count : first + 1); ++i) {
    StreamedPiece *piece = pieceOf(param, i);
    if (std::find(step.pieces.begin(), step.pieces.end(), piece) !=
        step.pieces.end())
      continue;
    step.pieces.push_back(piece);
    step.bytes += piece->bytes;
    step.scratch = std::max(step.scratch, forms[param].scratchBytes());
  }
  return Status::success();
}

Status StreamedParams::readSteps(const Module &module) {
  if (module.numSteps() == 0 && module.numParams() > 0)
    return Status::failure("compiled module: expected steps that acquire its "
                           "parameters, found none; compile it to stream them");
  byParam.resize(forms.size());
  for (size_t i = 0; i < forms.size(); ++i) {
    byParam[i].resize(forms[i].numPieces());
    fixedBytes += forms[i].sharedBytes();
  }
  auto count = static_cast<int32_t>(module.numSteps());
  for (int32_t i = 0; i < count; ++i) {
    const ptir_param_step &desc = module.step(static_cast<size_t>(i));
    if (desc.next < -1 || desc.next >= count)
      return invalid(i, "expected the next one below " + std::to_string(count) +
                            ", found " + std::to_string(desc.next));
    StreamedStep step;
    step.next = desc.next;
    for (int32_t use = 0; use < desc.num_uses; ++use)
      if (Status status = addUse(step, desc.uses[use], i); !status.ok())
        return status;
    client.steps.push_back(std::move(step));
  }
  for (const StreamedStep &step : client.steps)
    client.largestStep = std::max(client.largestStep, step.bytes);
  return Status::success();
}

/// Whether the largest step fits beside what is always there.
Status StreamedParams::checkBudget() const {
  const StreamedStep *worst = nullptr;
  int64_t most = 0, worstScratch = 0;
  for (const StreamedStep &step : client.steps) {
    int64_t scratch = step.rows ? step.rows->scratchBytes() : step.scratch;
    int64_t bytes = step.rows ? step.rows->unitBytes(0, 1) : step.bytes;
    if (bytes + scratch > most) {
      worst = &step;
      most = bytes + scratch;
      worstScratch = scratch;
    }
  }
  if (!worst || fixedBytes + most <= shared->budget())
    return Status::success();
  const StreamedForm &first =
      worst->rows ? *worst->rows : *worst->pieces.front()->form;
  std::string what = first.recipe().tensor.where;
  if (worst->pieces.size() > 1)
    what += " and " + std::to_string(worst->pieces.size() - 1) +
            " that are used together with it";
  return Status::failure(
      "parameter budget: expected at least " + byteCount(fixedBytes + most) +
      ", found " + byteCount(shared->budget()) + ": " + what + " take " +
      byteCount(most - worstScratch) + ", loading them takes " +
      byteCount(worstScratch) + " besides");
}

bool StreamedParams::acquire(int64_t step) {
  auto started = std::chrono::steady_clock::now();
  lastFailure = shared->acquire(client, static_cast<int>(step));
  waited += static_cast<uint64_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(
          std::chrono::steady_clock::now() - started)
          .count());
  return lastFailure.ok();
}

bool StreamedParams::acquireRows(int64_t step, const int64_t *rows,
                                 int64_t count) {
  auto started = std::chrono::steady_clock::now();
  const StreamedForm &form = *client.steps[static_cast<size_t>(step)].rows;
  wantedRows.clear();
  for (int64_t i = 0; i < count; ++i)
    if (rows[i] >= 0 && form.unitOf(rows[i]) < form.numUnits())
      wantedRows.push_back(form.unitOf(rows[i]));
  std::sort(wantedRows.begin(), wantedRows.end());
  wantedRows.erase(std::unique(wantedRows.begin(), wantedRows.end()),
                   wantedRows.end());
  lastFailure = shared->acquireRows(client, static_cast<int>(step), wantedRows);
  waited += static_cast<uint64_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(
          std::chrono::steady_clock::now() - started)
          .count());
  return lastFailure.ok();
}

void StreamedParams::release(int64_t step) {
  shared->release(client, static_cast<int>(step));
}

void StreamedParams::releaseAll() {
  for (size_t i = 0; i < client.steps.size(); ++i)
    if (client.steps[i].isHeld)
      release(static_cast<int64_t>(i));
}

} // namespace ptir::runtime
