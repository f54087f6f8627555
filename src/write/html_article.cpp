#include "write/html_article.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "write/html_escape.h"
#include "write/verdict_words.h"

namespace ibid::write {
namespace {

constexpr std::size_t kOpenMax = 16;  // Marks that lie over one another; further ones are numbers.

// A stretch of the text that is marked. One mention can have several: who, how, what.
struct Mark {
  TextSpan at;
  const Mention* mention = nullptr;
  const Source* source = nullptr;
  std::string_view part;  // A class: "who", "cue", "said", "whole", "quote", "tag".
  bool main = false;      // Carries the anchor and the number.
};

class MarkCollector {
 public:
  MarkCollector(const Article& article, const Findings& findings)
      : article_(article), findings_(findings) {}

  std::vector<Mark> Run() && {
    for (const Mention& mention : article_.mentions) {
      if (!mention.chrome) {
        Collect(mention);
      }
    }
    // The longer first, so that marks nest; then as the mentions stand in the article.
    std::sort(marks_.begin(), marks_.end(), [](const Mark& a, const Mark& b) {
      return std::tuple(a.at.begin, b.at.end, a.mention, a.part) <
             std::tuple(b.at.begin, a.at.end, b.mention, b.part);
    });
    return std::move(marks_);
  }

 private:
  void Add(const Mention& mention, TextSpan at, std::string_view part, bool main) {
    if (at.begin >= at.end || at.end > article_.document.text.size()) {
      return;
    }
    const auto found = findings_.source_of.find(mention.refers.reference);
    const Source* source =
        found == findings_.source_of.end() ? nullptr : &findings_.sources[found->second];
    marks_.push_back({at, &mention, source, part, main});
  }

  void Collect(const Mention& mention) {
    if (const auto* said = std::get_if<AttributionParts>(&mention.parts)) {
      for (const TextSpan& content : said->content) {
        Add(mention, content, "said", false);
      }
      if (said->cue) {
        Add(mention, *said->cue, "cue", !said->source);
      }
      if (said->source) {
        Add(mention, said->source->at, "who", true);
      } else if (!said->cue) {
        Add(mention, mention.at, "whole", true);
      }
      return;
    }
    const bool is_quote = std::holds_alternative<QuoteParts>(mention.parts);
    const bool is_tag = std::holds_alternative<TagParts>(mention.parts);
    Add(mention, mention.at, is_quote ? "quote" : is_tag ? "tag" : "whole", true);
  }

  const Article& article_;
  const Findings& findings_;
  std::vector<Mark> marks_;
};

struct Tag {
  std::string_view open;
  std::string_view close;
};

Tag TagOf(const Zone& zone) {
  if (zone.chrome) {
    return {"<p class=\"chrome\">", "</p>"};
  }
  switch (zone.kind) {
    case ZoneKind::kHeadline:
      return {"<h2>", "</h2>"};
    case ZoneKind::kHeading:
      return {"<h3>", "</h3>"};
    case ZoneKind::kByline:
      return {"<p class=\"byline\">", "</p>"};
    case ZoneKind::kDateline:
      return {"<p class=\"dateline\">", "</p>"};
    case ZoneKind::kListItem:
      return {"<p class=\"item\">", "</p>"};
    case ZoneKind::kCaption:
      return {"<p class=\"caption\">", "</p>"};
    case ZoneKind::kEmbed:
      return {"<blockquote class=\"embed\"><p>", "</p></blockquote>"};
    case ZoneKind::kQuote:
      return {"<blockquote><p>", "</p></blockquote>"};
    case ZoneKind::kTable:
    case ZoneKind::kCode:
      return {"<pre>", "</pre>"};
    case ZoneKind::kParagraph:
    case ZoneKind::kOther:
      break;
  }
  return {"<p>", "</p>"};
}

// Walks over the text once. Marks may cross one another and the ends of blocks: elements are closed
// and opened again, so that the page always nests.
class ArticleWriter {
 public:
  ArticleWriter(const Article& article, const Findings& findings)
      : article_(article), marks_(MarkCollector(article, findings).Run()) {}

  std::string Run() && {
    const std::vector<Zone>& zones = article_.document.zones;
    const auto size = static_cast<std::uint32_t>(article_.document.text.size());
    if (zones.empty() && size > 0) {
      Zone whole;
      whole.at = {0, size};
      WriteZone(whole, size);
    }
    for (std::size_t i = 0; i < zones.size(); ++i) {
      WriteZone(zones[i], i + 1 < zones.size() ? zones[i + 1].at.begin : size);
    }
    return std::move(out_);
  }

 private:
  void WriteZone(const Zone& zone, std::uint32_t next_zone) {
    const Tag tag = TagOf(zone);
    out_ += tag.open;
    for (const Mark* mark : open_) {
      OpenSpan(*mark, false);
    }
    std::uint32_t at = zone.at.begin;
    while (true) {
      OpenMarksUntil(at);
      const std::uint32_t next = NextChange(at, zone.at.end);
      out_ += Escaped(article_.document.Text({at, next}));
      at = next;
      CloseMarksUntil(at);
      if (at >= zone.at.end) {
        break;
      }
    }
    // What ends in the white space behind the block ends here.
    CloseMarksUntil(next_zone);
    for (std::size_t i = 0; i < open_.size(); ++i) {
      out_ += "</span>";
    }
    out_.append(tag.close).append("\n");
  }

  void OpenMarksUntil(std::uint32_t at) {
    while (next_ < marks_.size() && marks_[next_].at.begin <= at) {
      const Mark& mark = marks_[next_++];
      if (mark.at.end <= at) {
        continue;
      }
      if (open_.size() == kOpenMax) {
        Number(mark);
        continue;
      }
      OpenSpan(mark, mark.main);
      open_.push_back(&mark);
    }
  }

  std::uint32_t NextChange(std::uint32_t at, std::uint32_t end) const {
    std::uint32_t next = end;
    if (next_ < marks_.size() && marks_[next_].at.begin > at) {
      next = std::min(next, marks_[next_].at.begin);
    }
    for (const Mark* mark : open_) {
      next = std::min(next, mark->at.end);
    }
    return std::max(next, at);
  }

  void CloseMarksUntil(std::uint32_t at) {
    std::size_t lowest = open_.size();
    for (std::size_t i = open_.size(); i-- > 0;) {
      lowest = open_[i]->at.end <= at ? i : lowest;
    }
    if (lowest == open_.size()) {
      return;
    }
    for (std::size_t i = open_.size(); i-- > lowest;) {
      out_ += "</span>";
      if (open_[i]->at.end <= at) {
        Number(*open_[i]);
      }
    }
    std::vector<const Mark*> still;
    for (std::size_t i = lowest; i < open_.size(); ++i) {
      if (open_[i]->at.end > at) {
        still.push_back(open_[i]);
      }
    }
    open_.resize(lowest);
    for (const Mark* mark : still) {
      OpenSpan(*mark, false);
      open_.push_back(mark);
    }
  }

  void OpenSpan(const Mark& mark, bool with_anchor) {
    out_.append("<span class=\"m p-").append(mark.part);
    if (mark.source != nullptr) {
      out_.append(" k-").append(Name(mark.source->group));
      out_.append(" o-").append(Name(ToneOf(*mark.source)));
    }
    out_ += '"';
    if (with_anchor) {
      out_.append(" id=\"").append(MentionAnchor(article_, *mark.mention)).append("\"");
    }
    if (mark.source != nullptr) {
      out_.append(" data-s=\"").append(SourceAnchor(*mark.source)).append("\"");
    }
    out_ += '>';
  }

  // A quotation has its speaker's number close by already.
  void Number(const Mark& mark) {
    if (!mark.main || mark.source == nullptr || mark.part == "quote") {
      return;
    }
    const std::string number = std::to_string(mark.source->index + 1);
    out_.append("<sup><a class=\"n k-").append(Name(mark.source->group)).append(" o-");
    out_.append(Name(ToneOf(*mark.source))).append("\" href=\"#");
    out_.append(SourceAnchor(*mark.source)).append("\">").append(number).append("</a></sup>");
  }

  const Article& article_;
  const std::vector<Mark> marks_;
  std::size_t next_ = 0;
  std::vector<const Mark*> open_;
  std::string out_;
};

}  // namespace

std::string HtmlArticle(const Article& article, const Findings& findings) {
  return ArticleWriter(article, findings).Run();
}

std::string SourceAnchor(const Source& source) {
  return "s" + std::to_string(source.index + 1);
}

std::string MentionAnchor(const Article& article, const Mention& mention) {
  return "m" + std::to_string(&mention - article.mentions.data() + 1);
}

}  // namespace ibid::write
