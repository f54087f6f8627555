#include "text/utf8.h"

#include <algorithm>
#include <cstring>

#include <unicode/uchar.h>

namespace ibid::text {
namespace {

bool IsContinuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}
unsigned Byte(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

// The length of the maximal part of an ill-formed sequence at `at` (Unicode 3.9, table 3-7).
struct Step {
  char32_t code;
  std::uint32_t size;
  bool valid;
};

Step Next(std::string_view text, std::size_t at) {
  const unsigned lead = Byte(text, at);
  if (lead < 0x80) {
    return {lead, 1, true};
  }
  unsigned low = 0x80;
  unsigned high = 0xBF;
  std::uint32_t size = 0;
  char32_t code = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    size = 2;
    code = lead & 0x1FU;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    size = 3;
    code = lead & 0x0FU;
    low = lead == 0xE0 ? 0xA0 : 0x80;
    high = lead == 0xED ? 0x9F : 0xBF;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    size = 4;
    code = lead & 0x07U;
    low = lead == 0xF0 ? 0x90 : 0x80;
    high = lead == 0xF4 ? 0x8F : 0xBF;
  } else {
    return {kReplacement, 1, false};
  }
  for (std::uint32_t i = 1; i < size; ++i) {
    if (at + i >= text.size() || Byte(text, at + i) < low || Byte(text, at + i) > high) {
      return {kReplacement, i, false};
    }
    code = (code << 6U) | (Byte(text, at + i) & 0x3FU);
    low = 0x80;
    high = 0xBF;
  }
  return {code, size, true};
}

}  // namespace

namespace beyond_ascii {

Decoded DecodeAt(std::string_view text, std::size_t at) {
  const Step step = Next(text, at);
  return {step.code, step.valid ? step.size : 1};
}

Decoded DecodeBefore(std::string_view text, std::size_t end) {
  std::size_t at = end - 1;
  while (at > 0 && end - at < 4 && IsContinuation(text[at])) {
    --at;
  }
  const Step step = Next(text, at);
  if (step.valid && at + step.size == end) {
    return {step.code, step.size};
  }
  return {kReplacement, 1};
}

bool IsSpace(char32_t code) {
  return code == 0x85 || code == 0xA0 || code == 0x200B || code == 0xFEFF ||
         u_isUWhiteSpace(static_cast<UChar32>(code));
}

bool IsLetter(char32_t code) {
  return u_isUAlphabetic(static_cast<UChar32>(code));
}

bool IsUpper(char32_t code) {
  return u_isupper(static_cast<UChar32>(code));
}

bool IsWordChar(char32_t code) {
  const std::uint32_t mask = U_GET_GC_MASK(static_cast<UChar32>(code));
  return (mask & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK | U_GC_PC_MASK)) != 0;
}

char32_t ToLower(char32_t code) {
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(code)));
}

void Append(std::string& out, char32_t code) {
  if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
    code = kReplacement;
  }
  if (code < 0x800) {
    out += static_cast<char>(0xC0U | (code >> 6U));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0U | (code >> 12U));
    out += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  } else {
    out += static_cast<char>(0xF0U | (code >> 18U));
    out += static_cast<char>(0x80U | ((code >> 12U) & 0x3FU));
    out += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  }
}

}  // namespace beyond_ascii

bool IsValid(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    // Most text is ASCII: eight bytes at a time.
    constexpr std::uint64_t kHighBits = 0x8080808080808080U;
    std::uint64_t word = 0;
    while (at + sizeof word <= text.size()) {
      std::memcpy(&word, text.data() + at, sizeof word);
      if ((word & kHighBits) != 0) {
        break;
      }
      at += sizeof word;
    }
    if (at == text.size()) {
      break;
    }
    const Step step = Next(text, at);
    if (!step.valid) {
      return false;
    }
    at += step.size;
  }
  return true;
}

std::string Repair(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Step step = Next(text, at);
    if (step.valid && step.code != 0) {
      out.append(text, at, step.size);
    } else {
      Append(out, kReplacement);
    }
    at += step.size;
  }
  return out;
}

std::size_t BoundaryBefore(std::string_view text, std::size_t at) {
  at = std::min(at, text.size());
  for (int back = 0; back < 3 && at > 0 && at < text.size() && IsContinuation(text[at]); ++back) {
    --at;
  }
  return at;
}

std::size_t BoundaryAfter(std::string_view text, std::size_t at) {
  while (at < text.size() && IsContinuation(text[at])) {
    ++at;
  }
  return std::min(at, text.size());
}

std::size_t CountCodePoints(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !IsContinuation(c); }));
}

std::string Lower(std::string_view text) {
  std::string out(text);
  unsigned char high = 0;
  for (char& c : out) {
    high |= static_cast<unsigned char>(c);
    c = LowerAscii(c);
  }
  if (high < 0x80) {
    return out;
  }
  out.clear();
  for (std::size_t at = 0; at < text.size();) {
    if (IsAscii(text[at])) {
      out += LowerAscii(text[at++]);
      continue;
    }
    const Decoded c = DecodeAt(text, at);
    Append(out, ToLower(c.code));
    at += c.size;
  }
  return out;
}

namespace {

// Where the stretch ends that begins at `at`, with no space, and holds none but single spaces
// between words.
std::size_t EndOfFolded(std::string_view text, std::size_t at) {
  const auto is_visible = [text](std::size_t i) {
    return i < text.size() && IsAscii(text[i]) && text[i] > ' ';
  };
  while (at < text.size()) {
    const char byte = text[at];
    if (is_visible(at)) {
      ++at;
      continue;
    }
    if (byte == ' ' && is_visible(at + 1)) {
      at += 2;
      continue;
    }
    const Decoded c = DecodeAt(text, at);
    if (IsSpace(c.code) &&
        (byte != ' ' || at + 1 == text.size() || IsSpace(DecodeAt(text, at + 1).code))) {
      break;
    }
    at += c.size;
  }
  return at;
}

std::size_t EndOfSpace(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const Decoded c = DecodeAt(text, at);
    if (!IsSpace(c.code)) {
      break;
    }
    at += c.size;
  }
  return at;
}

}  // namespace

std::string FoldSpace(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = EndOfSpace(text, 0); at < text.size();) {
    const std::size_t end = EndOfFolded(text, at);
    if (!out.empty()) {
      out += ' ';
    }
    out.append(text, at, end - at);
    at = EndOfSpace(text, end);
  }
  return out;
}

std::string_view Trim(std::string_view text) {
  while (!text.empty()) {
    const Decoded c = DecodeAt(text, 0);
    if (!IsSpace(c.code)) {
      break;
    }
    text.remove_prefix(c.size);
  }
  while (!text.empty()) {
    const Decoded c = DecodeBefore(text, text.size());
    if (!IsSpace(c.code)) {
      break;
    }
    text.remove_suffix(c.size);
  }
  return text;
}

std::string Shorten(std::string_view text, std::size_t code_points) {
  std::size_t at = 0;
  std::size_t last = 0;
  for (std::size_t count = 0; at < text.size(); ++count) {
    if (count == code_points) {
      return std::string(text.substr(0, last)) + "\u2026";
    }
    last = count + 1 < code_points ? at + DecodeAt(text, at).size : last;
    at += DecodeAt(text, at).size;
  }
  return std::string(text);
}

}  // namespace ibid::text
