#include "detect/credits/copyright.h"

#include <algorithm>
#include <array>

#include "detect/credits/names.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kNamesMax = 4;

class LineReader {
 public:
  LineReader(std::string_view text, std::size_t at, std::size_t end)
      : text_(text), at_(at), end_(std::min(end, text.size())) {}

  std::optional<CopyrightLine> Read() {
    CopyrightLine line;
    line.at.begin = static_cast<std::uint32_t>(at_);
    const bool word = TakeNoCase("copyright") || TakeNoCase("(copyright)");
    Space();
    const bool sign = Take("©") || TakeNoCase("(c)") || TakeNoCase("&copy;");
    Space();
    const bool word_after = !word && TakeNoCase("copyright");
    if ((!word && !sign) || (word && at_ < end_ && text::IsWordChar(Here()))) {
      if (!sign && !(word && (Space(), Year(line) || TakeNoCase("by ")))) {
        return std::nullopt;
      }
    }
    const bool spelled = sign || word_after;
    bool by = false;
    for (int i = 0; i < 3; ++i) {
      Space();
      by = TakeNoCase("by ") || by;
      Year(line);
      Take(",");
      Take(":");
    }
    if (Provided()) {
      return std::nullopt;
    }
    ReadNames(line);
    line.bare = !word && !word_after && line.year.empty() && !RightsFollow();
    if (line.names.empty() && line.year.empty()) {
      return std::nullopt;
    }
    if (!spelled && line.year.empty() && !by) {
      return std::nullopt;
    }
    line.at.end = static_cast<std::uint32_t>(last_);
    return line;
  }

 private:
  char32_t Here() const { return text::DecodeAt(text_, at_).code; }

  void Space() {
    while (at_ < end_ && text_[at_] != '\n' && text::IsSpace(Here())) {
      at_ += text::DecodeAt(text_, at_).size;
    }
  }
  bool Take(std::string_view what) {
    if (at_ + what.size() > end_ || text_.substr(at_, what.size()) != what) {
      return false;
    }
    at_ += what.size();
    last_ = at_;
    return true;
  }
  bool TakeNoCase(std::string_view what) {
    if (at_ + what.size() > end_ || !text::EqualNoCase(text_.substr(at_, what.size()), what)) {
      return false;
    }
    at_ += what.size();
    last_ = at_;
    return true;
  }
  std::optional<std::string> FourDigits(std::size_t at) const {
    if (at + 4 > end_ || (text_.substr(at, 2) != "19" && text_.substr(at, 2) != "20")) {
      return std::nullopt;
    }
    for (std::size_t i = at; i < at + 4; ++i) {
      if (text_[i] < '0' || text_[i] > '9') {
        return std::nullopt;
      }
    }
    const bool more = at + 4 < end_ && text_[at + 4] >= '0' && text_[at + 4] <= '9';
    return more ? std::nullopt : std::optional(std::string(text_.substr(at, 4)));
  }
  // "2015", "2014-2015", "2014–2015": the last year.
  bool Year(CopyrightLine& line) {
    std::optional<std::string> year = FourDigits(at_);
    if (!year) {
      return false;
    }
    at_ += 4;
    last_ = at_;
    line.year = *year;
    for (const std::string_view dash : {"-", "–", " - ", " – "}) {
      if (text_.substr(at_, dash.size()) != dash) {
        continue;
      }
      if (auto until = FourDigits(at_ + dash.size())) {
        line.year = *until;
        at_ += dash.size() + 4;
        last_ = at_;
        break;
      }
    }
    return true;
  }
  // "© Provided by X": where it comes from, not whose it is.
  bool Provided() const {
    return text::StartsWithNoCase(text_.substr(at_, end_ - at_), "provided by");
  }
  bool RightsFollow() const {
    const std::string_view rest = text_.substr(last_, std::min<std::size_t>(end_ - last_, 24));
    std::size_t skip = 0;
    while (skip < rest.size() && (rest[skip] == ' ' || rest[skip] == '.' || rest[skip] == ',')) {
      ++skip;
    }
    return text::StartsWithNoCase(rest.substr(skip), "all rights");
  }
  // "Inc.", "LLC" behind a comma go with the name before.
  static bool IsLegalForm(std::string_view name) {
    static constexpr auto kForms = std::to_array<std::string_view>(
        {"Inc",  "Inc.", "LLC",  "L.L.C",   "Ltd",      "Ltd.",    "LP",       "L.P",
         "L.P.", "Co",   "Co.",  "Corp",    "Corp.",    "PLC",     "plc",      "GmbH",
         "AG",   "S.A",  "S.A.", "SA",      "a.s",      "a.s.",    "S.p.A",    "B.V",
         "AB",   "A/S",  "AS",   "Pty Ltd", "Pvt. Ltd", "Limited", "Inc. All", "LLC All"});
    return std::find(kForms.begin(), kForms.end(), name) != kForms.end();
  }
  // The name up to a bar, without a year at its end.
  TextSpan Cut(TextSpan name, CopyrightLine& line) const {
    const std::string_view words = Slice(text_, name);
    if (const std::size_t bar = words.find(" |"); bar != std::string_view::npos) {
      name.end = name.begin + static_cast<std::uint32_t>(bar);
    }
    if (name.size() > 5 && text_[name.end - 5] == ' ') {
      if (auto year = FourDigits(name.end - 4)) {
        line.year = *year;
        name.end -= 5;
      }
    }
    return name;
  }
  void ReadNames(CopyrightLine& line) {
    for (std::size_t n = 0; n < kNamesMax; ++n) {
      Space();
      const TextSpan whole = NameAt(text_, at_, end_);
      if (whole.empty() || text::StartsWithNoCase(text_.substr(at_, end_ - at_), "all rights")) {
        break;
      }
      const TextSpan name = Cut(whole, line);
      const std::string_view words = Slice(text_, name);
      const bool known = std::any_of(line.names.begin(), line.names.end(), [&](TextSpan other) {
        return text::EqualNoCase(Slice(text_, other), words);
      });
      if (!known && !(n > 0 && IsLegalForm(words))) {
        line.names.push_back(name);
      }
      at_ = whole.end;
      last_ = at_;
      if (Slice(text_, whole).find(" |") != std::string_view::npos) {
        last_ = name.end;
        return;
      }
      Space();
      if (!Take(",")) {
        break;
      }
      last_ = at_ - 1;
      Space();
      if (Year(line)) {
        break;
      }
    }
    Space();
    Year(line);
  }

  std::string_view text_;
  std::size_t at_;
  std::size_t end_;
  std::size_t last_ = 0;  // One past the last thing that was read.
};

}  // namespace

std::optional<CopyrightLine> CopyrightAt(std::string_view text, std::size_t at, std::size_t end) {
  return LineReader(text, at, end).Read();
}

}  // namespace ibid::detect
