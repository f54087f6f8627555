#include "read/read.h"

#include <array>
#include <cstdio>
#include <utility>

#include "digest/digest.h"
#include "pdf/extract.h"
#include "read/html.h"
#include "read/input_encoding.h"
#include "read/markdown.h"
#include "read/pdf.h"
#include "read/plain_text.h"
#include "read/sniff.h"
#include "text/encoding.h"
#include "text/utf8.h"

namespace ibid::read {
namespace {

constexpr std::uint64_t kTextBytesMax = 0xF0000000U;  // Offsets are 32 bits wide.

std::string Megabytes(std::uint64_t bytes) {
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "%.1f MiB", static_cast<double>(bytes) / (1U << 20U));
  return out.data();
}

std::string Called(const ReadOptions& options) {
  if (options.source.empty() || options.source == "-") {
    return "the input";
  }
  std::string name = options.source;
  for (char& c : name) {
    c = static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
  }
  return text::Shorten(text::Repair(name), 200);
}

Error Unreadable(const ReadOptions& options, std::string_view why) {
  return {ErrorCode::kInput, Called(options) + " " + std::string(why)};
}

void NoteDamage(std::size_t damaged, Document& document) {
  if (damaged > 0) {
    document.notes.push_back(std::to_string(damaged) + " characters are no valid " +
                             document.encoding + " and were replaced by U+FFFD");
  }
}

std::string DigestOf(std::string_view bytes, const ReadOptions& options) {
  return options.input_sha256.empty() ? digest::Sha256Hex(bytes) : options.input_sha256;
}

Result<Document> ReadPdfFile(std::string_view bytes, const ReadOptions& options) {
  const Result<pdf::Contents> contents = pdf::Extract(bytes, options.pdf_program);
  if (!contents) {
    return contents.error();
  }
  Document document;
  document.source = options.source;
  document.kind = InputKind::kPdf;
  document.input_sha256 = DigestOf(bytes, options);
  if (!options.url.empty()) {
    document.metadata.url = {options.url, "given", std::nullopt};
  }
  if (const Result<void> read = ReadPdf(*contents, document); !read) {
    return Unreadable(options, read.error().message);
  }
  return document;
}

}  // namespace

Result<Document> Read(std::string_view bytes, const ReadOptions& options) {
  if (bytes.size() > options.input_bytes_max || bytes.size() > kTextBytesMax) {
    return Unreadable(options, "has " + Megabytes(bytes.size()) + ", over the limit of " +
                                   Megabytes(options.input_bytes_max) +
                                   "; raise it with --max-input or give a part of it");
  }
  if (bytes.empty()) {
    return Unreadable(options, "is empty; give an article's text or page");
  }
  if (options.kind.value_or(InputKind::kPdf) == InputKind::kPdf && (options.kind || IsPdf(bytes))) {
    return ReadPdfFile(bytes, options);
  }
  if (const auto binary = NameBinary(bytes)) {
    return Unreadable(options, "is " + *binary);
  }
  Document document;
  document.source = options.source;
  document.input_sha256 = DigestOf(bytes, options);
  const InputEncoding encoding = FindInputEncoding(
      bytes, options.content_type, options.kind.value_or(InputKind::kHtml) == InputKind::kHtml);
  document.encoding = encoding.name;
  std::string_view input = bytes.substr(encoding.skip);
  text::DecodedText decoded;
  if (encoding.name != "utf-8" || !IsCleanUtf8(input)) {
    decoded = text::Decode(input, encoding.name);
    NoteDamage(decoded.damaged, document);
    input = decoded.utf8;
  }
  if (input.size() > kTextBytesMax) {
    return Unreadable(options, "is over 3.7 GiB as UTF-8; give a part of it");
  }
  if (text::Trim(input).empty()) {
    return Unreadable(options, "holds nothing but white space; give an article's text or page");
  }
  document.kind = options.kind.value_or(SniffKind(input, options.content_type, options.source));
  if (!options.url.empty()) {
    document.metadata.url = {options.url, "given", std::nullopt};
  }
  if (document.kind == InputKind::kHtml) {
    ReadHtml(input, document);
  } else if (document.kind == InputKind::kMarkdown) {
    ReadMarkdown(input, document);
  } else {
    ReadPlainText(input, document);
  }
  return document;
}

}  // namespace ibid::read
