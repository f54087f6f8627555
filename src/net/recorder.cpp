#include "net/recorder.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "warc/writer.h"
#include "warc/zip.h"

namespace ibid::net {
namespace {

std::string Os(int code) {
  return std::generic_category().message(code);
}

// Sorts as (URL, method, time, id): the separator comes before every character of a URL.
std::string SortKey(const Exchange& exchange) {
  std::string at = std::to_string(exchange.at.time_since_epoch().count());
  constexpr std::size_t kWidth = 20;
  at.insert(0, kWidth - std::min(kWidth, at.size()), '0');
  return exchange.request.url + '\0' + exchange.request.method + '\0' + at + '\0' + exchange.id;
}

std::string Bytes(const warc::NewRecord& record, bool compressed) {
  std::string plain = warc::Serialize(record);
  return compressed ? warc::GzipMember(plain) : plain;
}

}  // namespace

Recorder::Recorder(std::string path, std::FILE* part)
    : path_(std::move(path)), compressed_(path_.ends_with(".gz")), part_(part) {}

Recorder::~Recorder() {
  if (part_ != nullptr) {
    std::fclose(part_);
  }
}

Result<std::unique_ptr<Recorder>> Recorder::Open(const std::string& path, Instant now,
                                                 std::string_view software) {
  // The recording takes the place of what has its name: of a file, never of a folder or device.
  std::error_code ignored;
  const std::filesystem::file_status about = std::filesystem::status(path, ignored);
  if (std::filesystem::exists(about) && !std::filesystem::is_regular_file(about)) {
    return Error{ErrorCode::kStorage, "cannot record to " + path +
                                          ": it is there and no file; name a file that can be "
                                          "written with --record"};
  }
  std::FILE* part = std::fopen((path + ".part").c_str(), "w+be");
  if (part == nullptr) {
    return Error{ErrorCode::kStorage, "cannot record to " + path + ": " + Os(errno) +
                                          "; name a file that can be written with --record"};
  }
  std::unique_ptr<Recorder> recorder(new Recorder(path, part));
  const std::string name = path.substr(path.rfind('/') + 1);
  recorder->Write(Bytes(warc::WarcInfo(now, name, software), recorder->compressed_));
  recorder->head_ = recorder->written_;
  return recorder;
}

void Recorder::Write(const std::string& bytes) {
  if (error_ == 0 && std::fwrite(bytes.data(), 1, bytes.size(), part_) != bytes.size()) {
    error_ = errno;
  }
  written_ += bytes.size();
}

void Recorder::Add(const Exchange& exchange) {
  if (exchange.failure == Failure::kOffline || exchange.failure == Failure::kCancelled ||
      !ids_.insert(exchange.id).second) {
    return;
  }
  const std::uint64_t offset = written_;
  for (const warc::NewRecord& record : warc::RecordsOf(exchange)) {
    Write(Bytes(record, compressed_));
  }
  entries_.push_back({SortKey(exchange), offset, written_ - offset});
}

Error Recorder::Failed(std::string_view doing) const {
  return {ErrorCode::kStorage, "the recording " + path_ + " " + std::string(doing) + ": " +
                                   Os(error_) + "; what was recorded so far is in " + path_ +
                                   ".part"};
}

bool Recorder::CopySorted(std::FILE* out) {
  std::sort(entries_.begin(), entries_.end(),
            [](const Entry& a, const Entry& b) { return a.key < b.key; });
  entries_.insert(entries_.begin(), {"", 0, head_});
  constexpr std::size_t kStep = std::size_t{256} << 10U;
  std::string buffer(kStep, '\0');
  for (const Entry& entry : entries_) {
    if (::fseeko(part_, static_cast<off_t>(entry.offset), SEEK_SET) != 0) {
      return false;
    }
    for (std::uint64_t left = entry.size; left > 0;) {
      const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(left, kStep));
      if (std::fread(buffer.data(), 1, n, part_) != n ||
          std::fwrite(buffer.data(), 1, n, out) != n) {
        return false;
      }
      left -= n;
    }
  }
  return true;
}

Result<void> Recorder::Close() {
  if (error_ == 0 && std::fflush(part_) != 0) {
    error_ = errno;
  }
  if (error_ != 0) {
    return Failed("could not be written");
  }
  const std::string sorted = path_ + ".new";
  std::FILE* out = std::fopen(sorted.c_str(), "wbe");
  if (out == nullptr) {
    error_ = errno;
    return Failed("could not be finished");
  }
  const bool copied = CopySorted(out);
  const int copy_error = errno;
  const bool closed = std::fclose(out) == 0;
  if (!copied || !closed || std::rename(sorted.c_str(), path_.c_str()) != 0) {
    error_ = copied ? errno : copy_error;
    std::remove(sorted.c_str());
    return Failed("could not be finished");
  }
  std::fclose(std::exchange(part_, nullptr));
  std::remove((path_ + ".part").c_str());
  return {};
}

void RecordingWeb::Ask(HttpRequest request, Done done) {
  web_.Ask(std::move(request), [this, done = std::move(done)](ExchangePtr answer) {
    recorder_.Add(*answer);
    done(std::move(answer));
  });
}

}  // namespace ibid::net
