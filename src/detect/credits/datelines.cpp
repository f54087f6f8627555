#include "detect/credits/datelines.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "detect/credits/head_words.h"
#include "detect/credits/names.h"
#include "detect/outlets/outlets.h"
#include "detect/posts/post_text.h"
#include "text/dates.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kFirstParagraphs = 6;
constexpr std::size_t kDatelineBytesMax = 120;

struct Dateline {
  TextSpan at;
  TextSpan place;
  IsoDate date;
  std::string agency;
  bool dashed = false;
};

class DatelineReader {
 public:
  DatelineReader(std::string_view text, TextSpan block)
      : text_(text),
        begin_(block.begin),
        end_(text::BoundaryBefore(
            text, std::min<std::size_t>(block.end, block.begin + kDatelineBytesMax))) {}

  std::optional<Dateline> Read() {
    Dateline found;
    std::size_t at = Place();
    found.place = TrimSpan(text_, Span(begin_, at));
    while (found.place.end > found.place.begin && text_[found.place.end - 1] == ',') {
      --found.place.end;
    }
    at = Skip(at, " ,.");
    if (const auto date = text::DateAt(text_, at); date && date->at.end <= end_) {
      found.date = date->iso;
      at = Skip(date->at.end, " ,.");
    } else if (const auto day = text::DayAt(text_, at); day && day->at.end <= end_) {
      at = Skip(day->at.end, " ,.");
    }
    std::size_t close = at;
    if (Agency(at, close, found.agency)) {
      at = Skip(close, " .");
    }
    const std::size_t dash = Dash(at);
    found.dashed = dash > at;
    found.at = Span(begin_, found.dashed ? dash : at);
    found.at = TrimSpan(text_, found.at);
    const bool place = !found.place.empty();
    const bool agency = !found.agency.empty();
    if (agency ? (place || found.dashed) && !IsName(found.place)
               : place && found.dashed && IsCity(found.place) && BeginsSentence(dash)) {
      return found;
    }
    return std::nullopt;
  }

 private:
  static TextSpan Span(std::size_t begin, std::size_t end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  std::size_t Skip(std::size_t at, std::string_view what) const {
    while (at < end_ && what.find(text_[at]) != std::string_view::npos) {
      ++at;
    }
    return at;
  }

  // One past the place: words that begin with capitals, with commas, up to a date, a parenthesis,
  // a slash or a dash.
  std::size_t Place() const {
    std::size_t at = begin_;
    std::size_t words = 0;
    while (at < end_ && words < 7) {
      const text::Decoded c = text::DecodeAt(text_, at);
      if (c.code == '(' || c.code == '/' || Dash(at) > at || text::DateAt(text_, at) ||
          text::DayAt(text_, at)) {
        return at;
      }
      // "New Delhi [India], February 1 (ANI):"
      const bool region = words > 0 && (c.code == '[' || Small(at));
      if (!text::IsUpper(c.code) && !region) {
        return begin_;
      }
      while (at < end_ && text_[at] != ' ' && text_[at] != '\n') {
        ++at;
      }
      at = Skip(at, " ");
      ++words;
    }
    return begin_;
  }

  bool Small(std::size_t at) const {
    static constexpr auto kWords =
        std::to_array<std::string_view>({"de ", "la ", "el ", "of ", "am ", "der ", "and ", "du "});
    return std::any_of(kWords.begin(), kWords.end(),
                       [&](std::string_view w) { return text_.substr(at).starts_with(w); });
  }

  bool Agency(std::size_t at, std::size_t& close, std::string& agency) const {
    if (at >= end_ || (text_[at] != '(' && text_[at] != '/')) {
      return false;
    }
    const char closing = text_[at] == '(' ? ')' : '/';
    close = text_.find(closing, at + 1);
    if (close == std::string_view::npos || close >= end_) {
      return false;
    }
    const std::string_view written = text_.substr(at + 1, close - at - 1);
    agency = AgencyNamed(written);
    if (agency.empty()) {
      // "LONDON (CNN) -": an outlet dates its own reports as agencies do.
      const NamedOutlet named = OutletByName(written);
      const bool sure =
          named.outlet != nullptr && named.outlet->curated &&
          (named.policy == AliasPolicy::kSafe || named.policy == AliasPolicy::kCaseExact);
      if (!sure) {
        return false;
      }
      agency = named.outlet->name;
    }
    ++close;
    return true;
  }

  // One past the dash at `at` (after spaces), or `at`.
  std::size_t Dash(std::size_t at) const {
    const std::size_t from = Skip(at, " .");
    for (const std::string_view dash : {"—", "–", "―", "--", "-"}) {
      const std::size_t after = from + dash.size();
      const bool spaced = dash != "-" || (from > begin_ && text_[from - 1] == ' ') ||
                          (from > begin_ && (text_[from - 1] == ')' || text_[from - 1] == '.'));
      if (from < end_ && text_.substr(from, dash.size()) == dash && spaced &&
          after <= text_.size()) {
        return after;
      }
    }
    return at;
  }

  // Capitals, and no label ("EXCLUSIVE"). Three letters are a city only before its region.
  bool IsCity(TextSpan place) const {
    const std::string_view words = Slice(text_, place);
    // Regions follow in ordinary case: "KIRKUK, Iraq —".
    const std::string_view city = words.substr(0, std::min(words.find(','), words.size()));
    std::size_t letters = 0;
    for (std::size_t i = 0; i < city.size();) {
      const text::Decoded c = text::DecodeAt(city, i);
      letters += text::IsLetter(c.code) ? 1U : 0U;
      const bool small = text::IsLetter(c.code) && text::ToLower(c.code) == c.code;
      if (small || c.code == '!' || c.code == '?' || c.code == ':' || c.code == '"') {
        return false;
      }
      i += c.size;
    }
    return letters >= (city.size() < words.size() ? 3U : 4U) && !IsHeadLabel(city);
  }
  // "The Associated Press (AP) - said": no place but a name with its abbreviation.
  bool IsName(TextSpan place) const {
    const std::string_view words = Slice(text_, place);
    return !words.empty() && OutletByName(words).outlet != nullptr;
  }
  // What follows a dateline begins with a capital, a figure or a quotation mark: "NATO — which is
  // old — said" is prose.
  bool BeginsSentence(std::size_t at) const {
    while (at < text_.size() && text_[at] == ' ') {
      ++at;
    }
    if (at >= text_.size() || text_[at] == '\n') {
      return true;
    }
    const char32_t c = text::DecodeAt(text_, at).code;
    return !text::IsLetter(c) || text::ToLower(c) != c || c >= 0x590;
  }

  std::string_view text_;
  std::size_t begin_;
  std::size_t end_;
};

}  // namespace

void FindDatelines(const Document& document, std::vector<Mention>& out) {
  std::size_t paragraphs = 0;
  for (const Zone& zone : document.zones) {
    const bool paragraph = zone.kind == ZoneKind::kParagraph || zone.kind == ZoneKind::kOther;
    if (zone.chrome || (zone.kind != ZoneKind::kDateline && !paragraph)) {
      continue;
    }
    if (paragraph && paragraphs++ >= kFirstParagraphs) {
      break;
    }
    const std::optional<Dateline> found = DatelineReader(document.text, zone.at).Read();
    if (!found) {
      continue;
    }
    DatelineParts parts;
    parts.place = text::FoldSpace(document.Text(found->place));
    parts.date = found->date;
    parts.agency = found->agency;
    Mention mention;
    mention.kind = MentionKind::kDateline;
    mention.at = found->at;
    mention.rule = found->agency.empty() ? "dateline.place" : "dateline.agency";
    mention.confidence = found->agency.empty() ? 0.85 : 0.97;
    mention.parts = std::move(parts);
    out.push_back(std::move(mention));
    return;
  }
}

}  // namespace ibid::detect
