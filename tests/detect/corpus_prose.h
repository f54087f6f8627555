#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "text/utf8.h"

namespace ibid::detect {

// Articles of the PolNeAR corpus, read where they are: the tests of posts need prose that nobody
// wrote for them.
struct CorpusArticle {
  std::string name;
  std::string text;
};

inline std::string FileText(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// In order of their names; none where the corpus is missing. `part` is "train" or "dev".
inline std::vector<CorpusArticle> CorpusArticles(const std::string& part) {
  const std::filesystem::path folder =
      std::filesystem::path(IBID_SHARED) / "data" / "polnear" / "data" / part / "text";
  std::vector<CorpusArticle> articles;
  if (!std::filesystem::exists(folder)) {
    return articles;
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    articles.push_back({entry.path().filename().string(), FileText(entry.path())});
  }
  std::sort(articles.begin(), articles.end(),
            [](const CorpusArticle& a, const CorpusArticle& b) { return a.name < b.name; });
  return articles;
}

// The first two neighbouring paragraphs of running prose; empty where the article has none.
struct TwoParagraphs {
  std::string before;
  std::string after;
};

inline TwoParagraphs ProseOf(const CorpusArticle& article) {
  constexpr std::size_t kProseBytesMin = 120;
  TwoParagraphs prose;
  for (std::size_t at = 0; at < article.text.size();) {
    const std::size_t end = std::min(article.text.find('\n', at), article.text.size());
    const std::string line = text::FoldSpace(std::string_view(article.text).substr(at, end - at));
    at = end + 1;
    if (line.empty()) {
      continue;
    }
    const bool fits = line.size() >= kProseBytesMin && line.find('@') == std::string::npos &&
                      line.find('<') == std::string::npos;
    if (!fits) {
      prose.before.clear();
    } else if (prose.before.empty()) {
      prose.before = line;
    } else {
      prose.after = line;
      return prose;
    }
  }
  return {};
}

}  // namespace ibid::detect
