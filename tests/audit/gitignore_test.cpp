// What a walk passes over is what Git does: some hundred patterns, made of the pieces that patterns
// are made of, over a tree of names that they may fit.
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "audit/folder.h"
#include "audit/inputs/walk.h"

namespace ibid::audit {
namespace {

constexpr int kFolders = 600;

constexpr std::array<std::string_view, 34> kFiles = {"a",
                                                     "b",
                                                     "ab",
                                                     "abc",
                                                     "a.md",
                                                     "B.MD",
                                                     "x y",
                                                     "[a",
                                                     "[a]",
                                                     "a]b",
                                                     "a-b",
                                                     "a^b",
                                                     "!a",
                                                     "#a",
                                                     "a\\b",
                                                     "a\\",
                                                     "ab ",
                                                     "é",
                                                     "1",
                                                     "a*b",
                                                     "a?b",
                                                     "sub/a",
                                                     "sub/ab",
                                                     "sub/a.md",
                                                     "sub/1",
                                                     "sub/deep/a",
                                                     "sub/deep/b.md",
                                                     "sub/deep/sub/a",
                                                     "docs/a.md",
                                                     "docs/sub/ab",
                                                     "docs/a/b",
                                                     "a b/a",
                                                     "[b]/a",
                                                     "c-d/sub/b"};

constexpr std::array<std::string_view, 54> kPieces = {
    "a",          "b",      "c",       "ab",          "a.md",        ".md",
    "sub",        "deep",   "docs",    "*",           "*",           "*",
    "?",          "**",     "**/",     "/**",         "/**/",        "***",
    "***/",       "/",      "/",       "//",          "[ab]",        "[a-c]",
    "[!a]",       "[^a]",   "[]a]",    "[!]a]",       "[a",          "[",
    "]",          "[a-",    "[c-a]",   "[[:alpha:]]", "[[:digit:]]", "[![:upper:]]",
    "[[:none:]]", "[a\\]]", "[\\a-b]", "[a-]",        "\\*",         "\\?",
    "\\a",        "\\[",    "\\\\",    "\\",          " ",           "\\ ",
    "!",          "#",      "-",       "^",           "1",           "é"};

class Chance {
 public:
  std::size_t Below(std::size_t limit) {
    state_ ^= state_ << 13U;
    state_ ^= state_ >> 7U;
    state_ ^= state_ << 17U;
    return static_cast<std::size_t>(state_ % limit);
  }

 private:
  std::uint64_t state_ = 20261125;
};

std::string Line(Chance& chance) {
  std::string line = chance.Below(6) == 0 ? "!" : "";
  for (std::size_t pieces = 1 + chance.Below(4); pieces > 0; --pieces) {
    line += kPieces[chance.Below(kPieces.size())];
  }
  line += chance.Below(8) == 0 ? "/" : chance.Below(12) == 0 ? "  " : "";
  return line;
}

// Between some that fit much, so that there is something to take back.
std::string Patterns(Chance& chance) {
  std::string lines;
  for (std::size_t count = 1 + chance.Below(3); count > 0; --count) {
    lines += (chance.Below(5) == 0 ? "*" : Line(chance)) + (chance.Below(10) == 0 ? "\r\n" : "\n");
  }
  return lines;
}

// What a command prints, up to each NUL; nothing where it cannot be run.
std::set<std::string> Printed(const std::string& command) {
  std::set<std::string> out;
  FILE* pipe = popen(command.c_str(), "r");
  std::string name;
  for (int c = pipe == nullptr ? EOF : fgetc(pipe); c != EOF; c = fgetc(pipe)) {
    if (c != '\0') {
      name += static_cast<char>(c);
    } else {
      out.insert(std::exchange(name, {}));
    }
  }
  if (pipe != nullptr) {
    pclose(pipe);
  }
  return out;
}

TEST(GitignoreTest, PassesOverWhatGitDoes) {
  if (std::system("git --version > /dev/null 2>&1") != 0) {
    GTEST_SKIP() << "there is no git";
  }
  const Folder folder;
  Chance chance;
  std::vector<std::string> patterns;
  for (int i = 0; i < kFolders; ++i) {
    const std::string home = "tree/p" + std::to_string(i) + "/";
    patterns.push_back(Patterns(chance));
    folder.Write(home + ".gitignore", patterns.back());
    if (chance.Below(4) == 0) {
      folder.Write(home + "sub/.gitignore", Patterns(chance));
    }
    for (const std::string_view file : kFiles) {
      folder.Write(home + std::string(file), "");
    }
  }
  ASSERT_EQ(std::system("cd tree && git init -q ."), 0);
  std::set<std::string> git;
  for (const std::string& name :
       Printed("cd tree && git -c core.excludesFile=/dev/null ls-files -o -z --exclude-standard")) {
    if (!name.ends_with(".gitignore")) {
      git.insert("tree/" + name);
    }
  }
  std::set<std::string> walked;
  WalkFolder(
      "tree", {{}, [](const std::string&) { return true; }},
      [&](const std::string& path) { return walked.insert(path).second; },
      [](const std::string&, const std::string&) { return true; });
  ASSERT_GT(git.size(), kFolders * kFiles.size() / 3);
  ASSERT_LT(git.size(), kFolders * kFiles.size());
  std::size_t differences = 0;
  for (int i = 0; i < kFolders; ++i) {
    const std::string home = "tree/p" + std::to_string(i) + "/";
    for (const std::string_view file : kFiles) {
      const std::string path = home + std::string(file);
      const bool by_git = git.contains(path);
      if (by_git != walked.contains(path) && ++differences <= 20) {
        ADD_FAILURE() << path << (by_git ? " stays" : " is ignored") << " by\n"
                      << patterns[static_cast<std::size_t>(i)] << "and in sub by\n"
                      << folder.Read(home + "sub/.gitignore");
      }
    }
  }
  EXPECT_EQ(differences, 0U);
}

}  // namespace
}  // namespace ibid::audit
