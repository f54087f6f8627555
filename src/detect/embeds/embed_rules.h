#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "ibid/document.h"
#include "ibid/mention.h"

namespace ibid::detect {

// One row of data/embeds.tsv, whose head says what the columns mean.
struct EmbedRule {
  enum class From : std::uint8_t {
    kUrl,
    kId,
    kLinks,
    kQuote,
    kText,
    kLine,
    kJson,
    kMember,
    kMembers,
    kString,
    kMarkup,
    kBase64,
    kAtUri,
  };
  // How an element's attributes are looked up.
  enum class Sought : std::uint8_t { kNothing, kNamed, kAny, kAnyData };

  std::string_view id;        // "x.tweet"; unique, the end of Mention::rule.
  std::string_view platform;  // Empty: whatever the URL says.
  EmbedForm form = EmbedForm::kBlockquote;
  std::vector<std::string_view> elements;  // Empty: any.
  std::vector<std::string_view> classes;
  Sought sought = Sought::kNothing;
  std::vector<std::string_view> attributes;  // Where kNamed.
  std::string_view beside_name;   // Another attribute that must be there (empty: whichever), and
  std::string_view beside_value;  // its value (ASCII case folded); empty: no other is asked for.
  std::vector<std::string_view> contains;
  From from = From::kUrl;
  std::string_view detail;        // What stands behind ":" in the column: a prefix, members.
  std::string_view url_template;  // "{}" stands for the id, "{name}" for an attribute.

  // The values in which the post may be named, the likeliest first; one empty view where the rule
  // asks for no attribute. Empty: does not fit. REQUIRES: one of RulesFor() the element.
  std::vector<std::string_view> Fits(const Markup& markup, Markup::Index element) const;
};

// All rules, in the table's order.
const std::vector<EmbedRule>& EmbedRules();

// Makes `fitting` the rules whose element and class the element has, in the table's order. Constant
// time but for its attributes.
void RulesFor(const Markup& markup, Markup::Index element, std::vector<const EmbedRule*>& fitting);

}  // namespace ibid::detect
