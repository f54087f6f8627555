#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "detect/outlets/outlets.h"
#include "ibid/document.h"
#include "ibid/mention.h"

namespace ibid::refer {

// Which outlet a name in one article is, as far as the article's publisher and its other words say.
class OutletNames {
 public:
  // Keeps `document` by reference.
  explicit OutletNames(const Document& document) : document_(document) {}

  // The outlet whose article this is, by its publisher's name or the host of its address; null: not
  // known.
  const detect::OutletRow* Own() const;
  bool IsOwn(std::string_view name) const { return Own() != nullptr && Own()->name == name; }

  // Several outlets may be meant by `written`: the publisher itself; the one that the article names
  // in full somewhere; the one whose own name it is, or that of the publisher's country; else all
  // of them, as candidates. REQUIRES: `possible` is not empty.
  void Choose(std::string_view written, detect::AliasPolicy policy,
              const std::vector<const detect::OutletRow*>& possible, Mention& mention);

 private:
  bool IsHome(const detect::OutletRow& row) const;
  const detect::OutletRow* OnlyOneInText(std::string_view written,
                                         const std::vector<const detect::OutletRow*>& possible);
  void Ambiguous(std::string_view written, const std::vector<const detect::OutletRow*>& possible,
                 Mention& mention) const;

  const Document& document_;
  mutable std::optional<const detect::OutletRow*> own_;
  std::unordered_map<std::string, const detect::OutletRow*> in_text_;
};

// Whether an outlet of this kind may be called by the noun: "network", "newspaper", "agency". What
// fits every kind ("site", "outlet"), and a kind that is not known, fits.
bool FitsNoun(detect::OutletKind kind, std::string_view noun);

}  // namespace ibid::refer
