#include "audit/fix/escape.h"

#include "audit/inputs/markdown_inlines.h"
#include "read/character_references.h"
#include "write/html_escape.h"

namespace ibid::audit {
namespace {

// References for the characters that are named.
std::string WithReferences(std::string_view words, std::string_view named) {
  std::string out;
  for (const char c : words) {
    const char* reference = named.find(c) == std::string_view::npos
                                ? nullptr
                                : write::CharacterReference(static_cast<unsigned char>(c));
    if (reference == nullptr) {
      out += c;
    } else {
      out += reference;
    }
  }
  return out;
}

bool ParenthesesFit(std::string_view words) {
  constexpr int kDeepest = 3;  // Which all parsers take (CommonMark 0.31, 6.3).
  int open = 0;
  for (const char c : words) {
    open += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (open < 0 || open > kDeepest) {
      return false;
    }
  }
  return open == 0;
}

// A destination; `marks` are those of its form that would be taken for markup.
std::string Destination(std::string_view words, std::string_view marks) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const char c = words[i];
    std::string meant;
    const bool escape = marks.find(c) != std::string_view::npos ||
                        (c == '\\' && i + 1 < words.size() && IsAsciiPunctuation(words[i + 1])) ||
                        (c == '&' && read::DecodeReference(words, i, false, meant) > 0);
    out += escape ? "\\" : "";
    out += c;
  }
  return out;
}

std::string Json(std::string_view words) {
  std::string out;
  for (const char c : words) {
    out += c == '"' || c == '\\' ? "\\" : "";
    out += c;
  }
  return out;
}

std::string Doubled(std::string_view words) {
  std::string out;
  for (const char c : words) {
    out += c == '"' ? "\"\"" : std::string(1, c);
  }
  return out;
}

std::string InTable(std::string_view words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    // "\|" of a destination is the cell's already.
    out += words[i] == '|' && (i == 0 || words[i - 1] != '\\') ? "\\" : "";
    out += words[i];
  }
  return out;
}

std::string Under(Layer layer, std::string_view words) {
  switch (layer) {
    case Layer::kPlain:
    case Layer::kMarkdownBare:
      break;
    case Layer::kHtmlDouble:
      return HtmlWritten(words);
    case Layer::kHtmlSingle:
      return WithReferences(words, "&'");
    case Layer::kHtmlBare:
      return '"' + HtmlWritten(words) + '"';
    case Layer::kXmlText:
      return WithReferences(words, "&<>");
    case Layer::kMarkdown:
      return Destination(words, ParenthesesFit(words) ? "<" : "<()");
    case Layer::kMarkdownAngle:
      return Destination(words, "<>");
    case Layer::kMarkdownTable:
      return InTable(words);
    case Layer::kCsvField:
      return words.find_first_of(",;\t\"\r\n") == std::string_view::npos
                 ? std::string(words)
                 : '"' + Doubled(words) + '"';
    case Layer::kCsvQuoted:
      return Doubled(words);
    case Layer::kJson:
      return Json(words);
  }
  return std::string(words);
}

}  // namespace

std::string HtmlWritten(std::string_view words) {
  return WithReferences(words, "&\"<>");
}

std::string Written(std::string_view words, std::span<const Layer> layers) {
  std::string out(words);
  for (const Layer layer : layers) {
    out = Under(layer, out);
  }
  return out;
}

}  // namespace ibid::audit
