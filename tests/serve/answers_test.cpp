#include "serve/answers.h"

#include <string>

#include <gtest/gtest.h>

#include "serve/problem.h"

namespace ibid::serve {
namespace {

using Keep = Answers::Keep;

std::string Kept(Answers& answers, const std::string& target) {
  const ResponsePtr found = answers.Find(target);
  return found ? found->body : "";
}

// Makes an answer as a reader does.
void Make(Answers& answers, const std::string& target, const std::string& body, Keep keep) {
  std::uint64_t ticket = 0;
  ASSERT_TRUE(answers.Join(target, [](const ResponsePtr&) {}, ticket));
  answers.Put(target, ticket, JsonResponse(200, body), keep);
}

TEST(AnswersTest, AreRightUntilSomethingChanges) {
  Answers answers;
  Make(answers, "/list", "1", Keep::kUntilChange);
  Make(answers, "/report", "2", Keep::kWhileThere);
  EXPECT_EQ(Kept(answers, "/list"), "1");
  answers.Change();
  EXPECT_EQ(Kept(answers, "/list"), "");
  EXPECT_EQ(Kept(answers, "/report"), "2");
}

TEST(AnswersTest, WhoAsksTheSameMeanwhileGetsTheSame) {
  Answers answers;
  std::string got;
  std::uint64_t ticket = 0;
  std::uint64_t ignored = 0;
  const Answer note = [&got](const ResponsePtr& response) { got += response->body; };
  EXPECT_TRUE(answers.Join("/a", note, ticket));
  EXPECT_FALSE(answers.Join("/a", note, ignored));
  answers.Change();
  EXPECT_TRUE(answers.Join("/a", note, ignored)) << "what was read before the change is too old";
  answers.Put("/a", ticket, JsonResponse(200, "x"), Keep::kUntilChange);
  EXPECT_EQ(got, "xx");
  EXPECT_EQ(Kept(answers, "/a"), "");
  answers.Put("/a", ignored, JsonResponse(200, "y"), Keep::kUntilChange);
  EXPECT_EQ(got, "xxy");
  EXPECT_EQ(Kept(answers, "/a"), "y");
}

TEST(AnswersTest, NothingIsKeptOfWhatIsDeletedMeanwhile) {
  Answers answers;
  Make(answers, "/api/checks/1/report", "1", Keep::kWhileThere);
  Make(answers, "/api/checks/12/report", "12", Keep::kWhileThere);
  std::uint64_t ticket = 0;
  ASSERT_TRUE(answers.Join("/api/checks/1/article.json", [](const ResponsePtr&) {}, ticket));
  answers.Forget("/api/checks/1/");
  answers.Put("/api/checks/1/article.json", ticket, JsonResponse(200, "x"), Keep::kWhileThere);
  EXPECT_EQ(Kept(answers, "/api/checks/1/report"), "");
  EXPECT_EQ(Kept(answers, "/api/checks/1/article.json"), "");
  EXPECT_EQ(Kept(answers, "/api/checks/12/report"), "12");
}

TEST(AnswersTest, ProblemsAreNotKept) {
  Answers answers;
  std::uint64_t ticket = 0;
  answers.Join("/a", [](const ResponsePtr&) {}, ticket);
  answers.Put("/a", ticket, Problem(404, "none"), Keep::kWhileThere);
  EXPECT_EQ(Kept(answers, "/a"), "");
}

TEST(AnswersTest, WhatWasAskedForLongestAgoGoes) {
  Answers answers;
  const std::string large(Answers::kBytesMax / 5, 'x');
  for (int i = 0; i < 4; ++i) {
    Make(answers, std::to_string(i), large, Keep::kWhileThere);
  }
  EXPECT_EQ(Kept(answers, "0").size(), large.size());
  Make(answers, "4", large, Keep::kWhileThere);
  EXPECT_EQ(Kept(answers, "1").size(), 0U);
  EXPECT_EQ(Kept(answers, "0").size(), large.size());
  Make(answers, "huge", std::string(Answers::kBytesMax / 3, 'x'), Keep::kWhileThere);
  EXPECT_EQ(Kept(answers, "huge").size(), 0U);
}

}  // namespace
}  // namespace ibid::serve
