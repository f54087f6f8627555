#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "ibid/exchange.h"
#include "ibid/instant.h"
#include "ibid/result.h"
#include "net/web.h"

namespace ibid::net {

// Writes what a run was answered into a WARC file: --record. Loop's thread.
//
// The file is in the order of (URL, method, time), whatever came first, so that two runs with the
// same answers write the same bytes. To need no memory for it, records go to FILE.part as they
// come, and Close() sorts them into FILE. A run that is killed leaves FILE.part, itself a valid
// WARC file but for the last record.
class Recorder {
 public:
  // Names that end in ".gz" are compressed, one member per record. `now` is the time of the run and
  // `software` the program's name and version, both for the file's first record.
  // Error kStorage where the file cannot be made.
  static Result<std::unique_ptr<Recorder>> Open(const std::string& path, Instant now,
                                                std::string_view software);
  ~Recorder();
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  // Each exchange (by its id) is written once. What was never asked (kOffline, kCancelled) is not:
  // a replay answers that by itself. A disk that fails is reported by Close.
  void Add(const Exchange& exchange);

  // Puts the file in its place, replacing what was there. Error kStorage: FILE is as it was.
  Result<void> Close();

 private:
  struct Entry {
    std::string key;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
  };

  Recorder(std::string path, std::FILE* part);
  void Write(const std::string& bytes);
  bool CopySorted(std::FILE* out);
  Error Failed(std::string_view doing) const;

  const std::string path_;
  const bool compressed_;
  std::FILE* part_;
  std::uint64_t written_ = 0;
  std::uint64_t head_ = 0;  // Size of the first record.
  int error_ = 0;           // errno of the first write that failed.
  std::vector<Entry> entries_;
  std::unordered_set<std::string> ids_;
};

// The web with a recorder listening.
class RecordingWeb final : public Web {
 public:
  RecordingWeb(Web& web, Recorder& recorder) : web_(web), recorder_(recorder) {}

  void Ask(HttpRequest request, Done done) override;
  Instant Now() const override { return web_.Now(); }

 private:
  Web& web_;
  Recorder& recorder_;
};

}  // namespace ibid::net
