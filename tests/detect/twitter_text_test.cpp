// Measures the scanners against twitter-text's own conformance suite.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "detect/links_scan.h"
#include "detect/tags.h"
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

// The cases of one section of this file's shape: description, text, expected: [..] on lines.
std::vector<Case> Section(const std::string& path, const std::string& name) {
  std::ifstream file(path);
  std::vector<Case> cases;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("  ") && line.size() > 2 && line[2] != ' ' && line[2] != '#') {
      inside = line == "  " + name + ":";
    }
    std::size_t at = line.find(": ");
    if (!inside || at == std::string::npos) {
      continue;
    }
    at += 2;
    if (line.find("- description: ") != std::string::npos) {
      cases.emplace_back().description = line.substr(at);
    } else if (line.find("text: ") == 6 && line[at] == '"') {
      cases.back().text = Scalar(line, at);
    } else if (line.find("text: ") == 6) {
      cases.back().text = line.substr(at + 1, line.size() - at - 2);
    } else if (line.find("expected: [") == 6) {
      while ((at = line.find('"', at)) != std::string::npos) {
        cases.back().expected.push_back(Scalar(line, at));
      }
    }
  }
  return cases;
}

Strings Found(const std::string& text, const std::string& section) {
  Strings out;
  std::vector<TextSpan> links;
  for (const FoundUrl& url : ScanUrls(text)) {
    links.push_back(url.at);
    if (section.find("ur") == 0 || section.find("tco") == 0) {
      std::string written(Slice(text, url.at));
      while (url.truncated && (written.back() == '.')) {
        written.pop_back();
      }
      out.push_back(written);
    }
  }
  for (const FoundTag& tag : ScanTags(text, links)) {
    if ((tag.kind == MentionKind::kHandle && section == "mentions") ||
        (tag.kind == MentionKind::kHashtag && section == "hashtags") ||
        (tag.kind == MentionKind::kCashtag && section == "cashtags")) {
      out.emplace_back(tag.name);
    }
  }
  return out;
}

TEST(TwitterTextTest, AgreesWithTheConformanceSuite) {
  const std::string path = IBID_SHARED "/data/twitter-text/conformance/extract.yml";
  if (!std::filesystem::exists(path)) {
    GTEST_SKIP() << path << " is not there";
  }
  int right = 0;
  int all = 0;
  for (const std::string section :
       {"mentions", "urls", "tco_urls_with_params", "hashtags", "cashtags"}) {
    int section_right = 0;
    const std::vector<Case> cases = Section(path, section);
    for (const Case& c : cases) {
      const Strings found = Found(c.text, section);
      section_right += found == c.expected ? 1 : 0;
      if (found != c.expected) {
        std::cout << "differs: " << c.description << "\n   found:";
        for (const std::string& f : found) {
          std::cout << " " << f;
        }
        std::cout << "\n";
      }
    }
    std::cout << section << ": " << section_right << " of " << cases.size() << "\n";
    right += section_right;
    all += static_cast<int>(cases.size());
  }
  ASSERT_GT(all, 150);
  EXPECT_GE(right * 100, all * 93) << right << " of " << all;
}

}  // namespace
}  // namespace ibid::detect
