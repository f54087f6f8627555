#pragma once

#include <string>
#include <string_view>

#include "ibid/document.h"
#include "text/utf8.h"

namespace ibid::read {

inline bool OnBoundary(std::string_view text, std::uint32_t at) {
  return at <= text.size() && text::BoundaryBefore(text, at) == at;
}

inline std::string BrokenZones(const Document& document) {
  std::uint32_t end = 0;
  for (const Zone& zone : document.zones) {
    if (zone.at.begin < end || zone.at.end <= zone.at.begin || zone.at.end > document.text.size()) {
      return "zone out of order, empty or outside the text";
    }
    if (!OnBoundary(document.text, zone.at.begin) || !OnBoundary(document.text, zone.at.end)) {
      return "zone cuts a character";
    }
    const std::string_view between =
        std::string_view(document.text).substr(end, zone.at.begin - end);
    if (!text::Trim(between).empty()) {
      return "words between zones";
    }
    end = zone.at.end;
  }
  const std::string_view rest = std::string_view(document.text).substr(end);
  return text::Trim(rest).empty() ? "" : "words after the last zone";
}

inline std::string BrokenMarkup(const Document& document) {
  const Markup& markup = document.markup;
  for (Markup::Index i = 0; i < markup.size(); ++i) {
    const TextSpan at = markup.At(i);
    if (at.begin > at.end || at.end > document.text.size()) {
      return "element outside the text";
    }
    if (!OnBoundary(document.text, at.begin) || !OnBoundary(document.text, at.end)) {
      return "element cuts a character";
    }
    if (markup.End(i) <= i || markup.End(i) > markup.size()) {
      return "element ends before it begins";
    }
    const Markup::Index parent = markup.Parent(i);
    if (parent == Markup::kNone) {
      continue;
    }
    if (parent >= i || markup.End(i) > markup.End(parent)) {
      return "element outside its parent";
    }
    if (at.begin < markup.At(parent).begin) {
      return "element begins before its parent";
    }
  }
  return {};
}

// The first invariant of document.h that is broken, or empty.
inline std::string Broken(const Document& document) {
  if (!text::IsValid(document.text) || document.text.find('\0') != std::string::npos) {
    return "text is no clean UTF-8";
  }
  const std::string zones = BrokenZones(document);
  return zones.empty() ? BrokenMarkup(document) : zones;
}

}  // namespace ibid::read
