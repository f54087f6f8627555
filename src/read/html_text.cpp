#include "read/html_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "read/character_references.h"
#include "read/density.h"
#include "text/utf8.h"

namespace ibid::read {
namespace {

constexpr int kLinesOfParagraph = 2;  // So many <br> are read as the end of a paragraph.

// Characters that show nothing and stand inside words.
bool HasNoWidth(char32_t code) {
  return code == 0xAD || code == 0x200B || code == 0x2060 || code == 0xFEFF || code == 0;
}

// ASCII that is neither space nor control nor the beginning of a reference.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t c = ' ' + 1; c < 0x7F; ++c) {
    plain[c] = c != '&';
  }
  return plain;
}();

bool IsPlainAt(std::string_view raw, std::size_t at) {
  return at < raw.size() && kPlain[static_cast<unsigned char>(raw[at])];
}

struct Stretch {
  std::size_t end = 0;
  std::size_t spaces = 0;
};

// From `at` on, what stands in the text as it stands in the page: plain characters, with single
// spaces between them.
Stretch PlainStretch(std::string_view raw, std::size_t at) {
  Stretch out{at, 0};
  for (;;) {
    while (IsPlainAt(raw, out.end)) {
      ++out.end;
    }
    if (out.end == at || out.end == raw.size() || raw[out.end] != ' ' ||
        !IsPlainAt(raw, out.end + 1)) {
      return out;
    }
    ++out.end;
    ++out.spaces;
  }
}

}  // namespace

void HtmlText::Put(std::string_view raw, std::size_t at, bool encoded, bool in_link) {
  std::string reference;
  for (std::size_t i = 0; i < raw.size();) {
    if (encoded && raw[i] == '&') {
      reference.clear();
      const std::size_t taken = DecodeReference(raw, i, false, reference);
      if (taken > 0) {
        PutDecoded(reference, at + i, in_link);
        i += taken;
        continue;
      }
    }
    if (const Stretch plain = PlainStretch(raw, i); plain.end > i) {
      PutVisible(raw.substr(i, plain.end - i), plain.spaces, at + i, in_link);
      i = plain.end;
      continue;
    }
    const std::size_t size = text::DecodeAt(raw, i).size;
    PutCharacter(raw.substr(i, size), at + i, in_link);
    i += size;
  }
}

void HtmlText::PutDecoded(std::string_view text, std::size_t input, bool in_link) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t size = text::DecodeAt(text, i).size;
    PutCharacter(text.substr(i, size), input, in_link);
    i += size;
  }
}

void HtmlText::PutCharacter(std::string_view character, std::size_t input, bool in_link) {
  const auto lead = static_cast<unsigned char>(character[0]);
  if (lead <= ' ' || lead >= 0xC2) {
    const char32_t code = text::DecodeAt(character, 0).code;
    if (HasNoWidth(code)) {
      return;
    }
    if (text::IsSpace(code) || code < ' ') {
      PutSpace(character);
      return;
    }
  }
  PutVisible(character, 0, input, in_link);
}

void HtmlText::PutVisible(std::string_view words, std::size_t spaces, std::size_t input,
                          bool in_link) {
  Flush(input);
  document_.offsets.Add(size(), static_cast<std::uint32_t>(input));
  document_.text += words;
  blocks_.back().link_bytes += in_link ? static_cast<std::uint32_t>(words.size() - spaces) : 0;
}

void HtmlText::PutSpace(std::string_view character) {
  space_ = true;
  if (context_.pre && character != "\r") {
    kept_space_ += character == "\n" ? "\n" : " ";
  }
}

// Writes the white space that is due, and begins the block and the elements that wait for it.
void HtmlText::Flush(std::size_t input) {
  if (in_block_ && lines_ >= kLinesOfParagraph && !context_.pre) {
    EndBlock();
  }
  if (!in_block_) {
    in_block_ = true;
    if (!document_.text.empty()) {
      document_.text += line_between_ ? "\n" : "\n\n";
    }
    if (blocks_.size() == kZonesAlways) {
      blocks_.reserve(kZonesAlways + page_bytes_ / kBytesOfZone);
    }
    if (MayAddZone(blocks_.size(), input)) {
      blocks_.push_back({context_, {size(), size()}, 0});
    } else {
      was_too_dense_ = true;
    }
  } else if (lines_ > 0) {
    document_.text += '\n';
  } else if (!kept_space_.empty()) {
    document_.text += kept_space_;
  } else if (space_) {
    document_.text += ' ';
  }
  kept_space_.clear();
  space_ = false;
  line_between_ = false;
  lines_ = 0;
  for (const Markup::Index element : awaiting_) {
    document_.markup.Begin(element, size());
  }
  awaiting_.clear();
}

void HtmlText::EndBlock() {
  if (in_block_) {
    blocks_.back().at.end = size();
    in_block_ = false;
  }
}

void HtmlText::BreakBlock(const BlockContext& next, bool on_next_line) {
  line_between_ = in_block_ ? on_next_line : line_between_ && on_next_line;
  EndBlock();
  context_ = next;
  kept_space_.clear();
  lines_ = 0;
}

void HtmlText::BreakLine() {
  ++lines_;
  kept_space_ += context_.pre ? "\n" : "";
  lines_ = context_.pre ? 0 : lines_;
}

std::vector<Block> HtmlText::Finish() {
  EndBlock();
  if (was_too_dense_) {
    document_.notes.emplace_back(kTooManyZones);
  }
  return std::move(blocks_);
}

}  // namespace ibid::read
