#pragma once

#include <span>
#include <string_view>

#include "write/write.h"

// The formats of reports, as HTTP names them.
namespace ibid::serve {

struct MediaRow {
  write::Format format;
  std::string_view media_type;
  std::string_view suffix;  // Of a file: "html".
};
std::span<const MediaRow> MediaTypes();  // In the order of write::Formats().
const MediaRow& MediaOf(write::Format format);
// Whether it is written of many articles as one, too: what `ibid graph` writes.
bool IsForMany(write::Format format);

}  // namespace ibid::serve
