#include "write/exports/mentions_csv.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>

#include "json/instant.h"
#include "json/positions.h"
#include "write/comparison_words.h"
#include "write/csv.h"
#include "write/exports/mention_words.h"
#include "write/findings.h"
#include "write/lines.h"
#include "write/phrases.h"

namespace ibid::write {
namespace {

// One row before it is written: the mention and what it leads to, where it leads to anything.
struct Row {
  const Article& article;
  const Lines& lines;
  const json::Positions& positions;
  const Mention& mention;
  const Reference* reference = nullptr;
  const Resolution* resolution = nullptr;
  const QuoteCheck* check = nullptr;  // Of a quote that was looked for in its source.

  const AttributionParts* said() const { return std::get_if<AttributionParts>(&mention.parts); }
  const Snapshot* snapshot() const {
    if (resolution == nullptr) {
      return nullptr;
    }
    const auto valid = std::find_if(resolution->snapshots.begin(), resolution->snapshots.end(),
                                    [](const Snapshot& s) { return s.valid; });
    return valid == resolution->snapshots.end() ? nullptr : &*valid;
  }
};

std::string Time(const std::optional<Instant>& at) {
  return at ? json::WriteInstant(*at).value_or("") : "";
}

std::string ArticleUrl(const Row& row) {
  const Metadata& about = row.article.document.metadata;
  return about.canonical_url.known() ? about.canonical_url.value : about.url.value;
}

std::string Url(const Row& row) {
  if (const auto* link = std::get_if<LinkParts>(&row.mention.parts)) {
    return link->url;
  }
  return row.reference == nullptr ? "" : row.reference->url;
}

std::string HttpStatus(const Row& row) {
  const bool asked = row.resolution != nullptr && !row.resolution->hops.empty() &&
                     row.resolution->hops.back().status != 0;
  return asked ? std::to_string(row.resolution->hops.back().status) : "";
}

std::string RedirectCount(const Row& row) {
  const bool asked = row.resolution != nullptr && !row.resolution->hops.empty();
  return asked ? std::to_string(row.resolution->hops.size() - 1) : "";
}

std::string RedirectChain(const Row& row) {
  std::string chain;
  for (const Hop& hop : row.resolution == nullptr ? std::vector<Hop>() : row.resolution->hops) {
    chain.append(chain.empty() ? "" : " ").append(hop.url);
  }
  return chain;
}

std::string Reasons(const Row& row) {
  std::string reasons;
  for (const std::string& reason :
       row.resolution == nullptr ? std::vector<std::string>() : row.resolution->reasons) {
    reasons.append(reasons.empty() ? "" : "; ").append(reason);
  }
  return reasons;
}

std::string YesNo(bool yes) {
  return yes ? "true" : "false";
}

struct RowColumn {
  std::string_view name;
  std::string (*value)(const Row&);
};

constexpr std::array kColumns = {
    RowColumn{"article", [](const Row& r) { return r.article.document.source; }},
    RowColumn{"article_url", ArticleUrl},
    RowColumn{"article_title",
              [](const Row& r) { return r.article.document.metadata.title.value; }},
    RowColumn{"publisher",
              [](const Row& r) { return r.article.document.metadata.publisher.value; }},
    RowColumn{"published",
              [](const Row& r) { return r.article.document.metadata.published.value; }},
    RowColumn{"mention", [](const Row& r) { return r.mention.id; }},
    RowColumn{"kind", [](const Row& r) { return std::string(Name(r.mention.kind)); }},
    RowColumn{"line", [](const Row& r) { return std::to_string(r.lines.Of(r.mention.at.begin)); }},
    RowColumn{
        "begin",
        [](const Row& r) { return std::to_string(r.positions.ToCodePoint(r.mention.at.begin)); }},
    RowColumn{
        "end",
        [](const Row& r) { return std::to_string(r.positions.ToCodePoint(r.mention.at.end)); }},
    RowColumn{"words", [](const Row& r) { return WordsOf(r.article.document, r.mention); }},
    RowColumn{"source", [](const Row& r) { return SourceWords(r.article.document, r.mention); }},
    RowColumn{"source_type",
              [](const Row& r) {
                return r.said() == nullptr ? "" : std::string(Name(r.said()->source_type));
              }},
    RowColumn{"named",
              [](const Row& r) { return r.said() == nullptr ? "" : YesNo(r.said()->named); }},
    RowColumn{"channel",
              [](const Row& r) {
                return r.said() == nullptr ? "" : std::string(Name(r.said()->channel));
              }},
    RowColumn{"factuality",
              [](const Row& r) {
                return r.said() == nullptr ? "" : std::string(Name(r.said()->factuality));
              }},
    RowColumn{"quote", [](const Row& r) { return TakenWords(r.article.document, r.mention); }},
    RowColumn{"refers_to", [](const Row& r) { return r.mention.refers.name; }},
    RowColumn{"reference",
              [](const Row& r) { return r.reference == nullptr ? "" : r.reference->key; }},
    RowColumn{"reference_kind",
              [](const Row& r) {
                return r.reference == nullptr ? "" : std::string(Name(r.reference->kind));
              }},
    RowColumn{"url", Url},
    RowColumn{"verdict",
              [](const Row& r) {
                return r.resolution == nullptr ? "" : std::string(Name(r.resolution->verdict));
              }},
    RowColumn{"dead",
              [](const Row& r) {
                return r.resolution == nullptr || r.resolution->verdict == Verdict::kNotChecked
                           ? ""
                           : YesNo(IsDead(r.resolution->verdict));
              }},
    RowColumn{"reason", Reasons},
    RowColumn{"resolved_url",
              [](const Row& r) { return r.resolution == nullptr ? "" : r.resolution->final_url; }},
    RowColumn{"http_status", HttpStatus},
    RowColumn{"redirect_count", RedirectCount},
    RowColumn{"redirect_chain", RedirectChain},
    RowColumn{"resolved_title",
              [](const Row& r) { return r.resolution == nullptr ? "" : r.resolution->title; }},
    RowColumn{"archived_url",
              [](const Row& r) { return r.snapshot() == nullptr ? "" : r.snapshot()->url; }},
    RowColumn{"archived_at",
              [](const Row& r) { return r.snapshot() == nullptr ? "" : Time(r.snapshot()->at); }},
    RowColumn{"quote_fit",
              [](const Row& r) {
                return r.check == nullptr ? "" : std::string(Name(BestLook(*r.check).fit));
              }},
    RowColumn{"drift_kept",
              [](const Row& r) {
                return r.resolution == nullptr || !r.resolution->drift
                           ? ""
                           : Decimal(r.resolution->drift->kept);
              }},
    RowColumn{
        "checked_at",
        [](const Row& r) { return r.resolution == nullptr ? "" : Time(r.resolution->checked_at); }},
    RowColumn{"rule", [](const Row& r) { return r.mention.rule; }},
    RowColumn{"confidence", [](const Row& r) { return Decimal(r.mention.confidence); }},
};

}  // namespace

std::string MentionsCsv::Begin() {
  CsvRecord head;
  for (const RowColumn& column : kColumns) {
    head.AddOwn(column.name);
  }
  return std::move(head).Finish();
}

std::string MentionsCsv::Add(const Article& article, const CitationGraph& /*graph*/) {
  std::unordered_map<std::string_view, const Reference*> references;
  for (const Reference& reference : article.references) {
    references.emplace(reference.id, &reference);
  }
  std::unordered_map<std::string_view, const Resolution*> resolutions;
  std::unordered_map<std::string_view, const QuoteCheck*> checks;
  for (const Resolution& resolution : article.resolutions) {
    resolutions.emplace(resolution.reference, &resolution);
    for (const QuoteCheck& check : resolution.quotes) {
      if (!check.looks.empty()) {
        checks.emplace(check.mention, &check);
      }
    }
  }
  const Lines lines(article.document.text);
  const json::Positions positions(article.document.text);
  std::string out;
  for (const Mention& mention : article.mentions) {
    if (mention.chrome) {
      continue;
    }
    Row row{article, lines, positions, mention};
    const auto reference = references.find(mention.refers.reference);
    const auto resolution = resolutions.find(mention.refers.reference);
    row.reference = reference == references.end() ? nullptr : reference->second;
    row.resolution = resolution == resolutions.end() ? nullptr : resolution->second;
    const auto check = checks.find(mention.id);
    row.check = check == checks.end() ? nullptr : check->second;
    CsvRecord record;
    for (const RowColumn& column : kColumns) {
      record.Add(column.value(row));
    }
    out += std::move(record).Finish();
  }
  return out;
}

}  // namespace ibid::write
