#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "pdf/contents.h"

namespace ibid::pdf {

// The words of a PDF through poppler's C++ interface, which knows nothing of links with a URI. Only
// in ibid-pdf: poppler may crash, hang or be taken over by the file. Keeps `bytes`.
class WordSource {
 public:
  explicit WordSource(std::string_view bytes);
  ~WordSource();
  WordSource(const WordSource&) = delete;
  WordSource& operator=(const WordSource&) = delete;

  bool open() const;
  bool encrypted() const;
  std::uint32_t page_count() const;
  std::vector<Info> Information() const;

  // A page without its links, and the right edge of each character of each word: words[w] has
  // edges[w][i] after its i-th character.
  struct PageOfWords {
    Page page;
    std::vector<std::vector<std::int32_t>> edges;
  };
  PageOfWords ReadPage(std::uint32_t index) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace ibid::pdf
