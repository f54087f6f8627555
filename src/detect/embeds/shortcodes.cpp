#include "detect/embeds/shortcodes.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "detect/data_table.h"
#include "detect/embeds/embed_address.h"
#include "detect/mention_limit.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kNameBytesMax = 24;
constexpr std::size_t kShortcodeBytesMax = 1024;  // From the bracket to the end.
constexpr std::size_t kIdBytesMax = 64;

struct Shortcode {
  std::string_view platform;  // Empty: whatever the URL says.
  std::string_view url_template;
};
using Table = std::map<std::string_view, Shortcode, std::less<>>;

const Table& Shortcodes() {
  static const Table table = [] {
    Table out;
    const DataTable rows("shortcodes.tsv", 4);
    for (const DataTable::Row& row : rows.rows()) {
      out.emplace(row[0], Shortcode{row[1] == "*" ? std::string_view() : row[1], row[2]});
    }
    return out;
  }();
  return table;
}

// How a shortcode is written.
struct Brackets {
  std::string_view open;
  std::string_view close;
};
constexpr std::array<Brackets, 4> kBrackets = {
    {{"{{<", ">}}"}, {"{{%", "%}}"}, {"{%", "%}"}, {"[", "]"}}};

bool IsNameChar(char c) {
  const char lower = text::LowerAscii(c);
  return (lower >= 'a' && lower <= 'z') || c == '_' || (c >= '0' && c <= '9');
}
bool IsIdChar(char c) {
  return IsNameChar(c) || c == '-';
}

// What one shortcode says: its name, and its arguments or what it stands around.
struct Written {
  std::string name;
  std::string_view arguments;
  std::size_t end = 0;
};

// The shortcode that begins at `at`. `text` is cut off at its largest size.
std::optional<Written> ReadShortcode(std::string_view text, std::size_t at) {
  text = text.substr(0, std::min(text.size(), at + kShortcodeBytesMax));
  const auto* brackets = std::find_if(kBrackets.begin(), kBrackets.end(), [&](const Brackets& b) {
    return text.substr(at).starts_with(b.open);
  });
  if (brackets == kBrackets.end()) {
    return std::nullopt;
  }
  std::size_t name_begin = at + brackets->open.size();
  while (name_begin < text.size() && text[name_begin] == ' ' && brackets->open != "[") {
    ++name_begin;
  }
  std::size_t name_end = name_begin;
  while (name_end < text.size() && IsNameChar(text[name_end])) {
    ++name_end;
  }
  if (name_end == name_begin || name_end - name_begin > kNameBytesMax) {
    return std::nullopt;
  }
  Written found;
  found.name = text::Lower(text.substr(name_begin, name_end - name_begin));
  const std::size_t close = text.find(brackets->close, name_end);
  if (close == std::string_view::npos || Shortcodes().find(found.name) == Shortcodes().end()) {
    return std::nullopt;
  }
  found.arguments = text.substr(name_end, close - name_end);
  found.end = close + brackets->close.size();
  const std::size_t inside_end = text.find("[/" + found.name + "]", found.end);
  if (brackets->open == "[" && inside_end != std::string_view::npos) {
    const std::string_view inside = text.substr(found.end, inside_end - found.end);
    found.end = inside_end + found.name.size() + 3;
    found.arguments = text::Trim(inside).empty() ? found.arguments : inside;
  }
  return found;
}

// The id in one argument: "123", "id=\"123\"", "=123"; empty for other names ("w=500") and for
// words ("[instagram post]").
std::string_view IdIn(std::string_view argument) {
  const std::size_t equals = argument.find('=');
  const std::string key =
      equals == std::string_view::npos ? "" : text::Lower(argument.substr(0, equals));
  if (!key.empty() && key != "v" && key != "code" && !key.ends_with("id")) {
    return {};
  }
  argument.remove_prefix(equals == std::string_view::npos ? 0 : equals + 1);
  while (!argument.empty() && !IsIdChar(argument.front())) {
    argument.remove_prefix(1);
  }
  std::size_t size = 0;
  while (size < argument.size() && IsIdChar(argument[size])) {
    ++size;
  }
  const std::string_view id = argument.substr(0, size);
  const bool plain = std::none_of(id.begin(), id.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  });
  return plain || id.size() > kIdBytesMax ? std::string_view() : id;
}

std::optional<url::PostAddress> PostWritten(const Shortcode& shortcode, std::string_view words) {
  const auto fits = [&](const std::optional<url::PostAddress>& post) {
    return post && (shortcode.platform.empty() || post->platform == shortcode.platform);
  };
  if (const std::size_t url = words.find("http"); url != std::string_view::npos) {
    std::size_t end = url;
    while (end < words.size() && static_cast<unsigned char>(words[end]) > 0x20 &&
           static_cast<unsigned char>(words[end]) < 0x80 && words[end] != '"' &&
           words[end] != '\'') {
      ++end;
    }
    auto post = AddressOf(words.substr(url, end - url), std::nullopt);
    return fits(post) ? post : std::nullopt;
  }
  while (!shortcode.url_template.empty() && !words.empty()) {
    const std::size_t space = std::min(words.find(' '), words.size());
    const std::string_view id = IdIn(words.substr(0, space));
    words.remove_prefix(std::min(space + 1, words.size()));
    if (id.empty()) {
      continue;
    }
    std::string address(shortcode.url_template);
    address.replace(address.find("{}"), 2, id);
    if (auto post = AddressOf(address, std::nullopt); fits(post)) {
      return post;
    }
  }
  return std::nullopt;
}

Mention MentionOf(url::PostAddress post, const std::string& name, TextSpan at) {
  EmbedParts parts;
  parts.form = EmbedForm::kCmsBlock;
  parts.platform = std::move(post.platform);
  parts.post_id = std::move(post.post_id);
  parts.account = std::move(post.account);
  parts.url = std::move(post.url);
  Mention mention;
  mention.kind = MentionKind::kEmbed;
  mention.at = at;
  mention.rule = "embed.shortcode." + name;
  mention.confidence = 0.97;
  mention.parts = std::move(parts);
  return mention;
}

}  // namespace

std::vector<Mention> FindShortcodes(const Document& document) {
  std::vector<Mention> found;
  const std::string_view text = document.text;
  std::size_t square = text.find('[');
  std::size_t curly = text.find('{');
  for (std::size_t at = std::min(square, curly);
       at != std::string_view::npos && MayAdd(found, document); at = std::min(square, curly)) {
    std::size_t next = at + 1;
    const std::optional<Written> written = ReadShortcode(text, at);
    const auto row = written ? Shortcodes().find(written->name) : Shortcodes().end();
    if (auto post = written ? PostWritten(row->second, written->arguments) : std::nullopt) {
      next = written->end;
      found.push_back(
          MentionOf(std::move(*post), written->name,
                    {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(next)}));
    }
    square = square < next ? text.find('[', next) : square;
    curly = curly < next ? text.find('{', next) : curly;
  }
  return found;
}

}  // namespace ibid::detect
