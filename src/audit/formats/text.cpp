#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include "audit/formats/formats.h"
#include "text/utf8.h"
#include "text/width.h"
#include "write/phrases.h"
#include "write/text_layout.h"
#include "write/verdict_words.h"

namespace ibid::audit {
namespace {

using write::Tone;

constexpr std::size_t kWidthMin = 40;
constexpr std::size_t kPlacesShown = 3;  // Of one link; the rest is counted.
constexpr std::size_t kHostsShown = 20;  // Those that lose something, most first.
constexpr std::size_t kUnreadableShown = 20;
constexpr std::size_t kReasonMax = 200;  // Code points.
constexpr std::size_t kHostColumnsMax = 44;
constexpr std::size_t kCellColumns = 9;

std::string Count(std::size_t count, std::string_view one, std::string_view many) {
  return write::Grouped(count) + " " + std::string(count == 1 ? one : many);
}

template <class Key>
std::size_t Of(const std::map<Key, std::size_t>& counts, Key key) {
  const auto found = counts.find(key);
  return found == counts.end() ? 0 : found->second;
}

struct Sign {
  std::string_view sign;
  Tone tone;
};
Sign SignFor(Standing standing) {
  switch (standing) {
    case Standing::kOk:
      return {"✓", Tone::kGood};
    case Standing::kWarn:
      return {"→", Tone::kChanged};
    case Standing::kFail:
      return {"✗", Tone::kDead};
    case Standing::kUnknown:
      return {"?", Tone::kOpen};
    case Standing::kExcluded:
      return {"–", Tone::kNone};
    case Standing::kOpen:
      return {"…", Tone::kNone};
  }
  return {"?", Tone::kOpen};
}

// Right-aligned in `columns`.
std::string Cell(std::string text, std::size_t columns) {
  return text.insert(0, columns > text.size() ? columns - text.size() : 0, ' ');
}

// The rows of the table of hosts have the whole line.
std::string HostRow(std::string_view host, std::size_t columns,
                    const std::array<std::string, 4>& cells) {
  const std::size_t wide = text::DisplayWidth(host);
  std::string row(host);
  row.append(columns > wide ? columns - wide : 0, ' ');
  for (const std::string& cell : cells) {
    row += Cell(cell, kCellColumns);
  }
  return row;
}

class TextReport {
 public:
  TextReport(Report& report, const Look& look, const Sink& out)
      : report_(report),
        summary_(report.summary()),
        look_(look),
        width_(std::max(kWidthMin, static_cast<std::size_t>(std::max(look.width, 0)))),
        out_(out) {}

  Result<void> Write();

 private:
  using Wanted = std::function<bool(const AuditedLink&)>;

  write::TextLayout Lines() const { return {width_, look_.color}; }
  bool Put(write::TextLayout lines) {
    wanted_ = wanted_ && out_(std::move(lines).Finish());
    return wanted_;
  }

  void WriteHead();
  void WriteStandings(write::TextLayout& lines);
  void WriteChanges(write::TextLayout& lines);
  Result<void> WriteLinks(std::string_view title, const Wanted& wanted);
  void WriteLink(const AuditedLink& link);
  void WritePlaces(const AuditedLink& link, write::TextLayout& lines);
  Result<void> WriteHosts();
  void WriteUnreadable();

  Report& report_;
  const Summary& summary_;
  const Look look_;
  const std::size_t width_;
  const Sink& out_;
  bool wanted_ = true;
};

void TextReport::WriteHead() {
  write::TextLayout lines = Lines();
  lines.Paragraph(0, write::Plain(summary_.name));
  lines.Paragraph(
      0, "begun " + write::TimeWords(summary_.started_at) +
             (summary_.finished_at ? ", finished " + write::TimeWords(*summary_.finished_at)
                                   : ", not finished"));
  lines.Blank();
  lines.Paragraph(0, Count(summary_.links, "link", "links") + " in " +
                         Count(summary_.places, "place", "places") + " on " +
                         Count(summary_.pages, "page", "pages"));
  WriteStandings(lines);
  WriteChanges(lines);
  Put(std::move(lines));
}

void TextReport::WriteStandings(write::TextLayout& lines) {
  const auto line = [&](Standing standing, std::string_view words) {
    const std::size_t count = Of(summary_.standings, standing);
    if (count == 0) {
      return;
    }
    const Sign sign = SignFor(standing);
    std::string text = write::Grouped(count) + " " + std::string(words);
    if (standing == Standing::kFail && summary_.dead > 0) {
      text += ", " + write::Grouped(summary_.dead) + " of them dead";
    }
    lines.Paragraph("  " + lines.Toned(sign.tone, sign.sign) + " ", 4, text);
  };
  line(Standing::kOk, "ok");
  line(Standing::kWarn, "to be corrected");
  line(Standing::kFail, "failing");
  line(Standing::kUnknown, "not known: they let nobody in, or not us");
  line(Standing::kExcluded, "not asked: mail, private addresses, what is excluded");
  line(Standing::kOpen, "not asked yet");
}

void TextReport::WriteChanges(write::TextLayout& lines) {
  if (!summary_.before) {
    return;
  }
  struct Row {
    Change change;
    std::string_view one, many;
  };
  static constexpr Row kRows[] = {{Change::kNewFailure, "fails now", "fail now"},
                                  {Change::kHealed, "is healed", "are healed"},
                                  {Change::kNewlyMoved, "has moved", "have moved"},
                                  {Change::kNewLink, "is new", "are new"},
                                  {Change::kGoneLink, "is linked no more", "are linked no more"}};
  std::string words;
  for (const Row& row : kRows) {
    if (const std::size_t count = Of(summary_.changes, row.change); count > 0) {
      words += (words.empty() ? "" : ", ") + Count(count, row.one, row.many);
    }
  }
  lines.Blank();
  lines.Paragraph(0, "Since the audit of " + write::TimeWords(*summary_.before) + ": " +
                         (words.empty() ? "no change" : words));
}

Result<void> TextReport::WriteLinks(std::string_view title, const Wanted& wanted) {
  bool any = false;
  return report_.ForEachLinkThat([&](const AuditedLink& link) { return wanted_ && wanted(link); },
                                 [&](const AuditedLink& link) {
                                   if (!any) {
                                     write::TextLayout lines = Lines();
                                     lines.Heading(title);
                                     Put(std::move(lines));
                                     any = true;
                                   }
                                   WriteLink(link);
                                   return wanted_;
                                 });
}

void TextReport::WriteLink(const AuditedLink& link) {
  write::TextLayout lines = Lines();
  const Sign sign = SignFor(link.standing);
  lines.Paragraph(lines.Toned(sign.tone, sign.sign) + " ", 2, write::Plain(link.url));
  std::string why = std::string(write::WordsFor(link.verdict).words);
  const std::string reason = text::Shorten(write::Plain(link.reasons.front()), kReasonMax);
  if (link.verdict == Verdict::kNotChecked || !link.missing_fragments.empty() ||
      reason.starts_with(why)) {
    why = reason;
  } else {
    why += ": " + reason;
  }
  if (const std::string history = write::HistoryWords(link.history);
      link.standing == Standing::kFail && !history.empty()) {
    why += "; " + history;
  }
  lines.Paragraph(2, why);
  if (link.moved_for_good && link.final_url != link.url) {
    lines.Paragraph("  now       ", 12, write::Plain(link.final_url));
  }
  if (link.standing == Standing::kFail && !link.archived_url.empty()) {
    const std::string day =
        link.archived_at ? write::DateWords(FormatInstant(*link.archived_at).substr(0, 10)) : "";
    lines.Paragraph("  archived  ", 12,
                    day + (day.empty() ? "" : " ") + write::Plain(link.archived_url));
  }
  WritePlaces(link, lines);
  Put(std::move(lines));
}

void TextReport::WritePlaces(const AuditedLink& link, write::TextLayout& lines) {
  if (link.places.empty()) {
    return;
  }
  std::string words;
  const std::size_t shown = std::min(kPlacesShown, link.places.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const Place& place = link.places[i];
    words += (i == 0 ? "" : ", ") + write::Plain(place.page) +
             (place.line > 0 ? ":" + std::to_string(place.line) : "");
  }
  if (link.places_total > shown) {
    words += " and " + write::Grouped(link.places_total - shown) + " more";
  }
  lines.Paragraph("  in        ", 12, words);
}

Result<void> TextReport::WriteHosts() {
  std::size_t shown = 0;
  std::size_t more = 0;
  write::TextLayout lines = Lines();
  const std::size_t columns = std::min(kHostColumnsMax, width_ - 4 * kCellColumns);
  const auto row = [&](std::string_view host, const std::array<std::string, 4>& cells) {
    lines.Paragraph(HostRow(host, columns, cells), 0, "");
  };
  Result<void> read = report_.ForEachHost([&](const HostSummary& host) {
    const std::size_t fail = Of(host.standings, Standing::kFail);
    const std::size_t unknown = Of(host.standings, Standing::kUnknown);
    if (fail == 0 && unknown == 0) {
      return false;  // Those that follow lose nothing either.
    }
    if (shown == kHostsShown) {
      ++more;
      return true;
    }
    if (shown++ == 0) {
      lines.Heading("Hosts");
      row("", {"links", "failing", "dead", "unknown"});
    }
    row(text::Shorten(write::Plain(host.host), columns - 1),
        {write::Grouped(host.links), write::Grouped(fail), write::Grouped(host.dead),
         write::Grouped(unknown)});
    return true;
  });
  if (more > 0) {
    lines.Paragraph(0, "and " + Count(more, "more host", "more hosts"));
  }
  if (shown > 0) {
    Put(std::move(lines));
  }
  return read;
}

void TextReport::WriteUnreadable() {
  if (summary_.unreadable.empty()) {
    return;
  }
  write::TextLayout lines = Lines();
  lines.Heading("Could not be read");
  const std::size_t shown = std::min(kUnreadableShown, summary_.unreadable.size());
  for (std::size_t i = 0; i < shown; ++i) {
    lines.Paragraph("✗ ", 2, write::Plain(summary_.unreadable[i].why));
  }
  if (summary_.unreadable_total > shown) {
    lines.Paragraph(2, "and " + write::Grouped(summary_.unreadable_total - shown) + " more");
  }
  Put(std::move(lines));
}

Result<void> TextReport::Write() {
  WriteHead();
  WriteUnreadable();
  const bool compared = summary_.before.has_value();
  struct Section {
    std::string_view title;
    Wanted wanted;
  };
  const auto fails = [](const AuditedLink& link) {
    return link.standing == Standing::kFail && link.change != Change::kGoneLink;
  };
  const Section sections[] = {
      {"Fail now",
       [&](const AuditedLink& link) { return fails(link) && link.change == Change::kNewFailure; }},
      {"New links that fail",
       [&](const AuditedLink& link) { return fails(link) && link.change == Change::kNewLink; }},
      {compared ? "Still failing" : "Failing",
       [&](const AuditedLink& link) { return fails(link) && link.change == Change::kNone; }},
      {"To be corrected",
       [](const AuditedLink& link) {
         return link.standing == Standing::kWarn && link.change != Change::kGoneLink;
       }},
      {"Healed", [](const AuditedLink& link) { return link.change == Change::kHealed; }},
      {"Not known",
       [](const AuditedLink& link) {
         return link.standing == Standing::kUnknown && link.change != Change::kGoneLink;
       }},
  };
  for (const Section& section : sections) {
    if (Result<void> written = WriteLinks(section.title, section.wanted); !written || !wanted_) {
      return written;
    }
  }
  return WriteHosts();
}

}  // namespace

Result<void> WriteText(Report& report, const Look& look, const Sink& out) {
  return TextReport(report, look, out).Write();
}

}  // namespace ibid::audit
