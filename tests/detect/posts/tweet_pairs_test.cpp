// Measures how posts are found in text, on real ones: the posts that pages show in blockquotes,
// each flattened in the ways in which conversions leave them and set between two paragraphs of
// other articles' prose. POSTS.md has the table that this prints.
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "detect/corpus_prose.h"
#include "detect/detect.h"
#include "read/read.h"
#include "text/dates.h"

namespace ibid::detect {
namespace {

struct Pair {
  std::string words;  // The post without its signature.
  std::string gap;    // Between the words and the dash where only the tags were removed.
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
    const std::string text = text::FoldSpace(Member(line, "text"));
    Pair pair{{},
              {},
              text::FoldSpace(Member(line, "display")),
              Member(line, "handle"),
              Member(line, "date")};
    const std::size_t tail = text.rfind("(@" + pair.handle + ")");
    const std::size_t name = tail == std::string::npos ? tail : text.rfind(pair.name, tail);
    const std::size_t dash = name == std::string::npos ? name : text.rfind("—", name);
    if (dash == std::string::npos || pair.handle.empty()) {
      continue;  // "Tweet may have been deleted": a page's own words in the post's place.
    }
    if (pair.name.empty()) {  // The file lists none where the name holds a parenthesis.
      pair.name = text::Trim(std::string_view(text).substr(dash + 3, tail - dash - 3));
    }
    pair.words = text::Trim(std::string_view(text).substr(0, dash));
    pair.gap = text.substr(pair.words.size(), dash - pair.words.size());
    pairs.push_back(pair);
  }
  return pairs;
}

// How a way writes what stands between the post's words and its author's name.
struct Way {
  std::string_view group;  // The bars hold for each group.
  std::string_view name;
  std::string_view joint;      // "=": as the markup has it without its tags.
  std::string_view paragraph;  // Between the post and the prose around it.
};

constexpr auto kWays = std::to_array<Way>({
    {"tags removed", "as it is", "=", "\n\n"},
    {"tags removed", "as it is, single line breaks", "=", "\n"},
    {"tags removed", "glued", "— ", "\n\n"},
    {"blocks on lines", "own paragraph", "\n\n— ", "\n\n"},
    {"blocks on lines", "own line", "\n— ", "\n\n"},
    {"blocks on lines", "single line breaks", "\n— ", "\n"},
    {"one line", "spaced", " — ", " "},
    {"one line", "glued", "— ", " "},
    {"dash lost", "own paragraph", "\n\n", "\n\n"},
    {"dash lost", "own line", "\n", "\n\n"},
    {"dash lost", "single line breaks", "\n", "\n"},
    {"dash lost", "same line", " ", "\n\n"},
    {"dash lost", "same line, single line breaks", " ", "\n"},
    {"dash to ?", "own paragraph", "\n\n? ", "\n\n"},
    {"dash to ?", "own line", "\n? ", "\n"},
    {"dash to ?", "same line", " ? ", "\n\n"},
    {"dash to ?", "glued", "? ", "\n\n"},
    {"other dashes", "U+FFFD", " \uFFFD ", "\n\n"},
    {"other dashes", "U+FFFD, glued", "\uFFFD ", "\n\n"},
    {"other dashes", "hyphen, own paragraph", "\n\n- ", "\n\n"},
    {"other dashes", "hyphen, same line", " - ", "\n\n"},
    {"other dashes", "two hyphens", " -- ", "\n\n"},
    {"other dashes", "en dash", " – ", "\n\n"},
    {"other dashes", "bar, own line", "\n― ", "\n\n"},
    {"other dashes", "entity", " &mdash; ", "\n\n"},
});

struct Counts {
  int all = 0;
  int found = 0;
  int begin = 0;
  int end = 0;
  int both = 0;
  int author = 0;
  int extra = 0;

  void Add(const Counts& more) {
    all += more.all;
    found += more.found;
    begin += more.begin;
    end += more.end;
    both += more.both;
    author += more.author;
    extra += more.extra;
  }
};

std::string Write(const Pair& pair, const Way& way, const TwoParagraphs& prose) {
  const std::string joint = way.joint == "=" ? pair.gap + "— " : std::string(way.joint);
  const std::string gap(way.paragraph);
  return prose.before + gap + pair.words + joint + pair.name + " (@" + pair.handle + ") " +
         pair.date + gap + prose.after;
}

Counts Measure(const Pair& pair, const Way& way, const TwoParagraphs& prose) {
  read::ReadOptions options;
  options.kind = InputKind::kText;
  const auto document = read::Read(Write(pair, way, prose), options);
  Counts counts;
  counts.all = 1;
  if (!document) {
    return counts;
  }
  const auto date = text::FindDate(pair.date);
  const std::size_t begin = document->text.find(pair.words);
  const bool show = std::getenv("IBID_SHOW") != nullptr;
  for (const Mention& mention : Detect(*document)) {
    const auto* post = std::get_if<EmbedParts>(&mention.parts);
    if (post == nullptr) {
      continue;
    }
    if (counts.found != 0 || post->account != pair.handle || !date || post->date != date->iso) {
      ++counts.extra;
      continue;
    }
    counts.found = 1;
    counts.author = post->author == pair.name ? 1 : 0;
    counts.begin = post->text_at && post->text_at->begin == begin ? 1 : 0;
    counts.end = post->text_at && post->text_at->end == begin + pair.words.size() ? 1 : 0;
    counts.both = counts.begin & counts.end;
    if (show && (counts.both & counts.author) == 0) {
      std::cout << "  " << way.group << ", " << way.name << ": [" << post->author << "] "
                << post->text << "\n      want [" << pair.name << "] " << pair.words << "\n";
    }
  }
  if (show && (counts.found == 0 || counts.extra > 0)) {
    std::cout << "  " << (counts.found == 0 ? "missed, " : "extra, ") << way.group << ", "
              << way.name << ": " << pair.words << " // " << pair.name << "\n";
  }
  return counts;
}

std::string Percent(int part, int all) {
  std::ostringstream out;
  out << std::fixed << std::setprecision(1) << (all == 0 ? 0.0 : 100.0 * part / all);
  return out.str();
}

void PrintRow(std::string_view group, std::string_view name, const Counts& c) {
  std::cout << "| " << group << " | " << name << " | " << c.all << " | " << Percent(c.found, c.all)
            << " | " << Percent(c.begin, c.all) << " | " << Percent(c.end, c.all) << " | "
            << Percent(c.both, c.all) << " | " << Percent(c.author, c.all) << " | " << c.extra
            << " |\n";
}

// Every pair stands in the prose of this many articles, in each way.
constexpr std::size_t kArticlesPerPair = 4;

Counts MeasureWay(const std::vector<Pair>& pairs, const std::vector<TwoParagraphs>& prose,
                  const Way& way) {
  Counts counts;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    for (std::size_t n = 0; n < kArticlesPerPair; ++n) {
      counts.Add(Measure(pairs[i], way, prose[(i * kArticlesPerPair + n) % prose.size()]));
    }
  }
  return counts;
}

void ExpectBars(std::string_view group, const Counts& c) {
  EXPECT_GE(c.found * 100, c.all * 98) << group;
  EXPECT_GE(c.end * 100, c.all * 90) << group;
  if (group != "one line") {
    EXPECT_GE(c.both * 100, c.all * 90) << group;
  }
  EXPECT_LE(c.extra * 200, c.all) << group;
}

std::vector<TwoParagraphs> CorpusProse() {
  std::vector<TwoParagraphs> prose;
  for (const CorpusArticle& article : CorpusArticles("dev")) {
    prose.push_back(ProseOf(article));
    if (prose.back().after.empty()) {
      prose.pop_back();
    }
  }
  return prose;
}

TEST(TweetPairsTest, FindsRealPostsInDamagedText) {
  const std::string path = IBID_SHARED "/data/pages/tweet_blockquote_pairs.jsonl";
  const std::vector<TwoParagraphs> prose = CorpusProse();
  if (!std::filesystem::exists(path) || prose.empty()) {
    GTEST_SKIP() << path << " or PolNeAR is not there";
  }
  const std::vector<Pair> pairs = ReadPairs(path);
  ASSERT_GE(pairs.size(), 69U);
  ASSERT_GT(prose.size(), 50U);
  std::cout << "| way | layout | posts | found % | begin % | end % | both % | author % | extra |\n"
               "|---|---|---|---|---|---|---|---|---|\n";
  Counts group;
  for (std::size_t i = 0; i < kWays.size(); ++i) {
    const Counts counts = MeasureWay(pairs, prose, kWays[i]);
    PrintRow(kWays[i].group, kWays[i].name, counts);
    group.Add(counts);
    if (i + 1 == kWays.size() || kWays[i + 1].group != kWays[i].group) {
      PrintRow(kWays[i].group, "**all**", group);
      ExpectBars(kWays[i].group, group);
      group = {};
    }
  }
}

// The posts that PolNeAR marks in its articles with tags of its own, without their signatures.
std::vector<Pair> CorpusPosts() {
  std::vector<Pair> posts;
  for (const std::string part : {"dev", "train"}) {
    for (const CorpusArticle& article : CorpusArticles(part)) {
      const std::string& text = article.text;
      for (std::size_t at = text.find("<tweet "); at != std::string::npos;
           at = text.find("<tweet ", at + 1)) {
        const std::size_t tag_end = text.find('>', at);
        const std::size_t end = text.find("</tweet>", at);
        const std::size_t author = text.find("author=\"", at);
        if (end == std::string::npos || author > tag_end || text.find('\n', at) < end) {
          continue;
        }
        std::string handle = text.substr(author + 8, text.find('"', author + 8) - author - 8);
        handle.erase(0, handle.starts_with('@') ? 1 : 0);
        std::string words = text::FoldSpace(text.substr(tag_end + 1, end - tag_end - 1));
        words = words.substr(0, words.find(" SIGN UP FOR OUR NEWSLETTER"));
        words = words.substr(0, std::min(words.size(), words.rfind(" — ")));
        constexpr std::size_t kWordsMin = 20;
        if (words.size() >= kWordsMin && handle.find(' ') == std::string::npos) {
          posts.push_back({words, " ", "Some Name", handle, "February 2, 2016"});
        }
      }
    }
  }
  return posts;
}

// The begin on one line is judged by register: here on posts that the rules were not made with.
TEST(TweetPairsTest, FindsTheBeginOfOtherPostsOnOneLine) {
  const std::vector<Pair> posts = CorpusPosts();
  std::vector<TwoParagraphs> prose = CorpusProse();
  if (posts.empty() || prose.empty()) {
    GTEST_SKIP() << "PolNeAR is not in " IBID_SHARED;
  }
  ASSERT_GE(posts.size(), 35U);
  const Way way = {"one line", "posts of PolNeAR", " — ", " "};
  const Counts counts = MeasureWay(posts, prose, way);
  PrintRow(way.group, way.name, counts);
  EXPECT_EQ(counts.found, counts.all);
  EXPECT_EQ(counts.end, counts.all);
  EXPECT_GE(counts.begin * 100, counts.all * 80);
}

}  // namespace
}  // namespace ibid::detect
