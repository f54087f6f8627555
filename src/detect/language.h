#pragma once

#include <cstdint>

#include "ibid/document.h"

namespace ibid::detect {

// Languages whose attributions are read. kOther: any other, in which no rule of these may fire.
enum class Language : std::uint8_t { kEnglish, kGerman, kFrench, kSpanish, kOther };

// By the function words of the first few hundred words of prose (data/languages.tsv); where these
// are too few or do not decide, by the metadata; English where nothing is known. Looks at no more
// than the text's first 16 KiB of prose.
Language LanguageOf(const Document& document);

}  // namespace ibid::detect
