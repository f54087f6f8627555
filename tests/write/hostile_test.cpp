// An article made of what could act: in every format its words stay words.
#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "json/value.h"
#include "text/utf8.h"
#include "write/sample.h"

namespace ibid::write {
namespace {

constexpr std::string_view kHostile =
    "</script><script>alert(1)</script><!--\"'><img src=x onerror=alert(2)>]]>\\\"; "
    "\x1b]0;owned\x07\x1b[2J\u202Etxt.exe\u2066\u009B31m\xE2\x80\xA8 {{7*7}} ${x} &lt; %s";
constexpr std::string_view kScriptUrl = "javascript:alert(1)//https://ok.example/";
constexpr std::string_view kBadUrl = "https://ok.example/\"onmouseover=\"alert(1)\"<svg/onload=x>";

void FillText(Article& article, std::string_view words) {
  Document& document = article.document;
  document.source = words;
  document.text = words;
  document.notes.emplace_back(words);
  document.zones.resize(1);
  document.zones[0].at = {0, static_cast<std::uint32_t>(words.size())};
  for (Fact* fact : {&document.metadata.url, &document.metadata.title, &document.metadata.publisher,
                     &document.metadata.published, &document.metadata.language,
                     &document.metadata.description}) {
    fact->value = words;
    fact->from = words;
  }
  document.metadata.canonical_url.value = kScriptUrl;
  document.metadata.authors.resize(1);
  document.metadata.authors[0].value = words;
}

void AddReference(Article& article, ReferenceKind kind, std::string_view url,
                  std::string_view words) {
  Reference& reference = article.references.emplace_back();
  Mention& mention = article.mentions.emplace_back();
  const std::string number = std::to_string(article.references.size());
  mention.id = "m" + number + std::string(words);
  mention.at = {0, static_cast<std::uint32_t>(text::BoundaryBefore(words, 20))};
  mention.rule = words;
  mention.refers.reference = "r" + number + std::string(words);
  mention.refers.name = words;
  mention.refers.candidates = {{std::string(words), 0.5}, {std::string(words), 0.4}};
  reference.id = mention.refers.reference;
  reference.kind = kind;
  reference.key = "k" + number + std::string(words);
  reference.label = words;
  reference.mentions.push_back(mention.id);
  reference.url = url;
  reference.platform = words;
  reference.account = words;
  reference.author = words;
  reference.text = words;
  reference.agent = words;
  reference.date = words;
  reference.date_is_own = true;
}

void AddResolution(Article& article, const Reference& reference, std::string_view words) {
  Resolution& resolution = article.resolutions.emplace_back();
  resolution.reference = reference.id;
  resolution.verdict = Verdict::kUnknown;
  resolution.reasons.emplace_back(words);
  resolution.final_url = kScriptUrl;
  resolution.canonical_url = kBadUrl;
  resolution.title = words;
  resolution.author = words;
  resolution.site = words;
  resolution.published = words;
  resolution.evidence.emplace_back(words);
  Hop& hop = resolution.hops.emplace_back();
  hop.url = kBadUrl;
  hop.evidence = words;
  Snapshot& snapshot = resolution.snapshots.emplace_back();
  snapshot.url = kScriptUrl;
  snapshot.reason = words;
  snapshot.valid = true;
  Candidate& candidate = resolution.candidates.emplace_back();
  candidate.url = kScriptUrl;
  candidate.title = words;
  candidate.date = words;
  candidate.reasons.emplace_back(words);
  QuoteCheck& check = resolution.quotes.emplace_back();
  check.words = words;
  QuoteLook& look = check.looks.emplace_back();
  look.where = words;
  look.fit = QuoteFit::kChanged;
  look.difference.push_back({std::string(words), std::string(words), std::string(words)});
  PostFound& post = resolution.post.emplace();
  post.post_id = words;
  post.account = words;
  Difference& difference = post.differences.emplace_back();
  difference.field = words;
  difference.shown = words;
  difference.actual = words;
}

Article HostileArticle(std::string_view words = kHostile) {
  Article article;
  FillText(article, words);
  for (int kind = 0; kind <= static_cast<int>(ReferenceKind::kAgent); ++kind) {
    AddReference(article, static_cast<ReferenceKind>(kind), kind % 2 == 0 ? kScriptUrl : kBadUrl,
                 words);
  }
  for (const Reference& reference : article.references) {
    AddResolution(article, reference, words);
  }
  Evidence& evidence = article.evidence.emplace_back();
  evidence.id = words;
  evidence.url = kScriptUrl;
  evidence.failure = words;
  evidence.body_sha256 = words;
  return article;
}

// Characters that make a terminal, a reader's eye or a parser believe something else.
void ExpectNoControls(std::string_view output) {
  for (std::size_t at = 0; at < output.size(); ++at) {
    const auto byte = static_cast<unsigned char>(output[at]);
    ASSERT_TRUE(byte >= 0x20 || byte == '\n') << "control " << int{byte} << " at " << at;
  }
  for (const std::string_view what : {"\u202E", "\u2066", "\u009B", "\u2028"}) {
    EXPECT_EQ(output.find(what), std::string_view::npos);
  }
}

TEST(HostileTest, HtmlShowsIt) {
  const std::string page = WriteAs(Format::kHtml, HostileArticle());
  ExpectNoControls(page);
  std::size_t scripts = 0;
  for (std::size_t at = page.find("<script"); at != std::string::npos;
       at = page.find("<script", at + 1)) {
    ++scripts;
  }
  EXPECT_EQ(scripts, 1U) << "its own alone";
  for (const std::string_view what : {"<img", "<svg/", "<!--", "href=\"javascript", "href=\"data",
                                      "=alert(1)\"<", "\"onmouseover"}) {
    EXPECT_EQ(page.find(what), std::string::npos) << what;
  }
  EXPECT_NE(page.find("&lt;script&gt;alert(1)"), std::string::npos) << "shown, not dropped";
}

TEST(HostileTest, TextShowsIt) {
  ExpectNoControls(WriteAs(Format::kText, HostileArticle()));
}

TEST(HostileTest, DotQuotesIt) {
  const std::string dot = WriteAs(Format::kDot, HostileArticle());
  ExpectNoControls(dot);
  EXPECT_EQ(dot.find("URL=\"javascript"), std::string::npos);
  // Outside of quoted strings nothing stands but our own words.
  std::string outside;
  bool inside = false;
  for (std::size_t at = 0; at < dot.size(); ++at) {
    if (inside && dot[at] == '\\') {
      ++at;
    } else if (dot[at] == '"') {
      inside = !inside;
    } else if (!inside) {
      outside += dot[at];
    }
  }
  EXPECT_FALSE(inside);
  EXPECT_EQ(outside.find_first_of("<>'&$%\\"), outside.find("-> ") + 1) << outside;
  EXPECT_EQ(outside.find("alert"), std::string::npos);
}

TEST(HostileTest, JsonKeepsIt) {
  for (const Format format : {Format::kJson, Format::kNdjson}) {
    const std::string out = WriteAs(format, HostileArticle());
    ExpectNoControls(out);
    EXPECT_EQ(out.find("</script"), std::string::npos);
    const Result<json::Value> read = json::Parse(out);
    ASSERT_TRUE(read.ok()) << read.error().message;
    EXPECT_EQ((*read)["references"][0]["label"].string(), kHostile) << "nothing is lost";
  }
  const std::string line = WriteAs(Format::kNdjson, HostileArticle());
  EXPECT_EQ(line.find('\n'), line.size() - 1) << "one line";
}

std::vector<std::string> Payloads() {
  const json::Value groups = json::Parse(ReadTestFile("write/data/payloads.json")).value();
  std::vector<std::string> payloads;
  for (const auto& [name, group] : groups.members()) {
    for (const json::Value& payload : group.items()) {
      payloads.emplace_back(payload.string());
    }
  }
  return payloads;
}

// "<p", "</p", "<!--": all that begins markup.
std::set<std::string> Tags(std::string_view page) {
  std::set<std::string> tags;
  for (std::size_t at = page.find('<'); at != std::string_view::npos; at = page.find('<', at + 1)) {
    tags.emplace(page.substr(at, std::min(page.find_first_of(" >\n", at), page.size()) - at));
  }
  return tags;
}

TEST(HostileTest, EveryPayloadStaysWordsInEveryReport) {
  const std::set<std::string> own = Tags(WriteAs(Format::kHtml, HostileArticle("words")));
  const std::vector<std::string> payloads = Payloads();
  EXPECT_GE(payloads.size(), 200U);
  for (const std::string& payload : payloads) {
    SCOPED_TRACE(testing::PrintToString(payload));
    const Article article = HostileArticle(payload);
    std::string page = WriteAs(Format::kHtml, article);
    EXPECT_EQ(Tags(page), own);
    std::erase(page, '\t');  // White space of the article's text.
    ExpectNoControls(page);
    ExpectNoControls(WriteAs(Format::kText, article));
    ExpectNoControls(WriteAs(Format::kMarkdown, article));
  }
}

// Carriage returns are those of CSV.
TEST(HostileTest, NoFormatHoldsCharactersThatAct) {
  for (const FormatRow& row : Formats()) {
    SCOPED_TRACE(row.name);
    std::string out = WriteAs(row.format, HostileArticle());
    std::erase(out, '\r');
    ExpectNoControls(out);
  }
}

}  // namespace
}  // namespace ibid::write
