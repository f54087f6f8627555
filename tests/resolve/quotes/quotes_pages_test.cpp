#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "resolve/pages/page.h"
#include "resolve/quotes/quote_words.h"
#include "resolve/show.h"
#include "text/utf8.h"

// Quotes of real pages (../shared/data/pages, read in place), as they stand there, altered by rule,
// and of other pages; looked for through the resolver in the live page and in a capture of it with
// blocks changed: the measure of issue 4, "quotes and drift".
namespace ibid::resolve {
namespace {

using test::Scripted;
using test::ScriptedWeb;
using Random = std::mt19937;

const std::string kFolder = IBID_SHARED "/data/pages";
constexpr std::string_view kUrl = "https://page.example/2016/03/a-story-of-some-length";

struct SourcePage {
  std::string file, html;
  std::vector<std::string> sentences;
};

std::vector<std::string> SentencesOf(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t line = std::min(text.find('\n', at), text.size());
    std::size_t end = std::min(text.find(". ", at), line);
    end = end == line ? line : end + 1;
    std::string sentence(text::Trim(std::string_view(text).substr(at, end - at)));
    const std::size_t words = QuoteWords(sentence, 60).size();
    if (words >= 7 && words <= 40 && sentence.find('[') == std::string::npos) {
      out.push_back(std::move(sentence));
    }
    at = end + 1;
  }
  return out;
}

std::vector<SourcePage> ReadPages() {
  std::vector<SourcePage> pages;
  if (!std::filesystem::is_directory(kFolder)) {
    return pages;
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kFolder)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".html" ||
        entry.path().filename() == "expected.html") {
      continue;
    }
    std::ifstream file(entry.path(), std::ios::binary);
    SourcePage page;
    page.file = entry.path().string().substr(kFolder.size() + 1);
    page.html.assign(std::istreambuf_iterator<char>(file), {});
    Exchange exchange;
    exchange.status = 200;
    exchange.request.url = kUrl;
    exchange.headers.emplace_back("Content-Type", "text/html");
    exchange.body = page.html;
    page.sentences = SentencesOf(ReadPage(exchange).text);
    if (page.sentences.size() >= 8) {
      pages.push_back(std::move(page));
    }
  }
  std::sort(pages.begin(), pages.end(),
            [](const SourcePage& a, const SourcePage& b) { return a.file < b.file; });
  return pages;
}

// The part of a page's sentences that another version of it lacks.
double Lost(const SourcePage& page, const std::string& html) {
  Exchange exchange;
  exchange.status = 200;
  exchange.request.url = kUrl;
  exchange.headers.emplace_back("Content-Type", "text/html");
  exchange.body = html;
  const std::string text = text::FoldSpace(ReadPage(exchange).document.text);
  const auto lost = std::count_if(
      page.sentences.begin(), page.sentences.end(),
      [&](const std::string& sentence) { return text.find(sentence) == std::string::npos; });
  return static_cast<double>(lost) / static_cast<double>(page.sentences.size());
}

std::vector<std::string> Words(const std::string& sentence) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < sentence.size();) {
    const std::size_t end = std::min(sentence.find(' ', at), sentence.size());
    words.push_back(sentence.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

std::string Join(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    out += (out.empty() ? "" : " ") + word;
  }
  return out;
}

// As people quote: the sentence, a part of it, with an ellipsis, with other marks.
std::string AsPeopleQuote(const std::string& sentence, Random& random) {
  std::vector<std::string> words = Words(sentence);
  if (words.size() < 7) {
    return sentence;  // A script without spaces.
  }
  switch (random() % 4) {
    case 0:
      return sentence;
    case 1: {
      const std::size_t from = random() % (words.size() - 5);
      return Join({words.begin() + static_cast<std::ptrdiff_t>(from), words.end()});
    }
    case 2: {
      const std::size_t at = 3 + random() % (words.size() - 6);
      words[at] = "...";
      return Join(words);
    }
    default: {
      std::string out;
      for (const char c : sentence) {
        out += c == '\'' ? std::string("’") : c == '"' ? std::string("‘") : std::string(1, c);
      }
      return out;
    }
  }
}

// A word or two replaced, left out or put in; long words, which say something.
std::string Altered(const std::string& sentence, Random& random) {
  static constexpr auto kOther = std::to_array<std::string_view>(
      {"yesterday", "seldom", "eleven", "Helsinki", "harmless", "refused", "orchards", "nobody"});
  std::vector<std::string> words = Words(sentence);
  if (words.size() < 7) {
    return {};
  }
  const std::size_t changes = 1 + random() % 2;
  for (std::size_t i = 0; i < changes; ++i) {
    const std::size_t at = 1 + random() % (words.size() - 2);
    const std::string other(kOther[random() % kOther.size()]);
    const auto place = words.begin() + static_cast<std::ptrdiff_t>(at);
    switch (random() % 3) {
      case 0:
        *place = other;
        break;
      case 1:
        words.insert(place, other);
        break;
      default:
        if (QuoteWords(*place, 2).empty()) {
          *place = other;  // A dash that is left out is no change.
        } else {
          words.erase(place);
        }
    }
  }
  return Join(words);
}

// The page as it was: `per_cent` of its paragraphs said something else, and what stands around the
// text was other.
std::string WithBlocksChanged(const std::string& html, unsigned per_cent, const SourcePage& other,
                              Random& random) {
  std::string out;
  std::size_t at = 0;
  for (std::size_t open = html.find("<p", at); open != std::string::npos;
       open = html.find("<p", std::max(at, open + 2))) {
    if (html.compare(open, 3, "<p>") != 0 && html.compare(open, 3, "<p ") != 0) {
      continue;  // <path>, <picture>
    }
    const std::size_t begin = html.find('>', open);
    const std::size_t end = begin == std::string::npos ? begin : html.find("</p>", begin);
    if (end == std::string::npos) {
      break;
    }
    out += html.substr(at, begin + 1 - at);
    if (random() % 100 < per_cent) {
      for (std::size_t length = out.size() + (end - begin); out.size() < length;) {
        out += other.sentences[random() % other.sentences.size()] + " ";
      }
    } else {
      out += html.substr(begin + 1, end - begin - 1);
    }
    at = end;
  }
  out += html.substr(at);
  const std::size_t body = out.find("</body");
  const std::string around =
      "<div class=\"most-read\"><ul><li><a href=\"/1\">Ten things that nobody knew</a></li><li><a "
      "href=\"/2\">Rain is coming, and it stays</a></li></ul></div>";
  return out.insert(std::min(body, out.size()), around);
}

Scripted Html(std::string body) {
  Scripted answer;
  answer.headers.emplace_back("Content-Type", "text/html");
  answer.body = std::move(body);
  return answer;
}

void ServeCapture(ScriptedWeb& web, const std::string& html) {
  web.AddRule([html](const HttpRequest& request) -> std::optional<Scripted> {
    if (request.url.find("web.archive.org/cdx/") != std::string::npos) {
      Scripted rows;
      rows.headers.emplace_back("Content-Type", "application/json");
      rows.body =
          "[[\"urlkey\",\"timestamp\",\"original\",\"mimetype\",\"statuscode\",\"digest\","
          "\"length\"],[\"k\",\"20160312101010\",\"" +
          std::string(kUrl) + "\",\"text/html\",\"200\",\"A\",\"1\"]]";
      return rows;
    }
    if (request.url.find("web.archive.org/web/20160312101010") != std::string::npos) {
      Scripted capture = Html(html);
      capture.headers.emplace_back("Memento-Datetime", "Sat, 12 Mar 2016 10:10:10 GMT");
      return capture;
    }
    return std::nullopt;
  });
}

struct Asked {
  std::string words;
  QuoteFit expected;
};

Resolution Visit(const std::string& live, const std::string& then,
                 const std::vector<Asked>& quotes) {
  ScriptedWeb web(TestNow());
  web.Add(std::string(kUrl), Html(live));
  ServeCapture(web, then);
  ResolveOptions options;
  options.article_date = "2016-03-11";
  for (std::size_t i = 0; i < quotes.size(); ++i) {
    options.quotes.push_back({"r1", "m" + std::to_string(i + 1), quotes[i].words, true});
  }
  return RunOne(web, UrlReference(std::string(kUrl)), options);
}

struct Counts {
  int right = 0, all = 0;
};

class QuotesMeasure : public ::testing::Test {
 protected:
  void SetUp() override {
    pages_ = ReadPages();
    if (pages_.size() < 40) {
      GTEST_SKIP() << "the shared pages are not here: " << kFolder;
    }
  }

  // 200 as they stand there, 100 altered, 100 of other pages.
  std::vector<std::vector<Asked>> Draw() {
    std::vector<std::vector<Asked>> quotes(pages_.size());
    std::array<int, 3> wanted = {200, 100, 100};
    constexpr std::size_t kOthersFrom = 8;  // Not of the page that Other() gives.
    for (std::size_t i = 0; wanted[0] + wanted[1] + wanted[2] > 0 && i < 20'000; ++i) {
      const std::size_t page = i % pages_.size();
      const auto& own = pages_[page].sentences;
      const auto& others =
          pages_[(page + kOthersFrom + random_() % (pages_.size() - kOthersFrom)) % pages_.size()]
              .sentences;
      const std::size_t kind = i / pages_.size() % 4 == 3 ? 2 : i / pages_.size() % 4 == 2 ? 1 : 0;
      const std::string& sentence =
          kind == 2 ? others[random_() % others.size()] : own[random_() % own.size()];
      const std::string words =
          kind == 1 ? Altered(sentence, random_) : AsPeopleQuote(sentence, random_);
      const bool also_here = kind == 2 && std::find(own.begin(), own.end(), sentence) != own.end();
      if (words.empty() || wanted[kind] == 0 || also_here) {
        continue;
      }
      --wanted[kind];
      quotes[page].push_back({words, kind == 0   ? QuoteFit::kVerbatim
                                     : kind == 1 ? QuoteFit::kChanged
                                                 : QuoteFit::kAbsent});
    }
    return quotes;
  }

  const SourcePage& Other(std::size_t i) const { return pages_[(i + 7) % pages_.size()]; }

  void Note(const std::string& where, const Asked& asked, const QuoteLook* look) {
    Counts& counts = counts_[where + " " + std::string(Name(asked.expected))];
    ++counts.all;
    const bool right = look != nullptr && look->fit == asked.expected &&
                       (look->fit == QuoteFit::kChanged) == !look->difference.empty();
    counts.right += right ? 1 : 0;
    if (!right) {
      std::cout << "  " << where << ": " << Name(asked.expected) << " read as "
                << (look == nullptr ? "nothing" : Name(look->fit)) << ": " << asked.words << "\n";
    }
  }

  void ExpectBar() {
    int right = 0;
    int all = 0;
    for (const auto& [what, counts] : counts_) {
      std::cout << what << ": " << counts.right << " of " << counts.all << "\n";
      right += counts.right;
      all += counts.all;
    }
    EXPECT_GE(right * 100, all * 98);
  }

  Random random_{20160311};
  std::vector<SourcePage> pages_;
  std::map<std::string, Counts> counts_;
};

TEST_F(QuotesMeasure, InTheLivePage) {
  const auto quotes = Draw();
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    const Resolution found = Visit(pages_[i].html, "", quotes[i]);
    for (std::size_t k = 0; k < quotes[i].size(); ++k) {
      const bool looked = k < found.quotes.size() && !found.quotes[k].looks.empty();
      Note("page", quotes[i][k], looked ? &found.quotes[k].looks.front() : nullptr);
    }
  }
  ExpectBar();
}

// The live page has changed: everything is in the capture, and the page has drifted.
TEST_F(QuotesMeasure, InTheCaptureOfAPageThatHasChanged) {
  const auto quotes = Draw();
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    const std::string live = WithBlocksChanged(pages_[i].html, 100, Other(i), random_);
    const Resolution found = Visit(live, pages_[i].html, quotes[i]);
    for (std::size_t k = 0; k < quotes[i].size(); ++k) {
      const bool looked = k < found.quotes.size() && !found.quotes[k].looks.empty() &&
                          found.quotes[k].looks.back().where == "capture";
      const QuoteLook* look = looked ? &found.quotes[k].looks.back() : nullptr;
      const bool in_heading = k < found.quotes.size() && !found.quotes[k].looks.empty() &&
                              found.quotes[k].looks.front().fit == QuoteFit::kVerbatim;
      Note("capture", quotes[i][k], in_heading ? &found.quotes[k].looks.front() : look);
    }
  }
  ExpectBar();
}

TEST_F(QuotesMeasure, DriftIsNoticedAndNotInvented) {
  const std::vector<Asked> none = {{"Words that no page on earth has ever had", QuoteFit::kAbsent}};
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    const SourcePage& page = pages_[i];
    for (const unsigned per_cent : {0U, 10U, 90U}) {
      const std::string then = WithBlocksChanged(page.html, per_cent, Other(i), random_);
      const double lost = Lost(page, then);
      if (lost > 0.25 && lost < 0.7) {
        continue;  // Neither the one nor the other.
      }
      const bool drifted = lost >= 0.7;
      const Resolution found = Visit(page.html, then, none);
      Counts& counts = counts_[drifted ? "drifted" : "edited here and there, or not"];
      ++counts.all;
      const bool said = found.drift && found.drift->kept < 0.6;
      counts.right += found.drift && said == drifted ? 1 : 0;
      if (!found.drift || said != drifted) {
        std::cout << "  " << page.file << " at " << per_cent << " %: kept "
                  << (found.drift ? std::to_string(found.drift->kept) : "?") << " of " << 1 - lost
                  << (found.snapshots.empty() ? "" : ", " + found.snapshots[0].reason) << "\n";
      }
    }
  }
  ExpectBar();
}

}  // namespace
}  // namespace ibid::resolve
