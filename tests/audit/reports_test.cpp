// The formats that other programs read.
#include <fstream>
#include <iterator>
#include <set>

#include <gtest/gtest.h>

#include "audit/folder.h"
#include "audit/formats/formats.h"
#include "audit/listed_report.h"
#include "json/value.h"

namespace ibid::audit {
namespace {

using Write = Result<void> (*)(Report&, const Look&, const Sink&);

std::string WriteAs(Write write, Report& report, const InputOptions* inputs = nullptr) {
  std::string out;
  Look look;
  look.inputs = inputs;
  EXPECT_TRUE(write(report, look, [&](std::string_view piece) {
                out += piece;
                return true;
              }).ok());
  return out;
}

constexpr Instant kNow{std::chrono::seconds(1443450000)};

ListedReport Sample() {
  ListedReport report;
  report.about.name = "site";
  report.about.started_at = kNow;
  report.about.finished_at = kNow;
  report.about.before = kNow;
  report.about.links = 4;
  report.about.places = 5;
  report.about.pages = 2;
  report.about.dead = 1;
  report.about.standings = {
      {Standing::kOk, 1}, {Standing::kFail, 1}, {Standing::kWarn, 1}, {Standing::kUnknown, 1}};
  report.about.verdicts = {
      {Verdict::kAlive, 1}, {Verdict::kGone, 1}, {Verdict::kMoved, 1}, {Verdict::kBlocked, 1}};
  report.about.changes = {{Change::kNewFailure, 1}};
  report.about.unreadable = {{"x.md", "x.md: no such file"}};
  report.about.unreadable_total = 1;
  Place place = At("a b.md", 3, 7);
  place.written = "http://dead.org/";
  place.begin = 20;
  place.end = 36;
  AuditedLink& dead = report.Add("http://dead.org/", Standing::kFail, {place, place});
  dead.host = "dead.org";
  dead.verdict = Verdict::kGone;
  dead.reasons = {"the server says that it is gone (410)"};
  dead.status = 410;
  dead.change = Change::kNewFailure;
  dead.history = {LinkState::kDead, 3, kNow, std::nullopt, std::nullopt};
  dead.checked_at = kNow;
  dead.archived_url = "https://web.archive.org/web/2015/http://dead.org/";
  dead.archived_at = kNow;
  AuditedLink& moved = report.Add("http://old.org/", Standing::kWarn, {At("a b.md", 4)});
  moved.verdict = Verdict::kMoved;
  moved.reasons = {"moved for good"};
  moved.moved_for_good = true;
  moved.final_url = "https://new.org/";
  AuditedLink& alive = report.Add("http://fine.org/", Standing::kOk, {At("https://site.org/p")});
  alive.verdict = Verdict::kAlive;
  alive.reasons = {"it is there"};
  AuditedLink& closed =
      report.Add("http://closed.org/", Standing::kUnknown, {At("https://site.org/p", 0, 0)});
  closed.verdict = Verdict::kBlocked;
  closed.reasons = {"the server refuses programs (403)"};
  AuditedLink& gone = report.Add("http://left.org/", Standing::kOk, {});
  gone.change = Change::kGoneLink;
  report.hosts = {{"dead.org", 1, {{Standing::kFail, 1}}, 1}};
  return report;
}

TEST(ReportsTest, CsvHasARowForEachPlace) {
  ListedReport report = Sample();
  const std::string csv = WriteAs(WriteCsv, report);
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 7);
  EXPECT_NE(
      csv.find(
          "\r\na "
          "b.md,3,7,http://dead.org/,,http://dead.org/,,dead.org,fail,new_failure,gone,410,the "
          "server says that it is gone "
          "(410),dead,3,2015-09-28T14:20:00Z,2015-09-28T14:20:00Z,,false,"
          "https://web.archive.org/web/2015/http://dead.org/,2015-09-28T14:20:00Z,,\r\n"),
      std::string::npos)
      << csv;
  EXPECT_TRUE(csv.ends_with(
      "\r\n,,,,,http://left.org/,,,ok,gone_link,not_checked,,,unknown,0,,,,false,,,,\r\n"))
      << csv;
}

TEST(ReportsTest, MarkdownIsAListToTickOff) {
  ListedReport report = Sample();
  EXPECT_EQ(
      WriteAs(WriteMarkdown, report),
      "# Links of site\n\n"
      "- 4 links in 5 places on 2 pages: 1 fine, 1 failing (1 dead), 1 to be corrected, 1 not "
      "known, 0 not "
      "asked\n"
      "- Begun 28 September 2015, 14:20 UTC, finished 28 September 2015, 14:20 UTC\n"
      "- Since 28 September 2015, 14:20 UTC: 1 newly failing, 0 healed, 0 moved, 0 new, 0 gone\n"
      "\n## Failing\n\n"
      "- [ ] <http://dead.org/>: gone, the server says that it is gone (410); dead since 28 "
      "September 2015, "
      "3 failures (new)\n"
      "  - copy: <https://web.archive.org/web/2015/http://dead.org/>\n"
      "  - in a b.md:3, a b.md:3\n"
      "\n## To be corrected\n\n"
      "- [ ] <http://old.org/>: moved, moved for good\n"
      "  - moved to <https://new.org/>\n"
      "  - in a b.md:4\n"
      "\n## Not known\n\n"
      "- [ ] <http://closed.org/>: blocked, the server refuses programs (403)\n"
      "  - in <https://site.org/p>\n"
      "\n## Hosts\n\n| host | links | failing | dead |\n|---|---|---|---|\n| dead.org | 1 | 1 | 1 "
      "|\n"
      "\n## Not read\n\n- x.md: no such file\n");
}

TEST(ReportsTest, JunitHasASuiteForEachPage) {
  ListedReport report = Sample();
  report.links[0].places.resize(1);
  EXPECT_EQ(
      WriteAs(WriteJunit, report),
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"links of site\" tests=\"5\" failures=\"1\" errors=\"1\">\n"
      "<testsuite name=\"a b.md\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\" "
      "timestamp=\"2015-09-28T14:20:00\" id=\"0\">\n"
      "<testcase name=\"http://dead.org/ (3:7)\" classname=\"a b.md\" file=\"a b.md\"><failure "
      "message=\"gone: the server says that it is gone (410)\" "
      "type=\"gone\">http://dead.org/&#xa;the server "
      "says that it is gone (410)&#xa;dead since 28 September 2015, 3 failures&#xa;copy: "
      "https://web.archive.org/web/2015/http://dead.org/&#xa;</failure></testcase>\n"
      "<testcase name=\"http://old.org/ (4:1)\" classname=\"a b.md\" file=\"a b.md\"><system-out>"
      "moved: moved for good&#xa;http://old.org/&#xa;moved for good&#xa;now: "
      "https://new.org/&#xa;</system-out></testcase>\n"
      "</testsuite>\n"
      "<testsuite name=\"https://site.org/p\" tests=\"2\" failures=\"0\" errors=\"0\" "
      "skipped=\"1\" "
      "timestamp=\"2015-09-28T14:20:00\" id=\"1\">\n"
      "<testcase name=\"http://fine.org/ (1:1)\" classname=\"https://site.org/p\" "
      "file=\"https://site.org/p\"/>\n"
      "<testcase name=\"http://closed.org/\" classname=\"https://site.org/p\" "
      "file=\"https://site.org/p\"><skipped message=\"blocked: the server refuses programs "
      "(403)\"/></testcase>\n"
      "</testsuite>\n"
      "<testsuite name=\"not read\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">\n"
      "<testcase name=\"x.md\" classname=\"not read\"><error message=\"x.md: no such file\" "
      "type=\"unreadable\"/></testcase>\n"
      "</testsuite>\n"
      "</testsuites>\n");
}

TEST(ReportsTest, SarifHasAResultForEachPlace) {
  ListedReport report = Sample();
  const std::string out = WriteAs(WriteSarif, report);
  const Result<json::Value> read = json::Parse(out);
  ASSERT_TRUE(read.ok()) << out;
  const json::Value& run = (*read)["runs"][0];
  EXPECT_EQ(run["tool"]["driver"]["rules"].items().size(), 5U);
  const auto& results = run["results"].items();
  ASSERT_EQ(results.size(), 4U);
  EXPECT_EQ(results[0]["ruleId"].string(), "gone");
  EXPECT_EQ(results[0]["level"].string(), "error");
  EXPECT_EQ(results[0]["baselineState"].string(), "new");
  const json::Value& place = results[0]["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"].string(), "a%20b.md");
  EXPECT_EQ(place["region"]["startLine"].integer(), 3);
  EXPECT_EQ(place["region"]["startColumn"].integer(), 7);
  EXPECT_EQ(place["region"]["endColumn"].integer(), 23);
  EXPECT_EQ(place["region"]["byteOffset"].integer(), 20);
  EXPECT_EQ(place["region"]["byteLength"].integer(), 16);
  EXPECT_NE(results[0]["fingerprints"]["ibidLink/v1"].string(),
            results[1]["fingerprints"]["ibidLink/v1"].string());
  EXPECT_EQ(results[2]["level"].string(), "warning");
  EXPECT_EQ(results[3]["kind"].string(), "review");
  EXPECT_EQ(results[3]["level"].string(), "none");
  EXPECT_TRUE(results[3]["locations"][0]["physicalLocation"]["region"].is_null());
}

TEST(ReportsTest, SarifOffersWhatFixWrites) {
  const Folder folder;
  folder.Write("a.html", "<p>\n\xC3\xA9<a href='http://dead.org/'>x</a>\n");
  Place place = At("a.html", 2, 11);
  place.written = "http://dead.org/";
  place.begin = 15;
  place.end = 31;
  ListedReport report = Sample();
  report.links[0].places = {place};
  const InputOptions inputs;
  const json::Value sarif = json::Parse(WriteAs(WriteSarif, report, &inputs)).value();
  const json::Value& change = sarif["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0];
  EXPECT_EQ(change["artifactLocation"]["uri"].string(), "a.html");
  EXPECT_EQ(change["replacements"][0]["deletedRegion"]["startColumn"].integer(), 11);
  EXPECT_EQ(change["replacements"][0]["deletedRegion"]["endColumn"].integer(), 28)
      << "the quote too";
  EXPECT_EQ(
      change["replacements"][0]["insertedContent"]["text"].string(),
      "https://web.archive.org/web/2015/http://dead.org/' data-originalurl=\"http://dead.org/\" "
      "data-versionurl=\"https://web.archive.org/web/2015/http://dead.org/\" "
      "data-versiondate=\"2015-09-28\"");
}

std::vector<std::string> Payloads() {
  std::ifstream file(std::string(IBID_TESTS) + "/write/data/payloads.json");
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const json::Value groups = json::Parse(text).value();
  std::vector<std::string> payloads;
  for (const auto& [name, group] : groups.members()) {
    for (const json::Value& payload : group.items()) {
      payloads.emplace_back(payload.string());
    }
  }
  return payloads;
}

// Every field that a stranger may write says this.
ListedReport Hostile(const std::string& words) {
  ListedReport report = Sample();
  report.about.name = words;
  report.about.unreadable = {{words, words}};
  for (AuditedLink& link : report.links) {
    link.url = link.host = link.final_url = link.title = link.archived_url = words;
    link.reasons = {words, words};
    link.missing_fragments = {words};
    for (Place& place : link.places) {
      place.page = place.written = place.fragment = place.anchor = words;
    }
  }
  report.hosts[0].host = words;
  return report;
}

void ExpectNoControls(std::string_view output) {
  for (const char c : output) {
    const auto byte = static_cast<unsigned char>(c);
    ASSERT_TRUE(byte >= 0x20 || byte == '\n' || byte == '\r') << int{byte};
  }
  for (const std::string_view what : {"\u202E", "\u2066", "\u009B", "\u2028", "\u200F", "\u061C"}) {
    EXPECT_EQ(output.find(what), std::string_view::npos);
  }
}

// "<failure", "</testcase": all that begins markup.
std::set<std::string> Tags(std::string_view page) {
  std::set<std::string> tags;
  for (std::size_t at = page.find('<'); at != std::string_view::npos; at = page.find('<', at + 1)) {
    tags.emplace(page.substr(at, std::min(page.find_first_of(" >\n/", at + 2), page.size()) - at));
  }
  return tags;
}

TEST(ReportsTest, EveryPayloadStaysWords) {
  ListedReport plain = Hostile("words");
  const std::set<std::string> own = Tags(WriteAs(WriteJunit, plain));
  const std::vector<std::string> payloads = Payloads();
  EXPECT_GE(payloads.size(), 200U);
  const InputOptions inputs;
  for (const std::string& payload : payloads) {
    SCOPED_TRACE(testing::PrintToString(payload));
    ListedReport report = Hostile(payload);
    const std::string junit = WriteAs(WriteJunit, report);
    EXPECT_EQ(Tags(junit), own);
    ExpectNoControls(junit);
    ExpectNoControls(WriteAs(WriteMarkdown, report));
    ExpectNoControls(WriteAs(WriteCsv, report));
    const std::string sarif = WriteAs(WriteSarif, report, &inputs);
    ExpectNoControls(sarif);
    EXPECT_EQ(sarif.find('<'), std::string::npos);
    EXPECT_TRUE(json::Parse(sarif).ok());
  }
}

}  // namespace
}  // namespace ibid::audit
