#include "detect/outlets_in_text.h"

#include <algorithm>
#include <string>

namespace ibid::detect {
namespace {

class Scan {
 public:
  Scan(std::string_view text, const std::vector<Token>& tokens, TokenRange part)
      : text_(text), tokens_(tokens), part_(part) {}

  void Run(std::vector<OutletInText>& out) {
    for (std::uint32_t i = part_.begin; i < part_.end; ++i) {
      if (!MayBegin(tokens_[i])) {
        continue;
      }
      OutletInText found;
      if (Match(i, found)) {
        if (found.at.begin > part_.begin && IsThe(found.at.begin - 1) &&
            tokens_[found.at.begin - 1].capital) {
          --found.at.begin;
        }
        out.push_back(found);
        i = found.at.end - 1;
      }
    }
  }

 private:
  static bool MayBegin(const Token& t) {
    return (t.capital || t.mark == Mark::kNumber) && !t.genitive;
  }
  std::string_view Text(std::uint32_t i) const { return Slice(text_, tokens_[i].at); }
  bool IsThe(std::uint32_t i) const {
    return tokens_[i].Is(kDeterminer) && tokens_[i].at.size() == 3 &&
           (Text(i) == "The" || Text(i) == "the");
  }

  bool Match(std::uint32_t i, OutletInText& out) {
    folded_ = FoldOutletName(Text(i));
    const std::uint32_t most = OutletWordsMax(folded_);
    if (most == 0) {
      return false;
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
    return found && Fits(out);
  }
  bool Extend(std::uint32_t next, std::uint32_t& words) {
    const Token& t = tokens_[next];
    if (!t.word() && t.mark != Mark::kNumber && t.at.size() > 1) {
      return false;
    }
    if (t.space_before) {
      folded_ += ' ';
      ++words;
    }
    folded_ += FoldOutletName(Text(next));
    return true;
  }
  bool BeginsSentence(TokenRange at) const {
    return at.size() == 1 && (at.begin == part_.begin || !tokens_[at.begin - 1].word());
  }
  // A short form needs its article; any name is part of a longer one before a capital that is no
  // verb ("Times Square").
  bool Fits(const OutletInText& found) const {
    const bool the = found.at.begin > part_.begin && IsThe(found.at.begin - 1);
    if (found.policy == AliasPolicy::kNeedsAntecedent && !the) {
      return false;
    }
    if (found.policy == AliasPolicy::kNeedsCue && !the &&
        (found.outlet->name.starts_with("The ") || BeginsSentence(found.at))) {
      return false;  // "Hill said", "People said": a person, or no name at all.
    }
    if (found.at.end < part_.end) {
      const Token& next = tokens_[found.at.end];
      if (next.capital && next.Is(kThing) && next.space_before) {
        return false;
      }
      const bool name_goes_on = next.capital && next.space_before && next.word() &&
                                found.policy != AliasPolicy::kSafe && next.cue == 0 &&
                                !next.Is(kDay | kMonth);
      if (name_goes_on) {
        return false;
      }
    }
    const bool name_before =
        found.at.begin > part_.begin && !the && found.policy != AliasPolicy::kSafe &&
        tokens_[found.at.begin - 1].capital && tokens_[found.at.begin - 1].word() &&
        tokens_[found.at.begin].space_before && tokens_[found.at.begin - 1].classes == 0;
    return !name_before;
  }

  std::string_view text_;
  const std::vector<Token>& tokens_;
  TokenRange part_;
  std::string folded_;
};

}  // namespace

void FindOutletNames(std::string_view text, const std::vector<Token>& tokens, TokenRange part,
                     std::vector<OutletInText>& out) {
  Scan(text, tokens, part).Run(out);
}

}  // namespace ibid::detect
