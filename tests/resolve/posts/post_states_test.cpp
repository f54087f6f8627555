#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "resolve/show.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "url/url.h"

// What platforms answer in each state of a post, a block each in data/posts.txt:
//
//   = platform: what it is | verdict
//   URL of the post
//   URL -> answer
//   ? field value
//
// Answers are those of show.h; "https://host/dir/*" is every other URL that begins so. What is not
// there is a name that does not exist. Fields: author, account, text, title, at, edited, media,
// reason (a part of the first), asked (how many requests), differs (what stands there).
namespace ibid::resolve {
namespace {

struct State {
  std::string name, verdict, url, lines;
  std::vector<std::string> expected;
};

std::vector<State> ReadStates() {
  std::ifstream file(IBID_TESTS "/resolve/data/posts.txt");
  std::vector<State> all;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("= ")) {
      const std::size_t bar = line.rfind(" | ");
      State next;
      next.name = line.substr(2, bar - 2);
      next.verdict = text::Trim(line.substr(bar + 3));
      all.push_back(std::move(next));
    } else if (line.empty() || line.starts_with('#') || all.empty()) {
      continue;
    } else if (line.starts_with("? ")) {
      all.back().expected.push_back(line.substr(2));
    } else if (line.find(" -> ") != std::string::npos) {
      all.back().lines += line + "\n";
    } else {
      all.back().url = line;
    }
  }
  return all;
}

Reference ReferenceTo(const std::string& address) {
  Reference reference;
  reference.id = "r1";
  reference.kind = ReferenceKind::kPost;
  const auto parsed = url::Url::Parse(address);
  const auto post = parsed ? url::PostOf(*parsed) : std::nullopt;
  EXPECT_TRUE(post.has_value()) << address;
  if (post) {
    reference.platform = post->platform;
    reference.post_id = post->post_id;
    reference.account = post->account;
    reference.url = post->url;
  }
  return reference;
}

std::map<std::string, std::string> FieldsOf(const Resolution& resolution, std::size_t asked) {
  std::map<std::string, std::string> fields;
  fields["title"] = resolution.title;
  fields["asked"] = std::to_string(asked);
  fields["published"] = resolution.published;
  if (resolution.post) {
    const PostFound& post = *resolution.post;
    fields["author"] = post.author;
    fields["account"] = post.account;
    fields["text"] = text::FoldSpace(post.text);
    fields["at"] = post.at ? FormatInstant(*post.at) : "";
    fields["edited"] = post.edited_at ? FormatInstant(*post.edited_at) : "";
    fields["media"] = post.media.empty() ? "" : post.media.front();
  }
  return fields;
}

TEST(PostStatesTest, EveryStateOfEveryPlatform) {
  std::map<std::string, int> platforms;
  const std::vector<State> all = ReadStates();
  for (const State& state : all) {
    test::ScriptedWeb web(TestNow());
    ScriptWithRest(web, state.lines);
    web.AddRule([](const HttpRequest& request) -> std::optional<test::Scripted> {
      return request.url.starts_with("https://web.archive.org/")
                 ? std::optional(ParseAnswer("200 []"))
                 : std::nullopt;
    });
    const Resolution resolution = RunOne(web, ReferenceTo(state.url));
    std::string told = state.name + ":";
    for (const std::string& reason : resolution.reasons) {
      told += "\n    " + reason;
    }
    EXPECT_EQ(Name(resolution.verdict), state.verdict) << told;
    EXPECT_FALSE(resolution.reasons.empty()) << told;
    EXPECT_TRUE(resolution.post.has_value()) << told;
    ++platforms[state.name.substr(0, state.name.find(':'))];
    auto fields = FieldsOf(resolution, web.asked().size());
    for (const std::string& line : state.expected) {
      const std::size_t space = line.find(' ');
      const std::string field = line.substr(0, space);
      const std::string value = space == std::string::npos ? "" : line.substr(space + 1);
      if (field == "reason") {
        EXPECT_NE(resolution.reasons.front().find(value), std::string::npos) << told;
      } else {
        EXPECT_EQ(fields[field], value) << told << "\n    " << field;
      }
    }
  }
  for (const auto& [platform, states] : platforms) {
    std::cout << platform << " " << states << ", ";
  }
  std::cout << all.size() << " states\n";
  EXPECT_GE(platforms.size(), 16U);
  EXPECT_GE(all.size(), 80U);
}

}  // namespace
}  // namespace ibid::resolve
