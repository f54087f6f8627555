#include "detect/embeds/embeds.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>

#include "detect/embeds/embed_address.h"
#include "detect/embeds/embed_named.h"
#include "detect/embeds/embed_rules.h"
#include "detect/embeds/embed_scripts.h"
#include "detect/mention_limit.h"
#include "detect/posts/post_text.h"
#include "read/read.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "url/base64.h"
#include "url/url.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kSamePlaceBytes = 300;  // Text between two forms of one embed, at most.
constexpr std::size_t kCommentBytesMax = 8192;
constexpr std::size_t kFragmentsMax = 2000;    // Pieces of markup in attributes and scripts.
constexpr std::size_t kStoriesMax = 32;        // Bodies of stories in scripts.
constexpr std::size_t kProseBytesMin = 120;    // A paragraph of a story.
constexpr std::size_t kProbeBytes = 48;        // Of it, looked for on the page.
constexpr std::size_t kWordsBytesMax = 10000;  // A "post" of more words is a page in a blockquote.

// How much a form tells of its post: the blockquote holds its words.
int Richness(const Mention& mention) {
  const auto& parts = std::get<EmbedParts>(mention.parts);
  return (parts.text.empty() ? 0 : 4) + (parts.date.empty() ? 0 : 2) + (mention.at.empty() ? 0 : 1);
}

double ConfidenceOf(const EmbedRule& rule) {
  if (rule.form == EmbedForm::kJson) {
    return 0.9;  // A page's state may hold other stories as well.
  }
  if (rule.from == EmbedRule::From::kQuote || rule.from == EmbedRule::From::kLine ||
      rule.sought == EmbedRule::Sought::kAnyData) {
    return 0.95;
  }
  return 0.99;
}

// Whether the post's words are what stands inside its element; what stands inside a player is for
// old browsers.
bool HoldsItsWords(EmbedForm form) {
  return form == EmbedForm::kBlockquote || form == EmbedForm::kBareUrl ||
         form == EmbedForm::kCmsBlock;
}

class EmbedFinder {
 public:
  EmbedFinder(const Document& document, const std::vector<Signature>& signatures,
              const std::vector<PostTail>& tails, bool fragment)
      : document_(document),
        markup_(document.markup),
        signatures_(signatures),
        tails_(tails),
        base_(url::Url::Parse(document.metadata.url.value)),
        fragment_(fragment) {}

  std::vector<Mention> Run() {
    ReadLinks();
    std::vector<const EmbedRule*> rules;
    for (Markup::Index element = 0; element < markup_.size(); ++element) {
      if (markup_.Name(element) == "#comment") {
        Comment(element);
        continue;
      }
      RulesFor(markup_, element, rules);
      for (const EmbedRule* rule : rules) {
        if (ApplyTo(*rule, element)) {
          break;
        }
      }
    }
    AddHidden();
    return std::move(found_);
  }

  // The last link to a post; what a fragment shows that holds no embed by any rule.
  std::optional<url::PostAddress> LastLink() const {
    return links_.empty() ? std::nullopt : std::optional(links_.back().address);
  }

 private:
  struct PostLink {
    Markup::Index element = 0;
    url::PostAddress address;
  };

  // All links to posts in order, and by platform, so that a blockquote finds its last one without
  // walking its subtree: blockquotes may be nested a hundred thousand deep.
  void ReadLinks() {
    std::unordered_set<std::string_view> others;  // Pages link to themselves again and again.
    for (Markup::Index element = 0; element < markup_.size(); ++element) {
      if (markup_.Name(element) != "a") {
        continue;
      }
      const std::optional<std::string_view> href = markup_.Get(element, "href");
      if (!href || href->empty() || href->front() == '#' || others.count(*href) > 0) {
        continue;
      }
      if (auto address = AddressOf(*href, base_)) {
        links_of_[address->platform].push_back(links_.size());
        links_of_[""].push_back(links_.size());
        links_.push_back({element, std::move(*address)});
      } else {
        others.insert(*href);
      }
    }
  }

  std::optional<url::PostAddress> LastLinkIn(std::string_view platform,
                                             Markup::Index element) const {
    const auto list = links_of_.find(platform);
    if (list == links_of_.end()) {
      return std::nullopt;
    }
    const auto after = std::lower_bound(
        list->second.begin(), list->second.end(), markup_.End(element),
        [&](std::size_t link, Markup::Index end) { return links_[link].element < end; });
    if (after == list->second.begin() || links_[*(after - 1)].element < element) {
      return std::nullopt;
    }
    return links_[*(after - 1)].address;
  }

  bool ApplyTo(const EmbedRule& rule, Markup::Index element) {
    bool applied = false;
    for (const std::string_view value : rule.Fits(markup_, element)) {
      switch (rule.from) {
        case EmbedRule::From::kMarkup:
          applied = ReadMarkup(rule, element, value) || applied;
          break;
        case EmbedRule::From::kBase64:
          applied = ReadFragment(rule, element, url::DecodeBase64(value).value_or("")) || applied;
          break;
        case EmbedRule::From::kMembers:
          ReadMembers(rule, element, value);  // Other rules read the same script.
          break;
        default:
          if (Apply(rule, element, value)) {
            return true;
          }
      }
    }
    return applied && rule.form != EmbedForm::kJson;
  }

  bool Apply(const EmbedRule& rule, Markup::Index element, std::string_view value) {
    const bool by_links =
        rule.from == EmbedRule::From::kLinks || rule.from == EmbedRule::From::kQuote;
    std::optional<url::PostAddress> address =
        by_links ? LastLinkIn(rule.platform, element)
                 : PostNamed(rule, document_, element, value, base_);
    const bool worded = rule.form == EmbedForm::kBlockquote;
    if (!address && !(worded && rule.from == EmbedRule::From::kLinks && !rule.platform.empty())) {
      return false;
    }
    if (address && !rule.platform.empty() && address->platform != rule.platform) {
      return false;
    }
    EmbedParts parts = PartsOf(rule.form, address);
    if (!address) {
      parts.platform = rule.platform;
    }
    TextSpan at = TrimSpan(document_.text, markup_.At(element));
    const bool signed_off = worded && ReadWords(at, parts);
    if (!signed_off && (!address || rule.from == EmbedRule::From::kQuote)) {
      return false;
    }
    if (rule.from == EmbedRule::From::kJson) {
      ReadJson(value, parts);
    }
    if (!HoldsItsWords(rule.form)) {
      at.end = at.begin;
    }
    Add(MentionOf(rule, at, std::move(parts)));
    return true;
  }

  static EmbedParts PartsOf(EmbedForm form, const std::optional<url::PostAddress>& address) {
    EmbedParts parts;
    parts.form = form;
    if (address) {
      parts.platform = address->platform;
      parts.post_id = address->post_id;
      parts.account = address->account;
      parts.url = address->url;
    }
    return parts;
  }

  static Mention MentionOf(const EmbedRule& rule, TextSpan at, EmbedParts parts) {
    Mention mention;
    mention.kind = MentionKind::kEmbed;
    mention.at = at;
    mention.rule = "embed." + std::string(rule.id);
    mention.confidence = ConfidenceOf(rule);
    mention.parts = std::move(parts);
    return mention;
  }

  // Markup, or a script with strings of markup.
  bool ReadMarkup(const EmbedRule& rule, Markup::Index element, std::string_view value) {
    if (text::Trim(value).starts_with('<')) {
      return ReadFragment(rule, element, value);
    }
    bool any = false;
    for (const std::string& markup : MarkupInScript(value)) {
      any = ReadFragment(rule, element, markup) || any;
    }
    return any;
  }

  // Markup inside an attribute or a script is read as a page of its own, and not deeper.
  bool ReadFragment(const EmbedRule& rule, Markup::Index element, std::string_view markup) {
    if (fragment_ || markup.empty() || ++fragments_ > kFragmentsMax) {
      return false;
    }
    std::vector<Mention> inside = EmbedsInMarkup(markup, rule);
    for (Mention& mention : inside) {
      auto& parts = std::get<EmbedParts>(mention.parts);
      if (rule.form == EmbedForm::kJson || parts.form == EmbedForm::kBlockquote) {
        parts.form = rule.form;
      }
      parts.text_at = std::nullopt;
      mention.at = {markup_.At(element).begin, markup_.At(element).begin};
      mention.rule = "embed." + std::string(rule.id);
      mention.confidence = std::min(mention.confidence, ConfidenceOf(rule));
      if (rule.form == EmbedForm::kJson) {
        hidden_.push_back(std::move(mention));
      } else {
        Add(std::move(mention));
      }
    }
    return !inside.empty();
  }

  std::vector<Mention> EmbedsInMarkup(std::string_view markup, const EmbedRule& rule) {
    read::ReadOptions options;
    options.kind = InputKind::kHtml;
    options.url = document_.metadata.url.value;
    const Result<Document> document = read::Read(markup, options);
    if (!document || (rule.form == EmbedForm::kJson && IsOtherStory(*document))) {
      return {};
    }
    const std::vector<Signature> signatures = FindSignatures(document->text, BlocksOf(*document));
    const std::vector<PostTail> tails = FindTailPhrases(document->text);
    EmbedFinder finder(*document, signatures, tails, true);
    std::vector<Mention> found = finder.Run();
    const auto last = finder.LastLink();
    if (found.empty() && last && rule.form == EmbedForm::kIframe) {
      found.push_back(MentionOf(rule, {}, PartsOf(rule.form, last)));  // A picture to be clicked.
    }
    return found;
  }

  // A page's state often holds the bodies of other stories too: this one's words stand on the page
  // (or the page shows no prose, because scripts are to write it).
  bool IsOtherStory(const Document& fragment) {
    const Zone* prose = FirstProse(fragment);
    if (prose == nullptr || FirstProse(document_) == nullptr) {
      return false;
    }
    const std::string_view words = fragment.Text(prose->at);
    const std::size_t begin = text::BoundaryBefore(words, words.size() / 4);
    const std::size_t end = text::BoundaryBefore(words, begin + kProbeBytes);
    return ++stories_ > kStoriesMax ||
           document_.text.find(words.substr(begin, end - begin)) == std::string::npos;
  }

  static const Zone* FirstProse(const Document& document) {
    const auto prose =
        std::find_if(document.zones.begin(), document.zones.end(), [](const Zone& zone) {
          return zone.kind == ZoneKind::kParagraph && !zone.chrome &&
                 zone.at.size() >= kProseBytesMin;
        });
    return prose == document.zones.end() ? nullptr : &*prose;
  }

  void ReadMembers(const EmbedRule& rule, Markup::Index element, std::string_view json) {
    for (const std::string& value : MembersInScript(json, rule.detail)) {
      const auto post = rule.url_template.empty() ? AddressOf(value, std::nullopt)
                                                  : PostOfId(rule, value, markup_, element);
      if (post && (rule.platform.empty() || post->platform == rule.platform)) {
        const std::uint32_t begin = markup_.At(element).begin;
        hidden_.push_back(MentionOf(rule, {begin, begin}, PartsOf(rule.form, post)));
      }
    }
  }

  // What only scripts name is shown too, once each, where the page does not stand on the platform
  // itself: such a page's state is about its own post and what goes with it.
  void AddHidden() {
    const Metadata& metadata = document_.metadata;
    const auto page =
        url::Url::Parse(metadata.url.known() ? metadata.url.value : metadata.canonical_url.value);
    std::set<std::string, std::less<>> shown;
    for (const Mention& mention : found_) {
      shown.insert(KeyOf(mention));
    }
    for (Mention& mention : hidden_) {
      const auto& parts = std::get<EmbedParts>(mention.parts);
      const auto post = url::Url::Parse(parts.url);
      const bool own = page && post && url::SameSite(page->host(), post->host());
      if (!own && !parts.post_id.empty() && shown.insert(KeyOf(mention)).second) {
        found_.push_back(std::move(mention));
      }
    }
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Mention& a, const Mention& b) { return a.at < b.at; });
  }

  static std::string KeyOf(const Mention& mention) {
    const auto& parts = std::get<EmbedParts>(mention.parts);
    return parts.platform + " " + parts.post_id;
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
    std::string_view rule;
    if (comment.size() > kCommentBytesMax) {
      return;
    }
    if (comment.starts_with("wp:embed") || comment.starts_with("wp:core-embed/")) {
      rule = "embed.comment.gutenberg";
      if (const auto written = JsonString(comment, "url")) {
        address = AddressOf(*written, std::nullopt);
      }
    } else if (comment.starts_with("http") && comment.find(' ') == std::string_view::npos) {
      rule = "embed.comment.url";
      address = AddressOf(comment, std::nullopt);
    }
    if (!address) {
      return;
    }
    Mention mention;
    mention.kind = MentionKind::kEmbed;
    mention.at = {markup_.At(element).begin, markup_.At(element).begin};
    mention.rule = rule;
    mention.confidence = 0.97;
    mention.parts = PartsOf(EmbedForm::kCmsBlock, address);
    Add(std::move(mention));
  }

  // One mention for one post at one place: the form that tells most is kept.
  void Add(Mention mention) {
    if (!MayAdd(found_, document_)) {
      return;
    }
    const auto& parts = std::get<EmbedParts>(mention.parts);
    if (parts.post_id.empty()) {
      if (found_.empty() || !found_.back().at.Contains(mention.at)) {
        found_.push_back(std::move(mention));
      }
      return;
    }
    const auto [last, fresh] = last_.try_emplace(KeyOf(mention), found_.size());
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
  bool fragment_ = false;  // Markup from inside an attribute or a script.
  std::size_t fragments_ = 0;
  std::size_t stories_ = 0;
  std::vector<PostLink> links_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> links_of_;  // "": all.
  std::map<std::string, std::size_t> last_;  // Platform and id: its newest place in found_.
  std::vector<Mention> found_;
  std::vector<Mention> hidden_;  // In scripts alone.
};

}  // namespace

std::vector<Mention> FindEmbeds(const Document& document, const std::vector<Signature>& signatures,
                                const std::vector<PostTail>& tails) {
  if (document.markup.size() == 0) {
    return {};
  }
  return EmbedFinder(document, signatures, tails, false).Run();
}

}  // namespace ibid::detect
