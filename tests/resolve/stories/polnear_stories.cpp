#include "resolve/stories/polnear_stories.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <sstream>

#include "resolve/show.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "url/url.h"
#include "warc/zip.h"

namespace ibid::resolve {
namespace {

const std::string kFolder = IBID_SHARED "/data/polnear/data";
constexpr std::string_view kMonths[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> Split(const std::string& line, char by) {
  std::vector<std::string> cells;
  std::istringstream in(line);
  for (std::string cell; std::getline(in, cell, by);) {
    cells.push_back(cell);
  }
  return cells;
}

std::string Slug(const std::string& title) {
  std::string slug;
  std::size_t words = 0;
  for (const char c : text::Lower(title)) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      slug += c;
    } else if (!slug.empty() && slug.back() != '-' && ++words < 9) {
      slug += '-';
    } else if (words >= 9) {
      break;
    }
  }
  while (!slug.empty() && slug.back() == '-') {
    slug.pop_back();
  }
  return slug;
}

std::string Address(const PolnearStory& story, std::size_t number) {
  const std::string y = story.date.substr(0, 4);
  const std::string m = story.date.substr(5, 2);
  const std::string d = story.date.substr(8, 2);
  const std::string slug = Slug(story.title);
  const std::string day = y + "/" + m + "/" + d;
  if (story.publisher == "nyt") {
    return "https://www.nytimes.com/" + day + "/us/politics/" + slug + ".html";
  }
  if (story.publisher == "breitbart") {
    return "http://www.breitbart.com/big-government/" + day + "/" + slug + "/";
  }
  if (story.publisher == "huff-post") {
    return "http://www.huffingtonpost.com/" + day + "/" + slug + "_n_" +
           std::to_string(9000000 + number) + ".html";
  }
  if (story.publisher == "politico") {
    return "https://www.politico.com/story/" + y + "/" + m + "/" + slug + "-" +
           std::to_string(220000 + number);
  }
  if (story.publisher == "wash-post") {
    return "https://www.washingtonpost.com/news/post-politics/wp/" + day + "/" + slug + "/";
  }
  if (story.publisher == "usa-today") {
    return "https://www.usatoday.com/story/news/politics/elections/2016/" + day + "/" + slug + "/" +
           std::to_string(80000000 + number) + "/";
  }
  return "https://www.westernjournalism.com/" + slug + "/";
}

std::string Html(const PolnearStory& story) {
  std::string out = "<html><head><title>" + story.title +
                    "</title><meta property=\"article:published_time\" content=\"" + story.date +
                    "T12:00:00Z\"></head><body><nav><a href=\"/\">Home</a> <a "
                    "href=\"/politics\">Politics</a></nav><article><h1>" +
                    story.title + "</h1>";
  for (const std::string& line : Split(story.text, '\n')) {
    out += "<p>" + line + "</p>\n";
  }
  return out + "</article><footer>About us</footer></body></html>";
}

test::Scripted Answer(std::string type, std::string body) {
  test::Scripted answer;
  answer.headers = {{"Content-Type", std::move(type)}};
  answer.body = std::move(body);
  return answer;
}

// One of the entries of a sitemap.
std::string Entry(const PolnearStory& story, std::size_t number) {
  std::string out = "<url><loc>" + story.url + "</loc>";
  out += number % 3 == 0 ? "" : "<lastmod>" + story.date + "T18:30:00-05:00</lastmod>";
  return out + "</url>\n";
}

std::string Urlset(const std::string& entries) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset "
         "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n" +
         entries + "</urlset>\n";
}

class StoryServer {
 public:
  StoryServer(const std::vector<PolnearStory>& stories, test::ScriptedWeb& web)
      : stories_(stories), web_(web) {}

  void Serve() {
    for (std::size_t i = 0; i < stories_.size(); ++i) {
      const PolnearStory& story = stories_[i];
      pages_.emplace(story.url, i);
      Collect(story, i);
    }
    ServeIndexes();
    web_.AddRule([pages = std::move(pages_), &stories = stories_](
                     const HttpRequest& request) -> std::optional<test::Scripted> {
      const auto found = pages.find(request.url);
      if (found != pages.end()) {
        return Answer("text/html; charset=utf-8", Html(stories[found->second]));
      }
      return std::nullopt;
    });
    web_.AddRule([rows = std::move(captures_)](const HttpRequest& request) {
      return Captures(request, rows);
    });
    web_.AddRule([](const HttpRequest&) {
      test::Scripted missing = Answer("text/html", "<title>Not found</title>");
      missing.status = 404;
      return std::optional(missing);
    });
  }

 private:
  void Collect(const PolnearStory& story, std::size_t number) {
    const std::string month = story.date.substr(0, 7);
    const std::string link = "<li><a href=\"" + story.url + "\">" + story.title + "</a></li>\n";
    const std::string y = story.date.substr(0, 4);
    const std::string m = story.date.substr(5, 2);
    const std::string d = story.date.substr(8, 2);
    if (story.publisher == "nyt") {
      lists_["https://www.nytimes.com/sitemap/" + y + "/" + m + "/" + d + "/"] += link;
    } else if (story.publisher == "usa-today") {
      lists_["https://www.usatoday.com/sitemap/" + y + "/" +
             std::string(kMonths[std::stoul(m) - 1]) + "/" + std::to_string(std::stoi(d)) + "/"] +=
          link;
    } else if (story.publisher == "wash-post") {
      monthly_["https://www.washingtonpost.com"][month] += Entry(story, number);
    } else if (story.publisher == "politico") {
      monthly_["https://www.politico.com"][month] += Entry(story, number);
    } else if (story.publisher == "west-journal") {
      numbered_.push_back(&story);
    } else {
      std::string stamp = story.date;
      std::erase(stamp, '-');
      captures_.emplace(Key(story.url), "\"" + stamp + "231500\",\"" + story.url + "\"");
    }
  }

  static std::string Key(std::string_view url) {
    url.remove_prefix(url.find("//") + 2);
    if (url.starts_with("www.")) {
      url.remove_prefix(4);
    }
    return text::Lower(url);
  }

  // The index answers a search for a prefix as the real one does: sorted by key.
  static std::optional<test::Scripted> Captures(
      const HttpRequest& request, const std::multimap<std::string, std::string>& rows) {
    const auto url = url::Url::Parse(request.url);
    if (!url || url->host() != "web.archive.org" || !url->path().starts_with("/cdx/")) {
      return std::nullopt;
    }
    std::string prefix = url->Parameter("url").value_or("");
    if (!prefix.ends_with('*')) {
      return Answer("application/json", "[]");
    }
    prefix.pop_back();
    prefix = text::Lower(prefix);
    prefix = prefix.starts_with("www.") ? prefix.substr(4) : prefix;
    std::string body = "[[\"timestamp\",\"original\",\"mimetype\",\"statuscode\"]";
    for (auto row = rows.lower_bound(prefix); row != rows.end() && row->first.starts_with(prefix);
         ++row) {
      body += ",\n[" + row->second + ",\"text/html\",\"200\"]";
    }
    return Answer("application/json", body + "]");
  }

  void ServeIndexes() {
    for (const auto& [url, links] : lists_) {
      web_.AddPage(url, "<title>Site map</title><ul>" + links + "</ul>");
    }
    for (const auto& [site, months] : monthly_) {
      const bool packed = site.find("politico") == std::string::npos;
      std::string index;
      for (const auto& [month, entries] : months) {
        const std::string name =
            site + "/sitemaps/sitemap-" + month + (packed ? ".xml.gz" : ".xml");
        index += "<sitemap><loc>" + name + "</loc></sitemap>\n";
        const std::string body = Urlset(entries);
        web_.Add(name, packed ? Answer("application/x-gzip", warc::GzipMember(body))
                              : Answer("application/xml", body));
      }
      web_.Add(site + "/sitemaps/index.xml",
               Answer("text/xml", "<sitemapindex>" + index + "</sitemapindex>"));
      web_.Add(site + "/robots.txt",
               Answer("text/plain", "User-agent: *\nDisallow: /search\nSitemap: " + site +
                                        "/sitemaps/index.xml\n"));
    }
    ServeNumbered();
  }

  // As WordPress plug-ins do it: post-sitemap1.xml, 2, ..., oldest first, the index with lastmod.
  void ServeNumbered() {
    const std::string site = "https://www.westernjournalism.com";
    std::sort(numbered_.begin(), numbered_.end(),
              [](const PolnearStory* a, const PolnearStory* b) { return a->date < b->date; });
    std::string index =
        "<sitemap><loc>" + site + "/page-sitemap.xml</loc><lastmod>2015-01-02</lastmod></sitemap>";
    constexpr std::size_t kEach = 25;
    for (std::size_t at = 0; at < numbered_.size(); at += kEach) {
      std::string entries;
      IsoDate last;
      for (std::size_t i = at; i < std::min(at + kEach, numbered_.size()); ++i) {
        entries += Entry(*numbered_[i], 1);
        last = numbered_[i]->date;
      }
      const std::string name = site + "/post-sitemap" + std::to_string(at / kEach + 1) + ".xml";
      index += "<sitemap><loc>" + name + "</loc><lastmod>" + last +
               "T22:00:00+00:00</lastmod></sitemap>\n";
      web_.Add(name, Answer("text/xml", Urlset(entries)));
    }
    web_.Add(site + "/sitemap_index.xml",
             Answer("text/xml", "<sitemapindex>" + index + "</sitemapindex>"));
    web_.Add(site + "/robots.txt",
             Answer("text/plain", "Sitemap: " + site + "/sitemap_index.xml\n"));
  }

  const std::vector<PolnearStory>& stories_;
  test::ScriptedWeb& web_;
  std::map<std::string, std::size_t> pages_;
  std::map<std::string, std::string> lists_;
  std::map<std::string, std::map<std::string, std::string>> monthly_;
  std::vector<const PolnearStory*> numbered_;
  std::multimap<std::string, std::string> captures_;
};

}  // namespace

std::vector<PolnearStory> PolnearStories(int days) {
  std::vector<PolnearStory> stories;
  std::ifstream table(kFolder + "/metadata.tsv");
  std::string line;
  std::getline(table, line);
  const std::optional<Instant> first = text::StartOf("2016-03-07");
  for (std::size_t number = 0; std::getline(table, line); ++number) {
    const std::vector<std::string> cells = Split(line, '\t');
    if (cells.size() < 8) {
      continue;
    }
    PolnearStory story;
    story.publisher = cells[4];
    story.date = cells[5];
    story.title = text::FoldSpace(cells[7].substr(0, cells[7].find(';')));
    story.text = ReadFile(kFolder + "/" + cells[0] + "/text/" + cells[1] + ".txt");
    if (story.text.empty()) {
      continue;
    }
    if (days > 0) {
      story.date =
          text::DateOf(*first + std::chrono::days(number * 7 % static_cast<unsigned>(days)));
    }
    story.url = Address(story, number);
    stories.push_back(std::move(story));
  }
  return stories;
}

void ServeStories(const std::vector<PolnearStory>& stories, test::ScriptedWeb& web) {
  StoryServer(stories, web).Serve();
}

// ---- Attributions -------------------------------------------------------------------------------
namespace {

using Random = std::mt19937;

std::size_t Pick(Random& random, std::size_t below) {
  return below == 0 ? 0 : random() % below;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 44> kOtherWords = {{
    {"said", "stated"},      {"says", "states"},      {"about", "roughly"},
    {"big", "large"},        {"large", "big"},        {"began", "started"},
    {"called", "described"}, {"many", "numerous"},    {"people", "persons"},
    {"help", "aid"},         {"show", "indicate"},    {"shows", "indicates"},
    {"told", "informed"},    {"think", "believe"},    {"wants", "wishes"},
    {"want", "wish"},        {"attack", "assail"},    {"attacked", "assailed"},
    {"rally", "gathering"},  {"poll", "survey"},      {"polls", "surveys"},
    {"voters", "electors"},  {"money", "funds"},      {"plan", "scheme"},
    {"plans", "schemes"},    {"race", "contest"},     {"top", "leading"},
    {"also", "further"},     {"recent", "latest"},    {"major", "important"},
    {"won", "gained"},       {"win", "gain"},         {"lost", "forfeited"},
    {"ended", "finished"},   {"job", "post"},         {"important", "major"},
    {"country", "nation"},   {"children", "kids"},    {"supporters", "backers"},
    {"remarks", "comments"}, {"comments", "remarks"}, {"week", "seven days"},
    {"received", "got"},     {"asked", "requested"},
}};

bool IsName(const std::string& word) {
  return !word.empty() && (std::isupper(static_cast<unsigned char>(word.front())) != 0 ||
                           std::isdigit(static_cast<unsigned char>(word.front())) != 0);
}

std::vector<std::string> Sentences(const std::string& text) {
  std::vector<std::string> out;
  for (const std::string& line : Split(text, '\n')) {
    std::size_t begin = 0;
    for (std::size_t at = line.find(". "); at != std::string::npos; at = line.find(". ", at + 1)) {
      const bool short_word = at < 4 || line.rfind(' ', at) + 5 > at;  // "Mr.", "U.S."
      if (!short_word) {
        out.push_back(line.substr(begin, at - begin));
        begin = at + 2;
      }
    }
    if (line.ends_with('.')) {
      out.push_back(line.substr(begin, line.size() - 1 - begin));
    }
  }
  return out;
}

bool Fits(const std::string& sentence) {
  static constexpr std::string_view kNot[] = {"\"", "“", "”", "''", "(", ":", ";", "?", "!"};
  for (const std::string_view mark : kNot) {
    if (sentence.find(mark) != std::string::npos) {
      return false;
    }
  }
  static constexpr std::string_view kPronouns[] = {"He ",    "She ", "They ", "It ",   "I ",
                                                   "We ",    "But ", "And ",  "This ", "That ",
                                                   "Those ", "You ", "His ",  "Her ",  "Their "};
  for (const std::string_view pronoun : kPronouns) {
    if (sentence.starts_with(pronoun)) {
      return false;
    }
  }
  const std::vector<std::string> words = Split(sentence, ' ');
  const auto names = std::count_if(words.begin() + 1, words.end(), IsName);
  return words.size() >= 13 && words.size() <= 45 && names >= 1;
}

std::string Change(const std::string& sentence, int dropped, Random& random) {
  std::string out;
  std::size_t kept = 0;
  const std::vector<std::string> words = Split(sentence, ' ');
  for (std::size_t i = 0; i < words.size() && kept < 24; ++i) {
    const std::string& word = words[i];
    const bool is_short = word.size() <= 3;  // What holds the sentence together stays.
    if (i > 0 && !IsName(word) && !is_short &&
        (word.ends_with("ly") || static_cast<int>(Pick(random, 100)) < dropped)) {
      continue;
    }
    const auto other = std::find_if(kOtherWords.begin(), kOtherWords.end(),
                                    [&](const auto& pair) { return pair.first == word; });
    out +=
        (out.empty() ? "" : " ") + (other == kOtherWords.end() ? word : std::string(other->second));
    ++kept;
  }
  while (!out.empty() && (out.back() == ',' || out.back() == '-')) {
    out.pop_back();
  }
  return out;
}

std::string_view Outlet(const std::string& publisher, Random& random) {
  static const std::map<std::string, std::vector<std::string_view>> kNames = {
      {"nyt", {"The New York Times", "the New York Times"}},
      {"breitbart", {"Breitbart News", "Breitbart"}},
      {"huff-post", {"The Huffington Post", "HuffPost"}},
      {"politico", {"Politico"}},
      {"wash-post", {"The Washington Post", "the Washington Post"}},
      {"usa-today", {"USA Today"}},
      {"west-journal", {"Western Journalism"}}};
  const std::vector<std::string_view>& names = kNames.at(publisher);
  return names[Pick(random, names.size())];
}

std::string Upper(std::string words) {
  words.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(words.front())));
  return words;
}

// "March 7, 2016"
std::string DateWords(const IsoDate& date) {
  std::string month(kMonths[std::stoul(date.substr(5, 2)) - 1]);
  return Upper(month) + " " + std::to_string(std::stoi(date.substr(8, 2))) + ", " +
         date.substr(0, 4);
}

}  // namespace

Attributed Attribute(const PolnearStory& story, int dropped, std::uint32_t seed) {
  Random random(seed);
  Attributed out;
  std::vector<std::string> fit = Sentences(story.text);
  std::erase_if(fit, [](const std::string& sentence) { return !Fits(sentence); });
  if (fit.empty()) {
    return out;
  }
  const std::string said =
      Change(fit[Pick(random, std::min<std::size_t>(fit.size(), 8))], dropped, random);
  const std::string outlet(Outlet(story.publisher, random));
  const auto later = static_cast<int>(Pick(random, 3));
  out.date = text::DateOf(*text::StartOf(story.date) + std::chrono::days(later));
  const std::string that = IsName(Split(said, ' ')[0]) ? said : said;
  switch (Pick(random, 4)) {
    case 0:
      out.sentence = "According to " + outlet + ", " + that + ".";
      break;
    case 1:
      out.sentence =
          Upper(outlet) + " reported on " + DateWords(story.date) + ", that " + that + ".";
      break;
    case 2:
      out.sentence = Upper(said) + ", " + outlet + " reported.";
      break;
    default:
      out.sentence = Upper(outlet) + " reports that " + that + ".";
  }
  out.article = "What is being said this week\n\n" + DateWords(out.date) +
                "\n\nOther papers had something of their own to tell.\n\n" + out.sentence +
                "\n\nWe could not look into it ourselves.\n";
  return out;
}

}  // namespace ibid::resolve
