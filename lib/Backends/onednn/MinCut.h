//===- MinCut.h - The cheapest division of a graph --------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_BACKENDS_ONEDNN_MINCUT_H
#define PTIR_LIB_BACKENDS_ONEDNN_MINCUT_H

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ptir {

/// Divides nodes into two sides so that the sum of costs is least: what a node
/// costs on its side, and what pairs on different sides cost. Found exactly, as
/// a minimum cut (Dinic's algorithm: Soviet Math. Doklady 11, 1970). Costs are
/// not negative.
class MinCut {
public:
  size_t addNode() { return nodeCount++; }

  /// What the node costs on the first and on the second side.
  void addCosts(size_t node, int64_t first, int64_t second);
  /// What it costs that the two are on different sides.
  void addPair(size_t a, size_t b, int64_t cost);

  /// Per node whether it is on the second side. Among the cheapest divisions
  /// the one with most nodes on the first.
  std::vector<bool> solve();

private:
  struct Edge {
    size_t to;
    int64_t room;
  };

  void addEdge(size_t from, size_t to, int64_t room, int64_t back);
  bool findLevels();
  int64_t push(size_t node, int64_t amount);

  size_t nodeCount = 0;
  struct Node {
    size_t node;
    int64_t first, second;
  };
  std::vector<Node> costs;
  struct Pair {
    size_t a, b;
    int64_t cost;
  };
  std::vector<Pair> pairs;

  // While solving: the nodes, the source, the sink. An edge and its reverse
  // have numbers that differ in the last bit.
  std::vector<Edge> edges;
  std::vector<std::vector<size_t>> edgesOf;
  std::vector<size_t> nextEdge;
  std::vector<int> levels;
};

} // namespace ptir

#endif // PTIR_LIB_BACKENDS_ONEDNN_MINCUT_H
