#include "serve/written.h"

#include <memory>
#include <optional>
#include <utility>

#include "serve/formats.h"
#include "serve/problem.h"

namespace ibid::serve {
namespace {

// The report's own policy is in it, made of its very bytes; this one takes its origin away, so that
// what is asked from there is asked by a stranger, and lets our own pages show it.
constexpr std::string_view kReportPolicy =
    "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'";

Error NoFormat(bool many) {
  std::string names;
  for (const write::FormatRow& row : write::Formats()) {
    if (!many || IsForMany(row.format)) {
      names.append(names.empty() ? "" : ", ").append(row.name);
    }
  }
  return {ErrorCode::kUsage, "'format' is one of " + names};
}

}  // namespace

Result<write::Format> FormatOf(const Query& query, std::string_view otherwise, bool many) {
  const std::string_view name = query.has("format") ? query.text("format") : otherwise;
  const std::optional<write::Format> format = write::FormatNamed(name);
  if (!format || (many && !IsForMany(*format))) {
    return NoFormat(many);
  }
  return *format;
}

ResponsePtr Written(std::string body, write::Format format, const std::string& name) {
  const MediaRow& media = MediaOf(format);
  auto response = std::make_shared<Response>();
  response->body = std::move(body);
  response->headers = {{"Content-Type", std::string(media.media_type)},
                       {"Content-Disposition",
                        "inline; filename=\"" + name + "." + std::string(media.suffix) + "\""}};
  if (format == write::Format::kHtml) {
    response->headers.emplace_back("Content-Security-Policy", kReportPolicy);
    response->headers.emplace_back("X-Frame-Options", "SAMEORIGIN");
  }
  SetEtag(*response);
  return response;
}

}  // namespace ibid::serve
