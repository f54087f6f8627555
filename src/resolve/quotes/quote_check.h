#pragma once

#include <string>

#include "resolve/inquiry.h"

// What the article quotes from a source, looked for in it.
namespace ibid::resolve {

// Looks for the quotes of this reference (ResolveOptions::quotes) in what was read of it: the live
// page, the post, the copy of the time; where something is not in the page as it is quoted, and
// archives may be asked and the article's date is known, a copy is looked for. With both, notes how
// much of the copy the page still says. What comes of it is in inquiry.out. Does nothing where
// nothing was quoted.
net::Task<bool> CheckQuotes(Inquiry& inquiry, std::string reference_id);

}  // namespace ibid::resolve
