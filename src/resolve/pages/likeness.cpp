#include "resolve/pages/likeness.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <iterator>
#include <set>
#include <utility>
#include <vector>

#include "resolve/words.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::resolve {
namespace {

using Words = std::set<std::string, std::less<>>;

constexpr std::size_t kWordsMax = 4000;
constexpr std::size_t kLongBytes = 3000;

// Between spaces; of scripts that put none there, each character.
std::vector<std::string_view> WordsOf(std::string_view text) {
  constexpr char32_t kCjk = 0x2E80;
  std::vector<std::string_view> words;
  std::size_t begin = 0;
  const auto add = [&](std::size_t end) {
    if (end > begin) {
      words.push_back(text.substr(begin, end - begin));
    }
  };
  for (std::size_t at = 0; at < text.size() && words.size() < kWordsMax;) {
    const char c = text[at];
    const bool plain = static_cast<unsigned char>(c) < 0xE2U;
    if (c == ' ' || c == '\n') {
      add(at);
      begin = ++at;
    } else if (plain) {
      ++at;
    } else {
      const text::Decoded next = text::DecodeAt(text, at);
      at += next.size;
      if (next.code >= kCjk) {
        add(at);
        begin = at;
      }
    }
  }
  add(text.size());
  return words;
}

// The digests of each three words in a row, sorted, each once. A text of one or two words is one.
std::vector<std::size_t> Triples(std::string_view words) {
  const std::string lower = text::Lower(words);
  const std::vector<std::string_view> list = WordsOf(lower);
  std::vector<std::size_t> triples;
  constexpr std::size_t kInARow = 3;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i + kInARow > list.size() && i > 0) {
      break;
    }
    const std::string_view last = list[std::min(i + kInARow, list.size()) - 1];
    const std::size_t length = static_cast<std::size_t>(last.data() - list[i].data()) + last.size();
    triples.push_back(std::hash<std::string_view>{}(std::string_view(list[i].data(), length)));
  }
  std::sort(triples.begin(), triples.end());
  triples.erase(std::unique(triples.begin(), triples.end()), triples.end());
  return triples;
}

// How much of what either says in three words the other says, too.
double ShareOfTriples(std::string_view a, std::string_view b) {
  const std::vector<std::size_t> left = Triples(a);
  const std::vector<std::size_t> right = Triples(b);
  std::vector<std::size_t> shared;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(),
                        std::back_inserter(shared));
  const std::size_t all = left.size() + right.size() - shared.size();
  return all == 0 ? 1 : static_cast<double>(shared.size()) / static_cast<double>(all);
}

bool HasDigit(std::string_view word) {
  return word.find_first_of("0123456789") != std::string_view::npos;
}

// Lower case, with a space for each mark of ASCII, so that a slug's words are words.
std::string Plain(std::string_view text) {
  std::string plain = text::Lower(text);
  for (char& c : plain) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80U && !text::IsLetter(byte) && !text::IsDigit(byte)) {
      c = c == '\n' ? c : ' ';
    }
  }
  return plain;
}

Words WordsOfBoth(std::string_view address_a, std::string_view address_b) {
  const std::string both =
      Plain(url::PercentDecode(address_a) + " " + url::PercentDecode(address_b));
  const std::vector<std::string_view> words = WordsOf(both);
  return {words.begin(), words.end()};
}

// The distinct words of a text but those `known`, and how many numbers are in it.
struct Said {
  Words words;
  std::size_t numbers = 0;
};

Said WhatIsSaid(std::string_view text, const Words& known) {
  const std::string plain = Plain(text);
  Said said;
  for (const std::string_view word : WordsOf(plain)) {
    if (HasDigit(word)) {
      ++said.numbers;
    } else if (!known.contains(word)) {
      said.words.emplace(word);
    }
  }
  return said;
}

std::size_t CountOnlyIn(const Words& a, const Words& b) {
  return static_cast<std::size_t>(std::count_if(
      a.begin(), a.end(), [&](const std::string& word) { return !b.contains(word); }));
}

// A title or a heading without the words `known`.
std::string Apart(std::string_view title, const Words& known) {
  const std::string plain = Plain(title);
  std::string apart;
  for (const std::string_view word : WordsOf(plain)) {
    if (!known.contains(word)) {
      apart.append(word).append(" ");
    }
  }
  return apart;
}

// Where links are, in order, none inside another.
std::vector<TextSpan> LinksOf(const Markup& markup) {
  std::vector<TextSpan> links;
  for (Markup::Index e = 0; e < markup.size(); ++e) {
    if (markup.Name(e) == "a" && !markup.At(e).empty()) {
      links.push_back(markup.At(e));
    }
  }
  std::sort(links.begin(), links.end(),
            [](const TextSpan& a, const TextSpan& b) { return a.begin < b.begin; });
  std::size_t kept = 0;
  for (const TextSpan& link : links) {
    if (kept == 0 || links[kept - 1].end <= link.begin) {
      links[kept++] = link;
    }
  }
  links.resize(kept);
  return links;
}

// The readable text without the words of links, a zone a line; zones that are nothing but links
// leave none.
std::string TextOutsideLinks(const Page& page) {
  if (page.document.zones.empty()) {
    return page.text;
  }
  const std::vector<TextSpan> links = LinksOf(page.document.markup);
  std::string lines;
  for (const Zone& zone : page.document.zones) {
    if (zone.chrome) {
      continue;
    }
    std::string line;
    std::uint32_t at = zone.at.begin;
    auto link =
        std::lower_bound(links.begin(), links.end(), zone.at.begin,
                         [](const TextSpan& one, std::uint32_t begin) { return one.end <= begin; });
    for (; link != links.end() && link->begin < zone.at.end; ++link) {
      if (link->begin > at) {
        line += page.document.Text({at, link->begin});
      }
      at = std::max(at, std::min(link->end, zone.at.end));
    }
    line += page.document.Text({at, zone.at.end});
    line = text::FoldSpace(line);
    if (!line.empty()) {
      lines += line + '\n';
    }
  }
  return lines;
}

// What a page says besides its own title, in distinct words and numbers.
std::size_t WordsBesideTheTitle(const Page& page, std::string_view text) {
  const Words title = WhatIsSaid(page.title + " " + page.site, {}).words;
  const Said said = WhatIsSaid(text, title);
  return said.words.size() + said.numbers;
}

// The line behind the heading, which says what the heading means.
std::string LineBehind(std::string_view text, std::string_view heading) {
  const std::size_t at = text.find(heading);
  const std::size_t end = at == std::string_view::npos ? at : text.find('\n', at);
  if (end == std::string_view::npos) {
    return {};
  }
  const std::string_view rest = text.substr(end + 1);
  return text::Lower(rest.substr(0, rest.find('\n')));
}

// A heading that is not, or may not be, the site's name over every page.
bool HasHeading(const Page& page) {
  return !page.headings.empty() && !page.headings.front().empty() &&
         page.headings.front() != page.title && page.headings.front() != page.site;
}

// The words that either alone says are as few as what changes from visit to visit.
bool SaysNoMore(std::string_view a, std::string_view b, const Words& known) {
  constexpr std::size_t kWordsLeft = 1;
  constexpr std::size_t kNumbersLeft = 4;
  constexpr std::size_t kTwentieth = 20;
  constexpr std::size_t kTenth = 10;
  const Said left = WhatIsSaid(a, known);
  const Said right = WhatIsSaid(b, known);
  const std::size_t part = std::min(a.size(), b.size()) >= kLongBytes ? kTenth : kTwentieth;
  const std::size_t most =
      std::max(kWordsLeft, std::min(left.words.size(), right.words.size()) / part);
  const std::size_t numbers = std::max(left.numbers, right.numbers);
  return CountOnlyIn(left.words, right.words) <= most &&
         CountOnlyIn(right.words, left.words) <= most &&
         numbers - std::min(left.numbers, right.numbers) <= kNumbersLeft;
}

// Of what they link to: a list of links beside none is what a page says, two lists are what a site
// recommends today.
bool AreAlikeInSize(std::size_t a, std::size_t b) {
  constexpr std::size_t kAFewWords = 40;
  constexpr std::size_t kTimes = 2;
  return std::max(a, b) <= kAFewWords + std::min(a, b) * kTimes;
}

bool IsBlankRoot(const Markup& markup, Markup::Index e, const Document& document) {
  static constexpr auto kRoots = std::to_array<std::string_view>(
      {"root", "app", "app-root", "__next", "__nuxt", "___gatsby", "react-root"});
  const std::string_view id = markup.Get(e, "id").value_or("");
  return std::find(kRoots.begin(), kRoots.end(), id) != kRoots.end() &&
         text::Trim(document.Text(markup.At(e))).empty();
}

}  // namespace

bool SamePage(const PageAt& a, const PageAt& b) {
  constexpr std::size_t kSayingWordsMin = 3;  // Beside title and links: the page has a word to say.
  constexpr double kMostly = 0.5;
  constexpr double kNearlyAll = 0.9;
  const Words known = WordsOfBoth(a.address, b.address);
  const bool heads = HasHeading(a.page) && HasHeading(b.page);
  const auto heading = [&](const Page& page) {
    return page.headings.empty() ? std::string() : Apart(page.headings.front(), known);
  };
  if (Apart(a.page.title, known) != Apart(b.page.title, known) ||
      heading(a.page) != heading(b.page)) {
    return false;
  }
  std::string left = TextOutsideLinks(a.page);
  std::string right = TextOutsideLinks(b.page);
  if (WordsBesideTheTitle(a.page, left) < kSayingWordsMin ||
      WordsBesideTheTitle(b.page, right) < kSayingWordsMin ||
      !AreAlikeInSize(a.page.text.size() - std::min(left.size(), a.page.text.size()),
                      b.page.text.size() - std::min(right.size(), b.page.text.size()))) {
    left = a.page.text;
    right = b.page.text;
  }
  const double share = ShareOfTriples(left, right);
  if (heads && share >= kMostly &&
      LineBehind(left, a.page.headings.front()) == LineBehind(right, b.page.headings.front())) {
    return true;
  }
  const bool long_and_alike = std::min(left.size(), right.size()) >= kLongBytes;
  return (!long_and_alike || share >= kNearlyAll) && SaysNoMore(left, right, known);
}

bool IsShell(const Page& page) {
  constexpr std::size_t kWaitingBytes = 200;
  constexpr std::size_t kSentenceBytes = 24;
  constexpr std::size_t kSentenceWords = 2;
  const Markup& markup = page.document.markup;
  for (Markup::Index e = 0; e < markup.size(); ++e) {
    if (IsBlankRoot(markup, e, page.document)) {
      return true;
    }
  }
  if (page.text.size() <= kWaitingBytes) {
    const std::string lower = text::Lower(page.text);
    for (const std::string_view word : {"javascript", "loading", "please wait"}) {
      if (lower.find(word) != std::string::npos) {
        return true;
      }
    }
  }
  const std::string own = TextOutsideLinks(page);
  return WordsBesideTheTitle(page, own) < kSentenceWords &&
         text::Trim(own).size() < kSentenceBytes + page.title.size();
}

bool LeadsOn(const Page& page) {
  constexpr int kLinksMin = 3;
  const Markup& markup = page.document.markup;
  int links = 0;
  for (Markup::Index e = 0; e < markup.size() && links < kLinksMin; ++e) {
    const std::string_view target =
        markup.Name(e) == "a" ? markup.Get(e, "href").value_or("") : std::string_view();
    links += target == "/" ? kLinksMin : target.empty() ? 0 : 1;
  }
  return links >= kLinksMin;
}

bool IsOfASite(const Page& page) {
  const Markup& markup = page.document.markup;
  for (Markup::Index e = 0; e < markup.size(); ++e) {
    const std::string_view name = markup.Name(e);
    if (name == "nav" || name == "header" || name == "footer") {
      return true;
    }
  }
  return LeadsOn(page);
}

}  // namespace ibid::resolve
