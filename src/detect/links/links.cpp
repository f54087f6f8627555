#include "detect/links/links.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "detect/cover.h"
#include "detect/links/link_chrome.h"
#include "detect/links/link_rows.h"
#include "detect/links/links_other.h"
#include "detect/links/links_scan.h"
#include "detect/links/tags.h"
#include "detect/mention_limit.h"
#include "detect/posts/post_text.h"
#include "detect/rejections.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kAnchorCharsMax = 200;
constexpr std::size_t kHrefBytesMax = 65536;  // What the URL parser takes.

MentionKind KindOf(const url::Url& url) {
  const bool path = url.path().size() > 1 || !url.query().empty();
  return path && url::IsShortener(url.host()) ? MentionKind::kShortLink : MentionKind::kLink;
}

bool IsMediaUrl(std::string_view words) {
  return words.starts_with("pic.twitter.com/") || words.starts_with("pic.x.com/");
}

class LinkFinder {
 public:
  LinkFinder(const Document& document, const std::vector<Mention>& embeds,
             std::vector<Mention>& out, std::vector<Rejection>* rejections)
      : document_(document),
        embeds_(embeds),
        out_(out),
        base_(Base()),
        chrome_(document),
        rejections_(rejections) {}

  void Run() {
    std::vector<TextSpan> anchors;
    const Markup& markup = document_.markup;
    for (Markup::Index element = 0; element < markup.size(); ++element) {
      if (markup.Name(element) != "a" && markup.Name(element) != "area") {
        continue;
      }
      const auto href = markup.Get(element, "href");
      if (href && MayAdd(out_, document_)) {
        const TextSpan at = TrimSpan(document_.text, markup.At(element));
        const std::size_t before = out_.size();
        std::optional<url::Url> url;
        if (Anchor(at, *href, url)) {
          anchors.push_back(at);
        }
        if (out_.size() > before) {
          MarkChrome(element, at, url, out_.back());
        }
      }
    }
    MarkLinkRows(document_, out_);
    const Cover anchored(std::move(anchors));
    for (const FoundUrl& found : ScanUrls(document_.text, MentionsMax(document_), rejections_)) {
      if (!MayAdd(out_, document_)) {
        break;
      }
      if (!anchored.Overlaps(found.at)) {
        Written(found);
      }
    }
  }

 private:
  std::optional<url::Url> Base() const {
    std::optional<url::Url> base = url::Url::Parse(document_.metadata.url.value);
    if (!base) {
      base = url::Url::Parse(document_.metadata.canonical_url.value);
    }
    const Markup& markup = document_.markup;
    for (Markup::Index element = 0; element < markup.size(); ++element) {
      if (markup.Name(element) == "base") {
        const std::string_view href = markup.Get(element, "href").value_or("");
        const std::optional<url::Url> own = base ? base->Resolve(href) : url::Url::Parse(href);
        return own ? own : base;
      }
    }
    return base;
  }

  // `anchor`: what Anchor() read, which nearly always is the link's own address.
  void MarkChrome(Markup::Index element, TextSpan at, const std::optional<url::Url>& anchor,
                  Mention& link) const {
    const std::string& own = std::get<LinkParts>(link.parts).url;
    const auto url = anchor && anchor->text() == own ? anchor : url::Url::Parse(own);
    link.chrome = url && chrome_.IsChrome(element, at, *url);
  }

  // Whether the anchor's words are accounted for. `url`: becomes what `href` says.
  bool Anchor(TextSpan at, std::string_view href, std::optional<url::Url>& url) {
    href = text::Trim(href);
    if (href.empty() || href.front() == '#' || href.size() > kHrefBytesMax) {
      return false;
    }
    const std::string_view words = document_.Text(at);
    if (IsOtherLink(href)) {
      LinkParts parts;
      parts.written = parts.url = href;
      if (!href.ends_with(words)) {
        parts.anchor = text::FoldSpace(text::Shorten(words, kAnchorCharsMax));
      }
      Push(MentionKind::kLink, at, "link.html.other", 0.99, std::move(parts));
      return true;
    }
    url = base_ ? base_->Resolve(href) : url::Url::Parse(href);
    if (!url || !url->is_http()) {
      return text::StartsWithNoCase(href, "mailto:");
    }
    if (IsTagLink(words, *url)) {
      return false;
    }
    if (IsPermalinkOfItsEmbed(at, *url)) {
      return true;
    }
    LinkParts parts;
    parts.written = href;
    parts.url = url->text();
    parts.truncated = EndsInEllipsis(href);
    if (parts.truncated) {
      parts.url.clear();
    }
    MentionKind kind = KindOf(*url);
    if (IsMediaUrl(words) && words.find(' ') == std::string_view::npos) {
      kind = MentionKind::kMediaLink;
      parts.written = words;
      parts.url = "https://" + std::string(words);
    } else if (!IsUrl(words)) {
      parts.anchor = text::FoldSpace(text::Shorten(words, kAnchorCharsMax));
    }
    Push(kind, at, "link.html.anchor", 0.99, std::move(parts));
    return true;
  }

  // What was copied from a page that shortens its links for the eye; a title in a query may well
  // end so.
  static bool EndsInEllipsis(std::string_view href) {
    constexpr std::string_view kEncoded = "%e2%80%a6";
    if (href.find('?') != std::string_view::npos) {
      return false;
    }
    const std::string_view tail = href.substr(href.size() - std::min(href.size(), kEncoded.size()));
    return href.ends_with("…") || text::EqualNoCase(tail, kEncoded) ||
           (href.ends_with("...") && href.size() > 4 && href[href.size() - 4] != '/');
  }

  void Push(MentionKind kind, TextSpan at, std::string_view rule, double confidence,
            LinkParts parts) {
    Mention mention;
    mention.kind = kind;
    mention.at = at;
    mention.rule = rule;
    mention.confidence = confidence;
    mention.parts = std::move(parts);
    out_.push_back(std::move(mention));
  }

  static bool IsUrl(std::string_view words) {
    if (words.size() > 2048 || words.find(' ') != std::string_view::npos) {
      return false;
    }
    const std::vector<FoundUrl> found = ScanUrls(words);
    return !found.empty() && found.front().at.begin == 0;
  }

  // "@name" and "#tag" linked to the platform's own pages say no more than the words do.
  static bool IsTagLink(std::string_view words, const url::Url& url) {
    if (words.size() < 2 || words.size() > 200 || (words[0] != '@' && words[0] != '#') ||
        words.find(' ') != std::string_view::npos) {
      return false;
    }
    static constexpr auto kSites = std::to_array<std::string_view>(
        {"twitter.com", "x.com", "instagram.com", "facebook.com", "threads.net", "threads.com",
         "bsky.app", "tiktok.com", "youtube.com", "linkedin.com"});
    const std::string domain = url::RegistrableDomain(url.host());
    return std::find(kSites.begin(), kSites.end(), domain) != kSites.end() &&
           !url::PostOf(url).has_value();
  }

  // Anchors come in order, and so do embeds.
  bool IsPermalinkOfItsEmbed(TextSpan at, const url::Url& url) {
    while (embed_ < embeds_.size() && embeds_[embed_].at.end < at.end) {
      ++embed_;
    }
    constexpr std::size_t kNestedMax = 8;
    for (std::size_t i = embed_; i < embeds_.size() && i < embed_ + kNestedMax; ++i) {
      const auto* parts = std::get_if<EmbedParts>(&embeds_[i].parts);
      if (embeds_[i].at.begin > at.begin) {
        break;
      }
      if (parts == nullptr || !embeds_[i].at.Contains(at)) {
        continue;
      }
      const std::optional<url::PostAddress> post = url::PostOf(url);
      return post && post->platform == parts->platform && post->post_id == parts->post_id;
    }
    return false;
  }

  void Written(const FoundUrl& found) {
    LinkParts parts;
    parts.written = document_.Text(found.at);
    parts.truncated = found.truncated;
    parts.repaired = found.repaired;
    if (found.other) {
      parts.url = found.url;
      Push(MentionKind::kLink, found.at, "link.text.other", 0.98, std::move(parts));
      return;
    }
    const std::optional<url::Url> url = url::Url::Parse(found.url);
    if (!url && !found.media) {
      Reject(rejections_, found.at, "rejected.link.parse");
      return;
    }
    const MentionKind kind = found.media ? MentionKind::kMediaLink : KindOf(*url);
    if (!found.truncated) {
      parts.url = found.media ? found.url : url->text();
    }
    for (const std::string& repair : found.repairs) {
      if (const auto other = url::Url::Parse(repair); other && !found.truncated) {
        parts.repairs.push_back(other->text());
      }
    }
    const std::string_view rule = found.media        ? "link.text.media"
                                  : found.host_alone ? "link.text.host"
                                  : found.repaired   ? "link.text.repaired"
                                                     : "link.text.url";
    const double confidence = found.host_alone                    ? 0.6
                              : found.repaired || found.truncated ? 0.85
                                                                  : 0.98;
    Push(kind, found.at, rule, confidence, std::move(parts));
  }

  const Document& document_;
  const std::vector<Mention>& embeds_;
  std::vector<Mention>& out_;
  std::optional<url::Url> base_;
  LinkChrome chrome_;
  std::size_t embed_ = 0;
  std::vector<Rejection>* rejections_;
};

bool HasLowerCase(std::string_view name) {
  return std::any_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

void FindLinks(const Document& document, const std::vector<Mention>& embeds,
               std::vector<Mention>& out, std::vector<Rejection>* rejections) {
  LinkFinder(document, embeds, out, rejections).Run();
}

void FindTags(const Document& document, const std::vector<Mention>& embeds,
              const std::vector<Mention>& links, std::vector<Mention>& out,
              std::vector<Rejection>* rejections) {
  std::vector<TextSpan> post_spans;
  std::vector<TextSpan> closings;
  for (const Mention& embed : embeds) {
    const auto& parts = std::get<EmbedParts>(embed.parts);
    post_spans.push_back(embed.at);
    if (!parts.date.empty()) {
      const std::uint32_t words_end = parts.text_at ? parts.text_at->end : embed.at.begin;
      closings.push_back({words_end, std::max(words_end, embed.at.end)});
    }
  }
  std::vector<TextSpan> urls;
  for (const Mention& link : links) {
    if (std::get<LinkParts>(link.parts).anchor.empty()) {
      urls.push_back(link.at);
    }
  }
  const Cover posts(std::move(post_spans));
  const Cover signed_off(std::move(closings));
  const Cover linked(std::move(urls));
  const std::vector<FoundTag> found =
      ScanTags(document.text, linked.spans(), MentionsMax(document), rejections);
  out.reserve(found.size());  // Where there are many, growing by doubling would take twice as much.
  for (const FoundTag& tag : found) {
    const bool in_post = posts.Overlaps(tag.at);
    if (signed_off.Contains(tag.at)) {
      continue;
    }
    if (tag.kind == MentionKind::kCashtag && !in_post && HasLowerCase(tag.name)) {
      Reject(rejections, tag.at, "rejected.tag.lower_case");
      continue;
    }
    Mention mention;
    mention.kind = tag.kind;
    mention.at = tag.at;
    mention.rule = "tag." + std::string(Name(tag.kind));
    mention.confidence = in_post ? 0.99 : 0.95;
    mention.parts = TagParts{std::string(tag.name)};
    out.push_back(std::move(mention));
  }
}

}  // namespace ibid::detect
