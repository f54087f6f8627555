#include "read/title_text.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "text/utf8.h"

namespace ibid::read {
namespace {

constexpr std::size_t kSiteBytesMax = 40;  // A longer last part is the title's own.
constexpr std::size_t kSiteWordsMax = 4;
constexpr std::size_t kTitleBytesMax = 2000;

constexpr auto kSeparators =
    std::to_array<std::string_view>({" | ", " - ", " – ", " — ", " · ", " • ", " « ", " » ",
                                     " :: ", " // ", "｜", " ǀ ", " ∙ ", ": "});

bool IsSite(std::string_view part, const std::string& site_key, const std::string& host_key) {
  const std::string key = TitleKey(part);
  if (key.size() < 2) {
    return false;
  }
  const bool named = !site_key.empty() && (key == site_key || key.find(site_key) == 0 ||
                                           (site_key.find(key) == 0 && key.size() >= 4));
  const bool hosted = !host_key.empty() &&
                      (host_key == key ||
                       (key.size() >= 4 && (host_key.find(key) == 0 || key.find(host_key) == 0)));
  return named || hosted;
}

std::size_t Words(std::string_view text) {
  std::size_t words = text.empty() ? 0 : 1;
  for (const char c : text) {
    words += c == ' ' ? 1U : 0U;
  }
  return words;
}

struct Cut {
  std::size_t at = std::string_view::npos;
  std::size_t size = 0;
};

// Each begins with a space, a colon or a character beyond ASCII: elsewhere none needs to be tried.
bool MayBeSeparator(char c) {
  return c == ' ' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
}

Cut SeparatorAt(std::string_view title, std::size_t at, bool colon_too) {
  for (const std::string_view separator : kSeparators) {
    if (title.substr(at).starts_with(separator) && (colon_too || separator != ": ")) {
      return {at, separator.size()};
    }
  }
  return {};
}

Cut LastSeparator(std::string_view title, bool colon_too) {
  Cut cut;
  for (std::size_t at = title.size(); at > 0 && cut.size == 0; --at) {
    if (MayBeSeparator(title[at - 1])) {
      cut = SeparatorAt(title, at - 1, colon_too);
    }
  }
  return cut;
}

Cut FirstSeparator(std::string_view title) {
  Cut cut;
  for (std::size_t at = 0; at < title.size() && cut.size == 0; ++at) {
    if (MayBeSeparator(title[at])) {
      cut = SeparatorAt(title, at, true);
    }
  }
  return cut;
}

// "Story | News" before " | Site": a last part as short as a section's name, set off alike.
void DropSection(std::string& title, std::string_view separator) {
  constexpr std::size_t kSectionBytesMax = 20;
  constexpr std::size_t kTitleWordsMin = 4;
  const std::size_t at = separator.empty() ? std::string::npos : title.rfind(separator);
  if (at == std::string::npos) {
    return;
  }
  const std::string_view last = std::string_view(title).substr(at + separator.size());
  if (last.size() <= kSectionBytesMax && Words(last) <= 2 &&
      Words(title.substr(0, at)) >= kTitleWordsMin) {
    title.erase(at);
  }
}

// "dailynews" of "www.dailynews.co.uk".
std::string HostKey(std::string_view host) {
  std::size_t begin = 0;
  for (const std::string_view label : {"www.", "m.", "mobile.", "edition.", "news.", "amp."}) {
    begin += host.substr(begin).starts_with(label) ? label.size() : 0;
  }
  host.remove_prefix(begin);
  return TitleKey(host.substr(0, host.find('.')));
}

}  // namespace

std::string TitleKey(std::string_view title) {
  std::string key;
  for (std::size_t at = 0; at < title.size();) {
    const text::Decoded c = text::DecodeAt(title, at);
    if (text::IsWordChar(c.code)) {
      text::Append(key, text::ToLower(c.code));
    }
    at += c.size;
  }
  return key;
}

bool IsNamedByHost(std::string_view part, std::string_view host) {
  constexpr std::size_t kWordMin = 3;
  const std::string hosts = TitleKey(host);
  std::size_t longest = 0;
  while (!part.empty()) {
    const std::size_t end = std::min(part.find(' '), part.size());
    const std::string word = TitleKey(part.substr(0, end));
    if (hosts.find(word) == std::string::npos) {
      return false;
    }
    longest = std::max(longest, word.size());
    part.remove_prefix(std::min(end + 1, part.size()));
  }
  return longest >= kWordMin;
}

TitleParts SplitAfter(std::string_view title, std::string_view head) {
  const std::string folded =
      text::FoldSpace(title.substr(0, text::BoundaryBefore(title, kTitleBytesMax)));
  const Cut cut = FirstSeparator(folded);
  if (head.empty() || cut.at == std::string_view::npos || folded.substr(0, cut.at) != head) {
    return {};
  }
  return {folded.substr(cut.at + cut.size), std::string(head)};
}

TitleParts SplitTitle(std::string_view title, const std::string& site_name, std::string_view host) {
  TitleParts parts;
  if (title.empty()) {
    return parts;
  }
  std::string rest = text::FoldSpace(title.substr(0, text::BoundaryBefore(title, kTitleBytesMax)));
  const std::string site_key = TitleKey(site_name);
  const std::string host_key = HostKey(host);
  // Two rounds: "Story - Section - Site" loses the site, and what follows the story is kept only
  // if it does not name the site again.
  std::string separator;
  for (int round = 0; round < 3; ++round) {
    const Cut cut = LastSeparator(rest, true);
    if (cut.at == std::string_view::npos || cut.at == 0) {
      break;
    }
    const std::string_view last = std::string_view(rest).substr(cut.at + cut.size);
    if (!IsSite(last, site_key, host_key)) {
      break;
    }
    parts.site = last;
    separator = rest.substr(cut.at, cut.size);
    rest = text::Trim(rest.substr(0, cut.at));
  }
  DropSection(rest, separator);
  const Cut first = FirstSeparator(rest);
  if (first.at != std::string_view::npos && first.at > 0 &&
      IsSite(std::string_view(rest).substr(0, first.at), site_key, host_key)) {
    parts.site = rest.substr(0, first.at);
    rest = rest.substr(first.at + first.size);
  }
  if (parts.site.empty()) {
    const Cut cut = LastSeparator(rest, false);
    if (cut.at != std::string_view::npos && cut.at > 0) {
      const std::string last = rest.substr(cut.at + cut.size);
      if (last.size() <= kSiteBytesMax && Words(last) <= kSiteWordsMax &&
          (Words(rest.substr(0, cut.at)) > Words(last) || IsNamedByHost(last, host))) {
        parts.site = last;
        rest = text::Trim(rest.substr(0, cut.at));
      }
    }
  }
  parts.title = rest;
  return parts;
}

}  // namespace ibid::read
