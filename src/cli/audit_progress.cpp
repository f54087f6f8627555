#include "cli/audit_progress.h"

#include <cmath>
#include <cstdio>

namespace ibid::cli {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kRedraw{200};
constexpr std::chrono::seconds kRateSpan{5};  // A rate is counted over at least so long,
constexpr double kRateNewer = 0.4;            // and so much of the newest is mixed in.

std::string Number(std::size_t value) {
  std::string digits = std::to_string(value);
  for (std::size_t at = digits.size(); at > 3; at -= 3) {
    digits.insert(at - 3, ",");
  }
  return digits;
}

std::string Duration(double seconds) {
  if (seconds < 60) {
    return std::to_string(static_cast<int>(std::ceil(seconds))) + " s";
  }
  const auto minutes = static_cast<long long>(std::ceil(seconds / 60));
  return minutes < 90 ? std::to_string(minutes) + " min"
                      : std::to_string((minutes + 30) / 60) + " h";
}

std::string Rate(double rate) {
  return rate >= 1 ? Number(static_cast<std::size_t>(std::lround(rate))) + "/s"
                   : Number(static_cast<std::size_t>(std::lround(rate * 60))) + "/min";
}

}  // namespace

std::string ProgressWords(const audit::Progress& progress, double rate) {
  if (progress.phase == audit::Phase::kReading) {
    return "reading: " + Number(progress.done) + " pages, " + Number(progress.places) + " links";
  }
  const bool copies = progress.phase == audit::Phase::kCopies;
  std::string words = (copies ? "looking for copies: " : "") + Number(progress.done) + " of " +
                      Number(progress.of) + " links";
  if (progress.failing > 0) {
    words += ", " + Number(progress.failing) + " failing";
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
  // ECMA-48: carriage return, erase in line.
  std::fprintf(stderr, "\r\x1b[K%s", ProgressWords(progress, rate_).c_str());
  std::fflush(stderr);
  shown_ = true;
}

void AuditProgress::Clear() {
  if (shown_) {
    std::fputs("\r\x1b[K", stderr);
    std::fflush(stderr);
  }
  shown_ = false;
}

}  // namespace ibid::cli
