#pragma once

#include <span>
#include <string>
#include <string_view>

#include "audit/fix/fix_text.h"

namespace ibid::audit {

// The changes of one file as a unified diff ("a/NAME", "b/NAME", three lines around each change),
// as `patch -p1` and `git apply` take it, byte for byte: names with what they would take for
// something else are quoted as git quotes them. Empty where there are no edits.
std::string UnifiedDiff(const std::string& name, std::string_view bytes,
                        std::span<const Edit> edits);

}  // namespace ibid::audit
