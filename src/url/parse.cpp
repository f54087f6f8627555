#include "url/parse.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/utf8.h"
#include "url/encode.h"
#include "url/host.h"

namespace ibid::url {
namespace {

struct Scheme {
  std::string_view name;
  int port;
};

constexpr std::array<Scheme, 6> kSpecial = {
    {{"http", 80}, {"https", 443}, {"ws", 80}, {"wss", 443}, {"ftp", 21}, {"file", 0}}};

bool IsAlpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// Without the spaces and controls at both ends, and without any tab or line break.
std::string Clean(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= 0x20) {
    text.remove_prefix(1);
  }
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= 0x20) {
    text.remove_suffix(1);
  }
  std::string out(text);
  std::erase_if(out, [](char c) { return c == '\t' || c == '\n' || c == '\r'; });
  return out;
}

bool IsSingleDot(std::string_view segment) {
  return segment == "." || text::EqualNoCase(segment, "%2e");
}

bool IsDoubleDot(std::string_view segment) {
  return segment == ".." || text::EqualNoCase(segment, ".%2e") ||
         text::EqualNoCase(segment, "%2e.") || text::EqualNoCase(segment, "%2e%2e");
}

class Parser {
 public:
  Parser(std::string text, const Record* base)
      : text_(std::move(text)), rest_(text_), base_(base) {}

  std::optional<Record> Run() {
    CutFragmentAndQuery();
    const bool parsed = ReadScheme() ? AfterScheme() : WithoutScheme();
    if (!parsed) {
      return std::nullopt;
    }
    if (query_) {
      url_.query.emplace();
      EncodeTo(*url_.query, *query_, special_ ? EncodeSet::kSpecialQuery : EncodeSet::kQuery);
    }
    if (fragment_) {
      url_.fragment.emplace();
      EncodeTo(*url_.fragment, *fragment_, EncodeSet::kFragment);
    }
    return std::move(url_);
  }

 private:
  // "?" and "#" end every part before them, whatever that is.
  void CutFragmentAndQuery() {
    if (const std::size_t at = rest_.find('#'); at != std::string_view::npos) {
      fragment_ = rest_.substr(at + 1);
      rest_ = rest_.substr(0, at);
    }
    if (const std::size_t at = rest_.find('?'); at != std::string_view::npos) {
      query_ = rest_.substr(at + 1);
      rest_ = rest_.substr(0, at);
    }
  }

  bool ReadScheme() {
    const std::size_t colon = rest_.find(':');
    if (colon == std::string_view::npos || !IsAlpha(rest_[0])) {
      return false;
    }
    const std::string_view name = rest_.substr(0, colon);
    if (!std::all_of(name.begin(), name.end(), [](char c) {
          return IsAlpha(c) || IsDigit(c) || c == '+' || c == '-' || c == '.';
        })) {
      return false;
    }
    url_.scheme = name;
    std::transform(name.begin(), name.end(), url_.scheme.begin(), text::LowerAscii);
    rest_.remove_prefix(colon + 1);
    special_ = IsSpecial(url_.scheme);
    return true;
  }

  bool IsSlash(char c) const { return c == '/' || (special_ && c == '\\'); }
  bool SlashAt(std::size_t at) const { return at < rest_.size() && IsSlash(rest_[at]); }

  bool AfterScheme() {
    if (url_.scheme == "file") {
      return File();
    }
    if (special_) {
      if (base_ != nullptr && base_->scheme == url_.scheme && !rest_.starts_with("//")) {
        return Relative();
      }
      while (SlashAt(0)) {
        rest_.remove_prefix(1);
      }
      return Authority();
    }
    if (rest_.starts_with("//")) {
      rest_.remove_prefix(2);
      return Authority();
    }
    if (rest_.starts_with("/")) {
      ReadPath();
      return true;
    }
    ReadOpaquePath();
    return true;
  }

  // A space at its end is encoded where something follows, which may be cut off later.
  void ReadOpaquePath() {
    url_.opaque = true;
    const bool space = rest_.ends_with(' ') && (query_ || fragment_);
    EncodeTo(url_.opaque_path, rest_.substr(0, rest_.size() - (space ? 1 : 0)),
             EncodeSet::kControl);
    url_.opaque_path += space ? "%20" : "";
  }

  bool WithoutScheme() {
    if (base_ == nullptr) {
      return false;
    }
    if (base_->opaque) {
      if (!rest_.empty() || query_ || !fragment_) {
        return false;
      }
      url_ = *base_;
      special_ = IsSpecial(url_.scheme);
      return true;
    }
    url_.scheme = base_->scheme;
    special_ = IsSpecial(url_.scheme);
    return url_.scheme == "file" ? File() : Relative();
  }

  bool Relative() {
    if (SlashAt(0) && SlashAt(1)) {
      while (special_ ? SlashAt(0) : false) {
        rest_.remove_prefix(1);
      }
      if (!special_) {
        rest_.remove_prefix(2);
      }
      return Authority();
    }
    url_.user = base_->user;
    url_.password = base_->password;
    url_.host = base_->host;
    url_.port = base_->port;
    PathOnBase();
    return true;
  }

  // The path of a reference: its own if it begins with a slash, else joined to the base's.
  void PathOnBase() {
    if (!SlashAt(0)) {
      url_.path = base_->path;
      if (rest_.empty()) {
        if (!query_) {
          url_.query = base_->query;
        }
        return;
      }
      if (!url_.path.empty()) {
        url_.path.pop_back();
      }
    }
    ReadPath();
  }

  bool File() {
    url_.host = "";
    if (SlashAt(0) && SlashAt(1)) {
      rest_.remove_prefix(2);
      const std::size_t end = SegmentEnd();
      if (end > 0) {
        auto host = ParseHost(rest_.substr(0, end), true);
        if (!host) {
          return false;
        }
        url_.host = *host == "localhost" ? "" : std::move(*host);
      }
      rest_.remove_prefix(end);
    } else if (base_ != nullptr && base_->scheme == "file") {
      url_.host = base_->host;
      PathOnBase();
      return true;
    }
    ReadPath();
    return true;
  }

  // Where the next slash stands, or the end.
  std::size_t SegmentEnd() const {
    std::size_t end = 0;
    while (end < rest_.size() && !IsSlash(rest_[end])) {
      ++end;
    }
    return end;
  }

  bool Authority() {
    const std::size_t end = SegmentEnd();
    std::string_view authority = rest_.substr(0, end);
    rest_.remove_prefix(end);
    bool credentials = false;
    if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
      ReadUserInfo(authority.substr(0, at));
      authority.remove_prefix(at + 1);
      credentials = true;
    }
    std::size_t colon = authority.find(':', std::min(authority.find(']'), authority.size()));
    if (authority.find('[') == std::string_view::npos) {
      colon = authority.find(':');
    }
    const std::string_view host_text = authority.substr(0, colon);
    const bool has_port = colon != std::string_view::npos;
    if (host_text.empty() && (special_ || credentials || has_port)) {
      return false;
    }
    url_.host = host_text.empty() ? std::optional<std::string>("") : ParseHost(host_text, special_);
    if (!url_.host || (has_port && !ReadPort(authority.substr(colon + 1)))) {
      return false;
    }
    ReadPath();
    return true;
  }

  void ReadUserInfo(std::string_view info) {
    const std::size_t colon = std::min(info.find(':'), info.size());
    EncodeTo(url_.user, info.substr(0, colon), EncodeSet::kUserInfo);
    if (colon < info.size()) {
      EncodeTo(url_.password, info.substr(colon + 1), EncodeSet::kUserInfo);
    }
  }

  bool ReadPort(std::string_view digits) {
    constexpr int kPortMax = 65535;
    int port = 0;
    for (const char c : digits) {
      if (!IsDigit(c)) {
        return false;
      }
      port = std::min(port * 10 + (c - '0'), kPortMax + 1);
    }
    if (port > kPortMax) {
      return false;
    }
    if (!digits.empty() && port != DefaultPort(url_.scheme)) {
      url_.port = port;
    }
    return true;
  }

  // Appends the rest to url_.path, segment by segment, dots resolved.
  void ReadPath() {
    if (SlashAt(0)) {
      rest_.remove_prefix(1);
    } else if (rest_.empty() && !special_) {
      return;
    }
    for (;;) {
      const std::size_t end = SegmentEnd();
      const bool last = end == rest_.size();
      const std::string_view segment = rest_.substr(0, end);
      if (IsDoubleDot(segment)) {
        if (!url_.path.empty()) {
          url_.path.pop_back();
        }
        if (last) {
          url_.path.emplace_back();
        }
      } else if (!IsSingleDot(segment)) {
        EncodeTo(url_.path.emplace_back(), segment, EncodeSet::kPath);
      } else if (last) {
        url_.path.emplace_back();
      }
      if (last) {
        return;
      }
      rest_.remove_prefix(end + 1);
    }
  }

  std::string text_;
  std::string_view rest_;
  const Record* base_;
  Record url_;
  bool special_ = false;
  std::optional<std::string_view> query_;
  std::optional<std::string_view> fragment_;
};

}  // namespace

bool IsSpecial(std::string_view scheme) {
  return std::any_of(kSpecial.begin(), kSpecial.end(),
                     [scheme](const Scheme& s) { return s.name == scheme; });
}

int DefaultPort(std::string_view scheme) {
  for (const Scheme& s : kSpecial) {
    if (s.name == scheme) {
      return s.port;
    }
  }
  return 0;
}

std::optional<Record> ParseRecord(std::string_view text, const Record* base) {
  return Parser(Clean(text), base).Run();
}

std::string Path(const Record& record) {
  if (record.opaque) {
    return record.opaque_path;
  }
  std::string out;
  for (const std::string& segment : record.path) {
    out += '/';
    out += segment;
  }
  return out;
}

std::string Serialise(const Record& record) {
  std::string out = record.scheme + ":";
  if (record.host) {
    out += "//";
    if (!record.user.empty() || !record.password.empty()) {
      out += record.user;
      if (!record.password.empty()) {
        out += ":" + record.password;
      }
      out += '@';
    }
    out += *record.host;
    if (record.port) {
      out += ":" + std::to_string(*record.port);
    }
  } else if (!record.opaque && record.path.size() > 1 && record.path.front().empty()) {
    out += "/.";
  }
  out += Path(record);
  if (record.query) {
    out += "?" + *record.query;
  }
  if (record.fragment) {
    out += "#" + *record.fragment;
  }
  return out;
}

}  // namespace ibid::url
