#include "resolve/quotes/quote_check.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "resolve/archives/archived_copy.h"
#include "resolve/quotes/quote_match.h"
#include "resolve/quotes/shingles.h"
#include "text/dates.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kQuotesMax = 40;  // Of one source.
constexpr std::size_t kEnough = 30;     // Shingles of a copy; fewer are no text to compare.

class QuoteChecker {
 public:
  QuoteChecker(Inquiry& inquiry, const std::string& reference_id) : inquiry_(inquiry) {
    for (const Quoted& quoted : inquiry.options().quotes) {
      if (quoted.reference == reference_id && quotes_.size() < kQuotesMax &&
          IsLongEnough(quoted.words)) {
        quotes_.push_back(&quoted);
        checks_.push_back({quoted.mention, quoted.words, quoted.expected, {}});
      }
    }
  }

  bool HasQuotes() const { return !quotes_.empty(); }

  void LookIn(const SeenText& seen, const char* where) {
    if (seen.text.empty() && seen.whole.empty()) {
      return;
    }
    const QuotedText text(seen.text);
    const QuotedText whole(seen.whole);
    for (std::size_t i = 0; i < quotes_.size(); ++i) {
      QuoteMatch match = text.Find(quotes_[i]->words);
      if (match.fit != QuoteFit::kVerbatim && !seen.whole.empty()) {
        QuoteMatch around = whole.Find(quotes_[i]->words);
        if (around.likeness > match.likeness) {
          match = std::move(around);
        }
      }
      checks_[i].looks.push_back(
          {where, seen.url, match.fit, std::move(match.difference), seen.evidence});
    }
  }

  bool AllVerbatim() const {
    return std::all_of(checks_.begin(), checks_.end(), [](const QuoteCheck& check) {
      return !check.looks.empty() && check.looks.front().fit == QuoteFit::kVerbatim;
    });
  }

  void Finish() {
    std::erase_if(checks_, [](const QuoteCheck& check) { return check.looks.empty(); });
    inquiry_.out.quotes = std::move(checks_);
  }

 private:
  Inquiry& inquiry_;
  std::vector<const Quoted*> quotes_;
  std::vector<QuoteCheck> checks_;
};

void NoteDrift(Inquiry& inquiry) {
  Shingles then(RunningText(inquiry.copy.text));
  if (then.size() < kEnough) {
    then = Shingles(RunningText(inquiry.copy.whole));
  }
  const Shingles now(inquiry.page.whole);  // Wherever it stands now, it is kept.
  const auto& snapshots = inquiry.out.snapshots;
  if (then.size() < kEnough || inquiry.page.url.empty() || snapshots.empty()) {
    return;
  }
  inquiry.out.drift = Drift{snapshots.front().url, snapshots.front().at, then.PartIn(now),
                            snapshots.front().evidence};
}

}  // namespace

net::Task<bool> CheckQuotes(Inquiry& inquiry, std::string reference_id) {
  QuoteChecker checker(inquiry, reference_id);
  if (!checker.HasQuotes()) {
    co_return false;
  }
  checker.LookIn(inquiry.page, "page");
  if (inquiry.out.post) {
    const SeenText post{inquiry.out.final_url, inquiry.out.post->text, "", ""};
    checker.LookIn(post, "post");
  }
  const bool may_have_changed = !inquiry.page.url.empty() && !checker.AllVerbatim();
  if (may_have_changed && inquiry.copy.text.empty() && inquiry.options().third_parties &&
      text::StartOf(inquiry.near())) {
    co_await AddArchivedCopies(inquiry, inquiry.page.url);
  }
  checker.LookIn(inquiry.copy, "capture");
  NoteDrift(inquiry);
  checker.Finish();
  co_return true;
}

}  // namespace ibid::resolve
