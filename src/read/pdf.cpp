#include "read/pdf.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "read/pdf_lines.h"
#include "read/pdf_metadata.h"
#include "read/pdf_paragraphs.h"
#include "read/pdf_text.h"
#include "read/text_chrome.h"
#include "read/text_head.h"
#include "read/text_lines.h"
#include "text/utf8.h"

namespace ibid::read {
namespace {

constexpr std::size_t kJunkMax = 1024;
constexpr std::size_t kObjectWithin = 64U << 10U;
constexpr std::int32_t kHeadlinePercent = 115;  // Of the body's size, at least.
constexpr std::int32_t kHeadingPercent = 108;
constexpr std::uint32_t kHeadlineBytesMax = 300;
constexpr std::uint32_t kHeadingBytesMax = 200;
constexpr std::uint32_t kBeforeHeadlineMax = 300;  // Bytes of masthead and navigation.
constexpr std::size_t kHeadlineWordsMin = 3;       // A larger name alone is a masthead.

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

std::size_t SpacesIn(std::string_view words) {
  return static_cast<std::size_t>(std::count(words.begin(), words.end(), ' '));
}

// The block of the first page with the largest type; kNone where all is of one size.
std::size_t FindHeadline(const std::vector<PdfBlock>& blocks,
                         const std::vector<PdfParagraph>& paragraphs,
                         const std::vector<PdfLine>& lines, std::int32_t body_size,
                         const Document& document) {
  std::size_t best = kNone;
  const auto weight = [&](std::size_t block) {
    const bool words = SpacesIn(document.Text(blocks[block].at)) + 1 >= kHeadlineWordsMin;
    return std::pair(words, paragraphs[blocks[block].paragraph].size);
  };
  std::uint32_t page = 0;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    if (blocks[b].paragraph == PdfBlock::kFurniture) {
      continue;
    }
    const PdfParagraph& paragraph = paragraphs[blocks[b].paragraph];
    page = best == kNone && page == 0 ? lines[paragraphs[0].lines[0]].page : page;
    if (lines[paragraph.lines[0]].page != page) {
      break;
    }
    if (paragraph.size * 100 >= body_size * kHeadlinePercent &&
        blocks[b].at.size() <= kHeadlineBytesMax && (best == kNone || weight(b) > weight(best))) {
      best = b;
    }
  }
  return best;
}

Zone ZoneOf(const PdfBlock& block, const std::vector<PdfParagraph>& paragraphs,
            std::int32_t body_size, const Document& document) {
  if (block.paragraph == PdfBlock::kFurniture) {
    return {ZoneKind::kOther, block.at, true, block.rule};
  }
  const PdfParagraph& paragraph = paragraphs[block.paragraph];
  if (paragraph.list_item) {
    return {ZoneKind::kListItem, block.at, false, "pdf.list_mark"};
  }
  const bool short_one =
      block.at.size() <= kHeadingBytesMax && !document.Text(block.at).ends_with('.');
  if (short_one && paragraph.size * 100 >= body_size * kHeadingPercent) {
    return {ZoneKind::kHeading, block.at, false, "pdf.size"};
  }
  if (short_one && paragraph.bold) {
    return {ZoneKind::kHeading, block.at, false, "pdf.bold"};
  }
  return {ZoneKind::kParagraph, block.at, false, ""};
}

// What stands on the first page above the headline, if it is short and no sentence, is the outlet's
// masthead and navigation.
void MarkMasthead(std::size_t headline, Document& document) {
  if (document.zones[headline].at.begin > kBeforeHeadlineMax) {
    return;
  }
  for (std::size_t i = 0; i < headline; ++i) {
    Zone& zone = document.zones[i];
    if (!zone.chrome && !document.Text(zone.at).ends_with('.')) {
      zone.kind = ZoneKind::kOther;
      zone.chrome = true;
      zone.rule = "pdf.above_headline";
    }
  }
}

std::string Pages(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " page" : " pages");
}

}  // namespace

bool IsPdf(std::string_view bytes) {
  const std::size_t mark = bytes.substr(0, kJunkMax).find("%PDF-");
  return mark == 0 || (mark != std::string_view::npos &&
                       bytes.substr(mark, kObjectWithin).find(" obj") != std::string_view::npos);
}

Result<void> ReadPdf(const pdf::Contents& contents, Document& document) {
  if (contents.state == pdf::State::kEncrypted) {
    return Error{ErrorCode::kInput,
                 "is a PDF document that opens with a password only; remove it first: "
                 "qpdf --decrypt --password=... FILE OUT"};
  }
  std::vector<PdfLine> lines = PdfLines(contents);
  if (lines.empty() && (contents.state != pdf::State::kWhole || contents.pages.empty())) {
    return Error{ErrorCode::kInput, "is a PDF document too damaged to read" +
                                        (contents.why.empty() ? "" : " (" + contents.why + ")")};
  }
  if (lines.empty()) {
    return Error{ErrorCode::kInput, "is a PDF document of " + Pages(contents.pages.size()) +
                                        " without a text layer, as scanners make them; text "
                                        "recognition (ocrmypdf FILE OUT) may make one"};
  }
  if (contents.state == pdf::State::kPart) {
    document.notes.push_back("only the first " + Pages(contents.pages.size()) + " of " +
                             std::to_string(contents.page_count) + " were read: " + contents.why);
  }
  MarkFurniture(contents, lines);
  const std::int32_t body_size = BodySize(contents, lines);
  const std::vector<PdfParagraph> paragraphs = PdfParagraphs(contents, lines, body_size);
  const std::vector<PdfBlock> blocks = WritePdfText(contents, lines, paragraphs, document);
  TextLines text_lines;
  for (const PdfBlock& block : blocks) {
    document.zones.push_back(ZoneOf(block, paragraphs, body_size, document));
    text_lines.lines.push_back({block.at, true, false});
  }
  const std::size_t headline = FindHeadline(blocks, paragraphs, lines, body_size, document);
  if (headline != kNone) {
    document.zones[headline].kind = ZoneKind::kHeadline;
    document.zones[headline].rule = "pdf.largest";
    MarkMasthead(headline, document);
  }
  ReadTextHead(text_lines, document);
  MarkTextChrome(document);
  SplitDatelines(document);
  AddPdfMetadata(contents, document);
  return {};
}

}  // namespace ibid::read
