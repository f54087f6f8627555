#include "resolve/pages/sibling.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "digest/digest.h"
#include "resolve/pages/places.h"
#include "resolve/words.h"
#include "text/utf8.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kLetters = 25;
constexpr std::size_t kWordsMax = 4000;
constexpr std::size_t kShellTextMax = 200;

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

bool IsSameWork(const url::Url& doubted, const Chain& sibling) {
  const auto is = [&](const std::string& other) {
    const auto url = url::Url::Parse(other);
    return url && url::IdentityKey(*url) == url::IdentityKey(doubted);
  };
  return is(sibling.final_url) || is(sibling.page.canonical_url);
}

const std::string& Beginning(const Chain& chain, bool redirected) {
  return redirected ? chain.hops[chain.origin].url : chain.hops.back().url;
}

bool IsRedirected(const Chain& chain) {
  const auto from = url::Url::Parse(chain.hops[chain.origin].url);
  const auto to = url::Url::Parse(chain.hops.back().url);
  return from && to && url::IdentityKey(*from) != url::IdentityKey(*to);
}

bool SharesText(const Page& a, const Page& b, bool same_title) {
  const std::vector<std::size_t> left = Triples(a.text);
  const std::vector<std::size_t> right = Triples(b.text);
  if (left.empty() || right.empty()) {
    return left.empty() && right.empty() && same_title;
  }
  std::vector<std::size_t> shared;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(),
                        std::back_inserter(shared));
  const std::size_t all = left.size() + right.size() - shared.size();
  const double share = static_cast<double>(shared.size()) / static_cast<double>(all);
  constexpr double kSame = 0.9;
  constexpr double kSameUnderOneTitle = 0.5;  // News of the day beside it, the address in it.
  return share >= (same_title ? kSameUnderOneTitle : kSame);
}

// What a title says that the address does not: an error page may call itself what it was asked for.
std::string TitleApart(const Chain& chain) {
  const std::vector<std::string> shared =
      SharedWords(chain.page.title, url::PercentDecode(chain.final_url));
  const std::set<std::string, std::less<>> of_address(shared.begin(), shared.end());
  std::string apart;
  for (const ContentWord& word : ContentWords(chain.page.title)) {
    if (!of_address.contains(word.stem)) {
      apart += word.stem + " ";
    }
  }
  return apart;
}

bool SameTitle(const Chain& a, const Chain& b) {
  return a.page.title == b.page.title || (!a.page.title.empty() && TitleApart(a) == TitleApart(b));
}

Sibling::Is Compare(const Chain& chain, bool redirected, const Chain& sibling) {
  if (sibling.end != Chain::End::kAnswered || sibling.last == nullptr ||
      sibling.last->failure != Failure::kNone) {
    return Sibling::Is::kUnclear;
  }
  const auto doubted = url::Url::Parse(Beginning(chain, redirected));
  const auto end = url::Url::Parse(chain.final_url);
  const auto other_end = url::Url::Parse(sibling.final_url);
  const int status = sibling.last->status;
  if (redirected && end && other_end && sibling.hops.size() > 1 &&
      url::IdentityKey(*end) == url::IdentityKey(*other_end)) {
    return Sibling::Is::kSameWay;
  }
  const bool missing = status == 404 || status == 410;
  if (status != 200 && !missing) {
    return Sibling::Is::kUnclear;
  }
  if (doubted && IsSameWork(*doubted, sibling)) {
    return Sibling::Is::kOther;
  }
  if (sibling.page.readable && SharesText(chain.page, sibling.page, SameTitle(chain, sibling))) {
    const bool shell = chain.page.text.size() <= kShellTextMax && !missing;
    return shell ? Sibling::Is::kShell : Sibling::Is::kSame;
  }
  return missing ? Sibling::Is::kHonest : Sibling::Is::kOther;
}

// What an application shows before its scripts have run, and not a sentence.
bool LooksLikeAShell(const Page& page) {
  constexpr std::size_t kSentenceBytes = 24;
  const std::string lower = text::Lower(page.text);
  for (const std::string_view word : {"javascript", "loading", "please wait"}) {
    if (lower.find(word) != std::string::npos) {
      return true;
    }
  }
  static constexpr auto kRoots = std::to_array<std::string_view>(
      {"root", "app", "app-root", "__next", "__nuxt", "___gatsby", "react-root"});
  const Markup& markup = page.document.markup;
  for (Markup::Index e = 0; e < markup.size(); ++e) {
    const std::string_view id = markup.Get(e, "id").value_or("");
    if (std::find(kRoots.begin(), kRoots.end(), id) != kRoots.end()) {
      return true;
    }
  }
  return text::Trim(page.text).size() < kSentenceBytes;
}

// A page that leads on is a front page, not a notice that stands before everything.
bool LeadsOn(const Page& page) {
  constexpr int kLinksMin = 3;
  const Markup& markup = page.document.markup;
  int links = 0;
  for (Markup::Index e = 0; e < markup.size() && links < kLinksMin; ++e) {
    links += markup.Name(e) == "a" && !markup.Get(e, "href").value_or("").empty() ? 1 : 0;
  }
  return links >= kLinksMin;
}

// A page of few words that is the same for an address that nobody made may be the site's word for
// "nothing here", or stand before everything: its front page tells.
net::Task<bool> HasAnotherFrontPage(Inquiry& inquiry, const Chain& chain) {
  const auto url = url::Url::Parse(chain.final_url);
  const auto root = url ? url->Resolve("/") : std::nullopt;
  if (!root || LooksLikeAShell(chain.page)) {
    co_return false;
  }
  if (LeadsOn(chain.page)) {
    co_return true;
  }
  Chain front = co_await Follow(inquiry, root->ForRequest(), HopVia::kStart, StopAt::kEnd);
  co_return front.last != nullptr&& front.last->failure == Failure::kNone&& front.last->status ==
          200 &&
      front.page.readable && !SharesText(chain.page, front.page, SameTitle(chain, front));
}

}  // namespace

std::string SiblingUrl(const url::Url& url) {
  const std::string_view whole = url.text();
  constexpr std::size_t kAfterScheme = 3;  // "://"
  const std::size_t path_at =
      std::min(whole.find_first_of("/?#", url.scheme().size() + kAfterScheme), whole.size());
  std::string directory(whole.substr(0, path_at));
  std::string_view path = url.path();
  path.remove_prefix(std::min<std::size_t>(path.size(), 1));
  while (path.ends_with('/')) {
    path.remove_suffix(1);
  }
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos;
       slash = path.find('/')) {
    const std::string segment(path.substr(0, slash));
    if (segment.find_first_of("0123456789") != std::string::npos && NamesAWork(segment)) {
      break;
    }
    directory += '/' + segment;
    path.remove_prefix(slash + 1);
  }
  directory += '/';
  const std::string digits = digest::Sha256Hex(directory);
  std::string name;
  for (std::size_t i = 0; i < kLetters; ++i) {
    constexpr int kFactor = 7;
    constexpr int kAlphabet = 23;
    name += static_cast<char>('a' + (digits[2 * i] * kFactor + digits[2 * i + 1]) % kAlphabet);
  }
  return directory + name;
}

bool SamePage(const Page& a, const Page& b) {
  return SharesText(a, b, a.title == b.title);
}

net::Task<Sibling> AskSibling(Inquiry& inquiry, const Chain& chain) {
  Sibling sibling;
  const bool redirected = IsRedirected(chain);
  const auto doubted = url::Url::Parse(Beginning(chain, redirected));
  if (!doubted) {
    co_return sibling;
  }
  sibling.url = SiblingUrl(*doubted);
  const std::size_t evidence = inquiry.out.evidence.size();
  Chain other = co_await Follow(inquiry, sibling.url, HopVia::kStart, StopAt::kEnd);
  if (other.last && other.last->failure == Failure::kOffline) {
    inquiry.out.evidence.resize(evidence);
    co_return sibling;
  }
  sibling.is = Compare(chain, redirected, other);
  if (sibling.is == Sibling::Is::kShell) {
    const bool alone = co_await HasAnotherFrontPage(inquiry, chain);
    sibling.is = alone ? Sibling::Is::kSame : Sibling::Is::kShell;
  }
  co_return sibling;
}

}  // namespace ibid::resolve
