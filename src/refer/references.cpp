#include "refer/references.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "detect/outlets/outlets.h"
#include "digest/digest.h"
#include "refer/identity.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::refer {
namespace {

constexpr std::size_t kLabelCodePointsMax = 120;
constexpr std::size_t kStoryTextBytesMax = 4000;
constexpr std::ptrdiff_t kStoryParagraphsMax = 3;

class Collector {
 public:
  Collector(const Document& document, std::vector<Mention>& mentions)
      : document_(document), mentions_(mentions) {}

  std::vector<Reference> Run() {
    for (Mention& mention : mentions_) {
      if (mention.chrome) {
        continue;
      }
      if (mention.kind == MentionKind::kQuote) {
        AddQuote(mention);
      } else if (std::optional<Reference> made = Make(mention)) {
        Add(mention, std::move(*made));
      }
    }
    return std::move(references_);
  }

 private:
  // ---- One reference for each key ---------------------------------------------------------------
  void Add(Mention& mention, Reference made) {
    const auto known = by_key_.find(std::string_view(made.key));
    if (known != by_key_.end()) {
      Enrich(references_[*known], made);
      Attach(mention, *known);
      return;
    }
    made.id = "r" + std::to_string(references_.size() + 1);
    made.label = text::Shorten(text::FoldSpace(made.label), kLabelCodePointsMax);
    references_.push_back(std::move(made));
    by_key_.insert(references_.size() - 1);
    Attach(mention, references_.size() - 1);
  }
  void Attach(Mention& mention, std::size_t index) {
    Reference& reference = references_[index];
    if (const auto* said = std::get_if<AttributionParts>(&mention.parts)) {
      spoken_.push_back({said, index});
    }
    reference.mentions.push_back(mention.id);
    mention.refers.reference = reference.id;
    if (mention.refers.name.empty()) {
      mention.refers.name = reference.agent.empty() ? reference.label : reference.agent;
    }
  }
  // A second mention may know more than the first.
  static void Enrich(Reference& known, const Reference& more) {
    const auto fill = [](std::string& to, const std::string& from) {
      if (to.empty()) {
        to = from;
      }
    };
    fill(known.url, more.url);
    fill(known.account, more.account);
    fill(known.author, more.author);
    fill(known.date, more.date);
    if (known.kind == ReferenceKind::kStory && known.text.size() < kStoryTextBytesMax &&
        known.text.find(more.text) == std::string::npos) {
      known.text += (known.text.empty() ? "" : "\n") + more.text;
    } else {
      fill(known.text, more.text);
    }
    for (const std::string& link : more.links) {
      if (std::find(known.links.begin(), known.links.end(), link) == known.links.end()) {
        known.links.push_back(link);
      }
    }
  }

  std::optional<Reference> Make(const Mention& mention) {
    switch (mention.kind) {
      case MentionKind::kLink:
      case MentionKind::kShortLink:
      case MentionKind::kMediaLink:
        return MakeLink(mention);
      case MentionKind::kEmbed:
        return MakePost(mention);
      case MentionKind::kHandle:
        return MakeAccount(mention);
      case MentionKind::kAttribution:
        return MakeSaid(mention);
      case MentionKind::kByline:
        return MakeAgent(std::get<BylineParts>(mention.parts).name);
      case MentionKind::kNotice:
        return MakeNotice(std::get<NoticeParts>(mention.parts));
      case MentionKind::kIdentifier:
        return MakeDocument(std::get<IdentifierParts>(mention.parts));
      default:
        return std::nullopt;
    }
  }

  // ---- Links and posts --------------------------------------------------------------------------
  std::optional<Reference> MakeLink(const Mention& mention) {
    const auto& link = std::get<LinkParts>(mention.parts);
    const bool media = mention.kind == MentionKind::kMediaLink;
    if (media || mention.kind == MentionKind::kShortLink) {
      // The picture of a post is the post; so is the t.co form of the same code.
      const auto post = MediaPost(mention);
      if (post) {
        return references_[*post];
      }
    }
    const std::string address = media ? MediaAddress(link) : link.url;
    const std::optional<url::Url> parsed = url::Url::Parse(address);
    const bool asked = parsed && parsed->is_http();
    if (const auto post = asked ? url::PostOf(*parsed) : url::PostOfAtUri(address)) {
      Reference out;
      out.kind = ReferenceKind::kPost;
      out.key = PostKey(post->platform, post->post_id);
      out.platform = post->platform;
      out.post_id = post->post_id;
      out.account = post->account;
      out.url = post->url.empty() ? address : post->url;
      out.label = out.url;
      return out;
    }
    if (!asked) {
      return std::nullopt;
    }
    Reference out;
    out.kind = media || mention.kind == MentionKind::kShortLink ? ReferenceKind::kShortUrl
                                                                : ReferenceKind::kUrl;
    out.key = "url:" + url::IdentityKey(*parsed);
    out.url = parsed->text();
    out.label = link.anchor.empty() ? out.url : link.anchor;
    if (out.kind == ReferenceKind::kShortUrl) {
      const std::string_view site = url::SiteOfShortener(parsed->host());
      const detect::OutletRow* row = site.empty() ? nullptr : detect::OutletByDomain(site);
      out.outlet = row != nullptr ? row->ToOutlet() : Outlet();
    }
    return out;
  }
  // The reference of the post in whose media link list this link's code stands.
  std::optional<std::size_t> MediaPost(const Mention& mention) const {
    const auto code = media_codes_.find(MediaCode(std::get<LinkParts>(mention.parts)));
    if (code == media_codes_.end()) {
      return std::nullopt;
    }
    return code->second;
  }

  std::optional<Reference> MakePost(const Mention& mention) {
    const auto& embed = std::get<EmbedParts>(mention.parts);
    Reference out;
    out.kind = ReferenceKind::kPost;
    out.platform = embed.platform;
    out.post_id = embed.post_id;
    out.account = embed.account;
    out.author = embed.author;
    out.text = embed.text;
    out.date = embed.date;
    out.date_is_own = !embed.date.empty();
    out.url = embed.url;
    out.key = embed.post_id.empty() ? LostPostKey(embed) : PostKey(embed.platform, embed.post_id);
    if (embed.post_id.empty() && embed.account.empty() && embed.text.empty()) {
      if (embed.url.empty()) {
        return std::nullopt;
      }
      out.key = "url:" + embed.url;
    }
    out.label = (embed.account.empty() ? embed.platform : "@" + embed.account) +
                (embed.text.empty() ? "" : ": " + embed.text);
    CollectLinks(mention.at, out);
    return out;
  }
  // The URLs inside the post; its media codes point at itself from now on.
  void CollectLinks(TextSpan post, Reference& out) {
    const auto begin = std::lower_bound(
        mentions_.begin(), mentions_.end(), post.begin,
        [](const Mention& m, std::uint32_t offset) { return m.at.begin < offset; });
    const auto next = by_key_.find(std::string_view(out.key));
    const std::size_t index = next == by_key_.end() ? references_.size() : *next;
    for (auto m = begin; m != mentions_.end() && m->at.begin < post.end; ++m) {
      const auto* link = std::get_if<LinkParts>(&m->parts);
      if (link == nullptr || !post.Contains(m->at)) {
        continue;
      }
      if (m->kind == MentionKind::kMediaLink) {
        out.links.push_back(MediaAddress(*link));
        media_codes_.emplace(MediaCode(*link), index);
      } else if (!link->url.empty()) {
        out.links.push_back(link->url);
      }
    }
  }

  std::optional<Reference> MakeAccount(const Mention& mention) {
    const std::string& name = std::get<TagParts>(mention.parts).name;
    if (InPost(mention.at)) {
      return std::nullopt;  // What the post says of others is the post's.
    }
    Reference out;
    out.kind = ReferenceKind::kAgent;
    out.account = name;
    out.agent = "@" + name;
    out.key = "account:" + text::Lower(name);
    out.label = out.agent;
    return out;
  }
  bool InPost(TextSpan at) {
    while (next_post_ < mentions_.size() && mentions_[next_post_].at.begin <= at.begin) {
      const Mention& m = mentions_[next_post_++];
      if (m.kind == MentionKind::kEmbed) {
        post_end_ = std::max(post_end_, m.at.end);
      }
    }
    return at.end <= post_end_;
  }

  // ---- What is said -----------------------------------------------------------------------------
  std::string ContentOf(const AttributionParts& parts) const {
    std::string out;
    for (const TextSpan span : parts.content) {
      out += (out.empty() ? "" : " ") + text::FoldSpace(document_.Text(span));
    }
    return out;
  }
  void Date(const AttributionParts& parts, Reference& out) const {
    out.date_is_own = !parts.date.empty();
    out.date = out.date_is_own ? parts.date : document_.metadata.published.value.substr(0, 10);
  }

  std::optional<Reference> MakeSaid(const Mention& mention) {
    const auto& parts = std::get<AttributionParts>(mention.parts);
    const bool nobody = !parts.source || parts.source_type == SourceType::kSelf ||
                        parts.source_type == SourceType::kUnresolvedPronoun ||
                        parts.source_type == SourceType::kNone;
    if (nobody) {
      return std::nullopt;
    }
    Reference out;
    out.agent = mention.refers.name;
    out.text = ContentOf(parts);
    Date(parts, out);
    const bool outlet =
        parts.source_type == SourceType::kOutlet || parts.source_type == SourceType::kAgency;
    if (outlet && mention.refers.candidates.empty()) {
      JoinDatedStory(mention.at.begin, out);
      MakeStory(out);
    } else {
      out.kind = outlet ? ReferenceKind::kStory : ReferenceKind::kStatement;
      out.key =
          (outlet ? "story:" : "statement:") + FoldAgent(out.agent) + "/" + ShortDigest(out.text);
    }
    out.label = out.agent + (out.text.empty() ? "" : ": " + out.text);
    return out;
  }
  // What an outlet is made to say without a date, within a few paragraphs of a dated story of its
  // own, is that story: "The New York Times reported on Monday ... The Times writes".
  void JoinDatedStory(std::uint32_t begin, Reference& out) {
    const auto last = last_dated_.find(out.agent);
    if (!out.date_is_own && last != last_dated_.end() &&
        ParagraphsBetween(last->second.begin, begin) <= kStoryParagraphsMax) {
      out.date = last->second.date;
      out.date_is_own = true;
    }
    if (out.date_is_own) {
      last_dated_[out.agent] = {out.date, begin};
    }
  }
  // One story for each outlet and date within one article.
  void MakeStory(Reference& out) {
    out.kind = ReferenceKind::kStory;
    if (const detect::OutletRow* row = detect::OutletByName(out.agent).outlet) {
      out.outlet = row->ToOutlet();
    } else {
      out.outlet.name = out.agent;
    }
    const std::string place =
        (out.outlet.domains.empty() ? FoldAgent(out.agent) : out.outlet.domains.front()) + "/" +
        out.date;
    const auto [at, fresh] = stories_.try_emplace(place);
    if (fresh) {
      at->second = "story:" + place + "/" + ShortDigest(out.text);
    }
    out.key = at->second;
  }
  // How many blocks begin after the one that holds `from`, up to the one that holds `to`.
  std::ptrdiff_t ParagraphsBetween(std::uint32_t from, std::uint32_t to) const {
    const Zone* first = document_.ZoneAt(from);
    const Zone* last = document_.ZoneAt(to);
    return first != nullptr && last != nullptr ? last - first : 0;
  }
  // A quote is the statement of the attribution whose content it stands in.
  void AddQuote(Mention& mention) {
    const std::optional<TextSpan> speaker = std::get<QuoteParts>(mention.parts).speaker;
    std::optional<std::size_t> found;
    for (std::size_t k = spoken_.size(); k > 0 && spoken_.size() - k < kSpokenBack; --k) {
      const AttributionParts& said = *spoken_[k - 1].said;
      const bool holds =
          std::any_of(said.content.begin(), said.content.end(),
                      [&](TextSpan content) { return content.Contains(mention.at); });
      if (holds && speaker && said.source && said.source->at.Contains(*speaker)) {
        found = spoken_[k - 1].reference;
        break;
      }
      found = holds && !found ? spoken_[k - 1].reference : found;
    }
    if (found) {
      Attach(mention, *found);
    }
  }

  // ---- Who is only named ------------------------------------------------------------------------
  std::optional<Reference> MakeAgent(const std::string& name) {
    if (text::Trim(name).empty()) {
      return std::nullopt;
    }
    Reference out;
    out.kind = ReferenceKind::kAgent;
    out.agent = text::FoldSpace(name);
    out.key = "agent:" + FoldAgent(name);
    out.label = out.agent;
    return out;
  }
  std::optional<Reference> MakeNotice(const NoticeParts& notice) {
    const bool republished = notice.notice == NoticeKind::kOriginalSource ||
                             notice.notice == NoticeKind::kFirstPublished;
    if (!republished || text::Trim(notice.name).empty()) {
      return notice.notice == NoticeKind::kCorrection ? std::nullopt : MakeAgent(notice.name);
    }
    Reference out;
    out.agent = text::FoldSpace(notice.name);
    out.text = document_.metadata.title.value;
    out.date_is_own = !notice.date.empty();
    out.date = out.date_is_own ? notice.date : document_.metadata.published.value.substr(0, 10);
    MakeStory(out);
    out.label = out.agent + (out.text.empty() ? "" : ": " + out.text);
    return out;
  }
  std::optional<Reference> MakeDocument(const IdentifierParts& identifier) {
    Reference out;
    out.kind = ReferenceKind::kDocument;
    out.key = identifier.scheme + ":" + text::Lower(identifier.value);
    out.url = IdentifierUrl(identifier);
    out.label = identifier.scheme + " " + identifier.value;
    return out;
  }

  static constexpr std::size_t kSpokenBack = 8;
  struct Spoken {
    const AttributionParts* said = nullptr;  // In mentions_.
    std::size_t reference = 0;               // Index.
  };

  const Document& document_;
  std::vector<Mention>& mentions_;
  std::vector<Reference> references_;
  // Indices of references_ by their keys, which stand there and nowhere else.
  struct KeyHash {
    using is_transparent = void;
    const std::vector<Reference>* references;
    std::size_t operator()(std::string_view key) const {
      return std::hash<std::string_view>()(key);
    }
    std::size_t operator()(std::size_t index) const { return (*this)((*references)[index].key); }
  };
  struct SameKey {
    using is_transparent = void;
    const std::vector<Reference>* references;
    bool operator()(std::size_t a, std::size_t b) const {
      return (*references)[a].key == (*references)[b].key;
    }
    bool operator()(std::string_view key, std::size_t index) const {
      return key == (*references)[index].key;
    }
    bool operator()(std::size_t index, std::string_view key) const { return (*this)(key, index); }
  };
  std::unordered_set<std::size_t, KeyHash, SameKey> by_key_{0, KeyHash{&references_},
                                                            SameKey{&references_}};
  std::unordered_map<std::string, std::size_t> media_codes_;  // "ci7fsosolo" -> the post it is in.
  std::unordered_map<std::string, std::string> stories_;      // Outlet and date -> key.
  struct DatedStory {
    IsoDate date;
    std::uint32_t begin = 0;
  };
  std::unordered_map<std::string, DatedStory> last_dated_;  // By outlet.
  std::vector<Spoken> spoken_;
  std::size_t next_post_ = 0;
  std::uint32_t post_end_ = 0;
};

}  // namespace

std::vector<Reference> CollectReferences(const Document& document, std::vector<Mention>& mentions) {
  return Collector(document, mentions).Run();
}

}  // namespace ibid::refer
