// Every function of the interface is in the library: this program links. Its argument is a WARC.
#include <cstdio>

#include <ibid/ibid.h>

int main(int argc, char** argv) {
  if (argc != 2) {
    return 7;
  }
  const ibid::Result<ibid::Article> article =
      ibid::Analyse("The New York Times reported on Monday that links rot.\n");
  if (!article || article->references.empty()) {
    return 1;
  }
  const ibid::CitationGraph graph = ibid::MergeGraphs({ibid::BuildGraph(*article)});
  const ibid::Result<std::string> json = ibid::Write("json", *article, graph);
  if (!json || !ibid::ReadArticle(*json) || ibid::Write("jsno", *article, graph)) {
    return 2;
  }
  ibid::Article asked = *article;
  ibid::WebOptions recorded;
  recorded.replay = argv[1];
  const auto session = ibid::Session::Open(recorded, [](const ibid::Error&) {});
  if (!session) {
    return std::fputs(session.error().message.c_str(), stderr), 3;
  }
  (*session)->Resolve(asked, [](const ibid::Progress&) {});
  if (asked.resolutions.size() != asked.references.size() || !(*session)->Close()) {
    return 4;
  }
  const std::string_view names[] = {ibid::Name(asked.mentions[0].kind),
                                    ibid::Name(asked.references[0].kind),
                                    ibid::Name(asked.resolutions[0].verdict),
                                    ibid::Name(asked.document.kind),
                                    ibid::Name(ibid::ZoneKind::kHeadline),
                                    ibid::Name(ibid::EmbedForm::kIframe),
                                    ibid::Name(ibid::SourceType::kOutlet),
                                    ibid::Name(ibid::HopVia::kStart),
                                    ibid::Name(ibid::Failure::kDns),
                                    ibid::Name(graph.nodes[0].kind),
                                    ibid::Version()};
  for (const std::string_view name : names) {
    if (name.empty()) {
      return 5;
    }
  }
  const ibid::Headers headers = {{"Content-Type", "text/html"}};
  return ibid::FindHeader(headers, "content-type") == "text/html" &&
                 !ibid::IsDead(ibid::Verdict::kAlive) &&
                 ibid::FormatInstant(ibid::Instant{}) == "1970-01-01T00:00:00Z"
             ? 0
             : 6;
}
