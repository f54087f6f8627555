#include "audit/inputs/markdown_links.h"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>

#include "audit/inputs/html_links.h"
#include "audit/inputs/markdown_blocks.h"
#include "audit/inputs/markdown_inlines.h"
#include "audit/inputs/unescaped.h"
#include "text/utf8.h"

namespace ibid::audit {
namespace {

using Kind = MarkdownBlock::Kind;
using Form = InlineLink::Form;

std::string WithoutTableEscapes(std::string_view written) {
  std::string out;
  for (std::size_t i = 0; i < written.size(); ++i) {
    i += written.substr(i, 2) == "\\|" ? 1U : 0U;
    out += written[i];
  }
  return out;
}

class Finder {
 public:
  Finder(std::string_view text, const TakeWritten& take) : text_(text), take_(take) {}

  bool Run() {
    const std::vector<MarkdownBlock> blocks = MarkdownBlocks(text_);
    for (const MarkdownBlock& block : blocks) {
      if (MayDefine(block)) {
        const Unescaped inside = Unescaped::OfLines(text_, block.lines);
        EachDefinition(inside.text(), [&](std::size_t, const Definition& definition) {
          labels_.insert(definition.label);
          return true;
        });
      }
    }
    return std::all_of(blocks.begin(), blocks.end(),
                       [&](const MarkdownBlock& block) { return TakeBlock(block); });
  }

 private:
  bool MayDefine(const MarkdownBlock& block) const {
    return block.kind == Kind::kParagraph && text_[block.lines.front().begin] == '[';
  }

  // Where the definitions at the start of a paragraph end.
  template <class Use>
  static std::size_t EachDefinition(std::string_view text, const Use& use) {
    std::size_t at = 0;
    for (;;) {
      const Definition definition = DefinitionAt(text.substr(at));
      if (definition.size == 0 || !use(at, definition)) {
        return at;
      }
      at += definition.size;
    }
  }

  bool TakeBlock(const MarkdownBlock& block) {
    const Unescaped inside = Unescaped::OfLines(text_, block.lines);
    if (block.kind == Kind::kHtml) {
      return TakeHtml(inside, 0, inside.text().size(), false);
    }
    bool wanted = true;
    std::size_t from = 0;
    if (MayDefine(block)) {
      from = EachDefinition(inside.text(), [&](std::size_t at, const Definition& definition) {
        InlineLink link = definition.link;
        link.begin += at;
        link.end += at;
        link.words_begin += at;
        link.words_end += at;
        return wanted = Take(inside, link, false);
      });
    }
    if (!wanted) {
      return false;
    }
    const bool in_table = block.kind == Kind::kCell;
    const auto defined = [&](const std::string& label) { return labels_.count(label) > 0; };
    for (const InlineLink& link : InlineLinks(inside.text(), from, defined)) {
      const bool more = link.form == Form::kHtml ? TakeHtml(inside, link.begin, link.end, in_table)
                                                 : Take(inside, link, in_table);
      if (!more) {
        return false;
      }
    }
    return true;
  }

  bool TakeHtml(const Unescaped& inside, std::size_t begin, std::size_t end, bool in_table) {
    return HtmlLinks(std::string_view(inside.text()).substr(begin, end - begin),
                     [&](WrittenLink link) {
                       inside.Move(link, begin);
                       if (in_table) {
                         link.layers.push_back(Layer::kMarkdownTable);
                       }
                       return take_(std::move(link));
                     });
  }

  bool Take(const Unescaped& inside, const InlineLink& found, bool in_table) {
    const std::string_view text = inside.text();
    const std::string_view written = text.substr(found.begin, found.end - found.begin);
    if (written.empty() || written.size() > kAddressBytesMax) {
      return true;
    }
    WrittenLink link;
    link.at = {static_cast<std::uint32_t>(inside.Of(found.begin)),
               static_cast<std::uint32_t>(inside.Of(found.end))};
    const std::string cell = in_table ? WithoutTableEscapes(written) : std::string(written);
    const bool automatic = found.begin == found.words_begin;
    link.address = automatic ? cell : UnescapedMarkdown(cell);
    if (automatic && text::StartsWithNoCase(cell, "www.")) {
      link.address = "http://" + cell;
    }
    link.layers = {found.form == Form::kBare    ? Layer::kMarkdownBare
                   : automatic                  ? Layer::kPlain
                   : found.form == Form::kAngle ? Layer::kMarkdownAngle
                                                : Layer::kMarkdown};
    if (in_table) {
      link.layers.push_back(Layer::kMarkdownTable);
    }
    if (!automatic) {
      constexpr std::size_t kBytes = 8 * kAnchorCharsMax;
      const std::string_view words =
          text.substr(found.words_begin, std::min(found.words_end - found.words_begin, kBytes));
      link.anchor =
          text::Shorten(text::FoldSpace(words.substr(0, text::BoundaryBefore(words, words.size()))),
                        kAnchorCharsMax);
    }
    return take_(std::move(link));
  }

  std::string_view text_;
  const TakeWritten& take_;
  std::unordered_set<std::string> labels_;
};

}  // namespace

bool MarkdownLinks(std::string_view text, const TakeWritten& take) {
  return Finder(text, take).Run();
}

}  // namespace ibid::audit
