#include "cli/audit_progress.h"

#include <cmath>

#include "write/phrases.h"

namespace ibid::cli {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kRedraw{200};
constexpr std::chrono::seconds kRateSpan{5};  // A rate is counted over at least so long,
constexpr double kRateNewer = 0.4;            // and so much of the newest is mixed in.

std::string Duration(double seconds) {
  if (seconds < 60) {
    return std::to_string(static_cast<int>(std::ceil(seconds))) + " s";
  }
  const auto minutes = static_cast<long long>(std::ceil(seconds / 60));
  return minutes < 90 ? std::to_string(minutes) + " min"
                      : std::to_string((minutes + 30) / 60) + " h";
}

std::string Rate(double rate) {
  return rate >= 1 ? write::Grouped(static_cast<std::size_t>(std::lround(rate))) + "/s"
                   : write::Grouped(static_cast<std::size_t>(std::lround(rate * 60))) + "/min";
}

}  // namespace

std::string ProgressWords(const audit::Progress& progress, double rate) {
  if (progress.phase == audit::Phase::kReading) {
    return "reading: " + write::Grouped(progress.done) + " pages, " +
           write::Grouped(progress.places) + " links";
  }
  const bool copies = progress.phase == audit::Phase::kCopies;
  std::string words = (copies ? "looking for copies: " : "") + write::Grouped(progress.done) +
                      " of " + write::Grouped(progress.of) + " links";
  if (progress.failing > 0) {
    words += ", " + write::Grouped(progress.failing) + " failing";
  }
  if (rate > 0) {
    words += ", " + Rate(rate) + ", about " +
             Duration(static_cast<double>(progress.of - progress.done) / rate) + " left";
  }
  return words;
}

void AuditProgress::Show(const audit::Progress& progress) {
  if (!wanted_) {
    return;
  }
  const Clock::time_point now = Clock::now();
  if (progress.phase != phase_ || from_ == Clock::time_point{}) {
    phase_ = progress.phase;
    from_ = now;
    done_at_from_ = progress.done;
    rate_ = 0;
  } else if (now - drawn_ < kRedraw) {
    return;
  }
  drawn_ = now;
  if (now - from_ >= kRateSpan) {
    const double seconds = std::chrono::duration<double>(now - from_).count();
    const double newest = static_cast<double>(progress.done - done_at_from_) / seconds;
    rate_ = rate_ > 0 ? kRateNewer * newest + (1 - kRateNewer) * rate_ : newest;
    from_ = now;
    done_at_from_ = progress.done;
  }
  line_.Show(ProgressWords(progress, rate_));
}

}  // namespace ibid::cli
