#include "write/html.h"

#include <array>
#include <span>
#include <string_view>

#include "digest/digest.h"
#include "ibid/embedded.h"
#include "write/findings.h"
#include "write/html_article.h"
#include "write/html_escape.h"
#include "write/html_graph.h"
#include "write/html_sources.h"
#include "write/phrases.h"

namespace ibid::write {

std::span<const EmbeddedFile> Assets();

namespace {

constexpr std::size_t kConcernsShown = 20;

std::string_view Asset(std::string_view name) {
  for (const EmbeddedFile& file : Assets()) {
    if (file.name == name) {
      return file.bytes;
    }
  }
  return "";
}

std::string Style() {
  return std::string(Asset("report.css")).append(Asset("graph.css"));
}

std::string Script() {
  return std::string(Asset("report.js")).append(Asset("graph.js"));
}

std::string Head(std::string_view title, std::string_view script) {
  const std::string style = Style();
  std::string out = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
  out +=
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'sha256-" +
      digest::Sha256Base64(style) + "'; script-src 'sha256-" + digest::Sha256Base64(script) +
      "'; base-uri 'none'; form-action 'none'\">\n";
  out +=
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<meta name=\"generator\" content=\"ibid\">\n<title>";
  out += Escaped(title);
  out.append("</title>\n<style>")
      .append(style)
      .append(
          "</style>\n</head>\n<body>\n<a class=\"skip\" "
          "href=\"#text\">To the article</a>\n");
  return out;
}

// One row of what is known of the article, and where that was found.
void WriteFact(std::string& out, std::string_view name, const Fact& fact) {
  if (!fact.known()) {
    return;
  }
  out.append("<tr><th>").append(name).append("</th><td dir=\"auto\">");
  out += Linked(fact.value, Plain(fact.value)) + "</td><td><small>" + Escaped(fact.from) +
         "</small></td></tr>\n";
}

void WriteFacts(std::string& out, const Document& document) {
  const Metadata& metadata = document.metadata;
  out +=
      "<details class=\"facts\"><summary>About the article, and where that was "
      "found</summary>\n<table><tbody>\n";
  WriteFact(out, "Title", metadata.title);
  WriteFact(out, "Publisher", metadata.publisher);
  for (const Fact& author : metadata.authors) {
    WriteFact(out, "Author", author);
  }
  WriteFact(out, "Published", metadata.published);
  WriteFact(out, "Modified", metadata.modified);
  WriteFact(out, "Language", metadata.language);
  WriteFact(out, "Address", metadata.url);
  WriteFact(out, "Canonical", metadata.canonical_url);
  WriteFact(out, "Description", metadata.description);
  out += "<tr><th>Input</th><td dir=\"auto\">" + Escaped(Plain(document.source)) +
         "</td><td><small>" + std::string(Name(document.kind)) + ", " + Escaped(document.encoding) +
         ", sha256 " + Escaped(document.input_sha256.substr(0, 16)) + "…</small></td></tr>\n";
  out += "</tbody></table></details>\n";
}

void WriteHeader(std::string& out, const Article& article, std::string_view title) {
  const Metadata& metadata = article.document.metadata;
  out += "<header>\n<p class=\"kicker\">Citation report</p>\n<h1 dir=\"auto\">" + Escaped(title) +
         "</h1>\n";
  std::string line = Escaped(Plain(metadata.publisher.value));
  const auto add = [&line](const std::string& words) {
    if (!words.empty()) {
      line.append(line.empty() ? "" : " · ").append("<bdi>").append(words).append("</bdi>");
    }
  };
  add(Escaped(DateWords(std::string_view(metadata.published.value).substr(0, 10))));
  for (const Fact& author : metadata.authors) {
    add("by " + Escaped(Plain(author.value)));
  }
  out += "<p class=\"about\">" + line + "</p>\n";
}

void WriteSummary(std::string& out, const Findings& findings) {
  out += "<ul class=\"summary\">\n";
  for (const std::string& words : findings.summary) {
    out += "<li>" + Escaped(words) + "</li>\n";
  }
  if (!findings.resolved) {
    out += "<li>the web was not asked</li>\n";
  }
  out += "</ul>\n";
  if (findings.concerns.empty()) {
    return;
  }
  out += "<section class=\"concerns\"><h2>Worth a look</h2>\n<ol>\n";
  for (std::size_t i = 0; i < findings.concerns.size() && i < kConcernsShown; ++i) {
    const Concern& concern = findings.concerns[i];
    out += "<li>";
    if (concern.source != kNoSource) {
      const Source& source = findings.sources[concern.source];
      out += "<a href=\"#" + SourceAnchor(source) + "\"><span class=\"no\">" +
             std::to_string(source.index + 1) + "</span> <bdi>" + Escaped(LabelOf(source)) +
             "</bdi></a>: ";
    }
    out += Escaped(concern.words) + "</li>\n";
  }
  if (findings.concerns.size() > kConcernsShown) {
    out += "<li class=\"note\">and " + std::to_string(findings.concerns.size() - kConcernsShown) +
           " more, said with their sources</li>\n";
  }
  out += "</ol></section>\n";
}

void WriteFilter(std::string& out, std::string_view kind, std::string_view name,
                 std::string_view title, std::size_t count) {
  if (count == 0) {
    return;
  }
  out.append("<label class=\"").append(kind).append("-").append(name);
  out.append("\"><input type=\"checkbox\" id=\"").append(kind == "k" ? "f-" : "o-").append(name);
  out.append("\" checked> <span>").append(title).append("</span> ");
  out += std::to_string(count) + "</label>\n";
}

// What is shown, by kind and by outcome. Style sheets do the work: no script is needed.
void WriteFilters(std::string& out, const Findings& findings) {
  std::array<std::size_t, 5> groups{};
  std::array<std::size_t, 7> tones{};
  for (const Source& source : findings.sources) {
    ++groups[static_cast<std::size_t>(source.group)];
    ++tones[static_cast<std::size_t>(ToneOf(source))];
  }
  out += "<nav class=\"filters\" aria-label=\"Show\">\n<fieldset><legend>Show</legend>\n";
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const Group group = static_cast<Group>(i);
    WriteFilter(out, "k", Name(group), Title(group), groups[i]);
  }
  if (findings.resolved) {
    out += "</fieldset>\n<fieldset><legend>that are</legend>\n";
    for (std::size_t i = 0; i < tones.size(); ++i) {
      const Tone tone = static_cast<Tone>(i);
      WriteFilter(out, "v", Name(tone), Title(tone), tones[i]);
    }
  }
  out += "</fieldset>\n</nav>\n";
}

}  // namespace

std::string Html(const Article& article, const CitationGraph& graph) {
  const Findings findings = Find(article);
  const Metadata& metadata = article.document.metadata;
  std::string title = Plain(metadata.title.value);
  if (title.empty()) {
    title = Plain(article.document.source);
  }
  const std::string script = Script();
  std::string out = Head(title, script);
  WriteHeader(out, article, title);
  WriteSummary(out, findings);
  WriteFacts(out, article.document);
  out += "</header>\n";
  WriteFilters(out, findings);
  out += "<main>\n<div class=\"text\" id=\"text\" dir=\"auto\"";
  if (metadata.language.known()) {
    out += " lang=\"" + Escaped(metadata.language.value) + "\"";
  }
  out += ">\n" + HtmlArticle(article, findings) + "</div>\n<aside aria-label=\"Sources\">\n" +
         HtmlSources(article, findings) + "</aside>\n</main>\n";
  out +=
      "<section class=\"graph\" aria-labelledby=\"graph\"><h2 id=\"graph\">The graph</h2>\n" +
      HtmlGraph(article, graph, findings) +
      "</section>\n<footer>Written by ibid. The page asks for nothing over the network.</footer>\n";
  out.append("<script>").append(script).append("</script>\n</body>\n</html>\n");
  return out;
}

}  // namespace ibid::write
