//===- MinCut.cpp - The cheapest division of a graph ----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "MinCut.h"

#include <algorithm>
#include <limits>

using namespace ptir;

void MinCut::addCosts(size_t node, int64_t first, int64_t second) {
  costs.push_back({node, first, second});
}

void MinCut::addPair(size_t a, size_t b, int64_t cost) {
  pairs.push_back({a, b, cost});
}

void MinCut::addEdge(size_t from, size_t to, int64_t room, int64_t back) {
  edgesOf[from].push_back(edges.size());
  edges.push_back({to, room});
  edgesOf[to].push_back(edges.size());
  edges.push_back({from, back});
}

/// Distances from the sink, so that the nodes that cannot reach it any more
/// are on the source's side. False if the source is one of them.
bool MinCut::findLevels() {
  size_t source = nodeCount, sink = nodeCount + 1;
  levels.assign(nodeCount + 2, -1);
  std::vector<size_t> queue = {sink};
  levels[sink] = 0;
  for (size_t i = 0; i < queue.size(); ++i)
    for (size_t edge : edgesOf[queue[i]]) {
      size_t from = edges[edge].to;
      if (edges[edge ^ 1].room > 0 && levels[from] < 0) {
        levels[from] = levels[queue[i]] + 1;
        queue.push_back(from);
      }
    }
  return levels[source] >= 0;
}

int64_t MinCut::push(size_t node, int64_t amount) {
  if (node == nodeCount + 1)
    return amount;
  for (size_t &i = nextEdge[node]; i < edgesOf[node].size(); ++i) {
    size_t edge = edgesOf[node][i];
    size_t to = edges[edge].to;
    if (edges[edge].room <= 0 || levels[to] < 0 ||
        levels[to] != levels[node] - 1)
      continue;
    int64_t pushed = push(to, std::min(amount, edges[edge].room));
    if (pushed == 0)
      continue;
    edges[edge].room -= pushed;
    edges[edge ^ 1].room += pushed;
    return pushed;
  }
  return 0;
}

std::vector<bool> MinCut::solve() {
  size_t source = nodeCount, sink = nodeCount + 1;
  edges.clear();
  edgesOf.assign(nodeCount + 2, {});
  for (const Node &node : costs) {
    // On the first side, the source's, the edge to the sink is cut.
    addEdge(node.node, sink, node.first, 0);
    addEdge(source, node.node, node.second, 0);
  }
  for (const Pair &pair : pairs)
    addEdge(pair.a, pair.b, pair.cost, pair.cost);
  while (findLevels()) {
    nextEdge.assign(nodeCount + 2, 0);
    while (push(source, std::numeric_limits<int64_t>::max()) > 0) {
    }
  }
  std::vector<bool> isSecond(nodeCount);
  for (size_t node = 0; node < nodeCount; ++node)
    isSecond[node] = levels[node] >= 0;
  return isSecond;
}
