#include "warc/archive.h"

#include <algorithm>
#include <charconv>
#include <tuple>
#include <utility>

#include "digest/digest.h"
#include "warc/http.h"

namespace ibid::warc {
namespace {

char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool SameName(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return Lower(x) == Lower(y); });
}

// For comparing what was asked with what is asked: without Host, which the URL says already.
std::string Comparable(const Headers& headers) {
  std::string out;
  for (const auto& [name, value] : headers) {
    if (!SameName(name, "host")) {
      std::transform(name.begin(), name.end(), std::back_inserter(out), Lower);
      out += ": " + value + "\n";
    }
  }
  return out;
}

bool IsHttp(std::string_view url) {
  return url.substr(0, 7) == "http://" || url.substr(0, 8) == "https://";
}

// Profiles of WARC 1.1, 6.7, in both spellings of the version; others are not ours to interpret.
bool IsKnownProfile(std::string_view profile) {
  return profile.ends_with("identical-payload-digest") || profile.ends_with("server-not-modified");
}

// Undoes what writer.h says of headers.
void RestoreHeaders(Headers& headers) {
  constexpr std::string_view kOrig = "X-Orig-";
  Headers restored;
  for (auto& [name, value] : headers) {
    if (name.size() > kOrig.size() && SameName(std::string_view(name).substr(0, 7), kOrig)) {
      std::string original = name.substr(kOrig.size());
      if (SameName(original, "Content-Length") && !restored.empty() &&
          SameName(restored.back().first, "Content-Length")) {
        restored.pop_back();
      }
      restored.emplace_back(std::move(original), std::move(value));
    } else {
      restored.emplace_back(std::move(name), std::move(value));
    }
  }
  headers = std::move(restored);
}

Failure TruncationOf(std::string_view why) {
  return why == "length" ? Failure::kTooLarge
         : why == "time" ? Failure::kTimeout
                         : Failure::kProtocol;
}

}  // namespace

// What is known only when the whole file was read.
struct Archive::Indexing {
  std::unordered_map<std::string, Beside> requests;       // By record id.
  std::unordered_map<std::string, std::string> answered;  // Response's id -> its request's id.
  std::unordered_map<std::string, std::string> unlinked;  // URL and date -> request's id.
  std::vector<std::pair<std::string, Capture>> metadata;  // What it is concurrent to; itself.
  std::size_t held_bytes = 0;
};

Result<std::unique_ptr<Archive>> Archive::Open(const std::string& path, Normalise normalise) {
  Result<std::unique_ptr<Reader>> reader = Reader::Open(path);
  if (!reader) {
    return reader.error();
  }
  std::unique_ptr<Archive> archive(new Archive(path, std::move(normalise)));
  Indexing state;
  bool any = false;
  while (std::optional<Record> record = (*reader)->Next()) {
    any = true;
    archive->Index(std::move(*record), state);
  }
  if (!any) {
    return Error{ErrorCode::kFormat, path + ": no WARC or ARC record in it"};
  }
  archive->problems_ = (*reader)->problems();
  archive->Join(state);
  return archive;
}

void Archive::Index(Record record, Indexing& state) {
  const std::string url(record.target_uri());
  if (!IsHttp(url)) {
    return;
  }
  Capture capture;
  capture.id = record.id();
  capture.url = url;
  capture.date = record.date().value_or(Instant{});
  capture.at = record.at;
  capture.concurrent_to = record.Field("WARC-Concurrent-To");
  capture.payload_digest = record.Field("WARC-Payload-Digest");
  if (record.type == "request") {
    const std::optional<HttpHead> head = ParseRequest(record.block);
    if (head) {
      Beside& beside = state.requests[capture.id];
      beside.method = head->method;
      beside.request_headers = Comparable(head->headers);
      if (!capture.concurrent_to.empty()) {
        state.answered.emplace(capture.concurrent_to, capture.id);
      }
      state.unlinked.emplace(url + ' ' + FormatDate(capture.date), capture.id);
    }
    return;
  }
  if (record.type == "metadata") {
    HttpHead fields = ParseResponse("HTTP/1.1 200\n" + record.block).value_or(HttpHead{});
    const std::string_view elapsed = FindHeader(fields.headers, "fetchTimeMs").value_or("");
    std::from_chars(elapsed.data(), elapsed.data() + elapsed.size(), capture.beside.elapsed_ms);
    const std::string_view limit = FindHeader(fields.headers, "ibid-body-limit").value_or("");
    std::from_chars(limit.data(), limit.data() + limit.size(), capture.beside.body_bytes_max);
    capture.beside.validated_by = FindHeader(fields.headers, "ibid-validated-by").value_or("");
    if (const auto failure = FindHeader(fields.headers, "ibid-failure")) {
      capture.beside.failure = FailureNamed(*failure).value_or(Failure::kProtocol);
    }
    capture.beside.failure_detail = FindHeader(fields.headers, "ibid-failure-detail").value_or("");
    capture.beside.has_metadata = FindHeader(fields.headers, "ibid-exchange").has_value();
    capture.kind = Kind::kFailure;
    std::string target = capture.concurrent_to;
    state.metadata.emplace_back(std::move(target), std::move(capture));
    return;
  }
  if (record.type == "response") {
    capture.kind = Kind::kResponse;
  } else if (record.type == "resource") {
    capture.kind = Kind::kResource;
  } else if (record.type == "revisit" && IsKnownProfile(record.Field("WARC-Profile"))) {
    capture.kind = Kind::kRevisit;
    capture.refers_to_url = record.Field("WARC-Refers-To-Target-URI");
    capture.refers_to_date = ParseDate(record.Field("WARC-Refers-To-Date"));
  } else {
    return;
  }
  if (record.at.records > 0 && state.held_bytes + record.block.size() <= kHeldBytesMax) {
    state.held_bytes += record.block.size();
    capture.held = std::make_shared<const Record>(std::move(record));
  }
  captures_.push_back(std::move(capture));
}

void Archive::Join(Indexing& state) {
  const auto request_of = [&](const Capture& capture) -> const Beside* {
    std::string id = capture.concurrent_to;
    if (state.requests.count(id) == 0) {
      const auto linked = state.answered.find(capture.id);
      const auto near = state.unlinked.find(capture.url + ' ' + FormatDate(capture.date));
      id = linked != state.answered.end() ? linked->second
           : near != state.unlinked.end() ? near->second
                                          : "";
    }
    const auto found = state.requests.find(id);
    return found == state.requests.end() ? nullptr : &found->second;
  };
  std::unordered_map<std::string, std::size_t> by_id;
  for (std::size_t i = 0; i < captures_.size(); ++i) {
    by_id.emplace(captures_[i].id, i);
  }
  for (auto& [target, capture] : state.metadata) {
    const auto found = by_id.find(target);
    if (found != by_id.end()) {
      captures_[found->second].beside = capture.beside;
    } else if (capture.beside.failure != Failure::kNone) {
      captures_.push_back(std::move(capture));
    }
  }
  // By date, then as they stand in the file. (std::stable_sort of g++ 12's library does not compile
  // under clang 19.)
  const auto key = [](const Capture& capture) {
    return std::tuple(capture.date, capture.at.offset, capture.at.records);
  };
  std::sort(captures_.begin(), captures_.end(),
            [&](const Capture& a, const Capture& b) { return key(a) < key(b); });
  for (std::size_t i = 0; i < captures_.size(); ++i) {
    Capture& capture = captures_[i];
    const Beside* request = request_of(capture);
    capture.beside.method = request == nullptr ? "GET" : request->method;
    capture.beside.request_headers = request == nullptr ? "" : request->request_headers;
    exact_[capture.beside.method + ' ' + capture.url].push_back(i);
    normal_[capture.beside.method + ' ' + normalise_(capture.url)].push_back(i);
    if (capture.kind == Kind::kResponse && !capture.payload_digest.empty()) {
      by_digest_.emplace(capture.payload_digest, i);
    }
  }
}

std::vector<std::size_t> Archive::Find(const HttpRequest& request) const {
  const auto exact = exact_.find(request.method + ' ' + request.url);
  const auto normal =
      exact != exact_.end() ? exact : normal_.find(request.method + ' ' + normalise_(request.url));
  if (normal == normal_.end()) {
    return {};
  }
  const std::string headers = Comparable(request.headers);
  std::vector<std::size_t> same;
  std::copy_if(normal->second.begin(), normal->second.end(), std::back_inserter(same),
               [&](std::size_t i) { return captures_[i].beside.request_headers == headers; });
  return same.empty() ? normal->second : same;
}

HttpRequest Archive::RequestOf(std::size_t index) const {
  const Capture& capture = captures_[index];
  HttpRequest request;
  request.method = capture.beside.method;
  request.url = capture.url;
  request.body_bytes_max = capture.beside.body_bytes_max;
  std::string_view lines = capture.beside.request_headers;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    const std::size_t colon = std::min(line.find(": "), line.size());
    request.headers.emplace_back(line.substr(0, colon),
                                 line.substr(std::min(colon + 2, line.size())));
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return request;
}

std::optional<Record> Archive::Read(const Capture& capture) const {
  if (capture.held != nullptr) {
    return *capture.held;
  }
  Result<std::unique_ptr<Reader>> reader = Reader::Open(path_, capture.at);
  return reader ? (*reader)->Next() : std::nullopt;
}

const Archive::Capture* Archive::OriginalOf(const Capture& revisit) const {
  const std::string& url = revisit.refers_to_url.empty() ? revisit.url : revisit.refers_to_url;
  if (const auto found = exact_.find("GET " + url); found != exact_.end()) {
    for (const std::size_t i : found->second) {
      if (captures_[i].kind == Kind::kResponse &&
          (!revisit.refers_to_date || captures_[i].date == *revisit.refers_to_date)) {
        return &captures_[i];
      }
    }
  }
  const auto same = by_digest_.find(revisit.payload_digest);
  return same == by_digest_.end() ? nullptr : &captures_[same->second];
}

void Archive::FillAnswer(const Record& record, std::uint64_t body_bytes_max, Exchange& out) const {
  std::optional<HttpHead> head = ParseResponse(record.block);
  std::string_view body = record.block;
  if (head) {
    body.remove_prefix(head->body);
    out.status = head->status;
    out.http_version = head->version;
    out.headers = std::move(head->headers);
  } else {
    // A resource, or an ARC record of the time before headers were kept.
    out.status = 200;
    out.http_version = "1.1";
    out.headers = {{"Content-Type", std::string(record.Field("Content-Type"))}};
  }
  if (const std::string_view protocol = record.Field("WARC-Protocol");
      protocol.size() >= 2 && protocol[0] == 'h' && protocol.substr(0, 4) != "http") {
    out.http_version = protocol.substr(1);
  }
  DecodedBody decoded = DecodeBody(out.headers, body, body_bytes_max);
  RestoreHeaders(out.headers);
  out.body = std::move(decoded.bytes);
  out.failure_detail = std::move(decoded.note);
  const std::string_view truncated = record.Field("WARC-Truncated");
  out.body_complete = decoded.complete && record.complete && truncated.empty();
  if (decoded.too_large) {
    out.failure = Failure::kTooLarge;
    out.failure_detail = "the body is over " + std::to_string(body_bytes_max) + " bytes";
  } else if (!out.body_complete) {
    out.failure = truncated.empty() ? Failure::kProtocol : TruncationOf(truncated);
    out.failure_detail = !out.failure_detail.empty() ? out.failure_detail
                         : truncated.empty()         ? "the record is cut off in the WARC file"
                                                     : "the capture was cut when it was made";
  }
}

bool Archive::FillRevisit(const Capture& capture, const Record& record,
                          std::uint64_t body_bytes_max, Exchange& out) const {
  const Capture* original = OriginalOf(capture);
  const std::optional<Record> whole = original == nullptr ? std::nullopt : Read(*original);
  if (!whole) {
    return false;
  }
  FillAnswer(*whole, body_bytes_max, out);
  // "Not modified" is between the crawler and the server; what was there is the original.
  std::optional<HttpHead> own = ParseResponse(record.block);
  if (own && own->status != 304) {
    out.status = own->status;
    out.http_version = std::move(own->version);
    out.headers = std::move(own->headers);
    RestoreHeaders(out.headers);
  }
  return true;
}

Exchange Archive::Load(std::size_t index, HttpRequest request, std::uint64_t body_bytes_max) const {
  const Capture& capture = captures_[index];
  Exchange out;
  out.request = std::move(request);
  out.at = capture.date;
  if (capture.kind != Kind::kFailure) {
    const std::optional<Record> record = Read(capture);
    if (!record) {
      out.failure = Failure::kOffline;
      out.failure_detail = path_ + " has changed since it was opened";
      return out;
    }
    if (capture.kind != Kind::kRevisit) {
      FillAnswer(*record, body_bytes_max, out);
    } else if (!FillRevisit(capture, *record, body_bytes_max, out)) {
      out.failure = Failure::kOffline;
      out.failure_detail = "it is a revisit record, and what it refers to is not in " + path_;
      return out;
    }
    out.remote_address = record->Field("WARC-IP-Address");
  }
  out.body_sha256 = digest::Sha256Hex(out.body);
  out.elapsed_ms = capture.beside.elapsed_ms;
  out.validated_by = capture.beside.validated_by;
  if (capture.kind == Kind::kFailure) {
    out.body_complete = false;  // None came.
  }
  if (capture.beside.failure != Failure::kNone) {
    out.failure = capture.beside.failure;
  }
  if (capture.beside.has_metadata && out.failure == capture.beside.failure) {
    out.failure_detail = capture.beside.failure_detail;
  }
  return out;
}

}  // namespace ibid::warc
