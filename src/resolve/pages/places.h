#pragma once

#include <optional>
#include <string>
#include <vector>

#include "url/url.h"

// What an address says of the place it leads to, without asking. Pure.
namespace ibid::resolve {

// The segments of the path that are not empty, percent-decoded.
std::vector<std::string> PathSegments(const url::Url& url);

// The root, or what sites put there: "/index.html", "/en". Whatever its query says.
bool IsFrontPage(const url::Url& url);

// Where a work's address may end but a section's does not: words of a slug, or a number that is
// no year.
bool NamesAWork(const std::string& segment);

// For somebody who was sent from one to the other: the front page or a section that `from` is no
// longer in, as words ("sent to the front page of a.example instead"); none where it may be the
// work.
std::optional<std::string> LeadsAway(const url::Url& from, const url::Url& to);

}  // namespace ibid::resolve
