#include "text/clock.h"

#include <array>
#include <string_view>

namespace ibid::text {
namespace {

// Longer ones before those that they begin with.
constexpr std::array<std::string_view, 26> kBeforeClock = {
    "at", "um",   "à",    "alle ore", "alle", "ore",   "a las", "às",   "as",
    "om", "klo.", "klo",  "kl.",      "kl",   "в",     "о",     "saat", "ve",
    "o",  "u",    "στις", "lúc",      "les",  "pukul", "·",     "|"};

constexpr std::array<std::string_view, 33> kZones = {
    "utc",  "gmt", "z",   "est", "edt", "cst",  "cdt",  "mst",  "mdt", "pst",  "pdt",
    "et",   "ct",  "mt",  "pt",  "bst", "ist",  "wet",  "west", "cet", "cest", "eet",
    "eest", "msk", "jst", "kst", "hkt", "aest", "aedt", "akst", "hst", "uhr",  "sast"};

bool Fraction(Cursor& c) {
  const Cursor before = c;
  if (!(c.Literal(".") || c.Literal(",")) || !c.Number(1, 9)) {
    c = before;
    return false;
  }
  return true;
}

// "+02:00", "-0700", "+02"; "+3" where a zone's name stands before it.
bool Offset(Cursor& c, bool named) {
  const Cursor before = c;
  if (c.Literal("+") || c.Literal("-") || c.Literal("\u2212")) {
    const Cursor digits = c;
    if (c.Number(1, 2) && c.Literal(":") && c.Number(2, 2)) {
      return true;
    }
    c = digits;
    if (c.Number(4, 4) || c.Number(named ? 1 : 2, 2)) {
      return true;
    }
  }
  c = before;
  return false;
}

void HalfOfDay(Cursor& c) {
  const Cursor before = c;
  c.Space();
  if (!c.Word("am") && !c.Word("pm") && !c.Literal("a.m.") && !c.Literal("p.m.") &&
      !c.Literal("a. m.") && !c.Literal("p. m.") && !c.Word("a.m") && !c.Word("p.m")) {
    c = before;
  }
}

void Zone(Cursor& c) {
  const Cursor before = c;
  if (Offset(c, false)) {
    return;
  }
  c.Space();
  if (Offset(c, false)) {
    return;
  }
  for (const std::string_view zone : kZones) {
    if (c.Word(zone)) {
      Offset(c, true);
      return;
    }
  }
  c = before;
}

// "14:03", "7:11:05", "14h03", "7 pm", "14.03" where a word announced it.
bool Clock(Cursor& c, bool announced) {
  const Cursor before = c;
  const auto hour = c.Number(1, 2);
  if (!hour || *hour > 24) {
    c = before;
    return false;
  }
  const bool french = c.Literal("h");
  if (french || c.Literal(":") || c.Literal(" :") || (announced && c.Literal("."))) {
    const auto minute = c.Number(2, 2);
    if (!minute && french && !c.AtLetter()) {
      return true;
    }
    if (!minute || *minute > 59) {
      c = before;
      return false;
    }
    const Cursor after_minute = c;
    if (!c.Literal(":") || !c.Number(2, 2)) {
      c = after_minute;
    }
    Fraction(c);
    HalfOfDay(c);
    return true;
  }
  const std::size_t digits_end = c.at();
  HalfOfDay(c);
  if (c.at() == digits_end) {
    c = before;
    return false;
  }
  return true;
}

}  // namespace

bool SkipClock(Cursor& c, bool iso) {
  const Cursor before = c;
  bool announced = false;
  if (!(iso && (c.Literal("T") || c.Literal("t")))) {
    c.Space();
    if (c.Literal(",")) {
      c.Space();
    }
    for (const std::string_view word : kBeforeClock) {
      if (c.Word(word)) {
        announced = true;
        c.Literal(":");
        c.Space();
        break;
      }
    }
    const Cursor plain = c;
    if (!announced && (c.Literal("-") || c.Literal("–") || c.Literal("—")) && !c.Space()) {
      c = plain;
    }
  }
  if (c.at() == before.at() || !Clock(c, announced)) {
    c = before;
    return false;
  }
  Zone(c);
  return true;
}

}  // namespace ibid::text
