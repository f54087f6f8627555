#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ibid/mention.h"

// The cue lexicon: which words make somebody say something, and what frame each stands in
// (data/cues.tsv). Immutable after the first use; safe from several threads.
namespace ibid::detect {

using Frames = std::uint32_t;

// One bit per letter of the column `frames` of cues.tsv.
enum Frame : Frames {
  kTakesClause = 1U << 0U,      // c: "said (that) it rained"
  kTakesQuote = 1U << 1U,       // q: may close or open a direct quotation
  kInverts = 1U << 2U,          // i: "...," said the minister
  kTakesObject = 1U << 3U,      // o: "condemned the attack"
  kTakesInfinitive = 1U << 4U,  // n: "promised to go"
  kTakesAddressee = 1U << 5U,   // a: "told reporters that"
  kOfDocuments = 1U << 6U,      // d: also said of reports and polls: "shows"
  kHomograph = 1U << 7U,        // h: other readings are frequent: asks for more evidence
  kAttitude = 1U << 8U,         // b: belief, wish, stance: no speech need have happened
  kNamesSource = 1U << 9U,      // s: its object is the source: "according to", "citing"
  kDeclines = 1U << 10U,        // x: "declined to comment"
  kBare = 1U << 11U,            // z: needs no content: "declined to comment"
  kNounCue = 1U << 12U,         // N: a noun: "statement"
  kEvidential = 1U << 13U,      // e: no source by itself: "reportedly"
  kPassiveSource = 1U << 14U,   // p: subject of the passive is the source: "was quoted as saying"
  kPrefixOnly = 1U << 15U,      // k: stands before its content, never after it
  kHearsay = 1U << 16U,         // u: its passive names nobody: "is said to"
  kOnlyDocuments = 1U << 18U,   // D: only where an outlet or a document does it: "identified"
  kViewpoint = 1U << 17U,       // v: a noun behind its owner: "in Bell's view"
};

enum class CueInflection : std::uint8_t { kBase, kThird, kPast, kParticiple, kIng, kFixed };

struct Cue {
  std::string_view first;  // Lower case.
  std::string_view rest;   // Further words, separated by one space; empty for a single word.
  std::string_view lemma;
  Frames frames = 0;
  CueInflection inflection = CueInflection::kFixed;
  Channel channel = Channel::kUnknown;
  std::uint16_t next = 0;  // Another cue with the same first word, longest first; 0: none.

  bool Has(Frames any) const { return (frames & any) != 0; }
};

class Cues {
 public:
  static const Cues& Get();
  const Cue& At(std::uint16_t index) const { return cues_[index]; }  // REQUIRES: index < size().
  std::uint16_t size() const { return static_cast<std::uint16_t>(cues_.size()); }
  // The first cue of each first word, to be followed through Cue::next.
  const std::vector<std::uint16_t>& heads() const { return heads_; }

 private:
  Cues();
  std::vector<Cue> cues_;
  std::vector<std::uint16_t> heads_;
  std::string words_;  // What the views look at.
};

}  // namespace ibid::detect
