//===- GiveBackMemory.cpp - What a compiler leaves resident ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "GiveBackMemory.h"

#if __has_include(<link.h>) && __has_include(<malloc.h>)
#include <cstddef>
#include <cstdint>
#include <link.h>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

/// Whether relocations changed segments that cannot be written: their pages
/// differ from the file's.
static bool hasTextRelocations(const dl_phdr_info &image) {
  for (int i = 0; i < image.dlpi_phnum; ++i) {
    if (image.dlpi_phdr[i].p_type != PT_DYNAMIC)
      continue;
    auto *entry = reinterpret_cast<const ElfW(Dyn) *>(
        image.dlpi_addr + image.dlpi_phdr[i].p_vaddr);
    for (; entry->d_tag != DT_NULL; ++entry)
      if (entry->d_tag == DT_TEXTREL ||
          (entry->d_tag == DT_FLAGS && (entry->d_un.d_val & DF_TEXTREL)))
        return true;
  }
  return false;
}

/// Of a program or library. Segments that cannot be written, and that nobody
/// else wrote to either, are their file.
static int releaseSegments(dl_phdr_info *image, size_t, void *) {
  if (hasTextRelocations(*image))
    return 0;
  auto page = static_cast<uintptr_t>(sysconf(_SC_PAGESIZE));
  for (int i = 0; i < image->dlpi_phnum; ++i) {
    const ElfW(Phdr) &segment = image->dlpi_phdr[i];
    if (segment.p_type != PT_LOAD || (segment.p_flags & PF_W))
      continue;
    uintptr_t begin = image->dlpi_addr + segment.p_vaddr;
    uintptr_t end = (begin + segment.p_memsz) / page * page;
    begin = (begin + page - 1) / page * page;
    // Without effect where memory is locked.
    if (begin < end)
      ::madvise(reinterpret_cast<void *>(begin), end - begin, MADV_DONTNEED);
  }
  return 0;
}

void ptir::execution::giveBackMemory() {
  ::malloc_trim(0);
  ::dl_iterate_phdr(releaseSegments, nullptr);
}
#else
void ptir::execution::giveBackMemory() {}
#endif
