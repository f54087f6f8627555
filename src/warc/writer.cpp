#include "warc/writer.h"

#include <algorithm>
#include <array>
#include <utility>

#include "digest/digest.h"

namespace ibid::warc {
namespace {

// RFC 9112, 4: a reason phrase may be empty, but some readers want one.
struct Reason {
  int status;
  std::string_view phrase;
};
constexpr auto kReasons = std::to_array<Reason>({
    {200, "OK"},
    {204, "No Content"},
    {206, "Partial Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {410, "Gone"},
    {429, "Too Many Requests"},
    {451, "Unavailable For Legal Reasons"},
    {500, "Internal Server Error"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
});

std::string_view ReasonOf(int status) {
  const auto found = std::find_if(kReasons.begin(), kReasons.end(),
                                  [&](const Reason& reason) { return reason.status == status; });
  return found == kReasons.end() ? "Status" : found->phrase;
}

bool SameName(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return lower(x) == lower(y);
  });
}

void AppendField(std::string& out, std::string_view name, std::string_view value) {
  const auto plain = [](char c) { return c == '\r' || c == '\n' ? ' ' : c; };
  std::transform(name.begin(), name.end(), std::back_inserter(out), plain);
  out += ": ";
  std::transform(value.begin(), value.end(), std::back_inserter(out), plain);
  out += "\r\n";
}

std::string ResponseBlock(const Exchange& exchange) {
  const std::string_view version = exchange.http_version == "1.0" ? "1.0" : "1.1";
  std::string block = "HTTP/" + std::string(version) + " " + std::to_string(exchange.status) + " " +
                      std::string(ReasonOf(exchange.status)) + "\r\n";
  const std::string size = std::to_string(exchange.body.size());
  for (const auto& [name, value] : exchange.headers) {
    const bool length = SameName(name, "Content-Length") && value != size;
    if (length) {
      AppendField(block, "Content-Length", size);
    }
    if (length || SameName(name, "Transfer-Encoding") || SameName(name, "Content-Encoding")) {
      AppendField(block, "X-Orig-" + name, value);
    } else {
      AppendField(block, name, value);
    }
  }
  return block + "\r\n";
}

// "http://h.example:81/a?b" is asked as "GET /a?b" of the host "h.example:81".
std::string RequestBlock(const HttpRequest& request) {
  const std::string_view url = request.url;
  const std::size_t host =
      std::min(url.find("://"), url.size() - std::min<std::size_t>(3, url.size())) + 3;
  const std::size_t path = std::min(url.find_first_of("/?", host), url.size());
  std::string target(url.substr(path));
  if (target.empty() || target.front() != '/') {
    target.insert(0, 1, '/');
  }
  std::string block = request.method + " " + target + " HTTP/1.1\r\n";
  AppendField(block, "Host", url.substr(std::min(host, url.size()), path - std::min(host, path)));
  for (const auto& [name, value] : request.headers) {
    AppendField(block, name, value);
  }
  return block + "\r\n";
}

// WARC 1.1, 5.13.
std::string_view TruncatedBy(Failure failure) {
  switch (failure) {
    case Failure::kTooLarge:
      return "length";
    case Failure::kTimeout:
      return "time";
    case Failure::kProtocol:
    case Failure::kConnect:
    case Failure::kTls:
      return "disconnect";
    default:
      return "unspecified";
  }
}

// The names that WARC-Protocol has in use; HTTP/1.1 goes without saying.
std::string ProtocolOf(const std::string& version) {
  if (version.empty() || version == "1.1" || version == "1.0") {
    return {};
  }
  return "h" + version;
}

NewRecord ResponseRecord(const Exchange& exchange) {
  NewRecord record;
  record.type = "response";
  record.content_type = "application/http; msgtype=response";
  record.block = ResponseBlock(exchange);
  record.payload = record.block.size();
  record.block += exchange.body;
  if (const std::string protocol = ProtocolOf(exchange.http_version); !protocol.empty()) {
    record.fields.emplace_back("WARC-Protocol", protocol);
  }
  if (!exchange.body_complete) {
    record.fields.emplace_back("WARC-Truncated", TruncatedBy(exchange.failure));
  }
  return record;
}

NewRecord RequestRecord(const Exchange& exchange) {
  NewRecord record;
  record.type = "request";
  record.content_type = "application/http; msgtype=request";
  record.block = RequestBlock(exchange.request);
  record.payload = record.block.size();
  return record;
}

NewRecord MetadataRecord(const Exchange& exchange) {
  NewRecord record;
  record.type = "metadata";
  record.content_type = "application/warc-fields";
  AppendField(record.block, "fetchTimeMs", std::to_string(exchange.elapsed_ms));
  AppendField(record.block, "ibid-exchange", exchange.id);
  if (exchange.request.body_bytes_max != 0) {
    AppendField(record.block, "ibid-body-limit", std::to_string(exchange.request.body_bytes_max));
  }
  if (!exchange.validated_by.empty()) {
    AppendField(record.block, "ibid-validated-by", exchange.validated_by);
  }
  if (exchange.failure != Failure::kNone) {
    AppendField(record.block, "ibid-failure", Name(exchange.failure));
  }
  if (!exchange.failure_detail.empty()) {
    AppendField(record.block, "ibid-failure-detail", exchange.failure_detail);
  }
  record.payload = record.block.size();
  return record;
}

}  // namespace

std::string NewRecord::id() const {
  const std::string digest = digest::Sha256Hex(type + '\n' + FormatDate(date) + '\n' + target_uri +
                                               '\n' + seed + '\n' + digest::Sha256Hex(block));
  // RFC 9562, 5.8: version 8, variant 10xx; all else is ours to fill.
  constexpr std::string_view kVariants = "89ab";
  const char variant = kVariants[static_cast<std::size_t>(digest[16]) % kVariants.size()];
  return "<urn:uuid:" + digest.substr(0, 8) + "-" + digest.substr(8, 4) + "-8" +
         digest.substr(13, 3) + "-" + variant + digest.substr(17, 3) + "-" + digest.substr(20, 12) +
         ">";
}

std::string Serialize(const NewRecord& record) {
  std::string out = "WARC/1.1\r\n";
  AppendField(out, "WARC-Type", record.type);
  AppendField(out, "WARC-Record-ID", record.id());
  AppendField(out, "WARC-Date", FormatDate(record.date));
  if (!record.target_uri.empty()) {
    AppendField(out, "WARC-Target-URI", record.target_uri);
  }
  for (const auto& [name, value] : record.fields) {
    AppendField(out, name, value);
  }
  if (record.type == "response") {
    AppendField(
        out, "WARC-Payload-Digest",
        "sha1:" + digest::Sha1Base32(std::string_view(record.block)
                                         .substr(std::min(record.payload, record.block.size()))));
  }
  AppendField(out, "WARC-Block-Digest", "sha1:" + digest::Sha1Base32(record.block));
  AppendField(out, "Content-Type", record.content_type);
  AppendField(out, "Content-Length", std::to_string(record.block.size()));
  return out + "\r\n" + record.block + "\r\n\r\n";
}

NewRecord WarcInfo(Instant date, std::string_view file_name, std::string_view software) {
  NewRecord record;
  record.type = "warcinfo";
  record.date = date;
  record.content_type = "application/warc-fields";
  record.fields.emplace_back("WARC-Filename", file_name);
  AppendField(record.block, "software", software);
  AppendField(record.block, "format", "WARC File Format 1.1");
  AppendField(record.block, "conformsTo",
              "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/");
  AppendField(record.block, "description",
              "Bodies are stored decoded; headers that this made untrue are named X-Orig-...");
  record.payload = record.block.size();
  return record;
}

std::vector<NewRecord> RecordsOf(const Exchange& exchange) {
  std::vector<NewRecord> records;
  if (exchange.status != 0) {
    records.push_back(ResponseRecord(exchange));
  }
  records.push_back(RequestRecord(exchange));
  records.push_back(MetadataRecord(exchange));
  for (NewRecord& record : records) {
    record.date = exchange.at;
    record.target_uri = exchange.request.url;
    record.seed = exchange.id;
    if (!exchange.remote_address.empty() && record.type != "metadata") {
      record.fields.emplace_back("WARC-IP-Address", exchange.remote_address);
    }
    if (&record != &records.front()) {
      record.fields.emplace_back("WARC-Concurrent-To", records.front().id());
    }
  }
  return records;
}

}  // namespace ibid::warc
