#include <algorithm>
#include <array>
#include <cstddef>

#include "detect/links/identifier_cursor.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kSymbolBytesMax = 60;

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}
bool IsAsciiLetter(char c) {
  return text::IsAscii(c) && text::IsLetter(static_cast<unsigned char>(c));
}

// " (2015)" behind a resolution.
std::string Year(Cursor& cursor) {
  Cursor ahead = cursor;
  ahead.TakeSpaces();
  if (ahead.Take("(")) {
    const auto year = ahead.TakeDigits(4, 4);
    if (year && ahead.Take(")")) {
      cursor = ahead;
      return " (" + std::string(*year) + ")";
    }
  }
  return {};
}

// "S/RES/2254 (2015)", "A/RES/70/1", "A/HRC/31/CRP.1": the symbols of UN documents. Their first
// parts are by the UN's library (research.un.org, "UN Document Symbols").
std::optional<Identifier> UnSymbol(std::string_view text, std::size_t at) {
  static constexpr auto kOpenings = std::to_array<std::string_view>(
      {"S/RES/",  "A/RES/",  "S/PRST/", "S/PV.",   "A/HRC/",  "S/20",     "S/19",
       "A/CONF.", "E/CN.",   "E/RES/",  "E/C.12/", "A/ES-",   "A/C.",     "A/PV.",
       "A/66/",   "A/7",     "A/8",     "ST/SGB/", "CCPR/C/", "CEDAW/C/", "CRC/C/",
       "CAT/C/",  "CERD/C/", "CRPD/C/", "TD/B/",   "DP/20",   "FCCC/CP/", "FCCC/PA/"});
  const std::string_view here = text.substr(at);
  if (std::none_of(kOpenings.begin(), kOpenings.end(),
                   [&](std::string_view o) { return here.starts_with(o); })) {
    return std::nullopt;
  }
  std::size_t end = at;
  while (end < text.size() && end - at < kSymbolBytesMax &&
         (IsAsciiLetter(text[end]) || IsDigit(text[end]) || text[end] == '/' || text[end] == '.' ||
          (text[end] == '-' && end + 1 < text.size() && IsDigit(text[end + 1])))) {
    ++end;
  }
  while (text[end - 1] == '.' || text[end - 1] == '/') {
    --end;
  }
  const std::string_view symbol = text.substr(at, end - at);
  if (!IsDigit(symbol.back()) || std::count(symbol.begin(), symbol.end(), '/') < 2) {
    return std::nullopt;
  }
  Cursor cursor(text, end);
  const std::string year = symbol.find("RES") != std::string_view::npos ? Year(cursor) : "";
  return Identifier{cursor.at(), "resolution", std::string(symbol) + year};
}

// "Security Council resolution 2254 (2015)", "UN General Assembly Resolution 70/1". A resolution of
// "the UN" alone may be either body's.
std::optional<Identifier> UnResolution(std::string_view text, std::size_t at) {
  struct Body {
    std::string_view words;
    std::string_view symbol;
    bool needs_word = true;
  };
  static constexpr auto kBodies = std::to_array<Body>({{"Security Council", "S/RES/"},
                                                       {"UNSCR", "S/RES/", false},
                                                       {"UNSC", "S/RES/"},
                                                       {"General Assembly", "A/RES/"},
                                                       {"UNGA", "A/RES/"},
                                                       {"Human Rights Council", "A/HRC/RES/"},
                                                       {"UNHRC", "A/HRC/RES/"},
                                                       {"United Nations", "UN "},
                                                       {"UN", "UN "},
                                                       {"U.N.", "UN "}});
  for (const Body& body : kBodies) {
    Cursor cursor(text, at);
    if (!cursor.Take(body.words)) {
      continue;
    }
    cursor.TakeSpaces();
    const bool word = cursor.TakeNoCase("resolution");
    if (!word && body.needs_word) {
      continue;
    }
    cursor.TakeNoCase("s");
    cursor.TakeSpaces();
    (void)(cursor.Take("No. ") || cursor.Take("No "));
    const std::size_t number = cursor.at();
    if (!cursor.TakeDigits(2, 4)) {
      continue;
    }
    Cursor session = cursor;
    if (session.Take("/") && session.TakeDigits(1, 4)) {
      cursor = session;
    }
    if (!cursor.AtWordEnd()) {
      continue;
    }
    std::string value(body.symbol);
    value += text.substr(number, cursor.at() - number);
    value += Year(cursor);
    return Identifier{cursor.at(), "resolution", std::move(value)};
  }
  return std::nullopt;
}

// "1:15-cv-01234-ABC", "15-cr-123": the form of CM/ECF, the federal courts' case system. The
// judges' letters are not part of the value.
std::optional<Identifier> FederalDocket(std::string_view text, std::size_t at) {
  static constexpr auto kTypes = std::to_array<std::string_view>(
      {"cv", "cr", "mc", "md", "mj", "civ", "crim", "bk", "ap", "po", "sw", "vv", "cm"});
  Cursor cursor(text, at);
  const auto first = cursor.TakeDigits(1, 4);
  if (!first) {
    return std::nullopt;
  }
  if (cursor.Take(":")) {
    const auto year = cursor.TakeDigits(2, 4);
    if (!year || first->size() > 1) {
      return std::nullopt;
    }
  } else if (first->size() != 2 && first->size() != 4) {
    return std::nullopt;
  }
  std::string value(text.substr(at, cursor.at() - at));
  if (!cursor.TakeHyphen()) {
    return std::nullopt;
  }
  const auto type = std::find_if(kTypes.begin(), kTypes.end(), [&](std::string_view t) {
    Cursor ahead = cursor;
    return ahead.TakeNoCase(t) && ahead.TakeHyphen();
  });
  if (type == kTypes.end()) {
    return std::nullopt;
  }
  cursor.TakeNoCase(*type);
  cursor.TakeHyphen();
  const auto number = cursor.TakeDigits(3, 6);
  if (!number) {
    return std::nullopt;
  }
  value += "-" + std::string(*type) + "-" + std::string(*number);
  constexpr int kJudgesMax = 3;
  for (int i = 0; i < kJudgesMax; ++i) {
    Cursor judge = cursor;
    if (!judge.TakeHyphen() || judge.TakeLetters("", 4) < 2 || !judge.AtWordEnd()) {
      break;
    }
    cursor = judge;
  }
  return Identifier{cursor.at(), "docket", std::move(value)};
}

// "No. 22-451", "Docket No. 20-1234", "application no. 5029/71", "Case No. 1:20-cv-01234".
std::optional<Identifier> NumberedCase(std::string_view text, std::size_t at) {
  struct Opening {
    std::string_view words;
    bool court = false;  // The words alone say that it is a case.
  };
  static constexpr auto kOpenings = std::to_array<Opening>({{"docket no. ", true},
                                                            {"docket number ", true},
                                                            {"docket ", true},
                                                            {"case no. ", true},
                                                            {"case number ", true},
                                                            {"application no. ", true},
                                                            {"nos. ", false},
                                                            {"no. ", false}});
  for (const Opening& opening : kOpenings) {
    Cursor cursor(text, at);
    if (!cursor.TakeNoCase(opening.words)) {
      continue;
    }
    const std::size_t number = cursor.at();
    if (opening.court && number < text.size() && IsDigit(text[number])) {
      if (auto federal = FederalDocket(text, number)) {
        return federal;
      }
    }
    const bool strasbourg = opening.words.starts_with("application");
    const auto year = strasbourg ? cursor.TakeDigits(1, 5) : cursor.TakeDigits(2, 2);
    if (!year || (strasbourg ? !cursor.Take("/") : !cursor.TakeHyphen())) {
      return std::nullopt;
    }
    const auto serial =
        strasbourg ? cursor.TakeDigits(2, 2) : cursor.TakeDigits(opening.court ? 1 : 3, 5);
    if (!serial || !cursor.AtWordEnd()) {
      return std::nullopt;
    }
    return Identifier{cursor.at(), "docket",
                      std::string(*year) + (strasbourg ? "/" : "-") + std::string(*serial)};
  }
  return std::nullopt;
}

// Cases of the Court of Justice of the EU: "C-131/12", "T-201/04 R", "C-585/08 P".
std::optional<Identifier> EuCase(std::string_view text, std::size_t at) {
  Cursor cursor(text, at);
  const char court = cursor.Peek();
  if ((court != 'C' && court != 'T' && court != 'F') || !cursor.Take(std::string_view(&court, 1)) ||
      !cursor.TakeHyphen()) {
    return std::nullopt;
  }
  const auto number = cursor.TakeDigits(1, 4);
  if (!number || !cursor.Take("/")) {
    return std::nullopt;
  }
  const auto year = cursor.TakeDigits(2, 2);
  if (!year || !cursor.AtWordEnd()) {
    return std::nullopt;
  }
  std::string value = {court, '-'};
  value += std::string(*number) + "/" + std::string(*year);
  for (const std::string_view kind : {" PPU", " RENV", " P", " R"}) {
    Cursor suffix = cursor;
    if (suffix.Take(kind) && suffix.AtWordEnd()) {
      return Identifier{suffix.at(), "docket", value + std::string(kind)};
    }
  }
  return Identifier{cursor.at(), "docket", std::move(value)};
}

// "ECLI:EU:C:2014:317", "ECLI:DE:BVERFG:2020:rs20200505.2bvr085915" (Council conclusions
// 2011/C 127/01): country, court, year, up to 25 letters, digits and full stops.
std::optional<Identifier> Ecli(std::string_view text, std::size_t at) {
  Cursor cursor(text, at);
  if (!cursor.TakeNoCase("ecli:") || cursor.TakeLetters("", 2) != 2 || !cursor.Take(":")) {
    return std::nullopt;
  }
  const std::size_t court = cursor.at();
  std::size_t end = court;
  while (end < text.size() && end - court < 7 && (IsAsciiLetter(text[end]) || IsDigit(text[end]))) {
    ++end;
  }
  cursor = Cursor(text, end);
  if (end == court || !cursor.Take(":") || !cursor.TakeDigits(4, 4) || !cursor.Take(":")) {
    return std::nullopt;
  }
  const std::size_t ordinal = cursor.at();
  end = ordinal;
  while (end < text.size() && end - ordinal < 25 &&
         (IsAsciiLetter(text[end]) || IsDigit(text[end]) || text[end] == '.')) {
    ++end;
  }
  while (end > ordinal && text[end - 1] == '.') {
    --end;
  }
  if (end == ordinal) {
    return std::nullopt;
  }
  std::string value(text.substr(at, end - at));
  std::transform(value.begin(), value.end(), value.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return Identifier{end, "ecli", std::move(value)};
}

// Acts of the EU, as CELEX numbers: "Regulation (EU) 2016/679" is 32016R0679. Until 2014
// regulations were numbered "No 833/2014", directives "95/46/EC" always by year first.
std::optional<Identifier> EuAct(std::string_view text, std::size_t at) {
  struct Form {
    std::string_view word;
    char letter;
  };
  static constexpr auto kForms = std::to_array<Form>({{"Regulation", 'R'},
                                                      {"Directive", 'L'},
                                                      {"Decision", 'D'},
                                                      {"Verordnung", 'R'},
                                                      {"Richtlinie", 'L'},
                                                      {"Beschluss", 'D'},
                                                      {"Règlement", 'R'},
                                                      {"règlement", 'R'},
                                                      {"directive", 'L'},
                                                      {"Reglamento", 'R'},
                                                      {"Directiva", 'L'},
                                                      {"Decisión", 'D'}});
  for (const Form& form : kForms) {
    Cursor cursor(text, at);
    if (!cursor.Take(form.word)) {
      continue;
    }
    cursor.TakeSpaces();
    bool union_named = false;
    if (cursor.Take("(")) {
      union_named = cursor.TakeLetters("", 8) >= 2;
      if (!union_named || (cursor.Take(", ") && cursor.TakeLetters("", 8) == 0) ||
          !cursor.Take(")")) {
        continue;
      }
      cursor.TakeSpaces();
    }
    const bool number_first = cursor.Take("No ") || cursor.Take("No. ") || cursor.Take("Nr. ") ||
                              cursor.Take("n° ") || cursor.Take("n.º ") || cursor.Take("nº ");
    const auto first = cursor.TakeDigits(1, 4);
    if (!first || !cursor.Take("/")) {
      continue;
    }
    const auto second = cursor.TakeDigits(1, 4);
    const bool ending =
        second &&
        (cursor.Take("/EC") || cursor.Take("/EU") || cursor.Take("/EEC") || cursor.Take("/EG") ||
         cursor.Take("/CE") || cursor.Take("/UE") || cursor.Take("/EWG") || cursor.Take("/CFSP"));
    if (!second || !cursor.AtWordEnd() || (!union_named && !ending)) {
      continue;
    }
    std::string year(number_first ? *second : *first);
    const std::string_view number = number_first ? *first : *second;
    if (year.size() == 2) {
      year.insert(0, year >= "50" ? "19" : "20");
    }
    if (year.size() != 4 || year < "1950" || year > "2100") {
      continue;
    }
    return Identifier{
        cursor.at(), "celex",
        "3" + year + form.letter + std::string(4 - number.size(), '0') + std::string(number)};
  }
  return std::nullopt;
}

// "H.R. 1234", "S.J.Res. 7", "H. Con. Res. 31".
std::optional<Identifier> Bill(std::string_view text, std::size_t at) {
  struct Form {
    std::string_view written;  // Spaces left out.
    std::string_view value;
  };
  static constexpr auto kForms = std::to_array<Form>({{"H.R.", "H.R."},
                                                      {"H.Res.", "H.Res."},
                                                      {"H.J.Res.", "H.J.Res."},
                                                      {"H.Con.Res.", "H.Con.Res."},
                                                      {"S.Res.", "S.Res."},
                                                      {"S.J.Res.", "S.J.Res."},
                                                      {"S.Con.Res.", "S.Con.Res."}});
  for (const Form& form : kForms) {
    Cursor cursor(text, at);
    bool fits = true;
    for (std::size_t i = 0; i < form.written.size() && fits; ++i) {
      fits = cursor.Take(form.written.substr(i, 1));
      if (form.written[i] == '.') {
        cursor.Take(" ");
      }
    }
    const auto number = fits ? cursor.TakeDigits(1, 5) : std::nullopt;
    if (number && cursor.AtWordEnd()) {
      return Identifier{cursor.at(), "bill", std::string(form.value) + " " + std::string(*number)};
    }
  }
  return std::nullopt;
}

// "Public Law 117-58", "Pub. L. No. 117-58", "Executive Order 13769", "E.O. 13769".
std::optional<Identifier> UsLaw(std::string_view text, std::size_t at) {
  Cursor cursor(text, at);
  if (cursor.Take("Public Law ") || cursor.Take("Pub. L. ") || cursor.Take("P.L. ")) {
    (void)(cursor.Take("No. ") || cursor.Take("Number "));
    const auto congress = cursor.TakeDigits(2, 3);
    if (!congress || !cursor.TakeHyphen()) {
      return std::nullopt;
    }
    const auto number = cursor.TakeDigits(1, 4);
    if (!number || !cursor.AtWordEnd()) {
      return std::nullopt;
    }
    return Identifier{cursor.at(), "law",
                      "Pub. L. " + std::string(*congress) + "-" + std::string(*number)};
  }
  if (cursor.Take("Executive Order ") || cursor.Take("E.O. ")) {
    (void)(cursor.Take("No. ") || cursor.Take("Number "));
    const auto number = cursor.TakeDigits(4, 5);
    if (number && cursor.AtWordEnd()) {
      return Identifier{cursor.at(), "law", "E.O. " + std::string(*number)};
    }
  }
  return std::nullopt;
}

std::optional<Identifier> Either(std::optional<Identifier> one, std::optional<Identifier> two) {
  return one ? std::move(one) : std::move(two);
}

}  // namespace

std::optional<Identifier> LawAt(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (IsDigit(c)) {
    return FederalDocket(text, at);
  }
  switch (c) {
    case 'A':
      return Either(UnSymbol(text, at), NumberedCase(text, at));
    case 'C':
      return Either(Either(EuCase(text, at), UnSymbol(text, at)), NumberedCase(text, at));
    case 'D':
      return Either(Either(EuAct(text, at), NumberedCase(text, at)), UnSymbol(text, at));
    case 'E':
      return Either(Either(UnSymbol(text, at), Ecli(text, at)), UsLaw(text, at));
    case 'F':
      return Either(EuCase(text, at), UnSymbol(text, at));
    case 'G':
    case 'U':
      return UnResolution(text, at);
    case 'H':
      return Either(Bill(text, at), UnResolution(text, at));
    case 'P':
      return UsLaw(text, at);
    case 'S':
      return Either(Either(UnSymbol(text, at), UnResolution(text, at)), Bill(text, at));
    case 'T':
      return Either(EuCase(text, at), UnSymbol(text, at));
    case 'B':
    case 'R':
    case 'V':
      return EuAct(text, at);
    case 'N':
    case 'a':
    case 'c':
    case 'n':
      return NumberedCase(text, at);
    case 'd':
      return Either(EuAct(text, at), NumberedCase(text, at));
    case 'e':
      return Ecli(text, at);
    case 'r':
      return EuAct(text, at);
    default:
      return std::nullopt;
  }
}

}  // namespace ibid::detect
