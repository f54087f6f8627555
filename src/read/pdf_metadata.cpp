#include "read/pdf_metadata.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "read/author_names.h"
#include "read/page_dates.h"
#include "read/title_text.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::read {
namespace {

std::string_view InfoOf(const pdf::Contents& contents, std::string_view key) {
  for (const pdf::Info& info : contents.info) {
    if (info.key == key) {
      return info.value;
    }
  }
  return {};
}

// "D:20150928140311+02'00'" (ISO 32000-1, 7.9.4) as RFC 3339, or the day alone.
std::string IsoOf(std::string_view date) {
  date.remove_prefix(date.starts_with("D:") ? 2 : 0);
  const std::size_t digits = std::min(date.find_first_not_of("0123456789"), date.size());
  if (digits < 8) {
    return {};
  }
  std::string day = std::string(date.substr(0, 4)) + "-" + std::string(date.substr(4, 2)) + "-" +
                    std::string(date.substr(6, 2));
  if (digits < 14) {
    return NormaliseDate(day);
  }
  std::string zone(date.substr(14));
  std::replace(zone.begin(), zone.end(), '\'', ':');
  zone = zone.starts_with('Z') ? "Z" : zone.substr(0, 6);
  const std::string time = day + "T" + std::string(date.substr(8, 2)) + ":" +
                           std::string(date.substr(10, 2)) + ":" + std::string(date.substr(12, 2)) +
                           (zone.size() == 6 || zone == "Z" ? zone : "");
  const std::string whole = NormaliseDate(time);
  return whole.empty() ? NormaliseDate(day) : whole;
}

bool PrintedByBrowser(const pdf::Contents& contents) {
  for (const std::string_view key : {"Creator", "Producer"}) {
    const std::string maker = text::Lower(InfoOf(contents, key));
    for (const std::string_view browser :
         {"mozilla", "chrom", "skia", "firefox", "safari", "webkit", "wkhtml", "edge", "cairo"}) {
      if (maker.find(browser) != std::string::npos) {
        return true;
      }
    }
  }
  return false;
}

// Names of files and of programs are no titles.
bool IsTitle(std::string_view title) {
  const std::string lower = text::Lower(title);
  for (const std::string_view begin :
       {"microsoft word", "untitled", "http://", "https://", "file:"}) {
    if (lower.starts_with(begin)) {
      return false;
    }
  }
  const std::size_t dot = lower.rfind('.');
  const bool file = dot != std::string::npos && lower.size() - dot <= 5 && lower.size() - dot > 2 &&
                    lower.find(' ') == std::string::npos;
  return !lower.empty() && !file;
}

// The first whole address that a browser printed: one that it shortened ends in an ellipsis.
void TakePrintedAddress(Document& document) {
  for (const Zone& zone : document.zones) {
    const std::string_view words = document.Text(zone.at);
    const std::size_t begin = zone.rule == "pdf.printed" ? words.find("http") : words.npos;
    if (begin == std::string_view::npos) {
      continue;
    }
    const std::string_view rest = words.substr(begin);
    const std::string_view address = rest.substr(0, std::min(rest.find(' '), rest.size()));
    if (!address.ends_with("…") && !address.ends_with("...") && url::Url::Parse(address)) {
      const auto at = static_cast<std::uint32_t>(zone.at.begin + begin);
      document.metadata.url = {std::string(address), "printed address",
                               TextSpan{at, at + static_cast<std::uint32_t>(address.size())}};
      return;
    }
  }
}

void TakeTitle(std::string_view title, Metadata& metadata) {
  if (!IsTitle(title)) {
    return;
  }
  const std::string folded = text::FoldSpace(title);
  const auto from = url::Url::Parse(metadata.url.value);
  const std::string host = from ? std::string(from->host()) : std::string();
  TitleParts parts = SplitTitle(folded, metadata.publisher.value, host);
  if (metadata.title.known()) {
    const TitleParts after = SplitAfter(folded, metadata.title.value);
    parts.site = !after.site.empty() ? after.site : parts.site;
  } else {
    metadata.title = {parts.title.empty() ? folded : parts.title, "pdf:Title", std::nullopt};
  }
  if (!metadata.publisher.known() && !parts.site.empty()) {
    metadata.publisher = {parts.site, "pdf:Title", std::nullopt};
  }
}

// "admin" and "Microsoft Office User" say who owned the machine.
void TakeAuthors(std::string_view author, Metadata& metadata) {
  if (!metadata.authors.empty() || author.find(' ') == std::string_view::npos ||
      text::Lower(author).find("user") != std::string::npos) {
    return;
  }
  for (std::string& name : AuthorNamesOfField(author)) {
    metadata.authors.push_back({std::move(name), "pdf:Author", std::nullopt});
  }
}

}  // namespace

void AddPdfMetadata(const pdf::Contents& contents, Document& document) {
  Metadata& metadata = document.metadata;
  if (!metadata.url.known()) {
    TakePrintedAddress(document);
  }
  TakeTitle(InfoOf(contents, "Title"), metadata);
  TakeAuthors(InfoOf(contents, "Author"), metadata);
  const std::string made = IsoOf(InfoOf(contents, "CreationDate"));
  if (made.empty()) {
    return;
  }
  if (PrintedByBrowser(contents)) {
    document.notes.push_back("printed by a browser on " + made.substr(0, 10));
    const std::string in_path = DateInPath(metadata.url.value);
    if (!metadata.published.known() && !in_path.empty()) {
      metadata.published = {in_path, "url", std::nullopt};
    }
  } else if (!metadata.published.known()) {
    metadata.published = {made, "pdf:CreationDate", std::nullopt};
  }
}

}  // namespace ibid::read
