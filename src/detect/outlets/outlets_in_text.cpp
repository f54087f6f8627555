#include "detect/outlets/outlets_in_text.h"

#include <algorithm>

#include "detect/outlets/outlet_lists.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kSurnamesMax = 32;

bool MayBegin(const Token& t) {
  return (t.capital || t.mark == Mark::kNumber) && !t.genitive;
}

// "com", "org", "au"
bool IsTopLabel(std::string_view word) {
  return word.size() >= 2 && word.size() <= 4 &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

void OutletFinder::Find(TokenRange part, std::vector<OutletInText>& out) {
  part_ = part;
  for (std::uint32_t i = part_.begin; i < part_.end; ++i) {
    OutletInText found;
    if (MayBegin(tokens_[i]) ? Match(i, found) && !IsSurname(found) : MatchHost(i, found)) {
      if (TheBefore(found.at) && tokens_[found.at.begin - 1].capital) {
        --found.at.begin;
      }
      out.push_back(found);
      i = found.at.end - 1;
    }
  }
}

bool OutletFinder::IsThe(std::uint32_t i) const {
  return tokens_[i].Is(kDeterminer) && tokens_[i].at.size() == 3 &&
         (Text(i) == "The" || Text(i) == "the");
}

bool OutletFinder::Match(std::uint32_t i, OutletInText& out) {
  folded_.clear();
  AppendFolded(Text(i), folded_);
  const std::uint32_t most = OutletWordsMax(folded_);
  if (most == 0) {
    return MatchHost(i, out);
  }
  // The words from i on, joined as the tables have them; the longest that is a name wins.
  bool found = false;
  std::uint32_t words = 1;
  for (std::uint32_t end = i + 1;; ++end) {
    const std::string_view written = Slice(text_, {tokens_[i].at.begin, tokens_[end - 1].at.end});
    const NamedOutlet named = CuratedOutlet(folded_, written);
    if (named.outlet != nullptr) {
      out = {{i, end}, named.outlet, named.policy};
      found = true;
    }
    if (end >= part_.end || words >= most + 1 || !Extend(end, words) ||
        folded_.size() > OutletNameBytesMax()) {
      break;
    }
  }
  OutletInText host;
  if (MatchHost(i, host) && (!found || host.at.end > out.at.end)) {
    out = host;
    return true;
  }
  return found && Fits(out);
}

// An outlet by its host, as AP style has it: "Cleveland.com reported".
bool OutletFinder::MatchHost(std::uint32_t i, OutletInText& out) const {
  constexpr std::uint32_t kLabelsMax = 4;
  std::uint32_t end = i + 1;
  // Labels joined by stops without a space: "abc.net.au".
  while (end + 1 < part_.end && end - i < 2 * kLabelsMax && !tokens_[end].space_before &&
         Text(end) == "." && !tokens_[end + 1].space_before && tokens_[end + 1].word()) {
    end += 2;
  }
  if (end == i + 1 || tokens_[end - 1].genitive || !IsTopLabel(Text(end - 1))) {
    return false;
  }
  const TextSpan at{tokens_[i].at.begin, tokens_[end - 1].at.end};
  out = {{i, end}, OutletByDomain(Slice(text_, at)), AliasPolicy::kSafe};
  return out.outlet != nullptr;
}

bool OutletFinder::Extend(std::uint32_t next, std::uint32_t& words) {
  const Token& t = tokens_[next];
  if (!t.word() && t.mark != Mark::kNumber && t.at.size() > 1) {
    return false;
  }
  if (t.space_before) {
    folded_ += ' ';
    ++words;
  }
  AppendFolded(Text(next), folded_);
  return true;
}

bool OutletFinder::BeginsSentence(TokenRange at) const {
  return at.size() == 1 && (at.begin == part_.begin || !tokens_[at.begin - 1].word());
}

// A short form needs its article; any name is part of a longer one before a capital that is no verb
// ("Times Square").
bool OutletFinder::Fits(const OutletInText& found) const {
  const bool the = TheBefore(found.at);
  if (found.policy == AliasPolicy::kNeedsAntecedent && !the) {
    return false;
  }
  if (found.policy == AliasPolicy::kNeedsCue && !the &&
      (found.outlet->name.starts_with("The ") ||
       (BeginsSentence(found.at) && !Reports(found.at)))) {
    return false;  // "Hill said", "People said": a person, or no name at all.
  }
  // "Madrid's Metro", "Iran's Press" are things of the place; "Britain's Guardian" has an article
  // of its own to lose.
  if (found.policy == AliasPolicy::kNeedsCue && found.at.size() == 1 &&
      found.at.begin > part_.begin && tokens_[found.at.begin - 1].genitive) {
    return false;
  }
  if (GoesOn(found)) {
    return false;
  }
  const bool name_before =
      found.at.begin > part_.begin && !the && found.policy != AliasPolicy::kSafe &&
      tokens_[found.at.begin - 1].capital && tokens_[found.at.begin - 1].word() &&
      tokens_[found.at.begin].space_before && tokens_[found.at.begin - 1].classes == 0;
  return !name_before;
}

// "Time reported that", "Nature writes that": what only outlets do in the singular.
bool OutletFinder::Reports(TokenRange at) const {
  if (at.end + 1 >= part_.end || Text(at.end + 1) != "that" ||
      tokens_[at.begin].Is(kPlural | kPerson)) {
    return false;
  }
  const std::string_view verb = Text(at.end);
  return verb == "reported" || verb == "reports" || verb == "wrote" || verb == "writes";
}

bool OutletFinder::GoesOn(const OutletInText& found) const {
  if (found.at.end >= part_.end) {
    return false;
  }
  const Token& next = tokens_[found.at.end];
  if (!next.space_before || !next.word()) {
    return false;
  }
  if (next.capital && next.Is(kThing)) {
    return true;
  }
  // "The Republic of Turkey", "the State of Ohio".
  if (found.policy == AliasPolicy::kNeedsAntecedent && next.Is(kOf)) {
    return true;
  }
  return next.capital && found.policy != AliasPolicy::kSafe && next.cue == 0 &&
         !next.Is(kDay | kMonth);
}

// "Michael Bloomberg", "Mr. Fox", and each Bloomberg and Fox behind them.
bool OutletFinder::IsSurname(const OutletInText& found) {
  if (found.at.size() != 1) {
    return false;
  }
  if (std::find(surnames_.begin(), surnames_.end(), found.outlet) != surnames_.end()) {
    return true;
  }
  if (found.at.begin == part_.begin || !tokens_[found.at.begin].space_before) {
    return false;
  }
  const Token& before = tokens_[found.at.begin - 1];
  const bool surname =
      before.capital && before.word() && !before.genitive && before.Is(kGivenName | kTitle);
  if (surname && surnames_.size() < kSurnamesMax) {
    surnames_.push_back(found.outlet);
  }
  return surname;
}

}  // namespace ibid::detect
