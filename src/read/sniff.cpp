#include "read/sniff.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "text/encoding.h"
#include "text/utf8.h"

namespace ibid::read {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::size_t kSniffBytes = 1024;
constexpr std::size_t kMarkupBytes = 16U << 10U;  // Where markup is looked for in other text.
constexpr int kTagsOfAPage = 4;  // So many structural tags make a page without <html>.

struct Signature {
  std::size_t offset;
  std::string_view bytes;
  std::string_view what;
};
constexpr auto kSignatures = std::to_array<Signature>({
    {0, "%PDF-"sv, "a PDF document; leave --input-kind out, or say pdf"sv},
    {0, "\x89PNG\r\n"sv, "a PNG image; text recognition (tesseract FILE -) may make text of it"sv},
    {0, "\xFF\xD8\xFF"sv,
     "a JPEG image; text recognition (tesseract FILE -) may make text of it"sv},
    {0, "GIF87a"sv, "a GIF image; give the article's text or page"sv},
    {0, "GIF89a"sv, "a GIF image; give the article's text or page"sv},
    {8, "WEBP"sv, "a WebP image; give the article's text or page"sv},
    {4, "ftypavif"sv, "an AVIF image; give the article's text or page"sv},
    {4, "ftyp"sv, "a video or audio file; give the article's text or page"sv},
    {0, "\x1A\x45\xDF\xA3"sv, "a Matroska or WebM video; give the article's text or page"sv},
    {0, "OggS"sv, "an Ogg audio or video file; give the article's text or page"sv},
    {0, "ID3"sv, "an MP3 audio file; give the article's text or page"sv},
    {0, "PK\x03\x04"sv,
     "a ZIP archive or an office document (docx, odt, epub); save it as HTML or text, or unpack it"sv},
    {0, "PK\x05\x06"sv, "an empty ZIP archive; give the article's text or page"sv},
    {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv,
     "an old office document (doc, xls); save it as HTML or text"sv},
    {0, "{\\rtf"sv, "an RTF document; save it as HTML or text"sv},
    {0, "%!PS"sv, "a PostScript document; convert it first: ps2ascii FILE | ibid check -"sv},
    {0, "\x1F\x8B"sv, "compressed with gzip; unpack it first: zcat FILE | ibid check -"sv},
    {0, "BZh"sv, "compressed with bzip2; unpack it first: bzcat FILE | ibid check -"sv},
    {0,
     "\xFD"
     "7zXZ\0"sv,
     "compressed with xz; unpack it first: xzcat FILE | ibid check -"sv},
    {0, "\x28\xB5\x2F\xFD"sv,
     "compressed with zstd; unpack it first: zstdcat FILE | ibid check -"sv},
    {0, "7z\xBC\xAF\x27\x1C"sv, "a 7-Zip archive; unpack it first"sv},
    {0, "Rar!\x1A\x07"sv, "a RAR archive; unpack it first"sv},
    {257, "ustar"sv, "a tar archive; unpack it first"sv},
    {0,
     "\x7F"
     "ELF"sv,
     "a program (ELF); give the article's text or page"sv},
    {0, "MZ\x90\0"sv, "a program (Windows); give the article's text or page"sv},
    {0, "\xCF\xFA\xED\xFE"sv, "a program (Mach-O); give the article's text or page"sv},
    {0, "SQLite format 3\0"sv, "an SQLite database; give the article's text or page"sv},
    {0, "wOF2"sv, "a font; give the article's text or page"sv},
    {0, "wOFF"sv, "a font; give the article's text or page"sv},
});

bool IsTextControl(unsigned char c) {
  return c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v' || c == 0x1B || c == '\b';
}

bool BeginsTag(std::string_view text, std::string_view tag) {
  if (!text::StartsWithNoCase(text, tag)) {
    return false;
  }
  const char next = text.size() > tag.size() ? text[tag.size()] : ' ';
  return next == ' ' || next == '>' || next == '\n' || next == '\t' || next == '\r' || next == '/';
}

// White space, comments and processing instructions before the first tag.
std::string_view SkipProlog(std::string_view text) {
  while (true) {
    text = text::Trim(text.substr(0, kMarkupBytes));
    const std::string_view end = text.starts_with("<!--") ? "-->"sv
                                 : text.starts_with("<?") ? "?>"sv
                                                          : ""sv;
    const std::size_t found = end.empty() ? std::string_view::npos : text.find(end);
    if (found == std::string_view::npos) {
      return text;
    }
    text.remove_prefix(found + end.size());
  }
}

bool LooksLikeHtml(std::string_view text) {
  const std::string_view first = SkipProlog(text);
  for (const std::string_view tag :
       {"<!doctype"sv, "<html"sv,   "<head"sv,       "<body"sv, "<script"sv,
        "<meta"sv,     "<title"sv,  "<style"sv,      "<link"sv, "<frameset"sv,
        "<article"sv,  "<main"sv,   "<section"sv,    "<div"sv,  "<table"sv,
        "<h1"sv,       "<iframe"sv, "<blockquote"sv, "<p"sv,    "<plaintext"sv}) {
    if (BeginsTag(first, tag)) {
      return true;
    }
  }
  int tags = 0;
  const std::string_view sample = text.substr(0, kMarkupBytes);
  for (std::size_t at = sample.find('<'); at != std::string_view::npos;
       at = sample.find('<', at + 1)) {
    const std::string_view rest = sample.substr(at);
    for (const std::string_view tag :
         {"<p"sv, "</p"sv, "<div"sv, "</div"sv, "<br"sv, "<li"sv, "<td"sv, "<html"sv, "<body"sv}) {
      tags += BeginsTag(rest, tag) ? 1 : 0;
    }
  }
  return tags >= kTagsOfAPage;
}

bool EndsWithNoCase(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text::EqualNoCase(text.substr(text.size() - end.size()), end);
}

}  // namespace

std::optional<std::string> NameBinary(std::string_view bytes) {
  for (const Signature& signature : kSignatures) {
    if (bytes.size() >= signature.offset &&
        bytes.substr(signature.offset).starts_with(signature.bytes) &&
        (signature.offset != 8 || bytes.starts_with("RIFF"))) {
      return std::string(signature.what);
    }
  }
  if (!text::SniffByteOrderMark(bytes).encoding.empty() || !text::SniffUtf16(bytes).empty()) {
    return std::nullopt;
  }
  const std::string_view sample = bytes.substr(0, kSniffBytes);
  const auto controls = std::count_if(sample.begin(), sample.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && !IsTextControl(byte);
  });
  if (static_cast<std::size_t>(controls) * 20 > sample.size()) {
    return "binary data and no text; give the article's text or page";
  }
  return std::nullopt;
}

InputKind SniffKind(std::string_view text, std::string_view content_type, std::string_view source) {
  const std::string_view media = text::Trim(content_type.substr(0, content_type.find(';')));
  if (text::EqualNoCase(media, "text/html") || text::EqualNoCase(media, "application/xhtml+xml")) {
    return InputKind::kHtml;
  }
  if (text::EqualNoCase(media, "text/markdown")) {
    return InputKind::kMarkdown;
  }
  if (text::EqualNoCase(media, "text/plain")) {
    return InputKind::kText;
  }
  if (EndsWithNoCase(source, ".md") || EndsWithNoCase(source, ".markdown")) {
    return InputKind::kMarkdown;
  }
  return LooksLikeHtml(text) ? InputKind::kHtml : InputKind::kText;
}

}  // namespace ibid::read
