#pragma once

#include "ibid/document.h"
#include "pdf/contents.h"

namespace ibid::read {

// Adds to what the text says of itself what the file does: its dictionary ("pdf:Title"), and the
// address that a browser printed in the margin ("printed address"). A date of making is taken for
// the article's only where no browser made the file: else it is that of the printing, and a note.
void AddPdfMetadata(const pdf::Contents& contents, Document& document);

}  // namespace ibid::read
