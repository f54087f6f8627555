#include "resolve/show.h"

#include <algorithm>
#include <utility>

#include "text/dates.h"
#include "text/utf8.h"

namespace ibid::resolve {

std::string ShowHops(const Resolution& resolution) {
  std::string out;
  for (const Hop& hop : resolution.hops) {
    if (!out.empty()) {
      out += " " + std::string(Name(hop.via)) + "> ";
    }
    out += hop.url;
    if (hop.status != 0) {
      out += " " + std::to_string(hop.status);
    }
  }
  return out;
}

std::string Show(const Resolution& resolution) {
  std::string out = std::string(Name(resolution.verdict)) + ": " +
                    (resolution.reasons.empty() ? "(no reason)" : resolution.reasons.front()) +
                    "\n";
  const auto line = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) {
      out += "  " + std::string(name) + " " + value + "\n";
    }
  };
  line("hops", ShowHops(resolution));
  line("title", resolution.title);
  line("author", resolution.author);
  line("site", resolution.site);
  line("published", resolution.published);
  if (resolution.post) {
    const PostFound& post = *resolution.post;
    line("post", post.post_id + " @" + post.account + " by " + post.found_by);
    for (const Difference& difference : post.differences) {
      line("differs", difference.field + ": " + difference.shown + " | " + difference.actual +
                          (difference.kind == DifferenceKind::kAltered
                               ? ""
                               : " (" + std::string(Name(difference.kind)) + ")"));
    }
  }
  for (const Snapshot& snapshot : resolution.snapshots) {
    line(snapshot.valid ? "snapshot" : "no snapshot", snapshot.url + " " + snapshot.reason);
  }
  for (const Candidate& candidate : resolution.candidates) {
    line("candidate", std::to_string(static_cast<int>(candidate.score * 100 + 0.5)) + " " +
                          candidate.url + " " + candidate.date);
  }
  return out;
}

std::vector<Resolution> RunAll(test::ScriptedWeb& web, std::vector<Reference> references,
                               const ResolveOptions& options, test::ScriptedWeb::Order order) {
  std::vector<Resolution> results;
  net::Spawn<std::vector<Resolution>>(
      ResolveAll(std::move(references), options, web),
      [&](std::vector<Resolution> done) { results = std::move(done); });
  web.Drain(order);
  return results;
}

Resolution RunOne(test::ScriptedWeb& web, Reference reference, const ResolveOptions& options) {
  std::vector<Reference> references;
  references.push_back(std::move(reference));
  std::vector<Resolution> results = RunAll(web, std::move(references), options);
  return results.empty() ? Resolution{} : std::move(results.front());
}

test::Scripted ParseAnswer(std::string_view words) {
  test::Scripted answer;
  for (int f = 0; f <= static_cast<int>(Failure::kCancelled); ++f) {
    if (Name(static_cast<Failure>(f)) == words) {
      answer.failure = static_cast<Failure>(f);
      return answer;
    }
  }
  answer.status = std::stoi(std::string(words.substr(0, 3)));
  std::string_view rest = words.substr(std::min<std::size_t>(words.size(), 4));
  if (answer.status >= 300 && answer.status < 400) {
    answer.headers.emplace_back("Location", rest);
    return answer;
  }
  if (const std::size_t bar = rest.find(" | ");
      bar != std::string_view::npos && !rest.starts_with('<')) {
    const std::string_view header = rest.substr(0, bar);
    const std::size_t colon = header.find(": ");
    answer.headers.emplace_back(header.substr(0, colon), header.substr(colon + 2));
    rest = rest.substr(bar + 3);
  }
  const bool json = rest.starts_with("{") || rest.starts_with("[");
  answer.headers.emplace_back("Content-Type", json ? "application/json" : "text/html");
  answer.body = rest;
  return answer;
}

void Script(test::ScriptedWeb& web, std::string_view lines) {
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = text::Trim(lines.substr(0, end));
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (const std::size_t arrow = line.find(" -> "); arrow != std::string_view::npos) {
      web.Add(std::string(line.substr(0, arrow)), ParseAnswer(line.substr(arrow + 4)));
    }
  }
}

void ScriptWithRest(test::ScriptedWeb& web, std::string_view lines) {
  std::string exact;
  std::vector<std::pair<std::string, test::Scripted>> prefixes;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    const std::size_t star = line.find("* -> ");
    if (star != std::string_view::npos && star < line.find(" -> ")) {
      prefixes.emplace_back(line.substr(0, star), ParseAnswer(line.substr(star + 5)));
    } else {
      exact += std::string(line) + "\n";
    }
  }
  Script(web, exact);
  web.AddRule([prefixes = std::move(prefixes)](
                  const HttpRequest& request) -> std::optional<test::Scripted> {
    for (const auto& [prefix, answer] : prefixes) {
      if (request.url.starts_with(prefix)) {
        test::Scripted named = answer;
        for (std::size_t at = named.body.find("{name}"); at != std::string::npos;
             at = named.body.find("{name}")) {
          named.body.replace(at, 6, request.url.substr(request.url.rfind('/') + 1));
        }
        return named;
      }
    }
    return std::nullopt;
  });
}

Reference UrlReference(std::string url) {
  Reference reference;
  reference.id = "r1";
  reference.url = std::move(url);
  return reference;
}

Reference LostPostReference(std::string account, IsoDate date, std::string text) {
  Reference reference;
  reference.id = "r1";
  reference.kind = ReferenceKind::kPost;
  reference.platform = "x";
  reference.account = std::move(account);
  reference.date = std::move(date);
  reference.date_is_own = true;
  reference.text = std::move(text);
  return reference;
}

Instant TestNow() {
  return *text::ParseInstant("2026-11-22T12:00:00Z");
}

}  // namespace ibid::resolve
