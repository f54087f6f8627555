#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "json/value.h"
#include "resolve/pages/hops.h"
#include "resolve/pages/judge.h"
#include "resolve/posts/oembed.h"
#include "resolve/show.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "url/url.h"

// Recorded answers of real sites (../shared/data/http): the verdict of each, read by eye and kept
// in data/recorded_verdicts.tsv; and what each page says of itself, beside another library's
// reading, where data/recorded_differences.tsv explains what differs.
namespace ibid::resolve {
namespace {

using test::Scripted;
using test::ScriptedWeb;

struct Recorded {
  std::string name;
  std::string asked;
  std::vector<std::string> via;  // Where it was sent on to, the last of them answered.
  Scripted answer;
};

std::vector<json::Value> ReadLines(const std::string& path) {
  std::vector<json::Value> lines;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    lines.push_back(json::Parse(line).value());
  }
  return lines;
}

std::map<std::string, std::vector<std::string>> ReadTable(const std::string& name) {
  std::map<std::string, std::vector<std::string>> table;
  std::ifstream file(IBID_TESTS "/resolve/data/" + name);
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.starts_with('#')) {
      continue;
    }
    std::vector<std::string> cells;
    std::stringstream rest(line);
    for (std::string cell; std::getline(rest, cell, '\t');) {
      cells.push_back(cell);
    }
    table[cells.at(0)] = cells;
  }
  return table;
}

// "www.example.com.a-b" is https://www.example.com/a-b: the recording's name has the host and a
// slug of the rest.
std::string AskedBy(const std::string& name) {
  static const std::set<std::string> kTops = {"com", "net", "org", "be", "ly", "am", "it",
                                              "tv",  "to",  "io",  "fm", "co", "es", "me"};
  std::string host;
  std::size_t at = 0;
  while (at < name.size()) {
    const std::size_t dot = std::min(name.find('.', at), name.size());
    const std::string label = name.substr(at, dot - at);
    host += (host.empty() ? "" : ".") + label;
    at = dot + 1;
    if (host.find('.') != std::string::npos && kTops.contains(label)) {
      if (label == "co" && at < name.size()) {  // co.uk, co.jp
        host += "." + name.substr(at, 2);
        at += 3;
      }
      break;
    }
  }
  return "https://" + host + "/" + (at < name.size() ? name.substr(at) : "");
}

std::string FirstWord(std::string_view text) {
  return std::string(text.substr(0, text.find(' ')));
}

Recorded ReadAnswer(const json::Value& line) {
  Recorded recorded;
  recorded.name = line["recorded_as"].string();
  recorded.asked = AskedBy(recorded.name);
  recorded.answer.status = static_cast<int>(line["statusCode"].integer());
  recorded.answer.body = line["body"].string();
  std::string location;
  for (const auto& [name, values] : line["headers"].members()) {
    if (text::EqualNoCase(name, "location")) {
      for (const json::Value& value : values.items()) {
        recorded.via.push_back(FirstWord(value.string()));
      }
    } else if (text::EqualNoCase(name, "content-location")) {
      location = FirstWord(values[0].string());
    } else if (!values.items().empty() && !text::EqualNoCase(name, "content-encoding")) {
      recorded.answer.headers.emplace_back(name, values.items().back().string());
    }
  }
  // The body of a record is UTF-8, whatever it was on the wire.
  for (auto& [name, value] : recorded.answer.headers) {
    if (text::EqualNoCase(name, "content-type") && value.starts_with("text/")) {
      value = value.substr(0, value.find(';')) + "; charset=utf-8";
    }
  }
  const bool has_path = url::Url::Parse(recorded.asked)->path().find_first_not_of("/.") < 2;
  if (recorded.via.empty() || !has_path) {
    recorded.via.clear();
    recorded.asked = location.empty() ? recorded.asked : location;
  } else {
    recorded.via.push_back(location);
  }
  return recorded;
}

// The chain of the page itself: posts too are judged by their pages here.
Chain Replay(const Recorded& recorded) {
  ScriptedWeb web(TestNow());
  std::string at = recorded.asked;
  std::set<std::string> seen = {at};
  for (const std::string& next : recorded.via) {
    const auto target = url::Url::Parse(at)->Resolve(next);
    if (target && seen.insert(target->ForRequest()).second) {
      web.AddRedirect(at, 302, target->ForRequest());
      at = target->ForRequest();
    }
  }
  web.Add(at, recorded.answer);
  const auto second = recorded.via.empty()
                          ? std::nullopt
                          : url::Url::Parse(recorded.asked)->Resolve(recorded.via.front());
  web.AddRule([=](const HttpRequest& request) {
    Scripted nothing;
    const auto back = second ? second->Parameter("continue") : std::nullopt;
    const auto asked = back ? url::Url::Parse(*back) : std::nullopt;
    if (asked && asked->ForRequest() == request.url) {
      nothing.status = 302;  // The address in full, of which the recording's name is a part.
      nothing.headers.emplace_back("Location", second->ForRequest());
      return std::optional(nothing);
    }
    // Sent on to what was not recorded.
    nothing.failure = Failure::kOffline;
    return std::optional(nothing);
  });
  ResolveOptions options;
  options.third_parties = false;
  const Reference reference = UrlReference(recorded.asked);
  Inquiry inquiry(reference, options, web);
  Chain chain;
  net::Spawn<Chain>(Follow(inquiry, recorded.asked, HopVia::kStart, StopAt::kEnd),
                    [&](Chain done) { chain = std::move(done); });
  web.Drain();
  return chain;
}

std::string Normal(const std::string& address) {
  const auto url = url::Url::Parse(address);
  return url ? url->ForRequest() : address;
}

std::vector<Recorded> ReadAnswers() {
  std::map<std::string, std::string> asked;
  for (const json::Value& reading : ReadLines(IBID_SHARED "/data/http/recorded-expected.jsonl")) {
    asked[std::string(reading["recorded_as"].string())] = reading["url"].string();
  }
  std::vector<Recorded> all;
  for (const json::Value& line : ReadLines(IBID_SHARED "/data/http/recorded-answers.jsonl")) {
    Recorded recorded = ReadAnswer(line);
    const auto reading = asked.find(recorded.name);
    const auto ours = url::Url::Parse(recorded.asked);
    const auto theirs = url::Url::Parse(reading == asked.end() ? "" : reading->second);
    // Some are sent on to where they were, with a cookie.
    std::erase_if(recorded.via, [&](const std::string& next) {
      return theirs && Normal(next) == theirs->ForRequest() && &next != &recorded.via.back();
    });
    // The other library gives the address that was asked, where the page names no other.
    if (ours && theirs && ours->host() == theirs->host() && !recorded.via.empty()) {
      recorded.asked = theirs->text();
    }
    recorded.asked = Normal(recorded.asked);
    all.push_back(std::move(recorded));
  }
  return all;
}

TEST(RecordedWebTest, VerdictsReadByEye) {
  const std::vector<Recorded> answers = ReadAnswers();
  if (answers.empty()) {
    GTEST_SKIP() << "no recorded-answers.jsonl under " << IBID_SHARED;
  }
  const auto table = ReadTable("recorded_verdicts.tsv");
  std::set<std::string> seen;
  for (const Recorded& recorded : answers) {
    const Judgement judgement = Judge(Replay(recorded));
    const std::string verdict(Name(judgement.verdict));
    const std::string told = recorded.name + "\t" + verdict + "\t" + judgement.reasons.at(0);
    const auto expected = table.find(recorded.name);
    seen.insert(recorded.name);
    if (expected == table.end()) {
      ADD_FAILURE() << "not in the table: " << told;
      continue;
    }
    EXPECT_EQ(verdict, expected->second.at(1)) << told;
  }
  EXPECT_EQ(seen.size(), table.size());
}

std::string Plain(std::string_view words) {
  std::string plain;
  for (const char c : text::Lower(words)) {
    if (!std::isspace(static_cast<unsigned char>(c))) {
      plain += c;
    }
  }
  return plain;
}

std::string Key(std::string_view address) {
  const auto url = url::Url::Parse(address);
  return url ? url::IdentityKey(*url) : std::string(address);
}

bool IsThere(Verdict verdict) {
  return verdict == Verdict::kAlive || verdict == Verdict::kMoved || verdict == Verdict::kPaywall;
}

using Field = std::array<std::string, 3>;  // Its name, their reading, ours.

std::vector<Field> FieldsOf(const json::Value& reading, const Chain& chain) {
  const Page& page = chain.page;
  const std::string& address = page.canonical_url.empty() ? chain.final_url : page.canonical_url;
  return {{"title", Plain(reading["title"].string()), Plain(page.title)},
          {"author", Plain(reading["authorName"].string()), Plain(page.author)},
          {"site", Plain(reading["providerName"].string()), Plain(page.site)},
          {"date", std::string(reading["publishedTime"].string().substr(0, 10)),
           page.published.substr(0, 10)},
          {"url", Key(reading["url"].string()), Key(address)}};
}

// A title with its site's name before or behind it is the same; a site that does not name itself
// has its host's name, in full or in part.
bool IsSame(const std::string& field, const std::string& theirs, const std::string& ours,
            const Chain& chain) {
  if (theirs == ours) {
    return true;
  }
  if (field == "title") {
    return !ours.empty() && (theirs.starts_with(ours) || theirs.ends_with(ours) ||
                             (ours.starts_with(theirs) && !chain.page.site.empty()));
  }
  const auto host = url::Url::Parse(chain.final_url);
  return field == "site" && host && (ours.empty() || ours == Plain(host->host())) &&
         std::string(host->host()).find(theirs) != std::string::npos;
}

// What the oEmbed interface of the page answered, where that was recorded: the same field there.
std::string ByOembed(const std::string& field, const Recorded& recorded) {
  Exchange exchange;
  exchange.status = recorded.answer.status;
  exchange.body = recorded.answer.body;
  const OembedAnswer oembed = ReadOembed("", exchange);
  return field == "title"    ? Plain(oembed.title)
         : field == "author" ? Plain(oembed.author)
         : field == "site"   ? Plain(oembed.provider)
                             : "";
}

TEST(RecordedWebTest, PagesSayWhatAnotherLibraryReads) {
  const std::vector<json::Value> readings =
      ReadLines(IBID_SHARED "/data/http/recorded-expected.jsonl");
  if (readings.empty()) {
    GTEST_SKIP() << "no recorded answers under " << IBID_SHARED;
  }
  std::map<std::string, Recorded> by_name;
  for (Recorded& recorded : ReadAnswers()) {
    by_name.emplace(recorded.name, std::move(recorded));
  }
  const auto explained = ReadTable("recorded_differences.tsv");
  const auto oembeds = ReadTable("recorded_oembed.tsv");
  int equal = 0, compared = 0, unexplained = 0, walls = 0, theirs_is_none = 0, by_oembed = 0;
  std::set<std::string> used;
  for (const json::Value& reading : readings) {
    const std::string name(reading["recorded_as"].string());
    if (!by_name.contains(name)) {
      continue;
    }
    const Chain chain = Replay(by_name.at(name));
    if (!IsThere(Judge(chain).verdict)) {
      ++walls;  // The other library has what it says from elsewhere, or reads the wall.
      continue;
    }
    for (const auto& [field, theirs, ours] : FieldsOf(reading, chain)) {
      if (theirs.empty()) {
        continue;
      }
      const std::string key = name + "/" + field;
      if (IsSame(field, theirs, ours, chain)) {
        ++equal;
        ++compared;
      } else if (explained.contains(key)) {
        used.insert(key);
        const auto asked = oembeds.find(name);
        const bool told =
            asked != oembeds.end() && explained.at(key).at(1) == "elsewhere" &&
            IsSame(field, theirs, ByOembed(field, by_name.at(asked->second.at(1))), chain);
        by_oembed += told ? 1 : 0;
        // What is not in this answer (asked of an interface, say) cannot be read from it.
        compared += explained.at(key).at(1) == "elsewhere" ? 0 : 1;
        theirs_is_none += explained.at(key).at(1) == "theirs" ? 1 : 0;
      } else {
        ++compared;
        ++unexplained;
        std::cout << "  " << key << "\t" << theirs << "\t" << ours << "\n";
      }
    }
  }
  std::cout << equal << " of " << compared << " fields equal (of the others " << theirs_is_none
            << " are no such thing in their reading), " << used.size() << " differences explained, "
            << unexplained << " not; " << by_oembed
            << " more by the page's oEmbed interface, as far as it was recorded; " << walls
            << " answers that are not the work's page\n";
  EXPECT_EQ(unexplained, 0);
  EXPECT_EQ(used.size(), explained.size()) << "an explanation that explains nothing";
  EXPECT_GE(equal * 100, compared * 80);
  EXPECT_GE(equal * 100, (compared - theirs_is_none) * 90);
  EXPECT_GE((equal + by_oembed) * 100, (compared + by_oembed) * 85);
  EXPECT_GE(by_oembed, 10);
}

}  // namespace
}  // namespace ibid::resolve
