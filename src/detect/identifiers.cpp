#include "detect/identifiers.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kDoiBytesMax = 256;
constexpr std::size_t kSymbolBytesMax = 60;

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}
bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

struct Identifier {
  std::size_t end = 0;
  std::string scheme;
  std::string value;
};

std::size_t Digits(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && IsDigit(text[end])) {
    ++end;
  }
  return end;
}

std::size_t SkipSpace(std::string_view text, std::size_t at) {
  while (at < text.size() && at < text.size() && text::IsSpace(text::DecodeAt(text, at).code)) {
    at += text::DecodeAt(text, at).size;
  }
  return at;
}

// "10.1000/xyz.12"
std::optional<Identifier> Doi(std::string_view text, std::size_t at) {
  const std::size_t prefix = Digits(text, at + 3);
  if (!text.substr(at).starts_with("10.") || prefix < at + 7 || prefix > at + 12 ||
      prefix >= text.size() || text[prefix] != '/') {
    return std::nullopt;
  }
  std::size_t end = prefix + 1;
  int round = 0;
  while (end < text.size() && end - at < kDoiBytesMax) {
    const char c = text[end];
    if (c <= ' ' || c == '"' || c == '<' || c == '>' || c == '\'' || (c & 0x80) != 0 ||
        (c == ')' && round == 0)) {
      break;
    }
    round += c == '(' ? 1 : c == ')' ? -1 : 0;
    ++end;
  }
  while (end > prefix + 1 &&
         std::string_view(".,;:!?]*").find(text[end - 1]) != std::string::npos) {
    --end;
  }
  if (end == prefix + 1) {
    return std::nullopt;
  }
  return Identifier{end, "doi", text::Lower(text.substr(at, end - at))};
}

// "arXiv:2101.00001v2", "arXiv:hep-th/9901001", and the same in arxiv.org's URLs.
std::optional<Identifier> Arxiv(std::string_view text, std::size_t at) {
  std::size_t id = 0;
  for (const std::string_view opening : {"arxiv.org/abs/", "arxiv.org/pdf/", "arxiv:"}) {
    if (text::StartsWithNoCase(text.substr(at), opening)) {
      id = at + opening.size();
      break;
    }
  }
  if (id == 0) {
    return std::nullopt;
  }
  id = SkipSpace(text, id);
  std::size_t end = Digits(text, id);
  if (end == id + 4 && end < text.size() && text[end] == '.') {
    end = Digits(text, end + 1);
    if (end < id + 9) {
      return std::nullopt;
    }
  } else {
    end = id;
    while (end < text.size() && end - id < 20 &&
           (IsLetter(text[end]) || text[end] == '-' || text[end] == '.')) {
      ++end;
    }
    if (end == id || end >= text.size() || text[end] != '/' || Digits(text, end + 1) != end + 8) {
      return std::nullopt;
    }
    end += 8;
  }
  if (end + 1 < text.size() && text[end] == 'v' && IsDigit(text[end + 1])) {
    end = Digits(text, end + 1);
  }
  return Identifier{end, "arxiv", std::string(text.substr(id, end - id))};
}

bool RightIsbn(std::string_view digits) {
  int sum = 0;
  if (digits.size() == 10) {
    for (std::size_t i = 0; i < 10; ++i) {
      const int value = digits[i] == 'X' ? 10 : digits[i] - '0';
      sum += value * static_cast<int>(10 - i);
    }
    return sum % 11 == 0;
  }
  for (std::size_t i = 0; i < digits.size(); ++i) {
    sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
  }
  return digits.size() == 13 && sum % 10 == 0 && digits.find('X') == std::string_view::npos;
}

std::optional<Identifier> Isbn(std::string_view text, std::size_t at) {
  if (!text::StartsWithNoCase(text.substr(at), "isbn")) {
    return std::nullopt;
  }
  std::size_t i = at + 4;
  for (const std::string_view kind : {"-13", "-10", " 13:", " 10:", "13", "10"}) {
    if (text.substr(i, kind.size()) == kind && i + kind.size() < text.size() &&
        !IsDigit(text[i + kind.size()]) && text[i + kind.size()] != '-') {
      i += kind.size();
      break;
    }
  }
  while (i < text.size() && (text[i] == ' ' || text[i] == ':')) {
    ++i;
  }
  std::string digits;
  std::size_t end = i;
  for (; i < text.size() && digits.size() < 13; ++i) {
    const char c = text[i];
    if (IsDigit(c) || ((c == 'X' || c == 'x') && digits.size() == 9)) {
      digits += c == 'x' ? 'X' : c;
      end = i + 1;
      if (digits.back() == 'X') {
        break;
      }
    } else if (c != '-' && c != ' ') {
      break;
    }
  }
  if (RightIsbn(digits)) {
    return Identifier{end, "isbn", digits};
  }
  return std::nullopt;
}

std::optional<Identifier> Pmid(std::string_view text, std::size_t at) {
  for (const std::string_view opening :
       {"pmid:", "pmid", "pubmed.ncbi.nlm.nih.gov/", "ncbi.nlm.nih.gov/pubmed/"}) {
    if (!text::StartsWithNoCase(text.substr(at), opening)) {
      continue;
    }
    const std::size_t id = SkipSpace(text, at + opening.size());
    const std::size_t end = Digits(text, id);
    if (end > id + 3 && end <= id + 8) {
      return Identifier{end, "pmid", std::string(text.substr(id, end - id))};
    }
  }
  return std::nullopt;
}

// "S/RES/2254 (2015)", "A/RES/70/1", "A/HRC/31/CRP.1": the symbols of UN documents.
std::optional<Identifier> UnSymbol(std::string_view text, std::size_t at) {
  static constexpr auto kOpenings = std::to_array<std::string_view>(
      {"S/RES/", "A/RES/", "S/PRST/", "S/PV.", "A/HRC/", "S/20", "S/19", "A/CONF.", "E/CN."});
  const std::string_view here = text.substr(at);
  if (std::none_of(kOpenings.begin(), kOpenings.end(),
                   [&](std::string_view o) { return here.starts_with(o); })) {
    return std::nullopt;
  }
  std::size_t end = at;
  while (end < text.size() && end - at < kSymbolBytesMax &&
         (IsLetter(text[end]) || IsDigit(text[end]) || text[end] == '/' || text[end] == '.')) {
    ++end;
  }
  while (text[end - 1] == '.' || text[end - 1] == '/') {
    --end;
  }
  if (!IsDigit(text[end - 1]) ||
      std::count(text.begin() + static_cast<std::ptrdiff_t>(at),
                 text.begin() + static_cast<std::ptrdiff_t>(end), '/') < 2) {
    return std::nullopt;
  }
  std::string value(text.substr(at, end - at));
  const std::size_t year = SkipSpace(text, end);
  if (year + 6 <= text.size() && text[year] == '(' && Digits(text, year + 1) == year + 5 &&
      text[year + 5] == ')') {
    end = year + 6;
    value += " " + std::string(text.substr(year, 6));
  }
  return Identifier{end, "resolution", std::move(value)};
}

// "Security Council resolution 2254 (2015)", "UN General Assembly Resolution 70/1".
std::optional<Identifier> UnResolution(std::string_view text, std::size_t at) {
  struct Body {
    std::string_view words;
    std::string_view symbol;
  };
  static constexpr auto kBodies = std::to_array<Body>({{"Security Council", "S/RES/"},
                                                       {"UNSC", "S/RES/"},
                                                       {"UNSCR", "S/RES/"},
                                                       {"General Assembly", "A/RES/"},
                                                       {"UNGA", "A/RES/"}});
  for (const Body& body : kBodies) {
    if (!text.substr(at).starts_with(body.words)) {
      continue;
    }
    std::size_t i = SkipSpace(text, at + body.words.size());
    const bool word = text::StartsWithNoCase(text.substr(i), "resolution");
    if (!word && body.words != "UNSCR") {
      continue;
    }
    i = SkipSpace(text, word ? i + 10 : i);
    std::size_t end = Digits(text, i);
    if (end < i + 2 || end > i + 4) {
      continue;
    }
    if (end + 1 < text.size() && text[end] == '/' && IsDigit(text[end + 1])) {
      end = Digits(text, end + 1);
    }
    return Identifier{end, "resolution",
                      std::string(body.symbol) + std::string(text.substr(i, end - i))};
  }
  return std::nullopt;
}

// "1:15-cv-01234", "15-cr-123": the form of CM/ECF, the federal courts' case system.
std::optional<Identifier> Docket(std::string_view text, std::size_t at) {
  std::size_t i = Digits(text, at);
  if (i < text.size() && i == at + 1 && text[i] == ':') {
    i = Digits(text, i + 1);
  }
  if (i < at + 2 || i >= text.size() || !IsDigit(text[i - 1]) || !IsDigit(text[i - 2]) ||
      text[i] != '-') {
    return std::nullopt;
  }
  static constexpr auto kTypes = std::to_array<std::string_view>(
      {"cv-", "cr-", "mc-", "md-", "mj-", "civ-", "crim-", "CV-", "CR-"});
  for (const std::string_view type : kTypes) {
    if (!text.substr(i + 1).starts_with(type)) {
      continue;
    }
    const std::size_t number = i + 1 + type.size();
    const std::size_t end = Digits(text, number);
    if (end >= number + 3 && end <= number + 6) {
      return Identifier{end, "docket", text::Lower(text.substr(at, end - at))};
    }
  }
  return std::nullopt;
}

bool IsWordByte(char c) {
  return IsLetter(c) || IsDigit(c) || !text::IsAscii(c);
}

// The first bytes for which IdentifierAt() looks further: most words begin otherwise.
bool MayBegin(char c) {
  switch (c) {
    case 'a':
    case 'A':
    case 'i':
    case 'I':
    case 'p':
    case 'P':
    case 'n':
    case 'E':
    case 'S':
    case 'U':
    case 'G':
      return true;
    default:
      return IsDigit(c);
  }
}

std::optional<Identifier> IdentifierAt(std::string_view text, std::size_t at) {
  switch (text[at]) {
    case '1':
      if (auto doi = Doi(text, at)) {
        return doi;
      }
      return Docket(text, at);
    case 'a':
      return Arxiv(text, at);
    case 'A':
      if (auto arxiv = Arxiv(text, at)) {
        return arxiv;
      }
      return UnSymbol(text, at);
    case 'i':
    case 'I':
      return Isbn(text, at);
    case 'p':
    case 'P':
    case 'n':
      return Pmid(text, at);
    case 'E':
      return UnSymbol(text, at);
    case 'S':
      if (auto symbol = UnSymbol(text, at)) {
        return symbol;
      }
      return UnResolution(text, at);
    case 'U':
    case 'G':
      return UnResolution(text, at);
    default:
      return IsDigit(text[at]) ? Docket(text, at) : std::nullopt;
  }
}

}  // namespace

void FindIdentifiers(const Document& document, std::vector<Mention>& out) {
  const std::string_view text = document.text;
  bool word_before = false;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    const bool word = IsWordByte(c);
    const bool begins = word && !word_before && MayBegin(c);
    word_before = word || (c == '.' && word_before && i + 1 < text.size() && IsDigit(text[i + 1]));
    auto found = begins ? IdentifierAt(text, i) : std::nullopt;
    if (!found) {
      ++i;
      while (word && i < text.size() && IsWordByte(text[i])) {
        ++i;  // Nothing begins inside a word.
      }
      continue;
    }
    Mention mention;
    mention.kind = MentionKind::kIdentifier;
    mention.at = {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(found->end)};
    mention.rule = "identifier." + found->scheme;
    mention.confidence = 0.97;
    mention.parts = IdentifierParts{found->scheme, std::move(found->value)};
    out.push_back(std::move(mention));
    i = found->end;
    word_before = true;
  }
}

}  // namespace ibid::detect
