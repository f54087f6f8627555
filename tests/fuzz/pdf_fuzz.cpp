// Any bytes as what the PDF reader's process said: what is taken from them keeps the promises of
// contents.h, can be said again, and gives an Error or a Document that keeps its invariants.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "pdf/contents.h"
#include "read/invariants.h"
#include "read/pdf.h"
#include "text/utf8.h"

namespace {

void Require(bool holds, const char* what) {
  if (!holds) {
    std::fprintf(stderr, "%s\n", what);
    std::abort();
  }
}

std::string Written(const ibid::pdf::Contents& contents) {
  std::string out = ibid::pdf::WritePageCount(contents.page_count);
  for (const ibid::pdf::Info& info : contents.info) {
    out += ibid::pdf::WriteInfo(info);
  }
  for (const ibid::pdf::Page& page : contents.pages) {
    out += ibid::pdf::WritePage(page);
  }
  return out + ibid::pdf::WriteEnd(contents.state, contents.why);
}

void CheckContents(const ibid::pdf::Contents& contents) {
  for (const ibid::pdf::Page& page : contents.pages) {
    for (const ibid::pdf::Word& word : page.words) {
      Require(!word.text.empty() && ibid::text::IsValid(word.text), "no word");
      Require(word.at.width() >= 0 && word.at.height() >= 0 && word.size > 0, "no place");
    }
    for (const ibid::pdf::Link& link : page.links) {
      for (const ibid::pdf::Cover& cover : link.covers) {
        Require(cover.word < page.words.size() && cover.begin < cover.end &&
                    cover.end <= page.words[cover.word].text.size(),
                "a cover outside its word");
      }
    }
  }
  const std::string once = Written(contents);
  Require(Written(ibid::pdf::ReadContents(once)) == once, "said otherwise the second time");
}

void CheckPages(const ibid::Document& document) {
  std::uint32_t end = 0;
  for (const ibid::PageSpan& page : document.pages) {
    Require(end <= page.at.begin && page.at.begin <= page.at.end &&
                page.at.end <= document.text.size() && page.page > 0,
            "pages out of order");
    end = page.at.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ibid::pdf::Contents contents =
      ibid::pdf::ReadContents({reinterpret_cast<const char*>(data), size});
  CheckContents(contents);
  ibid::Document document;
  document.kind = ibid::InputKind::kPdf;
  const ibid::Result<void> read = ibid::read::ReadPdf(contents, document);
  if (!read.ok()) {
    Require(!read.error().message.empty(), "an error without a message");
    return 0;
  }
  const std::string broken = ibid::read::Broken(document);
  Require(broken.empty(), broken.c_str());
  CheckPages(document);
  return 0;
}
