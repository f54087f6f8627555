#include "serve/problem.h"

#include <string>

#include "digest/digest.h"
#include "json/writer.h"

namespace ibid::serve {
namespace {

struct Phrase {
  int status;
  std::string_view title;
};
constexpr Phrase kPhrases[] = {
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {409, "Conflict"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {422, "Unprocessable Content"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
};

std::string_view TitleOf(int status) {
  for (const Phrase& phrase : kPhrases) {
    if (phrase.status == status) {
      return phrase.title;
    }
  }
  return "Problem";
}

}  // namespace

std::shared_ptr<Response> Problem(int status, std::string_view detail) {
  auto response = std::make_shared<Response>();
  response->status = status;
  json::Writer writer(response->body);
  writer.BeginObject();
  writer.Field("title", TitleOf(status));
  writer.Field("status", status);
  writer.Field("detail", detail);
  writer.EndObject();
  response->body += '\n';
  response->headers = {{"Content-Type", "application/problem+json"}};
  return response;
}

ResponsePtr Busy(int seconds, std::string_view detail) {
  std::shared_ptr<Response> response = Problem(503, detail);
  response->headers.emplace_back("Retry-After", std::to_string(seconds));
  return response;
}

ResponsePtr NotAllowed(std::string_view method, std::string_view allow) {
  std::shared_ptr<Response> response =
      Problem(405, std::string(method) + " is nothing that can be done here; " +
                       std::string(allow) + " is");
  response->headers.emplace_back("Allow", allow);
  return response;
}

std::shared_ptr<Response> JsonResponse(int status, std::string body) {
  auto response = std::make_shared<Response>();
  response->status = status;
  response->body = std::move(body);
  response->headers = {{"Content-Type", "application/json"}};
  SetEtag(*response);
  return response;
}

void SetEtag(Response& response) {
  std::string etag = "\"";
  etag.append(digest::Sha256Hex(response.body), 0, 32).append("\"");
  response.headers.emplace_back("ETag", std::move(etag));
}

std::string_view HeaderOf(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) {
      return value;
    }
  }
  return {};
}

}  // namespace ibid::serve
