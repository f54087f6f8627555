#include "resolve/pages/page.h"

#include <algorithm>
#include <utility>

#include "read/read.h"
#include "text/utf8.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kHeadingsMax = 8;
constexpr std::size_t kHeadingBytesMax = 400;

bool ContainsNoCase(std::string_view text, std::string_view lower_needle) {
  return std::search(text.begin(), text.end(), lower_needle.begin(), lower_needle.end(),
                     [](char a, char b) { return text::LowerAscii(a) == b; }) != text.end();
}

std::string MediaType(const Exchange& exchange) {
  const std::string_view header = FindHeader(exchange.headers, "Content-Type").value_or("");
  return text::Lower(text::Trim(header.substr(0, header.find(';'))));
}

bool MayBeText(std::string_view type) {
  return type.empty() || type.starts_with("text/") || type == "application/xhtml+xml";
}

// "isAccessibleForFree": false, the value as a boolean or as a word in quotes (schema.org allows
// both, sites write "False").
bool SaysNotForFree(std::string_view json_ld) {
  constexpr std::string_view kName = "isAccessibleForFree";
  constexpr std::size_t kGapMax = 16;
  for (std::size_t at = json_ld.find(kName); at != std::string_view::npos;
       at = json_ld.find(kName, at + kName.size())) {
    std::string_view rest = json_ld.substr(at + kName.size(), kGapMax);
    rest.remove_prefix(std::min(rest.find_first_not_of("\"' :\t\n\r"), rest.size()));
    if (text::StartsWithNoCase(rest, "false")) {
      return true;
    }
  }
  return false;
}

// The status that a page declares to programs which run its scripts before they judge it
// (prerender.io), or to those who read the old http-equiv.
bool DeclaresMissing(std::string_view name, std::string_view http_equiv, std::string_view content) {
  return (text::EqualNoCase(name, "prerender-status-code") ||
          text::EqualNoCase(http_equiv, "status")) &&
         (text::Trim(content).starts_with("404") || text::Trim(content).starts_with("410"));
}

// Types of ogp.me that a site's template does not give to all of its pages, errors among them, as
// it may "website" and "article".
bool IsTypeOfAWork(std::string_view type) {
  return text::StartsWithNoCase(type, "video.") || text::StartsWithNoCase(type, "music.") ||
         text::EqualNoCase(type, "book") || text::EqualNoCase(type, "product");
}

void ReadMeta(const Markup& markup, Markup::Index e, Page& page) {
  const std::string_view content = markup.Get(e, "content").value_or("");
  if (text::EqualNoCase(markup.Get(e, "name").value_or(""), "robots")) {
    page.noindex |= ContainsNoCase(content, "noindex");
  } else if (text::EqualNoCase(markup.Get(e, "property").value_or(""), "article:content_tier")) {
    page.not_for_free |= text::EqualNoCase(content, "locked");
  } else if (text::EqualNoCase(markup.Get(e, "property").value_or(""), "og:type")) {
    page.declares_a_work |= IsTypeOfAWork(text::Trim(content));
  } else if (text::EqualNoCase(markup.Get(e, "itemprop").value_or(""), "isAccessibleForFree")) {
    page.not_for_free |= text::EqualNoCase(content, "false");
  } else {
    page.calls_itself_missing |= DeclaresMissing(markup.Get(e, "name").value_or(""),
                                                 markup.Get(e, "http-equiv").value_or(""), content);
  }
}

void ReadFrame(const Markup& markup, Markup::Index e, Page& page) {
  constexpr std::size_t kNamesMax = 200;
  for (const std::string_view attribute : {"class", "id"}) {
    std::string_view names = markup.Get(e, attribute).value_or("");
    while (!names.empty() && page.frame.size() < kNamesMax) {
      const std::size_t end = std::min(names.find_first_of(" \t\n\r\f"), names.size());
      if (end > 0) {
        page.frame.push_back(text::Lower(names.substr(0, end)));
      }
      names.remove_prefix(std::min(end + 1, names.size()));
    }
  }
}

// The elements that the first heading stands in, up to the body.
void ReadFrameAround(const Markup& markup, Markup::Index heading, Page& page) {
  constexpr int kUpMax = 32;
  int up = 0;
  for (Markup::Index e = heading; e != Markup::kNone && up < kUpMax; e = markup.Parent(e), ++up) {
    const std::string_view name = markup.Name(e);
    if (name == "body" || name == "main") {
      break;
    }
    ReadFrame(markup, e, page);
  }
}

// In the frame of every page: the log-in of a site's header is no wall.
bool StandsBeside(const Markup& markup, Markup::Index element) {
  constexpr int kUpMax = 32;
  int up = 0;
  for (Markup::Index e = markup.Parent(element); e != Markup::kNone && up < kUpMax;
       e = markup.Parent(e), ++up) {
    const std::string_view name = markup.Name(e);
    if (name == "header" || name == "nav" || name == "aside" || name == "footer") {
      return true;
    }
    for (const std::string_view word : {"header", "navbar", "topbar", "sidebar", "footer",
                                        "dropdown", "dropdown-menu", "modal"}) {
      if (markup.HasClass(e, word) || markup.Get(e, "id").value_or("") == word) {
        return true;
      }
    }
  }
  return false;
}

void ReadMarkup(const Document& document, Page& page) {
  const Markup& markup = document.markup;
  for (Markup::Index e = 0; e < markup.size(); ++e) {
    const std::string_view name = markup.Name(e);
    if (name == "meta") {
      ReadMeta(markup, e, page);
    } else if (name == "input") {
      page.asks_password |= text::EqualNoCase(markup.Get(e, "type").value_or(""), "password") &&
                            !StandsBeside(markup, e);
    } else if (name == "h1" && page.headings.size() < kHeadingsMax) {
      if (page.headings.empty()) {
        ReadFrameAround(markup, e, page);
      }
      const std::string_view words = document.Text(markup.At(e));
      page.headings.push_back(text::FoldSpace(
          words.substr(0, text::BoundaryBefore(words, std::min(words.size(), kHeadingBytesMax)))));
    } else if (name == "body" || name == "html" || name == "main") {
      ReadFrame(markup, e, page);
    } else if (name == "script" &&
               text::EqualNoCase(markup.Get(e, "type").value_or(""), "application/ld+json")) {
      page.not_for_free |= SaysNotForFree(markup.Get(e, "#text").value_or(""));
    }
  }
}

}  // namespace

std::string ReadableText(const Document& document) {
  std::string lines;
  for (const Zone& zone : document.zones) {
    if (!zone.chrome) {
      lines += text::FoldSpace(document.Text(zone.at));
      lines += '\n';
    }
  }
  return lines;
}

Page ReadPage(const Exchange& exchange) {
  Page page;
  page.type = MediaType(exchange);
  page.noindex =
      ContainsNoCase(FindHeader(exchange.headers, "X-Robots-Tag").value_or(""), "noindex");
  if (exchange.body.empty() || !MayBeText(page.type)) {
    return page;
  }
  read::ReadOptions options;
  options.source = exchange.request.url;
  options.url = exchange.request.url;
  options.input_sha256 = exchange.body_sha256;
  options.content_type = FindHeader(exchange.headers, "Content-Type").value_or("");
  if (page.type == "text/html" || page.type == "application/xhtml+xml") {
    options.kind = InputKind::kHtml;
  }
  Result<Document> read = read::Read(exchange.body, options);
  if (!read.ok()) {
    return page;
  }
  page.readable = true;
  page.document = std::move(read).value();
  const Metadata& about = page.document.metadata;
  page.title = about.title.value;
  page.author = about.authors.empty() ? std::string() : about.authors.front().value;
  page.site = about.publisher.value;
  page.published = about.published.value;
  page.canonical_url = about.canonical_url.value;
  page.description = about.description.value;
  ReadMarkup(page.document, page);
  page.text = ReadableText(page.document);
  return page;
}

}  // namespace ibid::resolve
