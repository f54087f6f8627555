#include "text/encoding.h"

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <utility>

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include "ibid/embedded.h"
#include "text/converter.h"
#include "text/utf8.h"

namespace ibid::text {

std::span<const EmbeddedFile> EncodingFiles();

namespace {

constexpr std::size_t kDetectBytes = 64U << 10U;  // What ICU's detector gets to see.
constexpr std::ptrdiff_t kMarksMin = 20;          // Fewer bytes over 127 tell no alphabet.
constexpr int kSureEnough = 40;                   // Of its 100; below, it mostly guesses.
constexpr std::size_t kLabelBytesMax = 64;

struct Row {
  std::string_view name;
  std::string_view converter;
  std::string_view labels;
};

std::string_view Cut(std::string_view& rest, char at) {
  const std::size_t end = std::min(rest.find(at), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

// Calls `use` with each row of the table until it returns true.
template <class Use>
void EachRow(Use use) {
  std::string_view rest = EncodingFiles().front().bytes;
  while (!rest.empty()) {
    std::string_view line = Cut(rest, '\n');
    if (line.empty() || line[0] == '#') {
      continue;
    }
    Row row;
    row.name = Cut(line, '\t');
    row.converter = Cut(line, '\t');
    row.labels = line;
    if (use(row)) {
      return;
    }
  }
}

bool HasLabel(std::string_view labels, std::string_view label) {
  while (!labels.empty()) {
    if (EqualNoCase(Cut(labels, ' '), label)) {
      return true;
    }
  }
  return false;
}

struct CloseDetector {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

// Valid but for a last character that is not all there.
bool IsUtf8SoFar(std::string_view bytes) {
  if (IsValid(bytes)) {
    return true;
  }
  for (std::size_t cut = 1; cut <= 3 && cut < bytes.size(); ++cut) {
    const auto lead = static_cast<unsigned char>(bytes[bytes.size() - cut]);
    if (lead >= 0xC2) {
      return IsValid(bytes.substr(0, bytes.size() - cut));
    }
  }
  return false;
}

// Appends UTF-16 as UTF-8; a high surrogate that ends one piece waits for the next.
class Utf16Sink {
 public:
  explicit Utf16Sink(DecodedText& out) : out_(out) {}

  void Put(char16_t unit) {
    if (high_ != 0) {
      const char32_t high = std::exchange(high_, 0);
      if (unit >= 0xDC00 && unit <= 0xDFFF) {
        Append(out_.utf8, 0x10000 + ((high - 0xD800) << 10U) + (unit - 0xDC00U));
        return;
      }
      Damage();
    }
    if (unit >= 0xD800 && unit <= 0xDBFF) {
      high_ = unit;
    } else if ((unit >= 0xDC00 && unit <= 0xDFFF) || unit == 0xFFFD || unit == 0) {
      Damage();
    } else {
      Append(out_.utf8, unit);
    }
  }
  void Finish() {
    if (std::exchange(high_, 0) != 0) {
      Damage();
    }
  }

 private:
  void Damage() {
    ++out_.damaged;
    Append(out_.utf8, kReplacement);
  }
  DecodedText& out_;
  char32_t high_ = 0;
};

DecodedText DecodeUtf8(std::string_view bytes) {
  DecodedText out;
  const std::string_view mark = "\uFFFD";
  out.utf8 = Repair(bytes);
  for (std::size_t at = out.utf8.find(mark); at != std::string::npos;
       at = out.utf8.find(mark, at + mark.size())) {
    ++out.damaged;
  }
  return out;
}

}  // namespace

std::string_view EncodingForLabel(std::string_view label) {
  label = Trim(label.substr(0, kLabelBytesMax));
  std::string_view found;
  if (!label.empty()) {
    EachRow([&](const Row& row) {
      found = HasLabel(row.labels, label) ? row.name : std::string_view();
      return !found.empty();
    });
  }
  return found;
}

ByteOrderMark SniffByteOrderMark(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    return {"utf-8", 3};
  }
  if (bytes.starts_with("\xFE\xFF")) {
    return {"utf-16be", 2};
  }
  if (bytes.starts_with("\xFF\xFE")) {
    return {"utf-16le", 2};
  }
  return {};
}

std::string_view SniffUtf16(std::string_view bytes) {
  bytes = bytes.substr(0, 1024);
  if (bytes.find('\0') == std::string_view::npos) {
    return {};
  }
  std::array<std::size_t, 2> zeros = {0, 0};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    zeros[i % 2] += bytes[i] == '\0' ? 1U : 0U;
  }
  const std::size_t pairs = bytes.size() / 2;
  if (pairs < 4) {
    return {};
  }
  if (zeros[1] * 10 >= pairs * 7 && zeros[0] * 20 <= pairs) {
    return "utf-16le";
  }
  if (zeros[0] * 10 >= pairs * 7 && zeros[1] * 20 <= pairs) {
    return "utf-16be";
  }
  return {};
}

std::string_view DetectEncoding(std::string_view bytes) {
  if (IsUtf8SoFar(bytes)) {
    return "utf-8";
  }
  const std::string_view sample = bytes.substr(0, kDetectBytes);
  const auto marks = std::count_if(sample.begin(), sample.end(),
                                   [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, CloseDetector> detector(ucsdet_open(&status));
  if (U_SUCCESS(status)) {
    ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()),
                   &status);
    ucsdet_enableInputFilter(detector.get(), 1);
    const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
    if (U_SUCCESS(status) && match != nullptr &&
        ucsdet_getConfidence(match, &status) >= kSureEnough) {
      const char* const name = ucsdet_getName(match, &status);
      const std::string_view found = U_SUCCESS(status) ? EncodingForLabel(name) : "";
      const bool one_byte = found.starts_with("windows-") || found.starts_with("iso-8859-");
      if (!found.empty() && (!one_byte || marks >= kMarksMin)) {
        return found;
      }
    }
  }
  return "windows-1252";
}

Converter OpenConverter(std::string_view encoding) {
  std::string name;
  EachRow([&](const Row& row) {
    name = row.name == encoding ? row.converter : std::string_view();
    return !name.empty();
  });
  UErrorCode status = U_ZERO_ERROR;
  Converter converter;
  if (name != "UTF-8" && !name.empty()) {
    converter.reset(ucnv_open(name.c_str(), &status));
  }
  return U_SUCCESS(status) ? std::move(converter) : nullptr;
}

DecodedText Decode(std::string_view bytes, std::string_view encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const Converter converter = OpenConverter(encoding);
  if (converter == nullptr) {
    return DecodeUtf8(bytes);
  }
  DecodedText out;
  out.utf8.reserve(bytes.size() + bytes.size() / 2);
  Utf16Sink sink(out);
  std::array<UChar, 4096> units;
  const char* source = bytes.data();
  const char* const source_end = source + bytes.size();
  do {
    UChar* target = units.data();
    status = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &target, units.data() + units.size(), &source, source_end,
                   nullptr, 1, &status);
    std::for_each(units.data(), target, [&](UChar unit) { sink.Put(unit); });
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  sink.Finish();
  return out;
}

}  // namespace ibid::text
