#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/load.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/tally.h"
#include "graph/build.h"
#include "json/record.h"
#include "pipeline/analyse.h"
#include "pipeline/interrupt.h"
#include "read/read.h"
#include "text/utf8.h"
#include "write/write.h"

namespace ibid::cli {
namespace {

// A line is a record of `detect`, or words with a URL in them, which make a little article.
Result<Article> ReadLine(const std::string& line, const Options& options) {
  if (line.front() == '{') {
    return json::ReadArticle(line);
  }
  read::ReadOptions reading;
  reading.source = line;
  reading.kind = InputKind::kText;
  Result<Document> document = read::Read(line, reading);
  if (!document) {
    return document.error();
  }
  document->metadata.published = {options.date, options.date.empty() ? "" : "--date", std::nullopt};
  Article article = pipeline::Analyse(std::move(document).value());
  if (article.references.empty()) {
    return Error{ErrorCode::kInput, "is neither a record of ibid detect nor a URL"};
  }
  return article;
}

// References that may be under way at once: two for each request that may, and some beside, so that
// a few hosts that keep theirs waiting leave the others busy.
constexpr std::size_t kReferencesPerRequest = 2;
constexpr std::size_t kReferencesBeside = 256;
// What is done but has to wait for an earlier line to be written: so much of it, and no more lines
// are read.
constexpr std::size_t kWaitingBytesMax = 4U << 20U;
constexpr int kReadablePause = 10;  // Milliseconds between two looks at an input that says nothing.

// Lines are resolved many at a time and written in the order in which they came.
class Resolver {
 public:
  Resolver(const Options& options, Output& out, Session& session)
      : options_(options), out_(out), session_(session), progress_(options.progress) {}

  // False: nothing more is wanted.
  bool TakeLine(const std::string& where, std::string line) {
    const std::string_view words = text::Trim(line);
    if (words.empty()) {
      return true;
    }
    const std::string asked = options_.date + '\n' + std::string(words);
    if (TakeAsPassedOn(asked)) {
      return slots_.empty() ? Wanted() : KeepPace();
    }
    Result<Article> article = ReadLine(std::string(words), options_);
    if (!article) {
      Say(where + ": " + article.error().message);
      ++tally_.failed;
      return true;
    }
    const auto slot = std::make_shared<Slot>();
    slots_.push_back(slot);
    seen_.references += article->references.size();
    session_.BeginAsked(
        asked, std::move(article).value(),
        [this, where, before = std::size_t{0}](const Progress& so_far) mutable {
          seen_.resolved += so_far.resolved - std::exchange(before, so_far.resolved);
          seen_.asked = so_far.asked;
          progress_.Show(where, seen_);
        },
        [this, slot](const Article& resolved, std::string record) {
          Take(*slot, resolved, std::move(record));
        });
    return KeepPace();
  }

  // Works as long as enough is under way or waits to be written.
  bool KeepPace() {
    const std::size_t most =
        kReferencesPerRequest * static_cast<std::size_t>(options_.concurrency) + kReferencesBeside;
    session_.WorkWhile(
        [&] { return session_.open_references() >= most || waiting_bytes_ > kWaitingBytesMax; });
    WriteReady();
    return Wanted();
  }

  void TakeInput(const std::string& input) {
    if (IsUrl(input)) {
      TakeLine(input, input);
      return;
    }
    std::size_t number = 0;
    const Result<void> read = ForEachLine(
        input, options_.input_bytes_max * 4,
        [&](std::string line) {
          return TakeLine(input + ":" + std::to_string(++number), std::move(line));
        },
        [&](const std::function<bool()>& silent) { WorkWhileSilent(silent); });
    if (!read) {
      Say(read.error().message);
      ++tally_.failed;
    }
  }

  // What is under way is finished.
  void Finish() {
    session_.WorkWhile([&] { return !slots_.empty() && !out_.reader_gone(); });
    if (!slots_.empty()) {
      session_.Stop();
      session_.WorkWhile([&] { return !slots_.empty(); });
    }
    progress_.Clear();
  }

  bool Wanted() const { return !pipeline::IsInterrupted() && !out_.reader_gone(); }

  Tally& tally() { return tally_; }

 private:
  struct Slot {
    std::string text;
    bool done = false;
  };

  // A record that is passed on goes out as it is; other formats are made from an article.
  bool TakeAsPassedOn(const std::string& asked) {
    if (options_.format != write::Format::kNdjson) {
      return false;
    }
    std::optional<Session::PassedOn> known = session_.PassOn(asked);
    if (!known) {
      return false;
    }
    ++tally_.done;
    tally_.findings = tally_.findings || HasFindings(known->outcomes, options_);
    known->record += '\n';
    if (slots_.empty()) {
      out_.Write(known->record);
      return true;
    }
    const auto slot = std::make_shared<Slot>();
    slots_.push_back(slot);
    Fill(*slot, std::move(known->record));
    return true;
  }

  void Take(Slot& slot, const Article& article, std::string record) {
    ++tally_.done;
    tally_.findings = tally_.findings || HasFindings(article, options_);
    if (options_.format == write::Format::kNdjson && !record.empty()) {
      Fill(slot, std::move(record) + "\n");
    } else {
      Fill(slot, Render(article));
    }
  }

  void Fill(Slot& slot, std::string text) {
    slot.text = std::move(text);
    slot.done = true;
    waiting_bytes_ += slot.text.size();
    WriteReady();
  }

  void WriteReady() {
    if (slots_.empty() || !slots_.front()->done) {
      return;
    }
    progress_.Clear();
    for (; !slots_.empty() && slots_.front()->done; slots_.pop_front()) {
      waiting_bytes_ -= slots_.front()->text.size();
      out_.Write(slots_.front()->text);
    }
    out_.Flush();
  }

  // A reader of ours may wait for one answer before it says the next thing.
  void WorkWhileSilent(const std::function<bool()>& silent) {
    out_.Flush();
    session_.WorkWhile([&] { return !slots_.empty() && Wanted() && silent(); }, kReadablePause);
  }

  std::string Render(const Article& article) const {
    if (options_.format == write::Format::kText) {
      return write::Write(options_.format, article, graph::Build(article),
                          {options_.width, options_.color});
    }
    const json::Writer::Layout layout = options_.format == write::Format::kJson
                                            ? json::Writer::Layout::kIndented
                                            : json::Writer::Layout::kCompact;
    return json::WriteArticle(article, {layout, true}) + "\n";
  }

  const Options& options_;
  Output& out_;
  Session& session_;
  ProgressLine progress_;
  Progress seen_;  // Of all lines together.
  std::deque<std::shared_ptr<Slot>> slots_;
  std::size_t waiting_bytes_ = 0;
  Tally tally_;
};

}  // namespace

ExitCode RunResolve(const Options& options) {
  Result<Output> out = Output::Open(options.output);
  if (!out) {
    Say(out.error().message);
    return ExitCode::kNothingDone;
  }
  pipeline::ListenForInterrupts();
  WebOnDemand web(options);
  const Result<Session*> session = web.Get();
  if (!session) {
    Say(session.error().message);
    return ExitCode::kNothingDone;
  }
  Resolver resolver(options, *out, **session);
  const std::vector<std::string> inputs =
      options.inputs.empty() ? std::vector<std::string>{"-"} : options.inputs;
  for (const std::string& input : inputs) {
    if (pipeline::IsInterrupted() || out->reader_gone()) {
      break;
    }
    resolver.TakeInput(input);
  }
  resolver.Finish();
  Tally& tally = resolver.tally();
  tally.unfinished = pipeline::IsInterrupted();
  Finish(web, *out, tally);
  return tally.Code();
}

}  // namespace ibid::cli
