#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "detect/outlets/outlets.h"
#include "detect/sentences.h"
#include "detect/tokens.h"

namespace ibid::detect {

// An outlet's name where it stands in the text, a leading "The" included.
struct OutletInText {
  TokenRange at;
  const OutletRow* outlet = nullptr;  // Of several that share the name, the likeliest.
  AliasPolicy policy = AliasPolicy::kSafe;
};

// Finds the curated names in one text, paragraph by paragraph in order.
class OutletFinder {
 public:
  // Keeps both arguments by reference.
  OutletFinder(std::string_view text, const std::vector<Token>& tokens)
      : text_(text), tokens_(tokens) {}

  // Appends the names in `part`, longest match first, without overlaps. Names that go on ("New York
  // Times reporter", "Washington Post-ABC poll", "Times Square") are left to the grammar. A
  // one-word name that has been somebody's surname ("Michael Bloomberg") is that person's from
  // there on.
  void Find(TokenRange part, std::vector<OutletInText>& out);

 private:
  bool Match(std::uint32_t i, OutletInText& out);
  bool MatchHost(std::uint32_t i, OutletInText& out) const;
  bool Extend(std::uint32_t next, std::uint32_t& words);
  bool Fits(const OutletInText& found) const;
  bool GoesOn(const OutletInText& found) const;
  bool IsSurname(const OutletInText& found);
  bool BeginsSentence(TokenRange at) const;
  bool Reports(TokenRange at) const;
  bool IsThe(std::uint32_t i) const;
  bool TheBefore(TokenRange at) const { return at.begin > part_.begin && IsThe(at.begin - 1); }
  std::string_view Text(std::uint32_t i) const { return Slice(text_, tokens_[i].at); }

  std::string_view text_;
  const std::vector<Token>& tokens_;
  TokenRange part_;
  std::string folded_;
  std::vector<const OutletRow*> surnames_;
};

}  // namespace ibid::detect
