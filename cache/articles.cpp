#include "cache/articles.h"

#include <algorithm>
#include <string>

#include "digest/digest.h"
#include "text/lines.h"

namespace ibid::cache {
namespace {

std::int64_t Milliseconds(Instant at) {
  return at.time_since_epoch().count();
}

std::optional<std::int64_t> Milliseconds(const std::optional<Instant>& at) {
  return at ? std::optional(Milliseconds(*at)) : std::nullopt;
}

constexpr std::string_view kInsertArticle =
    "INSERT INTO articles (source, url, title, publisher, published, input_sha256, checked_at,"
    " record_sha256, settings, passed_on_to, stands_until, outcomes)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
    " ON CONFLICT (source, checked_at) DO UPDATE SET url = excluded.url, title = excluded.title,"
    " publisher = excluded.publisher, published = excluded.published,"
    " input_sha256 = excluded.input_sha256, record_sha256 = excluded.record_sha256,"
    " settings = excluded.settings, passed_on_to = excluded.passed_on_to,"
    " stands_until = excluded.stands_until, outcomes = excluded.outcomes"
    " RETURNING id";

constexpr std::string_view kInsertCitation =
    "INSERT INTO citations (article, reference_key, kind, label, url, mentions)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
    " ON CONFLICT (article, reference_key) DO UPDATE SET mentions = mentions + excluded.mentions";

constexpr std::string_view kInsertResolution =
    "INSERT INTO resolutions (reference_key, kind, label, url, host, verdict, dead, reasons,"
    " final_url, title, text_sha256, snapshot_url, checked_at, recorded_at, article, state,"
    " failures, failing_since, next_check)"
    " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19"
    " WHERE NOT EXISTS (SELECT 1 FROM ("
    "   SELECT verdict, final_url, text_sha256, snapshot_url, checked_at FROM resolutions"
    "   WHERE reference_key = ?1 ORDER BY recorded_at DESC, id DESC LIMIT 1)"
    " WHERE verdict = ?6 AND final_url = ?9 AND text_sha256 = ?11 AND snapshot_url = ?12"
    "   AND checked_at IS ?13)";

std::string_view BestSnapshot(const Resolution& resolution) {
  const auto valid = std::find_if(resolution.snapshots.begin(), resolution.snapshots.end(),
                                  [](const Snapshot& snapshot) { return snapshot.valid; });
  return valid == resolution.snapshots.end() ? std::string_view() : std::string_view(valid->url);
}

}  // namespace

ArticleInserter::ArticleInserter(Database& db)
    : db_(db),
      article_(db.Prepare(kInsertArticle)),
      forget_citations_(db.Prepare("DELETE FROM citations WHERE article = ?1")),
      citation_(db.Prepare(kInsertCitation)),
      resolution_(db.Prepare(kInsertResolution)),
      evidence_(db.Prepare("INSERT INTO resolution_evidence (resolution, position, exchange)"
                           " VALUES (?1, ?2, ?3)")) {}

bool ArticleInserter::Insert(const Article& article, Instant checked_at, const Kept& kept,
                             ExchangeInserter& bodies) {
  const std::string sha256 = kept.record.empty() ? std::string() : digest::Sha256Hex(kept.record);
  if (!sha256.empty() && !bodies.InsertBody(sha256, kept.record)) {
    return false;
  }
  std::int64_t id = 0;
  {
    Cursor row(article_);
    const Metadata& about = article.document.metadata;
    const Fact& url = about.canonical_url.known() ? about.canonical_url : about.url;
    row.Bind(1, article.document.source);
    row.Bind(2, url.value);
    row.Bind(3, about.title.value);
    row.Bind(4, about.publisher.value);
    row.Bind(5, about.published.value);
    row.Bind(6, article.document.input_sha256);
    row.Bind(7, Milliseconds(checked_at));
    sha256.empty() ? row.BindNull(8) : row.Bind(8, sha256);
    row.Bind(9, kept.settings);
    row.Bind(10, kept.passed_on_to);
    row.Bind(11, Milliseconds(kept.stands_until));
    row.Bind(12, kept.outcomes);
    if (!row.Next()) {
      return false;
    }
    id = row.Int(0);
    if (!row.Finish()) {
      return false;
    }
  }
  {
    Cursor row(forget_citations_);
    row.Bind(1, id);
    if (!row.Finish()) {
      return false;
    }
  }
  for (std::size_t i = 0; i < article.references.size(); ++i) {
    const Reference& reference = article.references[i];
    if (!InsertCitation(id, reference) ||
        (i < article.resolutions.size() &&
         !InsertResolution(id, checked_at, reference, article.resolutions[i]))) {
      return false;
    }
  }
  return true;
}

bool ArticleInserter::InsertCitation(std::int64_t article, const Reference& reference) {
  Cursor row(citation_);
  row.Bind(1, article);
  row.Bind(2, reference.key);
  row.Bind(3, Name(reference.kind));
  row.Bind(4, reference.label);
  row.Bind(5, reference.url);
  row.Bind(6, static_cast<std::int64_t>(reference.mentions.size()));
  return row.Finish();
}

bool ArticleInserter::InsertResolution(std::optional<std::int64_t> article, Instant checked_at,
                                       const Reference& reference, const Resolution& resolution,
                                       bool with_evidence) {
  const std::string host = HostOf(reference.url);
  const std::string reasons = text::OnePerLine(resolution.reasons);
  {
    Cursor row(resolution_);
    row.Bind(1, reference.key);
    row.Bind(2, Name(reference.kind));
    row.Bind(3, reference.label);
    row.Bind(4, reference.url);
    row.Bind(5, host);
    row.Bind(6, Name(resolution.verdict));
    row.Bind(7, std::int64_t{IsDead(resolution.verdict) ? 1 : 0});
    row.Bind(8, reasons);
    row.Bind(9, resolution.final_url);
    row.Bind(10, resolution.title);
    row.Bind(11, resolution.text_sha256);
    row.Bind(12, BestSnapshot(resolution));
    row.Bind(13, Milliseconds(resolution.checked_at));
    row.Bind(14, Milliseconds(checked_at));
    row.Bind(15, article);
    const History& history = resolution.history;
    const bool known = history.state != LinkState::kUnknown;
    row.Bind(16, known ? Name(history.state) : std::string_view());
    row.Bind(17, std::int64_t{history.failures});
    row.Bind(18, Milliseconds(history.failing_since));
    row.Bind(19, Milliseconds(history.next_check));
    if (!row.Finish()) {
      return false;
    }
  }
  return !with_evidence || db_.changes() == 0 ||
         InsertEvidence(db_.last_rowid(), resolution.evidence);
}

bool ArticleInserter::InsertEvidence(std::int64_t resolution,
                                     const std::vector<std::string>& exchanges) {
  for (std::size_t i = 0; i < exchanges.size(); ++i) {
    Cursor row(evidence_);
    row.Bind(1, resolution);
    row.Bind(2, static_cast<std::int64_t>(i));
    row.Bind(3, exchanges[i]);
    if (!row.Finish()) {
      return false;
    }
  }
  return true;
}

}  // namespace ibid::cache
