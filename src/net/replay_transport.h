#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_set>
#include <utility>

#include "ibid/result.h"
#include "net/loop.h"
#include "net/transport.h"
#include "warc/archive.h"

namespace ibid::net {

// Answers from a WARC file and never from the network: --replay. Any file that WARC tools write
// will do; one of a Recorder gives each exchange again as it was, failures and times among them.
//
// Several captures of one request are answered in the order of their dates, and the last one again
// after that. A request that the file does not answer fails with kOffline. http and https are two
// addresses, as they were recorded.
class ReplayTransport final : public Transport {
 public:
  // Bodies are cut here where the request gives no limit of its own.
  static constexpr std::uint64_t kBodyBytesMax = std::uint64_t{64} << 20U;

  // Reads the file once. Error kInput or kFormat: it cannot be opened, or holds no record.
  // `trouble` hears, with kFormat, where it is damaged: what is whole in it answers.
  static Result<std::unique_ptr<ReplayTransport>> Open(
      const std::string& path, Loop& loop, const std::function<void(const Error&)>& trouble = {},
      std::uint64_t body_bytes_max = kBodyBytesMax);

  void Start(HttpRequest request, Done done) override;

  const warc::Archive& archive() const { return *archive_; }

 private:
  ReplayTransport(std::string path, std::unique_ptr<warc::Archive> archive, Loop& loop,
                  std::uint64_t body_bytes_max)
      : path_(std::move(path)),
        archive_(std::move(archive)),
        loop_(loop),
        body_bytes_max_(body_bytes_max) {}
  Exchange Answer(HttpRequest request);

  const std::string path_;
  const std::unique_ptr<warc::Archive> archive_;
  Loop& loop_;
  const std::uint64_t body_bytes_max_;
  std::unordered_set<std::size_t> given_;  // Captures that were answers already.
};

}  // namespace ibid::net
