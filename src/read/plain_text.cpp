#include "read/plain_text.h"

#include "read/text_chrome.h"
#include "read/text_head.h"
#include "read/text_lines.h"
#include "read/text_zones.h"

namespace ibid::read {

void ReadPlainText(std::string_view input, Document& document) {
  const TextLines lines = WriteLines(input, document);
  MakePlainZones(lines, document);
  document.zones.shrink_to_fit();  // It stays with the article; in dense text the slack is large.
  ReadTextHead(lines, document);
  MarkTextChrome(document);
  SplitDatelines(document);
}

}  // namespace ibid::read
