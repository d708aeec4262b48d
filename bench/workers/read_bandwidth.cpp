//===- read_bandwidth.cpp - How fast memory is read -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A worker of bench/run.py (protocol: tools/ptir-run/BenchServer.h): a run
// reads 512 MB once, each thread a part of its own, from huge pages where the
// system has them. The answers to `run` hold the sum as well, so that no
// compiler leaves the reading out.
//
//   ptir-read-bandwidth THREADS
//
//===----------------------------------------------------------------------===//

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <sstream>
#include <string>

#include <omp.h>
#include <sys/mman.h>

static constexpr size_t bytes = 512 * 1000 * 1000;
static constexpr size_t words = bytes / sizeof(uint64_t);

/// The sum of all words, modulo 2^64.
static uint64_t readAll(const uint64_t *data, int threads) {
  uint64_t sum = 0;
#pragma omp parallel for simd num_threads(threads) reduction(+ : sum)          \
    schedule(static)
  for (size_t i = 0; i < words; ++i)
    sum += data[i];
  return sum;
}

/// Pages come to lie where the thread that reads them runs.
static void writeAll(uint64_t *data, int threads) {
#pragma omp parallel for num_threads(threads) schedule(static)
  for (size_t i = 0; i < words; ++i)
    data[i] = i;
}

static std::string run(const uint64_t *data, int threads, long count) {
  std::ostringstream answer;
  answer << "{\"seconds\": [";
  uint64_t sum = 0;
  for (long i = 0; i < count; ++i) {
    double begin = omp_get_wtime();
    sum += readAll(data, threads);
    answer << (i ? ", " : "") << omp_get_wtime() - begin;
  }
  answer << "], \"sum\": " << sum << "}";
  return answer.str();
}

int main(int argc, char **argv) {
  int threads = argc == 2 ? std::atoi(argv[1]) : 0;
  if (threads < 1) {
    std::cerr << "ptir-read-bandwidth: expected a number of threads\n";
    return 1;
  }
  void *memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) {
    std::cout << "{\"error\": \"expected 512 MB of memory, found less\"}\n";
    return 1;
  }
  // Without huge pages it is slower, and no less true.
  static_cast<void>(madvise(memory, bytes, MADV_HUGEPAGE));
  auto *data = static_cast<uint64_t *>(memory);
  writeAll(data, threads);

  std::cout << "{\"ready\": true, \"bytes\": " << bytes << "}" << std::endl;
  for (std::string line; std::getline(std::cin, line) && line != "quit";) {
    long count = 0;
    if (std::sscanf(line.c_str(), "run %ld", &count) == 1 && count > 0)
      std::cout << run(data, threads, count) << std::endl;
    else
      std::cout << "{\"error\": \"expected run or quit\"}" << std::endl;
  }
  munmap(memory, bytes);
  return 0;
}
