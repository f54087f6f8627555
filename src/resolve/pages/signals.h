#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ibid/exchange.h"
#include "ibid/resolution.h"
#include "resolve/pages/page.h"
#include "url/url.h"

namespace ibid::resolve {

// Something about an answer that says what it is, by the table data/signals.tsv.
struct Signal {
  // Where it shows. What the URL alone shows in its path, query or label counts only where a
  // redirect led there: an address that was cited so may be the work. An excuse is a title
  // ("Oops") or a sentence ("Back to the front page") that says little alone; a class is one of the
  // page's frame, a field one of the state that its scripts carry.
  enum class In : std::uint8_t {
    kTitle,
    kExcuse,
    kText,
    kBody,
    kHeader,
    kHost,
    kLabel,
    kPath,
    kQuery,
    kClass,
    kField,
  };

  Verdict verdict = Verdict::kUnknown;
  In in = In::kBody;
  // Title and heading: how much of that part of the title the phrase is, in percent. "Page not
  // found | The Daily" says nothing else (100), "Why the bus was not found" tells a story. Text:
  // how much of it says so, where that is known.
  int share = 0;
  std::string reason;
  std::string phrase;  // The part of a title that says it.

  bool in_address() const { return in == In::kLabel || in == In::kPath || in == In::kQuery; }
};

// All signals that the answer gives, in the order of the table; of a page with more than 3,000
// bytes to read, only those outside its text and source. Pure; looks at a bounded part of the body.
std::vector<Signal> SignalsOf(const Exchange& exchange, const Page& page);

// A title in its parts: "404 - Not found | The Daily" is three. White space trimmed, lower case.
std::vector<std::string> TitleParts(std::string_view title);

}  // namespace ibid::resolve
