#pragma once

#include <cstddef>
#include <optional>

#include "url/pattern.h"
#include "url/url.h"

// Internal to src/url, and to the test that each row of data/platforms.tsv is reached.
namespace ibid::url {

// Which row of the table decides about the URL, counted from 0, and what it captures; a row may
// decide that the URL is no post. None where no row fits.
std::optional<std::size_t> PostRow(const Url& url, Captures& captures);

}  // namespace ibid::url
