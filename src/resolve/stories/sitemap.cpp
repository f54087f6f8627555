#include "resolve/stories/sitemap.h"

#include <algorithm>
#include <utility>

#include "read/character_references.h"
#include "text/utf8.h"
#include "warc/zip.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kBytesMax = 50'000'000;
constexpr std::size_t kEntriesMax = 50'000;
constexpr std::size_t kValueBytesMax = 4096;
constexpr std::size_t kDayLength = 10;

// "loc" of "<loc>" and "<sm:loc a='b'>"; "/loc" of an end tag. The news extension's names keep
// their own words, which no other of its elements has.
std::string_view NameOf(std::string_view tag) {
  const bool ends = tag.starts_with('/');
  tag.remove_prefix(ends ? 1 : 0);
  tag = tag.substr(0, tag.find_first_of(" \t\r\n/"));
  if (const std::size_t colon = tag.find(':'); colon != std::string_view::npos) {
    tag.remove_prefix(colon + 1);
  }
  return tag;
}

std::string Value(std::string_view raw) {
  constexpr std::string_view kOpen = "<![CDATA[";
  constexpr std::string_view kClose = "]]>";
  raw = text::Trim(raw);
  if (raw.starts_with(kOpen)) {
    raw.remove_prefix(kOpen.size());
    return text::FoldSpace(raw.substr(0, raw.find(kClose)));
  }
  return text::FoldSpace(read::DecodeReferences(raw, false));
}

class Parser {
 public:
  explicit Parser(std::string_view xml) : xml_(xml) {}

  Sitemap Run() && {
    while (at_ < xml_.size() && out_.entries.size() < kEntriesMax) {
      const std::size_t open = xml_.find('<', at_);
      if (open == std::string_view::npos) {
        break;
      }
      if (xml_.substr(open).starts_with("<!--")) {
        const std::size_t end = xml_.find("-->", open);
        at_ = end == std::string_view::npos ? xml_.size() : end;
        continue;
      }
      const std::size_t close = xml_.find('>', open);
      if (close == std::string_view::npos) {
        break;
      }
      at_ = close + 1;
      Take(xml_.substr(open + 1, close - open - 1));
    }
    return std::move(out_);
  }

 private:
  void Take(std::string_view tag) {
    const std::string_view name = NameOf(tag);
    const bool ends = tag.starts_with('/');
    if (name == "sitemapindex") {
      out_.is_index = true;
    } else if (name == "url" || name == "sitemap") {
      if (ends && !entry_.url.empty()) {
        out_.entries.push_back(std::move(entry_));
      }
      entry_ = {};
    } else if (!ends && name == "loc" && entry_.url.empty()) {
      entry_.url = Text();  // The first one is the page's; images have theirs behind it.
    } else if (!ends && name == "title" && entry_.title.empty()) {
      entry_.title = Text();
    } else if (!ends && name == "publication_date") {
      entry_.date = Text().substr(0, kDayLength);
    } else if (!ends && name == "lastmod") {
      entry_.changed = Text().substr(0, kDayLength);
    }
  }

  // What stands up to the next tag; a CDATA section may hold tags of its own.
  std::string Text() {
    std::string_view rest = xml_.substr(at_, kValueBytesMax);
    const std::string_view begun =
        rest.substr(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
    const std::size_t from = begun.starts_with("<![CDATA[") ? rest.find("]]>") : 0;
    const std::size_t end = from == std::string_view::npos ? from : rest.find('<', from);
    return end == std::string_view::npos ? std::string() : Value(rest.substr(0, end));
  }

  std::string_view xml_;
  std::size_t at_ = 0;
  SitemapEntry entry_;
  Sitemap out_;
};

// The bytes of a .gz file, as far as the limit; others as they are.
std::string Unpacked(std::string_view body) {
  constexpr std::string_view kGzip = "\x1f\x8b";
  std::string out;
  warc::Inflater inflater(warc::Inflater::Format::kGzip);
  auto state = warc::Inflater::State::kMore;
  while (body.starts_with(kGzip) && state == warc::Inflater::State::kMore && !body.empty() &&
         out.size() < kBytesMax) {
    state = inflater.Run(body, out, kBytesMax - out.size());
  }
  return out;
}

}  // namespace

Sitemap ParseSitemap(std::string_view xml) {
  return Parser(xml.substr(0, kBytesMax)).Run();
}

Sitemap ReadSitemap(const Exchange& exchange) {
  if (exchange.status != 200) {
    return {};
  }
  const std::string_view body = exchange.body;
  return body.starts_with("\x1f\x8b") ? ParseSitemap(Unpacked(body)) : ParseSitemap(body);
}

std::vector<std::string> SitemapsOfRobots(std::string_view robots, std::size_t most) {
  constexpr std::string_view kField = "sitemap:";
  std::vector<std::string> out;
  while (!robots.empty() && out.size() < most) {
    const std::size_t end = std::min(robots.find_first_of("\r\n"), robots.size());
    const std::string_view line = text::Trim(robots.substr(0, end));
    robots.remove_prefix(std::min(end + 1, robots.size()));
    if (text::StartsWithNoCase(line, kField)) {
      out.emplace_back(text::Trim(line.substr(kField.size())));
    }
  }
  return out;
}

}  // namespace ibid::resolve
