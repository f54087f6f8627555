#include "detect/posts/flattened.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "detect/cover.h"
#include "detect/mention_limit.h"
#include "detect/posts/post_cards.h"
#include "detect/posts/post_lines.h"
#include "detect/posts/post_permalinks.h"
#include "detect/posts/post_tails.h"
#include "detect/posts/post_text.h"
#include "detect/posts/signature.h"
#include "detect/rejections.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

// Words before a name that make it a byline or part of a sentence.
bool BeginsAsByline(std::string_view name) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"by ", "posted by ", "written by ", "story by ", "por ", "par ", "von ", "da ", "di ",
       "door ", "from ", "follow ", "tweet ", "photo ", "image "});
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return text::StartsWithNoCase(name, word); });
}

class PostFinder {
 public:
  // Appends to `out`: where there are many, a list of their own would take as much again.
  PostFinder(const Document& document, Cover taken, std::vector<Mention>& out,
             std::vector<Rejection>* rejections)
      : document_(document),
        text_(document.text),
        taken_(std::move(taken)),
        out_(out),
        first_(out.size()),
        rejections_(rejections) {}

  void Run(const std::vector<Signature>& found) {
    for (std::size_t i = 0; i < found.size() && MayAdd(out_, document_); ++i) {
      const Signature& signature = found[i];
      for (; next_ < taken_.spans().size() && taken_.spans()[next_].end <= signature.at.begin;
           ++next_) {
        floor_ = std::max<std::size_t>(floor_, taken_.spans()[next_].end);
      }
      if (taken_.Overlaps(signature.at)) {
        floor_ = signature.at.end;
        continue;
      }
      if (RepeatsTheLast(signature)) {
        out_.back().at.end = signature.at.end;
        floor_ = signature.at.end;
        continue;
      }
      const Signature* before = i > 0 ? &found[i - 1] : nullptr;
      const Signature* after = i + 1 < found.size() ? &found[i + 1] : nullptr;
      const std::string_view against = Judge(signature, before, after);
      if (!against.empty()) {
        Reject(rejections_, signature.at, against);
      }
      floor_ = signature.at.end;
    }
  }

 private:
  bool NothingBetween(std::size_t begin, std::size_t end) const {
    if (end <= begin) {
      return true;
    }
    constexpr std::size_t kBulletsMax = 8;
    std::string_view between = text_.substr(begin, end - begin);
    between = text::Trim(between);
    return between.size() <= kBulletsMax &&
           between.find_first_not_of("*-,;|.\xE2\x80\xA2\xC2\xB7 \n") == std::string_view::npos;
  }

  // The same signature once more, behind the first: an extractor's doubling.
  bool RepeatsTheLast(const Signature& signature) const {
    if (out_.size() == first_) {
      return false;
    }
    const auto* last = std::get_if<EmbedParts>(&out_.back().parts);
    return last != nullptr && last->date == signature.date &&
           text::EqualNoCase(last->account, Slice(text_, signature.handle)) &&
           NothingBetween(out_.back().at.end, signature.at.begin);
  }

  // A list of people, each with handle and date, has nothing between its rows.
  bool InList(const Signature& signature, const Signature* before, const Signature* after) const {
    const auto other = [&](const Signature& s) {
      return !text::EqualNoCase(Slice(text_, s.handle), Slice(text_, signature.handle));
    };
    return (before != nullptr && other(*before) &&
            NothingBetween(before->at.end, signature.at.begin)) ||
           (after != nullptr && other(*after) && NothingBetween(signature.at.end, after->at.begin));
  }

  // Takes the post that the signature closes, or returns the rule by which it closes none.
  std::string_view Judge(const Signature& signature, const Signature* before,
                         const Signature* after) {
    const std::string_view name = Slice(text_, signature.name);
    const bool dash = signature.dash == Signature::Dash::kDash ||
                      (signature.dash != Signature::Dash::kNone && !name.empty());
    if (BeginsAsByline(name)) {
      return "rejected.post.byline";
    }
    if (InList(signature, before, after)) {
      return "rejected.post.list";
    }
    const Zone* zone = document_.ZoneAt(signature.at.begin);
    if (zone != nullptr && !dash && zone->kind == ZoneKind::kByline) {
      return "rejected.post.byline";
    }
    const TextSpan words =
        PostTextBefore(document_, floor_, signature.at, LimitsOf(signature.date));
    if (!dash && (words.empty() || Slice(text_, words) == document_.metadata.title.value)) {
      return "rejected.post.no_words";
    }
    if (!dash && !EndsLikeSignature(signature)) {
      return "rejected.post.prose_behind";
    }
    if (!dash && GoesOn(signature.at.begin)) {
      return "rejected.post.list";
    }
    const std::string_view post = Slice(text_, words);
    if (!name.empty() && BeginsAsByline(post) && post.find(name) != std::string_view::npos) {
      return "rejected.post.byline";
    }
    Push(signature, words);
    return {};
  }

  // "Jane Roe (@jroe), John Poe (@jpoe) May 1, 2015": a list goes on.
  bool GoesOn(std::size_t name) const {
    const std::string_view before = text::Trim(text_.substr(floor_, name - floor_));
    return before.ends_with(',') || before.ends_with(" and") || before.ends_with(" &");
  }

  // Without a dash, the date must end what stands there: prose goes on.
  bool EndsLikeSignature(const Signature& signature) const {
    const std::size_t zone = ZoneIndexAt(document_, signature.at.begin);
    const std::size_t end = zone < document_.zones.size()
                                ? std::max(document_.zones[zone].at.end, signature.at.end)
                                : text_.size();
    constexpr std::size_t kRestBytesMax = 64;  // What stands there, not how much.
    std::string_view rest = text_.substr(
        signature.at.end, std::min<std::size_t>(end - signature.at.end, kRestBytesMax));
    rest = text::Trim(rest.substr(0, rest.find('\n')));
    if (rest.empty()) {
      return true;
    }
    const char32_t next = text::DecodeAt(rest, 0).code;
    return !signature.own_line && !signature.guessed && text::IsUpper(next);
  }

  static double Confidence(const Signature& signature) {
    switch (signature.dash) {
      case Signature::Dash::kDash:
        return 0.98;
      case Signature::Dash::kHyphen:
        return 0.95;
      case Signature::Dash::kDamaged:
        return 0.9;
      case Signature::Dash::kNone:
        return signature.guessed ? 0.6 : signature.own_line ? 0.85 : 0.8;
    }
    return 0;
  }

  void Push(const Signature& signature, TextSpan words) {
    EmbedParts parts;
    parts.form = EmbedForm::kFlattened;
    parts.account = Slice(text_, signature.handle);
    while (parts.account.ends_with('.')) {
      parts.account.pop_back();
    }
    parts.platform = PlatformOfHandle(parts.account);
    parts.author = text::FoldSpace(Slice(text_, signature.name));
    parts.date = signature.date;
    parts.text = Slice(text_, words);
    if (!words.empty()) {
      parts.text_at = words;
    }
    Mention mention;
    mention.kind = MentionKind::kEmbed;
    mention.at = {words.empty() ? signature.at.begin : words.begin, signature.at.end};
    mention.rule = "embed." + parts.platform + ".flattened";
    mention.confidence = Confidence(signature);
    mention.parts = std::move(parts);
    out_.push_back(std::move(mention));
  }

  const Document& document_;
  std::string_view text_;
  Cover taken_;           // Posts that were found otherwise.
  std::size_t next_ = 0;  // The first of them that does not end before the signature.
  std::vector<Mention>& out_;
  std::size_t first_;      // Of its own.
  std::size_t floor_ = 0;  // The end of the post or signature before.
  std::vector<Rejection>* rejections_;
};

}  // namespace

void FindFlattenedPosts(const Document& document, const std::vector<Signature>& signatures,
                        const std::vector<PostTail>& tails, const std::vector<Mention>& embeds,
                        std::vector<Mention>& out, std::vector<Rejection>* rejections) {
  std::vector<TextSpan> spans;
  for (const Mention& embed : embeds) {
    spans.push_back(embed.at);
  }
  const Cover markup(spans);
  std::vector<Mention> closed = FindPostTails(document, tails);
  for (auto* find : {FindPostCards, FindPostLines}) {
    std::vector<Mention> more = find(document);
    std::move(more.begin(), more.end(), std::back_inserter(closed));
  }
  std::stable_sort(closed.begin(), closed.end(),
                   [](const Mention& a, const Mention& b) { return a.at < b.at; });
  std::uint32_t end = 0;
  for (Mention& post : closed) {
    if (post.at.begin >= end && !markup.Overlaps(post.at)) {
      end = post.at.end;
      spans.push_back(post.at);
      out.push_back(std::move(post));
    }
  }
  PostFinder(document, Cover(std::move(spans)), out, rejections).Run(signatures);
  NamePostsByPermalinks(document, out);
}

}  // namespace ibid::detect
