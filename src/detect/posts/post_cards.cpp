#include "detect/posts/post_cards.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "detect/data_table.h"
#include "detect/mention_limit.h"
#include "detect/posts/post_begin.h"
#include "detect/posts/post_header.h"
#include "detect/posts/post_stamps.h"
#include "detect/posts/post_text.h"
#include "detect/posts/signature.h"
#include "text/dates.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

TextSpan Span(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(std::max(begin, end))};
}

// "Published": what a byline writes between an author's handle and the hour.
bool IsLabel(std::string_view words) {
  static const DataTable phrases("post_phrases.tsv", 2);
  while (words.ends_with(':') || words.ends_with(' ')) {
    words.remove_suffix(1);
  }
  return std::any_of(phrases.rows().begin(), phrases.rows().end(), [&](const DataTable::Row& row) {
    return row[0] == "label" && text::EqualNoCase(row[1], words);
  });
}

struct Card {
  PostHeader header;
  TextSpan words;
  std::size_t end = 0;
  IsoDate date;
  std::string_view platform;
  bool stamped = false;
};

class CardFinder {
 public:
  explicit CardFinder(const Document& document)
      : document_(document),
        text_(document.text),
        headers_(FindPostHeaders(document.text, BlocksOf(document), MentionsMax(document))) {
    if (!headers_.empty()) {
      stamps_ = FindPostStamps(text_);
    }
  }

  std::vector<Mention> Run() {
    std::vector<Mention> out;
    std::size_t done = 0;
    for (std::size_t i = 0; i < headers_.size() && MayAdd(out, document_); ++i) {
      if (headers_[i].at.begin < done) {
        continue;
      }
      std::optional<Card> card = Stamped(i);
      if (!card) {
        card = Dated(i);
      }
      if (card) {
        done = card->end;
        out.push_back(ToMention(*card));
      }
    }
    return out;
  }

 private:
  // Where the words of header `i` end at the latest. A quoted post has a head of its own, with a
  // date, between its quoter's and the stamp.
  std::size_t Reach(std::size_t i, bool over_quoted) const {
    std::size_t next = i + 1;
    if (over_quoted && next < headers_.size() && headers_[next].dated && !headers_[i].dated) {
      ++next;
    }
    return next < headers_.size() ? headers_[next].at.begin : text_.size();
  }

  bool FitsPost(TextSpan words, const IsoDate& date) const {
    const TextSpan clean = CleanPost(text_, words);
    return !clean.empty() && !IsLabel(Slice(text_, clean)) &&
           !LongerThan(text_, clean, LimitsOf(date).shown);
  }

  // The first stamp behind header `i`.
  std::optional<Card> Stamped(std::size_t i) {
    const PostHeader& header = headers_[i];
    while (stamp_ < stamps_.size() && stamps_[stamp_].at.begin < header.at.end) {
      ++stamp_;
    }
    if (stamp_ == stamps_.size() || stamps_[stamp_].at.begin >= Reach(i, true)) {
      return std::nullopt;
    }
    const PostStamp& stamp = stamps_[stamp_];
    const TextSpan words = Span(header.at.end, stamp.at.begin);
    if (words.size() > LimitsOf(stamp.date).shown * 4 || !FitsPost(words, stamp.date)) {
      return std::nullopt;
    }
    Card card{header, CleanPost(text_, words), stamp.at.end, stamp.date, {}, true};
    card.end = PostFooterEnd(text_, stamp.at.end, card.platform);
    return card;
  }

  // Where the head itself holds the date, the words are the rest of its block, or the next.
  std::optional<Card> Dated(std::size_t i) const {
    const PostHeader& header = headers_[i];
    const std::size_t zone = ZoneIndexAt(document_, header.at.begin);
    if (!header.dated || zone == document_.zones.size() || !MayBePost(zone)) {
      return std::nullopt;
    }
    const std::size_t reach = Reach(i, false);
    std::size_t last = ZoneIndexAt(document_, header.at.end);
    TextSpan words = TrimSpan(
        text_, Span(header.at.end, std::min<std::size_t>(reach, document_.zones[last].at.end)));
    if (words.empty() && header.alone && last + 1 < document_.zones.size()) {
      const TextSpan next = document_.zones[++last].at;
      words = Span(next.begin, std::min<std::size_t>(reach, next.end));
    }
    if (words.empty() || words.size() > LimitsOf(header.date).shown * 4 ||
        !FitsPost(words, header.date)) {
      return std::nullopt;
    }
    Card card{header, {}, 0, header.date, {}, false};
    card.words = CleanPost(text_, WithoutFooter(words, card.platform));
    if (card.words.empty()) {
      return std::nullopt;
    }
    card.end = std::max<std::size_t>(words.end, card.words.end);
    return card;
  }

  // The words without the counts that stand on lines below them.
  TextSpan WithoutFooter(TextSpan words, std::string_view& platform) const {
    for (std::size_t line = Slice(text_, words).find('\n'); line != std::string_view::npos;
         line = Slice(text_, words).find('\n', line + 1)) {
      if (PostFooterEnd(text_, words.begin + line + 1, platform) >= words.end) {
        return Span(words.begin, words.begin + line);
      }
    }
    return words;
  }

  bool MayBePost(std::size_t zone) const {
    const ZoneKind kind = document_.zones[zone].kind;
    return kind != ZoneKind::kByline && kind != ZoneKind::kHeadline &&
           kind != ZoneKind::kDateline && kind != ZoneKind::kCode;
  }

  Mention ToMention(const Card& card) const {
    EmbedParts parts;
    parts.form = EmbedForm::kFlattened;
    parts.account = Slice(text_, card.header.handle);
    parts.platform =
        card.platform.empty() ? PlatformOfHandle(parts.account) : std::string(card.platform);
    parts.author = text::FoldSpace(Slice(text_, card.header.name));
    parts.date = card.date;
    parts.text = Slice(text_, card.words);
    parts.text_at = card.words;
    Mention mention;
    mention.kind = MentionKind::kEmbed;
    mention.at = Span(card.header.at.begin, card.end);
    mention.rule = "embed." + parts.platform + ".flattened";
    mention.confidence = card.header.marked ? 0.95 : card.stamped ? 0.9 : 0.75;
    mention.parts = std::move(parts);
    return mention;
  }

  const Document& document_;
  std::string_view text_;
  std::vector<PostHeader> headers_;
  std::vector<PostStamp> stamps_;
  std::size_t stamp_ = 0;
};

}  // namespace

std::vector<Mention> FindPostCards(const Document& document) {
  return CardFinder(document).Run();
}

}  // namespace ibid::detect
