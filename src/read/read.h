#pragma once

#include <string_view>

#include "ibid/document.h"
#include "ibid/read_options.h"
#include "ibid/result.h"

// bytes -> Document. No network, no clock; for a PDF another process (pdf/extract.h), and pure for
// all else.
namespace ibid::read {

using ibid::ReadOptions;

// Errors: kInput where the input is empty, over the limit, or no text (an image, a program, a PDF
// of pictures or with a password), with a message that says so and what to do; kInternal where a
// PDF's reader cannot be run. What is damaged is read as far as it goes, with a note in
// Document::notes.
Result<Document> Read(std::string_view bytes, const ReadOptions& options);

}  // namespace ibid::read
