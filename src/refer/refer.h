#pragma once

#include <vector>

#include "ibid/document.h"
#include "ibid/mention.h"
#include "ibid/reference.h"

// Mentions -> References: coreference, outlets, accounts, the same thing cited twice. Pure.
namespace ibid::refer {

// Fills in Mention::refers of every mention and returns what they point at. Chrome mentions get a
// name but make no reference.
std::vector<Reference> Refer(const Document& document, std::vector<Mention>& mentions);

}  // namespace ibid::refer
