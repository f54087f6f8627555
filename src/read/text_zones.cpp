#include "read/text_zones.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "read/density.h"
#include "read/text_furniture.h"

namespace ibid::read {
namespace {

constexpr std::uint32_t kWrapBytesMax = 200;  // A longer line is a paragraph, not a wrapped one.

// Document::zones in the making.
class Zones {
 public:
  explicit Zones(Document& document) : document_(document), zones_(document.zones) {}
  ~Zones() {
    if (too_many_) {
      document_.notes.emplace_back(kTooManyZones);
    }
  }
  Zones(const Zones&) = delete;
  Zones& operator=(const Zones&) = delete;

  const Zone* last() const { return zones_.empty() ? nullptr : &zones_.back(); }
  // Where there is no room for another the last one takes it in, as prose if either is.
  void Add(ZoneKind kind, TextSpan at, std::string_view chrome = {}) {
    if (MayAddZone(zones_.size(), at.begin)) {
      zones_.push_back({kind, at, !chrome.empty(), std::string(chrome)});
      return;
    }
    too_many_ = true;
    Extend(at.end);
    if (chrome.empty() && zones_.back().chrome) {
      zones_.back().kind = kind;
      zones_.back().chrome = false;
      zones_.back().rule.clear();
    }
  }
  // REQUIRES: there is a last one.
  void Extend(std::uint32_t end) { zones_.back().at.end = end; }

 private:
  Document& document_;
  std::vector<Zone>& zones_;
  bool too_many_ = false;
};

// The zones of lines [begin, end), which no blank line parts.
void AddParagraph(const std::vector<TextLine>& lines, std::size_t begin, std::size_t end,
                  Zones& zones) {
  if (begin == end) {
    return;
  }
  const bool wrapped =
      std::all_of(lines.begin() + static_cast<std::ptrdiff_t>(begin),
                  lines.begin() + static_cast<std::ptrdiff_t>(end),
                  [](const TextLine& line) { return line.at.size() <= kWrapBytesMax; });
  if (wrapped) {
    zones.Add(ZoneKind::kParagraph, {lines[begin].at.begin, lines[end - 1].at.end});
    return;
  }
  for (std::size_t i = begin; i < end; ++i) {
    zones.Add(ZoneKind::kParagraph, lines[i].at);
  }
}

}  // namespace

void MakePlainZones(const TextLines& lines, Document& document) {
  const std::vector<Furniture> furniture = FindFurniture(lines.lines, document.text);
  Zones zones(document);
  std::size_t begin = 0;
  for (std::size_t i = 0; i < lines.lines.size(); ++i) {
    const bool aside = furniture[i] != Furniture::kNone;
    if (lines.lines[i].after_blank || aside) {
      AddParagraph(lines.lines, begin, i, zones);
      begin = i;
    }
    if (aside) {
      const bool number = furniture[i] == Furniture::kPageNumber;
      const std::string_view rule = number ? "text.page_number" : "text.running_title";
      // One by one, lines of a kind would take thirty times their size.
      if (zones.last() != nullptr && zones.last()->chrome && zones.last()->rule == rule) {
        zones.Extend(lines.lines[i].at.end);
      } else {
        zones.Add(ZoneKind::kOther, lines.lines[i].at, rule);
      }
      begin = i + 1;
    }
  }
  AddParagraph(lines.lines, begin, lines.lines.size(), zones);
}

}  // namespace ibid::read
