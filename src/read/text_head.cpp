#include "read/text_head.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "read/author_names.h"
#include "text/dates.h"
#include "text/utf8.h"

namespace ibid::read {
namespace {

constexpr std::uint32_t kHeadlineBytesMax = 240;  // A longer first paragraph is prose.
constexpr std::uint32_t kBylineBytesMax = 400;    // So is a longer line of names and dates.
constexpr std::size_t kHeadZones = 6;             // Zones after the headline that may be byline.
constexpr std::size_t kPublisherBytesMax = 60;

// Words that end or begin the name of an outlet and hardly that of a person.
constexpr auto kOutletWords = std::to_array<std::string_view>(
    {"agency", "associated", "broadcasting", "chronicle",     "daily",     "dispatch", "gazette",
     "globe",  "guardian",   "herald",       "international", "journal",   "magazine", "mail",
     "media",  "network",    "news",         "observer",      "online",    "post",     "press",
     "radio",  "reuters",    "review",       "standard",      "telegraph", "the",      "times",
     "today",  "tribune",    "tv",           "weekly",        "wire"});

bool EndsLikeSentence(std::string_view text) {
  return text.ends_with('.') || text.ends_with(':') || text.ends_with(';') || text.ends_with(',');
}

std::string_view StripEnds(std::string_view text) {
  constexpr std::string_view kEnds = ",;:|-/()";
  while (true) {
    const std::string_view before = text;
    text = text::Trim(text);
    for (const std::string_view mark : {"•", "·", "—", "–"}) {
      text.remove_prefix(text.starts_with(mark) ? mark.size() : 0);
      text.remove_suffix(text.ends_with(mark) ? mark.size() : 0);
    }
    if (!text.empty() && kEnds.find(text.front()) != std::string_view::npos) {
      text.remove_prefix(1);
    }
    if (!text.empty() && kEnds.find(text.back()) != std::string_view::npos) {
      text.remove_suffix(1);
    }
    if (text == before) {
      return text;
    }
  }
}

bool IsOutlet(std::string_view name) {
  const std::string lower = text::Lower(name);
  std::string_view rest = lower;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    if (std::find(kOutletWords.begin(), kOutletWords.end(), rest.substr(0, end)) !=
        kOutletWords.end()) {
      return true;
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return lower.find('.') != std::string::npos;
}

class Head {
 public:
  Head(const TextLines& lines, Document& document)
      : lines_(lines), document_(document), meta_(document.metadata) {}

  void Read() {
    std::size_t first = 0;
    while (first < document_.zones.size() && document_.zones[first].chrome) {
      ++first;
    }
    if (first >= document_.zones.size()) {
      return;
    }
    if (const std::size_t given = GivenHeadline(); given < document_.zones.size()) {
      first = given;
      meta_.title = {text::FoldSpace(document_.Text(document_.zones[first].at)), "headline",
                     document_.zones[first].at};
    } else {
      SplitFirstLine(first);
      if (first + 1 >= document_.zones.size() || !TakeHeadline(first)) {
        return;
      }
    }
    const std::size_t end = std::min(document_.zones.size(), first + 1 + kHeadZones);
    for (std::size_t i = first + 1; i < end; ++i) {
      Zone& zone = document_.zones[i];
      if (zone.chrome) {
        continue;
      }
      if (!IsByline(document_.Text(zone.at))) {
        break;
      }
      zone.kind = ZoneKind::kByline;
      zone.rule = "text.byline";
      TakeByline(zone.at);
    }
  }

 private:
  std::size_t GivenHeadline() const {
    std::size_t i = 0;
    while (i < document_.zones.size() && document_.zones[i].kind != ZoneKind::kHeadline) {
      ++i;
    }
    return i;
  }

  bool TakeHeadline(std::size_t first) {
    Zone& zone = document_.zones[first];
    const std::string_view words = document_.Text(zone.at);
    const std::size_t prefix = BylinePrefix(words);  // "Por qué subió el gas" is none.
    if (zone.at.size() > kHeadlineBytesMax || EndsLikeSentence(words) ||
        (prefix > 0 && !AuthorNames(words.substr(prefix)).empty())) {
      return false;
    }
    zone.kind = ZoneKind::kHeadline;
    zone.rule = "text.first_line";
    meta_.title = {text::FoldSpace(words), "first line", zone.at};
    return true;
  }

  // "Headline\nBy A. Writer\nSeptember 28, 2015" without blank lines: each is a zone.
  void SplitFirstLine(std::size_t first) {
    const Zone whole = document_.zones[first];
    std::vector<Zone> parts;
    std::uint32_t begin = whole.at.begin;
    for (const TextLine& line : lines_.lines) {
      if (line.at.begin > whole.at.begin && line.at.end <= whole.at.end &&
          IsByline(document_.Text(line.at))) {
        if (line.at.begin > begin) {
          parts.push_back({whole.kind, {begin, line.at.begin - 1}, false, ""});
        }
        parts.push_back({whole.kind, line.at, false, ""});
        begin = std::min(line.at.end + 1, whole.at.end);
      }
      if (line.at.begin > whole.at.end || parts.size() > kHeadZones) {
        break;
      }
    }
    if (parts.empty()) {
      return;
    }
    if (begin < whole.at.end) {
      parts.push_back({whole.kind, {begin, whole.at.end}, false, ""});
    }
    document_.zones.erase(document_.zones.begin() + static_cast<std::ptrdiff_t>(first));
    document_.zones.insert(document_.zones.begin() + static_cast<std::ptrdiff_t>(first),
                           parts.begin(), parts.end());
  }

  static bool IsByline(std::string_view words) {
    if (words.size() > kBylineBytesMax || words.find(". ") < words.size() / 2) {
      return false;
    }
    if (const std::size_t prefix = BylinePrefix(words); prefix > 0) {
      const std::string_view name = words.substr(prefix, 80);
      return !AuthorNames(name).empty() && (!words.ends_with('.') || words.size() < 60);
    }
    const auto date = text::FindDate(words);
    constexpr std::size_t kBeforeMax = 80;
    return date && date->at.begin <= kBeforeMax &&
           words.size() - date->at.size() <= kBeforeMax * 2 && !words.ends_with('.');
  }

  void TakeByline(TextSpan at) {
    const std::string_view words = document_.Text(at);
    const auto date = text::FindDate(words);
    if (date && !meta_.published.known()) {
      meta_.published = {date->iso, "byline",
                         TextSpan{at.begin + date->at.begin, at.begin + date->at.end}};
    }
    const std::size_t prefix = BylinePrefix(words);
    const std::size_t names_end = date ? date->at.begin : words.size();
    const std::string_view names =
        StripEnds(words.substr(prefix, names_end - std::min(prefix, names_end)));
    if (names.empty()) {
      return;
    }
    const auto names_begin = static_cast<std::uint32_t>(names.data() - document_.text.data());
    const std::string_view after = date ? words.substr(date->at.end) : std::string_view();
    const std::size_t author_size = prefix > 0 ? AuthorSize(names, names_begin, after) : 0;
    if (author_size > 0 && meta_.authors.empty()) {
      for (std::string& name : AuthorNamesOfField(names.substr(0, author_size))) {
        meta_.authors.push_back({std::move(name), "byline", std::nullopt});
      }
    }
    const std::string_view rest = StripEnds(names.substr(author_size));
    const bool outlet = prefix > 0 || IsOutlet(rest);
    if (!meta_.publisher.known() && !rest.empty() && rest.size() <= kPublisherBytesMax && outlet) {
      const auto begin = static_cast<std::uint32_t>(rest.data() - document_.text.data());
      meta_.publisher = {text::FoldSpace(rest), "byline",
                         TextSpan{begin, begin + static_cast<std::uint32_t>(rest.size())}};
    }
  }

  // How much of "Sputnik Global Research" is the author: what the source marked as such, what the
  // line repeats before a second date, or what stands before the last comma or line end.
  std::size_t AuthorSize(std::string_view names, std::uint32_t begin,
                         std::string_view after) const {
    for (const TextSpan mark : lines_.marked) {
      if (mark.begin == begin && mark.size() <= names.size()) {
        return mark.size();
      }
    }
    const std::string_view again = text::Trim(after);
    if (const auto second = text::FindDate(again.substr(0, text::BoundaryBefore(again, 120)))) {
      const std::string_view repeated = StripEnds(again.substr(0, second->at.begin));
      if (!repeated.empty() && repeated.size() < names.size() && names.starts_with(repeated)) {
        return repeated.size();
      }
    }
    const std::size_t separator = names.find_last_of(",|\n");
    if (separator == std::string_view::npos) {
      return names.size();
    }
    const std::string_view last = StripEnds(names.substr(separator + 1));
    const bool another_author = last.find(" and ") != std::string_view::npos || last.empty();
    return another_author ? names.size() : separator;
  }

  const TextLines& lines_;
  Document& document_;
  Metadata& meta_;
};

}  // namespace

void ReadTextHead(const TextLines& lines, Document& document) {
  Head(lines, document).Read();
}

}  // namespace ibid::read
