// Measures how posts are found in text, on real ones: 81 posts that pages show in blockquotes, each
// flattened and set between two paragraphs of prose in the ways in which conversions leave them.
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "detect/detect.h"
#include "paragraphs.h"
#include "text/dates.h"

namespace ibid::detect {
namespace {

struct Pair {
  std::string words;  // The post without its signature.
  std::string name;
  std::string handle;
  std::string date;
};

// A string member of one line of JSON.
std::string Member(const std::string& line, const std::string& key) {
  const std::string opening = "\"" + key + "\": \"";
  std::size_t at = line.find(opening);
  std::string out;
  if (at == std::string::npos) {
    return out;
  }
  for (at += opening.size(); at < line.size() && line[at] != '"'; ++at) {
    if (line[at] == '\\' && line[at + 1] == 'u') {
      out += "?";  // The file is UTF-8; what it escapes are controls.
      at += 5;
    } else {
      out += line[at] == '\\' ? line[++at] : line[at];
    }
  }
  return out;
}

std::vector<Pair> ReadPairs(const std::string& path) {
  std::ifstream file(path);
  std::vector<Pair> pairs;
  for (std::string line; std::getline(file, line);) {
    Pair pair{Member(line, "text"), Member(line, "display"), Member(line, "handle"),
              Member(line, "date")};
    const std::size_t tail = pair.words.rfind("(@" + pair.handle + ")");
    const std::size_t name = tail == std::string::npos ? tail : pair.words.rfind(pair.name, tail);
    if (name == std::string::npos || pair.name.empty()) {
      continue;
    }
    std::string words = pair.words.substr(0, name);
    for (const std::string_view cut : {" ", "—", "-", " "}) {
      while (words.ends_with(cut)) {
        words.erase(words.size() - cut.size());
      }
    }
    pair.words = words;
    pairs.push_back(pair);
  }
  return pairs;
}

struct Damage {
  std::string name;
  std::function<std::string(const Pair&)> write;
};

std::vector<Damage> Damages() {
  const auto tail = [](const Pair& p) { return p.name + " (@" + p.handle + ") " + p.date; };
  const auto joined = [tail](const std::string& between) {
    return [tail, between](const Pair& p) { return p.words + between + tail(p); };
  };
  return {
      {"em dash, own paragraph", joined("\n\n— ")},
      {"em dash, own line", joined("\n— ")},
      {"em dash, same line", joined(" — ")},
      {"em dash, glued", joined("— ")},
      {"hyphen, own paragraph", joined("\n\n- ")},
      {"hyphen, same line", joined(" - ")},
      {"no dash, own paragraph", joined("\n\n")},
      {"no dash, own line", joined("\n")},
      {"no dash, same line", joined(" ")},
      {"two hyphens", joined(" -- ")},
      {"question mark", joined("\n\n? ")},
      {"replacement character", joined(" \uFFFD ")},
      {"entity", joined(" &mdash; ")},
      {"bar, lines broken in the signature",
       [](const Pair& p) {
         return p.words + "\n\n― " + p.name + "\n(@" + p.handle + ")\n" + p.date;
       }},
      {"followed by prose on its line",
       [tail](const Pair& p) {
         return p.words + " — " + tail(p) + " The committee met on Monday to discuss it.";
       }},
  };
}

const std::string kBefore =
    "The committee said on Monday that it had begun to look into the matter, which has been before "
    "the courts of three countries for the better part of a decade and has cost the taxpayers of "
    "each of them more than anybody had foreseen, and that it would publish what it found before "
    "the end of the year. A spokesman for the ministry declined to say who would be called, and "
    "added that the list had not been agreed upon by all of the parties.";
const std::string kAfter = "Nobody at the ministry wanted to add anything to what had been said.";

TEST(TweetPairsTest, FindsRealPostsInDamagedText) {
  const std::string path = IBID_SHARED "/data/pages/tweet_blockquote_pairs.jsonl";
  if (!std::filesystem::exists(path)) {
    GTEST_SKIP() << path << " is not there";
  }
  const std::vector<Pair> pairs = ReadPairs(path);
  ASSERT_GT(pairs.size(), 60U);
  int all = 0;
  int named = 0;
  int exact = 0;
  int extra = 0;
  for (const Damage& damage : Damages()) {
    int damage_named = 0;
    int damage_exact = 0;
    for (const Pair& pair : pairs) {
      const Document document = Paragraphs(kBefore + "\n\n" + damage.write(pair) + "\n\n" + kAfter);
      const auto date = text::FindDate(pair.date);
      const std::size_t begin = document.text.find(pair.words);
      const std::size_t end = begin + pair.words.size();
      int posts = 0;
      bool found = false;
      for (const Mention& mention : Detect(document)) {
        const auto* post = std::get_if<EmbedParts>(&mention.parts);
        if (post == nullptr) {
          continue;
        }
        ++posts;
        if (!found && post->account == pair.handle && date && post->date == date->iso) {
          found = true;
          ++damage_named;
          const bool same = post->text_at && post->text_at->begin == begin &&
                            post->text_at->end == end && post->author == pair.name;
          damage_exact += same ? 1 : 0;
          if (!same && std::getenv("IBID_SHOW") != nullptr) {
            std::cout << "  " << damage.name << ": [" << post->author << "] " << post->text
                      << "\n      want [" << pair.name << "] " << pair.words << "\n";
          }
        }
      }
      if (!found && std::getenv("IBID_SHOW") != nullptr) {
        std::cout << "  missed, " << damage.name << ": " << damage.write(pair) << "\n";
      }
      extra += posts - (found ? 1 : 0);
    }
    std::cout << damage.name << ": " << damage_named << " found, " << damage_exact << " exact of "
              << pairs.size() << "\n";
    all += static_cast<int>(pairs.size());
    named += damage_named;
    exact += damage_exact;
  }
  std::cout << "all: " << 100.0 * named / all << " % found, " << 100.0 * exact / all << " % exact, "
            << extra << " more\n";
  EXPECT_GE(named * 100, all * 98);
  EXPECT_GE(exact * 100, all * 90);
  EXPECT_LE(extra * 100, all);
}

}  // namespace
}  // namespace ibid::detect
