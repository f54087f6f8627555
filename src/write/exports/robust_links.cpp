#include "write/exports/robust_links.h"

#include "text/dates.h"
#include "write/html_escape.h"

namespace ibid::write {
namespace {

void Attribute(std::string& out, std::string_view name, std::string_view value) {
  if (!value.empty()) {
    out.append(" ").append(name).append("=\"").append(Escaped(value)).append("\"");
  }
}

}  // namespace

std::string RobustLinks::Add(const Article& article, const CitationGraph& /*graph*/) {
  const std::string published = article.document.metadata.published.value.substr(0, 10);
  const bool has_day = published.size() == 10 && text::StartOf(published).has_value();
  std::string out;
  for (const CitedWork& work : works_.Next(article)) {
    const bool has_copy = !work.archived_url.empty();
    const std::string& date = has_copy ? work.archived : published;
    if (work.url.empty() || (!has_copy && !has_day)) {
      continue;
    }
    out += "  <li><a";
    Attribute(out, "href", work.dead && has_copy ? work.archived_url : work.url);
    Attribute(out, "data-originalurl",
              has_copy && !work.archived_of.empty() ? work.archived_of : work.url);
    Attribute(out, "data-versionurl", work.archived_url);
    Attribute(out, "data-versiondate", date);
    out.append(">").append(Escaped(work.title)).append("</a></li>\n");
  }
  return out;
}

}  // namespace ibid::write
