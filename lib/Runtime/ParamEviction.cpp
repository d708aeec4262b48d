//===- ParamEviction.cpp - Which parameters give way ----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ParamStream.h"

#include "ByteCount.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace ptir::runtime {

static constexpr size_t never = std::numeric_limits<size_t>::max();

/// Of every piece of the client, from its position on.
void ParamStream::measureDistances(const StreamClient &client) {
  for (const StreamedStep &step : client.steps)
    for (StreamedPiece *piece : step.pieces)
      piece->distance = never;
  int step = client.position;
  for (size_t distance = 0; step >= 0 && distance <= client.steps.size();
       ++distance) {
    const StreamedStep &now = client.steps[static_cast<size_t>(step)];
    for (StreamedPiece *piece : now.pieces)
      piece->distance = std::min(piece->distance, distance);
    step = now.next;
  }
}

/// Whether nobody has waited for pieces for longer.
bool ParamStream::isFirst(const StreamClient &client) const {
  return std::none_of(clients.begin(), clients.end(), [&](auto *other) {
    return other->demand >= 0 && other->failure.ok() &&
           other->turn < client.turn;
  });
}

/// Pieces that `client` uses no sooner than in `beyond` steps, those used last
/// first. With `beyond` 0 a call waits: if it is the first, or looks rows up,
/// it may also have what others have of the steps that they wait for. What it
/// waits for itself is held.
ParamStream::Pieces ParamStream::findDroppable(const StreamClient &client,
                                               size_t beyond) {
  bool isUrgent = beyond == 0 && (client.demand < 0 || isFirst(client));
  Pieces pieces;
  for (StreamClient *other : clients) {
    measureDistances(*other);
    for (size_t i = 0; i < other->steps.size(); ++i) {
      bool isWaitedFor = other != &client && other->demand >= 0 &&
                         static_cast<size_t>(other->demand) == i;
      for (StreamedPiece *piece : other->steps[i].pieces) {
        if (piece->state != StreamedPiece::Resident)
          continue;
        if (piece->holders == 0) {
          // Other sessions give way first.
          if (other != &client)
            piece->distance = never;
          if (piece->distance >= beyond)
            pieces.push_back(piece);
        } else if (isUrgent && isWaitedFor && piece->holders == 1) {
          piece->distance = 0;
          pieces.push_back(piece);
        }
      }
    }
  }
  std::sort(pieces.begin(), pieces.end(), [](auto *a, auto *b) {
    return std::pair(a->distance, a) > std::pair(b->distance, b);
  });
  pieces.erase(std::unique(pieces.begin(), pieces.end()), pieces.end());
  return pieces;
}

/// What to drop so that `bytes` fit, see findDroppable; nothing if that does
/// not suffice.
std::optional<ParamStream::Pieces>
ParamStream::findVictims(int64_t bytes, const StreamClient &client,
                         size_t beyond) {
  int64_t missing = resident + bytes - limit;
  if (missing <= 0)
    return Pieces();
  Pieces pieces = findDroppable(client, beyond);
  size_t count = 0;
  for (; missing > 0 && count < pieces.size(); ++count)
    missing -= pieces[count]->bytes;
  if (missing > 0)
    return std::nullopt;
  pieces.resize(count);
  return pieces;
}

/// Gives the lock up meanwhile.
void ParamStream::drop(const Pieces &victims, Lock &lock) {
  for (StreamedPiece *piece : victims)
    piece->state = StreamedPiece::Dropping;
  lock.unlock();
  for (StreamedPiece *piece : victims)
    piece->form->drop(piece->index);
  lock.lock();
  for (StreamedPiece *piece : victims) {
    piece->state = StreamedPiece::Absent;
    resident -= piece->bytes;
  }
  // Another session may need what was dropped.
  work.notify_one();
  done.notify_all();
}

/// Whether `client` is going to release what it holds, with the room there is.
bool ParamStream::canGoOn(const StreamClient &client) {
  if (client.wantedBytes > 0)
    return findVictims(client.wantedBytes, client, 0).has_value();
  if (client.demand >= 0) {
    const StreamedPiece *piece = client.missing();
    return !piece || !client.failure.ok() ||
           findVictims(piece->loadingBytes(), client, 0);
  }
  return std::any_of(client.steps.begin(), client.steps.end(),
                     [](const StreamedStep &step) { return step.isHeld; });
}

/// Whether room may come up without the client.
bool ParamStream::mayWait(const StreamClient &client) {
  for (const StreamClient *other : clients) {
    if (other != &client && canGoOn(*other))
      return true;
    for (const StreamedStep &step : other->steps)
      for (const StreamedPiece *piece : step.pieces)
        if (piece->state == StreamedPiece::Loading ||
            piece->state == StreamedPiece::Dropping)
          return true;
  }
  return false;
}

std::string ParamStream::noRoom(const StreamClient &client, int64_t bytes) {
  int64_t held = resident;
  for (const StreamedPiece *piece : findDroppable(client, 0))
    held -= piece->bytes;
  return "parameter budget: expected at least " + byteCount(held + bytes) +
         ", " + byteCount(held) + " in use and " + byteCount(bytes) +
         " more, found " + byteCount(limit);
}

} // namespace ptir::runtime
