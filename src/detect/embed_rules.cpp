#include "detect/embed_rules.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <map>
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
  std::map<std::string_view, std::vector<const EmbedRule*>, std::less<>> by_element;
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
    for (const std::string_view element : rule.elements) {
      rules.by_element[element].push_back(&rule);
    }
    if (rule.elements.empty()) {
      rules.by_attribute[rule.attribute].push_back(&rule);
    }
  }
  return rules;
}

bool ContainsNoCase(std::string_view text, std::string_view part) {
  return std::search(text.begin(), text.end(), part.begin(), part.end(), [](char a, char b) {
           return text::LowerAscii(a) == text::LowerAscii(b);
         }) != text.end();
}

}  // namespace

std::optional<std::string_view> EmbedRule::Fits(const Markup& markup, Markup::Index element) const {
  if (!classes.empty() && std::none_of(classes.begin(), classes.end(), [&](std::string_view word) {
        return markup.HasClass(element, word);
      })) {
    return std::nullopt;
  }
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
  std::vector<const EmbedRule*> fitting;
  if (const auto found = rules.by_element.find(markup.Name(element));
      found != rules.by_element.end()) {
    fitting = found->second;
  }
  for (std::size_t i = 0; i < markup.AttributeCount(element); ++i) {
    const std::string_view name = markup.AttributeAt(element, i).name;
    if (!name.starts_with("data-")) {
      continue;
    }
    if (const auto found = rules.by_attribute.find(name); found != rules.by_attribute.end()) {
      fitting.insert(fitting.end(), found->second.begin(), found->second.end());
    }
  }
  std::sort(fitting.begin(), fitting.end());
  return fitting;
}

}  // namespace ibid::detect
