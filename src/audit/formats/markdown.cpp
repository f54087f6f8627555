#include "write/markdown.h"

#include <algorithm>
#include <string>
#include <utility>

#include "audit/fix/replacement.h"
#include "audit/formats/formats.h"
#include "write/exports/cited_work.h"
#include "write/phrases.h"
#include "write/verdict_words.h"

namespace ibid::audit {
namespace {

constexpr std::size_t kPlacesShown = 5;
constexpr std::size_t kHostsShown = 20;
constexpr std::size_t kUnreadableShown = 100;

using write::MarkdownEscaped;

// A link to itself; words where it is none of the web.
std::string Address(const std::string& url) {
  const std::string safe = write::SafeUrl(url);
  return safe.empty() ? MarkdownEscaped(url) : "<" + safe + ">";
}

template <class Key>
std::size_t Of(const std::map<Key, std::size_t>& counts, Key key) {
  const auto found = counts.find(key);
  return found == counts.end() ? 0 : found->second;
}

std::string Head(const Summary& about) {
  std::string out = "# Links of " + MarkdownEscaped(about.name) + "\n\n";
  const auto count = [&](Standing standing) { return Of(about.standings, standing); };
  out += "- " + write::Count(about.links, "link", "links") + " in " +
         write::Count(about.places, "place", "places") + " on " +
         write::Count(about.pages, "page", "pages") + ": " + std::to_string(count(Standing::kOk)) +
         " fine, " + std::to_string(count(Standing::kFail)) + " failing (" +
         std::to_string(about.dead) + " dead), " + std::to_string(count(Standing::kWarn)) +
         " to be corrected, " + std::to_string(count(Standing::kUnknown)) + " not known, " +
         std::to_string(count(Standing::kExcluded)) + " not asked\n";
  out += "- Begun " + write::TimeWords(about.started_at) +
         (about.finished_at
              ? ", finished " + write::TimeWords(*about.finished_at)
              : ", interrupted; " + std::to_string(count(Standing::kOpen)) + " not asked yet") +
         "\n";
  if (about.before) {
    out += "- Since " + write::TimeWords(*about.before) + ": " +
           std::to_string(Of(about.changes, Change::kNewFailure)) + " newly failing, " +
           std::to_string(Of(about.changes, Change::kHealed)) + " healed, " +
           std::to_string(Of(about.changes, Change::kNewlyMoved)) + " moved, " +
           std::to_string(Of(about.changes, Change::kNewLink)) + " new, " +
           std::to_string(Of(about.changes, Change::kGoneLink)) + " gone\n";
  }
  return out;
}

std::string Where(const Place& place) {
  std::string out = Address(place.page);
  if (place.line > 0) {
    out += ":" + std::to_string(place.line);
  }
  return out;
}

std::string Item(const AuditedLink& link) {
  std::string out =
      "- [ ] " + Address(link.url) + ": " + std::string(write::WordsFor(link.verdict).words);
  if (!link.reasons.empty()) {
    out += ", " + MarkdownEscaped(link.reasons.front());
  }
  if (const std::string history = write::HistoryWords(link.history); !history.empty()) {
    out += "; " + history;
  }
  if (link.change == Change::kNewFailure) {
    out += " (new)";
  }
  out += "\n";
  for (const std::string& fragment : link.missing_fragments) {
    out += "  - there is no #" + MarkdownEscaped(fragment) + " on it\n";
  }
  if (const std::optional<Replacement> better = ReplacementOf(link)) {
    out += better->why == Replacement::Why::kMoved ? "  - moved to " : "  - copy: ";
    out += Address(better->url) + "\n";
  }
  const std::size_t shown = std::min(link.places.size(), kPlacesShown);
  for (std::size_t i = 0; i < shown; ++i) {
    out += (i == 0 ? "  - in " : ", ") + Where(link.places[i]);
  }
  if (link.places_total > shown) {
    out += " and " + write::Count(link.places_total - shown, "other place", "other places");
  }
  return out + (shown > 0 ? "\n" : "");
}

// The links of one standing, under their heading; false where no more is wanted.
Result<void> Section(Report& report, const Sink& out, Standing standing, std::string_view title,
                     bool& wanted) {
  bool begun = false;
  return report.ForEachLink([&](const AuditedLink& link) {
    if (link.standing != standing || link.change == Change::kGoneLink) {
      return wanted;
    }
    if (!std::exchange(begun, true)) {
      wanted = wanted && out("\n## " + std::string(title) + "\n\n");
    }
    return wanted = wanted && out(Item(link));
  });
}

Result<void> Hosts(Report& report, const Sink& out, bool& wanted) {
  std::size_t shown = 0;
  return report.ForEachHost([&](const HostSummary& host) {
    const std::size_t failing = Of(host.standings, Standing::kFail);
    if (failing == 0 || shown == kHostsShown) {
      return false;
    }
    if (shown++ == 0) {
      wanted =
          wanted && out("\n## Hosts\n\n| host | links | failing | dead |\n|---|---|---|---|\n");
    }
    return wanted = wanted && out("| " + MarkdownEscaped(host.host) + " | " +
                                  std::to_string(host.links) + " | " + std::to_string(failing) +
                                  " | " + std::to_string(host.dead) + " |\n");
  });
}

std::string NotRead(const Summary& about) {
  std::string out = about.unreadable.empty() ? "" : "\n## Not read\n\n";
  const std::size_t shown = std::min(about.unreadable.size(), kUnreadableShown);
  for (std::size_t i = 0; i < shown; ++i) {
    out += "- " + MarkdownEscaped(about.unreadable[i].why) + "\n";
  }
  if (about.unreadable_total > shown) {
    out += "- and " + write::Count(about.unreadable_total - shown, "other", "others") + "\n";
  }
  return out;
}

}  // namespace

Result<void> WriteMarkdown(Report& report, const Look& /*look*/, const Sink& out) {
  bool wanted = out(Head(report.summary()));
  static constexpr std::pair<Standing, std::string_view> kSections[] = {
      {Standing::kFail, "Failing"},
      {Standing::kWarn, "To be corrected"},
      {Standing::kUnknown, "Not known"}};
  for (const auto& [standing, title] : kSections) {
    if (Result<void> read = Section(report, out, standing, title, wanted); !read || !wanted) {
      return read;
    }
  }
  if (Result<void> read = Hosts(report, out, wanted); !read || !wanted) {
    return read;
  }
  out(NotRead(report.summary()));
  return {};
}

}  // namespace ibid::audit
