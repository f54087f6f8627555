#include "write/findings.h"

#include <algorithm>
#include <array>
#include <variant>

#include "text/utf8.h"
#include "write/concerns.h"
#include "write/phrases.h"

namespace ibid::write {
namespace {

Group GroupOf(const Reference& reference, const std::vector<const Mention*>& mentions) {
  switch (reference.kind) {
    case ReferenceKind::kPost:
      return Group::kPosts;
    case ReferenceKind::kStory:
      return Group::kStories;
    case ReferenceKind::kStatement:
      return Group::kVoices;
    case ReferenceKind::kAgent:
      break;
    default:
      return Group::kPages;
  }
  // Who is only named: a voice where something is attributed to them, else a credit.
  const bool speaks = std::any_of(mentions.begin(), mentions.end(), [](const Mention* m) {
    return m->kind == MentionKind::kAttribution || m->kind == MentionKind::kQuote;
  });
  return speaks ? Group::kVoices : Group::kCredits;
}

// Nobody who could be told from others: "a senior official", "residents". A body that the text
// does not name in full ("the army") is not meant.
bool IsUnnamed(const std::vector<const Mention*>& mentions) {
  bool said = false;
  for (const Mention* mention : mentions) {
    if (const auto* attribution = std::get_if<AttributionParts>(&mention->parts)) {
      said = true;
      const SourceType type = attribution->source_type;
      const bool nameless = type == SourceType::kUnnamedPerson ||
                            type == SourceType::kUnnamedGroup ||
                            type == SourceType::kUnresolvedPronoun;
      if (attribution->named || !nameless) {
        return false;
      }
    }
  }
  return said;
}

// What somebody said in several places is one source to a reader, whose mentions come together.
void JoinVoices(std::vector<Source>& sources, Findings& findings) {
  std::unordered_map<std::string, std::size_t> voices;
  for (Source& source : sources) {
    const Reference& reference = *source.reference;
    const std::string who = text::Lower(text::FoldSpace(reference.agent));
    const bool is_voice = reference.kind == ReferenceKind::kStatement && !who.empty();
    if (is_voice && source.resolution != nullptr &&
        source.resolution->verdict != Verdict::kNotChecked) {
      findings.sources.push_back(std::move(source));
      continue;
    }
    const auto [known, is_new] =
        voices.try_emplace(is_voice ? who : reference.id, findings.sources.size());
    if (is_new || !is_voice) {
      findings.sources.push_back(std::move(source));
      continue;
    }
    Source& first = findings.sources[known->second];
    first.mentions.insert(first.mentions.end(), source.mentions.begin(), source.mentions.end());
    first.joined.push_back(source.reference->id);
  }
}

void CollectSources(const Article& article, Findings& findings) {
  std::unordered_map<std::string_view, const Mention*> mentions;
  for (const Mention& mention : article.mentions) {
    mentions.emplace(mention.id, &mention);
  }
  std::unordered_map<std::string_view, const Resolution*> resolutions;
  for (const Resolution& resolution : article.resolutions) {
    resolutions.emplace(resolution.reference, &resolution);
  }
  std::vector<Source> sources;
  for (std::size_t i = 0; i < article.references.size(); ++i) {
    Source source;
    source.index = i;
    source.reference = &article.references[i];
    for (const std::string& id : source.reference->mentions) {
      if (const auto found = mentions.find(id); found != mentions.end()) {
        source.mentions.push_back(found->second);
      }
    }
    if (const auto found = resolutions.find(source.reference->id); found != resolutions.end()) {
      source.resolution = found->second;
    }
    source.group = GroupOf(*source.reference, source.mentions);
    sources.push_back(std::move(source));
  }
  JoinVoices(sources, findings);
  for (Source& source : findings.sources) {
    source.unnamed = source.group == Group::kVoices && IsUnnamed(source.mentions);
  }
  std::sort(findings.sources.begin(), findings.sources.end(), [](const Source& a, const Source& b) {
    return a.group != b.group ? a.group < b.group : a.index < b.index;
  });
  for (std::size_t i = 0; i < findings.sources.size(); ++i) {
    findings.source_of.emplace(findings.sources[i].reference->id, i);
    for (const std::string_view id : findings.sources[i].joined) {
      findings.source_of.emplace(id, i);
    }
  }
}

// "4 posts, 1 deleted, 2 lost": a count with what is wrong with some of them.
class Tally {
 public:
  void Note(std::string_view words) {
    for (auto& [known, count] : notes_) {
      if (known == words) {
        ++count;
        return;
      }
    }
    notes_.emplace_back(words, 1);
  }
  void Add() { ++count_; }
  std::size_t count() const { return count_; }
  std::string Notes() const {
    std::string out;
    for (const auto& [words, count] : notes_) {
      out.append(", ").append(std::to_string(count)).append(" ").append(words);
    }
    return out;
  }

 private:
  std::size_t count_ = 0;
  std::vector<std::pair<std::string_view, std::size_t>> notes_;
};

void SummariseAttributions(const Article& article, Findings& findings) {
  std::size_t attributions = 0;
  std::size_t sourceless = 0;
  for (const Mention& mention : article.mentions) {
    if (mention.kind == MentionKind::kAttribution && !mention.chrome) {
      ++attributions;
      sourceless += mention.refers.reference.empty() ? 1U : 0U;
    }
  }
  std::size_t voices = 0;
  std::size_t unnamed = 0;
  for (const Source& source : findings.sources) {
    const bool speaks = source.group == Group::kVoices || source.group == Group::kStories;
    voices += speaks ? 1U : 0U;
    unnamed += source.unnamed ? 1U : 0U;
  }
  if (attributions == 0) {
    return;
  }
  std::string line = Count(attributions, "attribution", "attributions") + " to " +
                     Count(voices, "source", "sources");
  if (unnamed > 0) {
    line += ", " + std::to_string(unnamed) + " of them unnamed";
  }
  if (sourceless > 0) {
    line += ", " + std::to_string(sourceless) + " without a source that could be told";
  }
  findings.summary.push_back(line);
}

void SummariseWorks(Findings& findings) {
  Tally posts;
  Tally links;
  Tally stories;
  for (const Source& source : findings.sources) {
    Tally* tally = source.group == Group::kPosts     ? &posts
                   : source.group == Group::kPages   ? &links
                   : source.group == Group::kStories ? &stories
                                                     : nullptr;
    if (tally == nullptr) {
      continue;
    }
    tally->Add();
    if (source.resolution == nullptr) {
      continue;
    }
    const VerdictWords words = WordsFor(source.verdict());
    const LinkState state = source.resolution->history.state;
    if (source.group == Group::kPages && (IsDead(source.verdict()) || state == LinkState::kDead)) {
      tally->Note(state == LinkState::kDead ? "dead" : "failing");
    } else if (words.tone != Tone::kGood && words.tone != Tone::kChanged &&
               words.tone != Tone::kNone) {
      tally->Note(words.words);
    }
  }
  if (posts.count() > 0) {
    findings.summary.push_back(Count(posts.count(), "post", "posts") + posts.Notes());
  }
  if (links.count() > 0) {
    findings.summary.push_back(Count(links.count(), "link", "links") + links.Notes());
  }
  if (stories.count() > 0) {
    findings.summary.push_back(
        Count(stories.count(), "report by another outlet", "reports by other outlets") +
        stories.Notes());
  }
}

TextSpan SpanOf(const Mention& mention) {
  if (const auto* embed = std::get_if<EmbedParts>(&mention.parts)) {
    return embed->text_at.value_or(mention.at);
  }
  return mention.at;
}

}  // namespace

std::string_view Title(Group group) {
  static constexpr std::array<std::string_view, 5> kTitles = {
      "Posts", "Reports by other outlets", "Links and documents", "People and bodies", "Credits"};
  return kTitles[static_cast<std::size_t>(group)];
}

std::string_view Name(Group group) {
  static constexpr std::array<std::string_view, 5> kNames = {"posts", "stories", "pages", "voices",
                                                             "credits"};
  return kNames[static_cast<std::size_t>(group)];
}

const Snapshot* Source::BestSnapshot() const {
  if (resolution == nullptr) {
    return nullptr;
  }
  const auto valid = std::find_if(resolution->snapshots.begin(), resolution->snapshots.end(),
                                  [](const Snapshot& s) { return s.valid; });
  return valid == resolution->snapshots.end() ? nullptr : &*valid;
}

std::vector<const Mention*> Source::OuterMentions() const {
  std::vector<const Mention*> outer;
  for (const Mention* mention : mentions) {
    const bool inside = !outer.empty() && outer.back()->at.Contains(mention->at);
    if (!inside || outer.back()->at == mention->at) {
      outer.push_back(mention);
    }
  }
  return outer;
}

Findings Find(const Article& article) {
  Findings findings;
  findings.resolved = !article.resolutions.empty();
  CollectSources(article, findings);
  SummariseAttributions(article, findings);
  SummariseWorks(findings);
  findings.concerns = FindConcerns(article, findings);
  return findings;
}

std::string AboutLine(const Metadata& metadata) {
  std::string line = Plain(metadata.publisher.value);
  const auto add = [&line](std::string_view words) {
    if (!words.empty()) {
      line.append(line.empty() ? "" : ", ").append(words);
    }
  };
  add(DateWords(std::string_view(metadata.published.value).substr(0, 10)));
  for (std::size_t i = 0; i < metadata.authors.size(); ++i) {
    add((i == 0 ? "by " : "") + Plain(metadata.authors[i].value));
  }
  return line;
}

Tone ToneOf(const Source& source) {
  const Tone tone = WordsFor(source.verdict()).tone;
  return tone == Tone::kNone && source.unnamed ? Tone::kOpen : tone;
}

std::string LabelOf(const Source& source) {
  const Reference& reference = *source.reference;
  if (reference.kind == ReferenceKind::kPost) {
    std::string who = Plain(reference.author);
    if (!reference.account.empty()) {
      const std::string handle = "@" + Plain(reference.account);
      who = who.empty() ? handle : who + " (" + handle + ")";
    }
    if (who.empty()) {
      who = Plain(reference.label.empty() ? reference.url : reference.label);
    }
    return reference.date.empty() ? who : who + ", " + DateWords(reference.date);
  }
  if (source.group != Group::kPages && !reference.agent.empty()) {
    return Plain(reference.agent);
  }
  for (const std::string* label : {&reference.label, &reference.agent, &reference.url}) {
    if (std::string plain = Plain(*label); !plain.empty()) {
      return plain;
    }
  }
  return Plain(reference.key);
}

std::string WordsOf(const Document& document, const Mention& mention) {
  const TextSpan at = SpanOf(mention);
  if (at.end > document.text.size() || at.begin > at.end) {
    return "";
  }
  return Plain(document.Text(at));
}

}  // namespace ibid::write
