#pragma once

#include <string>
#include <vector>

#include "ibid/document.h"
#include "ibid/mention.h"
#include "ibid/rejection.h"

// Document -> Mentions. Pure and total: no network, no clock, no failure; time linear in the input.
namespace ibid::detect {

// Everything found, in order of position (then longest first), with ids "m1", "m2", ...
// Mentions may contain one another (a link inside a post), never partly overlap with the same kind;
// attributions alone may ("X said A, adding B").
// `rejections`, where somebody asks for them: what nearly was a mention, in order of position, and
// which rule speaks against it.
std::vector<Mention> Detect(const Document& document, std::vector<Rejection>* rejections = nullptr);

}  // namespace ibid::detect
