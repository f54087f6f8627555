#include "graph/build.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>

#include "graph/collector.h"
#include "graph/identity.h"
#include "graph/web_edges.h"
#include "text/utf8.h"

namespace ibid::graph {
namespace {

// Which edge of the article a mention is the reason for.
EdgeKind KindOf(const Mention& mention, ReferenceKind reference) {
  const bool is_work = reference != ReferenceKind::kStatement && reference != ReferenceKind::kAgent;
  switch (mention.kind) {
    case MentionKind::kEmbed:
      return EdgeKind::kEmbeds;
    case MentionKind::kMediaLink:
      return reference == ReferenceKind::kPost ? EdgeKind::kEmbeds : EdgeKind::kCites;
    case MentionKind::kQuote:
      return EdgeKind::kQuotes;
    case MentionKind::kAttribution:
      return is_work ? EdgeKind::kCites : EdgeKind::kAttributesTo;
    case MentionKind::kByline:
      return EdgeKind::kAuthoredBy;
    case MentionKind::kDateline:
    case MentionKind::kNotice:
      return EdgeKind::kRepublishes;
    default:
      return EdgeKind::kCites;
  }
}

std::string_view AgentType(SourceType type) {
  switch (type) {
    case SourceType::kPersonNamed:
      return "person";
    case SourceType::kOutlet:
    case SourceType::kAgency:
      return "outlet";
    case SourceType::kOrgNamed:
    case SourceType::kGovernmentBody:
      return "body";
    case SourceType::kSocialAccount:
      return "account";
    case SourceType::kUnnamedPerson:
    case SourceType::kUnnamedGroup:
    case SourceType::kUnresolvedPronoun:
      return "unnamed";
    default:
      return "agent";
  }
}

class ArticleGraph {
 public:
  explicit ArticleGraph(const Article& article)
      : article_(article), article_id_(ArticleId(article.document)) {
    for (const Mention& mention : article.mentions) {
      mentions_.emplace(mention.id, &mention);
    }
    for (const Resolution& resolution : article.resolutions) {
      resolutions_.emplace(resolution.reference, &resolution);
    }
  }

  CitationGraph Build() && {
    AddArticle();
    for (const Reference& reference : article_.references) {
      AddReference(reference);
    }
    return std::move(out_).Finish();
  }

 private:
  void AddArticle() {
    const Metadata& metadata = article_.document.metadata;
    Node node;
    node.id = article_id_;
    node.kind = NodeKind::kArticle;
    node.type = "article";
    node.label = metadata.title.known() ? metadata.title.value : article_.document.source;
    node.url = metadata.canonical_url.known() ? metadata.canonical_url.value : metadata.url.value;
    node.date = metadata.published.value.substr(0, 10);
    out_.Add(std::move(node));
  }

  void AddReference(const Reference& reference) {
    const auto found = resolutions_.find(reference.id);
    const Resolution* resolution = found == resolutions_.end() ? nullptr : found->second;
    const bool is_agent =
        reference.kind == ReferenceKind::kStatement || reference.kind == ReferenceKind::kAgent;
    Node node = is_agent ? AgentNode(reference) : WorkNode(reference);
    if (resolution != nullptr && !is_agent) {
      node.verdict = Name(resolution->verdict);
    }
    const std::string id = node.id;
    out_.Add(std::move(node));
    for (const std::string& mention_id : reference.mentions) {
      AddMention(mention_id, id, reference.kind);
    }
    if (is_agent) {
      return;
    }
    AddOrigin(reference, id);
    if (resolution != nullptr) {
      AddCopy(*resolution, id);
      AddLinkBack(*resolution, id);
      AddWebEdges(reference, *resolution, id, AllMentions(reference), out_);
    }
  }

  // Where most of the article stands in the page, the later one is the copy.
  void AddCopy(const Resolution& resolution, const std::string& work) {
    constexpr double kMost = 0.5;
    if (!resolution.overlap || resolution.overlap->of_article < kMost) {
      return;
    }
    const std::string page = resolution.final_url.empty() ? work : WorkId(resolution.final_url);
    const IsoDate own = article_.document.metadata.published.value.substr(0, 10);
    const bool page_is_later = !own.empty() && resolution.published.substr(0, 10) > own;
    out_.Add(Edge{page_is_later ? page : article_id_,
                  page_is_later ? article_id_ : page,
                  EdgeKind::kRepublishes,
                  {},
                  resolution.evidence,
                  resolution.overlap->of_article});
  }

  void AddLinkBack(const Resolution& resolution, const std::string& work) {
    if (!resolution.links_back.empty()) {
      const std::string page = resolution.final_url.empty() ? work : WorkId(resolution.final_url);
      out_.Add(Edge{page, article_id_, EdgeKind::kCites, {}, resolution.evidence, 1});
    }
  }

  Node WorkNode(const Reference& reference) const {
    Node node;
    node.id = WorkId(reference);
    node.type = reference.kind == ReferenceKind::kPost       ? "post"
                : reference.kind == ReferenceKind::kStory    ? "story"
                : reference.kind == ReferenceKind::kDocument ? "document"
                                                             : "page";
    node.label = reference.label;
    node.url = reference.url;
    node.date = reference.date_is_own ? reference.date : IsoDate();
    return node;
  }

  Node AgentNode(const Reference& reference) const {
    const AttributionParts* said = FirstAttribution(reference);
    Node node;
    node.kind = NodeKind::kAgent;
    node.label = reference.agent.empty() ? reference.label : reference.agent;
    if (reference.outlet.known()) {
      node.type = "outlet";
    } else if (!reference.account.empty()) {
      node.type = "account";
    } else {
      node.type = said != nullptr ? AgentType(said->source_type) : "agent";
    }
    if (node.type == "account" && !reference.account.empty()) {
      node.id = AccountId(reference.platform, reference.account);
    } else if (said != nullptr && !said->named && AgentType(said->source_type) == "unnamed") {
      node.id = UnnamedAgentId(node.label, article_id_);
    } else {
      node.id = AgentId(node.label);
    }
    return node;
  }

  // The attribution that knows most of its source: the first that names it, else the first.
  const AttributionParts* FirstAttribution(const Reference& reference) const {
    const AttributionParts* first = nullptr;
    for (const std::string& id : reference.mentions) {
      const auto mention = mentions_.find(id);
      if (mention == mentions_.end()) {
        continue;
      }
      const auto* said = std::get_if<AttributionParts>(&mention->second->parts);
      if (said != nullptr && (first == nullptr || (said->named && !first->named))) {
        first = said;
      }
    }
    return first;
  }

  void AddMention(const std::string& mention_id, const std::string& to, ReferenceKind kind) {
    const auto found = mentions_.find(mention_id);
    if (found == mentions_.end() || found->second->chrome) {
      return;
    }
    const Mention& mention = *found->second;
    const bool own = mention.kind == MentionKind::kNotice && IsPublisher(mention.refers.name);
    const EdgeKind edge = own ? EdgeKind::kPublishedBy : KindOf(mention, kind);
    out_.Add(Edge{article_id_, to, edge, {MentionName(mention_id)}, {}, mention.confidence});
  }

  // A notice that names the article's own publisher is not about somebody else's work.
  bool IsPublisher(std::string_view name) const {
    const Fact& publisher = article_.document.metadata.publisher;
    return publisher.known() && AgentId(name) == AgentId(publisher.value);
  }

  // Who is behind a work, as the article says: a story's outlet, a post's account.
  void AddOrigin(const Reference& reference, const std::string& work) {
    if (reference.kind == ReferenceKind::kStory && !reference.agent.empty()) {
      AddAgent(reference, AgentId(reference.agent), "outlet", reference.agent, work,
               EdgeKind::kPublishedBy);
      for (const std::string& id : reference.mentions) {
        const auto mention = mentions_.find(id);
        if (mention != mentions_.end() && mention->second->kind == MentionKind::kAttribution) {
          out_.Add(Edge{article_id_,
                        AgentId(reference.agent),
                        EdgeKind::kAttributesTo,
                        {MentionName(id)},
                        {},
                        mention->second->confidence});
        }
      }
    }
    if (reference.kind == ReferenceKind::kPost && !reference.account.empty()) {
      AddAgent(reference, AccountId(reference.platform, reference.account), "account",
               "@" + reference.account, work, EdgeKind::kAuthoredBy);
    }
  }

  void AddAgent(const Reference& reference, const std::string& id, std::string_view type,
                const std::string& label, const std::string& work, EdgeKind kind) {
    Node node;
    node.id = id;
    node.kind = NodeKind::kAgent;
    node.type = type;
    node.label = label;
    out_.Add(std::move(node));
    out_.Add(Edge{work, id, kind, AllMentions(reference), {}, Confidence(reference)});
  }

  std::string MentionName(std::string_view mention_id) const {
    return std::string(article_id_).append("#").append(mention_id);
  }

  std::vector<std::string> AllMentions(const Reference& reference) const {
    std::vector<std::string> names;
    for (const std::string& id : reference.mentions) {
      names.push_back(MentionName(id));
    }
    return names;
  }

  double Confidence(const Reference& reference) const {
    double most = 0;
    for (const std::string& id : reference.mentions) {
      const auto mention = mentions_.find(id);
      most = mention == mentions_.end() ? most : std::max(most, mention->second->confidence);
    }
    return most;
  }

  const Article& article_;
  std::string article_id_;
  std::unordered_map<std::string_view, const Mention*> mentions_;
  std::unordered_map<std::string_view, const Resolution*> resolutions_;
  Collector out_;
};

}  // namespace

CitationGraph Build(const Article& article) {
  return ArticleGraph(article).Build();
}

}  // namespace ibid::graph
