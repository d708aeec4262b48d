//===- StreamedForm.h - A form whose pieces come and go ---------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// One form of one parameter at an address that never changes, of which only
// some pieces are in memory: a piece is made from the source when it is loaded
// and its pages are given back when it is dropped. What is read twice is
// converted and packed twice.
//
// A piece is a run of units of the outermost extent in memory: rows of a plain
// form, panels of a packed one. A form of a kernel library has one piece.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_STREAMEDFORM_H
#define PTIR_LIB_RUNTIME_STREAMEDFORM_H

#include "ParamDerivation.h"

#include "ptir/Runtime/Buffer.h"
#include "ptir/Runtime/KernelLibrary.h"
#include "ptir/Runtime/ParamSource.h"

#include <optional>

namespace ptir::runtime {

/// What a form is made from, and how.
struct FormRecipe {
  /// Without data where it has yet to be computed.
  SourceTensor tensor;
  ElementType type;
  ParamForm form;
  /// Whose form it is, where it is a library's; `form` is nothing then.
  std::optional<ResolvedKernel> kernel;
};

/// Bytes that were read from files, and the time it took.
struct ReadCounters {
  uint64_t bytes = 0;
  uint64_t nanoseconds = 0;
};

/// For one thread at a time, except that different pieces may be loaded,
/// dropped and read at the same time.
class StreamedForm {
public:
  /// Reserves the addresses; no memory. `pieceUnits` as in ptir_param_desc.
  /// Fails when there are no addresses left, or the library does not know the
  /// form.
  static StatusOr<StreamedForm> create(FormRecipe recipe, int64_t pieceUnits);

  StreamedForm(StreamedForm &&other) noexcept;
  StreamedForm &operator=(StreamedForm &&) = delete;
  ~StreamedForm();

  void *data() const { return start; }
  const FormRecipe &recipe() const { return source; }
  size_t numPieces() const { return pieces; }
  int64_t bytes() const { return targetBytes; }
  int64_t numUnits() const { return units; }
  /// The unit that row `row` of a plain form, or column `row` of a packed one,
  /// lies in.
  int64_t unitOf(int64_t row) const {
    return source.form.layout == ParamLayout::Plain ? row : row / panelWidth;
  }

  /// Memory that a loaded piece takes, or units [begin, end): whole pages.
  int64_t pieceBytes(size_t piece) const;
  int64_t unitBytes(int64_t begin, int64_t end) const;

  /// Memory that stays when everything was dropped: pages that two pieces
  /// share.
  int64_t sharedBytes() const;

  /// Memory that loading takes for as long as it lasts, besides the piece: the
  /// pages of the source that are read at once, what a library packs from.
  int64_t scratchBytes() const;

  /// Where the elements lie that were not there when the form was made.
  void provide(const SourceTensor &tensor) { source.tensor = tensor; }

  /// Makes a piece, or units [begin, end). Fails when the source cannot be
  /// read, or as the derivation does; its memory is undefined then.
  Status load(size_t piece, ReadCounters &reads);
  Status loadUnits(int64_t begin, int64_t end, ReadCounters &reads);

  /// Gives the memory of a piece, or of units [begin, end) back.
  void drop(size_t piece);
  void dropUnits(int64_t begin, int64_t end);

private:
  StreamedForm(FormRecipe recipe) : source(std::move(recipe)) {}

  Status layOut(int64_t pieceUnits);
  Status reserve();
  ParamDerivation wholeDerivation() const;
  Status derive(const ParamDerivation &derivation, ReadCounters &reads) const;
  Status loadPacked(ReadCounters &reads);
  std::pair<int64_t, int64_t> unitsOf(size_t piece) const;
  std::string inSource(const std::string &why) const {
    return source.tensor.where + ": " + why;
  }

  FormRecipe source;
  unsigned char *start = nullptr;
  size_t mapped = 0;
  int64_t sourceBytes = 0, targetBytes = 0;
  int64_t units = 1, unitsPerPiece = 1, bytesPerUnit = 0;
  size_t pieces = 1;
};

} // namespace ptir::runtime

#endif // PTIR_LIB_RUNTIME_STREAMEDFORM_H
