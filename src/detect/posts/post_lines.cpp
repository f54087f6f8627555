#include "detect/posts/post_lines.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "detect/data_table.h"
#include "detect/mention_limit.h"
#include "detect/posts/post_begin.h"
#include "detect/posts/post_header.h"
#include "detect/posts/post_text.h"
#include "text/dates.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kAccountBytesMax = 80;
constexpr std::size_t kGapBytes = 8;                // White space between the parts of a line.
constexpr PostLimits kTitleLimits = {310, 310};     // Reddit's own limit is 300.
constexpr PostLimits kTelegramLimits = {600, 600};  // Longer ones are not told from prose.

TextSpan Span(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(std::max(begin, end))};
}

bool IsAccountChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.' || c == '@';
}

std::size_t AccountEnd(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && end - at < kAccountBytesMax && IsAccountChar(text[end])) {
    ++end;
  }
  while (end > at && (text[end - 1] == '.' || text[end - 1] == '-' || text[end - 1] == '@')) {
    --end;
  }
  return end;
}

std::size_t SkipSpace(std::string_view text, std::size_t at) {
  const std::size_t limit = std::min(text.size(), at + kGapBytes);
  while (at < limit && text::IsSpace(text::DecodeAt(text, at).code)) {
    at += text::DecodeAt(text, at).size;
  }
  return at;
}

std::size_t SkipSpaceBack(std::string_view text, std::size_t at) {
  while (at > 0 && text[at - 1] != '\n' && text::IsSpace(text::DecodeBefore(text, at).code)) {
    at -= text::DecodeBefore(text, at).size;
  }
  return at;
}

bool EndsLine(std::string_view text, std::size_t at) {
  return text::Trim(text.substr(at, std::min(text.find('\n', at), at + kGapBytes) - at)).empty();
}

// A closing line and what it says.
struct Closing {
  std::string_view platform;
  TextSpan at;
  std::string account;
  std::string author;
  std::string post_id;
  IsoDate date;
};

class LineFinder {
 public:
  explicit LineFinder(const Document& document) : document_(document), text_(document.text) {}

  std::vector<Mention> Run() {
    const std::size_t none = std::string_view::npos;
    for (std::size_t at = text_.find('@'); at != none && MayAdd(out_, document_);
         at = text_.find('@', at + 1)) {
      if (auto closing = Quoted(at)) {
        Push(*closing, Span(closing->at.begin, closing->at.begin));
      }
    }
    std::size_t floor = 0;
    for (std::size_t at = text_.find('/'); at != none && MayAdd(out_, document_);
         at = text_.find('/', at + 1)) {
      auto closing = Reddit(at, floor);
      const bool reddit = closing.has_value();
      if (!closing) {
        closing = Telegram(at, floor);
      }
      if (closing) {
        Push(*closing, PostTextBefore(document_, floor, closing->at,
                                      reddit ? kTitleLimits : kTelegramLimits));
        floor = closing->at.end;
      }
    }
    std::sort(out_.begin(), out_.end(),
              [](const Mention& a, const Mention& b) { return a.at < b.at; });
    return std::move(out_);
  }

 private:
  static const DataTable& Lines() {
    static const DataTable lines("post_lines.tsv", 3);
    return lines;
  }

  // Where `words` stand right before `at`, white space apart; npos where they do not.
  std::size_t WordsBefore(std::string_view words, std::size_t at) const {
    at = SkipSpaceBack(text_, at);
    if (at < words.size() || text_.substr(at - words.size(), words.size()) != words) {
      return std::string_view::npos;
    }
    const std::size_t begin = at - words.size();
    return begin == 0 || !text::IsWordChar(text::DecodeBefore(text_, begin).code)
               ? begin
               : std::string_view::npos;
  }

  bool BeginsLine(std::size_t at) const {
    const std::size_t begin = SkipSpaceBack(text_, at);
    return begin == 0 || text_[begin - 1] == '\n';
  }

  // "Post by @ann / View on Threads"
  std::optional<Closing> Quoted(std::size_t sign) const {
    const std::size_t end = AccountEnd(text_, sign + 1);
    for (const DataTable::Row& row : Lines().rows()) {
      const std::size_t begin =
          row[0] == "reddit" ? std::string_view::npos : WordsBefore(row[1], sign);
      const std::size_t behind = SkipSpace(text_, end);
      if (begin == std::string_view::npos || !BeginsLine(begin) || end == sign + 1 ||
          !text_.substr(behind).starts_with(row[2])) {
        continue;
      }
      return Closing{row[0],
                     Span(begin, behind + row[2].size()),
                     std::string(text_.substr(sign + 1, end - sign - 1)),
                     {},
                     {},
                     {}};
    }
    return std::nullopt;
  }

  // "by u/ann in r/pics", around the first slash. It ends its line: prose goes on.
  std::optional<Closing> Reddit(std::size_t slash, std::size_t floor) const {
    if (slash == 0 || text_[slash - 1] != 'u') {
      return std::nullopt;
    }
    const std::size_t user = slash - 1;
    const std::size_t end = AccountEnd(text_, slash + 1);
    for (const DataTable::Row& row : Lines().rows()) {
      const std::size_t begin =
          row[0] == "reddit" ? WordsBefore(row[1], user) : std::string_view::npos;
      const std::size_t behind = SkipSpace(text_, end);
      if (begin == std::string_view::npos || begin < floor || end == slash + 1 ||
          !text_.substr(behind).starts_with(row[2])) {
        continue;
      }
      std::size_t place = SkipSpace(text_, behind + row[2].size());
      const bool named = text_.substr(place).starts_with("r/");
      // "from discussion inpics": markup without the space, and without "r/".
      place += named ? 2 : 0;
      const std::size_t place_end = AccountEnd(text_, place);
      if (place_end == place || !EndsLine(text_, place_end) || (!named && place_end - place < 3)) {
        continue;
      }
      return Closing{"reddit",
                     Span(begin, place_end),
                     "r/" + std::string(text_.substr(place, place_end - place)),
                     std::string(text_.substr(user, end - user)),
                     {},
                     {}};
    }
    return std::nullopt;
  }

  // "t.me/channel/123  4.5K views  Sep 25, 2015 at 9:23", around the first slash.
  std::optional<Closing> Telegram(std::size_t slash, std::size_t floor) const {
    constexpr std::string_view kHost = "t.me";
    if (slash < kHost.size() || text_.substr(slash - kHost.size(), kHost.size()) != kHost ||
        !BeginsLine(slash - kHost.size()) || slash < floor + kHost.size()) {
      return std::nullopt;
    }
    const std::size_t channel_end = AccountEnd(text_, slash + 1);
    std::size_t id_end = channel_end + 1;
    while (id_end < text_.size() && text::IsDigit(static_cast<unsigned char>(text_[id_end]))) {
      ++id_end;
    }
    if (channel_end >= text_.size() || text_[channel_end] != '/' || id_end == channel_end + 1) {
      return std::nullopt;
    }
    std::string_view platform;
    std::size_t end = PostFooterEnd(text_, id_end, platform);
    const auto date = text::DateAt(text_, std::min(SkipSpace(text_, end), text_.size() - 1));
    if ((!date || date->iso.size() != 10) && end == id_end) {
      return std::nullopt;  // A link and no more.
    }
    Closing closing{"telegram",
                    {},
                    std::string(text_.substr(slash + 1, channel_end - slash - 1)),
                    {},
                    std::string(text_.substr(channel_end + 1, id_end - channel_end - 1)),
                    {}};
    if (date && date->iso.size() == 10) {
      closing.date = date->iso;
      end = date->at.end;
    }
    closing.at = Span(slash - kHost.size(), end);
    return closing;
  }

  // Telegram's widget names the channel on a line of its own above the words.
  std::string CutChannel(TextSpan& words) const {
    constexpr std::size_t kChannelBytesMax = 64;
    const std::string_view all = Slice(text_, words);
    const std::size_t line = all.find('\n');
    if (line == 0 || line > kChannelBytesMax ||
        std::string_view(".!?:,").find(all[line - 1]) != std::string_view::npos) {
      return {};
    }
    words = TrimSpan(text_, Span(words.begin + line, words.end));
    return std::string(all.substr(0, line));
  }

  void Push(const Closing& closing, TextSpan words) {
    EmbedParts parts;
    parts.form = EmbedForm::kFlattened;
    parts.platform = closing.platform;
    parts.account = closing.account;
    parts.author = closing.author;
    parts.post_id = closing.post_id;
    parts.date = closing.date;
    if (!parts.post_id.empty()) {
      parts.url = "https://t.me/" + parts.account + "/" + parts.post_id;
    }
    const std::uint32_t begin = words.begin;
    if (closing.platform == "telegram") {
      parts.author = CutChannel(words);
    }
    if (!words.empty()) {
      parts.text = Slice(text_, words);
      parts.text_at = words;
    }
    Mention mention;
    mention.kind = MentionKind::kEmbed;
    mention.at = Span(words.empty() ? closing.at.begin : begin, closing.at.end);
    mention.rule = "embed." + parts.platform + ".flattened";
    mention.confidence = 0.85;
    mention.parts = std::move(parts);
    out_.push_back(std::move(mention));
  }

  const Document& document_;
  std::string_view text_;
  std::vector<Mention> out_;
};

}  // namespace

std::vector<Mention> FindPostLines(const Document& document) {
  return LineFinder(document).Run();
}

}  // namespace ibid::detect
