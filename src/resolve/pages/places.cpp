#include "resolve/pages/places.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string_view>

#include "resolve/words.h"
#include "text/utf8.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kSectionWordsMax = 2;

bool IsWordless(const std::string& segment) {
  return ContentWords(segment).size() <= kSectionWordsMax;
}

// A query that carries on what the old address said: "/?p=123" of "/archive/123".
bool CarriesOver(const url::Url& from, const url::Url& to) {
  return !to.query().empty() && !SharedWords(from.path(), url::PercentDecode(to.query())).empty();
}

// Whether an address keeps what the old one said of its work: its number, or half of the words of
// its last part. The words of its folders are those of a section.
bool KeepsTheWork(const std::vector<std::string>& old, const url::Url& to) {
  constexpr std::size_t kNumberMin = 5;
  std::string folders;
  for (std::size_t i = 0; i + 1 < old.size(); ++i) {
    folders += old[i] + " ";
  }
  const std::vector<std::string> shared = SharedWords(old.back(), folders);
  const std::set<std::string, std::less<>> common(shared.begin(), shared.end());
  std::size_t kept = 0;
  for (const std::string& word : SharedWords(old.back(), url::PercentDecode(to.text()))) {
    const bool number = word.find_first_of("0123456789") != std::string::npos;
    if (number && word.size() >= kNumberMin) {
      return true;
    }
    kept += common.contains(word) ? 0U : 1U;
  }
  return kept > 0 && kept * 2 >= ContentWords(old.back()).size() - common.size();
}

// The folder of a language, or of a language in a country: "fr", "pt-br".
bool IsLanguage(const std::string& segment) {
  constexpr std::size_t kCode = 2;
  const auto is_code = [](std::string_view code) {
    return code.size() == kCode && text::IsLetter(static_cast<unsigned char>(code[0])) &&
           text::IsLetter(static_cast<unsigned char>(code[1]));
  };
  const std::string_view whole = segment;
  return is_code(whole) ||
         (whole.size() == 2 * kCode + 1 && (whole[kCode] == '-' || whole[kCode] == '_') &&
          is_code(whole.substr(0, kCode)) && is_code(whole.substr(kCode + 1)));
}

bool SameSegment(const std::string& a, const std::string& b) {
  return text::EqualNoCase(a, b);
}

}  // namespace

std::vector<std::string> PathSegments(const url::Url& url) {
  std::vector<std::string> segments = url.Segments();
  std::erase(segments, "");
  return segments;
}

bool IsFrontPage(const url::Url& url) {
  static const std::set<std::string, std::less<>> kFronts = {
      "index.html",  "index.htm", "index.php", "index.aspx", "default.aspx",
      "default.asp", "home",      "homepage",  "home.html",  "home.aspx"};
  const std::vector<std::string> segments = PathSegments(url);
  return segments.empty() || (segments.size() == 1 && (IsLanguage(segments[0]) ||
                                                       kFronts.contains(text::Lower(segments[0]))));
}

bool NamesAWork(const std::string& segment) {
  constexpr std::size_t kNumberMin = 5;  // A year has four digits.
  std::size_t run = 0;
  for (const char c : segment) {
    run = text::IsDigit(static_cast<unsigned char>(c)) ? run + 1 : 0;
    if (run >= kNumberMin) {
      return true;
    }
  }
  return !IsWordless(segment);
}

std::optional<std::string> LeadsAway(const url::Url& from, const url::Url& to) {
  const bool from_front = IsFrontPage(from);
  if (from_front && !NamesAWork(std::string(from.query()))) {
    return std::nullopt;  // "/?lang=en" is the front page; "/?p=2064839" is a work.
  }
  if (IsFrontPage(to)) {
    return CarriesOver(from, to)
               ? std::nullopt
               : std::optional("sent to the front page of " + std::string(to.host()) + " instead");
  }
  const std::vector<std::string> old = PathSegments(from);
  const std::vector<std::string> now = PathSegments(to);
  if (from_front || CarriesOver(from, to) || NamesAWork(now.back())) {
    return std::nullopt;
  }
  const bool above =
      now.size() < old.size() && std::equal(now.begin(), now.end(), old.begin(), SameSegment);
  const bool section = now.size() <= kSectionWordsMax && old.size() >= now.size() &&
                       (old.size() > now.size() || NamesAWork(old.back())) &&
                       ContentWords(from.path()).size() > kSectionWordsMax &&
                       ContentWords(to.path()).size() <= kSectionWordsMax && !KeepsTheWork(old, to);
  return above || section ? std::optional("sent to a section page instead: " + to.text())
                          : std::nullopt;
}

}  // namespace ibid::resolve
