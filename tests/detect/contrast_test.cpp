#include <algorithm>
#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "detect/attributions.h"
#include "ibid/document.h"
#include "ibid/mention.h"

// Each line of contrast.tsv is one text with what is to be found in it, written into it:
//   {S The New York Times} {C reported} {K that it rained}.
// S is a source, C a cue, K a content. "{S:outlet ...}" asks for the source's type too, "{C:negated
// ...}" for the factuality. What a line never brackets is not compared: a line without {K says
// nothing about contents. A line without brackets says that there is no attribution.
namespace ibid::detect {
namespace {

struct Bracket {
  TextSpan at;
  std::string label;
};

std::string Plain(std::string_view marked) {
  std::string out;
  for (std::size_t i = 0; i < marked.size(); ++i) {
    if (marked[i] == '{') {
      i = marked.find(' ', i);
    } else if (marked[i] != '}') {
      out += marked[i];
    }
  }
  return out;
}

// The brackets in an order that nests: outer ones open first and close last.
std::string Marked(std::string_view text, std::vector<Bracket>& brackets) {
  std::sort(brackets.begin(), brackets.end(), [](const Bracket& a, const Bracket& b) {
    return std::pair(a.at.begin, -std::int64_t{a.at.end}) <
           std::pair(b.at.begin, -std::int64_t{b.at.end});
  });
  brackets.erase(std::unique(brackets.begin(), brackets.end(),
                             [](const Bracket& a, const Bracket& b) {
                               return a.at == b.at && a.label == b.label;
                             }),
                 brackets.end());
  std::string out;
  for (std::uint32_t i = 0; i <= text.size(); ++i) {
    for (const Bracket& b : brackets) {
      out.append(b.at.end == i ? 1U : 0U, '}');
    }
    for (const Bracket& b : brackets) {
      if (b.at.begin == i) {
        out.append("{").append(b.label).append(" ");
      }
    }
    out.append(text.substr(i, 1));
  }
  return out;
}

std::string Found(std::string_view marked) {
  Document document;
  document.text = Plain(marked);
  Zone zone;
  zone.at = {0, static_cast<std::uint32_t>(document.text.size())};
  document.zones.push_back(zone);
  std::vector<Mention> mentions;
  FindAttributions(document, {}, mentions);
  const bool contents = marked.find("{K") != std::string_view::npos;
  const bool types = marked.find("{S:") != std::string_view::npos;
  std::vector<Bracket> brackets;
  const bool factualities = marked.find("{C:") != std::string_view::npos;
  const std::string content_label(1, 'K');
  for (const Mention& mention : mentions) {
    const auto* parts = std::get_if<AttributionParts>(&mention.parts);
    if (parts == nullptr) {
      continue;
    }
    if (parts->source) {
      std::string label(1, 'S');
      if (types) {
        label.append(":").append(Name(parts->source_type));
      }
      brackets.push_back({parts->source->at, std::move(label)});
    }
    std::string cue_label(1, 'C');
    if (factualities) {
      cue_label.append(":").append(Name(parts->factuality));
    }
    brackets.push_back({*parts->cue, std::move(cue_label)});
    for (const TextSpan content : parts->content) {
      if (contents) {
        brackets.push_back({content, content_label});
      }
    }
  }
  return Marked(document.text, brackets);
}

// How many lines the file holds, each of them checked.
int Check(const std::string& name) {
  std::ifstream file(IBID_TESTS "/detect/" + name);
  std::string line;
  int lines = 0;
  while (std::getline(file, line)) {
    if (line.empty() || line.front() == '#') {
      continue;
    }
    ++lines;
    EXPECT_EQ(Found(line), line);
  }
  return lines;
}

TEST(Contrast, EveryPair) {
  EXPECT_GT(Check("contrast.tsv"), 100);
}

TEST(Contrast, EveryFamily) {
  EXPECT_GT(Check("families.tsv"), 20);
}

}  // namespace
}  // namespace ibid::detect
