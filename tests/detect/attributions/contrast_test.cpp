#include <algorithm>
#include <cctype>
#include <cstdint>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "detect/detect.h"
#include "detect/paragraphs.h"
#include "ibid/document.h"
#include "ibid/mention.h"

// Each line is one text with what is to be found in it, written into it:
//   {S The New York Times} {C reported} {K that it rained}.
// S is a source, C a cue, K a content, A an addressee, Q a quote, D a dateline, N a notice. " / "
// begins a new paragraph, which may begin with "[headline]" (paragraphs.h). More can
// be asked of a bracket by what stands behind its letter:
//   {S:outlet ...}      the type of the source
//   {C:interview ...}   the channel; {C?negated ...} the factuality; {C+ ...} it is nested
//   {Q=Bell~ ...}       the last word of the quote's speaker; ~: it is a floating one
//   {D:reuters ...}     the agency of a dateline, in lower case
//   {N:copyright ...}   the kind of a notice
// Sources and cues are always compared, the rest where a bracket of the line (or, in a pair, of
// either line) asks for it. A line without brackets says that there is nothing of the kind.
namespace ibid::detect {
namespace {

struct Bracket {
  TextSpan at;
  std::string label;
};

std::vector<std::string> Labels(std::string_view marked) {
  std::vector<std::string> out;
  for (std::size_t i = marked.find('{'); i != std::string_view::npos; i = marked.find('{', i + 1)) {
    out.emplace_back(marked.substr(i + 1, marked.find(' ', i) - i - 1));
  }
  return out;
}

// What brackets of these lines ask for.
class Asked {
 public:
  explicit Asked(std::string_view line, std::string_view other = {}) {
    for (const std::string_view marked : {line, other}) {
      for (const std::string& label : Labels(marked)) {
        asked_.insert(label.substr(0, 1));
        for (const char sign : {':', '?', '+', '=', '~'}) {
          if (label.find(sign) != std::string::npos) {
            asked_.insert(label.substr(0, 1) + sign);
          }
        }
      }
    }
  }
  bool For(const std::string& what) const { return asked_.count(what) != 0; }

 private:
  std::set<std::string> asked_;
};

std::string Plain(std::string_view marked) {
  std::string out;
  for (std::size_t i = 0; i < marked.size(); ++i) {
    if (marked[i] == '{') {
      i = marked.find(' ', i);
    } else if (marked.substr(i, 3) == " / ") {
      out += "\n\n";
      i += 2;
    } else if (marked[i] != '}') {
      out += marked[i];
    }
  }
  return out;
}

// The brackets in an order that nests: outer ones open first and close last.
std::string Marked(const Document& document, std::vector<Bracket>& brackets) {
  std::sort(brackets.begin(), brackets.end(), [](const Bracket& a, const Bracket& b) {
    return std::pair(a.at.begin, -std::int64_t{a.at.end}) <
           std::pair(b.at.begin, -std::int64_t{b.at.end});
  });
  brackets.erase(std::unique(brackets.begin(), brackets.end(),
                             [](const Bracket& a, const Bracket& b) {
                               return a.at == b.at && a.label == b.label;
                             }),
                 brackets.end());
  const std::string_view text = document.text;
  std::string out;
  const auto* zone = document.zones.data();
  for (std::uint32_t i = 0; i <= text.size(); ++i) {
    if (zone != document.zones.data() + document.zones.size() && zone->at.begin == i) {
      out.append(zone->kind == ZoneKind::kHeadline ? "[headline] " : "");
      ++zone;
    }
    for (const Bracket& b : brackets) {
      out.append(b.at.end == i ? 1U : 0U, '}');
    }
    for (const Bracket& b : brackets) {
      if (b.at.begin == i) {
        out.append("{").append(b.label).append(" ");
      }
    }
    if (text.substr(i, 2) == "\n\n") {
      out.append(" / ");
      ++i;
    } else {
      out.append(text.substr(i, 1));
    }
  }
  return out;
}

void Add(const Asked& asked, const AttributionParts& parts, std::vector<Bracket>& out) {
  if (parts.source) {
    std::string label(1, 'S');
    if (asked.For("S:")) {
      label.append(":").append(Name(parts.source_type));
    }
    out.push_back({parts.source->at, std::move(label)});
  }
  std::string label(1, 'C');
  if (asked.For("C:")) {
    label.append(":").append(Name(parts.channel));
  }
  if (asked.For("C?")) {
    label.append("?").append(Name(parts.factuality));
  }
  label.append(asked.For("C+") && parts.nested ? 1U : 0U, '+');
  out.push_back({*parts.cue, std::move(label)});
  for (const TextSpan content : parts.content) {
    if (asked.For("K")) {
      out.push_back({content, std::string(1, 'K')});
    }
  }
  if (asked.For("A") && parts.addressee) {
    out.push_back({*parts.addressee, std::string(1, 'A')});
  }
}

std::string QuoteLabel(const Document& document, const Asked& asked, const QuoteParts& quote) {
  std::string label(1, 'Q');
  if (asked.For("Q=") && quote.speaker) {
    const std::string_view speaker = document.Text(*quote.speaker);
    label.append("=").append(speaker.substr(speaker.find_last_of(' ') + 1));
  }
  return label.append(quote.floating ? 1U : 0U, '~');
}

std::string Found(std::string_view marked, const Asked& asked) {
  std::string plain = Plain(marked);
  Document document = Paragraphs(plain);
  std::vector<Bracket> brackets;
  for (const Mention& mention : Detect(document)) {
    if (const auto* said = std::get_if<AttributionParts>(&mention.parts)) {
      Add(asked, *said, brackets);
    } else if (const auto* quote = std::get_if<QuoteParts>(&mention.parts)) {
      if (asked.For("Q")) {
        brackets.push_back({quote->inner, QuoteLabel(document, asked, *quote)});
      }
    } else if (const auto* dateline = std::get_if<DatelineParts>(&mention.parts)) {
      if (asked.For("D")) {
        std::string label = "D:" + dateline->agency;
        std::transform(label.begin() + 1, label.end(), label.begin() + 1,
                       [](unsigned char c) { return c == ' ' ? '_' : std::tolower(c); });
        brackets.push_back({mention.at, std::move(label)});
      }
    } else if (const auto* notice = std::get_if<NoticeParts>(&mention.parts)) {
      if (asked.For("N")) {
        brackets.push_back({mention.at, "N:" + std::string(Name(notice->notice))});
      }
    }
  }
  return Marked(document, brackets);
}

// The blocks of lines that empty lines set apart, without the comments.
std::vector<std::vector<std::string>> Blocks(const std::string& name) {
  std::ifstream file(IBID_TESTS "/detect/" + name);
  std::vector<std::vector<std::string>> blocks(1);
  std::string line;
  while (std::getline(file, line)) {
    if (line.empty() && !blocks.back().empty()) {
      blocks.emplace_back();
    } else if (!line.empty() && line.front() != '#') {
      blocks.back().push_back(line);
    }
  }
  if (blocks.back().empty()) {
    blocks.pop_back();
  }
  return blocks;
}

std::set<std::string> Words(std::string_view marked) {
  std::string plain = Plain(marked);
  std::transform(plain.begin(), plain.end(), plain.begin(),
                 [](unsigned char c) { return std::isalnum(c) != 0 ? std::tolower(c) : ' '; });
  std::istringstream in(plain);
  std::set<std::string> out;
  for (std::string word; in >> word;) {
    out.insert(word);
  }
  return out;
}

// How many of the words of `a` are in `b` too.
std::size_t Shared(const std::set<std::string>& a, const std::set<std::string>& b) {
  return static_cast<std::size_t>(
      std::count_if(a.begin(), a.end(), [&b](const auto& word) { return b.count(word) != 0; }));
}

// A pair is two lines that have words in common and differ in what is to be found in them.
TEST(Contrast, EveryPair) {
  constexpr std::size_t kPairsLeast = 250;  // What the documents promise.
  const std::vector<std::vector<std::string>> pairs = Blocks("contrast.tsv");
  std::set<std::string> seen;
  for (const std::vector<std::string>& pair : pairs) {
    ASSERT_EQ(pair.size(), 2U) << pair.front();
    EXPECT_NE(Labels(pair[0]), Labels(pair[1])) << pair[0];
    const std::set<std::string> a = Words(pair[0]);
    const std::set<std::string> b = Words(pair[1]);
    EXPECT_GE(Shared(a, b) * 3, std::min(a.size(), b.size())) << pair[0] << "\n" << pair[1];
    const Asked asked(pair[0], pair[1]);
    for (const std::string& line : pair) {
      EXPECT_TRUE(seen.insert(line).second) << "twice: " << line;
      EXPECT_EQ(Found(line, asked), line);
    }
  }
  EXPECT_GE(pairs.size(), kPairsLeast);
}

TEST(Contrast, EveryFamily) {
  std::size_t lines = 0;
  for (const std::vector<std::string>& block : Blocks("families.tsv")) {
    for (const std::string& line : block) {
      EXPECT_EQ(Found(line, Asked(line)), line);
      ++lines;
    }
  }
  EXPECT_GT(lines, 20U);
}

}  // namespace
}  // namespace ibid::detect
