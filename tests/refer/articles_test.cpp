// Whole articles, written for ibid in the manner of a wire report, a feature, a political story and
// a fact-check, marked as a careful reader would before the program had read them.
// tests/golden/articles/*.txt: {12S ...} {12C ...} {12K ...} are the source, cue and content of
// attribution 12; content may come in pieces; brackets nest. "====" ends the text. Below it, lines
//   12 <tab> name            what the source of 12 refers to
//   miss <tab> 12 <tab> what a known miss: what of 12 differs from the mark ("all": not found)
//   extra <tab> cue          an attribution that a reader would not mark
// What differs is compared with those lines as a whole: a new miss fails the test, and so does a
// known one that is none any more.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "detect/detect.h"
#include "detect/paragraphs.h"
#include "refer/refer.h"

namespace ibid::refer {
namespace {

struct Said {
  TextSpan source;  // Empty: none.
  TextSpan cue;
  std::vector<TextSpan> content;
  std::string refers;
};

struct Gold {
  std::string text;
  std::map<int, Said> said;
  std::set<std::string> differs;  // As listed.
};

struct Open {
  int number = 0;
  char role = 0;
  std::uint32_t begin = 0;
};

void Close(const Open& open, std::uint32_t end, Gold& gold) {
  Said& said = gold.said[open.number];
  const TextSpan at{open.begin, end};
  switch (open.role) {
    case 'S':
      said.source = at;
      break;
    case 'C':
      said.cue = at;
      break;
    default:
      said.content.push_back(at);
  }
}

void ReadText(std::string_view marked, Gold& gold) {
  std::vector<Open> open;
  for (std::size_t i = 0; i < marked.size(); ++i) {
    const auto at = static_cast<std::uint32_t>(gold.text.size());
    if (marked[i] == '{') {
      Open bracket;
      for (++i; marked[i] >= '0' && marked[i] <= '9'; ++i) {
        bracket.number = bracket.number * 10 + (marked[i] - '0');
      }
      bracket.role = marked[i];
      bracket.begin = at;
      open.push_back(bracket);
      ++i;  // The space.
    } else if (marked[i] == '}') {
      ASSERT_FALSE(open.empty());
      Close(open.back(), at, gold);
      open.pop_back();
    } else {
      gold.text += marked[i];
    }
  }
  ASSERT_TRUE(open.empty());
}

Gold Read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string all{std::istreambuf_iterator<char>(file), {}};
  const std::size_t end = all.find("\n====\n");
  Gold gold;
  ReadText(std::string_view(all).substr(0, end), gold);
  std::istringstream notes(all.substr(std::min(all.size(), end + 6)));
  for (std::string line; std::getline(notes, line);) {
    if (line.starts_with("miss\t") || line.starts_with("extra\t")) {
      gold.differs.insert(line);
    } else if (const std::size_t tab = line.find('\t'); tab != std::string::npos) {
      gold.said[std::stoi(line)].refers = line.substr(tab + 1);
    }
  }
  return gold;
}

Said Of(const Mention& mention) {
  const auto& parts = std::get<AttributionParts>(mention.parts);
  Said said;
  said.source = parts.source ? parts.source->at : TextSpan{};
  said.cue = *parts.cue;
  said.content = parts.content;
  said.refers = mention.refers.name;
  return said;
}

bool Meets(TextSpan a, TextSpan b) {
  return a.begin < b.end && b.begin < a.end;
}

// Figures for RESULTS.md, printed when the test runs alone.
struct Score {
  int gold = 0;
  int found = 0;
  int source = 0;
  int cue = 0;
  int content = 0;
  int whole = 0;
};

void Compare(const Gold& gold, const std::vector<Said>& found, std::set<std::string>& differs,
             Score& score) {
  std::set<std::size_t> used;
  for (const auto& [number, want] : gold.said) {
    const auto hit = std::find_if(found.begin(), found.end(),
                                  [&](const Said& s) { return Meets(s.cue, want.cue); });
    const std::string miss = "miss\t" + std::to_string(number) + "\t";
    ++score.gold;
    if (hit == found.end()) {
      differs.insert(miss + "all");
      continue;
    }
    used.insert(static_cast<std::size_t>(hit - found.begin()));
    const bool source = hit->source == want.source;
    const bool cue = hit->cue == want.cue;
    const bool content = hit->content == want.content;
    const bool refers = want.refers.empty() || hit->refers == want.refers;
    for (const auto& [same, what] : {std::pair(source, "source"), std::pair(cue, "cue"),
                                     std::pair(content, "content"), std::pair(refers, "refers")}) {
      if (!same) {
        differs.insert(miss + what);
      }
    }
    score.source += source ? 1 : 0;
    score.cue += cue ? 1 : 0;
    score.content += content ? 1 : 0;
    score.whole += source && cue && content ? 1 : 0;
  }
  score.found += static_cast<int>(found.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (used.count(i) == 0) {
      differs.insert("extra\t" + gold.text.substr(found[i].cue.begin, found[i].cue.size()));
    }
  }
}

TEST(Articles, AreReadAsMarked) {
  const std::filesystem::path folder = IBID_TESTS "/golden/articles";
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  ASSERT_GE(paths.size(), 4U);
  Score score;
  for (const std::filesystem::path& path : paths) {
    const Gold gold = Read(path);
    Document document = detect::Paragraphs(gold.text);
    ASSERT_EQ(document.text, gold.text) << path;
    std::vector<Mention> mentions = detect::Detect(document);
    Refer(document, mentions);
    std::vector<Said> found;
    for (const Mention& mention : mentions) {
      if (mention.kind == MentionKind::kAttribution) {
        found.push_back(Of(mention));
      }
    }
    std::set<std::string> differs;
    Compare(gold, found, differs, score);
    EXPECT_EQ(differs, gold.differs) << path;
  }
  std::cout << score.gold << " marked, " << score.found << " found; right source " << score.source
            << ", cue " << score.cue << ", content " << score.content << ", all three "
            << score.whole << "\n";
  EXPECT_GE(score.gold, 100);
}

}  // namespace
}  // namespace ibid::refer
