#include "graph/web_edges.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "graph/identity.h"
#include "text/dates.h"

namespace ibid::graph {
namespace {

// How sure it is that a post found again is the post that the article shows, by the way it was
// found. A media code belongs to one post; a link can stand in several; an archive was searched for
// the words.
double FoundConfidence(const PostFound& post) {
  const double by = post.found_by == "given"        ? 1.0
                    : post.found_by == "media_link" ? 0.99
                    : post.found_by == "short_link" ? 0.9
                                                    : 0.85;
  const bool other_words =
      std::any_of(post.differences.begin(), post.differences.end(),
                  [](const Difference& d) { return d.field == "text" || d.field == "account"; });
  return other_words ? by * 0.8 : by;
}

class WebEdges {
 public:
  WebEdges(const Reference& reference, const Resolution& resolution, const std::string& work,
           const std::vector<std::string>& mentions, Collector& out)
      : reference_(reference),
        resolution_(resolution),
        work_(work),
        mentions_(mentions),
        out_(out) {}

  void Add() {
    AddHops();
    last_ = AddFinal();
    AddCanonical();
    AddPeople();
    for (const Snapshot& snapshot : resolution_.snapshots) {
      AddSnapshot(snapshot);
    }
  }

 private:
  std::vector<std::string> Evidence(const std::string& first) const {
    return first.empty() ? resolution_.evidence : std::vector<std::string>{first};
  }

  void AddPage(const std::string& id, const std::string& url) {
    Node node;
    node.id = id;
    node.type = id.starts_with("url:") ? "page" : "post";
    node.url = url;
    node.label = url;
    out_.Add(std::move(node));
  }

  // Each hop leads to the next; the exchange that says so is the one before. Where nothing was
  // asked (a URL unwrapped), the mentions are the reason.
  void AddHops() {
    for (std::size_t i = 0; i < resolution_.hops.size(); ++i) {
      const Hop& hop = resolution_.hops[i];
      const std::string id = WorkId(hop.url);
      AddPage(id, hop.url);
      if (i == 0) {
        AddStart(id);
        continue;
      }
      const Hop& before = resolution_.hops[i - 1];
      Edge edge{WorkId(before.url), id, EdgeKind::kRedirectsTo, {}, {}, 1};
      if (before.evidence.empty()) {
        edge.mentions = mentions_;
      } else {
        edge.evidence = {before.evidence};
      }
      out_.Add(std::move(edge));
    }
  }

  // What the first URL has to do with the work that was asked for.
  void AddStart(const std::string& id) {
    if (reference_.kind == ReferenceKind::kPost) {
      // A post without id is looked for through a link that stands in it.
      out_.Add(Edge{work_, id, EdgeKind::kCites, mentions_, {}, 1});
    } else if (reference_.kind == ReferenceKind::kDocument) {
      out_.Add(Edge{work_, id, EdgeKind::kSameAs, mentions_, {}, 1});
    }
  }

  // The node of the work as it was found; the reference's own where nothing else was.
  std::string AddFinal() {
    if (reference_.kind == ReferenceKind::kStory) {
      return AddChosenStory();
    }
    if (reference_.kind == ReferenceKind::kPost) {
      return AddFoundPost();
    }
    if (resolution_.final_url.empty()) {
      return work_;
    }
    const std::string id = WorkId(resolution_.final_url);
    Node node;
    node.id = id;
    node.type = id.starts_with("url:") ? "page" : "post";
    node.url = resolution_.final_url;
    if (ShowsWork(resolution_.verdict)) {
      node.label = resolution_.title;
      node.date = resolution_.published;
    }
    node.verdict = FinalVerdict();
    out_.Add(std::move(node));
    return id;
  }

  // "moved" is said of the address that was cited; where it leads to is alive.
  std::string FinalVerdict() const {
    return std::string(
        Name(resolution_.verdict == Verdict::kMoved ? Verdict::kAlive : resolution_.verdict));
  }

  std::string AddChosenStory() {
    if (resolution_.final_url.empty()) {
      return work_;
    }
    const auto chosen = std::find_if(
        resolution_.candidates.begin(), resolution_.candidates.end(),
        [&](const Candidate& c) { return WorkId(c.url) == WorkId(resolution_.final_url); });
    const bool scored = chosen != resolution_.candidates.end();
    const std::string id = WorkId(resolution_.final_url);
    Node node;
    node.id = id;
    node.type = "page";
    node.url = resolution_.final_url;
    const bool titled = ShowsWork(resolution_.verdict) && !resolution_.title.empty();
    node.label = titled ? resolution_.title : scored ? chosen->title : std::string();
    node.date = resolution_.published;
    node.verdict = FinalVerdict();
    out_.Add(std::move(node));
    Edge edge{work_, id, EdgeKind::kSameAs, {}, resolution_.evidence, scored ? chosen->score : 1};
    if (scored && !chosen->evidence.empty()) {
      edge.evidence.push_back(chosen->evidence);
    }
    out_.Add(std::move(edge));
    return id;
  }

  std::string AddFoundPost() {
    if (!resolution_.post || resolution_.post->post_id.empty()) {
      return work_;
    }
    const PostFound& post = *resolution_.post;
    Node node;
    node.id = PostId(reference_.platform, post.post_id);
    node.type = "post";
    node.label = reference_.label;
    node.url = resolution_.final_url;
    node.date = post.at ? text::DateOf(*post.at) : IsoDate();
    node.verdict = Name(resolution_.verdict);
    const std::string id = node.id;
    out_.Add(std::move(node));
    out_.Add(Edge{work_, id, EdgeKind::kSameAs, {}, resolution_.evidence, FoundConfidence(post)});
    return id;
  }

  void AddCanonical() {
    if (resolution_.canonical_url.empty() || reference_.kind == ReferenceKind::kPost) {
      return;
    }
    const std::string id = WorkId(resolution_.canonical_url);
    if (id != last_) {
      AddPage(id, resolution_.canonical_url);
      out_.Add(Edge{last_, id, EdgeKind::kSameAs, {}, resolution_.evidence, kCanonicalConfidence});
    }
  }

  void AddPeople() {
    if (reference_.kind == ReferenceKind::kPost) {
      const PostFound* post = resolution_.post ? &*resolution_.post : nullptr;
      if (post != nullptr && !post->account.empty()) {
        AddAgent(AccountId(reference_.platform, post->account), "account", "@" + post->account,
                 EdgeKind::kAuthoredBy);
      }
      return;
    }
    if (!resolution_.author.empty()) {
      AddAgent(AgentId(resolution_.author), "agent", resolution_.author, EdgeKind::kAuthoredBy);
    }
    if (!resolution_.site.empty()) {
      AddAgent(AgentId(resolution_.site), "outlet", resolution_.site, EdgeKind::kPublishedBy);
    }
  }

  void AddAgent(const std::string& id, std::string_view type, const std::string& label,
                EdgeKind kind) {
    Node node;
    node.id = id;
    node.kind = NodeKind::kAgent;
    node.type = type;
    node.label = label;
    out_.Add(std::move(node));
    out_.Add(Edge{last_, id, kind, {}, resolution_.evidence, kStatedConfidence});
  }

  // Only a copy that was looked at and shows the work is a copy of it.
  void AddSnapshot(const Snapshot& snapshot) {
    if (!snapshot.valid || snapshot.url.empty()) {
      return;
    }
    Node node;
    node.id = SnapshotId(snapshot.url);
    node.kind = NodeKind::kSnapshot;
    node.type = "snapshot";
    node.url = snapshot.url;
    node.date = text::DateOf(snapshot.at);
    node.label = "archived " + node.date;
    const std::string id = node.id;
    out_.Add(std::move(node));
    const std::string of = snapshot.original.empty() ? last_ : WorkId(snapshot.original);
    if (of != last_) {
      AddPage(of, snapshot.original);
    }
    out_.Add(Edge{of, id, EdgeKind::kArchivedAs, {}, Evidence(snapshot.evidence), 1});
  }

  static constexpr double kCanonicalConfidence = 0.9;  // Pages sometimes name a wrong one.
  static constexpr double kStatedConfidence = 0.95;    // As the page or the platform states.

  const Reference& reference_;
  const Resolution& resolution_;
  const std::string& work_;
  const std::vector<std::string>& mentions_;
  Collector& out_;
  std::string last_;
};

}  // namespace

void AddWebEdges(const Reference& reference, const Resolution& resolution, const std::string& work,
                 const std::vector<std::string>& mentions, Collector& out) {
  WebEdges(reference, resolution, work, mentions, out).Add();
}

}  // namespace ibid::graph
