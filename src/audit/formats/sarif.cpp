#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "audit/fix/page_fixer.h"
#include "audit/formats/formats.h"
#include "digest/digest.h"
#include "json/instant.h"
#include "json/writer.h"
#include "text/utf8.h"
#include "url/url.h"
#include "write/phrases.h"
#include "write/verdict_words.h"

namespace ibid::audit {
namespace {

constexpr std::string_view kMissingFragment = "missing_fragment";
constexpr std::size_t kFingerprintDigits = 32;

// SARIF's message texts have placeholders in braces and links in brackets (2.1.0, 3.11.5 and
// 3.11.6): a stranger's are words.
std::string MessageText(std::string_view words) {
  std::string out;
  for (const char c : write::Plain(words)) {
    out += c == '[' || c == ']' || c == '\\' ? "\\" : c == '{' ? "{" : c == '}' ? "}" : "";
    out += c;
  }
  return out;
}

// A path as a URI reference (3.10); nothing in it is a scheme, a query or a fragment.
std::string UriOf(const std::string& page) {
  if (text::StartsWithNoCase(page, "http://") || text::StartsWithNoCase(page, "https://")) {
    return page;
  }
  std::string out = page.starts_with('/') ? "file://" : "";
  std::string_view rest = page == "-" ? "stdin" : std::string_view(page);
  while (rest.starts_with("./")) {
    rest.remove_prefix(2);
  }
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('/'), rest.size());
    out += url::PercentEncode(rest.substr(0, end));
    out += end < rest.size() ? "/" : "";
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return out;
}

std::string_view RuleOf(const AuditedLink& link) {
  const bool there = link.verdict == Verdict::kAlive || link.verdict == Verdict::kMoved;
  return there && !link.missing_fragments.empty() ? kMissingFragment : ibid::Name(link.verdict);
}

class Sarif {
 public:
  Sarif(Report& report, const Look& look, const Sink& out)
      : report_(report),
        look_(look),
        writer_(buffer_, json::Writer::Layout::kIndented,
                [this, &out](std::string_view piece) { wanted_ = wanted_ && out(piece); }),
        out_(out) {}

  Result<void> Run() {
    if (look_.inputs != nullptr) {
      Result<PageFixer> fixer = PageFixer::Of(report_, *look_.inputs);
      if (!fixer) {
        return fixer.error();
      }
      fixer_ = std::move(fixer).value();
    }
    writer_.BeginObject();
    writer_.Field("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    writer_.Field("version", "2.1.0");
    writer_.Key("runs");
    writer_.BeginArray();
    writer_.BeginObject();
    Tool();
    Invocation();
    writer_.Field("columnKind", "unicodeCodePoints");
    writer_.Key("results");
    writer_.BeginArray();
    Result<void> read = report_.ForEachPlace([&](const Place& place, const AuditedLink& link) {
      if (link.standing == Standing::kFail || link.standing == Standing::kWarn ||
          link.standing == Standing::kUnknown) {
        OneResult(place, link);
      }
      return wanted_;
    });
    writer_.EndArray();
    writer_.EndObject();
    writer_.EndArray();
    writer_.EndObject();
    if (read && wanted_) {
      out_(buffer_ + "\n");
    }
    return read;
  }

 private:
  void Text(std::string_view key, std::string_view words) {
    writer_.Key(key);
    writer_.BeginObject();
    writer_.Field("text", words);
    writer_.EndObject();
  }

  void Rule(std::string_view id, std::string_view words) {
    writer_.BeginObject();
    writer_.Field("id", id);
    Text("shortDescription", "A link is " + std::string(words));
    writer_.EndObject();
  }

  void Tool() {
    writer_.Key("tool");
    writer_.BeginObject();
    writer_.Key("driver");
    writer_.BeginObject();
    writer_.Field("name", "ibid");
    writer_.Field("semanticVersion", IBID_VERSION);
    writer_.Key("rules");
    writer_.BeginArray();
    for (const auto& [verdict, count] : report_.summary().verdicts) {
      if (count > 0) {
        Rule(ibid::Name(verdict), write::WordsFor(verdict).words);
      }
    }
    Rule(kMissingFragment, "there, but not the part of the page that it names");
    writer_.EndArray();
    writer_.EndObject();
    writer_.EndObject();
    writer_.Key("automationDetails");
    writer_.BeginObject();
    writer_.Field("id", "ibid/audit/" + write::Plain(report_.summary().name));
    writer_.EndObject();
  }

  void Time(std::string_view key, const std::optional<Instant>& at) {
    writer_.FieldUnlessEmpty(key, at ? json::WriteInstant(*at).value_or("") : "");
  }

  void Invocation() {
    const Summary& about = report_.summary();
    writer_.Key("invocations");
    writer_.BeginArray();
    writer_.BeginObject();
    Time("startTimeUtc", about.started_at);
    Time("endTimeUtc", about.finished_at);
    writer_.Field("executionSuccessful", about.finished_at.has_value());
    writer_.Key("toolExecutionNotifications");
    writer_.BeginArray();
    for (const Unreadable& unreadable : about.unreadable) {
      writer_.BeginObject();
      writer_.Field("level", "error");
      Text("message", MessageText(unreadable.why));
      writer_.EndObject();
    }
    writer_.EndArray();
    writer_.EndObject();
    writer_.EndArray();
  }

  void OneResult(const Place& place, const AuditedLink& link) {
    BeginPage(place.page);
    writer_.BeginObject();
    writer_.Field("ruleId", RuleOf(link));
    if (link.standing == Standing::kUnknown) {
      writer_.Field("kind", "review");
    }
    writer_.Field("level", link.standing == Standing::kFail   ? "error"
                           : link.standing == Standing::kWarn ? "warning"
                                                              : "none");
    Text("message", MessageText(MessageOf(place, link)));
    writer_.Key("locations");
    writer_.BeginArray();
    writer_.BeginObject();
    writer_.Key("physicalLocation");
    writer_.BeginObject();
    Artifact(place.page);
    Region(place);
    writer_.EndObject();
    writer_.EndObject();
    writer_.EndArray();
    Fingerprints(place, link);
    if (report_.summary().before) {
      writer_.Field("baselineState", BaselineOf(link.change));
    }
    if (const std::optional<Edit> edit = EditAt(place, link)) {
      Correction(place, *edit);
    }
    writer_.EndObject();
  }

  void Artifact(const std::string& page) {
    writer_.Key("artifactLocation");
    writer_.BeginObject();
    writer_.Field("uri", UriOf(page));
    writer_.EndObject();
  }

  // Columns of SARIF begin at 1; the end is one past the last.
  void Region(const Place& place) {
    if (place.line == 0) {
      return;
    }
    writer_.Key("region");
    writer_.BeginObject();
    TextRegion(place);
    if (place.end > place.begin) {
      writer_.Field("byteOffset", static_cast<std::int64_t>(place.begin));
      writer_.Field("byteLength", static_cast<std::int64_t>(place.end - place.begin));
    }
    writer_.EndObject();
  }

  void TextRegion(const Place& place) {
    writer_.Field("startLine", static_cast<std::int64_t>(place.line));
    writer_.Field("startColumn", static_cast<std::int64_t>(place.column));
    if (place.written.find_first_of("\r\n") == std::string::npos) {
      writer_.Field("endColumn",
                    static_cast<std::int64_t>(place.column + text::CountCodePoints(place.written)));
    }
  }

  static std::string MessageOf(const Place& place, const AuditedLink& link) {
    std::string out = (link.url.empty() ? place.written : link.url) + ": " +
                      std::string(write::WordsFor(link.verdict).words);
    out += link.reasons.empty() ? "" : "; " + link.reasons.front();
    if (const std::string history = write::HistoryWords(link.history); !history.empty()) {
      out += "; " + history;
    }
    for (const std::string& fragment : link.missing_fragments) {
      out += "; there is no #" + fragment + " on it";
    }
    return out;
  }

  // The same for the same link on the same page, wherever it stands there.
  void Fingerprints(const Place& place, const AuditedLink& link) {
    const std::string what =
        place.page + "\n" + (link.url.empty() ? place.written : link.url) + "\n" + place.fragment;
    const std::size_t twin = ++twins_[what];
    const std::string digest = digest::Sha256Hex(what).substr(0, kFingerprintDigits);
    const std::string mark = digest + ":" + std::to_string(twin);
    writer_.Key("fingerprints");
    writer_.BeginObject();
    writer_.Field("ibidLink/v1", mark);
    writer_.EndObject();
    // The one that GitHub looks at.
    writer_.Key("partialFingerprints");
    writer_.BeginObject();
    writer_.Field("primaryLocationLineHash", mark);
    writer_.EndObject();
  }

  static std::string_view BaselineOf(Change change) {
    switch (change) {
      case Change::kNewFailure:
      case Change::kNewLink:
        return "new";
      case Change::kHealed:
      case Change::kNewlyMoved:
        return "updated";
      case Change::kNone:
      case Change::kGoneLink:
        break;
    }
    return "unchanged";
  }

  void BeginPage(const std::string& page) {
    if (page != page_) {
      page_ = page;
      twins_.clear();
      edits_.clear();
      edits_known_ = false;
    }
  }

  std::optional<Edit> EditAt(const Place& place, const AuditedLink& link) {
    if (!fixer_ || place.end <= place.begin || !fixer_->Wants(place.page, link.url)) {
      return std::nullopt;
    }
    if (!std::exchange(edits_known_, true)) {
      if (Result<PageFixer::FixedPage> fixed = fixer_->Fix(place.page)) {
        for (Edit& edit : fixed->fixed.edits) {
          const std::string before = fixed->before.bytes.substr(edit.begin, edit.end - edit.begin);
          if (before.find_first_of("\r\n") == std::string::npos) {
            const std::size_t begin = edit.begin;
            edits_.emplace(begin, std::pair(std::move(edit), before));
          }
        }
      }
    }
    // The file may be another one by now.
    const auto found = edits_.find(place.begin);
    return found != edits_.end() && found->second.second.starts_with(place.written)
               ? std::optional(found->second.first)
               : std::nullopt;
  }

  void Correction(const Place& place, const Edit& edit) {
    writer_.Key("fixes");
    writer_.BeginArray();
    writer_.BeginObject();
    Text("description", MessageText("Write " + edit.address));
    writer_.Key("artifactChanges");
    writer_.BeginArray();
    writer_.BeginObject();
    Artifact(place.page);
    writer_.Key("replacements");
    writer_.BeginArray();
    writer_.BeginObject();
    writer_.Key("deletedRegion");
    writer_.BeginObject();
    Place deleted = place;
    deleted.written = edits_.find(place.begin)->second.second;
    TextRegion(deleted);
    writer_.EndObject();
    Text("insertedContent", edit.bytes);
    writer_.EndObject();
    writer_.EndArray();
    writer_.EndObject();
    writer_.EndArray();
    writer_.EndObject();
    writer_.EndArray();
  }

  Report& report_;
  const Look& look_;
  bool wanted_ = true;
  std::string buffer_;
  json::Writer writer_;
  const Sink& out_;
  std::optional<PageFixer> fixer_;
  std::string page_;
  std::unordered_map<std::string, std::size_t> twins_;  // On this page, by what their mark is of.
  bool edits_known_ = false;
  std::map<std::size_t, std::pair<Edit, std::string>> edits_;  // Of this page, with what was there.
};

}  // namespace

Result<void> WriteSarif(Report& report, const Look& look, const Sink& out) {
  return Sarif(report, look, out).Run();
}

}  // namespace ibid::audit
