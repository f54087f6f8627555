#include "warc/http.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "warc/zip.h"

namespace ibid::warc {
namespace {

constexpr std::size_t kHeadersMax = 1000;
constexpr std::size_t kCodingsMax = 5;  // Content-Encoding: gzip, gzip, gzip, ... is an attack.

std::string_view Trim(std::string_view text) {
  const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && space(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && space(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

std::string Lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

// The line at `at`, and `at` moved behind it.
std::string_view TakeLine(std::string_view block, std::size_t& at) {
  const std::size_t end = std::min(block.find('\n', at), block.size());
  const std::string_view line = block.substr(at, end - at);
  at = std::min(end + 1, block.size());
  return line;
}

void ParseFields(std::string_view block, std::size_t at, HttpHead& head) {
  while (at < block.size() && head.headers.size() < kHeadersMax) {
    const std::string_view raw = TakeLine(block, at);
    const std::string_view line = Trim(raw);
    if (line.empty()) {
      break;
    }
    const std::size_t colon = line.find(':');
    if ((raw[0] == ' ' || raw[0] == '\t') && !head.headers.empty()) {
      head.headers.back().second += ' ';
      head.headers.back().second += line;
    } else if (colon != std::string_view::npos) {
      head.headers.emplace_back(Trim(line.substr(0, colon)), Trim(line.substr(colon + 1)));
    }
  }
  head.body = at;
}

// All words of a header that is a list, lower case, in order.
std::vector<std::string> ListOf(const Headers& headers, std::string_view name) {
  std::vector<std::string> words;
  for (const auto& [key, value] : headers) {
    if (Lower(key) != name) {
      continue;
    }
    std::string_view left = value;
    while (!left.empty()) {
      const std::size_t comma = std::min(left.find(','), left.size());
      if (const std::string_view word = Trim(left.substr(0, comma)); !word.empty()) {
        words.push_back(Lower(word));
      }
      left.remove_prefix(std::min(comma + 1, left.size()));
    }
  }
  return words;
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// The size at the front of a chunk, and `at` moved behind its line; none where there is none.
std::optional<std::size_t> TakeChunkSize(std::string_view body, std::size_t& at) {
  std::size_t size = 0;
  std::size_t end = at;
  while (end < body.size() && HexDigit(body[end]) >= 0) {
    if (end - at >= 15) {
      return std::nullopt;
    }
    size = size * 16 + static_cast<std::size_t>(HexDigit(body[end]));
    ++end;
  }
  const bool digits = end > at;
  while (end < body.size() && body[end] == ' ') {  // Some servers pad the size.
    ++end;
  }
  const std::size_t feed = body.find('\n', end);
  constexpr std::size_t kExtensionMax = 4096;
  if (!digits || feed == std::string_view::npos || feed - end > kExtensionMax ||
      (body[end] != '\r' && body[end] != '\n' && body[end] != ';')) {
    return std::nullopt;
  }
  at = feed + 1;
  return size;
}

// None where the body does not begin like chunks.
std::optional<DecodedBody> JoinChunks(std::string_view body) {
  DecodedBody out;
  for (std::size_t at = 0;;) {
    const bool first = at == 0;
    const std::optional<std::size_t> size = TakeChunkSize(body, at);
    if (!size && first) {
      return std::nullopt;
    }
    if (!size) {
      out.complete = false;
      out.note = "the chunks of the body are damaged or cut off";
      return out;
    }
    if (*size == 0) {
      return out;
    }
    out.bytes.append(body.substr(at, *size));
    at = std::min(body.size(), at + std::min(*size, body.size() - at));
    at += body.substr(at, 2) == "\r\n" ? 2U : body.substr(at, 1) == "\n" ? 1U : 0U;
  }
}

enum class Coding { kNone, kGzip, kDeflate, kUnknown };

Coding CodingOf(std::string_view word) {
  if (word == "identity" || word == "none") {
    return Coding::kNone;
  }
  if (word == "gzip" || word == "x-gzip") {
    return Coding::kGzip;
  }
  return word == "deflate" ? Coding::kDeflate : Coding::kUnknown;
}

// The format that the bytes are really in; none where they look like no compressed data.
std::optional<Inflater::Format> FormatOf(Coding coding, std::string_view bytes) {
  if (bytes.size() < 2) {
    return std::nullopt;
  }
  const auto first = static_cast<unsigned char>(bytes[0]);
  const auto second = static_cast<unsigned char>(bytes[1]);
  if (first == 0x1f && second == 0x8b) {
    return Inflater::Format::kGzip;
  }
  if (coding != Coding::kDeflate) {
    return std::nullopt;
  }
  // "deflate" means zlib (RFC 1950, 2.2), and some servers send the raw stream all the same.
  return (first & 0x0fU) == 8 && (first * 256U + second) % 31U == 0 ? Inflater::Format::kZlib
                                                                    : Inflater::Format::kRawDeflate;
}

void Inflate(Coding coding, std::uint64_t bytes_max, DecodedBody& body) {
  const std::optional<Inflater::Format> format = FormatOf(coding, body.bytes);
  if (!format) {
    return;
  }
  Inflater inflater(*format);
  std::string out;
  std::string_view in = body.bytes;
  // One byte more tells a body that fills the limit from one that is over it.
  const Inflater::State state = inflater.Run(in, out, static_cast<std::size_t>(bytes_max) + 1);
  if (state == Inflater::State::kDamaged && out.empty() &&
      *format == Inflater::Format::kRawDeflate) {
    return;  // Raw deflate has no mark to know it by: it was none.
  }
  if (out.size() <= bytes_max && state != Inflater::State::kEnd) {
    body.complete = false;
    body.note = "the compression of the body is damaged or cut off";
  }
  body.bytes = std::move(out);
}

}  // namespace

std::optional<HttpHead> ParseResponse(std::string_view block) {
  std::size_t at = 0;
  const std::string_view line = Trim(TakeLine(block, at));
  const std::size_t space = std::min(line.find(' '), line.size());
  if (line.substr(0, 5) != "HTTP/" && line.substr(0, 4) != "ICY ") {
    return std::nullopt;
  }
  const std::string_view rest = Trim(line.substr(space));
  if (rest.size() < 3 || rest.substr(0, 3).find_first_not_of("0123456789") != std::string::npos) {
    return std::nullopt;
  }
  HttpHead head;
  head.version =
      line.substr(std::min<std::size_t>(5, space), space - std::min<std::size_t>(5, space));
  head.status = (rest[0] - '0') * 100 + (rest[1] - '0') * 10 + (rest[2] - '0');
  ParseFields(block, at, head);
  return head;
}

std::optional<HttpHead> ParseRequest(std::string_view block) {
  std::size_t at = 0;
  const std::string_view line = Trim(TakeLine(block, at));
  const std::size_t space = line.find(' ');
  const std::size_t version = line.rfind(" HTTP/");
  if (space == std::string_view::npos || version == std::string_view::npos || space == 0) {
    return std::nullopt;
  }
  HttpHead head;
  head.method = line.substr(0, space);
  head.version = line.substr(version + 6);
  ParseFields(block, at, head);
  return head;
}

DecodedBody DecodeBody(const Headers& headers, std::string_view body, std::uint64_t bytes_max) {
  std::optional<DecodedBody> joined;
  const std::vector<std::string> transfer = ListOf(headers, "transfer-encoding");
  if (!transfer.empty() && transfer.back() == "chunked") {
    joined = JoinChunks(body);
  }
  DecodedBody out = joined ? std::move(*joined) : DecodedBody{std::string(body), true, false, ""};
  std::vector<std::string> codings = ListOf(headers, "content-encoding");
  codings.resize(std::min(codings.size(), kCodingsMax));
  for (auto word = codings.rbegin(); word != codings.rend(); ++word) {
    const Coding coding = CodingOf(*word);
    if (coding == Coding::kUnknown) {
      out.note = "the body's content coding is left as it is: " + word->substr(0, 20);
      break;
    }
    if (coding != Coding::kNone) {
      Inflate(coding, bytes_max, out);
    }
  }
  if (out.bytes.size() > bytes_max) {
    out.bytes.resize(static_cast<std::size_t>(bytes_max));
    out.complete = false;
    out.too_large = true;
  }
  return out;
}

}  // namespace ibid::warc
