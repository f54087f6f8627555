#include "resolve/seed.h"

#include <fstream>
#include <sstream>
#include <utility>

#include "resolve/show.h"

namespace ibid::resolve {
namespace {

Reference Post(std::string id, std::string author, std::string account, IsoDate date,
               std::string text, std::vector<std::string> links) {
  Reference post = LostPostReference(std::move(account), std::move(date), std::move(text));
  post.id = std::move(id);
  post.label = "post by @" + post.account;
  post.author = std::move(author);
  post.links = std::move(links);
  return post;
}

Reference Story(std::string id, std::string name, std::string domain, std::string said) {
  Reference story;
  story.id = std::move(id);
  story.kind = ReferenceKind::kStory;
  story.label = "story of " + name;
  story.agent = name;
  story.outlet.name = std::move(name);
  story.outlet.domains = {std::move(domain)};
  story.date = "2015-09-28";
  story.text = std::move(said);
  return story;
}

Reference Short(std::string id, std::string url) {
  Reference link = UrlReference(std::move(url));
  link.id = std::move(id);
  link.kind = ReferenceKind::kShortUrl;
  link.label = link.url;
  return link;
}

}  // namespace

ResolveOptions SeedOptions() {
  ResolveOptions options;
  options.article_date = "2015-09-28";
  options.article_title = "Iraq May Share Intelligence on ISIL Against US Wishes";
  return options;
}

std::vector<Reference> SeedReferences() {
  std::vector<Reference> all;
  all.push_back(Post("r1", "CFR", "CFR_org", "2015-09-25",
                     "al-Jaafari: it is true that Iraq needs equipment, intelligence, air support, "
                     "but we do not need foreign bases from any countries. #CFRLive",
                     {}));
  all.push_back(Story("r2", "The New York Times", "nytimes.com",
                      "an arrangement to exchange intelligence about ISIS with Russia, Syria and "
                      "Iran, reached without Washington, because thousands of volunteers from "
                      "Russia join the Islamic State"));
  all.push_back(Post("r3", "Department of State", "StateDept", "2015-09-27",
                     "This morning, @JohnKerry met with Russian Foreign Minister Lavrov at #UNGA. "
                     "More photos: https://t.co/rNLKdVKzkW pic.twitter.com/ci7fsosolo",
                     {"https://t.co/rNLKdVKzkW", "https://pic.twitter.com/ci7fsosolo"}));
  all.push_back(Short("r4", "https://t.co/rNLKdVKzkW"));
  all.push_back(Post("r5", "Haidar Sumeri", "IraqiSecurity", "2015-04-19",
                     "#Iraq; Iraqi air crews reloading a Su-25 jet before it takes off and unloads "
                     "on Da'ish militants in the Baiji area. pic.twitter.com/JLqabFtS7Q",
                     {"https://pic.twitter.com/JLqabFtS7Q"}));
  all.push_back(Post("r6", "Serge", "Zinvor", "2015-04-09",
                     "Cool #Iraq Ministry of Defence video encouraging people to join Iraqi Army. "
                     "Mi-28NE, Su-25 & TOS-1 make appearances. https://t.co/y9SE7wG6s0",
                     {"https://t.co/y9SE7wG6s0"}));
  all.push_back(Short("r7", "https://t.co/y9SE7wG6s0"));
  all.push_back(Story("r8", "Sputnik", "sputniknews.com",
                      "Iraq May Share Intelligence on ISIL Against US Wishes"));
  Reference statement;
  statement.id = "r9";
  statement.kind = ReferenceKind::kStatement;
  statement.label = "statement";
  statement.agent = "the Iraqi Defense Ministry";
  all.push_back(std::move(statement));
  return all;
}

std::string ShowSeed(const std::vector<Reference>& references,
                     const std::vector<Resolution>& resolutions) {
  std::string out;
  for (std::size_t i = 0; i < resolutions.size() && i < references.size(); ++i) {
    out += references[i].id + " " + references[i].label + "\n" + Show(resolutions[i]);
  }
  return out;
}

std::string SeedExpected() {
  std::ifstream in(IBID_TESTS "/resolve/seed.expected");
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace ibid::resolve
