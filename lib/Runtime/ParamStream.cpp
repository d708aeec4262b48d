//===- ParamStream.cpp - Which parameters are in memory -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ParamStream.h"

#include <algorithm>
#include <utility>

namespace ptir::runtime {

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
  client.position = -1; // nothing is loaded for it any more
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
  clients.erase(std::find(clients.begin(), clients.end(), &client));
  resident -= fixedBytes;
  work.notify_one();
  done.notify_all();
}

/// To be called when somebody holds less, or waits, too: others may go on, or
/// have to fail.
void ParamStream::announceChange() {
  if (isStarved)
    work.notify_one();
  if (clients.size() > 1) // others may wait
    done.notify_all();
}

//===----------------------------------------------------------------------===//
// The loader
//===----------------------------------------------------------------------===//

StreamedPiece *StreamClient::missing() const {
  StreamedPiece *first = nullptr;
  for (StreamedPiece *piece : steps[static_cast<size_t>(demand)].pieces) {
    if (!piece->failure.ok())
      return nullptr;
    if (!first && piece->state == StreamedPiece::Absent)
      first = piece;
  }
  return first;
}

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

/// Calls come first, those that have waited longest before others.
ParamStream::Load ParamStream::chooseLoad() {
  isStarved = false;
  std::vector<StreamClient *> waiting;
  for (StreamClient *client : clients)
    if (client->demand >= 0 && client->failure.ok() && client->missing())
      waiting.push_back(client);
  std::sort(waiting.begin(), waiting.end(),
            [](auto *a, auto *b) { return a->turn < b->turn; });
  for (StreamClient *client : waiting) {
    StreamedPiece *piece = client->missing();
    if (std::optional<Pieces> victims =
            findVictims(piece->loadingBytes(), *client, 0))
      return {piece, std::move(*victims)};
    isStarved = true;
    if (!mayWait(*client)) {
      client->failure = Status::failure(noRoom(*client, piece->loadingBytes()));
      done.notify_all();
    }
  }
  if (isStarved)
    return {};
  for (StreamClient *client : clients) {
    StreamedPiece *piece = missingAhead(*client);
    if (!piece)
      continue;
    measureDistances(*client);
    if (std::optional<Pieces> victims =
            findVictims(piece->loadingBytes(), *client, piece->distance + 1))
      return {piece, std::move(*victims)};
    isStarved = true;
  }
  return {};
}

/// What to load next, with its room taken; nullptr if there is nothing, or no
/// room.
StreamedPiece *ParamStream::nextPiece(Lock &lock) {
  while (!isStopping) {
    Load load = chooseLoad();
    if (!load.piece)
      return nullptr;
    if (load.victims.empty()) {
      take(load.piece->loadingBytes());
      load.piece->state = StreamedPiece::Loading;
      return load.piece;
    }
    drop(load.victims, lock); // without the lock: choose again
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
    announceChange();
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
    if (std::exchange(client.demand, number) < 0) {
      client.turn = ++turns;
      announceChange();
    }
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
  int64_t wanted = bytes + scratch;
  std::optional<Pieces> victims;
  while (!(victims = findVictims(wanted, client, 0)) || !victims->empty()) {
    if (victims) {
      drop(*victims, lock);
      continue;
    }
    if (!mayWait(client)) {
      client.wantedBytes = 0;
      return Status::failure(noRoom(client, wanted));
    }
    if (std::exchange(client.wantedBytes, wanted) == 0)
      announceChange();
    done.wait(lock);
  }
  client.wantedBytes = 0;
  take(wanted);
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
  announceChange();
}

} // namespace ptir::runtime
