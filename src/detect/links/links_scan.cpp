#include "detect/links/links_scan.h"

#include <algorithm>
#include <array>
#include <optional>

#include "detect/links/links_defang.h"
#include "detect/links/links_host.h"
#include "detect/links/links_other.h"
#include "detect/links/links_path.h"
#include "detect/outlets/outlets.h"
#include "detect/rejections.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kHostBytesMax = 256;  // Looked back from a full stop, at most.
constexpr std::string_view kMediaHost = "pic.twitter.com/";
constexpr std::string_view kMediaHostX = "pic.x.com/";

constexpr std::size_t kUserBytesMax = 128;

// Top-level domains that are words: "it.so" is more often a full stop without its space.
constexpr auto kWordTops = std::to_array<std::string_view>(
    {"ad", "ag", "ai",  "al", "am", "an", "as", "at", "be", "by", "de", "do",
     "es", "et", "gay", "he", "id", "in", "is", "it", "la", "le", "li", "lo",
     "me", "mi", "ms",  "mu", "my", "ne", "no", "nu", "pa", "pm", "ps", "re",
     "sa", "se", "si",  "so", "st", "su", "ta", "to", "un", "us"});
// Those that are endings of file names.
constexpr auto kFileTops = std::to_array<std::string_view>({"md", "py", "rs", "sh", "pl", "cc"});
// Those of other scripts that are no words of their languages.
constexpr auto kShortTops = std::to_array<std::string_view>(
    {"рф", "укр", "бел", "срб", "мкд", "мон", "қаз", "бг", "ею", "ελ", "ευ", "հայ", "გე"});
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
  Scanner(std::string_view text, std::vector<Rejection>* rejections)
      : text_(text), rejections_(rejections) {}

  std::vector<FoundUrl> Run(std::size_t max) {
    for (std::size_t i = 0; i < text_.size() && found_.size() < max;) {
      const char c = text_[i];
      if (c == '.') {
        i = std::max(i + 1, BeforeDot(i));
      } else if (c == ':' || c == '[' || c == '(' || c == '{') {
        i = Marked(i);
      } else {
        ++i;
      }
    }
    return std::move(found_);
  }

 private:
  // A colon or a bracket, which may be part of "://" or stand for a full stop.
  std::size_t Marked(std::size_t at) {
    if (const std::size_t end = Other(at); end != 0) {
      return end;
    }
    if (const std::size_t mark = SchemeMarkAt(text_, at); mark > 0) {
      return std::max(at + mark, WithScheme(at, at + mark));
    }
    const std::size_t dot = DefangedDotAt(text_, at);
    return dot > 0 ? std::max(at + dot, BeforeDot(at)) : at + 1;
  }

  std::size_t Other(std::size_t colon) {
    if (text_[colon] != ':' || colon < done_ + 2) {
      return 0;
    }
    std::size_t begin = 0;
    std::size_t end = MailtoEnd(text_, colon, &begin);
    if (end == 0 && Follows(colon, "://")) {
      end = AtUriEnd(text_, colon, &begin);
    }
    if (end == 0 || begin < done_) {
      return 0;
    }
    FoundUrl url;
    url.at = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    url.url = text_.substr(begin, end - begin);
    url.other = true;
    found_.push_back(std::move(url));
    return done_ = end;
  }

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
    static constexpr auto kForms = std::to_array<Form>({{"https", "https"},
                                                        {"http", "http"},
                                                        {"hxxps", "https"},
                                                        {"hxxp", "http"},
                                                        {"h**ps", "https"},
                                                        {"h**p", "http"},
                                                        {"hxtps", "https"},
                                                        {"htxps", "https"},
                                                        {"httxp", "http"},
                                                        {"ftp", "ftp"}});
    for (const Form& form : kForms) {
      if (colon >= done_ + form.written.size() &&
          text::EqualNoCase(text_.substr(colon - form.written.size(), form.written.size()),
                            form.written)) {
        return Scheme{colon - form.written.size(), form.name, form.written != form.name};
      }
    }
    return std::nullopt;
  }

  // One past "user:password@" before a host, else `at`.
  std::size_t AfterUser(std::size_t at) const {
    static constexpr std::string_view kMarks = "-._~!$&'()*+,;=:%";
    std::size_t end = at;
    while (end < text_.size() && end - at < kUserBytesMax &&
           (IsAlnum(text_[end]) || kMarks.find(text_[end]) != std::string_view::npos)) {
      ++end;
    }
    return end > at && Follows(end, "@") ? end + 1 : at;
  }

  std::size_t WithScheme(std::size_t colon, std::size_t user_at) {
    std::optional<Scheme> scheme = SchemeBefore(colon);
    if (!scheme) {
      return 0;
    }
    scheme->defanged = scheme->defanged || user_at - colon > 3;
    const std::size_t host_at = AfterUser(user_at);
    if (Before(scheme->begin) == '@' || Before(scheme->begin) == '#' ||
        Before(scheme->begin) == '$') {
      return HostAt(text_, host_at, true).run_end;
    }
    const HostRun host = HostAt(text_, host_at, true);
    if (host.end == 0 || Follows(host.end, "@")) {
      Reject(rejections_, scheme->begin, std::max(host.run_end, user_at), "rejected.link.no_host");
      return host.run_end;
    }
    return Finish({scheme->begin, std::string(scheme->name) + "://", user_at, scheme->defanged},
                  host);
  }

  std::size_t BeforeDot(std::size_t dot) {
    if (const std::size_t end = Media(dot); end != 0) {
      return end;
    }
    std::size_t begin = dot;
    const std::size_t floor = std::max(done_, dot > kHostBytesMax ? dot - kHostBytesMax : 0);
    const bool latin = begin > floor && IsHostChar(text::DecodeBefore(text_, begin).code);
    while (begin > floor) {
      const text::Decoded c = text::DecodeBefore(text_, begin);
      if (c.code == '.' || !(latin ? IsHostChar(c.code) : IsSpacedLabelChar(c.code))) {
        break;
      }
      begin -= c.size;
    }
    if (begin == floor && floor > done_) {
      return 0;  // One endless word.
    }
    const HostRun host = HostAt(text_, begin, false);
    if (host.end == 0 || NoLinkBehind(begin) || Follows(host.end, "@")) {
      RejectName(begin, host);
      return std::max(host.run_end, dot + 1);
    }
    if (text::StartsWithNoCase(text_.substr(begin), kMediaHost.substr(0, kMediaHost.size() - 1))) {
      Reject(rejections_, begin, host.end, "rejected.link.no_code");
      return host.end;  // Its code is lost: it names nothing.
    }
    const bool www = text::StartsWithNoCase(text_.substr(begin), "www.") && host.labels > 2;
    const bool path = Follows(host.end, "/") && host.end + 1 < text_.size() &&
                      (IsAlnum(text_[host.end + 1]) || text_[host.end + 1] == '?' ||
                       text_[host.end + 1] == '@' || text_[host.end + 1] == '#');
    const bool safe =
        path ? SafeWithPath(host) : SafeAlone(host) || IsLine(begin, host) || IsOutlet(begin, host);
    if (!www && !host.defanged && !safe) {
      Reject(rejections_, begin, host.end, "rejected.link.full_stop");
      return std::max(host.end, dot + 1);
    }
    const std::size_t size = found_.size();
    const std::size_t next = Finish({begin, "http://", begin, false}, host);
    if (found_.size() > size) {
      found_.back().host_alone =
          !www && !host.defanged && found_.back().at.end == static_cast<std::uint32_t>(host.end);
    }
    return next;
  }

  // A name that is no host, where a path or "www." makes it look like one; or an address of another
  // kind.
  void RejectName(std::size_t begin, const HostRun& host) const {
    if (host.end != 0) {
      Reject(rejections_, begin, host.end, "rejected.link.inside");
    } else if (rejections_ != nullptr && host.run_end > begin &&
               (text::StartsWithNoCase(text_.substr(begin), "www.") ||
                (Follows(host.run_end, "/") && host.run_end + 1 < text_.size() &&
                 IsAlnum(text_[host.run_end + 1])))) {
      Reject(rejections_, begin, host.run_end, "rejected.link.suffix");
    }
  }

  // What stands before a bare host makes it something else: an address, a tag, part of a path.
  bool NoLinkBehind(std::size_t begin) const {
    if (std::string_view("@#$/\\=&.").find(Before(begin)) != std::string_view::npos) {
      return true;
    }
    const std::string_view behind = text_.substr(0, begin);
    return behind.ends_with("[at]") || behind.ends_with("(at)") || behind.ends_with("[@]");
  }

  // A host that is a whole line ends no sentence: "it.so", not "README.md".
  bool IsLine(std::size_t begin, const HostRun& host) const {
    const bool begins = begin == 0 || text_[begin - 1] == '\n';
    const bool ends = host.end == text_.size() || text_[host.end] == '\n';
    return begins && ends && host.lower && !OneOf(kFileTops, host.top);
  }

  // "Spiegel.de": a full stop without its space seldom makes the address of a newspaper.
  bool IsOutlet(std::size_t begin, const HostRun& host) const {
    return host.top.size() == 2 && host.labels == 2 &&
           text::LowerAscii(host.top[0]) == host.top[0] &&
           OutletByDomain(text::Lower(text_.substr(begin, host.end - begin))) != nullptr;
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
    if (!text::IsAscii(host.top.front())) {
      constexpr std::size_t kNameBytesMin = 3;
      const bool latin = text::IsAscii(host.second.front());
      return OneOf(kShortTops, host.top) ||
             (latin && host.lower && host.second.size() >= kNameBytesMin);
    }
    const bool lower_top =
        std::all_of(host.top.begin(), host.top.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return host.top.size() == 2 && lower_top && !OneOf(kWordTops, host.top) &&
           !OneOf(kFileTops, host.top) && host.labels >= 2;
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

  struct Opening {
    std::size_t begin = 0;
    std::string scheme;       // As it is asked, with "://".
    std::size_t name_at = 0;  // Where user info or host begins.
    bool defanged = false;
  };
  std::size_t Finish(Opening opening, const HostRun& host) {
    const std::string_view name = text_.substr(opening.name_at, host.end - opening.name_at);
    PathRun path = PathAt(text_, host.end, text::EqualNoCase(name, "t.co"));
    if (path.rejected) {
      Reject(rejections_, opening.begin, path.examined_end, "rejected.link.path");
      return path.examined_end;
    }
    const bool defanged = opening.defanged || host.defanged;
    FoundUrl url;
    url.at = {static_cast<std::uint32_t>(opening.begin), static_cast<std::uint32_t>(path.end)};
    url.truncated = path.truncated;
    url.repaired = path.joined || defanged;
    // A host that ends in an ellipsis may be cut off too, unless that is the sentence's.
    const std::size_t dots = path.text.empty() ? EllipsisAt(text_, path.end) : 0;
    if (dots > 0 && opening.begin < opening.name_at &&
        (host.top.empty() || text_[path.end] != '.')) {
      url.truncated = true;
      url.at.end += static_cast<std::uint32_t>(dots);
    }
    url.url = std::move(opening.scheme);
    const std::string head = url.url + (defanged ? Refanged(name) : std::string(name));
    url.url = head + (defanged ? Refanged(path.text) : path.text);
    for (const std::string& other : path.others) {
      url.repairs.push_back(head + other);
    }
    done_ = url.at.end;
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
  std::vector<Rejection>* rejections_;
};

}  // namespace

std::vector<FoundUrl> ScanUrls(std::string_view text, std::size_t max,
                               std::vector<Rejection>* rejections) {
  return Scanner(text, rejections).Run(max);
}

}  // namespace ibid::detect
