#include "read/page_facts.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "text/utf8.h"

namespace ibid::read {
namespace {

constexpr std::size_t kValuesMax = 64;         // Of each kind of fact.
constexpr std::size_t kMetaMax = 2000;         // Names of <meta>.
constexpr std::uint32_t kWordsBytesMax = 600;  // A longer element is no headline and no byline.
constexpr Markup::Index kInsideMax = 64;       // Elements inside one that are looked at.
constexpr std::size_t kScriptsMax = 64;        // JSON-LD scripts.

// Words of a class or id that say that an element holds the author or the date.
// Class names, sorted, with what rules most words out: their first letters and sizes.
template <std::size_t kCount>
class ClassNames {
 public:
  constexpr explicit ClassNames(const std::array<std::string_view, kCount>& sorted)
      : sorted_(sorted) {
    for (const std::string_view name : sorted) {
      begins_[static_cast<unsigned char>(name.front())] = true;
      sizes_ |= std::uint64_t{1} << name.size();
    }
  }

  // Whether one of the words of a class attribute is listed, ASCII case folded.
  bool HasOneOf(std::string_view attribute) const {
    constexpr std::size_t kBytesMax = 1024;
    attribute = attribute.substr(0, kBytesMax);
    for (std::size_t at = 0; at < attribute.size(); ++at) {
      const std::size_t begin = at;
      while (at < attribute.size() && !text::IsSpace(static_cast<unsigned char>(attribute[at]))) {
        ++at;
      }
      const std::string_view word = attribute.substr(begin, at - begin);
      if (!word.empty() && word.size() < 64 && (sizes_ >> word.size() & 1U) != 0 &&
          begins_[static_cast<unsigned char>(text::LowerAscii(word.front()))] &&
          std::binary_search(sorted_.begin(), sorted_.end(), text::Lower(word))) {
        return true;
      }
    }
    return false;
  }

 private:
  std::array<std::string_view, kCount> sorted_;
  std::array<bool, 256> begins_{};
  std::uint64_t sizes_ = 0;  // A bit for each.
};

constexpr ClassNames kAuthorClasses(
    std::to_array<std::string_view>({"article-author", "article-author-name",
                                     "article-byline", "article__author",
                                     "author",         "author-name",
                                     "author__name",   "author_name",
                                     "authorname",     "authors",
                                     "byline",         "byline-author",
                                     "byline-name",    "byline__author",
                                     "byline__name",   "c-byline__author-name",
                                     "contrib-author", "contributor",
                                     "entry-author",   "fn",
                                     "post-author",    "story-byline",
                                     "submitted",      "writer"}));
constexpr ClassNames kDateClasses(std::to_array<std::string_view>(
    {"article-date", "article-timestamp", "article__date",  "byline-date", "created",
     "date",         "date-header",       "date-published", "dateline",    "datetime",
     "entry-date",   "post-date",         "posted",         "posted-on",   "pub-date",
     "pubdate",      "publication-date",  "publish-date",   "published",   "published-date",
     "story-date",   "submitted",         "time",           "timestamp",   "updated"}));

class Collector {
 public:
  explicit Collector(const Document& document) : document_(document), markup_(document.markup) {}

  PageFacts Collect() {
    for (Markup::Index i = 0; i < markup_.size(); ++i) {
      OnElement(i);
    }
    out_.times.insert(out_.times.begin(), publication_times_.begin(), publication_times_.end());
    return std::move(out_);
  }

 private:
  std::string_view Get(Markup::Index i, std::string_view name) const {
    return markup_.Get(i, name).value_or("");
  }

  void OnElement(Markup::Index i) {
    const std::string_view name = markup_.Name(i);
    if (name == "meta") {
      OnMeta(i);
    } else if (name == "title") {
      OnTitle(i);
    } else if (name == "link") {
      if (text::EqualNoCase(Get(i, "rel"), "canonical") && out_.canonical.empty()) {
        out_.canonical = text::Trim(Get(i, "href"));
      }
    } else if (name == "html") {
      const std::string_view xml = Get(i, "xml:lang");
      out_.language = Get(i, "lang").empty() ? xml : Get(i, "lang");
    } else if (name == "script") {
      if (text::StartsWithNoCase(text::Trim(Get(i, "type")), "application/ld+json") &&
          scripts_++ < kScriptsMax) {
        AddJsonLd(Get(i, "#text"), out_.json_ld);
      }
    } else {
      OnVisible(i, name);
    }
  }

  void OnMeta(Markup::Index i) {
    // Some archives and converters write "value" for "content".
    const std::string_view written = Get(i, "content");
    const std::string_view content = text::Trim(written.empty() ? Get(i, "value") : written);
    if (content.empty() || out_.meta.size() >= kMetaMax) {
      return;
    }
    for (const std::string_view key : {"property", "name", "itemprop", "http-equiv"}) {
      const std::string_view name = text::Trim(Get(i, key));
      if (!name.empty()) {
        auto& values = out_.meta[text::Lower(name.substr(0, 100))];
        if (values.size() < kValuesMax) {
          values.push_back(content);
        }
      }
    }
    OnItem(i, Get(i, "itemprop"), content);
  }

  void OnTitle(Markup::Index i) {
    const Markup::Index parent = markup_.Parent(i);
    const bool of_picture = parent != Markup::kNone && markup_.Name(parent) == "svg";
    if (out_.title.empty() && !of_picture) {
      out_.title = text::FoldSpace(Get(i, "#text"));
    }
  }

  std::string WordsOf(Markup::Index i) const {
    const TextSpan at = markup_.At(i);
    if (at.size() > kWordsBytesMax) {
      return {};
    }
    // Elements that touch are set apart by style sheets: "<b>Jane Roe</b><i>Editor</i>".
    std::string words;
    std::uint32_t from = at.begin;
    const Markup::Index end = std::min(markup_.End(i), i + kInsideMax);
    for (Markup::Index inner = i + 1; inner < end; ++inner) {
      const std::uint32_t begin = markup_.At(inner).begin;
      if (begin > from && begin < at.end && document_.text[begin - 1] != ' ') {
        words += document_.Text({from, begin});
        words += '\n';
        from = begin;
      }
    }
    words += document_.Text({from, at.end});
    return words.find('\n') == std::string::npos ? text::FoldSpace(words) : words;
  }

  void Add(std::vector<PageFacts::Words>& to, Markup::Index i, std::string words) {
    if (!words.empty() && to.size() < kValuesMax) {
      to.push_back({i, std::move(words)});
    }
  }
  void Add(std::vector<std::string_view>& to, std::string_view value) {
    if (!value.empty() && to.size() < kValuesMax) {
      to.push_back(value);
    }
  }

  // The value of a date element: its datetime, its content, else its words.
  std::string_view DateOf(Markup::Index i) const {
    for (const std::string_view name : {"datetime", "content", "title"}) {
      const std::string_view value = text::Trim(Get(i, name));
      if (!value.empty()) {
        return value;
      }
    }
    const TextSpan at = markup_.At(i);
    return at.size() > kWordsBytesMax ? std::string_view() : document_.Text(at);
  }

  // `items`: its itemprop.
  void OnItem(Markup::Index i, std::string_view items, std::string_view content) {
    items = items.substr(0, 200);
    if (items.empty()) {
      return;
    }
    const auto has = [&](std::string_view word) {
      return items == word ||
             (" " + std::string(items) + " ").find(" " + std::string(word) + " ") !=
                 std::string::npos;
    };
    const std::string words = content.empty() ? WordsOf(i) : text::FoldSpace(content);
    if (has("headline")) {
      Add(out_.item_headlines, i, text::FoldSpace(words));
    }
    if (has("author") || has("creator")) {
      Add(out_.item_authors, i, NameInside(i, words));
    }
    if (has("publisher")) {
      Add(out_.item_publishers, i, text::FoldSpace(NameInside(i, words)));
    }
    if (has("datePublished")) {
      Add(out_.item_dates, content.empty() ? DateOf(i) : content);
    }
    if (has("dateModified")) {
      Add(out_.item_changes, content.empty() ? DateOf(i) : content);
    }
  }

  // itemprop=name inside an author's or publisher's item, else its own words.
  std::string NameInside(Markup::Index i, const std::string& words) const {
    const Markup::Index end = std::min(markup_.End(i), i + kInsideMax);
    for (Markup::Index inner = i + 1; inner < end; ++inner) {
      if (Get(inner, "itemprop") == "name") {
        const std::string_view content = text::Trim(Get(inner, "content"));
        return content.empty() ? WordsOf(inner) : text::FoldSpace(content);
      }
    }
    return words;
  }

  // Most elements have none of these; one walk over their attributes says so.
  struct Marks {
    std::string_view items, classes, id;
  };
  Marks MarksOf(Markup::Index i) const {
    Marks marks;
    for (std::size_t a = 0; a < markup_.AttributeCount(i); ++a) {
      const auto [name, value] = markup_.AttributeAt(i, a);
      if (name == "class") {
        marks.classes = value;
      } else if (name == "id") {
        marks.id = value;
      } else if (name == "itemprop") {
        marks.items = value;
      }
    }
    return marks;
  }

  void OnVisible(Markup::Index i, std::string_view name) {
    const Marks marks = MarksOf(i);
    if (!marks.items.empty()) {
      OnItem(i, marks.items, text::Trim(Get(i, "content")));
    }
    if (name == "h1") {
      Add(out_.headings, i, text::FoldSpace(WordsOf(i)));
      return;
    }
    constexpr std::size_t kLowerHeadingsMax = 12;
    if ((name == "h2" || name == "h3") && out_.lower_headings.size() < kLowerHeadingsMax) {
      Add(out_.lower_headings, i, text::FoldSpace(WordsOf(i)));
      return;
    }
    if (name == "time") {
      const bool publication = markup_.Get(i, "pubdate").has_value();
      Add(publication ? publication_times_ : out_.times, DateOf(i));
    }
    if (name == "a" && text::EqualNoCase(Get(i, "rel"), "author")) {
      Add(out_.rel_authors, i, WordsOf(i));
    }
    if (!marks.classes.empty() || !marks.id.empty()) {
      OnClass(i, marks);
    }
  }

  void OnClass(Markup::Index i, const Marks& marks) {
    const auto has = [&](const auto& names) {
      return names.HasOneOf(marks.classes) || names.HasOneOf(marks.id);
    };
    if (out_.class_authors.size() < kValuesMax && has(kAuthorClasses)) {
      Add(out_.class_authors, i, WordsOf(i));
    }
    if (out_.class_dates.size() < kValuesMax && has(kDateClasses)) {
      Add(out_.class_dates, i, WordsOf(i));
    }
  }

  const Document& document_;
  const Markup& markup_;
  PageFacts out_;
  std::vector<std::string_view> publication_times_;
  std::size_t scripts_ = 0;
};

}  // namespace

std::string_view PageFacts::Meta(std::string_view name) const {
  const auto found = meta.find(std::string(name));
  return found == meta.end() ? std::string_view() : found->second.front();
}

PageFacts CollectPageFacts(const Document& document) {
  return Collector(document).Collect();
}

}  // namespace ibid::read
