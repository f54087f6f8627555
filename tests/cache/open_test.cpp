#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cache/migrate.h"
#include "cache/scratch.h"

namespace ibid::cache {
namespace {

constexpr std::chrono::milliseconds kPatience{200};

std::string Read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

void Make(const std::string& path, const std::string& sql) {
  Database db;
  ASSERT_TRUE(db.Open(path, Database::Mode::kReadWrite, kPatience));
  ASSERT_TRUE(db.Run(sql)) << db.failure().message;
}

// What Open says of it, without the path; "fine" where it opens.
std::string Opening(const std::string& path, bool read_only = false) {
  PostBox box;
  OpenOptions options = box.Options();
  options.read_only = read_only;
  options.busy_timeout = kPatience;
  const Result<std::unique_ptr<Cache>> cache = Cache::Open(path, std::move(options));
  if (cache.ok()) {
    return "fine";
  }
  EXPECT_EQ(cache.error().code, ErrorCode::kStorage);
  std::string message = cache.error().message;
  EXPECT_EQ(message.substr(0, 11 + path.size()), "the cache " + path + " ");
  return message.substr(std::min(11 + path.size(), message.size()));
}

// Root may write everywhere, so these tests are somebody else for a moment.
class AsNobody {
 public:
  AsNobody() : was_root_(::geteuid() == 0) {
    if (was_root_) {
      EXPECT_EQ(::seteuid(65534), 0);
    }
  }
  ~AsNobody() {
    if (was_root_) {
      EXPECT_EQ(::seteuid(0), 0);
    }
  }
  AsNobody(const AsNobody&) = delete;
  AsNobody& operator=(const AsNobody&) = delete;

 private:
  bool was_root_;
};

TEST(OpenTest, MakesTheFileAndTheFoldersAboveIt) {
  const Scratch scratch;
  EXPECT_EQ(Opening(scratch / "a/b/c.sqlite"), "fine");
  EXPECT_EQ(Opening(scratch / "a/b/c.sqlite"), "fine") << "and opens it again";
  struct stat found{};
  ASSERT_EQ(::stat((scratch / "a/b").c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0700U);
}

TEST(OpenTest, TakesAnyName) {
  const Scratch scratch;
  for (const char* name : {"100% sure?.sqlite", "a#b", "ü.db", "mode=memory&x"}) {
    EXPECT_EQ(Opening(scratch / name), "fine");
    EXPECT_TRUE(std::filesystem::exists(scratch / name)) << name;
  }
}

TEST(OpenTest, SaysWhatIsWrongAndTouchesNothing) {
  const Scratch scratch;
  std::ofstream(scratch / "text") << std::string(5000, 'x');
  Make(scratch / "other", "CREATE TABLE mine (x); INSERT INTO mine VALUES (1)");
  Make(scratch / "owned", "PRAGMA application_id = 7; CREATE TABLE mine (x)");
  ASSERT_EQ(Opening(scratch / "newer"), "fine");
  Make(scratch / "newer", "PRAGMA user_version = 999");
  ASSERT_EQ(Opening(scratch / "damaged"), "fine");
  {
    std::fstream file(scratch / "damaged", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(100);
    file << std::string(4000, '\xee');
  }
  std::filesystem::create_directory(scratch / "folder");
  std::ofstream(scratch / "file") << "x";

  const std::string leave = "it is left as it is: ";
  const std::vector<std::pair<const char*, std::string>> cases = {
      {"text",
       "is no SQLite database; " + leave + "move it away, or name another file with --cache"},
      {"other", "is the database of another program; " + leave + "name another file with --cache"},
      {"owned", "is the database of another program; " + leave + "name another file with --cache"},
      {"newer", "was written by a newer ibid (schema 999, this one knows up to " +
                    std::to_string(SchemaFiles().size()) +
                    "); use that ibid, or name another file with --cache"},
      {"damaged",
       "is damaged (database disk image is malformed); save what can be read with `sqlite3 FILE "
       ".recover`, move it away, or name another file with --cache"},
      {"folder", "is a folder; name a file in it with --cache"},
      {"file/x", "cannot be reached: Not a directory; name another file with --cache"},
  };
  for (const auto& [name, expected] : cases) {
    const std::string before = Read(scratch / name);
    EXPECT_EQ(Opening(scratch / name), expected) << name;
    EXPECT_EQ(Read(scratch / name), before) << name;
  }
  EXPECT_EQ(Opening(scratch / "absent", true),
            "does not exist; a run that may ask the web makes it, or name another "
            "file with --cache");
  EXPECT_FALSE(std::filesystem::exists(scratch / "absent"));
  EXPECT_EQ(Opening("/dev/null"), "is no regular file; name another with --cache");
}

TEST(OpenTest, AnEmptyFileBecomesACache) {
  const Scratch scratch;
  std::ofstream(scratch / "empty").flush();
  EXPECT_EQ(Opening(scratch / "empty"), "fine");
}

TEST(OpenTest, SaysThatItMayNotWrite) {
  const Scratch scratch;
  ASSERT_EQ(Opening(scratch / "f/c"), "fine");
  ASSERT_EQ(::chmod(scratch.folder().c_str(), 0755), 0);
  ASSERT_EQ(::chmod((scratch / "f/c").c_str(), 0444), 0);
  ASSERT_EQ(::chmod((scratch / "f").c_str(), 0777), 0);
  {
    const AsNobody nobody;
    EXPECT_EQ(Opening(scratch / "f/c"),
              "is read-only; make it writable, or name another file with --cache");
    EXPECT_EQ(Opening(scratch / "f/c", true), "fine");
  }
  ASSERT_EQ(::chmod((scratch / "f/c").c_str(), 0666), 0);
  ASSERT_EQ(::chmod((scratch / "f").c_str(), 0555), 0);
  {
    const AsNobody nobody;
    EXPECT_EQ(Opening(scratch / "f/c"),
              "lies in a folder that is read-only, where its log cannot be written; make the "
              "folder writable, or name another file with --cache");
    EXPECT_EQ(Opening(scratch / "f/c", true), "fine");
    EXPECT_EQ(Opening(scratch / "f/g/c"),
              "cannot be made: its folder " + scratch.folder() +
                  "/f/g: Permission denied; make that folder, or name another file with --cache");
  }
  ASSERT_EQ(::chmod((scratch / "f/c").c_str(), 0000), 0);
  {
    const AsNobody nobody;
    EXPECT_EQ(Opening(scratch / "f/c"),
              "cannot be read: Permission denied; make it readable, or name another file with "
              "--cache");
  }
  ASSERT_EQ(::chmod((scratch / "f").c_str(), 0755), 0);
}

TEST(OpenTest, AReadOnlyCacheFindsAndKeepsNothing) {
  const Scratch scratch;
  const Exchange stored = MakeExchange("https://a.example/", 200, "a", 1);
  const Exchange appended = MakeExchange("https://b.example/", 200, "b", 2);
  {
    PostBox box;
    const auto cache = Cache::Open(scratch / "c", box.Options()).value();
    cache->Append(Shared(stored), Until(At(100)), [] {});
    box.Drain();
  }
  const std::string before = Read(scratch / "c");
  {
    PostBox box;
    OpenOptions options = box.Options();
    options.read_only = true;
    const auto cache = Cache::Open(scratch / "c", std::move(options)).value();
    EXPECT_NE(cache->FindReusable(stored.request, At(2)), nullptr);
    bool committed = false;
    cache->Append(Shared(appended), Until(At(100)), [&] { committed = true; });
    EXPECT_FALSE(committed) << "never before Append has returned";
    box.Drain();
    EXPECT_TRUE(committed);
    EXPECT_NE(cache->FindReusable(appended.request, At(2)), nullptr) << "for this run";
    const Article article;
    bool saved = false;
    const Kept kept;
    cache->SaveArticle(article, At(1), kept, [&](const Error* error) { saved = error == nullptr; });
    box.Drain();
    EXPECT_TRUE(saved);
    EXPECT_TRUE(box.troubles().empty());
  }
  EXPECT_EQ(Read(scratch / "c"), before);
}

TEST(OpenTest, ALockThatIsNeverReleasedIsSaid) {
  const Scratch scratch;
  ASSERT_EQ(Opening(scratch / "c"), "fine");
  PostBox box;
  OpenOptions options = box.Options();
  options.busy_timeout = std::chrono::milliseconds(20);
  auto cache = Cache::Open(scratch / "c", std::move(options)).value();
  Database other;
  ASSERT_TRUE(other.Open(scratch / "c", Database::Mode::kReadWrite, kPatience));
  ASSERT_TRUE(other.Run("BEGIN IMMEDIATE"));
  bool committed = false;
  cache->Append(Shared(MakeExchange("https://a.example/", 200, "a", 1)), Until(At(100)),
                [&] { committed = true; });
  box.Drain();
  EXPECT_TRUE(committed);
  ASSERT_EQ(box.troubles().size(), 1U);
  EXPECT_EQ(box.troubles()[0], "the cache " + (scratch / "c") +
                                   " is locked by another program for too long; wait until that "
                                   "has ended, or name another file with --cache");
}

}  // namespace
}  // namespace ibid::cache
