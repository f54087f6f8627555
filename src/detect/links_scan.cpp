#include "detect/links_scan.h"

#include <algorithm>
#include <array>
#include <optional>

#include "detect/links_host.h"
#include "detect/links_path.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kHostBytesMax = 256;  // Looked back from a full stop, at most.
constexpr std::string_view kMediaHost = "pic.twitter.com/";
constexpr std::string_view kMediaHostX = "pic.x.com/";

// Top-level domains that are words or endings of file names: "it.so" is more often a full stop
// without its space.
constexpr auto kWordTops = std::to_array<std::string_view>(
    {"md", "py", "rs", "sh", "pl", "cc", "ad", "ag",  "ai", "al", "am", "an", "as",
     "at", "be", "by", "de", "do", "es", "et", "gay", "he", "id", "in", "is", "it",
     "la", "le", "li", "lo", "me", "mi", "ms", "mu",  "my", "ne", "no", "nu", "pa",
     "pm", "ps", "re", "sa", "se", "si", "so", "st",  "su", "ta", "to", "un", "us"});
constexpr auto kPlainTops = std::to_array<std::string_view>(
    {"com", "org", "net", "edu", "gov", "int", "mil", "info", "biz"});
constexpr auto kSecondLevels =
    std::to_array<std::string_view>({"co", "com", "org", "gov", "gob", "gouv", "ac", "net", "edu",
                                     "or", "go", "ne", "nhs", "mod", "police", "gc"});

template <std::size_t kCount>
bool OneOf(const std::array<std::string_view, kCount>& words, std::string_view word) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view w) { return text::EqualNoCase(w, word); });
}

bool IsAlnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::vector<FoundUrl> Run() {
    for (std::size_t i = 0; i < text_.size();) {
      const char c = text_[i];
      if (c == ':' && text_.substr(i, 3) == "://") {
        i = std::max(i + 3, WithScheme(i, i + 3));
      } else if (c == '.') {
        i = std::max(i + 1, BeforeDot(i));
      } else {
        ++i;
      }
    }
    return std::move(found_);
  }

 private:
  // The scheme that ends before `colon`, also where a word is glued to it ("seehttps://").
  struct Scheme {
    std::size_t begin = 0;
    std::string_view name;  // As it is asked.
    bool defanged = false;
  };
  std::optional<Scheme> SchemeBefore(std::size_t colon) const {
    struct Form {
      std::string_view written;
      std::string_view name;
    };
    static constexpr std::array<Form, 6> kForms = {{{"https", "https"},
                                                    {"http", "http"},
                                                    {"hxxps", "https"},
                                                    {"hxxp", "http"},
                                                    {"h**ps", "https"},
                                                    {"ftp", "ftp"}}};
    for (const Form& form : kForms) {
      if (colon >= done_ + form.written.size() &&
          text::EqualNoCase(text_.substr(colon - form.written.size(), form.written.size()),
                            form.written)) {
        return Scheme{colon - form.written.size(), form.name,
                      form.written[1] != 't' && form.written[0] == 'h'};
      }
    }
    return std::nullopt;
  }

  std::size_t WithScheme(std::size_t colon, std::size_t host_at) {
    const std::optional<Scheme> scheme = SchemeBefore(colon);
    if (!scheme) {
      return 0;
    }
    if (Before(scheme->begin) == '@' || Before(scheme->begin) == '#' ||
        Before(scheme->begin) == '$') {
      return HostAt(text_, host_at, true).run_end;
    }
    const HostRun host = HostAt(text_, host_at, true);
    if (host.end == 0 || Follows(host.end, "@")) {
      return host.run_end;
    }
    return Finish(scheme->begin, std::string(scheme->name) + "://", host_at, host,
                  scheme->defanged);
  }

  std::size_t BeforeDot(std::size_t dot) {
    if (const std::size_t end = Media(dot); end != 0) {
      return end;
    }
    std::size_t begin = dot;
    const std::size_t floor = std::max(done_, dot > kHostBytesMax ? dot - kHostBytesMax : 0);
    if (begin > floor && text_[begin - 1] == '[') {
      --begin;  // "example[.]com"
    }
    while (begin > floor) {
      const text::Decoded c = text::DecodeBefore(text_, begin);
      if (!IsHostChar(c.code) || c.code == '.') {
        break;
      }
      begin -= c.size;
    }
    if (begin == floor && floor > done_) {
      return 0;  // One endless word.
    }
    const HostRun host = HostAt(text_, begin, false);
    const char before = Before(begin);
    if (host.end == 0 || before == '@' || before == '#' || before == '$' || before == '/' ||
        before == '\\' || before == '=' || before == '&' || before == '.' ||
        Follows(host.end, "@")) {
      return std::max(host.run_end, dot + 1);
    }
    if (text::StartsWithNoCase(text_.substr(begin), kMediaHost.substr(0, kMediaHost.size() - 1))) {
      return host.end;  // Its code is lost: it names nothing.
    }
    const bool www = text::StartsWithNoCase(text_.substr(begin), "www.") && host.labels > 2;
    const bool path = Follows(host.end, "/") && host.end + 1 < text_.size() &&
                      (IsAlnum(text_[host.end + 1]) || text_[host.end + 1] == '?' ||
                       text_[host.end + 1] == '@' || text_[host.end + 1] == '#');
    if (!www && !host.defanged && !(path ? SafeWithPath(host) : SafeAlone(host))) {
      return std::max(host.end, dot + 1);
    }
    const std::size_t size = found_.size();
    const std::size_t next = Finish(begin, "http://", begin, host, false);
    if (found_.size() > size) {
      found_.back().host_alone =
          !www && !host.defanged && found_.back().at.end == static_cast<std::uint32_t>(host.end);
    }
    return next;
  }

  static bool SafeWithPath(const HostRun& host) {
    return host.second.size() > 1 || text::EqualNoCase(host.top, "co") ||
           text::EqualNoCase(host.top, "com") || host.labels > 2;
  }
  // Without a path, only what no missing space can make.
  static bool SafeAlone(const HostRun& host) {
    if (OneOf(kPlainTops, host.top)) {
      return true;
    }
    if (host.labels > 2 && host.top.size() == 2 && OneOf(kSecondLevels, host.second)) {
      return true;
    }
    const bool lower_top =
        std::all_of(host.top.begin(), host.top.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return host.top.size() == 2 && lower_top && !OneOf(kWordTops, host.top) && host.labels >= 2;
  }

  // "pic.twitter.com/CODE" around its first full stop, whatever stands before it.
  std::size_t Media(std::size_t dot) {
    if (dot < done_ + 3) {
      return 0;
    }
    const std::string_view here = text_.substr(dot - 3);
    std::size_t head = 0;
    if (text::StartsWithNoCase(here, kMediaHost)) {
      head = kMediaHost.size();
    } else if (text::StartsWithNoCase(here, kMediaHostX)) {
      head = kMediaHostX.size();
    } else {
      return 0;
    }
    const std::size_t begin = dot - 3;
    const std::size_t end = SlugEnd(text_, begin + head);
    if (end == begin + head) {
      return 0;
    }
    FoundUrl media;
    media.media = true;
    media.at = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    media.url = "https://" + std::string(text_.substr(begin, end - begin));
    if (const std::size_t dots = EllipsisAt(text_, end); dots > 0) {
      media.truncated = true;
      media.at.end = static_cast<std::uint32_t>(end + dots);
    }
    found_.push_back(std::move(media));
    done_ = found_.back().at.end;
    return done_;
  }

  std::size_t Finish(std::size_t begin, std::string scheme, std::size_t host_at,
                     const HostRun& host, bool defanged) {
    const std::string_view name = text_.substr(host_at, host.end - host_at);
    PathRun path = PathAt(text_, host.end, text::EqualNoCase(name, "t.co"));
    if (path.rejected) {
      return path.examined_end;
    }
    FoundUrl url;
    url.at = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(path.end)};
    url.truncated = path.truncated;
    url.repaired = path.joined || defanged || host.defanged;
    url.url = std::move(scheme);
    for (std::size_t i = 0; i < name.size(); ++i) {
      if (host.defanged && (name[i] == '[' || name[i] == '(')) {
        url.url += '.';
        i = std::min(name.find_first_of("])", i), name.size() - 1);
      } else {
        url.url += name[i];
      }
    }
    url.url += path.text;
    done_ = path.end;
    found_.push_back(std::move(url));
    return done_;
  }

  char Before(std::size_t at) const { return at > 0 ? text_[at - 1] : '\0'; }
  bool Follows(std::size_t at, std::string_view what) const {
    return text_.substr(at, what.size()) == what;
  }

  std::string_view text_;
  std::size_t done_ = 0;  // What lies before belongs to URLs that were found.
  std::vector<FoundUrl> found_;
};

}  // namespace

std::vector<FoundUrl> ScanUrls(std::string_view text) {
  return Scanner(text).Run();
}

}  // namespace ibid::detect
