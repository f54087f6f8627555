#include <fstream>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "detect/data_table.h"
#include "detect/detect.h"
#include "detect/embeds/embed_rules.h"
#include "read/read.h"

namespace ibid::detect {
namespace {

// A line of tests/detect/embeds.tsv.
struct Case {
  std::string rule;
  std::string found;
  std::string markup;
};

std::vector<Case> Cases() {
  std::vector<Case> cases;
  std::ifstream file(IBID_TESTS "/detect/embeds.tsv");
  for (std::string line; std::getline(file, line);) {
    const std::size_t first = line.find('\t');
    const std::size_t second = line.find('\t', first + 1);
    if (line.empty() || line[0] == '#' || second == std::string::npos) {
      continue;
    }
    Case one{line.substr(0, first), line.substr(first + 1, second - first - 1),
             line.substr(second + 1)};
    for (std::size_t at = 0; (at = one.markup.find("\\n", at)) != std::string::npos;) {
      if (at > 0 && one.markup[at - 1] != '\\' && one.markup.find("<script") == std::string::npos) {
        one.markup.replace(at, 2, "\n");
      }
      at += 2;
    }
    cases.push_back(std::move(one));
  }
  return cases;
}

// "rule platform id" or "rule platform id @account date", one a line.
std::string Found(const std::string& markup) {
  read::ReadOptions options;
  options.kind = InputKind::kHtml;
  options.url = "https://news.example/story";
  const Result<Document> document = read::Read(
      "<!doctype html><html><body><article><p>These are the words of a story which stand before "
      "what is shown, and they are long enough to be a paragraph of prose, as stories have "
      "them.</p>" +
          markup + "<p>Other words follow after it.</p></article></body></html>",
      options);
  if (!document) {
    return document.error().message;
  }
  std::string out;
  for (const Mention& mention : Detect(*document)) {
    const auto* embed = std::get_if<EmbedParts>(&mention.parts);
    if (embed == nullptr) {
      continue;
    }
    out += (out.empty() ? "" : "\n") + mention.rule + " " + embed->platform + " " + embed->post_id;
    if (!embed->date.empty()) {
      out += " @" + embed->account + " " + embed->date;
    }
  }
  return out;
}

TEST(EmbedsTableTest, FindsEveryFormOfTheTable) {
  const std::vector<Case> cases = Cases();
  ASSERT_GT(cases.size(), 100U);
  for (const Case& one : cases) {
    const std::string want = one.rule == "none" ? "" : "embed." + one.rule + " " + one.found;
    EXPECT_EQ(Found(one.markup), want) << one.markup;
  }
}

// A row without a page fails here: write the page, or delete the row.
TEST(EmbedsTableTest, HasAPageForEachRow) {
  std::set<std::string> tested;
  for (const Case& one : Cases()) {
    tested.insert(one.rule);
  }
  std::set<std::string> ids;
  for (const EmbedRule& rule : EmbedRules()) {
    EXPECT_TRUE(ids.insert(std::string(rule.id)).second) << rule.id << " stands twice";
    EXPECT_EQ(tested.count(std::string(rule.id)), 1U) << rule.id;
  }
  const DataTable shortcodes("shortcodes.tsv", 4);
  for (const DataTable::Row& row : shortcodes.rows()) {
    EXPECT_EQ(tested.count("shortcode." + std::string(row[0])), 1U) << row[0];
  }
}

// The same post at two places is two mentions; at one place, in two forms, it is one.
TEST(EmbedsTableTest, CountsPlaces) {
  const std::string tweet =
      R"(<blockquote class="twitter-tweet"><a href="https://x.com/ann/status/1900547158165840235"></a></blockquote>)";
  const std::string far = "<p>" + std::string(400, 'w') + "</p>";
  const std::string one = "embed.x.tweet x 1900547158165840235";
  EXPECT_EQ(Found(tweet + far + tweet), one + "\n" + one);
  EXPECT_EQ(Found(tweet + tweet), one);
  EXPECT_EQ(Found(tweet + R"(<script>{"tweetId":"1900547158165840235"}</script>)"), one)
      << "page state repeats what the markup shows";
}

}  // namespace
}  // namespace ibid::detect
