#include "write/html_sources.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "graph/identity.h"
#include "write/comparison_words.h"
#include "write/html_article.h"
#include "write/html_escape.h"
#include "write/phrases.h"
#include "write/verdict_words.h"

namespace ibid::write {
namespace {

constexpr std::size_t kShown = 20;  // Mentions, candidates, copies of one source.

class SourcesWriter {
 public:
  SourcesWriter(const Article& article, const Findings& findings)
      : article_(article), findings_(findings) {
    for (const Evidence& evidence : article.evidence) {
      evidence_.emplace(evidence.id, &evidence);
    }
  }

  std::string Run() && {
    for (std::size_t i = 0; i < findings_.sources.size(); ++i) {
      const Source& source = findings_.sources[i];
      if (i == 0 || source.group != findings_.sources[i - 1].group) {
        out_.append(i == 0 ? "" : "</section>\n").append("<section class=\"group k-");
        out_.append(Name(source.group)).append("\">\n<h3>").append(Title(source.group));
        out_ += "</h3>\n";
      }
      WriteSource(source);
    }
    out_ += findings_.sources.empty() ? "<p class=\"note\">Nothing was found that this article "
                                        "leans on.</p>\n"
                                      : "</section>\n";
    return std::move(out_);
  }

 private:
  void WriteSource(const Source& source) {
    const VerdictWords verdict = WordsFor(source.verdict());
    out_.append("<article class=\"card v-").append(Name(verdict.tone)).append(" o-");
    out_.append(Name(ToneOf(source))).append("\" id=\"");
    out_ += SourceAnchor(source) + "\" tabindex=\"-1\">\n<h4><span class=\"no\">" +
            std::to_string(source.index + 1) + "</span> <bdi>" + Label(source) + "</bdi></h4>\n";
    WriteVerdict(source, verdict);
    WriteAddress(source);
    if (source.resolution != nullptr) {
      WriteFound(source, *source.resolution);
      WriteDifferences(*source.resolution);
      WriteQuotes(*source.resolution);
      WriteCopies(*source.resolution);
      WriteCandidates(*source.resolution);
    }
    WriteMentions(source);
    if (source.resolution != nullptr) {
      WriteWay(*source.resolution);
    }
    out_ += "</article>\n";
  }

  // A source that is called by its address is a link to it.
  static std::string Label(const Source& source) {
    const std::string label = LabelOf(source);
    return source.reference->label == source.reference->url ? Linked(label, label) : Escaped(label);
  }

  void WriteVerdict(const Source& source, const VerdictWords& verdict) {
    if (source.unnamed) {
      out_ += "<p class=\"verdict v-open\"><b>? not named</b></p>\n";
    }
    if (verdict.tone == Tone::kNone) {
      return;
    }
    out_.append("<p class=\"verdict v-").append(Name(verdict.tone)).append("\"><b>");
    out_.append(verdict.sign).append(" ").append(verdict.words).append("</b>");
    std::string_view comma = " ";
    for (const std::string& reason : source.resolution->reasons) {
      out_.append(comma).append("<bdi>").append(Reason(reason, *source.resolution));
      out_.append("</bdi>");
      comma = "; ";
    }
    out_ += "</p>\n";
  }

  // A reason that says where the source was found links to it.
  static std::string Reason(std::string_view reason, const Resolution& resolution) {
    const std::string_view url = resolution.final_url;
    const std::size_t at = url.empty() ? std::string_view::npos : reason.find(url);
    if (at == std::string_view::npos) {
      return Escaped(reason);
    }
    return Escaped(reason.substr(0, at)) + LinkedUrl(url) + Escaped(reason.substr(at + url.size()));
  }

  static bool IsSaid(const Resolution& resolution) {
    const auto& reasons = resolution.reasons;
    return std::any_of(reasons.begin(), reasons.end(), [&](const std::string& reason) {
      return reason.find(resolution.final_url) != std::string::npos;
    });
  }

  void WriteAddress(const Source& source) {
    const Reference& reference = *source.reference;
    if (!reference.url.empty() && reference.url != source.reference->label) {
      out_ += "<p>" + LinkedUrl(reference.url) + "</p>\n";
    }
  }

  void WriteFound(const Source& source, const Resolution& resolution) {
    if (source.group != Group::kPosts && graph::ShowsWork(resolution.verdict)) {
      WriteAbout(resolution);
    }
    if (!resolution.final_url.empty() && resolution.final_url != source.reference->url &&
        !IsSaid(resolution)) {
      out_ += "<p>Found at " + LinkedUrl(resolution.final_url) + "</p>\n";
    }
  }

  void WriteAbout(const Resolution& resolution) {
    std::string about;
    const auto add = [&about](const std::string& words) {
      if (!words.empty()) {
        about.append(about.empty() ? "" : ", ").append("<bdi>").append(words).append("</bdi>");
      }
    };
    add(resolution.title.empty() ? "" : "<cite>" + Escaped(Plain(resolution.title)) + "</cite>");
    add(Escaped(Plain(resolution.author)));
    add(Escaped(Plain(resolution.site)));
    add(Escaped(DateWords(resolution.published)));
    if (!about.empty()) {
      out_ += "<p>It is " + about + "</p>\n";
    }
  }

  void WriteDifferences(const Resolution& resolution) {
    if (!resolution.post || resolution.post->differences.empty()) {
      return;
    }
    out_ +=
        "<table><caption>Not shown as it is</caption><thead><tr><th></th><th>in the "
        "article</th><th>at the source</th></tr></thead><tbody>\n";
    for (const Difference& difference : resolution.post->differences) {
      const std::string_view note = WordsFor(difference.kind);
      out_ += "<tr><th>" + Escaped(difference.field) + "</th><td dir=\"auto\">" +
              Escaped(difference.shown) + "</td><td dir=\"auto\">" + Escaped(difference.actual) +
              (note.empty() ? "" : " (" + std::string(note) + ")") + "</td></tr>\n";
    }
    out_ += "</tbody></table>\n";
  }

  void WriteQuotes(const Resolution& resolution) {
    if (!resolution.quotes.empty()) {
      out_ += "<h5>Quotes looked for in it</h5>\n<ul>\n";
      for (std::size_t i = 0; i < resolution.quotes.size() && i < kShown; ++i) {
        for (const QuoteLook& look : resolution.quotes[i].looks) {
          WriteLook(resolution.quotes[i], look);
        }
      }
      More(resolution.quotes.size());
      out_ += "</ul>\n";
    }
    if (resolution.drift) {
      out_ += "<p>" + Linked(resolution.drift->snapshot, DriftWords(*resolution.drift)) + "</p>\n";
    }
  }

  void WriteLook(const QuoteCheck& check, const QuoteLook& look) {
    const std::string where = Linked(look.url, std::string(WhereWords(look)));
    if (look.fit != QuoteFit::kChanged) {
      out_ += look.fit == QuoteFit::kVerbatim ? "<li>✓ stands so " : "<li class=\"weak\">✗ is not ";
      out_ += where + ": <q>" + Escaped(Plain(check.words)) + "</q></li>\n";
      return;
    }
    out_ += "<li>≠ differs " + where + ": <q>";
    for (const DiffStep& step : look.difference) {
      out_ += Escaped(Plain(step.same));
      out_ += step.quoted.empty() ? "" : " <del>" + Escaped(Plain(step.quoted)) + "</del>";
      out_ += step.source.empty() ? " " : " <ins>" + Escaped(Plain(step.source)) + "</ins> ";
    }
    out_ += "</q></li>\n";
  }

  // Opens a list; the caller closes it. Says how many there are where not all are shown.
  void More(std::size_t count) {
    if (count > kShown) {
      out_ += "<li class=\"note\">and " + std::to_string(count - kShown) + " more</li>\n";
    }
  }

  void WriteCopies(const Resolution& resolution) {
    if (const std::string history = HistoryWords(resolution.history); !history.empty()) {
      out_ += "<p>" + Escaped(history) + "</p>\n";
    }
    if (resolution.snapshots.empty()) {
      return;
    }
    out_ += "<h5>Archived copies</h5>\n<ul>\n";
    for (std::size_t i = 0; i < resolution.snapshots.size() && i < kShown; ++i) {
      const Snapshot& snapshot = resolution.snapshots[i];
      out_ += snapshot.valid ? "<li>✓ " : "<li class=\"weak\">✗ ";
      out_ += Linked(snapshot.url, TimeWords(snapshot.at));
      if (!snapshot.reason.empty()) {
        out_ += ": " + Escaped(snapshot.reason);
      }
      out_ += "</li>\n";
    }
    More(resolution.snapshots.size());
    out_ += "</ul>\n";
  }

  void WriteCandidates(const Resolution& resolution) {
    if (resolution.candidates.empty()) {
      return;
    }
    out_ += "<h5>Candidates</h5>\n<ul class=\"candidates\">\n";
    for (std::size_t i = 0; i < resolution.candidates.size() && i < kShown; ++i) {
      const Candidate& candidate = resolution.candidates[i];
      const std::string share = ShareWords(candidate.score);
      out_ +=
          "<li><meter min=\"0\" max=\"1\" value=\"" + share + "\">" + share + "</meter> <b>" +
          share + "</b> " +
          Linked(candidate.url, Plain(candidate.title.empty() ? candidate.url : candidate.title));
      if (!candidate.date.empty()) {
        out_ += ", " + Escaped(DateWords(candidate.date));
      }
      std::string_view comma = "<br>";
      for (const std::string& reason : candidate.reasons) {
        out_.append(comma).append(Escaped(reason));
        comma = "; ";
      }
      out_ += "</li>\n";
    }
    More(resolution.candidates.size());
    out_ += "</ul>\n";
  }

  void WriteMentions(const Source& source) {
    out_ += "<h5>In the article</h5>\n<ul>\n";
    const std::vector<const Mention*> mentions = source.OuterMentions();
    for (std::size_t i = 0; i < mentions.size() && i < kShown; ++i) {
      const Mention& mention = *mentions[i];
      const std::string words = WordsOf(article_.document, mention);
      // An address that stands in the article as it is needs no second look.
      const bool is_address = words == Plain(source.reference->url);
      out_ += "<li><a href=\"#" + MentionAnchor(article_, mention) + "\"";
      out_ += is_address ? ">its address" : " dir=\"auto\">" + Escaped(Quoted(words, 240));
      out_ += "</a> <small>" + std::string(Name(mention.kind)) + ", " +
              ShareWords(mention.confidence) + "</small></li>\n";
    }
    More(mentions.size());
    out_ += "</ul>\n";
  }

  // How the answer was reached: the hops with the exchanges that say so, then every further
  // exchange that it rests on. In a <noscript>, as HtmlGraphTable, because it is most of a large
  // report and little of it is looked at.
  void WriteWay(const Resolution& resolution) {
    if (resolution.hops.empty() && resolution.evidence.empty()) {
      return;
    }
    out_ += "<details><summary>Evidence: " + Count(resolution.hops.size(), "hop", "hops") + ", " +
            Count(resolution.evidence.size(), "exchange", "exchanges") + "</summary><noscript>";
    std::unordered_set<std::string_view> told;
    out_ += resolution.hops.empty() ? "" : "<ol>\n";
    for (const Hop& hop : resolution.hops) {
      out_.append("<li>").append(Name(hop.via)).append(" ").append(BareUrl(hop.url));
      if (hop.status > 0) {
        out_ += " <b>" + std::to_string(hop.status) + "</b>";
      }
      if (!hop.evidence.empty() && told.insert(hop.evidence).second) {
        WriteProof(hop.evidence);
      }
      out_ += "</li>\n";
    }
    out_ += resolution.hops.empty() ? "" : "</ol>\n";
    WriteFurther(resolution, told);
    out_ += "</noscript></details>\n";
  }

  void WriteFurther(const Resolution& resolution,
                    const std::unordered_set<std::string_view>& told) {
    bool is_open = false;
    for (const std::string& id : resolution.evidence) {
      if (told.contains(id)) {
        continue;
      }
      out_ += is_open ? "<li>" : "<ul class=\"evidence\">\n<li>";
      is_open = true;
      if (const auto found = evidence_.find(id); found != evidence_.end()) {
        const Evidence& evidence = *found->second;
        out_ +=
            BareUrl(evidence.url) + " <b>" +
            (evidence.status > 0 ? std::to_string(evidence.status) : Escaped(evidence.failure)) +
            "</b>";
      }
      WriteProof(id);
      out_ += "</li>\n";
    }
    out_ += is_open ? "</ul>" : "";
  }

  // The id of an exchange, and what was exchanged when.
  void WriteProof(const std::string& id) {
    out_ += " <small>" + Escaped(id);
    if (const auto found = evidence_.find(id); found != evidence_.end()) {
      const Evidence& evidence = *found->second;
      out_ += ", " + Escaped(TimeWords(evidence.at));
      if (evidence.status > 0 && !evidence.body_sha256.empty()) {
        out_ += ", sha256 " + Escaped(evidence.body_sha256.substr(0, 16)) + "…";
      }
    }
    out_ += "</small>";
  }

  const Article& article_;
  const Findings& findings_;
  std::unordered_map<std::string_view, const Evidence*> evidence_;
  std::string out_;
};

}  // namespace

std::string HtmlSources(const Article& article, const Findings& findings) {
  return SourcesWriter(article, findings).Run();
}

}  // namespace ibid::write
