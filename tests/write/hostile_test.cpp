// An article made of what could act: in every format its words stay words.
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "json/value.h"
#include "write/sample.h"

namespace ibid::write {
namespace {

constexpr std::string_view kHostile =
    "</script><script>alert(1)</script><!--\"'><img src=x onerror=alert(2)>]]>\\\"; "
    "\x1b]0;owned\x07\x1b[2J\u202Etxt.exe\u2066\u009B31m\xE2\x80\xA8 {{7*7}} ${x} &lt; %s";
constexpr std::string_view kScriptUrl = "javascript:alert(1)//https://ok.example/";
constexpr std::string_view kBadUrl = "https://ok.example/\"onmouseover=\"alert(1)\"<svg/onload=x>";

void FillText(Article& article) {
  Document& document = article.document;
  document.source = kHostile;
  document.text = kHostile;
  document.notes.emplace_back(kHostile);
  document.zones.resize(1);
  document.zones[0].at = {0, static_cast<std::uint32_t>(kHostile.size())};
  for (Fact* fact : {&document.metadata.url, &document.metadata.title, &document.metadata.publisher,
                     &document.metadata.published, &document.metadata.language,
                     &document.metadata.description}) {
    fact->value = kHostile;
    fact->from = kHostile;
  }
  document.metadata.canonical_url.value = kScriptUrl;
  document.metadata.authors.resize(1);
  document.metadata.authors[0].value = kHostile;
}

void AddReference(Article& article, ReferenceKind kind, std::string_view url) {
  Reference& reference = article.references.emplace_back();
  Mention& mention = article.mentions.emplace_back();
  const std::string number = std::to_string(article.references.size());
  mention.id = "m" + number + std::string(kHostile);
  mention.at = {0, 20};
  mention.rule = kHostile;
  mention.refers.reference = "r" + number + std::string(kHostile);
  mention.refers.name = kHostile;
  mention.refers.candidates = {{std::string(kHostile), 0.5}, {std::string(kHostile), 0.4}};
  reference.id = mention.refers.reference;
  reference.kind = kind;
  reference.key = "k" + number + std::string(kHostile);
  reference.label = kHostile;
  reference.mentions.push_back(mention.id);
  reference.url = url;
  reference.platform = kHostile;
  reference.account = kHostile;
  reference.author = kHostile;
  reference.text = kHostile;
  reference.agent = kHostile;
  reference.date = kHostile;
  reference.date_is_own = true;
}

void AddResolution(Article& article, const Reference& reference) {
  Resolution& resolution = article.resolutions.emplace_back();
  resolution.reference = reference.id;
  resolution.verdict = Verdict::kUnknown;
  resolution.reasons.emplace_back(kHostile);
  resolution.final_url = kScriptUrl;
  resolution.canonical_url = kBadUrl;
  resolution.title = kHostile;
  resolution.author = kHostile;
  resolution.site = kHostile;
  resolution.published = kHostile;
  resolution.evidence.emplace_back(kHostile);
  Hop& hop = resolution.hops.emplace_back();
  hop.url = kBadUrl;
  hop.evidence = kHostile;
  Snapshot& snapshot = resolution.snapshots.emplace_back();
  snapshot.url = kScriptUrl;
  snapshot.reason = kHostile;
  snapshot.valid = true;
  Candidate& candidate = resolution.candidates.emplace_back();
  candidate.url = kScriptUrl;
  candidate.title = kHostile;
  candidate.date = kHostile;
  candidate.reasons.emplace_back(kHostile);
  PostFound& post = resolution.post.emplace();
  post.post_id = kHostile;
  post.account = kHostile;
  Difference& difference = post.differences.emplace_back();
  difference.field = kHostile;
  difference.shown = kHostile;
  difference.actual = kHostile;
}

Article HostileArticle() {
  Article article;
  FillText(article);
  for (int kind = 0; kind <= static_cast<int>(ReferenceKind::kAgent); ++kind) {
    AddReference(article, static_cast<ReferenceKind>(kind), kind % 2 == 0 ? kScriptUrl : kBadUrl);
  }
  for (const Reference& reference : article.references) {
    AddResolution(article, reference);
  }
  Evidence& evidence = article.evidence.emplace_back();
  evidence.id = kHostile;
  evidence.url = kScriptUrl;
  evidence.failure = kHostile;
  evidence.body_sha256 = kHostile;
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

}  // namespace
}  // namespace ibid::write
