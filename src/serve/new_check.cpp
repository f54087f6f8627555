#include "serve/new_check.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "ibid/document.h"
#include "json/value.h"
#include "serve/guard.h"
#include "serve/target.h"
#include "serve/wishes.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::serve {
namespace {

constexpr std::size_t kNameBytesMax = 255;
constexpr std::size_t kUrlBytesMax = 64U << 10U;
constexpr int kJsonDepthMax = 4;

constexpr std::array<std::string_view, 6> kTaken = {
    "application/json", "application/octet-stream", "application/pdf",
    "text/html",        "application/xhtml+xml",    "text/markdown"};

// Something that has a name, and what it says.
struct Given {
  std::string_view text;
  ErrorCode code;  // Of what is wrong with it.
};

Result<std::string> ReadUrl(const Given& given) {
  const std::optional<url::Url> url = url::Url::Parse(given.text);
  if (!url || !url->is_http() || given.text.size() > kUrlBytesMax) {
    return Error{given.code, "'url' takes an http or https URL"};
  }
  return url->text();
}

Result<std::string> ReadDate(const Given& given) {
  const std::optional<text::FoundDate> date = text::DateAt(given.text, 0);
  if (!date || date->at.end != given.text.size()) {
    return Error{given.code, "'date' takes a date such as 2015-09-28"};
  }
  return date->iso;
}

Result<std::string> ReadKind(const Given& given) {
  for (const InputKind kind :
       {InputKind::kText, InputKind::kMarkdown, InputKind::kHtml, InputKind::kPdf}) {
    if (given.text == Name(kind)) {
      return std::string(given.text);
    }
  }
  return Error{given.code, "'kind' is one of text, markdown, html, pdf"};
}

// The last part of a path, of whatever system.
Result<std::string> ReadName(const Given& given) {
  std::string_view name = given.text;
  if (const std::size_t at = name.find_last_of("/\\"); at != std::string_view::npos) {
    name.remove_prefix(at + 1);
  }
  const bool controls = std::any_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
  if (name.size() > kNameBytesMax || controls) {
    return Error{given.code, "'name' takes a name of at most " + std::to_string(kNameBytesMax) +
                                 " bytes without control characters"};
  }
  return name.empty() ? std::string("-") : std::string(name);
}

// Fills in a field where something is given.
Result<void> Set(const Given& given, Result<std::string> (*read)(const Given&),
                 std::string& field) {
  if (given.text.empty()) {
    return {};
  }
  Result<std::string> value = read(given);
  if (!value) {
    return value.error();
  }
  field = std::move(value).value();
  return {};
}

Result<cache::CheckInput> ReadFile(const Request& request, std::string media_type) {
  const Result<Query> query = Query::Parse(
      request.query(),
      {"name", "url", "date", "kind", "offline", "no_third_party", "no_archive", "newer_than"});
  if (!query) {
    return query.error();
  }
  const auto given = [&](std::string_view name) {
    return Given{query->text(name), ErrorCode::kUsage};
  };
  cache::CheckInput out;
  out.kind = "file";
  out.source = "-";
  for (const Result<void>& set :
       {Set(given("name"), &ReadName, out.source), Set(given("url"), &ReadUrl, out.url),
        Set(given("date"), &ReadDate, out.date), Set(given("kind"), &ReadKind, out.input_kind)}) {
    if (!set) {
      return set.error();
    }
  }
  Result<std::string> wishes =
      WithWishes(kNoWishes, [&](std::string_view name) { return std::string(query->text(name)); });
  if (!wishes) {
    return wishes.error();
  }
  out.wishes = std::move(wishes).value();
  if (request.body.empty()) {
    return Error{ErrorCode::kInput, "the file is empty"};
  }
  if (media_type != "application/octet-stream") {
    out.media_type = request.content_type;
  }
  out.bytes = request.body;
  return out;
}

Result<cache::CheckInput> ReadJson(const Request& request) {
  if (const Result<Query> query = Query::Parse(request.query(), {}); !query) {
    return query.error();
  }
  const Result<json::Value> body = json::Parse(request.body, kJsonDepthMax);
  if (!body || !body->is_object()) {
    return Error{ErrorCode::kInput,
                 "the body is no JSON object such as {\"url\": \"https://example.org/story\"}"};
  }
  for (const auto& [name, value] : body->members()) {
    const bool known =
        name == "url" || name == "text" || name == "name" || name == "date" || name == "kind";
    if (!IsWish(name) && (!known || !value.is_string())) {
      return Error{ErrorCode::kInput,
                   "the body takes url, text, name, date and kind, all strings, and how to check: "
                   "offline, no_third_party, no_archive, newer_than"};
    }
  }
  const auto given = [&](std::string_view name) {
    return Given{(*body)[name].string(), ErrorCode::kInput};
  };
  cache::CheckInput out;
  out.kind = given("text").text.empty() ? "url" : "text";
  out.source = "-";
  out.bytes = given("text").text;
  for (const Result<void>& set :
       {Set(given("name"), &ReadName, out.source), Set(given("url"), &ReadUrl, out.url),
        Set(given("date"), &ReadDate, out.date), Set(given("kind"), &ReadKind, out.input_kind)}) {
    if (!set) {
      return set.error();
    }
  }
  Result<std::string> wishes = WithWishesOf(kNoWishes, *body);
  if (!wishes) {
    return wishes.error();
  }
  out.wishes = std::move(wishes).value();
  if (out.kind == "url") {
    if (out.url.empty()) {
      return Error{ErrorCode::kInput, "the body has neither a url nor a text to check"};
    }
    out.source = std::exchange(out.url, {});
  }
  return out;
}

}  // namespace

bool IsTaken(std::string_view media_type) {
  return std::find(kTaken.begin(), kTaken.end(), media_type) != kTaken.end();
}

Result<cache::CheckInput> ReadNewCheck(const Request& request, std::uint64_t input_bytes_max) {
  const std::string type = MediaType(request.content_type);
  Result<cache::CheckInput> input =
      type == "application/json" ? ReadJson(request) : ReadFile(request, type);
  if (input && input->bytes.size() > input_bytes_max) {
    return Error{ErrorCode::kInput, "the text is larger than " + std::to_string(input_bytes_max) +
                                        " bytes, which is the limit here"};
  }
  return input;
}

Result<std::string> ReadAgain(const Request& request, std::string_view wishes_before) {
  if (request.body.empty()) {
    return std::string(wishes_before);
  }
  const Result<json::Value> body = json::Parse(request.body, kJsonDepthMax);
  const bool known = body && body->is_object() &&
                     std::all_of(body->members().begin(), body->members().end(),
                                 [](const auto& member) { return IsWish(member.first); });
  if (!known) {
    return Error{ErrorCode::kInput,
                 "the body is a JSON object of offline, no_third_party, no_archive, newer_than"};
  }
  return WithWishesOf(wishes_before, *body);
}

}  // namespace ibid::serve
