#include "resolve/resolve.h"

#include <string_view>
#include <utility>

#include "resolve/inquiry.h"
#include "resolve/pages/resolve_url.h"
#include "resolve/posts/resolve_post.h"
#include "resolve/quotes/quote_check.h"
#include "resolve/stories/resolve_story.h"
#include "url/url.h"

namespace ibid::resolve {
namespace {

// Where a numbered work is looked up, for the schemes that have such a place.
std::string AddressOf(const Reference& reference) {
  constexpr std::string_view kDoi = "doi:";
  constexpr std::string_view kArxiv = "arxiv:";
  if (!reference.url.empty()) {
    return reference.url;
  }
  const std::string_view key = reference.key;
  if (key.starts_with(kDoi)) {
    const std::string_view doi = key.substr(kDoi.size());
    const std::size_t slash = doi.find('/');  // The slash after the prefix is part of the address.
    if (slash == std::string_view::npos) {
      return {};
    }
    return "https://doi.org/" + url::PercentEncode(doi.substr(0, slash)) + "/" +
           url::PercentEncode(doi.substr(slash + 1));
  }
  if (key.starts_with(kArxiv)) {
    return "https://arxiv.org/abs/" + std::string(key.substr(kArxiv.size()));
  }
  return {};
}

Resolution NothingToAsk(Inquiry& inquiry, std::string reason) {
  inquiry.out.verdict = Verdict::kNotChecked;
  inquiry.Say(std::move(reason));
  return std::move(inquiry.out);
}

bool IsArticleItself(const Reference& reference, const ResolveOptions& options) {
  const auto cited = url::Url::Parse(reference.url);
  const auto own = url::Url::Parse(options.article_url);
  return cited && own && cited->is_http() && url::IdentityKey(*cited) == url::IdentityKey(*own);
}

net::Task<Resolution> ResolveAndTell(std::size_t index, Reference reference,
                                     const ResolveOptions& options, net::Web& web,
                                     const Finished& finished) {
  Resolution resolution = co_await Resolve(std::move(reference), options, web);
  if (finished) {
    finished(index, resolution);
  }
  co_return resolution;
}

}  // namespace

namespace {

net::Task<Resolution> AskNothing(Inquiry& inquiry, std::string reason) {
  co_return NothingToAsk(inquiry, std::move(reason));
}

// By its kind. No coroutine itself: of those that wait there are many, and each keeps its frame.
net::Task<Resolution> ResolveKind(Inquiry& inquiry, Reference reference) {
  if (IsArticleItself(reference, inquiry.options())) {
    return AskNothing(inquiry, "this is the article itself");
  }
  switch (reference.kind) {
    case ReferenceKind::kUrl:
    case ReferenceKind::kShortUrl:
      return ResolveUrl(inquiry, std::move(reference));
    case ReferenceKind::kPost:
      return ResolvePost(inquiry, std::move(reference));
    case ReferenceKind::kStory:
      return ResolveStory(inquiry, std::move(reference));
    case ReferenceKind::kDocument:
      reference.url = AddressOf(reference);
      return reference.url.empty()
                 ? AskNothing(inquiry, "a numbered document without an address that could be asked")
                 : ResolveUrl(inquiry, std::move(reference));
    case ReferenceKind::kStatement:
      return AskNothing(inquiry, "a statement by " +
                                     (reference.agent.empty() ? "somebody" : reference.agent) +
                                     ": it has no address that could be asked");
    case ReferenceKind::kAgent:
      return AskNothing(inquiry, "somebody who is named, not a work: nothing to ask");
  }
  return AskNothing(inquiry, "nothing to ask");
}

}  // namespace

net::Task<Resolution> Resolve(Reference reference, const ResolveOptions& options, net::Web& web) {
  Inquiry inquiry(reference, options, web);
  std::string id = reference.id;
  Resolution found = co_await ResolveKind(inquiry, std::move(reference));
  inquiry.out = std::move(found);
  co_await CheckQuotes(inquiry, std::move(id));
  co_return std::move(inquiry.out);
}

net::Task<std::vector<Resolution>> ResolveAll(std::vector<Reference> references,
                                              const ResolveOptions& options, net::Web& web,
                                              Finished finished) {
  std::vector<net::Task<Resolution>> tasks;
  tasks.reserve(references.size());
  for (std::size_t i = 0; i < references.size(); ++i) {
    tasks.push_back(ResolveAndTell(i, std::move(references[i]), options, web, finished));
  }
  net::All<Resolution> all(std::move(tasks));
  std::vector<Resolution> resolutions = co_await all;
  co_return resolutions;
}

}  // namespace ibid::resolve
