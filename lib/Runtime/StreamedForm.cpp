//===- StreamedForm.cpp - A form whose pieces come and go -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "StreamedForm.h"

#include "ptir/Runtime/TensorView.h"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <sys/mman.h>
#include <unistd.h>
#include <utility>

namespace ptir::runtime {

/// Source bytes that are in memory at once while a piece is made.
static constexpr int64_t sliceBytes = int64_t(1) << 20;
static constexpr int64_t hugePage = int64_t(2) << 20;
/// Linux 5.14; the C library's headers may be older than the kernel.
static constexpr int populateWrite = 23;

static int64_t pageBytes() {
  static const int64_t bytes = sysconf(_SC_PAGESIZE);
  return bytes;
}

static int64_t roundDown(int64_t value, int64_t multiple) {
  return value / multiple * multiple;
}
static int64_t roundUp(int64_t value, int64_t multiple) {
  return roundDown(value + multiple - 1, multiple);
}

static int64_t bytesOf(const SourceTensor &tensor) {
  return denseBytes(tensor.dims.data(),
                    static_cast<int32_t>(tensor.dims.size()), tensor.type)
      .value_or(0);
}

StatusOr<StreamedForm> StreamedForm::create(FormRecipe recipe,
                                            int64_t pieceUnits) {
  StreamedForm made(std::move(recipe));
  Status status = made.layOut(pieceUnits);
  if (status.ok())
    status = made.reserve();
  if (!status.ok())
    return status;
  return made;
}

Status StreamedForm::layOut(int64_t pieceUnits) {
  sourceBytes = bytesOf(source.tensor);
  if (source.kernel) {
    StatusOr<int64_t> packed = source.kernel->library->packedBytes(
        source.kernel->request, source.tensor.dims);
    if (!packed.ok())
      return Status::failure(inSource(packed.message()));
    targetBytes = bytesPerUnit = *packed;
    return Status::success();
  }
  ParamDerivation whole = wholeDerivation();
  targetBytes = whole.targetBytes();
  if (source.form.layout != ParamLayout::Plain)
    units = numPanels(whole.N);
  else if (!source.tensor.dims.empty())
    units = source.tensor.dims.front();
  units = std::max<int64_t>(units, 1);
  bytesPerUnit = targetBytes / units;
  unitsPerPiece = pieceUnits > 0 ? std::min(pieceUnits, units) : units;
  pieces = static_cast<size_t>((units + unitsPerPiece - 1) / unitsPerPiece);
  return Status::success();
}

Status StreamedForm::reserve() {
  bool isHuge = pieces == 1 && targetBytes >= 2 * hugePage;
  mapped = static_cast<size_t>(
      roundUp(std::max<int64_t>(targetBytes, 1), pageBytes()) +
      (isHuge ? hugePage : 0));
  void *memory = mmap(nullptr, mapped, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED)
    return Status::failure(inSource("cannot reserve " +
                                    std::to_string(targetBytes) +
                                    " bytes of addresses, which 'ulimit "
                                    "-v' bounds"));
  start = static_cast<unsigned char *>(memory);
  if (isHuge) {
    // The mapping is as much longer as it takes to begin at a huge page. What
    // is not a whole one at the end stays in small ones.
    auto begin = reinterpret_cast<uintptr_t>(start);
    auto excess = static_cast<size_t>(-begin % hugePage);
    if (excess)
      munmap(start, excess);
    start += excess;
    mapped -= excess;
    madvise(start, static_cast<size_t>(roundDown(targetBytes, hugePage)),
            MADV_HUGEPAGE);
  }
  return Status::success();
}

StreamedForm::StreamedForm(StreamedForm &&other) noexcept
    : source(std::move(other.source)),
      start(std::exchange(other.start, nullptr)), mapped(other.mapped),
      sourceBytes(other.sourceBytes), targetBytes(other.targetBytes),
      units(other.units), unitsPerPiece(other.unitsPerPiece),
      bytesPerUnit(other.bytesPerUnit), pieces(other.pieces) {}

StreamedForm::~StreamedForm() {
  if (start)
    munmap(start, mapped);
}

std::pair<int64_t, int64_t> StreamedForm::unitsOf(size_t piece) const {
  int64_t begin = static_cast<int64_t>(piece) * unitsPerPiece;
  return {begin, std::min(units, begin + unitsPerPiece)};
}

int64_t StreamedForm::unitBytes(int64_t begin, int64_t end) const {
  return roundUp(end * bytesPerUnit, pageBytes()) -
         roundDown(begin * bytesPerUnit, pageBytes());
}

int64_t StreamedForm::pieceBytes(size_t piece) const {
  auto [begin, end] = unitsOf(piece);
  return unitBytes(begin, end);
}

int64_t StreamedForm::sharedBytes() const {
  bool areWhole = unitsPerPiece * bytesPerUnit % pageBytes() == 0;
  return areWhole ? 0 : static_cast<int64_t>(pieces - 1) * pageBytes();
}

int64_t StreamedForm::scratchBytes() const {
  int64_t around = 2 * static_cast<int64_t>(MappedFile::faultAround);
  // Columns are measured first: all of the source is read for them.
  bool readsTwice = source.form.layout == ParamLayout::Panels64 &&
                    measuresColumns(source.form.storage);
  if (!source.kernel)
    return around +
           (readsTwice ? sourceBytes : std::min(sourceBytes, sliceBytes));
  int64_t plain = source.tensor.type == ElementType::F32
                      ? 0
                      : bytesOf({"", ElementType::F32, source.tensor.dims,
                                 nullptr, nullptr});
  return around + plain + sourceBytes + targetBytes;
}

ParamDerivation StreamedForm::wholeDerivation() const {
  const SourceTensor &tensor = source.tensor;
  ParamDerivation whole{source.form, tensor.type, source.type, 0,
                        0,           tensor.data, start};
  whole.sliceBytes = sliceBytes;
  bool namesExtents = source.form.layout != ParamLayout::Plain;
  if (sourceBytes == 0)
    return whole;
  if (!namesExtents) {
    whole.K = 1;
    whole.N = sourceBytes / storageBytes(tensor.type);
  } else {
    bool isTransposed = source.form.layout != ParamLayout::Panels64;
    whole.K = tensor.dims[isTransposed ? 1 : 0];
    whole.N = tensor.dims[isTransposed ? 0 : 1];
  }
  return whole;
}

Status StreamedForm::load(size_t piece, ReadCounters &reads) {
  if (source.kernel)
    return loadPacked(reads);
  auto [begin, end] = unitsOf(piece);
  if (pieces > 1) // their pages are small ones: all at once is faster
    madvise(start + roundDown(begin * bytesPerUnit, pageBytes()),
            static_cast<size_t>(unitBytes(begin, end)), populateWrite);
  return loadUnits(begin, end, reads);
}

Status StreamedForm::loadUnits(int64_t begin, int64_t end,
                               ReadCounters &reads) {
  ParamDerivation part = wholeDerivation();
  if (sourceBytes == 0)
    return Status::success();
  int64_t element = storageBytes(part.from);
  if (begin > 0 || end < units) {
    // Element that the part begins at, in the order of the source.
    int64_t first = 0;
    if (source.form.layout == ParamLayout::Panels64) {
      part.rowStride = part.N;
      first = begin * panelWidth;
      part.N = std::min(part.N, end * panelWidth) - first;
    } else if (source.form.layout == ParamLayout::Panels64Transposed) {
      int64_t rows = begin * panelWidth;
      part.N = std::min(part.N, end * panelWidth) - rows;
      first = rows * part.K;
    } else {
      int64_t perUnit = part.K * part.N / units;
      first = begin * perUnit;
      part.N = part.N / units * (end - begin);
    }
    part.source += first * element;
    part.target += begin * bytesPerUnit;
  }
  return derive(part, reads);
}

using Clock = std::chrono::steady_clock;

static uint64_t since(Clock::time_point begin) {
  return static_cast<uint64_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - begin)
          .count());
}

Status StreamedForm::derive(const ParamDerivation &derivation,
                            ReadCounters &reads) const {
  const MappedFile *file = source.tensor.file;
  auto base = file ? static_cast<size_t>(derivation.source - file->data()) : 0;
  // Rows of a part of the columns lie far apart: what is between is not read.
  bool isDense = derivation.rowStride == 0;
  bool readsAll = derivation.form.layout == ParamLayout::Panels64 &&
                  measuresColumns(derivation.form.storage);
  int64_t total = derivation.sourceBytes();
  int64_t released = 0;
  Status status;
  auto read = [&](int64_t begin, int64_t end) {
    Clock::time_point started = Clock::now();
    status = file->populate(base + static_cast<size_t>(begin),
                            static_cast<size_t>(end - begin));
    reads.nanoseconds += since(started);
    reads.bytes += static_cast<uint64_t>(end - begin);
  };
  auto next = [&](int64_t begin, int64_t end) {
    if (!file)
      return true;
    if (begin > released)
      file->releaseAround(base + static_cast<size_t>(released),
                          static_cast<size_t>(begin - released));
    released = begin;
    if (isDense && !readsAll && begin < end)
      read(begin, end);
    return status.ok();
  };
  if (file && isDense) {
    // The disk is kept busy while the first slices are packed.
    if (total > sliceBytes)
      file->willNeed(base, static_cast<size_t>(total));
    if (readsAll)
      read(0, total);
  } else if (file) {
    reads.bytes += static_cast<uint64_t>(derivation.K * derivation.N *
                                         storageBytes(derivation.from));
  }
  Status derived = status.ok()
                       ? runtime::derive(derivation, ThreadPool(1), next)
                       : Status::success();
  if (!status.ok())
    return Status::failure(inSource(status.message()));
  if (!derived.ok())
    return Status::failure(inSource(derived.message()));
  return Status::success();
}

/// As ParamStore makes it, but at its place.
Status StreamedForm::loadPacked(ReadCounters &reads) {
  const SourceTensor &tensor = source.tensor;
  bool isAligned =
      reinterpret_cast<uintptr_t>(tensor.data) % sizeof(float) == 0;
  auto offset =
      tensor.file ? static_cast<size_t>(tensor.data - tensor.file->data()) : 0;
  const void *plain = tensor.data;
  Buffer converted;
  if (tensor.type != ElementType::F32 || !isAligned) {
    ParamDerivation whole = wholeDerivation();
    StatusOr<Buffer> memory =
        Buffer::allocate(whole.targetBytes(), Buffer::Pages::Huge);
    if (!memory.ok())
      return Status::failure(inSource(memory.message()));
    whole.target = static_cast<unsigned char *>(memory->data());
    if (Status status = derive(whole, reads); !status.ok())
      return status;
    converted = std::move(*memory);
    plain = converted.data();
  } else if (tensor.file) {
    Clock::time_point started = Clock::now();
    Status status =
        tensor.file->populate(offset, static_cast<size_t>(sourceBytes));
    if (!status.ok())
      return Status::failure(inSource(status.message()));
    reads.nanoseconds += since(started);
    reads.bytes += static_cast<uint64_t>(sourceBytes);
  }
  StatusOr<Buffer> packed = source.kernel->library->pack(
      source.kernel->request, tensor.dims, static_cast<const float *>(plain));
  if (tensor.file)
    tensor.file->releaseAround(offset, static_cast<size_t>(sourceBytes));
  if (!packed.ok())
    return Status::failure(inSource(packed.message()));
  std::memcpy(start, packed->data(), static_cast<size_t>(targetBytes));
  return Status::success();
}

void StreamedForm::drop(size_t piece) {
  auto [begin, end] = unitsOf(piece);
  dropUnits(begin, end);
}

void StreamedForm::dropUnits(int64_t begin, int64_t end) {
  // A page that two pieces share stays, but those at the ends are nobody
  // else's.
  int64_t first = begin == 0 ? 0 : roundUp(begin * bytesPerUnit, pageBytes());
  int64_t last = end == units ? roundUp(targetBytes, pageBytes())
                              : roundDown(end * bytesPerUnit, pageBytes());
  if (first < last)
    madvise(start + first, static_cast<size_t>(last - first), MADV_DONTNEED);
}

} // namespace ptir::runtime
