#include "read/chrome_regions.h"

namespace ibid::read {
namespace {

constexpr std::uint32_t kProseBytesMin = 80;  // A shorter block is a label more often than prose.

std::uint32_t ProseBytes(const Block& block) {
  const std::uint32_t size = block.at.size();
  return size >= kProseBytesMin && block.link_bytes < size / 2 ? size : 0;
}

}  // namespace

std::uint32_t ChromeRegions::Add(std::uint32_t parent, std::string_view rule,
                                 int prose_percent_max) {
  regions_.push_back({parent, prose_percent_max, rule, 0});
  return static_cast<std::uint32_t>(regions_.size() - 1);
}

void ChromeRegions::Weigh(const std::vector<Block>& blocks) {
  for (const Block& block : blocks) {
    regions_[block.context.region].prose_bytes += ProseBytes(block);
  }
  for (std::size_t i = regions_.size() - 1; i > 0; --i) {
    regions_[regions_[i].parent].prose_bytes += regions_[i].prose_bytes;
  }
  const std::uint64_t page = regions_[0].prose_bytes;
  for (std::size_t i = 1; i < regions_.size(); ++i) {
    Region& region = regions_[i];
    const auto percent_max = static_cast<std::uint64_t>(region.prose_percent_max);
    if (region.prose_bytes * 100 > page * percent_max) {
      region.rule = regions_[region.parent].rule;
    } else if (!regions_[region.parent].rule.empty()) {
      region.rule = regions_[region.parent].rule;
    }
  }
}

}  // namespace ibid::read
