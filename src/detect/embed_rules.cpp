#include "detect/embed_rules.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <iterator>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include "detect/data_table.h"
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
  static constexpr std::array<std::pair<std::string_view, EmbedForm>, 7> kForms = {
      {{"blockquote", EmbedForm::kBlockquote},
       {"iframe", EmbedForm::kIframe},
       {"amp", EmbedForm::kAmp},
       {"custom_element", EmbedForm::kCustomElement},
       {"script", EmbedForm::kScript},
       {"cms_block", EmbedForm::kCmsBlock},
       {"bare_url", EmbedForm::kBareUrl}}};
  return Named(kForms, name);
}

EmbedRule::From FromNamed(std::string_view name) {
  using From = EmbedRule::From;
  static constexpr std::array<std::pair<std::string_view, From>, 8> kNames = {
      {{"url", From::kUrl},
       {"id", From::kId},
       {"links", From::kLinks},
       {"quote", From::kQuote},
       {"text", From::kText},
       {"json", From::kJson},
       {"at-uri", From::kAtUri},
       {"vk", From::kVk}}};
  return Named(kNames, name);
}

struct Rules {
  std::vector<EmbedRule> all;
  // Those that ask for no class. Most elements of a page are plain, and no rule is tried on them.
  std::map<std::string_view, std::vector<const EmbedRule*>, std::less<>> by_element;
  // By each class that they ask for, in lower case; of these the element is still to be compared.
  std::unordered_map<std::string, std::vector<const EmbedRule*>> by_class;
  std::map<std::string_view, std::vector<const EmbedRule*>, std::less<>> by_attribute;
};

Rules ReadRules() {
  Rules rules;
  const DataTable table("embeds.tsv", 9);
  for (const DataTable::Row& row : table.rows()) {
    EmbedRule rule;
    rule.platform = row[0] == "*" ? std::string_view() : row[0];
    rule.form = FormNamed(row[1]);
    rule.elements = row[2] == "*" ? std::vector<std::string_view>() : Alternatives(row[2]);
    rule.classes = Alternatives(row[3]);
    rule.attribute = row[4];
    rule.contains = row[5];
    rule.from = FromNamed(row[6]);
    rule.url_template = row[7];
    rules.all.push_back(std::move(rule));
  }
  for (const EmbedRule& rule : rules.all) {
    for (const std::string_view word : rule.classes) {
      rules.by_class[text::Lower(word)].push_back(&rule);
    }
    for (const std::string_view element : rule.elements) {
      if (rule.classes.empty()) {
        rules.by_element[element].push_back(&rule);
      }
    }
    if (rule.elements.empty() && rule.classes.empty()) {
      rules.by_attribute[rule.attribute].push_back(&rule);
    }
  }
  return rules;
}

// The rules for elements of this name that ask for one of these classes.
void AddByClass(const Rules& rules, std::string_view name, std::string_view classes,
                std::vector<const EmbedRule*>& out) {
  static constexpr std::size_t kClassBytesMax = 40;  // No rule asks for a longer one.
  std::string word;
  for (std::size_t at = 0; at <= classes.size(); ++at) {
    if (at < classes.size() && !text::IsSpace(static_cast<unsigned char>(classes[at]))) {
      if (word.size() <= kClassBytesMax) {
        word += text::LowerAscii(classes[at]);
      }
      continue;
    }
    const auto found = word.empty() ? rules.by_class.end() : rules.by_class.find(word);
    if (found != rules.by_class.end()) {
      std::copy_if(found->second.begin(), found->second.end(), std::back_inserter(out),
                   [name](const EmbedRule* rule) {
                     return rule->elements.empty() ||
                            std::find(rule->elements.begin(), rule->elements.end(), name) !=
                                rule->elements.end();
                   });
    }
    word.clear();
  }
}

bool ContainsNoCase(std::string_view text, std::string_view part) {
  return std::search(text.begin(), text.end(), part.begin(), part.end(), [](char a, char b) {
           return text::LowerAscii(a) == text::LowerAscii(b);
         }) != text.end();
}

}  // namespace

std::optional<std::string_view> EmbedRule::Fits(const Markup& markup, Markup::Index element) const {
  if (attribute.empty()) {
    return std::string_view();
  }
  const std::optional<std::string_view> value = markup.Get(element, attribute);
  if (!value || value->empty() || (!contains.empty() && !ContainsNoCase(*value, contains))) {
    return std::nullopt;
  }
  return value;
}

std::vector<const EmbedRule*> RulesFor(const Markup& markup, Markup::Index element) {
  static const Rules rules = ReadRules();
  const std::string_view name = markup.Name(element);
  std::vector<const EmbedRule*> fitting;
  if (const auto found = rules.by_element.find(name); found != rules.by_element.end()) {
    fitting = found->second;
  }
  for (std::size_t i = 0; i < markup.AttributeCount(element); ++i) {
    const Markup::Attribute attribute = markup.AttributeAt(element, i);
    if (attribute.name == "class") {
      AddByClass(rules, name, attribute.value, fitting);
    } else if (attribute.name.starts_with("data-")) {
      const auto found = rules.by_attribute.find(attribute.name);
      if (found != rules.by_attribute.end()) {
        fitting.insert(fitting.end(), found->second.begin(), found->second.end());
      }
    }
  }
  std::sort(fitting.begin(), fitting.end());
  fitting.erase(std::unique(fitting.begin(), fitting.end()), fitting.end());
  return fitting;
}

}  // namespace ibid::detect
