#include "pdf/contents.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "text/utf8.h"

namespace ibid::pdf {
namespace {

// A line is a letter and its fields, each after a tab:
//   n COUNT | i KEY VALUE | p WIDTH HEIGHT | w LEFT TOP RIGHT BOTTOM SIZE FLAGS TEXT | l URI
//   c WORD BEGIN END | e STATE WHY
constexpr std::size_t kFieldsMax = 8;
constexpr unsigned kBold = 1;
constexpr unsigned kSpaceAfter = 2;

void AddField(std::string& out, std::int64_t number) {
  out += '\t';
  out += std::to_string(number);
}

// Fields hold neither tabs nor line ends nor other controls.
void AddField(std::string& out, std::string_view words) {
  out += '\t';
  for (const char c : words) {
    if (static_cast<unsigned char>(c) >= 0x20 && c != '\x7F') {
      out += c;
    }
  }
}

class Reader {
 public:
  Contents Read(std::string_view written) {
    out_.state = State::kPart;
    while (!written.empty() && !ended_) {
      const std::size_t end = written.find('\n');
      if (end == std::string_view::npos) {
        break;  // Cut off in the middle of a line.
      }
      ReadLine(written.substr(0, end));
      written.remove_prefix(end + 1);
    }
    return std::move(out_);
  }

 private:
  void ReadLine(std::string_view line) {
    count_ = 0;
    while (count_ < kFieldsMax) {
      const std::size_t end = line.find('\t');
      fields_[count_++] = line.substr(0, end);
      if (end == std::string_view::npos) {
        break;
      }
      line.remove_prefix(end + 1);
    }
    const char kind = fields_[0].size() == 1 ? fields_[0].front() : '\0';
    switch (kind) {
      case 'n':
        out_.page_count = static_cast<std::uint32_t>(std::max(Number(1), 0));
        break;
      case 'i':
        out_.info.push_back({Words(1), Words(2)});
        break;
      case 'p':
        out_.pages.emplace_back();
        out_.pages.back().width = std::max(Number(1), 0);
        out_.pages.back().height = std::max(Number(2), 0);
        break;
      case 'w':
        ReadWord();
        break;
      case 'l':
        if (!out_.pages.empty()) {
          out_.pages.back().links.push_back({Words(1), {}});
        }
        break;
      case 'c':
        ReadCover();
        break;
      case 'e':
        out_.state = static_cast<State>(std::clamp(Number(1), 0, 3));
        out_.why = Words(2);
        ended_ = true;
        break;
      default:
        break;
    }
  }

  void ReadWord() {
    std::string words = Words(7);
    if (out_.pages.empty() || words.empty()) {
      return;
    }
    Box at{Number(1), Number(2), Number(3), Number(4)};
    at.right = std::max(at.left, at.right);
    at.bottom = std::max(at.top, at.bottom);
    const auto flags = static_cast<unsigned>(Number(6));
    out_.pages.back().words.push_back({std::move(words), at, std::max(Number(5), 1),
                                       (flags & kBold) != 0, (flags & kSpaceAfter) != 0});
  }

  void ReadCover() {
    if (out_.pages.empty() || out_.pages.back().links.empty()) {
      return;
    }
    const std::vector<Word>& words = out_.pages.back().words;
    std::vector<Cover>& covers = out_.pages.back().links.back().covers;
    const Cover cover{Count(1), Count(2), Count(3)};
    if (cover.word >= words.size() || (!covers.empty() && cover.word <= covers.back().word)) {
      return;
    }
    const std::string& word = words[cover.word].text;
    if (cover.begin < cover.end && cover.end <= word.size() &&
        text::BoundaryBefore(word, cover.begin) == cover.begin &&
        text::BoundaryBefore(word, cover.end) == cover.end) {
      covers.push_back(cover);
    }
  }

  std::int32_t Number(std::size_t field) const {
    std::int32_t number = 0;
    if (field < count_) {
      const std::string_view f = fields_[field];
      std::from_chars(f.data(), f.data() + f.size(), number);
    }
    return std::clamp(number, -kPlaceMax, kPlaceMax);
  }
  std::uint32_t Count(std::size_t field) const {
    return static_cast<std::uint32_t>(std::max(Number(field), 0));
  }
  std::string Words(std::size_t field) const {
    std::string clean;
    for (const char c : field < count_ ? fields_[field] : std::string_view()) {
      if (static_cast<unsigned char>(c) >= 0x20 && c != '\x7F') {
        clean += c;
      }
    }
    return text::IsValid(clean) ? clean : text::Repair(clean);
  }

  Contents out_;
  std::array<std::string_view, kFieldsMax> fields_;
  std::size_t count_ = 0;
  bool ended_ = false;
};

}  // namespace

std::string WritePageCount(std::uint32_t count) {
  std::string out = "n";
  AddField(out, std::int64_t{count});
  return out + "\n";
}

std::string WriteInfo(const Info& info) {
  std::string out = "i";
  AddField(out, std::string_view(info.key));
  AddField(out, std::string_view(info.value));
  return out + "\n";
}

std::string WritePage(const Page& page) {
  std::string out = "p";
  AddField(out, std::int64_t{page.width});
  AddField(out, std::int64_t{page.height});
  out += '\n';
  for (const Word& word : page.words) {
    out += 'w';
    for (const std::int32_t number :
         {word.at.left, word.at.top, word.at.right, word.at.bottom, word.size}) {
      AddField(out, std::int64_t{number});
    }
    AddField(out, std::int64_t{(word.bold ? kBold : 0) | (word.space_after ? kSpaceAfter : 0)});
    AddField(out, std::string_view(word.text));
    out += '\n';
  }
  for (const Link& link : page.links) {
    out += 'l';
    AddField(out, std::string_view(link.uri));
    out += '\n';
    for (const Cover& cover : link.covers) {
      out += 'c';
      AddField(out, std::int64_t{cover.word});
      AddField(out, std::int64_t{cover.begin});
      AddField(out, std::int64_t{cover.end});
      out += '\n';
    }
  }
  return out;
}

std::string WriteEnd(State state, std::string_view why) {
  std::string out = "e";
  AddField(out, static_cast<std::int64_t>(state));
  AddField(out, why);
  return out + "\n";
}

Contents ReadContents(std::string_view written) {
  return Reader().Read(written);
}

}  // namespace ibid::pdf
