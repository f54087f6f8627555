#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "ibid/result.h"
#include "ibid/session.h"
#include "json/value.h"

// How somebody wants one check to be made: the flags of `ibid check` that may differ from check to
// check, by their names with "_" in them. They narrow what the server was started with. Pure.
//
// They are kept as a JSON object in which what is not wished does not stand:
// {"offline":true,"newer_than":"1h"}.
namespace ibid::serve {

inline constexpr std::string_view kNoWishes = "{}";

// The names: "offline", "no_third_party", "no_archive", "newer_than".
bool IsWish(std::string_view name);

// What is given for a name: "true", "false" or the value as text; empty: nothing.
using GivenWish = std::function<std::string(std::string_view name)>;
// `before` with what is given in its place. kUsage: a value makes no sense.
Result<std::string> WithWishes(std::string_view before, const GivenWish& given);

// The same of the members of a JSON object: booleans, and of newer_than a string. kInput: one makes
// no sense. What is no wish is not looked at.
Result<std::string> WithWishesOf(std::string_view before, const json::Value& given);

// REQUIRES: made by WithWishes; of anything else what makes sense counts.
Wishes WishesOf(std::string_view kept);

}  // namespace ibid::serve
