#include "net/http_date.h"

#include <chrono>
#include <iterator>

#include "text/utf8.h"

namespace ibid::net {
namespace {

// A text that is read from the front; once something does not fit, nothing does any more.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : left_(text) {}

  void Expect(std::string_view words) {
    if (left_.size() < words.size() || !text::EqualNoCase(left_.substr(0, words.size()), words)) {
      good_ = false;
      return;
    }
    left_.remove_prefix(words.size());
  }
  // Exactly that many digits.
  int Digits(std::size_t count) {
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (left_.empty() || left_.front() < '0' || left_.front() > '9') {
        good_ = false;
        return 0;
      }
      value = value * 10 + (left_.front() - '0');
      left_.remove_prefix(1);
    }
    return value;
  }
  // The index of the name that stands here; names are tried in order.
  template <std::size_t kCount>
  int OneOf(const std::string_view (&names)[kCount]) {
    for (std::size_t i = 0; i < kCount; ++i) {
      if (left_.size() >= names[i].size() &&
          text::EqualNoCase(left_.substr(0, names[i].size()), names[i])) {
        left_.remove_prefix(names[i].size());
        return static_cast<int>(i);
      }
    }
    good_ = false;
    return 0;
  }
  bool SkipSpace() {
    const bool there = !left_.empty() && left_.front() == ' ';
    left_.remove_prefix(there ? 1 : 0);
    return there;
  }
  bool Done() const { return good_ && left_.empty(); }

 private:
  std::string_view left_;
  bool good_ = true;
};

constexpr std::string_view kDays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::string_view kLongDays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                          "Friday", "Saturday", "Sunday"};
constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Fields {
  int year = 0;
  int month = 0;  // 0..11
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
};

void ReadClock(Scanner& at, Fields& out) {
  out.hour = at.Digits(2);
  at.Expect(":");
  out.minute = at.Digits(2);
  at.Expect(":");
  out.second = at.Digits(2);
}

std::optional<Fields> ReadFixed(std::string_view text) {
  Scanner at(text);
  Fields out;
  at.OneOf(kDays);
  at.Expect(", ");
  out.day = at.Digits(2);
  at.Expect(" ");
  out.month = at.OneOf(kMonths);
  at.Expect(" ");
  out.year = at.Digits(4);
  at.Expect(" ");
  ReadClock(at, out);
  at.Expect(" GMT");
  return at.Done() ? std::optional(out) : std::nullopt;
}

std::optional<Fields> ReadRfc850(std::string_view text, int year_now) {
  Scanner at(text);
  Fields out;
  at.OneOf(kLongDays);
  at.Expect(", ");
  out.day = at.Digits(2);
  at.Expect("-");
  out.month = at.OneOf(kMonths);
  at.Expect("-");
  out.year = at.Digits(2);
  at.Expect(" ");
  ReadClock(at, out);
  at.Expect(" GMT");
  out.year += year_now / 100 * 100;
  out.year -= out.year - year_now >= 50 ? 100 : 0;
  return at.Done() ? std::optional(out) : std::nullopt;
}

std::optional<Fields> ReadAsctime(std::string_view text) {
  Scanner at(text);
  Fields out;
  at.OneOf(kDays);
  at.Expect(" ");
  out.month = at.OneOf(kMonths);
  at.Expect(" ");
  out.day = at.Digits(at.SkipSpace() ? 1 : 2);
  at.Expect(" ");
  ReadClock(at, out);
  at.Expect(" ");
  out.year = at.Digits(4);
  return at.Done() ? std::optional(out) : std::nullopt;
}

}  // namespace

std::optional<Instant> ParseHttpDate(std::string_view text, Instant now) {
  namespace chrono = std::chrono;
  text = text::Trim(text);
  const chrono::year_month_day today(chrono::floor<chrono::days>(now));
  std::optional<Fields> read = ReadFixed(text);
  if (!read) {
    read = ReadRfc850(text, static_cast<int>(today.year()));
  }
  if (!read) {
    read = ReadAsctime(text);
  }
  if (!read) {
    return std::nullopt;
  }
  const chrono::year_month_day date(chrono::year(read->year),
                                    chrono::month(static_cast<unsigned>(read->month) + 1),
                                    chrono::day(static_cast<unsigned>(read->day)));
  // A leap second counts as the second after it.
  if (!date.ok() || read->hour > 23 || read->minute > 59 || read->second > 60) {
    return std::nullopt;
  }
  return Instant(chrono::sys_days(date)) + chrono::hours(read->hour) +
         chrono::minutes(read->minute) + chrono::seconds(read->second);
}

}  // namespace ibid::net
