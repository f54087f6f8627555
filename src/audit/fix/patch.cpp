#include "audit/fix/patch.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

namespace ibid::audit {
namespace {

constexpr std::size_t kAround = 3;

struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;  // With its line feed.
};

// As git does (quote.c, core.quotePath): in C's way where there is anything but printable ASCII.
std::string QuotedName(const std::string& name) {
  std::string out;
  bool plain = true;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
      plain = false;
    } else if (byte < 0x20 || byte >= 0x7F) {
      std::array<char, 8> octal{};
      std::snprintf(octal.data(), octal.size(), "\\%03o", byte);
      out += octal.data();
      plain = false;
    } else {
      out += c;
    }
  }
  // A tab ends a name that has spaces.
  return !plain ? "\"" + out + "\"" : out.find(' ') != std::string::npos ? out + "\t" : out;
}

class Diff {
 public:
  Diff(std::string_view bytes, std::span<const Edit> edits) : bytes_(bytes), edits_(edits) {
    for (std::size_t at = 0; at < bytes.size();) {
      const std::size_t newline = bytes.find('\n', at);
      const std::size_t end = newline == std::string_view::npos ? bytes.size() : newline + 1;
      lines_.push_back({at, end});
      at = end;
    }
  }

  std::string Run() && {
    for (std::size_t edit = 0; edit < edits_.size();) {
      edit = Hunk(edit);
    }
    return std::move(out_);
  }

 private:
  std::size_t LineOf(std::size_t at) const {
    const auto after =
        std::upper_bound(lines_.begin(), lines_.end(), at,
                         [](std::size_t a, const Line& line) { return a < line.begin; });
    return static_cast<std::size_t>(after - lines_.begin()) - 1;
  }
  std::size_t LastLineOf(const Edit& edit) const {
    return LineOf(edit.end > edit.begin ? edit.end - 1 : edit.end);
  }

  // Writes the hunk that begins with an edit; the first edit that is not in it.
  std::size_t Hunk(std::size_t edit) {
    const std::size_t first = LineOf(edits_[edit].begin);
    const std::size_t from = first - std::min(first, kAround);
    std::size_t past = edit;
    std::size_t last = first;
    while (past < edits_.size() && LineOf(edits_[past].begin) <= last + 2 * kAround) {
      last = std::max(last, LastLineOf(edits_[past]));
      ++past;
    }
    const std::size_t to = std::min(last + kAround + 1, lines_.size());
    body_.clear();
    minus_ = plus_ = 0;
    for (std::size_t line = from; line < to;) {
      if (edit == past || LineOf(edits_[edit].begin) != line) {
        Put(' ', Of(lines_[line]));
        ++line;
        continue;
      }
      line = Changed(line, edit, past);
    }
    const std::size_t plus_from = from + 1 + added_ - removed_;
    out_ += "@@ -" + std::to_string(from + 1) + "," + std::to_string(minus_) + " +" +
            std::to_string(plus_from) + "," + std::to_string(plus_) + " @@\n" + body_;
    added_ += plus_;
    removed_ += minus_;
    return past;
  }

  // A run of changed lines: first all as they were, then all as they become.
  std::size_t Changed(std::size_t line, std::size_t& edit, std::size_t past) {
    std::string becomes;
    std::size_t done = lines_[line].begin;
    std::size_t end = line + 1;
    while (edit < past && LineOf(edits_[edit].begin) <= end) {
      const Edit& one = edits_[edit++];
      becomes += bytes_.substr(done, one.begin - done);
      becomes += one.bytes;
      done = one.end;
      end = std::max(end, LastLineOf(one) + 1);
    }
    becomes += bytes_.substr(done, lines_[end - 1].end - done);
    for (; line < end; ++line) {
      Put('-', Of(lines_[line]));
    }
    for (std::size_t at = 0; at < becomes.size();) {
      const std::size_t newline = becomes.find('\n', at);
      const std::size_t next = newline == std::string::npos ? becomes.size() : newline + 1;
      Put('+', std::string_view(becomes).substr(at, next - at));
      at = next;
    }
    return end;
  }

  std::string_view Of(const Line& line) const {
    return bytes_.substr(line.begin, line.end - line.begin);
  }

  void Put(char mark, std::string_view line) {
    minus_ += mark == '+' ? 0 : 1;
    plus_ += mark == '-' ? 0 : 1;
    body_ += mark;
    body_ += line;
    body_ += line.ends_with('\n') ? "" : "\n\\ No newline at end of file\n";
  }

  std::string_view bytes_;
  std::span<const Edit> edits_;
  std::vector<Line> lines_;
  std::string body_;  // Of a hunk; its lines as they were and as they become:
  std::size_t minus_ = 0;
  std::size_t plus_ = 0;
  std::size_t added_ = 0;  // Of all hunks before.
  std::size_t removed_ = 0;
  std::string out_;
};

}  // namespace

std::string UnifiedDiff(const std::string& name, std::string_view bytes,
                        std::span<const Edit> edits) {
  if (edits.empty()) {
    return "";
  }
  return "--- " + QuotedName("a/" + name) + "\n+++ " + QuotedName("b/" + name) + "\n" +
         Diff(bytes, edits).Run();
}

}  // namespace ibid::audit
