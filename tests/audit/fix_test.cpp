#include "audit/fix.h"

#include <cstdlib>
#include <vector>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "audit/folder.h"
#include "audit/listed_report.h"

namespace ibid::audit {
namespace {

namespace fs = std::filesystem;

ListedReport Moved(const std::vector<std::string>& pages) {
  ListedReport report;
  std::vector<Place> places;
  for (const std::string& page : pages) {
    places.push_back(At(page));
  }
  AuditedLink& moved = report.Add("http://old.org/", Standing::kWarn, places);
  moved.moved_for_good = true;
  moved.final_url = "https://new.org/x";
  AuditedLink& dead = report.Add("http://dead.org/", Standing::kFail, {places.back()});
  dead.archived_url = "https://web.archive.org/web/2015/http://dead.org/";
  dead.archived_at = Instant{std::chrono::seconds(1443450000)};
  return report;
}

std::string Said(const Result<Fixed>& fixed) {
  if (!fixed) {
    return "error: " + fixed.error().message;
  }
  std::string out = std::to_string(fixed->files) + " " + std::to_string(fixed->links);
  for (const std::string& left : fixed->left) {
    out += "; " + left;
  }
  return out;
}

TEST(FixTest, CopiesGoBelowAFolder) {
  const Folder folder;
  folder.Write("s/a.md", "[a](http://old.org/)\n");
  folder.Write("s/b.md", "<http://dead.org/#x>");
  folder.Write("s/c.md", "nothing");
  chmod("s/a.md", 0640);
  ListedReport report = Moved({"s/a.md", "s/c.md", "https://w.org/", "-", "s/b.md", "s/none.md"});
  FixOptions options;
  options.folder = "out";
  EXPECT_EQ(Said(Fix(report, {}, options)), "2 2; s/none.md: No such file or directory");
  EXPECT_EQ(folder.Read("out/s/a.md"), "[a](https://new.org/x)\n");
  EXPECT_EQ(folder.Read("out/s/b.md"), "<https://web.archive.org/web/2015/http://dead.org/#x>");
  EXPECT_EQ(folder.Read("s/a.md"), "[a](http://old.org/)\n");
  EXPECT_FALSE(fs::exists("out/s/c.md"));
  struct stat about{};
  ASSERT_EQ(stat("out/s/a.md", &about), 0);
  EXPECT_EQ(about.st_mode & 07777U, 0640U);
}

TEST(FixTest, SymbolicLinksAreNotFollowed) {
  const Folder folder;
  folder.Write("s/a.md", "[a](http://old.org/)\n");
  folder.Write("elsewhere/a.md", "mine");
  fs::create_directory("out");
  fs::create_symlink("../elsewhere", "out/s");
  fs::create_symlink("s/a.md", "link.md");
  FixOptions options;
  options.folder = "out";
  ListedReport report = Moved({"s/a.md"});
  EXPECT_EQ(Said(Fix(report, {}, options)),
            "error: out/s/a.md: cannot be written: Not a directory");
  EXPECT_EQ(folder.Read("elsewhere/a.md"), "mine");
  fs::remove("out/s");
  fs::create_directory("out/s");
  fs::create_symlink("../../elsewhere/a.md", "out/s/a.md");
  EXPECT_EQ(Said(Fix(report, {}, options)), "1 1");
  EXPECT_EQ(folder.Read("elsewhere/a.md"), "mine");
  EXPECT_EQ(folder.Read("out/s/a.md"), "[a](https://new.org/x)\n");
  options = {};
  options.in_place = true;
  report = Moved({"link.md"});
  EXPECT_EQ(Said(Fix(report, {}, options)),
            "0 0; link.md: is a symbolic link; name the file itself");
  EXPECT_EQ(folder.Read("s/a.md"), "[a](http://old.org/)\n");
}

TEST(FixTest, InPlaceOnceAndNoMore) {
  const Folder folder;
  folder.Write("a.md", "[a](http://old.org/)\n");
  chmod("a.md", 0600);
  FixOptions options;
  options.in_place = true;
  ListedReport report = Moved({"a.md"});
  EXPECT_EQ(Said(Fix(report, {}, options)), "1 1");
  EXPECT_EQ(folder.Read("a.md"), "[a](https://new.org/x)\n");
  EXPECT_EQ(Said(Fix(report, {}, options)), "0 0");
  struct stat about{};
  ASSERT_EQ(stat("a.md", &about), 0);
  EXPECT_EQ(about.st_mode & 07777U, 0600U);
  EXPECT_EQ(std::distance(fs::directory_iterator("."), fs::directory_iterator()), 1)
      << "nothing is left behind";
}

bool Have(const char* program) {
  return std::system((std::string("command -v ") + program + " >/dev/null").c_str()) == 0;
}

// The patch of these files, applied by the program to copies of them, gives what Fix writes.
void Applies(const char* program, const std::string& command) {
  if (!Have(program)) {
    GTEST_SKIP() << "no " << program << " here";
  }
  const Folder folder;
  const std::string link = "[a](http://old.org/)";
  std::string many = link + "\n";
  for (int i = 0; i < 40; ++i) {
    many += i % 9 == 0 ? "x " + link + " " + link + "\n" : "line " + std::to_string(i) + "\n";
  }
  std::string wide = "\xFF\xFE";
  for (const char c : std::string_view("x\ny\n<a href='http://old.org/'>\nz\n")) {
    wide += {c, '\0'};
  }
  const std::vector<std::pair<std::string, std::string>> files = {
      {"s/many.md", many},
      {"s/crlf.md", "a\r\n" + link + "\r\nb\r\n"},
      {"s/cr.md", "a\r" + link + "\rb\r"},
      {"s/no end.md", "x\n" + link},
      {"s/one.md", link},
      {"s/\xC3\xA9 \"q\".md", "\xEF\xBB\xBF" + link + "\n"},
      {"s/latin.txt", "\xE9 http://old.org/ \xFF\n"},
      {"s/wide.html", wide},
      {"s/broken.html", "<a href=\"http://old\n.org/\">\n<a href='http://old.org/'>\n"}};
  std::vector<std::string> pages;
  for (const auto& [name, bytes] : files) {
    folder.Write(name, bytes);
    pages.push_back(name);
  }
  std::string patch;
  FixOptions options;
  options.folder = "fixed";
  options.patch = [&](std::string_view piece) {
    patch += piece;
    return true;
  };
  ListedReport report = Moved(pages);
  EXPECT_EQ(Said(Fix(report, {}, options)), "9 20");
  folder.Write("changes.patch", patch);
  ASSERT_EQ(std::system((command + " >log 2>&1").c_str()), 0) << folder.Read("log") << patch;
  for (const auto& [name, bytes] : files) {
    EXPECT_EQ(folder.Read(name), folder.Read("fixed/" + name)) << name;
    EXPECT_NE(folder.Read(name), bytes) << name;
  }
}

TEST(FixTest, PatchApplies) {
  Applies("patch", "patch -p1 < changes.patch");
}

TEST(FixTest, GitApplies) {
  Applies("git", "git apply changes.patch");
}

}  // namespace
}  // namespace ibid::audit
