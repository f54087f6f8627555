#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "ibid/document.h"
#include "ibid/mention.h"

namespace ibid::detect {

// One row of data/embeds.tsv.
struct EmbedRule {
  enum class From : std::uint8_t { kUrl, kId, kLinks, kQuote, kText, kJson, kAtUri, kVk };
  std::string_view platform;  // Empty: whatever the URL says.
  EmbedForm form = EmbedForm::kBlockquote;
  std::vector<std::string_view> elements;  // Empty: any.
  std::vector<std::string_view> classes;
  std::string_view attribute;
  std::string_view contains;
  From from = From::kUrl;
  std::string_view url_template;  // "{}" stands for the id.

  // What the rule's attribute holds; empty views where the rule has none. None: does not fit.
  // REQUIRES: one of RulesFor() the element.
  std::optional<std::string_view> Fits(const Markup& markup, Markup::Index element) const;
};

// The rules whose element and class the element has, in the table's order. Constant time but for
// its attributes.
std::vector<const EmbedRule*> RulesFor(const Markup& markup, Markup::Index element);

}  // namespace ibid::detect
