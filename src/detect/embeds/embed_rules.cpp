#include "detect/embeds/embed_rules.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cassert>
#include <cstddef>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include "detect/data_table.h"
#include "text/find_part.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

template <class Enum, std::size_t kCount>
Enum Named(const std::array<std::pair<std::string_view, Enum>, kCount>& names,
           std::string_view name) {
  const auto found = std::find_if(names.begin(), names.end(),
                                  [&](const auto& entry) { return entry.first == name; });
  assert(found != names.end());
  return found->second;
}

EmbedForm FormNamed(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, EmbedForm>, 8> kForms = {
      {{"blockquote", EmbedForm::kBlockquote},
       {"iframe", EmbedForm::kIframe},
       {"amp", EmbedForm::kAmp},
       {"custom_element", EmbedForm::kCustomElement},
       {"script", EmbedForm::kScript},
       {"cms_block", EmbedForm::kCmsBlock},
       {"json", EmbedForm::kJson},
       {"bare_url", EmbedForm::kBareUrl}}};
  return Named(kForms, name);
}

EmbedRule::From FromNamed(std::string_view name) {
  using From = EmbedRule::From;
  static constexpr std::array<std::pair<std::string_view, From>, 13> kNames = {
      {{"url", From::kUrl},
       {"id", From::kId},
       {"links", From::kLinks},
       {"quote", From::kQuote},
       {"text", From::kText},
       {"line", From::kLine},
       {"json", From::kJson},
       {"member", From::kMember},
       {"members", From::kMembers},
       {"string", From::kString},
       {"markup", From::kMarkup},
       {"base64", From::kBase64},
       {"at-uri", From::kAtUri}}};
  return Named(kNames, name);
}

// "name", "a|b", "name[other=value]", "name[=value]", "*", "data-*".
void ReadAttributeColumn(std::string_view column, EmbedRule& rule) {
  using Sought = EmbedRule::Sought;
  if (const std::size_t open = column.find('['); open != std::string_view::npos) {
    const std::string_view beside = column.substr(open + 1, column.size() - open - 2);
    const std::size_t equals = beside.find('=');
    rule.beside_name = beside.substr(0, equals);
    rule.beside_value = beside.substr(equals + 1);
    column = column.substr(0, open);
  }
  if (column == "*") {
    rule.sought = Sought::kAny;
  } else if (column == "data-*") {
    rule.sought = Sought::kAnyData;
  } else if (!column.empty()) {
    rule.sought = Sought::kNamed;
    rule.attributes = Alternatives(column);
  }
}

EmbedRule ReadRow(const DataTable::Row& row) {
  EmbedRule rule;
  rule.id = row[0];
  rule.platform = row[1] == "*" ? std::string_view() : row[1];
  rule.form = FormNamed(row[2]);
  rule.elements = row[3] == "*" ? std::vector<std::string_view>() : Alternatives(row[3]);
  rule.classes = Alternatives(row[4]);
  ReadAttributeColumn(row[5], rule);
  rule.contains = Alternatives(row[6]);
  const std::size_t colon = std::min(row[7].find(':'), row[7].size());
  rule.from = FromNamed(row[7].substr(0, colon));
  rule.detail = row[7].substr(std::min(colon + 1, row[7].size()));
  rule.url_template = row[8];
  return rule;
}

// Rules by a name that an element must show: a class or an attribute. Nearly no name of a page is
// listed, which its length and two of its letters tell.
class RulesByName {
 public:
  void Add(std::string_view lower, const EmbedRule* rule) {
    rules_[std::string(lower)].push_back(rule);
    listed_.set(Slot(lower));
  }
  // Those of `lower` that are for elements called `element`.
  void Find(std::string_view lower, std::string_view element,
            std::vector<const EmbedRule*>& out) const {
    if (lower.empty() || !listed_.test(Slot(lower))) {
      return;
    }
    const auto found = rules_.find(lower);
    if (found == rules_.end()) {
      return;
    }
    std::copy_if(found->second.begin(), found->second.end(), std::back_inserter(out),
                 [element](const EmbedRule* rule) {
                   return rule->elements.empty() ||
                          std::find(rule->elements.begin(), rule->elements.end(), element) !=
                              rule->elements.end();
                 });
  }

 private:
  static constexpr std::size_t kSlots = 4096;
  static std::size_t Slot(std::string_view name) {
    const auto first = static_cast<unsigned char>(name.front());
    const auto last = static_cast<unsigned char>(name.back());
    return (name.size() * 131 + first * 31U + last * 7U) % kSlots;
  }

  std::map<std::string, std::vector<const EmbedRule*>, std::less<>> rules_;
  std::bitset<kSlots> listed_;
};

struct Rules {
  std::vector<EmbedRule> all;
  // Most elements of a page are plain, and no rule is tried on them.
  RulesByName by_class;
  RulesByName by_attribute;  // Of the rules that ask for no class.
  // The rest: those that ask for neither, or for any attribute.
  std::map<std::string_view, std::vector<const EmbedRule*>, std::less<>> by_element;
  std::vector<const EmbedRule*> by_any_data;  // For any element.
};

void Add(const EmbedRule& rule, Rules& rules) {
  for (const std::string_view word : rule.classes) {
    rules.by_class.Add(text::Lower(word), &rule);
  }
  if (!rule.classes.empty()) {
    return;
  }
  if (rule.sought == EmbedRule::Sought::kNamed) {
    for (const std::string_view attribute : rule.attributes) {
      rules.by_attribute.Add(attribute, &rule);
    }
    return;
  }
  for (const std::string_view element : rule.elements) {
    rules.by_element[element].push_back(&rule);
  }
  if (rule.elements.empty() && rule.sought == EmbedRule::Sought::kAnyData) {
    rules.by_any_data.push_back(&rule);
  }
}

Rules ReadRules() {
  Rules rules;
  const DataTable table("embeds.tsv", 10);
  for (const DataTable::Row& row : table.rows()) {
    rules.all.push_back(ReadRow(row));
  }
  for (const EmbedRule& rule : rules.all) {
    Add(rule, rules);  // The lists point into `all`.
  }
  return rules;
}

const Rules& TheRules() {
  static const Rules rules = ReadRules();
  return rules;
}

// The rules for elements of this name that ask for one of these classes.
void AddByClass(const Rules& rules, std::string_view element, std::string_view classes,
                std::vector<const EmbedRule*>& out) {
  constexpr std::size_t kClassBytesMax = 40;  // No rule asks for a longer one.
  std::array<char, kClassBytesMax + 1> word{};
  std::size_t size = 0;
  for (std::size_t at = 0; at <= classes.size(); ++at) {
    if (at < classes.size() && !text::IsSpace(static_cast<unsigned char>(classes[at]))) {
      word[size] = text::LowerAscii(classes[at]);
      size += size < kClassBytesMax ? 1U : 0U;
      continue;
    }
    if (size < kClassBytesMax) {
      rules.by_class.Find({word.data(), size}, element, out);
    }
    size = 0;
  }
}

bool StartsNoCase(std::string_view text, std::string_view part) {
  return text.size() >= part.size() &&
         std::equal(part.begin(), part.end(), text.begin(),
                    [](char a, char b) { return text::LowerAscii(a) == text::LowerAscii(b); });
}

// Attributes are long at times: from one first letter to the next.
bool ContainsNoCase(std::string_view text, std::string_view part) {
  const char lower = text::LowerAscii(part.front());
  const char upper = lower >= 'a' && lower <= 'z' ? static_cast<char>(lower - 'a' + 'A') : lower;
  std::size_t next_lower = text.find(lower);
  std::size_t next_upper = text.find(upper);
  while (true) {
    const std::size_t at = std::min(next_lower, next_upper);
    if (at == std::string_view::npos) {
      return false;
    }
    if (StartsNoCase(text.substr(at), part)) {
      return true;
    }
    next_lower = next_lower == at ? text.find(lower, at + 1) : next_lower;
    next_upper = next_upper == at ? text.find(upper, at + 1) : next_upper;
  }
}

bool SameNoCase(std::string_view a, std::string_view b) {
  return a.size() == b.size() && StartsNoCase(a, b);
}

// What can be a URL, or markup with one in it.
bool MayNamePost(std::string_view value) {
  return value.find("//") != std::string_view::npos ||
         value.find("%2F%2F") != std::string_view::npos ||
         value.find("%2f%2f") != std::string_view::npos;
}

bool HasBeside(const Markup& markup, Markup::Index element, std::string_view name,
               std::string_view value) {
  for (std::size_t i = 0; i < markup.AttributeCount(element); ++i) {
    const Markup::Attribute attribute = markup.AttributeAt(element, i);
    if ((name.empty() || attribute.name == name) && SameNoCase(attribute.value, value)) {
      return true;
    }
  }
  return false;
}

bool Seeks(const EmbedRule& rule, std::string_view name) {
  switch (rule.sought) {
    case EmbedRule::Sought::kNothing:
      return false;
    case EmbedRule::Sought::kNamed:
      return std::find(rule.attributes.begin(), rule.attributes.end(), name) !=
             rule.attributes.end();
    case EmbedRule::Sought::kAny:
      return true;
    case EmbedRule::Sought::kAnyData:
      return name.starts_with("data-");
  }
  return false;
}

}  // namespace

std::vector<std::string_view> EmbedRule::Fits(const Markup& markup, Markup::Index element) const {
  if (!beside_value.empty() && !HasBeside(markup, element, beside_name, beside_value)) {
    return {};
  }
  if (sought == Sought::kNothing) {
    return {std::string_view()};
  }
  std::vector<std::string_view> values;
  for (std::size_t i = 0; i < markup.AttributeCount(element); ++i) {
    const auto [name, value] = markup.AttributeAt(element, i);
    if (value.empty() || !Seeks(*this, name) || (sought != Sought::kNamed && !MayNamePost(value))) {
      continue;
    }
    // Scripts are most of a page, and their names have one spelling.
    const bool as_written = name == "#text";
    if (contains.empty() || std::any_of(contains.begin(), contains.end(),
                                        [as_written, words = value](std::string_view part) {
                                          return as_written
                                                     ? text::FindPart(words, part) != words.npos
                                                     : ContainsNoCase(words, part);
                                        })) {
      values.push_back(value);
    }
  }
  return values;
}

const std::vector<EmbedRule>& EmbedRules() {
  return TheRules().all;
}

void RulesFor(const Markup& markup, Markup::Index element, std::vector<const EmbedRule*>& fitting) {
  const Rules& rules = TheRules();
  const std::string_view element_name = markup.Name(element);
  fitting.clear();
  if (const auto found = rules.by_element.find(element_name); found != rules.by_element.end()) {
    fitting = found->second;
  }
  bool any_data = false;
  for (std::size_t i = 0; i < markup.AttributeCount(element); ++i) {
    const auto [name, value] = markup.AttributeAt(element, i);
    if (name == "class") {
      AddByClass(rules, element_name, value, fitting);
    }
    rules.by_attribute.Find(name, element_name, fitting);
    any_data = any_data || (name.starts_with("data-") && MayNamePost(value));
  }
  if (any_data) {
    fitting.insert(fitting.end(), rules.by_any_data.begin(), rules.by_any_data.end());
  }
  std::sort(fitting.begin(), fitting.end());
  fitting.erase(std::unique(fitting.begin(), fitting.end()), fitting.end());
}

}  // namespace ibid::detect
