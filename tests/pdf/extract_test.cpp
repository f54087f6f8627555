#include "pdf/extract.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

namespace ibid::pdf {
namespace {

// What is made of a reader that is this shell script.
Contents Played(const std::string& script) {
  const std::filesystem::path path = std::filesystem::path(testing::TempDir()) /
                                     testing::UnitTest::GetInstance()->current_test_info()->name();
  std::ofstream(path) << "#!/bin/sh\n" << script << "\n";
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  const Result<Contents> contents =
      Extract("%PDF-1.4", path.string(), std::chrono::milliseconds(1500));
  EXPECT_TRUE(contents.ok()) << (contents.ok() ? "" : contents.error().message);
  std::filesystem::remove(path);
  return *contents;
}

TEST(ExtractTest, AReaderThatCrashesEndsItsFileOnly) {
  const Contents contents =
      Played("printf 'n\\t9\\np\\t1\\t1\\nw\\t0\\t0\\t9\\t9\\t9\\t0\\tword\\n'; kill -SEGV $$");
  EXPECT_EQ(contents.state, State::kPart);
  EXPECT_EQ(contents.why, "it crashed the PDF library");
  ASSERT_EQ(contents.pages.size(), 1U);
  EXPECT_EQ(contents.pages[0].words[0].text, "word");
  EXPECT_EQ(Played("kill -SEGV $$").state, State::kDamaged);
}

TEST(ExtractTest, AReaderThatRunsForEverIsStopped) {
  EXPECT_EQ(Played("while :; do :; done").why, "it took too long");
}

TEST(ExtractTest, AReaderGetsTheFileAndNothingElse) {
  setenv("IBID_SECRET", "secret", 1);
  EXPECT_EQ(Played("printf 'e\\t1\\t'; cat; echo \" $IBID_SECRET\"").why, "%PDF-1.4 ");
}

TEST(ExtractTest, SaysThatThereIsNoReader) {
  const Result<Contents> contents = Extract("%PDF-1.4", "/nowhere/ibid-pdf");
  ASSERT_FALSE(contents.ok());
  EXPECT_EQ(contents.error().code, ErrorCode::kInternal);
  EXPECT_EQ(contents.error().message,
            "cannot read a PDF: /nowhere/ibid-pdf: No such file or directory");
}

}  // namespace
}  // namespace ibid::pdf
