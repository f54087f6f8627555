#include <map>
#include <string>
#include <utility>

#include "audit/formats/formats.h"
#include "json/instant.h"
#include "write/phrases.h"
#include "write/verdict_words.h"
#include "write/xml.h"

namespace ibid::audit {
namespace {

struct Counts {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t skipped = 0;

  void Add(Standing standing) {
    ++tests;
    failures += standing == Standing::kFail ? 1 : 0;
    skipped +=
        standing != Standing::kFail && standing != Standing::kOk && standing != Standing::kWarn ? 1
                                                                                                : 0;
  }
};

std::string Attribute(std::string_view name, std::string_view value) {
  std::string out = " ";
  return out.append(name).append("=\"").append(write::XmlEscaped(value)).append("\"");
}
std::string Attribute(std::string_view name, std::size_t value) {
  return Attribute(name, std::to_string(value));
}

std::string Words(const AuditedLink& link) {
  std::string out(write::WordsFor(link.verdict).words);
  for (const std::string& reason : link.reasons) {
    out += (out.empty() ? "" : ": ") + write::Plain(reason);
    break;
  }
  for (const std::string& fragment : link.missing_fragments) {
    out += "; there is no #" + write::Plain(fragment) + " on it";
  }
  return out;
}

std::string Details(const AuditedLink& link) {
  std::string out = link.url.empty() ? "" : link.url + "\n";
  for (const std::string& reason : link.reasons) {
    out += write::Plain(reason) + "\n";
  }
  if (const std::string history = write::HistoryWords(link.history); !history.empty()) {
    out += history + "\n";
  }
  out +=
      link.final_url.empty() || link.final_url == link.url ? "" : "now: " + link.final_url + "\n";
  out += link.archived_url.empty() ? "" : "copy: " + link.archived_url + "\n";
  return out;
}

std::string Outcome(const AuditedLink& link) {
  switch (link.standing) {
    case Standing::kOk:
      return "";
    case Standing::kFail:
      return "<failure" + Attribute("message", Words(link)) +
             Attribute("type", ibid::Name(link.verdict)) + ">" + write::XmlEscaped(Details(link)) +
             "</failure>";
    case Standing::kWarn:
      return "<system-out>" + write::XmlEscaped(Words(link) + "\n" + Details(link)) +
             "</system-out>";
    case Standing::kUnknown:
    case Standing::kExcluded:
    case Standing::kOpen:
      return "<skipped" + Attribute("message", Words(link)) + "/>";
  }
  return "";
}

// One place; its name is the same in each audit as long as the file does not change before it.
std::string TestCase(const Place& place, const AuditedLink& link) {
  std::string name = link.url.empty() ? place.written : link.url;
  name += place.fragment.empty() ? "" : "#" + place.fragment;
  if (place.line > 0) {
    name += " (" + std::to_string(place.line) + ":" + std::to_string(place.column) + ")";
  }
  // Jenkins' schema does not know "file", which Jenkins passes over and GitLab makes a link of.
  std::string out = "<testcase" + Attribute("name", write::Plain(name)) +
                    Attribute("classname", write::Plain(place.page)) +
                    Attribute("file", write::Plain(place.page));
  const std::string result = Outcome(link);
  return out + (result.empty() ? "/>\n" : ">" + result + "</testcase>\n");
}

class Suites {
 public:
  Suites(const Summary& about, const Sink& out) : about_(about), out_(out) {}

  bool Add(const Place& place, const AuditedLink& link) {
    if (place.page != page_ && !Finish()) {
      return false;
    }
    page_ = place.page;
    counts_.Add(link.standing);
    cases_ += TestCase(place, link);
    // A page is one suite, whose numbers stand before its tests; a page without end is several.
    constexpr std::size_t kBytesMax = 8U << 20U;
    return cases_.size() < kBytesMax || Finish();
  }

  bool Finish() {
    if (counts_.tests == 0) {
      return true;
    }
    const Counts counts = std::exchange(counts_, {});
    const std::string suite =
        "<testsuite" + Attribute("name", write::Plain(page_)) + Attribute("tests", counts.tests) +
        Attribute("failures", counts.failures) + " errors=\"0\"" +
        Attribute("skipped", counts.skipped) +
        Attribute("timestamp", json::WriteInstant(about_.started_at).value_or("").substr(0, 19)) +
        Attribute("id", number_++) + ">\n";
    return out_(suite) && out_(std::exchange(cases_, {})) && out_("</testsuite>\n");
  }

 private:
  const Summary& about_;
  const Sink& out_;
  std::string page_;
  std::string cases_;
  Counts counts_;
  std::size_t number_ = 0;
};

// What could not be read is an error of its own suite.
std::string Unread(const Summary& about) {
  if (about.unreadable.empty()) {
    return "";
  }
  const std::size_t count = about.unreadable.size();
  std::string out = "<testsuite name=\"not read\"" + Attribute("tests", count) + " failures=\"0\"" +
                    Attribute("errors", count) + " skipped=\"0\">\n";
  for (const Unreadable& unreadable : about.unreadable) {
    out += "<testcase" + Attribute("name", write::Plain(unreadable.input)) +
           " classname=\"not read\"><error" + Attribute("message", write::Plain(unreadable.why)) +
           " type=\"unreadable\"/></testcase>\n";
  }
  return out + "</testsuite>\n";
}

}  // namespace

Result<void> WriteJunit(Report& report, const Look& /*look*/, const Sink& out) {
  Counts all;
  Result<void> read = report.ForEachPlace([&](const Place&, const AuditedLink& link) {
    all.Add(link.standing);
    return true;
  });
  if (!read) {
    return read;
  }
  const Summary& about = report.summary();
  bool wanted = out("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" +
                    Attribute("name", "links of " + write::Plain(about.name)) +
                    Attribute("tests", all.tests + about.unreadable.size()) +
                    Attribute("failures", all.failures) +
                    Attribute("errors", about.unreadable.size()) + ">\n");
  Suites suites(about, out);
  read = report.ForEachPlace([&](const Place& place, const AuditedLink& link) {
    return wanted = wanted && suites.Add(place, link);
  });
  if (read && wanted && suites.Finish() && out(Unread(about))) {
    out("</testsuites>\n");
  }
  return read;
}

}  // namespace ibid::audit
