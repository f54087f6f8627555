#include "resolve/posts/post_markup.h"

#include <algorithm>
#include <array>

#include "json/value.h"
#include "read/read.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::resolve {
namespace {

constexpr int kUpMax = 24;

// "— CFR (@CFR_org) September 25, 2015": name and handle.
void ReadSignature(std::string_view signature, ShownPost& post) {
  const std::size_t at = signature.rfind("(@");
  if (at == std::string_view::npos) {
    return;
  }
  const std::size_t close = signature.find(')', at);
  if (close == std::string_view::npos) {
    return;
  }
  post.account = signature.substr(at + 2, close - at - 2);
  std::string_view name = text::Trim(signature.substr(0, at));
  for (const std::string_view dash : {"\u2014", "\u2013", "-"}) {
    if (name.starts_with(dash)) {
      name.remove_prefix(dash.size());
      break;
    }
  }
  post.author = text::FoldSpace(name);
}

// The element, or one of those around it, names this post.
bool BelongsTo(const Markup& markup, Markup::Index element, std::string_view post_id) {
  int up = 0;
  for (Markup::Index e = element; e != Markup::kNone && up < kUpMax; e = markup.Parent(e), ++up) {
    const auto id = markup.Get(e, "data-tweet-id");
    if (id) {
      return *id == post_id;
    }
  }
  return false;
}

void TakeAccount(const Markup& markup, Markup::Index element, ShownPost& post) {
  int up = 0;
  for (Markup::Index e = element; e != Markup::kNone && up < kUpMax; e = markup.Parent(e), ++up) {
    if (const auto account = markup.Get(e, "data-screen-name")) {
      post.account = *account;
      post.author = text::FoldSpace(markup.Get(e, "data-name").value_or(""));
      return;
    }
  }
}

// The element's words, with each link that X had shortened as its t.co address: what is shown of it
// is a part of the target's.
std::string TextOf(const Document& document, Markup::Index element) {
  const Markup& markup = document.markup;
  std::string words;
  std::uint32_t at = markup.At(element).begin;
  for (Markup::Index e = element + 1; e < markup.End(element); ++e) {
    const auto href = markup.Name(e) == "a" ? markup.Get(e, "href") : std::nullopt;
    const bool shortened =
        href && (href->starts_with("https://t.co/") || href->starts_with("http://t.co/"));
    const TextSpan link = markup.At(e);
    if (!shortened || link.begin < at) {
      continue;
    }
    words += document.Text({at, link.begin});
    words += ' ';
    words += *href;
    words += ' ';
    at = link.end;
  }
  words += document.Text({at, std::max(at, markup.At(element).end)});
  return text::FoldSpace(words);
}

// The pages that X served until 2020: the post itself, and others around it.
bool ReadLegacyPage(const Document& document, std::string_view post_id, ShownPost& post) {
  const Markup& markup = document.markup;
  Markup::Index chosen = Markup::kNone;
  for (Markup::Index e = 0; e < markup.size(); ++e) {
    if (!markup.HasClass(e, "tweet-text") && !markup.HasClass(e, "entry-content")) {
      continue;
    }
    if (chosen == Markup::kNone) {
      chosen = e;
    }
    if (BelongsTo(markup, e, post_id)) {
      chosen = e;
      break;
    }
  }
  if (chosen == Markup::kNone) {
    return false;
  }
  post.text = TextOf(document, chosen);
  TakeAccount(markup, chosen, post);
  return !post.text.empty();
}

// "Name on Twitter: “text”" of <title>, "“text”" of the description: quotes off.
std::string Unquoted(std::string_view words) {
  words = text::Trim(words);
  for (const auto& [open, close] :
       {std::pair<std::string_view, std::string_view>{"\u201C", "\u201D"}, {"\"", "\""}}) {
    if (words.size() >= open.size() + close.size() && words.starts_with(open) &&
        words.ends_with(close)) {
      words.remove_prefix(open.size());
      words.remove_suffix(close.size());
      break;
    }
  }
  return text::FoldSpace(words);
}

void ReadTitle(const Page& page, ShownPost& post) {
  static constexpr auto kForms = std::to_array<std::string_view>(
      {" on Twitter: ", " on X: ", " auf Twitter: ", " sur Twitter : "});
  const std::string_view title = page.title;
  for (const std::string_view form : kForms) {
    const std::size_t at = title.find(form);
    if (at == std::string_view::npos) {
      continue;
    }
    if (post.author.empty()) {
      post.author = text::FoldSpace(title.substr(0, at));
    }
    std::string_view rest = title.substr(at + form.size());
    if (rest.ends_with(" / X") || rest.ends_with(" / Twitter")) {
      rest = rest.substr(0, rest.rfind(" / "));
    }
    if (post.text.empty()) {
      post.text = Unquoted(rest);
    }
    return;
  }
  if (post.text.empty() && page.description.starts_with("\u201C")) {
    post.text = Unquoted(page.description);
  }
}

bool ReadJson(std::string_view body, ShownPost& post) {
  const Result<json::Value> parsed = json::Parse(body);
  if (!parsed.ok() || !parsed.value().is_object()) {
    return false;
  }
  const json::Value& said = parsed.value();
  for (const json::Value* at : {&said["data"], &said["retweeted_status"], &said}) {
    for (const std::string_view name : {"full_text", "text"}) {
      if (post.text.empty()) {
        post.text = text::FoldSpace((*at)[name].string());
      }
    }
  }
  for (const json::Value* user : {&said["user"], &said["includes"]["users"][0]}) {
    if (post.account.empty()) {
      post.account = (*user)[user == &said["user"] ? "screen_name" : "username"].string();
      post.author = text::FoldSpace((*user)["name"].string());
    }
  }
  return !post.text.empty();
}

Result<Document> ReadMarkup(std::string_view html) {
  read::ReadOptions options;
  options.kind = InputKind::kHtml;
  options.content_type = "text/html; charset=utf-8";
  return read::Read(html, options);
}

}  // namespace

std::string TextOfMarkup(std::string_view html) {
  const Result<Document> read = ReadMarkup(html);
  return read.ok() ? std::string(text::Trim(read.value().text)) : std::string();
}

ShownPost ReadXEmbed(std::string_view html) {
  ShownPost post;
  const Result<Document> read = ReadMarkup(html);
  if (!read.ok()) {
    return post;
  }
  const Document& document = read.value();
  const Markup& markup = document.markup;
  for (Markup::Index e = 0; e < markup.size(); ++e) {
    if (markup.Name(e) != "blockquote") {
      continue;
    }
    std::uint32_t signature = markup.At(e).begin;
    for (Markup::Index p = e + 1; p < markup.End(e); ++p) {
      if (markup.Name(p) == "p" && markup.Parent(p) == e) {
        post.text = text::FoldSpace(document.Text(markup.At(p)));
        signature = markup.At(p).end;
        break;
      }
    }
    ReadSignature(document.Text({signature, std::max(signature, markup.At(e).end)}), post);
    break;
  }
  return post;
}

ShownPost ReadXCapture(const CaptureContent& content, std::string_view post_id) {
  ShownPost post;
  if (content.chain.last == nullptr || content.chain.last->status != 200) {
    return post;
  }
  if (!content.chain.page.readable) {
    ReadJson(content.chain.last->body, post);
    return post;
  }
  if (!ReadLegacyPage(content.chain.page.document, post_id, post)) {
    ReadTitle(content.chain.page, post);
  }
  return post;
}

ShownPost ReadPostCapture(std::string_view platform, const CaptureContent& content,
                          std::string_view post_id) {
  if (platform == "x") {
    return ReadXCapture(content, post_id);
  }
  ShownPost post;
  const Page& page = content.chain.page;
  if (content.chain.last == nullptr || content.chain.last->status != 200 || !page.readable) {
    return post;
  }
  constexpr std::size_t kTextMax = 4000;
  post.text = page.description.empty() ? text::Shorten(page.text, kTextMax) : page.description;
  post.author = page.author;
  return post;
}

}  // namespace ibid::resolve
