#include "write/exports/bibtex.h"

#include <vector>

namespace ibid::write {
namespace {

std::string_view EntryType(WorkKind kind) {
  switch (kind) {
    case WorkKind::kStory:
    case WorkKind::kPaper:
      return "article";
    case WorkKind::kBook:
      return "book";
    case WorkKind::kDocument:
      return "misc";
    default:
      return "online";
  }
}

// Null for what stands for itself.
const char* TexFor(char c) {
  switch (c) {
    case '\\':
      return "\\textbackslash{}";
    // BibTeX counts braces even where a backslash stands before them.
    case '{':
      return "\\textbraceleft{}";
    case '}':
      return "\\textbraceright{}";
    case '$':
      return "\\$";
    case '&':
      return "\\&";
    case '#':
      return "\\#";
    case '_':
      return "\\_";
    case '%':
      return "\\%";
    case '~':
      return "\\textasciitilde{}";
    case '^':
      return "\\textasciicircum{}";
    case '<':
      return "\\textless{}";
    case '>':
      return "\\textgreater{}";
    case '|':
      return "\\textbar{}";
    case '`':
      return "\\textasciigrave{}";
    default:
      return nullptr;
  }
}

void Field(std::string& out, std::string_view name, std::string_view value) {
  if (!value.empty()) {
    out.append(",\n  ").append(name).append(" = {").append(value).append("}");
  }
}

std::string Names(const std::vector<Author>& authors) {
  std::string out;
  for (const Author& author : authors) {
    out += out.empty() ? "" : " and ";
    if (author.family.empty()) {
      out.append("{").append(TexEscaped(author.name)).append("}");
      continue;
    }
    out += TexEscaped(author.family);
    out += author.suffix.empty() ? "" : ", " + TexEscaped(author.suffix);
    out.append(", ").append(TexEscaped(author.given));
  }
  return out;
}

std::string Note(const CitedWork& work) {
  std::string note;
  if (work.dead) {
    note = "No longer there (" + work.verdict + ")";
  }
  if (!work.archived_url.empty()) {
    note += (note.empty() ? "Archived " : "; archived ") + work.archived + ": ";
    note += TexEscaped(work.archived_url);
  }
  return note;
}

std::string_view ContainerField(WorkKind kind) {
  switch (kind) {
    case WorkKind::kStory:
    case WorkKind::kPaper:
      return "journal";
    case WorkKind::kBook:
      return "publisher";
    default:
      return "organization";
  }
}

// Fields of numbers that BibTeX styles know; the others go by "number".
std::string_view NumberField(std::string_view scheme) {
  if (scheme == "doi" || scheme == "isbn" || scheme == "issn") {
    return scheme;
  }
  return scheme == "arxiv" || scheme == "pmid" ? "eprint" : "number";
}

std::string Entry(const CitedWork& work) {
  std::string out = "@";
  out.append(EntryType(work.kind)).append("{").append(work.key);
  Field(out, "author", Names(work.authors));
  Field(out, "title", TexEscaped(work.title));
  Field(out, ContainerField(work.kind), TexEscaped(work.container));
  Field(out, "date", work.published);
  Field(out, "year", work.published.substr(0, 4));
  if (!work.number.empty()) {
    const std::string_view field = NumberField(work.scheme);
    Field(out, field, TexEscaped(work.number));
    Field(out,
          field == "eprint"   ? "eprinttype"
          : field == "number" ? "type"
                              : "",
          field == "eprint" || field == "number" ? TexEscaped(work.scheme) : "");
  }
  Field(out, "url", work.url);
  Field(out, "urldate", work.url.empty() ? "" : work.accessed);
  Field(out, "note", Note(work));
  return out + "\n}\n\n";
}

}  // namespace

std::string TexEscaped(std::string_view words) {
  std::string out;
  out.reserve(words.size());
  for (std::size_t at = 0; at < words.size(); ++at) {
    const char c = words[at];
    // TeX joins "--", "''", ",,", "?`", "!`" to other characters; an empty group keeps them apart.
    const bool joins = (c == '-' || c == '\'' || c == ',') && at > 0 && words[at - 1] == c;
    out += joins ? "{}" : "";
    if (const char* tex = TexFor(c)) {
      out += tex;
    } else {
      out += c;
    }
  }
  return out;
}

std::string Bibtex::Add(const Article& article, const CitationGraph& /*graph*/) {
  std::string out;
  for (const CitedWork& work : works_.Next(article)) {
    out += Entry(work);
  }
  return out;
}

}  // namespace ibid::write
