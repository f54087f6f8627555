#pragma once

#include <string>
#include <string_view>

#include "json/writer.h"

namespace ibid::write {

// Names of RDF for what has an id in ibid/1. A page ("url:https://...") is its own address; all
// else is "urn:ibid:" and the id, of which everything that a URN cannot hold is percent-encoded, so
// that decoding gives the id back. Different ids have different names.
std::string IriOf(std::string_view id);

// The context of both JSON-LD formats, whole and inline: nobody has to be asked for it.
void WriteContext(json::Writer& out);

}  // namespace ibid::write
