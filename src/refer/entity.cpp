#include "refer/entity.h"

#include <algorithm>

#include "text/utf8.h"

namespace ibid::refer {
namespace {

// "Iraq's" and "Iraqi", "Russia's" and "Russian": the same country, told by its first letters.
bool SameOwner(std::string_view owner, std::string_view attribute) {
  constexpr std::size_t kLetters = 4;
  const std::size_t n = std::min({kLetters, owner.size(), attribute.size()});
  return n >= 2 && text::EqualNoCase(owner.substr(0, n), attribute.substr(0, n));
}

}  // namespace

std::vector<std::string_view> Words(std::string_view text) {
  std::vector<std::string_view> out;
  while (!(text = text::Trim(text)).empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n\t"), text.size());
    out.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return out;
}

std::string_view LastWord(std::string_view text) {
  text = text::Trim(text);
  const std::size_t at = text.find_last_of(" \n\t");
  return at == std::string_view::npos ? text : text.substr(at + 1);
}

std::string_view WithoutArticle(std::string_view text) {
  for (const std::string_view article : {"the ", "a ", "an "}) {
    if (text::StartsWithNoCase(text, article)) {
      return text::Trim(text.substr(article.size()));
    }
  }
  return text;
}

bool HasWord(std::string_view text, std::string_view word) {
  for (const std::string_view w : Words(text)) {
    std::string_view bare = w;
    while (!bare.empty() && (bare.back() == ',' || bare.back() == '.')) {
      bare.remove_suffix(1);
    }
    if (text::EqualNoCase(bare, word)) {
      return true;
    }
  }
  return false;
}

detect::Gender GenderIn(std::string_view text) {
  for (std::string_view word : Words(text)) {
    while (!word.empty() && word.back() == ',') {
      word.remove_suffix(1);
    }
    const detect::Gender gender = detect::GenderOf(word);
    if (gender != detect::Gender::kUnknown) {
      return gender;
    }
  }
  return detect::Gender::kUnknown;
}

bool HasOwner(std::string_view name) {
  return name.find("'s ") != std::string_view::npos ||
         name.find("\xE2\x80\x99s ") != std::string_view::npos;
}

bool SameBody(std::string_view name, std::string_view longer) {
  const std::vector<std::string_view> a = Words(name);
  const std::vector<std::string_view> b = Words(longer);
  if (a.size() > b.size()) {
    return false;
  }
  for (std::size_t k = 0; k < a.size(); ++k) {
    const std::string_view mine = a[a.size() - 1 - k];
    const std::string_view theirs = b[b.size() - 1 - k];
    const bool owner = k + 1 == a.size() && mine.size() > 3 &&
                       (mine.ends_with("'s") || mine.ends_with("\xE2\x80\x99s"));
    if (!text::EqualNoCase(mine, theirs) && !(owner && SameOwner(mine, theirs))) {
      return false;
    }
  }
  return a.size() > 1 || a.size() == b.size();
}

}  // namespace ibid::refer
