#include "audit/inputs.h"

#include <map>
#include <utility>

#include <gtest/gtest.h>

#include "audit/folder.h"
#include "warc/zip.h"

namespace ibid::audit {
namespace {

// "page: url url; page: !why"; files are shown below the test's folder.
class Shown : public LinkSink {
 public:
  explicit Shown(const Folder& folder) : root_("file://" + folder.home().string()) {}
  bool BeginPage(const std::string& page) override {
    out += (out.empty() ? "" : "; ") + page + ":";
    return true;
  }
  bool TakeLink(FoundLink link) override {
    std::string url = link.url;
    if (url.starts_with(root_)) {
      url = "file:" + url.substr(root_.size());
    }
    out += " " + url + (link.place.fragment.empty() ? "" : "#" + link.place.fragment);
    places += std::to_string(link.place.line) + ":" + std::to_string(link.place.column) + " " +
              std::to_string(link.place.begin) + "-" + std::to_string(link.place.end) + " ";
    return --wanted_ > 0;
  }
  bool TakeUnreadable(const std::string& input, const std::string& why) override {
    out += (out.empty() ? "" : "; ") + std::string("!") + why;
    EXPECT_FALSE(input.empty());
    return true;
  }
  void StopAfter(int links) { wanted_ = links; }

  std::string out;
  std::string places;

 private:
  std::string root_;
  int wanted_ = 1 << 30;
};

struct Web {
  std::map<std::string, FetchedPage> pages;
  void Add(const std::string& url, std::string bytes, std::string type = "") {
    pages[url] = {std::move(bytes), url, std::move(type)};
  }
};

std::string Read(const Folder& folder, InputOptions options, const Web& web = {}) {
  Shown sink(folder);
  const Result<void> read = ReadInputs(
      options,
      [&](const std::string& url) -> Result<FetchedPage> {
        const auto page = web.pages.find(url);
        if (page == web.pages.end()) {
          return Error{ErrorCode::kInput, url + ": not found"};
        }
        return page->second;
      },
      sink);
  return read ? sink.out : "error: " + read.error().message;
}

std::string Read(const Folder& folder, const std::string& input) {
  InputOptions options;
  options.inputs = {input};
  return Read(folder, options);
}

TEST(InputsTest, FoldersAreReadAsLycheeReadsThem) {
  const Folder folder;
  folder.Write("site/b.md", "[x](http://b/)");
  folder.Write("site/a/z.html", "<a href=http://z/>");
  folder.Write("site/.hidden/x.md", "[x](http://no/)");
  folder.Write("site/.x.md", "[x](http://no/)");
  folder.Write("site/code.cpp", "// http://no.org/");
  folder.Write("site/binary.txt", std::string("\x89PNG\r\n\x1a\n http://no.org/"));
  folder.Write("site/.gitignore", "out/\n*.tmp.md\n!keep.tmp.md\n");
  folder.Write("site/out/x.md", "[x](http://no/)");
  folder.Write("site/a/y.tmp.md", "[x](http://no/)");
  folder.Write("site/a/keep.tmp.md", "[x](http://keep/)");
  folder.Write("site/c.txt", "http://c.org/");
  std::filesystem::create_symlink(folder.home() / "site", folder.home() / "site/a/loop");
  EXPECT_EQ(Read(folder, "site"),
            "site/a/keep.tmp.md: http://keep/; site/a/z.html: http://z/; site/b.md: http://b/; "
            "site/c.txt: "
            "http://c.org/");
  InputOptions options;
  options.inputs = {"site", "site/b.md"};
  options.exclude_path = {"a", "b.md"};
  EXPECT_EQ(Read(folder, options), "site/c.txt: http://c.org/");
}

TEST(InputsTest, RelativeLinksHaveABase) {
  const Folder folder;
  folder.Write("d/a.html",
               "<a href='b c.html?x#y'>1</a><a href=/r>2</a><a href=//h/x>3</a>"
               "<a href=#f>4</a><a href='mailto:a@b'>5</a><a href='http://[/'>6</a>");
  EXPECT_EQ(Read(folder, "d/a.html"),
            "d/a.html: file:/d/b%20c.html?x#y file:///r https://h/x file:/d/a.html#f mailto:a@b ");
  EXPECT_EQ(Read(folder, "d"),
            "d/a.html: file:/d/b%20c.html?x#y file:/d/r https://h/x file:/d/a.html#f mailto:a@b ");
  InputOptions options;
  options.inputs = {"d/a.html"};
  options.root_dir = ".";
  EXPECT_EQ(Read(folder, options).substr(0, 46), "d/a.html: file:/d/b%20c.html?x#y file:/r https");
  options.root_dir.clear();
  options.base_url = "https://o.org/p/";
  EXPECT_EQ(
      Read(folder, options),
      "d/a.html: https://o.org/p/b%20c.html?x#y https://o.org/r https://h/x https://o.org/p/#f "
      "mailto:a@b ");
  options.root_dir = ".";
  EXPECT_EQ(Read(folder, options),
            "error: --base-url and --root-dir both say what '/' is; give one of them");
}

TEST(InputsTest, PlacesAreThoseOfTheFile) {
  const Folder folder;
  const auto places = [&](std::string_view bytes) {
    folder.Write("a.html", bytes);
    Shown sink(folder);
    InputOptions options;
    options.inputs = {"a.html"};
    EXPECT_TRUE(ReadInputs(options, nullptr, sink).ok());
    return sink.places;
  };
  EXPECT_EQ(places("<a href=x>\r\n\xC3\xA9<a href='y'>\r<a href=z>"),
            "1:9 8-9 2:11 23-24 3:9 35-36 ");
  EXPECT_EQ(places("\xEF\xBB\xBF<a href=x>"), "1:9 11-12 ");
  EXPECT_EQ(places("<meta charset=windows-1252>\xE9\xE9<a href=x>"), "1:38 37-38 ");
  EXPECT_EQ(places("\xFF\xFE<\0a\0 \0h\0r\0e\0f\0=\0x\0>\0"), "");
  EXPECT_EQ(places(std::string_view("\xFF\xFE<\0a\0 \0h\0r\0e\0f\0=\0x\0>\0", 22)), "1:9 0-0 ");
}

TEST(InputsTest, SitemapsLeadToOthers) {
  const Folder folder;
  Web web;
  const std::string index =
      "<sitemapindex><sitemap><loc>https://a/1.xml</loc></sitemap><sitemap>"
      "<loc>https://a/2.xml.gz</loc></sitemap></sitemapindex>";
  web.Add("https://a/index.xml", index);
  web.Add("https://a/1.xml", "<urlset><url><loc>https://a/p</loc></url></urlset>");
  web.Add("https://a/2.xml.gz",
          warc::GzipMember(
              "<sitemapindex><sitemap><loc>https://a/index.xml</loc></sitemap></sitemapindex>"));
  InputOptions options;
  options.inputs = {"https://a/index.xml"};
  EXPECT_EQ(
      Read(folder, options, web),
      "https://a/index.xml: https://a/1.xml https://a/2.xml.gz; https://a/1.xml: https://a/p; "
      "https://a/2.xml.gz: https://a/index.xml");
  folder.Write("map.xml", index);
  options.inputs = {"map.xml"};
  web.pages.erase("https://a/1.xml");
  web.Add("https://a/index.xml", "<html><a href=x>");
  EXPECT_EQ(Read(folder, options, web),
            "map.xml: https://a/1.xml https://a/2.xml.gz; !https://a/1.xml: not found; "
            "https://a/2.xml.gz: "
            "https://a/index.xml; https://a/index.xml: https://a/x");
}

TEST(InputsTest, AreNamedInFilesAndRefusedWithReasons) {
  const Folder folder;
  folder.Write("a.md", "<http://a/>");
  folder.Write("list", "# x\n\na.md\r\nno such.md\n");
  folder.Write("broken.gz", "\x1f\x8b\x08garbage");
  folder.Write("t.csv", "name,url\nx,http://c/\n");
  InputOptions options;
  options.inputs = {"broken.gz"};
  options.files_from = {"list"};
  EXPECT_EQ(Read(folder, options),
            "!broken.gz: is a damaged gzip file; a.md: http://a/; !no such.md: no such file");
  options = {};
  options.inputs = {"t.csv", "a.md"};
  options.column = "url";
  EXPECT_EQ(Read(folder, options), "t.csv: http://c/; a.md: http://a/");
  options.column = "link";
  EXPECT_EQ(Read(folder, options),
            "t.csv:; !t.csv: has no column 'link'; its first line has: name, url; a.md: http://a/");
  options.column.clear();
  options.inputs = {"a.md"};
  options.input_bytes_max = 3;
  EXPECT_EQ(Read(folder, options),
            "!a.md: is larger than 3 bytes; raise the limit with --max-input, or split it");
  options.inputs = {"-", "-"};
  EXPECT_EQ(Read(folder, options), "error: standard input can be read once: '-' is named 2 times");
}

TEST(InputsTest, EndWhereNoMoreIsWanted) {
  const Folder folder;
  folder.Write("s/a.md", "<http://a/> <http://b/>");
  folder.Write("s/b.md", "<http://c/>");
  Shown sink(folder);
  sink.StopAfter(1);
  InputOptions options;
  options.inputs = {"s", "nothing"};
  EXPECT_TRUE(ReadInputs(options, nullptr, sink).ok());
  EXPECT_EQ(sink.out, "s/a.md: http://a/");
}

}  // namespace
}  // namespace ibid::audit
