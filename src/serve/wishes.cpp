#include "serve/wishes.h"

#include <algorithm>
#include <array>

#include "json/value.h"
#include "json/writer.h"
#include "text/age.h"

namespace ibid::serve {
namespace {

constexpr std::string_view kNewerThan = "newer_than";
constexpr std::array<std::string_view, 3> kSwitches = {"offline", "no_third_party", "no_archive"};
constexpr int kDepthMax = 2;

bool IsOn(const Result<json::Value>& wishes, std::string_view name) {
  return wishes && wishes->is_object() && (*wishes)[name].boolean();
}

std::string AgeIn(const Result<json::Value>& wishes) {
  return wishes && wishes->is_object() ? std::string((*wishes)[kNewerThan].string()) : "";
}

}  // namespace

bool IsWish(std::string_view name) {
  return name == kNewerThan ||
         std::find(kSwitches.begin(), kSwitches.end(), name) != kSwitches.end();
}

Result<std::string> WithWishes(std::string_view before, const GivenWish& given) {
  const Result<json::Value> old = json::Parse(before, kDepthMax);
  std::string out;
  json::Writer writer(out);
  writer.BeginObject();
  for (const std::string_view name : kSwitches) {
    const std::string value = given(name);
    if (!value.empty() && value != "true" && value != "false") {
      return Error{ErrorCode::kUsage, "'" + std::string(name) + "' is true or false"};
    }
    if (value.empty() ? IsOn(old, name) : value == "true") {
      writer.Field(name, true);
    }
  }
  std::string age = given(kNewerThan);
  if (!age.empty() && !text::ParseAge(age)) {
    return Error{ErrorCode::kUsage, "'newer_than' takes an age such as 90d, 12h or 30m"};
  }
  age = age.empty() ? AgeIn(old) : age;
  writer.FieldUnlessEmpty(kNewerThan, age);
  writer.EndObject();
  return out;
}

Result<std::string> WithWishesOf(std::string_view before, const json::Value& given) {
  bool fits = true;
  Result<std::string> out = WithWishes(before, [&](std::string_view name) -> std::string {
    const json::Value& value = given[name];
    const bool wanted =
        name == kNewerThan ? value.is_string() : value.kind() == json::Value::Kind::kBool;
    fits = fits && (wanted || value.is_null());
    return !wanted             ? ""
           : value.is_string() ? std::string(value.string())
           : value.boolean()   ? "true"
                               : "false";
  });
  if (!fits) {
    return Error{ErrorCode::kInput,
                 "offline, no_third_party and no_archive are true or false, newer_than is an age "
                 "such as \"12h\""};
  }
  return out ? std::move(out) : Error{ErrorCode::kInput, out.error().message};
}

Wishes WishesOf(std::string_view kept) {
  const Result<json::Value> wishes = json::Parse(kept, kDepthMax);
  Wishes out;
  out.offline = IsOn(wishes, "offline");
  out.third_parties = !IsOn(wishes, "no_third_party");
  out.archived_copies = !IsOn(wishes, "no_archive");
  out.newer_than = text::ParseAge(AgeIn(wishes));
  return out;
}

}  // namespace ibid::serve
