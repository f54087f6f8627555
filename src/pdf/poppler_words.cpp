#include "pdf/poppler_words.h"

#include <algorithm>
#include <cmath>
#include <string>

#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-global.h>
#include <poppler/cpp/poppler-page.h>

#include "text/utf8.h"

namespace ibid::pdf {
namespace {

constexpr std::size_t kInfoBytesMax = 2000;

std::string Utf8(const poppler::ustring& words) {
  const poppler::byte_array bytes = words.to_utf8();
  std::string out;
  for (const char c : bytes) {
    if (static_cast<unsigned char>(c) >= 0x20 && c != '\x7F') {
      out += c;
    }
  }
  return text::IsValid(out) ? out : text::Repair(out);
}

std::int32_t Hundredths(double points) {
  constexpr double kPointsMax = kPlaceMax / 100.0;
  return std::isfinite(points) ? static_cast<std::int32_t>(
                                     std::lround(std::clamp(points, -kPointsMax, kPointsMax) * 100))
                               : 0;
}

Box Place(const poppler::rectf& box) {
  return {Hundredths(box.left()), Hundredths(box.top()), Hundredths(box.right()),
          Hundredths(box.bottom())};
}

bool IsBold(const std::string& font) {
  const std::string lower = text::Lower(font);
  return lower.find("bold") != std::string::npos || lower.find("black") != std::string::npos ||
         lower.find("heavy") != std::string::npos;
}

}  // namespace

struct WordSource::Impl {
  std::unique_ptr<poppler::document> document;
};

WordSource::WordSource(std::string_view bytes) : impl_(std::make_unique<Impl>()) {
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  impl_->document.reset(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
}

WordSource::~WordSource() = default;

bool WordSource::open() const {
  return impl_->document != nullptr;
}

bool WordSource::encrypted() const {
  return open() && impl_->document->is_locked();
}

std::uint32_t WordSource::page_count() const {
  return static_cast<std::uint32_t>(std::max(impl_->document->pages(), 0));
}

std::vector<Info> WordSource::Information() const {
  std::vector<Info> out;
  for (const char* key : {"Title", "Author", "Subject", "Creator", "Producer", "CreationDate"}) {
    std::string value = Utf8(impl_->document->info_key(key));
    if (!value.empty()) {
      value.resize(text::BoundaryBefore(value, std::min(value.size(), kInfoBytesMax)));
      out.push_back({key, std::move(value)});
    }
  }
  return out;
}

WordSource::PageOfWords WordSource::ReadPage(std::uint32_t index) const {
  PageOfWords out;
  const std::unique_ptr<poppler::page> page(impl_->document->create_page(static_cast<int>(index)));
  if (!page) {
    return out;
  }
  const poppler::rectf box = page->page_rect();
  const bool turned = page->orientation() == poppler::page::landscape ||
                      page->orientation() == poppler::page::seascape;
  out.page.width = Hundredths(turned ? box.height() : box.width());
  out.page.height = Hundredths(turned ? box.width() : box.height());
  for (const poppler::text_box& word : page->text_list(poppler::page::text_list_include_font)) {
    std::string words = Utf8(word.text());
    if (words.empty()) {
      continue;
    }
    const bool bold = word.has_font_info() && IsBold(word.get_font_name());
    const double size = word.has_font_info() ? word.get_font_size() : word.bbox().height();
    const std::size_t characters = text::CountCodePoints(words);
    std::vector<std::int32_t> edges;
    for (std::size_t i = 0; i < characters; ++i) {
      edges.push_back(Hundredths(word.char_bbox(i).right()));
    }
    out.page.words.push_back(
        {std::move(words), Place(word.bbox()), Hundredths(size), bold, word.has_space_after()});
    out.edges.push_back(std::move(edges));
  }
  return out;
}

}  // namespace ibid::pdf
