#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ibid/api.h"
#include "ibid/instant.h"
#include "ibid/text_span.h"

namespace ibid {

enum class MentionKind : std::uint8_t {
  kLink,         // A URL, as an anchor or in the text.
  kShortLink,    // A URL of a host that only redirects: t.co, bit.ly, nyti.ms.
  kMediaLink,    // pic.twitter.com/CODE.
  kEmbed,        // A social post or video shown in the article, in any form.
  kHandle,       // @name
  kHashtag,      // #word
  kCashtag,      // $TICKER
  kAttribution,  // "X said that ...".
  kQuote,        // A stretch between quotation marks that somebody is made to say.
  kByline,
  kDateline,
  kNotice,      // "The original source of this article is X", copyright, agency credit, correction.
  kIdentifier,  // DOI, arXiv, ISBN, PMID, docket and report numbers.
};

// A link, short link or media link.
struct LinkParts {
  std::string written;     // As it stands in the text or in href.
  std::string url;         // Absolute and parsed; empty where it cannot be (truncated).
  std::string anchor;      // The words that are linked, where they are not the URL itself.
  bool truncated = false;  // Ends in an ellipsis: what it names is not all there.
  bool repaired = false;   // Joined over a line break, or refanged; `written` is what stands there.
  std::vector<std::string> repairs;  // Other readings where a line's end leaves doubt, best first.
};

enum class EmbedForm : std::uint8_t {
  kFlattened,  // Plain text that text extraction left: "- CFR (@CFR_org) September 25, 2015".
  kBlockquote,
  kIframe,
  kAmp,            // amp-twitter and its kind.
  kCustomElement,  // twitter-widget, lite-youtube.
  kScript,         // A script element that makes the post appear (Telegram, VK).
  kCmsBlock,       // data-tweet-id, Gutenberg, Arc, Substack: the CMS's own markup.
  kJson,           // JSON inside the page.
  kBareUrl,        // A URL alone in its block where the CMS turns it into a post.
};

// A post that the article shows. What is here is the article's claim about the post.
struct EmbedParts {
  EmbedForm form = EmbedForm::kBlockquote;
  std::string platform;  // "x", "youtube", ...: the names of FORMATS.md.
  std::string post_id;   // By which the platform addresses the post; empty where lost.
  std::string account;   // Handle without "@".
  std::string author;    // Display name.
  IsoDate date;          // As shown.
  std::string text;      // The post's own words, white space as in the document.
  std::optional<TextSpan> text_at;
  std::string url;  // Permanent URL of the post, where the id is known.
};

struct TagParts {
  std::string name;  // Without @, # or $.
};

enum class SourceType : std::uint8_t {
  kPersonNamed,
  kOrgNamed,
  kOutlet,
  kAgency,  // A wire service.
  kGovernmentBody,
  kUnnamedPerson,
  kUnnamedGroup,
  kDocument,
  kPollDataset,
  kSocialAccount,
  kSelf,  // The author or the publisher of this article.
  kUnresolvedPronoun,
  kNone,  // No source in the text: "reportedly".
};

enum class Channel : std::uint8_t {
  kUnknown,
  kDirectQuote,
  kIndirectQuote,
  kStatement,
  kPublicSpeech,
  kPressConference,
  kInterview,
  kPressReport,
  kPublishedWork,
  kDocument,
  kCourtProceeding,
  kProposalOrderLaw,
  kEmailLetter,
  kSocialPost,
  kBroadcast,
  kVotePoll,
  kDirectObservation,
  kDeclinedComment,
};

enum class Factuality : std::uint8_t {
  kAsserted,
  kNegated,
  kHypothetical,
  kQuestion,
  kRefused,
  kEvidentialUnsourced,
};

// Who is made to say something: the whole noun phrase and the words in it that name the source.
struct SourceSpan {
  TextSpan at;
  TextSpan head;            // "Steven H. Warren" in "a spokesperson ..., US Col. Steven H. Warren".
  std::string affiliation;  // "the anti-ISIL coalition"; empty where not said.
};

struct AttributionParts {
  std::optional<SourceSpan> source;
  std::optional<TextSpan> cue;
  std::vector<TextSpan> content;  // What is said; several stretches where the cue interrupts it.
  std::optional<TextSpan> addressee;  // "told Reuters".
  IsoDate date;                       // Where the text dates this attribution.
  SourceType source_type = SourceType::kNone;
  bool named = false;  // The text names the source, whatever its type.
  Channel channel = Channel::kUnknown;
  Factuality factuality = Factuality::kAsserted;
  bool nested = false;  // Stands inside another attribution's content.
};

struct QuoteParts {
  TextSpan inner;                   // Without the marks.
  std::optional<TextSpan> speaker;  // Head of the source; none: floating, or not known.
  bool floating = false;            // A quote of its own that inherits the speaker before it.
};

struct BylineParts {
  std::string name;  // One person or body.
};

struct DatelineParts {
  std::string place;
  IsoDate date;
  std::string agency;
};

enum class NoticeKind : std::uint8_t {
  kOriginalSource,
  kFirstPublished,
  kCopyright,
  kAgencyCredit,
  kCorrection,
};

struct NoticeParts {
  NoticeKind notice = NoticeKind::kOriginalSource;
  std::string name;  // Who is named: "Sputnik".
  IsoDate date;      // The year of a copyright, the date of a correction.
};

struct IdentifierParts {
  std::string scheme;  // "doi", "arxiv", "isbn", "docket", ...: the names of FORMATS.md.
  std::string value;   // Normalised.
};

// What refer makes of a mention. Filled by Refer(), empty before.
struct Referral {
  struct Candidate {
    std::string name;
    double score = 0;  // 0..1; the candidates of one mention add up to at most 1.
  };
  std::string
      reference;  // Reference::id, empty where the mention points at nothing outside (a hashtag).
  std::string name;  // What it refers to, in full: "The New York Times" for "The Times".
  std::vector<Candidate> candidates;  // Where it is ambiguous, best first; else empty.
  std::string rule;                   // How this was decided: "coref.outlet_short_form".
  double confidence =
      0;  // 0..1: how often such a decision is right; 0: `name` is what stands there.
};

// Something in the text that points at something outside it. The same thing said twice is two
// mentions of one reference.
struct Mention {
  std::string id;  // "m1", "m2", ... in the order of `at`; unique in the document.
  MentionKind kind = MentionKind::kLink;
  TextSpan at;  // For an embed: from its first word to the end of its signature.
  bool chrome = false;
  std::string rule;       // The rule that found it: "embed.x.flattened".
  double confidence = 0;  // 0..1: how often such a find is right.
  std::variant<LinkParts, EmbedParts, TagParts, AttributionParts, QuoteParts, BylineParts,
               DatelineParts, NoticeParts, IdentifierParts>
      parts;
  Referral refers;
};

// The one name of each enumerator, used in JSON, in the reports and in the documents.
IBID_API std::string_view Name(MentionKind);
IBID_API std::string_view Name(EmbedForm);
IBID_API std::string_view Name(SourceType);
IBID_API std::string_view Name(Channel);
IBID_API std::string_view Name(Factuality);
IBID_API std::string_view Name(NoticeKind);

}  // namespace ibid
