#include "resolve/pages/absence.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <set>
#include <string_view>
#include <utility>

#include "resolve/pages/likeness.h"
#include "resolve/pages/places.h"
#include "resolve/table.h"
#include "resolve/words.h"

namespace ibid::resolve {
namespace {

// A page that says "not found" in so few bytes of text means it; in so many it tells a story.
constexpr std::size_t kBareBytes = 400;
constexpr std::size_t kEmptyBytes = 50;
constexpr std::size_t kTinyBytes = 1500;
constexpr std::size_t kLongBytes = 3000;
// A part of a title that is mostly the phrase is about nothing else, in percent.
constexpr int kMostly = 50;
constexpr int kMention = 10;  // A sentence of a text that is about something else.
constexpr std::size_t kSlugWordsMin = 3;

// The weights. Measured on the behaviours of tests/resolve/data/behaviours.txt, first batch.
constexpr int kTitleSays = 60;
constexpr int kTitleSaysItWhole = 75;  // "Page not found" and no more.
constexpr int kTitleMentions = 30;
constexpr int kTextSays = 40;
constexpr int kTextSaysNothingElse = 50;
constexpr int kTextMentions = 30;
constexpr int kExcuse = 25;
constexpr int kPointsHome = 15;
constexpr int kDeclares = 60;
constexpr int kFrameSays = 50;
constexpr int kStateSays = 45;
constexpr int kNamedByAddress = 10;  // A title or a text about what the address is about.
constexpr int kOwnTitle = -15;       // And it is only the text that says so.
constexpr int kNoindex = 25;
constexpr int kTiny = 20;
constexpr int kBare = 15;
constexpr int kCanonicalAway = 40;
constexpr int kNoSharedWord = 10;
constexpr int kSiblingSame = 75;
constexpr int kSiblingSaysSo = 30;
constexpr int kSiblingHonest = -60;
constexpr int kSiblingHonestOfTheTakenDown = -30;
constexpr int kSiblingHonestBesideNothingElse = -15;
constexpr int kWhole = 90;  // A part of a title that is the phrase and no more, in percent.
constexpr int kNearlyWhole = 75;
constexpr int kSiblingOther = -10;
constexpr int kSharedWords = -40;
constexpr int kDeclaresAWork = -40;
constexpr int kDated = -25;
constexpr int kOwnCanonical = -10;
constexpr int kLong = -15;
constexpr int kWorthAsking = 35;
constexpr std::size_t kWordsOfATitle = 2;

class Scale {
 public:
  void Put(int weight, std::string reason) {
    score_ += weight;
    if (weight > 0) {
      found_.emplace_back(weight, std::move(reason));
    }
  }
  void Put(int weight) { score_ += weight; }

  Absence Read() {
    std::stable_sort(found_.begin(), found_.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    Absence absence;
    absence.score = score_;
    for (auto& [weight, reason] : found_) {
      absence.reasons.push_back(std::move(reason));
    }
    return absence;
  }

 private:
  int score_ = 0;
  std::vector<std::pair<int, std::string>> found_;
};

const Signal* Heaviest(const std::vector<Signal>& signals, Signal::In in) {
  const Signal* best = nullptr;
  for (const Signal& signal : signals) {
    if (signal.verdict == Verdict::kSoft404 && signal.in == in &&
        (best == nullptr || signal.share > best->share)) {
      best = &signal;
    }
  }
  return best;
}

// A part of a title that is the phrase, of three words at least: "Not found" may be a film.
bool IsWhole(const Signal& title) {
  constexpr std::ptrdiff_t kSpacesMin = 2;
  constexpr std::size_t kUnspacedBytesMin = 15;
  const std::string& phrase = title.phrase;
  const bool spaced = phrase.find(' ') != std::string::npos;
  return title.share >= kWhole &&
         (spaced ? std::count(phrase.begin(), phrase.end(), ' ') >= kSpacesMin
                 : phrase.size() >= kUnspacedBytesMin);
}

// A title that is one; else a sentence.
const Signal* Excuse(const std::vector<Signal>& signals) {
  const Signal* excuse = nullptr;
  for (const Signal& signal : signals) {
    const bool in_title = !signal.phrase.empty();
    if (signal.verdict == Verdict::kSoft404 && signal.in == Signal::In::kExcuse &&
        (!in_title || signal.share >= kMostly) && (excuse == nullptr || in_title)) {
      excuse = &signal;
    }
  }
  return excuse;
}

// Of "page not found" the page: "/page/12" does not ask for what was not found.
bool IsThing(const std::string& stem) {
  static const std::set<std::string, std::less<>> kThings = [] {
    std::set<std::string, std::less<>> things;
    for (const Row& row : Rows("signal_things.tsv")) {
      for (const ContentWord& word : ContentWords(Cell(row, 0))) {
        things.insert(word.stem);
      }
    }
    return things;
  }();
  return kThings.contains(stem);
}

// Whether the address asks for just this: "/web/http/status/404" for a page about the 404.
bool IsNamedBy(const url::Url& from, const Signal* title) {
  const std::vector<std::string> segments = PathSegments(from);
  if (title == nullptr || segments.empty()) {
    return false;
  }
  const std::vector<std::string> shared = SharedWords(segments.back(), title->phrase);
  return !std::all_of(shared.begin(), shared.end(), IsThing);
}

// A dozen characters of a script that puts no space between words.
bool IsLongUnspaced(std::string_view title) {
  constexpr std::size_t kBytesMin = 36;
  return title.size() >= kBytesMin && title.find(' ') == std::string_view::npos;
}

// A title that is its heading beside the site's name: "We are closing | Clay & Kettle".
bool NamesItsHeading(const Page& page) {
  const std::vector<std::string> heading = TitleParts(page.headings.front());
  const std::vector<std::string> title = TitleParts(page.title);
  return heading.size() == 1 && title.size() > 1 && title.front() == heading.front();
}

// A title or a heading that says more than whose site it is, and does not echo the address: some
// words that are in neither.
bool HasOwnTitle(const Page& page, const url::Url& from) {
  constexpr std::size_t kTitleWordsMin = 4;
  constexpr std::size_t kHeadingWordsMin = 3;
  const std::string known = page.site + " " + url::PercentDecode(from.text());
  const auto is_own = [&](const std::string& title, std::size_t words_min) {
    return ContentWords(title).size() >= words_min + SharedWords(title, known).size() ||
           IsLongUnspaced(title);
  };
  return is_own(page.title, kTitleWordsMin) ||
         (!page.headings.empty() &&
          (is_own(page.headings.front(), kHeadingWordsMin) || NamesItsHeading(page)));
}

void WeighWords(const Page& page, const std::vector<Signal>& signals, const url::Url& from,
                Scale& scale) {
  const Signal* title = Heaviest(signals, Signal::In::kTitle);
  const Signal* excuse = Excuse(signals);
  const bool named = IsNamedBy(from, title);
  if (title != nullptr) {
    scale.Put(named                     ? kNamedByAddress
              : IsWhole(*title)         ? kTitleSaysItWhole
              : title->share >= kMostly ? kTitleSays
                                        : kTitleMentions,
              title->reason);
  } else if (excuse != nullptr && !IsNamedBy(from, excuse)) {
    scale.Put(excuse->phrase.empty() ? kPointsHome : kExcuse, excuse->reason);
  }
  const Signal* text = Heaviest(signals, Signal::In::kText);
  if (text != nullptr && page.text.size() <= kLongBytes) {
    const int alone = text->share >= kMostly   ? kTextSaysNothingElse
                      : text->share < kMention ? kTextMentions
                                               : kTextSays;
    scale.Put(named ? kNamedByAddress : title == nullptr ? alone : kTextSays / 2, text->reason);
  }
  if (title == nullptr && excuse == nullptr && text != nullptr && HasOwnTitle(page, from)) {
    scale.Put(kOwnTitle);
  }
  if (page.text.size() <= kTinyBytes) {
    scale.Put(kTiny, "there is little else to read");
  }
  if (page.text.size() <= kBareBytes && (title != nullptr || text != nullptr)) {
    scale.Put(kBare);
  }
  if (page.text.size() >= kLongBytes) {
    scale.Put(kLong);
  }
}

// What a page says of itself to programs.
void WeighMarkup(const Page& page, const std::vector<Signal>& signals, Scale& scale) {
  if (page.calls_itself_missing) {
    scale.Put(kDeclares, "the page declares the status 404");
  }
  if (const Signal* frame = Heaviest(signals, Signal::In::kClass)) {
    scale.Put(kFrameSays, frame->reason);
  }
  if (const Signal* state = Heaviest(signals, Signal::In::kField)) {
    scale.Put(kStateSays, state->reason);
  }
}

bool HasOwnCanonical(const Page& page, const url::Url& from) {
  const auto canonical = url::Url::Parse(page.canonical_url);
  return canonical && url::IdentityKey(*canonical) == url::IdentityKey(from);
}

void WeighCanonical(const Page& page, const url::Url& from, Scale& scale) {
  const auto canonical = url::Url::Parse(page.canonical_url);
  if (!canonical || !canonical->is_http()) {
    return;
  }
  if (HasOwnCanonical(page, from)) {
    scale.Put(kOwnCanonical);
  } else if (LeadsAway(from, *canonical)) {
    scale.Put(kCanonicalAway, "it calls itself another page: " + canonical->text());
  }
}

// The page itself says when it was published; every page under "/2019/05/" has a date by address.
bool IsDated(const Page& page) {
  return !page.published.empty() && page.document.metadata.published.from != "url";
}

// A new address that still says what the old one said: its number, a word of its slug.
bool KeepsWords(const url::Url& from, const std::string& to) {
  const std::vector<std::string> segments = PathSegments(from);
  const auto now = url::Url::Parse(to);
  const std::string said = now ? std::string(now->path()) + " " + std::string(now->query())
                               : to;  // Not the host's name.
  return segments.empty() || !SharedWords(segments.back(), url::PercentDecode(said)).empty();
}

// Its title has two words of the address, or all that its last part has.
bool IsNamedByItsTitle(const url::Url& from, std::size_t shared) {
  const std::vector<std::string> segments = PathSegments(from);
  return shared >= kWordsOfATitle ||
         (shared > 0 && !segments.empty() && ContentWords(segments.back()).size() == shared);
}

// A title that is its address again: an answer to any question begins so.
bool OnlyRepeats(const Page& page, const url::Url& from) {
  const std::string known = page.site + " " + url::PercentDecode(from.text());
  const std::vector<std::string> repeated = SharedWords(page.title, from.path());
  return SharedWords(page.title, known).size() == ContentWords(page.title).size() &&
         !std::all_of(repeated.begin(), repeated.end(), IsThing);
}

// A slug of several words, small ones too, or a number in the query: what stands at such an address
// is one work and no section. The slug may stand before the last part: "/lights-in-port/x7kq2".
bool AsksForAWork(const url::Url& from) {
  constexpr std::ptrdiff_t kSlugMarksMin = 3;
  constexpr std::ptrdiff_t kSlugMarksInside = 2;
  const std::vector<std::string> segments = PathSegments(from);
  if (segments.empty()) {
    return false;
  }
  const auto marks = [](const std::string& segment) {
    return std::count_if(segment.begin(), segment.end(),
                         [](char c) { return c == '-' || c == '_'; });
  };
  const bool inside =
      segments.size() > 2 && marks(segments[segments.size() - 2]) >= kSlugMarksInside;
  return inside || marks(segments.back()) >= kSlugMarksMin || NamesAWork(segments.back()) ||
         NamesAWork(std::string(from.query()));
}

// Whether it says when it was published or by whom: to programs, or in a text that is none of a
// notice. Beside a short one the date and the name may be those of something else.
bool IsSigned(const Page& page) {
  const std::string_view from = page.document.metadata.published.from;
  const bool declares =
      IsDated(page) && from != "<time>" && from != "date line" && from != "byline text";
  return declares || ((IsDated(page) || !page.author.empty()) && page.text.size() >= kLongBytes);
}

// Whether it may be any page: nothing on it is of the address, and either the address asks for a
// work, or the page is a site's, with its menu; or hardly anything but the address is on it. Bare
// pages at addresses that name nothing are not doubted: services for programs have them.
bool IsOpen(const Page& page, const url::Url& from, bool named) {
  if (named) {
    return page.text.size() <= kBareBytes && !IsDated(page) && OnlyRepeats(page, from);
  }
  const bool known =
      IsSigned(page) || (HasOwnCanonical(page, from) && (IsDated(page) || !page.author.empty()));
  return !known && (page.text.size() <= kEmptyBytes || AsksForAWork(from) || IsOfASite(page));
}

// A site that answers 404 for what was never there may answer 200 for what it took down.
bool SaysTakenDown(const std::vector<Signal>& signals) {
  static constexpr auto kReasons = std::to_array<std::string_view>(
      {"the page says that it is no longer there", "the page says that it is unavailable",
       "the page says that what was asked for is no longer there"});
  return std::any_of(signals.begin(), signals.end(), [](const Signal& signal) {
    return std::any_of(kReasons.begin(), kReasons.end(), [&](std::string_view reason) {
      return signal.verdict == Verdict::kSoft404 && signal.reason.starts_with(reason);
    });
  });
}

// What it weighs that the site answers 404 for what was never there: little against a title that is
// "Page not found" and no more, or a page on which there is nothing but that sentence; much against
// words that a page about something may have as well.
int WeightOfHonesty(const Page& page, const std::vector<Signal>& signals, const url::Url& from) {
  if (!from.query().empty() &&
      !NamesAWork(PathSegments(from).empty() ? "" : PathSegments(from).back())) {
    return 0;  // "/thread.php?t=8": what the program says of its own numbers is another matter.
  }
  const Signal* title = Heaviest(signals, Signal::In::kTitle);
  const bool bare = page.text.size() <= kBareBytes;
  const bool in_title =
      title != nullptr && title->share >= (bare ? kNearlyWhole : kWhole) && !IsNamedBy(from, title);
  const bool in_text = title == nullptr && bare &&
                       Heaviest(signals, Signal::In::kText) != nullptr &&
                       (Excuse(signals) != nullptr || !HasOwnTitle(page, from));
  const bool in_markup = page.calls_itself_missing ||
                         Heaviest(signals, Signal::In::kClass) != nullptr ||
                         Heaviest(signals, Signal::In::kField) != nullptr;
  if ((in_title && IsWhole(*title)) || (in_markup && bare)) {
    return 0;
  }
  if (in_title || in_text || in_markup) {
    return kSiblingHonestBesideNothingElse;
  }
  return SaysTakenDown(signals) ? kSiblingHonestOfTheTakenDown : kSiblingHonest;
}

void WeighSibling(const Sibling& sibling, const Page& page, const std::vector<Signal>& signals,
                  const url::Url& from, Scale& scale) {
  const bool says_missing = SaysMissing(page, signals);
  switch (sibling.is) {
    case Sibling::Is::kSame:
      scale.Put(kSiblingSame, "an address that nobody made shows the same page: " + sibling.url);
      break;
    case Sibling::Is::kHonest:
      scale.Put(WeightOfHonesty(page, signals, from));
      break;
    case Sibling::Is::kOutspoken:
      if (says_missing) {
        scale.Put(kSiblingSaysSo, "an address that nobody made says so, too: " + sibling.url);
      } else {
        scale.Put(WeightOfHonesty(page, signals, from));
      }
      break;
    case Sibling::Is::kOther:
      scale.Put(kSiblingOther);
      break;
    case Sibling::Is::kShell:
    case Sibling::Is::kEverywhere:
      if (says_missing) {
        scale.Put(kSiblingSame, "an address that nobody made shows the same page: " + sibling.url);
      }
      break;
    case Sibling::Is::kUnclear:
    case Sibling::Is::kSameWay:
      break;
  }
}

// What only says where a reader came from is no query.
bool IsWithoutQuery(const url::Url& url) {
  const auto key = url::Url::Parse(url::IdentityKey(url));
  return url.query().empty() || (key && key->query().empty());
}

// An answer of a program for programs.
Absence OfData(const std::vector<Signal>& signals) {
  const Signal* field = Heaviest(signals, Signal::In::kField);
  return field == nullptr ? Absence()
                          : Absence{Absence::kMissing, false, {"its data call it missing"}};
}

}  // namespace

Absence WeighAbsence(const Chain& chain, const std::vector<Signal>& signals,
                     const std::optional<url::Url>& from, bool redirected, const Sibling* sibling) {
  const Page& page = chain.page;
  if (!page.readable) {
    return OfData(signals);
  }
  if (!from || (IsFrontPage(*from) && IsWithoutQuery(*from))) {
    return {};  // A front page is what it is.
  }
  Scale scale;
  WeighWords(page, signals, *from, scale);
  WeighMarkup(page, signals, scale);
  if (page.noindex) {
    scale.Put(kNoindex, "it asks not to be indexed");
  }
  WeighCanonical(page, *from, scale);
  const std::size_t shared = WordsOfAddress(page, *from);
  if (shared >= kWordsOfATitle) {
    scale.Put(kSharedWords);
  } else if (shared == 0 && ContentWords(from->path()).size() >= kSlugWordsMin) {
    scale.Put(kNoSharedWord, "its title has no word of the address");
  }
  if (IsDated(page)) {
    scale.Put(kDated);
  }
  if (sibling != nullptr) {
    WeighSibling(*sibling, page, signals, *from, scale);
  }
  if (page.declares_a_work) {
    scale.Put(kDeclaresAWork);
  }
  Absence absence = scale.Read();
  const bool named = IsNamedByItsTitle(*from, shared);
  if (sibling != nullptr && sibling->is == Sibling::Is::kSame && !named) {
    // Its date, its length, its canonical address are those of any address.
    absence.score = std::max(absence.score, Absence::kMissing);
  }
  absence.doubtful =  // Also what words alone call missing.
      sibling == nullptr &&
      (absence.score >= kWorthAsking ||
       (redirected ? shared < kWordsOfATitle && !KeepsWords(*from, chain.final_url)
                   : IsOpen(page, *from, named)));
  return absence;
}

std::size_t WordsOfAddress(const Page& page, const url::Url& from) {
  std::string own;
  const std::vector<std::string>& headings = page.headings;
  for (const std::string* title : {&page.title, headings.empty() ? nullptr : &headings.front()}) {
    if (title != nullptr && title->find('/') == std::string::npos) {
      own += *title + " ";
    }
  }
  // Of the address, the part with the most words: the words of a section, or of the site's own
  // name, stand on its error pages too.
  std::size_t most = 0;
  std::string slug;
  for (const std::string& segment : PathSegments(from)) {
    if (const std::size_t words = ContentWords(segment).size(); words >= most) {
      most = words;
      slug = segment;
    }
  }
  const std::vector<std::string> shared = SharedWords(slug, own);
  const std::vector<std::string> of_host = SharedWords(slug, from.host());
  return shared.size() - static_cast<std::size_t>(std::count_if(
                             shared.begin(), shared.end(), [&](const std::string& stem) {
                               return std::find(of_host.begin(), of_host.end(), stem) !=
                                      of_host.end();
                             }));
}

bool SaysMissing(const Page& page, const std::vector<Signal>& signals) {
  return page.calls_itself_missing ||
         std::any_of(signals.begin(), signals.end(), [](const Signal& signal) {
           return signal.verdict == Verdict::kSoft404 && !signal.in_address() &&
                  signal.in != Signal::In::kExcuse;
         });
}

bool LooksLikeTheWork(const Page& page, const std::vector<Signal>& signals, const url::Url& from) {
  const bool is_long = page.text.size() >= kTinyBytes;
  const bool is_named = WordsOfAddress(page, from) >= kWordsOfATitle;
  return page.readable && !SaysMissing(page, signals) && !page.noindex &&
         ((is_named && is_long) || (is_named && IsDated(page) && page.text.size() > kBareBytes) ||
          (is_long && IsDated(page) && HasOwnCanonical(page, from)));
}

}  // namespace ibid::resolve
