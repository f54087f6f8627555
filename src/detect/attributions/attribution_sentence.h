#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "detect/attributions/attribution_finder.h"

namespace ibid::detect {

// Looks for the attributions of one sentence: each cue in its frame, its source, what it says.
// For FindDrafts() alone. Defined in attribution_finder.cpp (which words are cues),
// attribution_frames.cpp and attribution_named.cpp (whom they make speak),
// attribution_adjuncts.cpp and attribution_said.cpp (what is said), attribution_nested.cpp (how
// far) and attribution_unsourced.cpp (what has another form).
class SentenceFinder {
 public:
  SentenceFinder(const Passage& passage, const Passage::Paragraph& paragraph, std::uint32_t index,
                 std::vector<Draft>& out, std::vector<Rejection>* rejections)
      : p_(passage),
        paragraph_(paragraph),
        s_(passage.sentences[index]),
        view_{passage.tokens, s_, passage.quote_of, passage.outlet_of},
        index_(index),
        out_(out),
        first_(out.size()),
        rejections_(rejections) {}

  void Run();

 private:
  struct Group {
    TokenRange at;  // With auxiliaries, adverbs and negation.
    bool be = false;
    bool have = false;
    bool modal = false;
    bool does = false;
    bool to = false;
  };

  const Token& At(std::uint32_t i) const { return p_.tokens[i]; }
  bool Has(std::uint32_t i) const { return i >= s_.begin && i < s_.end; }
  bool InSpeech(std::uint32_t i) const { return p_.quote_of[i] >= 0; }

  Group GroupOf(TokenRange cue) const;

  void Consider(const Cue& cue, TokenRange at);
  // The same, and says why where nothing came of it.
  void ConsiderAloud(const Cue& cue, TokenRange at);
  // The verbs of saying inside a quotation are the speaker's.
  void RejectInSpeech(std::uint32_t i);
  // Remembers `rule` where it is what speaks against the cue. Returns `against`.
  bool Rejects(bool against, std::string_view rule) {
    against_ = against ? rule : against_;
    return against;
  }

  // Whether the form is a verb here, and not the noun or attribute that it is spelled like.
  bool IsVerb(const Cue& cue, TokenRange at, const Group& group) const;
  // "the state | broadcaster", "state | Sen. Bell": the base form stands before what it describes.
  bool IsAttribute(const Cue& cue, TokenRange at) const;
  // "court | documents | show": a noun before its own verb, for all that it can be a verb.
  bool IsSubject(const Cue& cue, TokenRange at) const;
  // "new emissions | rules", "many | reasons", "European | champions", "the new | posts that ...".
  // `behind`: one past the cue.
  bool IsPluralNoun(const Cue& cue, const SourceFind& source, std::uint32_t behind) const;
  // Whether what `that` begins tells which "charges | that were brought" are meant, not what the
  // source charges.
  bool IsRelative(const SourceFind& source, std::uint32_t that) const;
  // "the photos | posted on the site", "the model | reported to have left".
  bool IsParticiple(const Cue& cue, TokenRange at, const Group& group) const;
  // "let the papers | tell them": a bare infinitive behind its object.
  bool IsCaused(const Cue& cue, const Group& group, const SourceFind& source) const;
  // "Did the mayor | say ...?": the auxiliary stands before the subject.
  bool Asks(const Cue& cue, TokenRange at) const;
  bool EndsInS(const Token& t) const;
  // "Smith and Weber | tell", "data from the bank | show".
  bool PluralBefore(std::uint32_t end) const;

  // ---- According to X; citing X
  void NamedByPreposition(const Cue& cue, TokenRange at);
  void CitedBehind(std::uint32_t& begin);
  // The source at `begin`, also "early results", "a newly found letter" and the title of a work.
  std::optional<SourceFind> Named(std::uint32_t begin) const;
  // Whether what a subject does may begin there: "are tired", "will go", "failed".
  bool IsPredicate(std::uint32_t i) const;
  bool HasPredicate(TokenRange clause) const;
  // "according to plan", "according to age": how, not who says so.
  bool IsManner(const SourceFind& source) const;
  // How far the phrase goes on to the next mark, where no clause begins before it: "people |
  // familiar with the talks", "a report | released by the council".
  std::uint32_t NamedEnd(TokenRange phrase) const;

  // "Reuters reported, citing three officials": a source behind the source.
  bool Cited(const Cue& cue, TokenRange at);

  // ---- Passives
  void Passive(const Cue& cue, TokenRange at, const Group& group);

  bool Speaks(const SourceFind& source) const;

  // ---- "...," said X
  bool Inverted(const Cue& cue, TokenRange at, const Group& group);
  // '"Never!" said the minister.': the question mark ended the sentence before.
  bool InvertedAtStart(const Cue& cue, TokenRange at, const Group& group);
  bool InvertedBefore(const Cue& cue, TokenRange at, const Group& group);
  // Whether a cue with a capital is the verb of a headline.
  bool TitleVerb(const Cue& cue, TokenRange at) const;
  // Whether the sentence is written as headlines are, with capitals that mean nothing.
  bool TitleCase() const;

  // ---- X said
  void Plain(const Cue& cue, TokenRange at, const Group& group);

  // "asked | not to be named": nothing is said.
  bool AsksForAnonymity(std::uint32_t i) const;
  // Whether what stands at `behind` makes this an attribution for a cue and a source like these.
  bool Plausible(const Cue& cue, const Group& group, std::uint32_t behind, const Draft& d) const;
  std::optional<SourceFind> Subject(const Cue& cue, const Group& group, Draft& d);
  // '"...," another | said', "Another | said that": one more of whom others were.
  bool IsAnother(const Cue& cue, const Group& group) const;
  // "quoted the minister as | saying", "was quoted by Reuters as | saying": who said it. What was
  // said is what the one who quotes cites, too.
  std::optional<SourceFind> QuotedAs(const Group& group, Draft& d);
  bool Accept(const SourceFind& source, const Cue& cue, Draft& d) const;
  // "..., adding that", "and said": the source of the attribution before, or of the clause.
  std::optional<SourceFind> Inherited(const Cue& cue, const Group& group, Draft& d);
  // Whether a participle here can have the subject of its clause: "..., saying", "a letter saying".
  bool MayInherit(const Group& group) const;
  // The subject of the sentence: its first noun phrase that no preposition governs.
  std::optional<SourceFind> FirstNoun(std::uint32_t limit) const;

  TokenRange Addressee(std::uint32_t begin) const;

  // "in a statement", "on Monday", "at a news conference", "to reporters", "later": between the
  // cue and what is said.
  std::uint32_t SkipAdjuncts(std::uint32_t begin, Draft& d) const;
  // "said | there was no plan", "said | too much is lost": not how it was said.
  bool BeginsContent(std::uint32_t i) const;
  // One past "a Friday evening rally", "the early morning hours", or `begin`.
  std::uint32_t TimedEnd(std::uint32_t begin) const;
  // One past "for months", "since last year", or `i`.
  std::uint32_t SpanOfTime(std::uint32_t i) const;
  // "after | the hearing" and then what was said.
  bool EventBehind(std::uint32_t i) const;
  bool IsYear(std::uint32_t i) const;
  std::uint32_t AdjunctEnd(std::uint32_t preposition, Draft& d) const;

  // What is said, from what stands behind the cue. False: this is no attribution.
  bool Content(const Cue& cue, TokenRange at, std::uint32_t i, Draft& d);
  // 'added the words | "for good"': where the quote begins, or `i`.
  std::uint32_t BehindWords(std::uint32_t i) const;
  // "commented at a meeting on Sunday, held in New York, that the issue ...".
  bool FarThat(const Cue& cue, std::uint32_t comma, Draft& d);
  bool NearThat(const Cue& cue, std::uint32_t begin, Draft& d);
  bool Interrupted(const Cue& cue, std::uint32_t comma, Draft& d);
  bool QuoteContent(const Cue& cue, std::uint32_t i, std::uint32_t source_begin, Draft& d);
  bool IsTitle(std::uint32_t i) const;
  // 'Asked about it, he said, "..."', 'On Monday, he said, "..."': when it was said, not what.
  bool Introduces(TokenRange words) const;
  // Whether a quote or a clause with its comma stands right before the source.
  bool Precedes(std::uint32_t source_begin) const;
  bool ColonContent(const Cue& cue, std::uint32_t colon, Draft& d);
  bool PostContent(const Cue& cue, std::uint32_t i, std::uint32_t source_begin, Draft& d);
  // "The plan, she said, was bad.": the rest of the clause that the cue interrupts.
  void AddRest(Draft& d, std::uint32_t comma);
  // "It was not clear, she said, | whether": an indirect question, and no clause of the writer's.
  bool OpensQuestion(std::uint32_t i) const;
  // '"...," X said. "More."': the quote that goes on right behind.
  void AddQuoteBehind(Draft& d, std::uint32_t end);
  // Whether another names whose words the quote that ends there is.
  bool ClaimedBehind(std::uint32_t end) const;
  // "called the plan a farce", "as X called them", "what X described as a farce"; nullopt: the verb
  // gives no name here.
  std::optional<bool> NamedContent(const Cue& cue, std::uint32_t i, std::uint32_t source_begin,
                                   Draft& d);
  bool ClauseContent(const Cue& cue, TokenRange at, std::uint32_t i, std::uint32_t source_begin,
                     Draft& d);
  // "put the figure at 49": not "put the story on page one".
  bool PutsAt(std::uint32_t i) const;
  // "called the plan | a disaster", not "called his mother | about it".
  bool Calls(TokenRange object) const;
  // "found", "shows" and their kind state something without "that" only where papers do it.
  bool Finds(const Cue& cue, const Draft& d) const;
  // "The video shows the car | turning".
  bool Pictures(std::uint32_t i, const Draft& d) const;
  bool HasVerb(TokenRange clause) const;
  bool Take(std::uint32_t i, Draft& d);
  // The same, where what is said is a noun phrase: "praised the plan | but left the room".
  bool TakeObject(const Cue& cue, std::uint32_t i, Draft& d);
  // Whether the sentence's next verb, with its objects, begins at `i`: "then left", "has called".
  bool BeginsPredicate(std::uint32_t i, std::uint32_t end) const;
  // "repeated the claim | in a radio interview": where it was said is not what was said.
  TokenRange WithoutOccasion(TokenRange content) const;

  // ---- Speaker: "words"
  void Colon();
  // "Bridge will close: mayor", "Report: bridge will close": headlines leave the verb out.
  void HeadlineColon();
  bool LabelsSpeaker(TokenRange words) const;

  // ---- attribution_unsourced.cpp
  // "is said to", "it is believed that": nobody is named.
  void Hearsay(const Cue& cue, TokenRange at, const Group& group);
  // "reportedly", "allegedly", where the sentence names nobody.
  void Evidential(const Cue& cue, TokenRange at);
  void Evidentials();
  void View(const Cue& cue, TokenRange noun);
  // "Bell's claim that", "a warning by the bank that": the owner is the source.
  bool NounCue(std::uint32_t noun);
  // What is claimed from "that" on; `phrase`: where the claim's own words begin.
  TokenRange ClaimFrom(std::uint32_t that, std::uint32_t phrase) const;
  std::optional<SourceFind> OwnerOf(std::uint32_t noun) const;
  void Signature();
  bool Transcript();

  Draft Make(const Cue& cue, TokenRange at, std::string_view rule, double confidence) const;
  void Emit(Draft d);
  // What stands inside what another says is nested.
  void MarkNested();
  void EndBeforeOuter();
  std::uint32_t RelativeClause(std::uint32_t subject) const;
  // Whether a clause may begin at `i`: behind a comma, also one inside the quotation marks before
  // it.
  bool BehindComma(std::uint32_t i) const;
  // Where what `first` says ends because `second`, whose subject begins at `begin`, has a clause of
  // its own; the beginning of the sentence: nowhere.
  std::uint32_t SecondClause(const Draft& first, const Draft& second, std::uint32_t begin) const;

  const Passage& p_;
  const Passage::Paragraph& paragraph_;
  TokenRange s_;
  SentenceView view_;
  std::uint32_t index_;
  std::vector<Draft>& out_;
  std::size_t first_;
  std::vector<Rejection>* rejections_;
  std::string_view against_;    // The rule that speaks against the cue in hand.
  std::optional<Draft> cited_;  // Whom "X, citing Y, said" cites, until it is known what for.
};

}  // namespace ibid::detect
