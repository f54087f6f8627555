#pragma once

#include <string>
#include <utility>

#include "ibid/document.h"
#include "text/utf8.h"

namespace ibid::detect {

// A plain-text Document whose paragraphs stand between blank lines. A paragraph that begins with
// "[kind]" is of that kind and loses the mark: "[byline] By A. B", "[chrome] Read more".
inline Document Paragraphs(const std::string& text) {
  Document document;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", at), text.size());
    std::string_view words = text::Trim(std::string_view(text).substr(at, end - at));
    Zone zone;
    const std::pair<std::string_view, ZoneKind> kinds[] = {
        {"[headline]", ZoneKind::kHeadline}, {"[byline]", ZoneKind::kByline},
        {"[dateline]", ZoneKind::kDateline}, {"[quote]", ZoneKind::kQuote},
        {"[heading]", ZoneKind::kHeading},   {"[chrome]", ZoneKind::kParagraph}};
    for (const auto& [mark, kind] : kinds) {
      if (words.starts_with(mark)) {
        zone.kind = kind;
        zone.chrome = mark == "[chrome]";
        words = text::Trim(words.substr(mark.size()));
      }
    }
    if (!words.empty()) {
      document.text += document.text.empty() ? "" : "\n\n";
      zone.at.begin = static_cast<std::uint32_t>(document.text.size());
      document.text += words;
      zone.at.end = static_cast<std::uint32_t>(document.text.size());
      document.zones.push_back(zone);
    }
    at = end + 2;
  }
  return document;
}

}  // namespace ibid::detect
