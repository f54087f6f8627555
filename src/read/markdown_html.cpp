#include "read/markdown_html.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <md4c.h>

namespace ibid::read {
namespace {

// Deeper lists are read as if they stood in the one around them: 20 bytes of tags for two of input.
constexpr int kListDepthMax = 8;
// A paragraph's brackets times its bytes: up to md4c 0.5.2 some rows of brackets take time that
// grows with the square (mity/md4c issue 236). A thousand in 64 KiB are fine.
constexpr std::size_t kBracketBytesMax = std::size_t{64} << 20U;
// One definition may be used at a million places.
constexpr std::size_t kAddressBytesFactor = 4;
constexpr std::size_t kAddressBytesMin = 64U << 10U;

class Renderer {
 public:
  explicit Renderer(std::string_view markdown) : markdown_(markdown) {
    page_.html.reserve(markdown.size() + markdown.size() / 8);
  }

  bool Run() {
    MD_PARSER parser{};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
      return static_cast<Renderer*>(self)->Enter(type, detail);
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* self) {
      return static_cast<Renderer*>(self)->Leave(type);
    };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* self) {
      return static_cast<Renderer*>(self)->EnterSpan(type, detail);
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* self) {
      return static_cast<Renderer*>(self)->LeaveSpan(type);
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
      return static_cast<Renderer*>(self)->Text(type, {text, size});
    };
    return md_parse(markdown_.data(), static_cast<MD_SIZE>(markdown_.size()), &parser, this) == 0;
  }

  MarkdownPage Take() { return std::move(page_); }

 private:
  int Tag(std::string_view tag) {
    page_.html += tag;
    return 0;
  }

  int Enter(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_QUOTE:
        return Tag(quotes_++ == 0 ? "<blockquote>" : "");
      case MD_BLOCK_UL:
        return Tag(lists_++ < kListDepthMax ? "<ul>" : "");
      case MD_BLOCK_OL:
        return Tag(lists_++ < kListDepthMax ? "<ol>" : "");
      case MD_BLOCK_LI:
        return Tag("<li>");
      case MD_BLOCK_HR:
        return Tag("<hr>");
      case MD_BLOCK_H: {
        level_ = static_cast<char>('0' + static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
        page_.html += "<h";
        page_.html += level_;
        return Tag(">");
      }
      case MD_BLOCK_CODE:
        return Tag("<pre>");
      case MD_BLOCK_P:
        return Tag("<p>");
      case MD_BLOCK_TABLE:
        return Tag("<table>");
      case MD_BLOCK_TR:
        return Tag("<tr>");
      case MD_BLOCK_TH:
        return Tag("<th>");
      case MD_BLOCK_TD:
        return Tag("<td>");
      case MD_BLOCK_DOC:
      case MD_BLOCK_HTML:
      case MD_BLOCK_THEAD:
      case MD_BLOCK_TBODY:
        return 0;
    }
    return 0;
  }

  int Leave(MD_BLOCKTYPE type) {
    switch (type) {
      case MD_BLOCK_QUOTE:
        return Tag(--quotes_ == 0 ? "</blockquote>" : "");
      case MD_BLOCK_UL:
        return Tag(--lists_ < kListDepthMax ? "</ul>" : "");
      case MD_BLOCK_OL:
        return Tag(--lists_ < kListDepthMax ? "</ol>" : "");
      case MD_BLOCK_H:
        page_.html += "</h";
        page_.html += level_;
        return Tag(">");
      case MD_BLOCK_CODE:
        return Tag("</pre>");
      case MD_BLOCK_P:
        return Tag("</p>");
      case MD_BLOCK_TABLE:
        return Tag("</table>");
      default:
        return 0;  // The next one of its kind, or the end of what holds it, ends it.
    }
  }

  int EnterSpan(MD_SPANTYPE type, void* detail) {
    if (type == MD_SPAN_A && pictures_ == 0) {
      page_.html += "<a href=\"";
      return Attribute(static_cast<MD_SPAN_A_DETAIL*>(detail)->href) ? Tag("\">") : 1;
    }
    if (type == MD_SPAN_IMG && pictures_++ == 0) {
      page_.html += "<img src=\"";
      return Attribute(static_cast<MD_SPAN_IMG_DETAIL*>(detail)->src) ? Tag("\" alt=\"") : 1;
    }
    if (pictures_ == 0 && (type == MD_SPAN_STRONG || type == MD_SPAN_CODE)) {
      return Tag(type == MD_SPAN_STRONG ? "<b>" : "<code>");  // A name in them is marked as one.
    }
    return 0;
  }

  int LeaveSpan(MD_SPANTYPE type) {
    if (type == MD_SPAN_IMG) {
      return Tag(--pictures_ == 0 ? "\">" : "");
    }
    if (pictures_ > 0) {
      return 0;
    }
    return Tag(type == MD_SPAN_A        ? "</a>"
               : type == MD_SPAN_STRONG ? "</b>"
               : type == MD_SPAN_CODE   ? "</code>"
                                        : "");
  }

  int Text(MD_TEXTTYPE type, std::string_view text) {
    switch (type) {
      case MD_TEXT_NULLCHAR:
        return Tag("\xEF\xBF\xBD");
      case MD_TEXT_BR:
      case MD_TEXT_SOFTBR:
        return Tag(pictures_ > 0 ? " " : "<br>");
      case MD_TEXT_ENTITY:
      case MD_TEXT_HTML:
        if (type == MD_TEXT_HTML && pictures_ > 0) {
          return 0;
        }
        Locate(text);
        return Tag(text);
      case MD_TEXT_NORMAL:
      case MD_TEXT_CODE:
      case MD_TEXT_LATEXMATH:
        Words(text);
        return 0;
    }
    return 0;
  }

  // md4c hands out views of the input, but for line ends and the like, which are its own.
  void Locate(std::string_view text) {
    const auto begin = reinterpret_cast<std::uintptr_t>(markdown_.data());
    const auto at = reinterpret_cast<std::uintptr_t>(text.data());
    if (at >= begin && at + text.size() <= begin + markdown_.size() && at - begin >= located_) {
      located_ = at - begin;
      page_.offsets.Add(static_cast<std::uint32_t>(page_.html.size()),
                        static_cast<std::uint32_t>(located_));
    }
  }

  void Words(std::string_view text) {
    while (!text.empty()) {
      const std::size_t plain = std::min(text.find_first_of("&<>\""), text.size());
      if (plain > 0) {
        Locate(text);
        page_.html += text.substr(0, plain);
        text.remove_prefix(plain);
      } else {
        Escape(text.front());
        text.remove_prefix(1);
      }
    }
  }

  void Escape(char c) {
    page_.html += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : "&#34;";
  }

  // False: the addresses together are many times the input.
  bool Attribute(const MD_ATTRIBUTE& attribute) {
    addresses_ += attribute.size;
    if (addresses_ > kAddressBytesFactor * markdown_.size() + kAddressBytesMin) {
      return false;
    }
    for (MD_SIZE i = 0; i < attribute.size && attribute.substr_offsets[i] < attribute.size; ++i) {
      const MD_OFFSET begin = attribute.substr_offsets[i];
      const std::string_view part(attribute.text + begin, attribute.substr_offsets[i + 1] - begin);
      if (attribute.substr_types[i] == MD_TEXT_ENTITY) {
        page_.html += part;
        continue;
      }
      for (const char c : part) {
        if (c == '&' || c == '"' || c == '<') {
          Escape(c);
        } else {
          page_.html += c;
        }
      }
    }
    return true;
  }

  std::string_view markdown_;
  MarkdownPage page_;
  std::uintptr_t located_ = 0;
  std::size_t addresses_ = 0;  // Bytes of addresses that were written.
  int quotes_ = 0;
  int lists_ = 0;
  int pictures_ = 0;
  char level_ = '1';
};

// The quotes and lists that a line opens at its beginning, at most.
std::size_t Containers(std::string_view line) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool spaced = i + 1 < line.size() && (line[i + 1] == ' ' || line[i + 1] == '\t');
    const bool bullet = (c == '-' || c == '*' || c == '+' || c == '.' || c == ')') && spaced;
    if (c == '>' || bullet) {
      ++count;
    } else if (c != ' ' && c != '\t' && (c < '0' || c > '9')) {
      break;
    }
  }
  return count;
}

// Whether no paragraph goes on over the line: it is blank, or begins an item or a heading.
bool Interrupts(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t>");
  if (first == std::string_view::npos) {
    return true;
  }
  const std::string_view rest = line.substr(first);
  return rest.starts_with("- ") || rest.starts_with("* ") || rest.starts_with("+ ") ||
         rest.starts_with("# ") || rest.starts_with("## ") || rest.starts_with("### ");
}

// Whether md4c reads it in time and memory in proportion to its size.
bool IsTame(std::string_view markdown) {
  std::size_t brackets = 0;
  std::size_t paragraph = 0;
  for (std::size_t at = 0; at < markdown.size();) {
    const std::size_t end = std::min(markdown.find_first_of("\r\n", at), markdown.size());
    const std::string_view line = markdown.substr(at, end - at);
    if (Interrupts(line)) {
      brackets = 0;
      paragraph = at;
    }
    brackets += static_cast<std::size_t>(
        std::count_if(line.begin(), line.end(), [](char c) { return c == '[' || c == ']'; }));
    if (brackets * (end - paragraph) > kBracketBytesMax || Containers(line) > kContainersMax) {
      return false;
    }
    at = end + 1;
  }
  return true;
}

}  // namespace

std::optional<MarkdownPage> MarkdownToHtml(std::string_view markdown) {
  if (!IsTame(markdown)) {
    return std::nullopt;
  }
  Renderer renderer(markdown);
  if (!renderer.Run()) {
    return std::nullopt;
  }
  return renderer.Take();
}

}  // namespace ibid::read
