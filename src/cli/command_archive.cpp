#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/load.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/tally.h"
#include "json/writer.h"
#include "pipeline/analyse.h"
#include "pipeline/interrupt.h"
#include "url/url.h"

namespace ibid::cli {
namespace {

bool IsThere(Verdict verdict) {
  return verdict == Verdict::kAlive || verdict == Verdict::kMoved || verdict == Verdict::kPaywall;
}

// What one article links, as far as it is there: the addresses to be saved, each once in a run.
struct Links {
  std::vector<std::string> there;
  std::vector<std::string> lines;  // One for each of the others, why it is left out.
};

Links LinksOf(const Article& article, std::set<std::string>& seen) {
  Links links;
  for (std::size_t i = 0; i < article.references.size(); ++i) {
    const auto url = url::Url::Parse(article.references[i].url);
    const Verdict verdict = article.resolutions[i].verdict;
    if (!url || !url->is_http() || !seen.insert(url::IdentityKey(*url)).second) {
      continue;
    }
    if (IsThere(verdict)) {
      links.there.push_back(url->ForRequest());
    } else {
      links.lines.push_back(url->ForRequest() + " (" + std::string(Name(verdict)) + ")");
    }
  }
  return links;
}

std::string Words(SaveState state) {
  switch (state) {
    case SaveState::kSaved:
      return "saved now";
    case SaveState::kCaptured:
      return "has a copy";
    case SaveState::kWouldSave:
      return "would be saved";
    case SaveState::kRefused:
      return "not saved";
    case SaveState::kPending:
      return "being saved";
    case SaveState::kUnsure:
      return "not known whether it was saved";
    case SaveState::kNotAsked:
      return "not asked";
  }
  return "";
}

std::string AsText(const SavedPage& page) {
  std::string out = Words(page.state) + ": " + page.url;
  if (!page.capture.empty()) {
    out += "\n  " + page.capture;
  }
  return out + (page.reason.empty() ? "" : "\n  " + page.reason) + "\n";
}

std::string AsJson(const SavedPage& page) {
  std::string out;
  json::Writer writer(out);
  writer.BeginObject();
  writer.Field("url", page.url);
  writer.Field("state", Name(page.state));
  writer.FieldUnlessEmpty("capture", page.capture);
  writer.FieldUnlessEmpty("reason", page.reason);
  writer.EndObject();
  return out + "\n";
}

// Everything of one input; false where it could not be read.
bool ArchiveOne(const std::string& input, const Options& options, WebOnDemand& web, Output& out,
                std::set<std::string>& seen, Tally& tally) {
  Result<Document> document = Load(input, options, web);
  if (!document) {
    Say(document.error().message);
    return false;
  }
  Result<Session*> session = web.Get();
  Article article = pipeline::Analyse(std::move(document).value());
  ProgressLine line(options.progress);
  (*session)->Resolve(article, [&](const Progress& progress) { line.Show(input, progress); });
  Links links = LinksOf(article, seen);
  SaveOptions saving;
  saving.dry_run = options.dry_run;
  saving.pages_max = static_cast<std::size_t>(options.saves_max);
  Progress so_far;
  so_far.references = links.there.size();
  const std::vector<SavedPage> pages = (*session)->Archive(std::move(links.there), saving, [&] {
    ++so_far.resolved;
    line.Show(input, so_far);
  });
  line.Clear();
  for (const SavedPage& page : pages) {
    out.Write(options.format == write::Format::kNdjson ? AsJson(page) : AsText(page));
    tally.unfinished = tally.unfinished || page.state == SaveState::kPending ||
                       page.state == SaveState::kUnsure || page.state == SaveState::kNotAsked;
  }
  if (options.format == write::Format::kText && !options.quiet) {
    for (const std::string& left_out : links.lines) {
      out.Write("not there: " + left_out + "\n");
    }
  }
  out.Flush();
  return true;
}

}  // namespace

ExitCode RunArchive(const Options& options) {
  if (!options.dry_run && !options.secrets.keys.contains("wayback")) {
    Say("the Wayback Machine saves pages for accounts alone: set IBID_WAYBACK_KEY=ACCESS:SECRET, "
        "or wayback under [keys] in the configuration, with the keys of "
        "https://archive.org/account/s3.php; --dry-run needs none");
    return ExitCode::kNothingDone;
  }
  Result<Output> out = Output::Open(options.output);
  if (!out) {
    Say(out.error().message);
    return ExitCode::kNothingDone;
  }
  pipeline::ListenForInterrupts();
  WebOnDemand web(options);
  if (const Result<Session*> session = web.Get(); !session) {
    Say(session.error().message);
    return ExitCode::kNothingDone;
  }
  Tally tally;
  std::set<std::string> seen;
  for (const std::string& input : options.inputs) {
    if (pipeline::IsInterrupted() || out->reader_gone()) {
      break;
    }
    const bool read = ArchiveOne(input, options, web, *out, seen, tally);
    ++(read ? tally.done : tally.failed);
  }
  tally.unfinished = tally.unfinished || pipeline::IsInterrupted();
  Finish(web, *out, tally);
  return tally.Code();
}

}  // namespace ibid::cli
