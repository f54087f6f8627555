#include "support/site_script.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <utility>
#include <vector>

#include "url/url.h"

namespace ibid::test {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

struct SiteRule {
  std::vector<std::string> hosts;
  std::string path;
  Pairs query;
  bool any_query = false;
  bool more_query = false;
  bool browsers_only = false;
  bool answered = false;
  Scripted answer;
};

// Only `*` is special.
bool Glob(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t mark = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      mark = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') {
    ++p;
  }
  return p == pattern.size();
}

Pairs ParseQuery(std::string_view query) {
  Pairs pairs;
  std::stringstream stream{std::string(query)};
  for (std::string piece; std::getline(stream, piece, '&');) {
    const std::size_t equals = std::min(piece.find('='), piece.size());
    pairs.emplace_back(url::PercentDecode(piece.substr(0, equals)),
                       url::PercentDecode(piece.substr(std::min(equals + 1, piece.size()))));
  }
  return pairs;
}

bool QueryMatches(const SiteRule& rule, Pairs left) {
  if (rule.any_query) {
    return true;
  }
  for (const auto& [name, pattern] : rule.query) {
    const auto found = std::find_if(left.begin(), left.end(), [&](const auto& pair) {
      return pair.first == name && Glob(pattern, pair.second);
    });
    if (found == left.end()) {
      return false;
    }
    left.erase(found);
  }
  return rule.more_query || left.empty();
}

void ReadTarget(std::string_view target, SiteRule& rule) {
  const std::size_t mark = std::min(target.find('?'), target.size());
  rule.path = target.substr(0, mark);
  const std::string_view query = target.substr(std::min(mark + 1, target.size()));
  rule.any_query = query == "*" || target == "*";
  for (auto& pair : ParseQuery(query)) {
    if (pair.first == "*") {
      rule.more_query = true;
    } else {
      rule.query.push_back(std::move(pair));
    }
  }
}

void ReadAnswerHead(std::string_view head, SiteRule& rule) {
  rule.answered = true;
  rule.answer.status = std::stoi(std::string(head));
  const std::size_t space = std::min(head.find(' '), head.size());
  const std::string words(head.substr(std::min(space + 1, head.size())));
  if (!words.empty()) {
    const bool redirect = rule.answer.status >= 300 && rule.answer.status < 400;
    rule.answer.headers.emplace_back(redirect ? "Location" : "Content-Type", words);
  }
}

// Reads one file, line by line.
class SiteReader {
 public:
  explicit SiteReader(const std::filesystem::path& file) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
      lines_.push_back(std::move(line));
    }
  }

  std::vector<SiteRule> Read() {
    for (at_ = 0; at_ < lines_.size(); ++at_) {
      const std::string& line = lines_[at_];
      const std::size_t indent = Indent(line);
      if (indent == line.size() || line[indent] == '#') {
        continue;
      }
      indent == 0 ? Unindented(line) : Indented(line.substr(indent), indent);
    }
    return std::move(rules_);
  }

 private:
  static std::size_t Indent(const std::string& line) {
    return std::min(line.find_first_not_of(' '), line.size());
  }

  void Unindented(const std::string& line) {
    std::stringstream words(line);
    std::string first;
    words >> first;
    if (first == "host") {
      hosts_.clear();
      for (std::string host; words >> host;) {
        hosts_.push_back(host);
      }
    } else if (first != "tls") {
      SiteRule rule;
      rule.hosts = hosts_;
      std::string target;
      words >> target;
      ReadTarget(target, rule);
      if (const std::size_t arrow = line.find(" -> "); arrow != std::string::npos) {
        ReadAnswerHead(std::string_view(line).substr(arrow + 4), rule);
      }
      rules_.push_back(std::move(rule));
    }
  }

  void Indented(const std::string& words, std::size_t indent) {
    SiteRule& rule = rules_.back();
    if (words.starts_with("-> ")) {
      ReadAnswerHead(std::string_view(words).substr(3), rule);
    } else if (words.starts_with("when ")) {
      rule.browsers_only = true;
    } else if (words == "body") {
      Body(indent, rule.answer.body);
    } else if (words.starts_with("body ")) {
      rule.answer.body = words.substr(5);
    } else if (const std::size_t colon = words.find(": "); colon != std::string::npos) {
      rule.answer.headers.emplace_back(words.substr(0, colon), words.substr(colon + 2));
    }
  }

  void Body(std::size_t indent, std::string& body) {
    std::size_t cut = 0;
    while (at_ + 1 < lines_.size()) {
      const std::string& line = lines_[at_ + 1];
      if (Indent(line) < line.size() && Indent(line) <= indent) {
        return;
      }
      cut = cut == 0 ? Indent(line) : cut;
      body += line.substr(std::min(cut, Indent(line))) + "\n";
      ++at_;
    }
  }

  std::vector<std::string> lines_;
  std::size_t at_ = 0;
  std::vector<std::string> hosts_;
  std::vector<SiteRule> rules_;
};

bool Matches(const SiteRule& rule, const url::Url& url) {
  return rule.answered && !rule.browsers_only &&
         std::any_of(rule.hosts.begin(), rule.hosts.end(),
                     [&](const std::string& host) { return Glob(host, url.host()); }) &&
         Glob(rule.path, url.path()) && QueryMatches(rule, ParseQuery(url.query()));
}

}  // namespace

int LoadSites(const std::string& folder, ScriptedWeb& web) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".web") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  auto rules = std::make_shared<std::vector<SiteRule>>();
  for (const auto& file : files) {
    for (SiteRule& rule : SiteReader(file).Read()) {
      rules->push_back(std::move(rule));
    }
  }
  const int count = static_cast<int>(rules->size());
  web.AddRule([rules](const HttpRequest& request) -> std::optional<Scripted> {
    const auto url = url::Url::Parse(request.url);
    for (const SiteRule& rule : *rules) {
      if (url && Matches(rule, *url)) {
        return rule.answer;
      }
    }
    return std::nullopt;
  });
  return count;
}

}  // namespace ibid::test
