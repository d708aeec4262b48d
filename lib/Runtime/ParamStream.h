//===- ParamStream.h - Which parameters are in memory -----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// One limit of bytes for all sessions of a store, and one thread that loads
// pieces: those that a call waits for first, then those that its next steps
// will use. What gives way is the piece that is used again last (Belady's
// choice, which is known here: steps follow each other in the order of the
// code). For a model that runs its layers in turns this keeps a fixed part of
// the layers and lets the rest pass through the room of two; giving up what was
// used longest ago would load every layer every time.
//
// It looks no further ahead than the bytes of the largest step. Loading earlier
// would take the room of pieces that are used again sooner.
//
// Where there is no room for all that sessions wait for, the one that has
// waited longest gets it, from what others have of the steps they wait for. A
// call fails only if nobody could go on otherwise.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_PARAMSTREAM_H
#define PTIR_LIB_RUNTIME_PARAMSTREAM_H

#include "StreamedForm.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace ptir::runtime {

/// A piece of a form. All but `form`, `index` and `bytes` is guarded by the
/// stream's mutex; the memory is the loader's while Loading, whoever drops it
/// has it while Dropping, and is read only while Resident.
struct StreamedPiece {
  StreamedForm *form;
  size_t index;
  int64_t bytes;
  enum { Absent, Loading, Resident, Dropping } state = Absent;
  /// Steps that are acquired and use it.
  int holders = 0;
  /// Of the last attempt to load it; whoever needs the piece takes it.
  Status failure;
  /// Steps until it is used again, or 0 for what gives way last; scratch of
  /// ParamStream.
  size_t distance = 0;

  /// Room that loading it takes.
  int64_t loadingBytes() const { return bytes + form->scratchBytes(); }
};

struct StreamedStep {
  std::vector<StreamedPiece *> pieces;
  /// The form of which named rows are used; nullptr for pieces.
  StreamedForm *rows = nullptr;
  int next = -1;
  /// Of its pieces, and the most that loading one takes besides.
  int64_t bytes = 0, scratch = 0;
  bool isHeld = false;
  /// Of the rows while they are there.
  int64_t rowBytes = 0;
};

/// What a stream knows of a session. `steps` are fixed once it is added; the
/// rest is guarded by the mutex.
struct StreamClient {
  std::vector<StreamedStep> steps;
  int64_t largestStep = 0;
  /// The step acquired last, or -1.
  int position = -1;
  /// The step whose pieces a call waits for, or -1, since when in the order of
  /// such waits, and why that is in vain.
  int demand = -1;
  uint64_t turn = 0;
  Status failure;
  /// Bytes that a call waits for to look rows up, or 0.
  int64_t wantedBytes = 0;

  /// The piece to load next for the step that is waited for; nullptr if there
  /// is none, or one could not be loaded.
  StreamedPiece *missing() const;
};

/// Since the stream was made.
struct StreamCounters {
  uint64_t loadedBytes = 0; ///< memory of the pieces and rows loaded
  ReadCounters reads;       ///< of their sources
  uint64_t peakBytes = 0;   ///< the most that was in memory at once
};

class ParamStream {
public:
  explicit ParamStream(int64_t budget) : limit(budget) {}
  ~ParamStream();
  ParamStream(const ParamStream &) = delete;
  ParamStream &operator=(const ParamStream &) = delete;

  int64_t budget() const { return limit; }
  StreamCounters counters() const;

  /// `client` must stay where it is until it is removed. `fixedBytes` count
  /// against the limit until then.
  void add(StreamClient &client, int64_t fixedBytes);
  /// Nothing of it is held.
  void remove(StreamClient &client, int64_t fixedBytes);

  /// Waits until the pieces of a step are in memory and holds them. Fails when
  /// one cannot be loaded, or when there is no room beside what the client
  /// holds already; then nothing more is held than before.
  Status acquire(StreamClient &client, int step);
  /// The same for units of the form that a step looks rows up in, which are
  /// sorted and unique.
  Status acquireRows(StreamClient &client, int step,
                     const std::vector<int64_t> &rows);
  void release(StreamClient &client, int step);

private:
  using Lock = std::unique_lock<std::mutex>;

  using Pieces = std::vector<StreamedPiece *>;
  /// A piece, or nullptr, and those that give way to it.
  struct Load {
    StreamedPiece *piece = nullptr;
    Pieces victims;
  };

  void run();
  Load chooseLoad();
  StreamedPiece *nextPiece(Lock &lock);
  StreamedPiece *missingAhead(const StreamClient &client);
  void take(int64_t bytes);
  void announceChange();

  // ParamEviction.cpp
  void measureDistances(const StreamClient &client);
  bool isFirst(const StreamClient &client) const;
  Pieces findDroppable(const StreamClient &client, size_t beyond);
  std::optional<Pieces> findVictims(int64_t bytes, const StreamClient &client,
                                    size_t beyond);
  void drop(const Pieces &victims, Lock &lock);
  bool canGoOn(const StreamClient &client);
  bool mayWait(const StreamClient &client);
  std::string noRoom(const StreamClient &client, int64_t bytes);

  const int64_t limit;
  mutable std::mutex mutex; // guards everything below
  std::condition_variable work, done;
  std::vector<StreamClient *> clients;
  std::thread loader; // started with the first client
  bool isStopping = false;
  /// The loader found no room for what it would load next.
  bool isStarved = false;
  int64_t resident = 0;
  uint64_t turns = 0;
  StreamCounters counts;
};

} // namespace ptir::runtime

#endif // PTIR_LIB_RUNTIME_PARAMSTREAM_H
