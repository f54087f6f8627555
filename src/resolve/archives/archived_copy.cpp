#include "resolve/archives/archived_copy.h"

#include <optional>
#include <utility>

#include "resolve/archives/right_page.h"
#include "resolve/pages/judge.h"
#include "text/utf8.h"

namespace ibid::resolve {
namespace {

CopyCheck CheckPage(const CaptureContent& content, const std::string& url,
                    const std::string& expected) {
  CopyCheck check;
  const Judgement judgement = Judge(content.chain);
  check.valid = judgement.verdict == Verdict::kAlive || judgement.verdict == Verdict::kMoved ||
                judgement.verdict == Verdict::kPaywall;
  check.reason = judgement.reasons.front();
  const Page& page = content.chain.page;
  if (!check.valid) {
    return check;
  }
  if (std::optional<std::string> wrong = WhyWrongPage(page, url, expected)) {
    return {false, *std::move(wrong)};
  }
  if (!page.title.empty()) {
    check.reason = "shows \"" + text::Shorten(page.title, 120) + "\"";
  }
  return check;
}

}  // namespace

net::Task<bool> FindCopy(Inquiry& inquiry, CopyQuery query, CheckCopy check) {
  if (!inquiry.options().archived_copies) {
    co_return false;
  }
  CopySearch search(inquiry, std::move(query));
  for (;;) {
    std::optional<CaptureContent> content = co_await search.Next();
    if (!content) {
      search.SayNothingFound();
      co_return false;
    }
    CopyCheck checked = check(*content);
    if (checked.valid) {
      search.Accept(*content, std::move(checked.reason));
      co_return true;
    }
    search.Refuse(*content, std::move(checked.reason));
  }
}

net::Task<bool> AddArchivedCopies(Inquiry& inquiry, std::string url) {
  CopyQuery query;
  query.url = url;
  query.crawled = true;
  CheckCopy check = [url = std::move(url),
                     expected = inquiry.Expected()](const CaptureContent& content) {
    return CheckPage(content, url, expected);
  };
  const bool found = co_await FindCopy(inquiry, std::move(query), std::move(check));
  co_return found;
}

}  // namespace ibid::resolve
