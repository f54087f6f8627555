#include "write/exports/cited_work.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string_view>
#include <utility>

#include "graph/identity.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "url/url.h"
#include "write/findings.h"
#include "write/phrases.h"

namespace ibid::write {
namespace {

constexpr std::size_t kTitleMax = 200;  // Code points; a post has no title but its words.

WorkKind KindOfScheme(std::string_view scheme) {
  static constexpr std::array<std::string_view, 5> kPapers = {"doi", "arxiv", "pmid", "pmcid",
                                                              "issn"};
  if (std::find(kPapers.begin(), kPapers.end(), scheme) != kPapers.end()) {
    return WorkKind::kPaper;
  }
  return scheme == "isbn" ? WorkKind::kBook : WorkKind::kDocument;
}

std::string HostOf(std::string_view address) {
  const std::optional<url::Url> url = url::Url::Parse(address);
  if (!url) {
    return "";
  }
  const std::string_view host = url->host();
  return std::string(host.starts_with("www.") ? host.substr(4) : host);
}

class Builder {
 public:
  explicit Builder(const Source& source)
      : source_(source), reference_(*source.reference), found_(source.resolution) {}

  CitedWork Build() {
    work_.verdict = found_ == nullptr ? "" : Name(found_->verdict);
    work_.dead = IsDead(source_.verdict());
    SetKind();
    SetAddress();
    SetPeople();
    SetTitle();
    SetDates();
    SetId();
    return std::move(work_);
  }

 private:
  // What the web says of it; of a page that is gone it speaks of the page that says so.
  const Resolution* Known() const {
    return found_ != nullptr && (!work_.dead || source_.group == Group::kPosts) ? found_ : nullptr;
  }

  void SetKind() {
    switch (reference_.kind) {
      case ReferenceKind::kPost:
        work_.kind = WorkKind::kPost;
        break;
      case ReferenceKind::kStory:
        work_.kind = WorkKind::kStory;
        break;
      case ReferenceKind::kDocument:
        work_.scheme = Plain(reference_.key.substr(0, reference_.key.find(':')));
        work_.number = Plain(reference_.key.substr(
            std::min(reference_.key.find(':'), reference_.key.size() - 1) + 1));
        work_.kind = KindOfScheme(work_.scheme);
        break;
      default:
        break;
    }
  }

  void SetAddress() {
    const Resolution* known = Known();
    work_.url =
        SafeUrl(known != nullptr && !known->final_url.empty() ? known->final_url : reference_.url);
    if (const Snapshot* copy = source_.BestSnapshot()) {
      work_.archived_url = SafeUrl(copy->url);
      work_.archived_of = SafeUrl(copy->original);
      work_.archived = work_.archived_url.empty() ? "" : text::DateOf(copy->at);
    }
  }

  void SetPeople() {
    const Resolution* known = Known();
    work_.container = known == nullptr ? "" : Plain(known->site);
    if (work_.container.empty() && reference_.kind == ReferenceKind::kStory) {
      work_.container =
          Plain(reference_.outlet.known() ? reference_.outlet.name : reference_.agent);
    }
    if (work_.container.empty()) {
      work_.container = Plain(HostOf(work_.url));
    }
    if (reference_.kind == ReferenceKind::kPost) {
      Author author;
      author.name =
          Plain(reference_.author.empty() && known != nullptr ? known->author : reference_.author);
      if (!reference_.account.empty()) {
        const std::string handle = "@" + Plain(reference_.account);
        author.name = author.name.empty() ? handle : author.name + " (" + handle + ")";
      }
      if (!author.name.empty()) {
        work_.authors.push_back(std::move(author));
      }
    } else if (known != nullptr) {
      work_.authors = AuthorsOf(known->author, known->site);
    }
  }

  void SetTitle() {
    const Resolution* known = Known();
    const bool is_post = reference_.kind == ReferenceKind::kPost;
    if (known != nullptr && !(is_post && !reference_.text.empty())) {
      work_.title = text::Shorten(Plain(known->title), kTitleMax);
    }
    if (work_.title.empty() && is_post) {
      work_.title = text::Shorten(Plain(reference_.text), kTitleMax);
    }
    if (work_.title.empty() && reference_.kind == ReferenceKind::kStory &&
        !Plain(reference_.text).empty()) {
      work_.title = "[" + text::Shorten(Plain(reference_.text), kTitleMax) + "]";
    }
    if (work_.title.empty()) {
      const std::string label = text::Shorten(LabelOf(source_), kTitleMax);
      const bool described =
          !label.empty() && reference_.kind != ReferenceKind::kDocument && !IsWebUrl(label);
      work_.title = described ? "[" + label + "]" : label;
    }
  }

  void SetDates() {
    const Resolution* known = Known();
    std::string date;
    if (known != nullptr && known->post && known->post->at) {
      date = text::DateOf(*known->post->at);
    } else if (known != nullptr && !known->published.empty()) {
      date = known->published;
    } else if (reference_.date_is_own || reference_.kind == ReferenceKind::kStory) {
      date = reference_.date;
    }
    work_.published = text::StartOf(date) ? date : "";
    if (found_ != nullptr && found_->checked_at) {
      work_.accessed = text::DateOf(*found_->checked_at);
    }
  }

  void SetId() {
    const Resolution* known = Known();
    if (known != nullptr && known->post && !known->post->post_id.empty()) {
      work_.id = graph::PostId(reference_.platform, known->post->post_id);
    } else if (known != nullptr && !known->final_url.empty() &&
               reference_.kind != ReferenceKind::kDocument) {
      work_.id = graph::WorkId(known->final_url);
    } else if (reference_.kind == ReferenceKind::kShortUrl && found_ != nullptr &&
               !found_->final_url.empty() && found_->verdict != Verdict::kRedirectedAway) {
      // It leads to the work, dead or not, which may be listed by its own address.
      work_.id = graph::WorkId(found_->final_url);
    } else {
      work_.id = graph::WorkId(reference_);
    }
  }

  const Source& source_;
  const Reference& reference_;
  const Resolution* found_;
  CitedWork work_;
};

// The ASCII letters and digits of the words, in lower case, at most 20.
std::string KeyPart(std::string_view words) {
  constexpr std::size_t kMax = 20;
  std::string part;
  for (const char c : words) {
    const char lower = text::LowerAscii(c);
    if (part.size() < kMax && ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9'))) {
      part += lower;
    }
  }
  return part;
}

// The first word of a title that says something: of four letters or more.
std::string TitlePart(std::string_view title) {
  for (std::size_t at = 0; at < title.size();) {
    const std::size_t end = std::min(title.find(' ', at), title.size());
    const std::string part = KeyPart(title.substr(at, end - at));
    if (part.size() >= 4 && !part.starts_with("http")) {
      return part;
    }
    at = end + 1;
  }
  return "";
}

std::string KeyOf(const CitedWork& work) {
  std::string who;
  if (!work.authors.empty()) {
    const Author& first = work.authors.front();
    const std::string& name = first.family.empty() ? first.name : first.family;
    who = KeyPart(name.substr(0, name.find(" (")));
  }
  who = who.empty() ? KeyPart(work.container) : who;
  std::string key = who + KeyPart(work.published.substr(0, 4)) + TitlePart(work.title);
  // No key begins with a digit in BibTeX's grammar of identifiers.
  return key.empty() || key.front() <= '9' ? "source" + key : key;
}

}  // namespace

std::vector<CitedWork> CitedWorks::Next(const Article& article) {
  std::vector<CitedWork> works;
  const Findings findings = Find(article);
  for (const Source& source : findings.sources) {
    if (source.group == Group::kVoices || source.group == Group::kCredits) {
      continue;
    }
    CitedWork work = Builder(source).Build();
    if (!ids_.insert(work.id).second) {
      continue;
    }
    work.key = KeyOf(work);
    if (const std::size_t before = keys_[work.key]++; before > 0) {
      work.key += "-" + std::to_string(before + 1);
    }
    works.push_back(std::move(work));
  }
  return works;
}

std::string SafeUrl(std::string_view url) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  constexpr std::string_view kPunctuation = "-._~:/?#[]@!$&'()*+,;=%";
  if (!text::StartsWithNoCase(url, "http://") && !text::StartsWithNoCase(url, "https://")) {
    return "";
  }
  const auto is_hex = [&url](std::size_t at) {
    return at < url.size() && std::isxdigit(static_cast<unsigned char>(url[at])) != 0;
  };
  // Brackets stand around the addresses of IPv6, and nowhere else.
  const std::size_t host_end = url.find_first_of("/?#", url.find("//") + 2);
  std::string out;
  for (std::size_t at = 0; at < url.size(); ++at) {
    const char c = url[at];
    const auto byte = static_cast<unsigned char>(c);
    const bool is_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    const bool lone = (c == '%' && !(is_hex(at + 1) && is_hex(at + 2))) ||
                      ((c == '[' || c == ']') && at >= host_end);
    if (!lone && (is_word || kPunctuation.find(c) != std::string_view::npos)) {
      out += c;
    } else {
      out.append("%").append(1, kDigits[byte >> 4U]).append(1, kDigits[byte & 15U]);
    }
  }
  return out;
}

}  // namespace ibid::write
