#include "detect/credits/bylines.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "detect/cover.h"
#include "detect/credits/head_words.h"
#include "detect/credits/names.h"
#include "detect/mention_limit.h"
#include "detect/outlets/outlets.h"
#include "detect/posts/post_text.h"
#include "text/dates.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kFirstBlocks = 8;       // Where a byline stands.
constexpr std::size_t kBylineBytesMax = 160;  // A "By ..." block that is one.
constexpr std::size_t kSearchBytes = 4000;
constexpr std::size_t kAloneBytesMax = 60;

// The opening words of a byline: "By", "Von". Their size with the space behind, or 0.
std::size_t OpeningSize(std::string_view words) {
  static constexpr auto kOpenings = std::to_array<std::string_view>(
      {"written by ",   "story by ",    "posted by ",  "words by ",
       "text by ",      "analysis by ", "opinion by ", "commentary by ",
       "interview by ", "reported by ", "report by ",  "review by ",
       "by: ",          "by ",          "von ",        "par ",
       "por ",          "di ",          "door ",       "autor: ",
       "author: ",      "autor ",       "автор: ",     "av ",
       "af ",           "tekst: "});
  for (const std::string_view opening : kOpenings) {
    if (text::StartsWithNoCase(words, opening)) {
      return opening.size();
    }
  }
  return 0;
}

// Whether what the name list holds can be one person or body.
bool LooksLikeName(std::string_view name) {
  if (name.empty() || name.size() > 80 || text::DateAt(name, 0)) {
    return false;
  }
  const char32_t first = text::DecodeAt(name, 0).code;
  if (!(text::IsUpper(first) ||
        (text::IsLetter(first) && text::ToLower(first) == first && first >= 0x2E80))) {
    return false;
  }
  return std::none_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
}

class BylineFinder {
 public:
  BylineFinder(const Document& document, std::vector<Mention>& out)
      : document_(document), text_(document.text), out_(out) {}

  void Run() {
    for (const Fact& author : document_.metadata.authors) {
      if (author.at && !author.value.empty()) {
        Push(*author.at, author.value, "byline.metadata", 0.97);
      }
    }
    if (!out_.empty() && out_.back().kind == MentionKind::kByline) {
      return;
    }
    const std::size_t before = out_.size();
    for (std::size_t i = 0; i < document_.zones.size() && MayAdd(out_, document_); ++i) {
      const Zone& zone = document_.zones[i];
      const bool byline = zone.kind == ZoneKind::kByline && !zone.chrome;
      const bool opens = i < kFirstBlocks && zone.at.size() <= kBylineBytesMax &&
                         OpeningSize(document_.Text(zone.at)) > 0;
      if (byline || opens) {
        Block(zone.at);
      }
      if (out_.size() == before && i < kFirstBlocks && zone.kind != ZoneKind::kHeadline) {
        Alone(zone.at);
      }
      if (out_.size() > before) {
        return;  // What follows are the bylines of other articles.
      }
    }
    Located();
  }

 private:
  void Block(TextSpan at) {
    const std::string_view words = document_.Text(at);
    const std::size_t opening = OpeningSize(words);
    if (opening == 0) {
      return;
    }
    const std::size_t line = std::min(words.find('\n'), words.size());
    // The list ends before a date, a bar, a role in parentheses or another sentence.
    std::size_t end = std::min(words.find_first_of("|(\t/", opening), line);
    for (const std::string_view stop : {"•", " · ", " - ", " – ", " — ", " on ", " for ", " in ",
                                        " Published", " Updated", " Posted", " @"}) {
      end = std::min(end, words.find(stop, opening));
    }
    for (std::size_t space = words.find(' ', opening); space < end;
         space = words.find(' ', space + 1)) {
      if (text::DateAt(words, space + 1) || text::DayAt(words, space + 1)) {
        end = space;
      }
    }
    while (end > opening && (words[end - 1] == ',' || words[end - 1] == ' ')) {
      --end;
    }
    const TextSpan list = {at.begin + static_cast<std::uint32_t>(opening),
                           at.begin + static_cast<std::uint32_t>(end)};
    if (IsStaff(document_.Text(list))) {
      return;
    }
    bool first = true;
    for (TextSpan name : NamesIn(text_, list)) {
      name = WithoutPublisher(name);
      const std::string_view part = document_.Text(name);
      if (!LooksLikeName(part)) {
        break;  // "A. Writer, who lives in ..." ends with the first that is no name.
      }
      // "A. Writer, Staff Writer, Washington" names one; "A. Writer, Reuters" two.
      const bool one_word = part.find(' ') == std::string_view::npos;
      if (first || !(IsRole(part) || (one_word && !IsOutlet(part)))) {
        Push(name, std::string(part), "byline.by", 0.9);
      }
      first = false;
    }
  }
  static bool IsOutlet(std::string_view words) {
    return !AgencyNamed(words).empty() || OutletByName(words).outlet != nullptr;
  }

  // A short block that is nothing but an agency, perhaps with a place: "Associated Press",
  // "AFP in Kabul", "Reuters, London".
  void Alone(TextSpan at) {
    std::string_view words = document_.Text(at);
    if (words.size() > kAloneBytesMax) {
      return;
    }
    std::size_t end = words.size();
    for (const std::string_view stop : {" in ", ", ", "\n", " | "}) {
      end = std::min(end, words.find(stop));
    }
    const TextSpan name = TrimSpan(text_, {at.begin, at.begin + static_cast<std::uint32_t>(end)});
    words = document_.Text(name);
    if (!AgencyNamed(words).empty()) {
      Push(name, std::string(words), "byline.agency", 0.85);
    }
  }

  // "Sputnik Global Research": the outlet's name ran into the writer's.
  TextSpan WithoutPublisher(TextSpan name) const {
    const std::string_view publisher = document_.metadata.publisher.value;
    const std::string_view words = document_.Text(name);
    if (!publisher.empty() && words.size() > publisher.size() + 1 && words.ends_with(publisher)) {
      name.end -= static_cast<std::uint32_t>(publisher.size());
      return TrimSpan(text_, name);
    }
    return name;
  }

  // Authors that only the page's head names, where the first lines of the text show them.
  void Located() {
    const std::string_view head = text_.substr(0, kSearchBytes);
    for (const Fact& author : document_.metadata.authors) {
      const std::size_t found = author.value.empty() ? head.npos : FindWord(head, author.value);
      if (found != std::string_view::npos) {
        const auto begin = static_cast<std::uint32_t>(found);
        Push({begin, begin + static_cast<std::uint32_t>(author.value.size())}, author.value,
             "byline.metadata", 0.9);
      }
    }
  }

  // `words` in `text` where no letter goes on with them, or npos. Behind a full name another word
  // may have lost its space: "Jane DoeNews Writer".
  static std::size_t FindWord(std::string_view text, std::string_view words) {
    for (std::size_t at = text.find(words); at != std::string_view::npos;
         at = text.find(words, at + 1)) {
      const std::size_t end = at + words.size();
      const bool before = at > 0 && text::IsWordChar(text::DecodeBefore(text, at).code);
      const char32_t next = end < text.size() ? text::DecodeAt(text, end).code : U' ';
      const bool glued = text::IsUpper(next) && words.find(' ') != std::string_view::npos;
      const bool after = text::IsWordChar(next) && !glued;
      if (!before && !after) {
        return at;
      }
    }
    return std::string_view::npos;
  }

  void Push(TextSpan at, std::string name, std::string_view rule, double confidence) {
    Mention mention;
    mention.kind = MentionKind::kByline;
    mention.at = at;
    mention.rule = rule;
    mention.confidence = confidence;
    mention.parts = BylineParts{text::FoldSpace(name)};
    out_.push_back(std::move(mention));
  }

  const Document& document_;
  std::string_view text_;
  std::vector<Mention>& out_;
};

}  // namespace

void FindBylines(const Document& document, std::vector<Mention>& out) {
  std::vector<Mention> bylines;
  BylineFinder(document, bylines).Run();
  std::vector<TextSpan> posts;  // "Posted by Ann Bell on May 1" signs the post.
  for (const Mention& mention : out) {
    if (mention.kind == MentionKind::kEmbed) {
      posts.push_back(mention.at);
    }
  }
  const Cover cover(std::move(posts));
  std::erase_if(bylines, [&cover](const Mention& byline) { return cover.Overlaps(byline.at); });
  std::move(bylines.begin(), bylines.end(), std::back_inserter(out));
}

}  // namespace ibid::detect
