#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ibid/exchange.h"
#include "ibid/resolution.h"

namespace ibid::resolve {

// What one place says of a post. Everything in it is a stranger's word.
struct PostAnswer {
  enum class Says : std::uint8_t {
    kUnclear,  // Blocked, throttled, broken, or about something else: nothing about the post.
    kShown,    // It is there.
    kExists,   // It is there, and this place does not show it (embedding is off).
    kMissing,  // It is not known here: gone, or never there. Alone no proof.
    kHidden,   // Gone or not for everyone; this place does not tell which.
    kState,    // `state` is said in so many words.
  };

  Says says = Says::kUnclear;
  // With kState: deleted, protected, suspended, login, legal. With kUnclear: what kept us out.
  Verdict state = Verdict::kUnknown;
  std::string detail;  // For people: "404", "says \"Post not found\"".
  int status = 0;
  Failure failure = Failure::kNone;

  std::string account;
  std::string author;
  std::string title;  // Of what has one beside its text: a video, a post of Reddit.
  std::string text;
  std::optional<Instant> at;
  std::optional<Instant> edited_at;
  std::vector<std::string> media;
  std::string site;  // What the place calls itself.
  std::string note;  // What a reader should know beside the state: "marked as for adults".
};

inline constexpr std::size_t kMediaMax = 16;

// The answer that the status alone gives: unclear, or missing for 404 and 410.
PostAnswer AnswerOfStatus(const Exchange& exchange);

// What a platform's words about a post's state mean, by data/post_words.tsv; none where they are
// not known. Case and white space do not matter.
struct SaidState {
  PostAnswer::Says says = PostAnswer::Says::kUnclear;
  Verdict state = Verdict::kUnknown;
};
std::optional<SaidState> StateInWords(std::string_view platform, std::string_view words);

// Enters what words mean, and the words themselves, into the answer. Returns whether they are
// known.
bool TakeWords(std::string_view platform, std::string_view words, PostAnswer& answer);

void AddMedia(std::string_view url, PostAnswer& answer);  // An http(s) URL, once, up to kMediaMax.

}  // namespace ibid::resolve
