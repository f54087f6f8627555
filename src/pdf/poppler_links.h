#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pdf/contents.h"

namespace ibid::pdf {

// The link annotations of a PDF through poppler's GLib interface, which alone of its stable ones
// has them. As dangerous as WordSource. Keeps `bytes`.
class LinkSource {
 public:
  explicit LinkSource(std::string_view bytes);
  ~LinkSource();
  LinkSource(const LinkSource&) = delete;
  LinkSource& operator=(const LinkSource&) = delete;

  struct Area {
    std::string uri;
    Box at;
  };
  // The first kLinksMax of the page, in its order.
  static constexpr std::size_t kLinksMax = 2000;
  std::vector<Area> ReadPage(std::uint32_t index) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace ibid::pdf
