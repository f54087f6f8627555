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
      "index.html", "index.htm", "index.php", "index.aspx", "default.aspx", "default.asp", "home",
      "homepage",   "home.html", "home.aspx", "en",         "us",           "uk",          "de",
      "fr",         "es",        "en-us",     "en-gb",      "en_us"};
  const std::vector<std::string> segments = PathSegments(url);
  return segments.empty() || (segments.size() == 1 && kFronts.contains(text::Lower(segments[0])));
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
                       ContentWords(to.path()).size() <= kSectionWordsMax &&
                       SharedWords(old.back(), to.text()).empty();
  return above || section ? std::optional("sent to a section page instead: " + to.text())
                          : std::nullopt;
}

}  // namespace ibid::resolve
