#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// Addresses made harmless, as those who warn of them write them: "hxxps[://]evil[.]example[/]a".
namespace ibid::detect {

// The size of a full stop so written at `at` ("[.]", "(dot)", "{.}"), else 0; never 1.
std::size_t DefangedDotAt(std::string_view text, std::size_t at);

// The size of what stands between scheme and host at `at`, "://" or one of its disguises ("[://]",
// "[:]//"), else 0.
std::size_t SchemeMarkAt(std::string_view text, std::size_t at);

// The same with every full stop, slash and colon as it is meant.
std::string Refanged(std::string_view text);

}  // namespace ibid::detect
