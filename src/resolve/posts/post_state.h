#pragma once

#include <string>
#include <vector>

#include "resolve/posts/post_answer.h"

namespace ibid::resolve {

// Who said what of a post.
struct PostSaid {
  std::string who;  // For people: "Bluesky's interface".
  PostAnswer answer;
};

// Whether nothing more needs to be asked: the post was shown (with words of its own, where
// `wants_text`), or its state was said, or two places do not know it.
bool IsDecided(const std::vector<PostSaid>& said, bool wants_text);

// Whether a place does not know the post, or does not tell what is gone from what is hidden.
bool SomeoneMissesIt(const std::vector<PostSaid>& said);

struct PostState {
  Verdict verdict = Verdict::kUnknown;
  std::vector<std::string> reasons;  // The one that decides first; empty where nothing was asked.
};

// Pure. What the answers add up to. A post that one place shows is there; deletion is never
// concluded from one silence alone, and never from a refusal.
PostState JudgePost(const std::vector<PostSaid>& said);

}  // namespace ibid::resolve
