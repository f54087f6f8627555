#include "resolve/archives/wayback.h"

#include <utility>

#include "resolve/archives/archive.h"
#include "resolve/archives/cdx.h"
#include "resolve/archives/playback.h"

namespace ibid::resolve {

net::Task<Captures> ListCaptures(Inquiry& inquiry, CaptureQuery query) {
  Captures captures;
  std::string question =
      "https://web.archive.org/cdx/search/cdx?url=" + url::PercentEncode(query.url);
  question += "&output=json&fl=timestamp,original,mimetype,statuscode,digest";
  question +=
      query.redirects ? "&filter=!statuscode:%5B45%5D.." : "&filter=!statuscode:%5B345%5D..";
  if (!query.from.empty()) {
    question += "&from=" + query.from;
  }
  if (!query.to.empty()) {
    question += "&to=" + query.to;
  }
  if (query.one_each) {
    question += "&collapse=urlkey";
  }
  if (query.limit != 0) {
    question += "&limit=" + std::to_string(query.limit);
  }
  if (!inquiry.MayAsk(question)) {
    co_return captures;
  }
  HttpRequest request;
  request.url = std::move(question);
  request.fresh = query.fresh;
  ExchangePtr exchange = co_await inquiry.AskWith(std::move(request));
  captures = ReadCaptures(*exchange, query.redirects);
  co_return captures;
}

net::Task<CaptureContent> FetchCapture(Inquiry& inquiry, std::string timestamp,
                                       std::string original) {
  CaptureAddress address;
  address.prefix = WaybackMachine().base;
  address.timestamp = std::move(timestamp);
  address.original = std::move(original);
  CaptureContent content = co_await PlayBack(inquiry, std::move(address), true);
  co_return content;
}

std::string CaptureUrl(std::string_view timestamp, std::string_view original) {
  return WaybackMachine().base + std::string(timestamp) + "/" + std::string(original);
}

}  // namespace ibid::resolve
