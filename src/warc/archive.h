#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ibid/exchange.h"
#include "ibid/result.h"
#include "warc/reader.h"

namespace ibid::warc {

// What one WARC or ARC file answers to requests: an index over its responses, resources, revisits
// and recorded failures. Bodies stay in the file and are read when asked for, except where one gzip
// member holds many records: those are kept, as far as kHeldBytesMax goes.
//
// Any thread, one at a time.
class Archive {
 public:
  // The form of a URL under which it is found when it does not stand in the file as it is asked.
  using Normalise = std::function<std::string(std::string_view url)>;

  // Reads the whole file once. Error kInput where it cannot be opened, kFormat where it holds no
  // record at all.
  static Result<std::unique_ptr<Archive>> Open(const std::string& path, Normalise normalise);

  // The captures of a request, by date and then by their order in the file: those of exactly this
  // URL, else those of its normal form; of these, those that were asked with the same headers, if
  // there are any.
  std::vector<std::size_t> Find(const HttpRequest& request) const;

  // What a capture answered: method, URL, and as far as the file says the headers (names in lower
  // case, without Host) and the size limit it was asked with.
  HttpRequest RequestOf(std::size_t capture) const;

  // The capture as an answer to this request; `at` is its WARC-Date, and there is no id. A body
  // over `body_bytes_max` is cut there (kTooLarge). Never fails: what cannot be read any more is an
  // Exchange with a failure that says so.
  Exchange Load(std::size_t capture, HttpRequest request, std::uint64_t body_bytes_max) const;

  std::size_t size() const { return captures_.size(); }
  const std::vector<Reader::Problem>& problems() const { return problems_; }

 private:
  static constexpr std::size_t kHeldBytesMax = std::size_t{256} << 20U;

  // What the records beside an answer say of it.
  struct Beside {
    std::string method;
    std::string request_headers;  // As Archive compares them.
    bool has_metadata = false;
    std::int64_t elapsed_ms = 0;
    std::uint64_t body_bytes_max = 0;
    std::string validated_by;
    Failure failure = Failure::kNone;
    std::string failure_detail;
  };
  enum class Kind { kResponse, kResource, kRevisit, kFailure };
  struct Capture {
    Kind kind = Kind::kResponse;
    std::string id;
    std::string url;
    Instant date{};
    Position at;
    std::shared_ptr<const Record> held;
    Beside beside;
    std::string concurrent_to;
    std::string payload_digest;
    std::string refers_to_url;  // Of a revisit.
    std::optional<Instant> refers_to_date;
  };
  struct Indexing;

  Archive(std::string path, Normalise normalise)
      : path_(std::move(path)), normalise_(std::move(normalise)) {}
  void Index(Record record, Indexing& state);
  void Join(Indexing& state);
  std::optional<Record> Read(const Capture& capture) const;
  const Capture* OriginalOf(const Capture& revisit) const;
  void FillAnswer(const Record& record, std::uint64_t body_bytes_max, Exchange& out) const;
  bool FillRevisit(const Capture& capture, const Record& record, std::uint64_t body_bytes_max,
                   Exchange& out) const;

  const std::string path_;
  const Normalise normalise_;
  std::vector<Capture> captures_;
  std::vector<Reader::Problem> problems_;
  std::unordered_map<std::string, std::vector<std::size_t>> exact_;   // By "GET http://..."
  std::unordered_map<std::string, std::vector<std::size_t>> normal_;  // The same, normalised.
  std::unordered_map<std::string, std::size_t> by_digest_;  // First response of a payload.
};

}  // namespace ibid::warc
