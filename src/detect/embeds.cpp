#include "detect/embeds.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "detect/embed_address.h"
#include "detect/embed_rules.h"
#include "detect/post_text.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kSamePlaceBytes = 300;  // Text between two forms of one embed, at most.
constexpr std::size_t kCommentBytesMax = 8192;
constexpr std::size_t kWordsBytesMax = 10000;  // A "post" of more words is a page in a blockquote.

// How much a form tells of its post: the blockquote holds its words.
int Richness(const Mention& mention) {
  const auto& parts = std::get<EmbedParts>(mention.parts);
  return (parts.text.empty() ? 0 : 4) + (parts.date.empty() ? 0 : 2) + (mention.at.empty() ? 0 : 1);
}

class EmbedFinder {
 public:
  EmbedFinder(const Document& document, const std::vector<Signature>& signatures,
              const std::vector<PostTail>& tails)
      : document_(document),
        markup_(document.markup),
        signatures_(signatures),
        tails_(tails),
        base_(url::Url::Parse(document.metadata.url.value)) {}

  std::vector<Mention> Run() {
    ReadLinks();
    for (Markup::Index element = 0; element < markup_.size(); ++element) {
      if (markup_.Name(element) == "#comment") {
        Comment(element);
        continue;
      }
      for (const EmbedRule* rule : RulesFor(markup_, element)) {
        const std::optional<std::string_view> value = rule->Fits(markup_, element);
        if (value && Apply(*rule, element, *value)) {
          break;
        }
      }
    }
    return std::move(found_);
  }

 private:
  struct PostLink {
    Markup::Index element = 0;
    url::PostAddress address;
  };

  // All links to posts, by platform and in order, so that a blockquote finds its last one without
  // walking its subtree: blockquotes may be nested a hundred thousand deep.
  void ReadLinks() {
    for (Markup::Index element = 0; element < markup_.size(); ++element) {
      if (markup_.Name(element) != "a") {
        continue;
      }
      const std::optional<std::string_view> href = markup_.Get(element, "href");
      if (!href || href->empty() || href->front() == '#') {
        continue;
      }
      if (auto address = AddressOf(*href, base_)) {
        links_[address->platform].push_back({element, std::move(*address)});
      }
    }
  }

  std::optional<url::PostAddress> LastLink(std::string_view platform, Markup::Index element) const {
    const auto list = links_.find(platform);
    if (list == links_.end()) {
      return std::nullopt;
    }
    const auto after = std::lower_bound(
        list->second.begin(), list->second.end(), markup_.End(element),
        [](const PostLink& link, Markup::Index end) { return link.element < end; });
    if (after == list->second.begin() || (after - 1)->element < element) {
      return std::nullopt;
    }
    return (after - 1)->address;
  }

  bool Apply(const EmbedRule& rule, Markup::Index element, std::string_view value) {
    std::optional<url::PostAddress> address = Address(rule, element, value);
    const bool worded = rule.form == EmbedForm::kBlockquote;
    if (!address && !(worded && rule.from == EmbedRule::From::kLinks)) {
      return false;
    }
    if (address && !rule.platform.empty() && address->platform != rule.platform) {
      return false;
    }
    EmbedParts parts;
    parts.form = rule.form;
    parts.platform = address ? address->platform : std::string(rule.platform);
    if (address) {
      parts.post_id = address->post_id;
      parts.account = address->account;
      parts.url = address->url;
    }
    Mention mention;
    mention.kind = MentionKind::kEmbed;
    mention.at = TrimSpan(document_.text, markup_.At(element));
    const bool signed_off = worded && ReadWords(mention.at, parts);
    if (!signed_off && (!address || rule.from == EmbedRule::From::kQuote)) {
      return false;
    }
    if (rule.from == EmbedRule::From::kJson) {
      ReadJson(value, parts);
    }
    if (!worded && rule.form != EmbedForm::kBareUrl && rule.form != EmbedForm::kCmsBlock) {
      mention.at.end = mention.at.begin;  // What stands inside a player is for old browsers.
    }
    mention.rule = "embed." + parts.platform + "." + std::string(Name(rule.form));
    mention.confidence = rule.from == EmbedRule::From::kQuote ? 0.95 : 0.99;
    mention.parts = std::move(parts);
    Add(std::move(mention));
    return true;
  }

  std::optional<url::PostAddress> Address(const EmbedRule& rule, Markup::Index element,
                                          std::string_view value) const {
    switch (rule.from) {
      case EmbedRule::From::kUrl:
        return AddressOf(value, base_);
      case EmbedRule::From::kId:
        return FromId(rule, value);
      case EmbedRule::From::kLinks:
      case EmbedRule::From::kQuote:
        return LastLink(rule.platform, element);
      case EmbedRule::From::kText: {
        const std::string_view words = text::Trim(document_.Text(markup_.At(element)));
        const bool url = words.starts_with("http") && words.size() < 2048 &&
                         words.find_first_of(" \n") == std::string_view::npos;
        return url ? AddressOf(words, std::nullopt) : std::nullopt;
      }
      case EmbedRule::From::kJson: {
        const std::optional<std::string> address = JsonString(value, "url");
        return address ? AddressOf(*address, std::nullopt) : std::nullopt;
      }
      case EmbedRule::From::kAtUri:
        return FromAtUri(rule, value);
      case EmbedRule::From::kVk:
        return FromId(rule, value.substr(std::min(value.find("vk_post_") + 8, value.size())));
    }
    return std::nullopt;
  }

  static std::optional<url::PostAddress> FromId(const EmbedRule& rule, std::string_view id) {
    id = text::Trim(id);
    if (const std::size_t prefix = id.find("bbpBox_"); prefix != std::string_view::npos) {
      id.remove_prefix(prefix + 7);
    }
    static constexpr std::string_view kIdChars =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-/";
    if (id.empty() || id.size() > 128 || id.find_first_not_of(kIdChars) != id.npos) {
      return std::nullopt;
    }
    std::string address(rule.url_template);
    address.replace(address.find("{}"), 2, id);
    return AddressOf(address, std::nullopt);
  }

  // "at://did:plc:abc/app.bsky.feed.post/3kxyz" (atproto.com/specs/at-uri-scheme)
  static std::optional<url::PostAddress> FromAtUri(const EmbedRule& rule, std::string_view uri) {
    static constexpr std::string_view kScheme = "at://";
    const std::size_t collection = uri.find("/app.bsky.feed.post/");
    if (!uri.starts_with(kScheme) || collection == std::string_view::npos || uri.size() > 512) {
      return std::nullopt;
    }
    std::string address(rule.url_template);
    address.replace(address.find("{}"), 2,
                    std::string(uri.substr(kScheme.size(), collection - kScheme.size())) +
                        "/post/" + std::string(uri.substr(uri.rfind('/') + 1)));
    return AddressOf(address, std::nullopt);
  }

  // The last of a list of signatures or tails inside `at`, or null.
  template <class Closing>
  static const Closing* LastInside(const std::vector<Closing>& list, TextSpan at) {
    const auto after =
        std::upper_bound(list.begin(), list.end(), at.end,
                         [](std::uint32_t end, const Closing& c) { return end < c.at.end; });
    return after != list.begin() && (after - 1)->at.begin >= at.begin ? &*(after - 1) : nullptr;
  }

  // The post's words, and author, account and date where they close in a signature.
  bool ReadWords(TextSpan at, EmbedParts& parts) const {
    TextSpan words = at;
    bool closed = false;
    if (const Signature* signature = LastInside(signatures_, at)) {
      parts.author = text::FoldSpace(document_.Text(signature->name));
      const std::string_view handle = document_.Text(signature->handle);
      parts.account = handle;
      parts.date = signature->date;
      words.end = signature->at.begin;
      closed = true;
    } else if (const PostTail* tail = LastInside(tails_, at)) {
      parts.author = text::FoldSpace(tail->author);
      if (!tail->account.empty()) {
        parts.account = tail->account;
      }
      parts.date = tail->date;
      words.end = tail->at.begin;
      closed = true;
    }
    words = CleanPost(document_.text, words);
    if (!words.empty() && words.size() <= kWordsBytesMax) {
      parts.text = document_.Text(words);
      parts.text_at = words;
    }
    return closed;
  }

  static void ReadJson(std::string_view json, EmbedParts& parts) {
    parts.text = JsonString(json, "full_text").value_or("");
    parts.account = JsonString(json, "username").value_or(parts.account);
    parts.author = JsonString(json, "name").value_or("");
    const std::string date = JsonString(json, "date").value_or("");
    if (const auto at = text::ParseInstant(date)) {
      parts.date = text::DateOf(*at);
    } else if (const auto shown = text::FindDate(date)) {
      parts.date = shown->iso;
    }
  }

  // Gutenberg's "wp:embed {"url":...}" and Blackbird Pie's bare status URL.
  void Comment(Markup::Index element) {
    const std::string_view comment = text::Trim(markup_.Get(element, "#text").value_or(""));
    std::optional<url::PostAddress> address;
    if (comment.size() > kCommentBytesMax) {
      return;
    }
    if (comment.starts_with("wp:embed") || comment.starts_with("wp:core-embed/")) {
      if (const auto written = JsonString(comment, "url")) {
        address = AddressOf(*written, std::nullopt);
      }
    } else if (comment.starts_with("http") && comment.find(' ') == std::string_view::npos) {
      address = AddressOf(comment, std::nullopt);
    }
    if (!address) {
      return;
    }
    EmbedParts parts;
    parts.form = EmbedForm::kCmsBlock;
    parts.platform = address->platform;
    parts.post_id = address->post_id;
    parts.account = address->account;
    parts.url = address->url;
    Mention mention;
    mention.kind = MentionKind::kEmbed;
    mention.at = {markup_.At(element).begin, markup_.At(element).begin};
    mention.rule = "embed." + parts.platform + ".comment";
    mention.confidence = 0.97;
    mention.parts = std::move(parts);
    Add(std::move(mention));
  }

  // One mention for one post at one place: the form that tells most is kept.
  void Add(Mention mention) {
    const auto& parts = std::get<EmbedParts>(mention.parts);
    if (parts.post_id.empty()) {
      if (found_.empty() || !found_.back().at.Contains(mention.at)) {
        found_.push_back(std::move(mention));
      }
      return;
    }
    const auto [last, fresh] =
        last_.try_emplace(parts.platform + " " + parts.post_id, found_.size());
    if (!fresh) {
      Mention& before = found_[last->second];
      const std::uint32_t gap =
          mention.at.begin > before.at.end ? mention.at.begin - before.at.end : 0;
      if (gap <= kSamePlaceBytes) {
        if (Richness(mention) > Richness(before)) {
          before = std::move(mention);
        }
        return;
      }
      last->second = found_.size();
    }
    found_.push_back(std::move(mention));
  }

  const Document& document_;
  const Markup& markup_;
  const std::vector<Signature>& signatures_;
  const std::vector<PostTail>& tails_;
  std::optional<url::Url> base_;
  std::map<std::string, std::vector<PostLink>, std::less<>> links_;
  std::map<std::string, std::size_t> last_;  // Platform and id: its newest place in found_.
  std::vector<Mention> found_;
};

}  // namespace

std::vector<Mention> FindEmbeds(const Document& document, const std::vector<Signature>& signatures,
                                const std::vector<PostTail>& tails) {
  if (document.markup.size() == 0) {
    return {};
  }
  return EmbedFinder(document, signatures, tails).Run();
}

}  // namespace ibid::detect
