#include "read/front_matter.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "read/author_names.h"
#include "read/page_dates.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::read {
namespace {

constexpr std::size_t kBytesMax = 64U << 10U;  // Longer ones are no front matter.
constexpr std::string_view kFrom = "front matter";

enum class Key { kNone, kTitle, kAuthor, kPublished, kModified, kLanguage, kAbout, kOutlet, kUrl };
struct Name {
  std::string_view name;
  Key key;
};
// As the documents of Jekyll, Hugo, Eleventy, Pandoc, Ghost and Astro's templates name them.
constexpr auto kNames = std::to_array<Name>({{"title", Key::kTitle},
                                             {"headline", Key::kTitle},
                                             {"author", Key::kAuthor},
                                             {"authors", Key::kAuthor},
                                             {"byline", Key::kAuthor},
                                             {"date", Key::kPublished},
                                             {"published", Key::kPublished},
                                             {"publishdate", Key::kPublished},
                                             {"pubdate", Key::kPublished},
                                             {"date_published", Key::kPublished},
                                             {"published_at", Key::kPublished},
                                             {"lastmod", Key::kModified},
                                             {"updated", Key::kModified},
                                             {"modified", Key::kModified},
                                             {"updated_at", Key::kModified},
                                             {"last_modified_at", Key::kModified},
                                             {"lang", Key::kLanguage},
                                             {"language", Key::kLanguage},
                                             {"description", Key::kAbout},
                                             {"summary", Key::kAbout},
                                             {"excerpt", Key::kAbout},
                                             {"publisher", Key::kOutlet},
                                             {"site_name", Key::kOutlet},
                                             {"canonical_url", Key::kUrl},
                                             {"canonicalurl", Key::kUrl},
                                             {"canonical", Key::kUrl}});

Key KeyOf(std::string_view written) {
  const std::string name = text::Lower(written);
  const auto* const row =
      std::find_if(kNames.begin(), kNames.end(), [&](const Name& one) { return one.name == name; });
  return row == kNames.end() ? Key::kNone : row->key;
}

// The first line of `rest`, which it is taken from.
std::string_view TakeLine(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  return line;
}

// A scalar without its quotes; a comment after it goes.
std::string Scalar(std::string_view written) {
  written = text::Trim(written);
  const char quote = written.empty() ? '\0' : written.front();
  if (quote != '"' && quote != '\'') {
    written = written.substr(0, written.find(" #"));
    return text::FoldSpace(written);
  }
  std::string out;
  for (std::size_t i = 1; i < written.size(); ++i) {
    const bool escaped = quote == '"' ? written[i] == '\\' : written.substr(i).starts_with("''");
    if (escaped && i + 1 < written.size()) {
      out += written[++i];
    } else if (written[i] == quote) {
      break;
    } else {
      out += written[i];
    }
  }
  return text::FoldSpace(out);
}

// "[a, 'b, c']", or one scalar.
std::vector<std::string> List(std::string_view written) {
  written = text::Trim(written);
  if (!written.starts_with('[')) {
    return {Scalar(written)};
  }
  std::vector<std::string> out;
  char quote = '\0';
  std::size_t begin = 1;
  for (std::size_t i = 1; i < written.size(); ++i) {
    const char c = written[i];
    if (quote != '\0') {
      quote = c == quote ? '\0' : quote;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == ',' || c == ']') {
      out.push_back(Scalar(written.substr(begin, i - begin)));
      begin = i + 1;
    }
  }
  return out;
}

class FrontMatter {
 public:
  explicit FrontMatter(Metadata& metadata) : metadata_(metadata) {}

  void Take(Key key, std::string_view written) {
    switch (key) {
      case Key::kTitle:
        return Set(metadata_.title, Scalar(written));
      case Key::kPublished:
        return Set(metadata_.published, NormaliseDate(Scalar(written)));
      case Key::kModified:
        return Set(metadata_.modified, NormaliseDate(Scalar(written)));
      case Key::kLanguage:
        return Set(metadata_.language, text::Lower(Scalar(written)));
      case Key::kAbout:
        return Set(metadata_.description, Scalar(written));
      case Key::kOutlet:
        return Set(metadata_.publisher, Scalar(written));
      case Key::kUrl: {
        const auto parsed = url::Url::Parse(Scalar(written));
        return Set(metadata_.canonical_url, parsed && parsed->is_http() ? parsed->text() : "");
      }
      case Key::kAuthor:
        for (const std::string& name : List(written)) {
          AddAuthors(name);
        }
        return;
      case Key::kNone:
        return;
    }
  }

 private:
  static void Set(Fact& fact, std::string value) {
    if (!fact.known() && !value.empty()) {
      fact = {std::move(value), std::string(kFrom), std::nullopt};
    }
  }

  void AddAuthors(std::string_view field) {
    for (std::string& name : AuthorNamesOfField(field)) {
      if (metadata_.authors.size() < kAuthorsMax) {
        metadata_.authors.push_back({std::move(name), std::string(kFrom), std::nullopt});
      }
    }
  }

  Metadata& metadata_;
};

}  // namespace

std::size_t ReadFrontMatter(std::string_view markdown, Metadata& metadata) {
  std::string_view rest = markdown.substr(0, kBytesMax);
  const std::string_view fence = text::Trim(TakeLine(rest));
  if (fence != "---" && fence != "+++") {
    return 0;
  }
  const char separator = fence == "+++" ? '=' : ':';
  std::vector<std::pair<Key, std::string_view>> taken;
  Key key = Key::kNone;
  while (!rest.empty()) {
    const std::string_view line = TakeLine(rest);
    if (line == fence || (line == "..." && separator == ':')) {
      FrontMatter matter(metadata);
      for (const auto& [of, written] : taken) {
        matter.Take(of, written);
      }
      return static_cast<std::size_t>(rest.data() - markdown.data());
    }
    const std::string_view words = text::Trim(line);
    if (words.starts_with("- ") && key == Key::kAuthor) {
      std::string_view item = words.substr(2);
      item.remove_prefix(item.starts_with("name:") ? 5 : 0);
      taken.emplace_back(key, item);
      continue;
    }
    const std::size_t end = line.find(separator);
    if (end == std::string_view::npos || line.starts_with(' ') || line.starts_with('#')) {
      continue;
    }
    key = KeyOf(text::Trim(line.substr(0, end)));
    if (!text::Trim(line.substr(end + 1)).empty()) {
      taken.emplace_back(key, line.substr(end + 1));
    }
  }
  return 0;
}

}  // namespace ibid::read
