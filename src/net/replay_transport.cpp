#include "net/replay_transport.h"

#include <algorithm>
#include <vector>

#include "url/url.h"

namespace ibid::net {
namespace {

// As the program asks for it: no fragment, parsed and written again, so that "http://a.example#",
// "HTTP://A.example/" and "http://a.example/" are one.
std::string AsAsked(std::string_view url) {
  const std::optional<url::Url> parsed = url::Url::Parse(url);
  return parsed ? parsed->ForRequest() : std::string(url);
}

// REQUIRES: there are problems.
std::string Damage(const std::string& path, const std::vector<warc::Reader::Problem>& problems) {
  const std::size_t more = problems.size() - 1;
  return path + " is damaged at byte " + std::to_string(problems.front().offset) + " (" +
         problems.front().what + ")" +
         (more == 0
              ? ""
              : " and in " + std::to_string(more) + (more == 1 ? " place" : " places") + " more") +
         "; what is whole in it answers, the rest counts as not asked";
}

}  // namespace

Result<std::unique_ptr<ReplayTransport>> ReplayTransport::Open(
    const std::string& path, Loop& loop, const std::function<void(const Error&)>& trouble,
    std::uint64_t body_bytes_max) {
  Result<std::unique_ptr<warc::Archive>> archive = warc::Archive::Open(path, AsAsked);
  if (!archive) {
    return Error{archive.error().code,
                 "cannot replay from " + archive.error().message + "; name a WARC file"};
  }
  if (trouble && !(*archive)->problems().empty()) {
    trouble({ErrorCode::kFormat, Damage(path, (*archive)->problems())});
  }
  return std::unique_ptr<ReplayTransport>(
      new ReplayTransport(path, std::move(*archive), loop, body_bytes_max));
}

Exchange ReplayTransport::Answer(HttpRequest request) {
  const std::vector<std::size_t> captures = archive_->Find(request);
  if (captures.empty()) {
    Exchange missing;
    missing.failure = Failure::kOffline;
    missing.failure_detail = "not in " + path_ +
                             (archive_->problems().empty() ? ": " : ", which is damaged: ") +
                             request.method + " " + request.url;
    missing.at = loop_.Now();
    missing.request = std::move(request);
    return missing;
  }
  const auto next = std::find_if(captures.begin(), captures.end(),
                                 [&](std::size_t i) { return given_.count(i) == 0; });
  const std::size_t capture = next == captures.end() ? captures.back() : *next;
  given_.insert(capture);
  const std::uint64_t own = request.body_bytes_max;
  return archive_->Load(capture, std::move(request), own != 0 ? own : body_bytes_max_);
}

void ReplayTransport::Start(HttpRequest request, Done done) {
  loop_.Post([this, request = std::move(request), done = std::move(done)]() mutable {
    done(Answer(std::move(request)));
  });
}

}  // namespace ibid::net
