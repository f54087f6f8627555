#include "audit/crawl.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "pipeline/interrupt.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::audit {
namespace {

// "example.org" of both http and https at their default ports; else with the port.
std::string SiteOf(const url::Url& url) {
  std::string_view host = url.host();
  host.remove_prefix(host.starts_with("www.") ? 4 : 0);
  const bool by_default = url.port() == 80 || url.port() == 443;
  return std::string(host) + (by_default ? "" : ":" + std::to_string(url.port()));
}

bool IsRead(std::string_view content_type) {
  const std::string type = text::Lower(text::Trim(content_type.substr(0, content_type.find(';'))));
  static constexpr std::array<std::string_view, 5> kTypes = {
      "text/html", "application/xhtml+xml", "text/xml", "text/markdown", "application/pdf"};
  return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end() ||
         type == "application/xml" || type.ends_with("+xml");
}

// Of pictures too, which are in XML, nothing is to be read.
bool IsPicture(std::string_view content_type) {
  return text::StartsWithNoCase(content_type, "image/");
}

}  // namespace

Crawl::Crawl(const InputOptions& inputs, const Options& options, pipeline::LinkSession& session)
    : inputs_(inputs), options_(options), session_(session) {
  std::vector<std::string> named = inputs.inputs;
  named.push_back(inputs.base_url);
  for (const std::string& input : named) {
    const std::optional<url::Url> url = url::Url::Parse(input);
    if (url && url->is_http()) {
      sites_.insert(SiteOf(*url));
      seen_.insert(url->ForRequest());  // It is read as an input.
    }
  }
}

bool Crawl::IsOfSite(const std::string& text) const {
  const std::optional<url::Url> url = url::Url::Parse(text);
  return url && url->is_http() && sites_.contains(SiteOf(*url));
}

void Crawl::Saw(const std::string& url) {
  if (depth_ >= options_.depth || seen_.contains(url) || !IsOfSite(url)) {
    return;
  }
  if (seen_.size() >= options_.pages_max) {
    ++beyond_;  // Counted each time that it is linked: what is not remembered cannot be known.
    return;
  }
  seen_.insert(url);
  auto page = std::make_shared<Page>();
  page->url = url;
  page->depth = depth_ + 1;
  queue_.push_back(std::move(page));
}

void Crawl::Ask() {
  for (std::size_t i = 0; i < queue_.size() && i < options_.width; ++i) {
    if (queue_[i]->asked) {
      continue;
    }
    queue_[i]->asked = true;
    ++under_way_;
    session_.BeginCrawl(queue_[i]->url, inputs_.input_bytes_max,
                        [this, page = queue_[i]](Result<FetchedPage> got) {
                          page->got = std::move(got);
                          page->done = true;
                          --under_way_;
                        });
  }
}

bool Crawl::Read(Page& page, Gatherer& sink) {
  if (!page.got || !IsRead(page.got->content_type) || IsPicture(page.got->content_type) ||
      !IsOfSite(page.got->url)) {
    return true;
  }
  if (page.got->url != page.url && !seen_.insert(page.got->url).second) {
    return true;  // It is read under its own address.
  }
  depth_ = page.depth;
  ReadPage(page.url, *page.got, inputs_, sink);
  return !sink.error() && !pipeline::IsInterrupted();
}

void Crawl::Run(Gatherer& sink, const std::function<void()>& tick) {
  constexpr int kTickMs = 200;
  bool wanted = true;
  while (wanted && !queue_.empty()) {
    Ask();
    const std::shared_ptr<Page> page = queue_.front();
    session_.WorkWhile(
        [&] {
          tick();
          return !page->done;
        },
        kTickMs);
    if (!page->done || pipeline::IsInterrupted()) {
      break;
    }
    queue_.pop_front();
    wanted = Read(*page, sink);
  }
  session_.WorkWhile([this] { return under_way_ > 0; });
  if (wanted && beyond_ > 0) {
    sink.TakeUnreadable("the site", "the site has more than " + std::to_string(options_.pages_max) +
                                        " pages within --depth " + std::to_string(options_.depth) +
                                        "; what they link was not looked at; --max-pages raises "
                                        "the limit");
  }
}

}  // namespace ibid::audit
