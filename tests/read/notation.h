#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "read/read.h"

// A document in one line, so that tests compare whole strings.
namespace ibid::read {

inline Result<Document> ReadAs(std::string_view input, InputKind kind, std::string url = {}) {
  ReadOptions options;
  options.kind = kind;
  options.url = std::move(url);
  return Read(input, options);
}

// "headline(Title) p(Words)"; chrome is "-p(Words)"; an Error is "error: its message".
inline std::string Zones(std::string_view input, InputKind kind = InputKind::kHtml) {
  static constexpr std::string_view kNames[] = {"headline", "heading", "byline",  "dateline",
                                                "p",        "li",      "caption", "embed",
                                                "quote",    "table",   "code",    "other"};
  const Result<Document> read = ReadAs(input, kind);
  if (!read.ok()) {
    return "error: " + read.error().message;
  }
  std::string out;
  for (const Zone& zone : read.value().zones) {
    out += out.empty() ? "" : " ";
    out += zone.chrome ? "-" : "";
    out += kNames[static_cast<std::size_t>(zone.kind)];
    out += "(" + std::string(read.value().Text(zone.at)) + ")";
  }
  return out;
}

inline std::string Shown(const Fact& fact) {
  return fact.known() ? fact.value + " [" + fact.from + "]" : "?";
}

// "title; author, author; publisher; published", each with where it was found; "?" is not known.
inline std::string Facts(std::string_view input, InputKind kind = InputKind::kHtml,
                         std::string url = {}) {
  const Result<Document> read = ReadAs(input, kind, std::move(url));
  if (!read.ok()) {
    return "error: " + read.error().message;
  }
  const Metadata& metadata = read.value().metadata;
  std::string authors;
  for (const Fact& author : metadata.authors) {
    authors += (authors.empty() ? "" : ", ") + Shown(author);
  }
  return Shown(metadata.title) + "; " + (authors.empty() ? "?" : authors) + "; " +
         Shown(metadata.publisher) + "; " + Shown(metadata.published);
}

}  // namespace ibid::read
