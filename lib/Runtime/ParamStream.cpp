//===- ParamStream.cpp - Which parameters are in memory -------------------===//
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

ParamStream::~ParamStream() {
  {
    Lock lock(mutex);
    isStopping = true;
  }
  work.notify_all();
  if (loader.joinable())
    loader.join();
}

StreamCounters ParamStream::counters() const {
  Lock lock(mutex);
  return counts;
}

void ParamStream::take(int64_t bytes) {
  resident += bytes;
  counts.peakBytes =
      std::max(counts.peakBytes, static_cast<uint64_t>(resident));
}

void ParamStream::add(StreamClient &client, int64_t fixedBytes) {
  Lock lock(mutex);
  clients.push_back(&client);
  take(fixedBytes);
  if (!loader.joinable())
    loader = std::thread([this] { run(); });
}

void ParamStream::remove(StreamClient &client, int64_t fixedBytes) {
  Lock lock(mutex);
  done.wait(lock, [&] { return served != &client; });
  clients.erase(std::find(clients.begin(), clients.end(), &client));
  for (StreamedStep &step : client.steps)
    for (StreamedPiece *piece : step.pieces) {
      done.wait(lock, [&] {
        return piece->state != StreamedPiece::Loading &&
               piece->state != StreamedPiece::Dropping;
      });
      if (piece->state == StreamedPiece::Resident) {
        piece->state = StreamedPiece::Absent;
        resident -= piece->bytes; // unmapped with its form
      }
    }
  resident -= fixedBytes;
  work.notify_one();
}

//===----------------------------------------------------------------------===//
// Room
//===----------------------------------------------------------------------===//

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

/// Drops pieces that `client` uses no sooner than in `beyond` steps, those used
/// last first, until `bytes` fit; the caller takes them before it unlocks.
/// Drops nothing and returns false if that does not suffice.
bool ParamStream::makeRoom(int64_t bytes, const StreamClient &client,
                           size_t beyond, Lock &lock) {
  while (resident + bytes > limit) {
    for (StreamClient *other : clients)
      measureDistances(*other);
    std::vector<StreamedPiece *> victims;
    for (StreamClient *other : clients)
      for (StreamedStep &step : other->steps)
        for (StreamedPiece *piece : step.pieces)
          if (piece->state == StreamedPiece::Resident && !piece->holders) {
            // Other sessions give way first.
            if (other != &client)
              piece->distance = never;
            if (piece->distance >= beyond)
              victims.push_back(piece);
          }
    std::sort(victims.begin(), victims.end(), [](auto *a, auto *b) {
      return std::pair(a->distance, a) > std::pair(b->distance, b);
    });
    victims.erase(std::unique(victims.begin(), victims.end()), victims.end());
    int64_t missing = resident + bytes - limit;
    size_t count = 0;
    for (; missing > 0 && count < victims.size(); ++count)
      missing -= victims[count]->bytes;
    if (missing > 0)
      return false;
    victims.resize(count);
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
  return true;
}

/// Whether others hold or load something: room may come up without the client.
bool ParamStream::mayWait(const StreamClient &client) const {
  for (const StreamClient *other : clients)
    for (const StreamedStep &step : other->steps) {
      if (other != &client && step.isHeld)
        return true;
      for (const StreamedPiece *piece : step.pieces)
        if (piece->state == StreamedPiece::Loading ||
            piece->state == StreamedPiece::Dropping)
          return true;
    }
  return false;
}

std::string ParamStream::noRoom(const StreamClient &client,
                                int64_t bytes) const {
  std::vector<const StreamedPiece *> pieces;
  int64_t held = 0;
  for (const StreamedStep &step : client.steps) {
    held += step.isHeld ? step.rowBytes : 0;
    for (const StreamedPiece *piece : step.pieces)
      if (piece->holders && piece->state == StreamedPiece::Resident)
        pieces.push_back(piece);
  }
  std::sort(pieces.begin(), pieces.end());
  pieces.erase(std::unique(pieces.begin(), pieces.end()), pieces.end());
  for (const StreamedPiece *piece : pieces)
    held += piece->bytes;
  return "parameter budget: expected at least " + byteCount(held + bytes) +
         ", " + byteCount(held) + " in use and " + byteCount(bytes) +
         " more, found " + byteCount(limit);
}

//===----------------------------------------------------------------------===//
// The loader
//===----------------------------------------------------------------------===//

/// The first piece that is missing among the next steps.
StreamedPiece *ParamStream::missingAhead(const StreamClient &client) {
  if (client.position < 0)
    return nullptr;
  int step = client.steps[static_cast<size_t>(client.position)].next;
  int64_t bytes = 0;
  for (size_t i = 0; step >= 0 && i < client.steps.size(); ++i) {
    const StreamedStep &now = client.steps[static_cast<size_t>(step)];
    bytes += now.bytes;
    if (i > 0 && bytes > client.largestStep)
      return nullptr;
    for (StreamedPiece *piece : now.pieces)
      if (piece->state == StreamedPiece::Absent && piece->failure.ok())
        return piece;
    step = now.next;
  }
  return nullptr;
}

/// For the piece and what loading it takes besides.
bool ParamStream::makeRoomFor(StreamedPiece *piece, const StreamClient &client,
                              size_t beyond, Lock &lock) {
  served = &client;
  bool isThere = makeRoom(piece->bytes + piece->form->scratchBytes(), client,
                          beyond, lock);
  served = nullptr;
  done.notify_all(); // nobody waits in the steady state
  return isThere;
}

/// What to load next, with its memory and the scratch taken; nullptr if there
/// is nothing, or no room.
StreamedPiece *ParamStream::nextPiece(Lock &lock) {
  isStarved = false;
  auto take = [&](StreamedPiece *piece) {
    this->take(piece->bytes + piece->form->scratchBytes());
    piece->state = StreamedPiece::Loading;
    return piece;
  };
  // Room is made without the lock: look again afterwards.
  for (size_t i = 0; i < clients.size(); ++i) {
    StreamClient &client = *clients[i];
    if (client.demand < 0 || !client.failure.ok())
      continue;
    for (StreamedPiece *piece :
         client.steps[static_cast<size_t>(client.demand)].pieces) {
      if (piece->state != StreamedPiece::Absent || !piece->failure.ok())
        continue;
      if (makeRoomFor(piece, client, 0, lock)) {
        if (piece->state == StreamedPiece::Absent)
          return take(piece);
        return nextPiece(lock);
      }
      isStarved = true;
      if (!mayWait(client)) {
        client.failure = Status::failure(
            noRoom(client, piece->bytes + piece->form->scratchBytes()));
        done.notify_all();
      }
      break;
    }
  }
  if (isStarved)
    return nullptr;
  for (size_t i = 0; i < clients.size(); ++i) {
    StreamClient &client = *clients[i];
    StreamedPiece *piece = missingAhead(client);
    if (!piece)
      continue;
    measureDistances(client);
    if (!makeRoomFor(piece, client, piece->distance + 1, lock)) {
      isStarved = true;
      continue;
    }
    if (piece->state == StreamedPiece::Absent)
      return take(piece);
    return nextPiece(lock);
  }
  return nullptr;
}

void ParamStream::run() {
  Lock lock(mutex);
  while (!isStopping) {
    StreamedPiece *piece = nextPiece(lock);
    if (isStopping)
      break;
    if (!piece) {
      work.wait(lock);
      continue;
    }
    lock.unlock();
    ReadCounters reads;
    Status status = piece->form->load(piece->index, reads);
    if (!status.ok())
      piece->form->drop(piece->index);
    lock.lock();
    resident -= piece->form->scratchBytes();
    counts.reads.bytes += reads.bytes;
    counts.reads.nanoseconds += reads.nanoseconds;
    if (status.ok()) {
      piece->state = StreamedPiece::Resident;
      counts.loadedBytes += static_cast<uint64_t>(piece->bytes);
    } else {
      piece->state = StreamedPiece::Absent;
      resident -= piece->bytes;
      piece->failure = std::move(status);
    }
    done.notify_all();
  }
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

Status ParamStream::acquire(StreamClient &client, int number) {
  StreamedStep &step = client.steps[static_cast<size_t>(number)];
  Lock lock(mutex);
  client.position = number;
  step.isHeld = true;
  for (StreamedPiece *piece : step.pieces)
    ++piece->holders;
  auto leave = [&](Status failure) {
    client.demand = -1;
    client.failure = Status::success();
    step.isHeld = false;
    for (StreamedPiece *piece : step.pieces)
      --piece->holders;
    return failure;
  };
  while (true) {
    bool isMissing = false;
    for (StreamedPiece *piece : step.pieces) {
      if (!piece->failure.ok())
        return leave(std::exchange(piece->failure, Status::success()));
      isMissing |= piece->state != StreamedPiece::Resident;
    }
    if (!isMissing)
      break;
    if (!client.failure.ok())
      return leave(client.failure);
    client.demand = number;
    work.notify_one();
    done.wait(lock);
  }
  client.demand = -1;
  if (missingAhead(client))
    work.notify_one();
  return Status::success();
}

Status ParamStream::acquireRows(StreamClient &client, int number,
                                const std::vector<int64_t> &rows) {
  StreamedStep &step = client.steps[static_cast<size_t>(number)];
  StreamedForm &form = *step.rows;
  int64_t bytes = 0;
  for (int64_t row : rows)
    bytes += form.unitBytes(row, row + 1);
  bytes = std::min(bytes, form.unitBytes(0, form.numUnits()));
  int64_t scratch = form.scratchBytes();
  Lock lock(mutex);
  client.position = number;
  while (!makeRoom(bytes + scratch, client, 0, lock)) {
    if (!mayWait(client))
      return Status::failure(noRoom(client, bytes + scratch));
    done.wait(lock);
  }
  take(bytes + scratch);
  step.isHeld = true;
  step.rowBytes = bytes;
  if (missingAhead(client))
    work.notify_one();
  lock.unlock();
  Status status;
  ReadCounters reads;
  for (size_t i = 0; status.ok() && i < rows.size(); ++i)
    status = form.loadUnits(rows[i], rows[i] + 1, reads);
  lock.lock();
  resident -= scratch;
  counts.loadedBytes += static_cast<uint64_t>(bytes);
  counts.reads.bytes += reads.bytes;
  counts.reads.nanoseconds += reads.nanoseconds;
  lock.unlock();
  if (!status.ok())
    release(client, number);
  return status;
}

void ParamStream::release(StreamClient &client, int number) {
  StreamedStep &step = client.steps[static_cast<size_t>(number)];
  if (step.rows)
    step.rows->dropUnits(0, step.rows->numUnits());
  Lock lock(mutex);
  if (!step.isHeld)
    return;
  step.isHeld = false;
  resident -= std::exchange(step.rowBytes, 0);
  for (StreamedPiece *piece : step.pieces)
    --piece->holders;
  if (isStarved)
    work.notify_one();
  if (clients.size() > 1) // whose rows may wait for room
    done.notify_all();
}

} // namespace ptir::runtime
