#include "pdf/poppler_links.h"

#include <algorithm>
#include <cmath>

#include <poppler/glib/poppler.h>

#include "text/utf8.h"

namespace ibid::pdf {
namespace {

constexpr std::size_t kUriBytesMax = 8192;

std::int32_t Hundredths(double points) {
  constexpr double kPointsMax = kPlaceMax / 100.0;
  return std::isfinite(points) ? static_cast<std::int32_t>(
                                     std::lround(std::clamp(points, -kPointsMax, kPointsMax) * 100))
                               : 0;
}

template <class Object>
struct Unref {
  void operator()(Object* object) const { g_object_unref(object); }
};

}  // namespace

struct LinkSource::Impl {
  std::unique_ptr<PopplerDocument, Unref<PopplerDocument>> document;
};

LinkSource::LinkSource(std::string_view bytes) : impl_(std::make_unique<Impl>()) {
  GBytes* shared = g_bytes_new_static(bytes.data(), bytes.size());
  impl_->document.reset(poppler_document_new_from_bytes(shared, nullptr, nullptr));
  g_bytes_unref(shared);
}

LinkSource::~LinkSource() = default;

std::vector<LinkSource::Area> LinkSource::ReadPage(std::uint32_t index) const {
  std::vector<Area> out;
  if (!impl_->document) {
    return out;
  }
  const std::unique_ptr<PopplerPage, Unref<PopplerPage>> page(
      poppler_document_get_page(impl_->document.get(), static_cast<int>(index)));
  if (!page) {
    return out;
  }
  double width = 0;
  double height = 0;
  poppler_page_get_size(page.get(), &width, &height);
  GList* links = poppler_page_get_link_mapping(page.get());
  for (const GList* item = links; item != nullptr; item = item->next) {
    const auto* link = static_cast<const PopplerLinkMapping*>(item->data);
    if (out.size() == kLinksMax || link->action == nullptr ||
        link->action->type != POPPLER_ACTION_URI || link->action->uri.uri == nullptr) {
      continue;
    }
    std::string uri = link->action->uri.uri;
    uri = text::IsValid(uri) ? uri : text::Repair(uri);
    if (!uri.empty() && uri.size() <= kUriBytesMax) {
      const PopplerRectangle& area = link->area;  // Its y goes upwards.
      out.push_back(
          {std::move(uri),
           {Hundredths(std::min(area.x1, area.x2)), Hundredths(height - std::max(area.y1, area.y2)),
            Hundredths(std::max(area.x1, area.x2)),
            Hundredths(height - std::min(area.y1, area.y2))}});
    }
  }
  poppler_page_free_link_mapping(links);
  return out;
}

}  // namespace ibid::pdf
