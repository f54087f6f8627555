#include "audit/inputs/text_links.h"

#include <algorithm>
#include <utility>

#include "detect/links/links_scan.h"
#include "text/utf8.h"

namespace ibid::audit {
namespace {

constexpr std::size_t kPieceBytes = 1U << 18U;    // Scanned at once; what is found takes memory.
constexpr std::size_t kLineBytesMax = 1U << 20U;  // A longer line is cut at white space.

// One past a piece of the text that begins at `from`: whole lines where they are not endless.
std::size_t PieceEnd(std::string_view text, std::size_t from) {
  if (text.size() - from <= kPieceBytes) {
    return text.size();
  }
  const std::size_t newline = text.find('\n', from + kPieceBytes);
  if (newline != std::string_view::npos && newline - from < kLineBytesMax) {
    return newline + 1;
  }
  if (text.size() - from < kLineBytesMax) {
    return text.size();
  }
  const std::size_t space = text.find_last_of(" \t\r", from + kLineBytesMax);
  return space != std::string_view::npos && space > from
             ? space + 1
             : text::BoundaryBefore(text, from + kLineBytesMax);
}

}  // namespace

bool TextLinks(std::string_view text, const TakeWritten& take) {
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = PieceEnd(text, from);
    for (detect::FoundUrl& found : detect::ScanUrls(text.substr(from, end - from))) {
      const std::string_view written =
          text.substr(from + found.at.begin, found.at.end - found.at.begin);
      const bool named = found.other || written.find("://") != std::string_view::npos ||
                         text::StartsWithNoCase(written, "www.");
      if (!named || found.truncated || found.repaired || found.url.size() > kAddressBytesMax) {
        continue;
      }
      WrittenLink link;
      link.address = std::move(found.url);
      link.at = {static_cast<std::uint32_t>(from + found.at.begin),
                 static_cast<std::uint32_t>(from + found.at.end)};
      link.layers = {Layer::kPlain};
      if (!take(std::move(link))) {
        return false;
      }
    }
    from = end;
  }
  return true;
}

}  // namespace ibid::audit
