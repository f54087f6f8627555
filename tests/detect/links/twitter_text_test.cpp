// Holds the scanners against twitter-text's own conformance suite: all its sections of URLs,
// mentions, hashtags and cashtags. (Lists, "@name/list", are no kind of ours.)
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "detect/links/links_scan.h"
#include "detect/links/tags.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

using Strings = std::vector<std::string>;

// A double-quoted YAML scalar that begins at `at`; `at` moves behind it.
std::string Scalar(const std::string& line, std::size_t& at) {
  std::string out;
  for (++at; at < line.size() && line[at] != '"'; ++at) {
    if (line[at] != '\\') {
      out += line[at];
      continue;
    }
    const char kind = line[++at];
    const std::size_t digits = kind == 'U' ? 8 : kind == 'u' ? 4 : kind == 'x' ? 2 : 0;
    if (digits > 0) {
      text::Append(out,
                   static_cast<char32_t>(std::stoul(line.substr(at + 1, digits), nullptr, 16)));
      at += digits;
    } else {
      out += kind == 'n' ? '\n' : kind == 't' ? '\t' : kind;
    }
  }
  ++at;
  return out;
}

struct Case {
  std::string description;
  std::string text;
  Strings expected;
};

// The value behind `key` on the line, without its quotes; none where the line has another key.
std::optional<std::string> Value(const std::string& line, const std::string& key) {
  std::size_t at = line.find(key + ": ");
  if (at == std::string::npos) {
    return std::nullopt;
  }
  at += key.size() + 2;
  return line[at] == '"' ? Scalar(line, at) : line.substr(at + 1, line.size() - at - 2);
}

// The cases of one section of this file's shape: description, text, then expected as a list on its
// line, or as objects with a name and indices, one field a line.
std::vector<Case> Section(const std::string& path, const std::string& name) {
  std::ifstream file(path);
  std::vector<Case> cases;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("  ") && line.size() > 2 && line[2] != ' ' && line[2] != '#') {
      inside = line == "  " + name + ":";
    }
    if (!inside) {
      continue;
    }
    if (line.find("- description: ") != std::string::npos) {
      cases.emplace_back().description = *Value(line, "description");
    } else if (line.find("      text: ") == 0) {
      cases.back().text = *Value(line, "text");
    } else if (line.find("      expected: [") == 0) {
      for (std::size_t at = 0; (at = line.find('"', at)) != std::string::npos;) {
        cases.back().expected.push_back(Scalar(line, at));
      }
    } else if (line.find("        - ") == 0) {
      cases.back().expected.push_back(*Value(line, line.substr(10, line.find(':') - 10)));
    } else if (const std::size_t at = line.find("indices: ["); at != std::string::npos) {
      cases.back().expected.back() += " " + line.substr(at + 9);
    }
  }
  return cases;
}

std::string WithIndices(const std::string& text, TextSpan at) {
  const std::size_t begin = text::CountCodePoints(std::string_view(text).substr(0, at.begin));
  return " [" + std::to_string(begin) + ", " +
         std::to_string(begin + text::CountCodePoints(Slice(text, at))) + "]";
}

Strings Found(const std::string& text, const std::string& section) {
  const bool indices = section.find("_with_") != std::string::npos && section[0] != 't';
  Strings out;
  std::vector<TextSpan> links;
  const auto keep = [&](std::string name, TextSpan at) {
    out.push_back(name += indices ? WithIndices(text, at) : "");
  };
  for (const FoundUrl& url : ScanUrls(text)) {
    links.push_back(url.at);
    if (section.starts_with("ur") || section.starts_with("tco")) {
      // Theirs has no notion of a URL that is cut off.
      TextSpan at = url.at;
      while (url.truncated && text[at.end - 1] == '.') {
        --at.end;
      }
      keep(std::string(Slice(text, at)), at);
    }
  }
  for (const FoundTag& tag : ScanTags(text, links)) {
    if (section.starts_with(Name(tag.kind)) ||
        (tag.kind == MentionKind::kHandle && section.starts_with("mentions"))) {
      keep(std::string(tag.name), tag.at);
    }
  }
  return out;
}

std::string Joined(const Strings& strings) {
  std::string out;
  for (const std::string& s : strings) {
    out += out.empty() ? s : " | " + s;
  }
  return out;
}

// Where ibid reads a text otherwise than twitter-text, what it finds, and why.
struct Deviation {
  std::string description;
  std::string found;
  std::string reason;
};
const std::vector<Deviation>& Deviations() {
  static const std::vector<Deviation> deviations = {
      {"Extract lone metion but not @user@user (too close to an email)",
       "username | test@example.com",
       "@name@host is how the Fediverse writes accounts; the suite is older than Mastodon"},
      {"Extract a t.co URL with a long path", "http://t.co/abcdefghij",
       "no slug of t.co has more than 10 characters; what follows was glued to it when the post "
       "was made text"},
      {"Extract short URLs without protocol on ccTLD domains without path",
       "twitter.jp | foo.jp | foo.jp",
       "in prose \"it.so\" is a full stop without its space; a post of 140 characters is no prose"},
  };
  return deviations;
}

class TwitterTextTest : public ::testing::TestWithParam<std::string> {};

TEST_P(TwitterTextTest, AgreesWithTheConformanceSuite) {
  const std::string path = IBID_SHARED "/data/twitter-text/conformance/extract.yml";
  if (!std::filesystem::exists(path)) {
    GTEST_SKIP() << path << " is not there";
  }
  const std::vector<Case> cases = Section(path, GetParam());
  ASSERT_FALSE(cases.empty());
  std::size_t deviations = 0;
  for (const Case& c : cases) {
    const auto deviation =
        std::find_if(Deviations().begin(), Deviations().end(),
                     [&](const Deviation& d) { return d.description == c.description; });
    const bool differs = deviation != Deviations().end();
    deviations += differs ? 1 : 0;
    EXPECT_EQ(Joined(Found(c.text, GetParam())), differs ? deviation->found : Joined(c.expected))
        << c.description << "\n  " << c.text;
  }
  std::cout << GetParam() << ": " << cases.size() - deviations << " of " << cases.size() << "\n";
}

INSTANTIATE_TEST_SUITE_P(Sections, TwitterTextTest,
                         ::testing::Values("urls", "urls_with_indices",
                                           "urls_with_directional_markers", "tco_urls_with_params",
                                           "mentions", "mentions_with_indices", "hashtags",
                                           "hashtags_from_astral", "hashtags_with_indices",
                                           "cashtags", "cashtags_with_indices"),
                         [](const auto& section) { return section.param; });

}  // namespace
}  // namespace ibid::detect
