#include "resolve/archives/save_answer.h"

#include <algorithm>
#include <string_view>

#include "json/value.h"
#include "resolve/archives/capture.h"
#include "resolve/table.h"
#include "text/utf8.h"

namespace ibid::resolve {
namespace {

using Is = SaveAnswer::Is;

constexpr std::size_t kMessageMax = 160;
constexpr std::size_t kJobMax = 100;

// Job ids become a part of an address.
bool IsJobId(std::string_view id) {
  return !id.empty() && id.size() <= kJobMax && std::all_of(id.begin(), id.end(), [](char c) {
    return c == '-' || c == '_' || c == '.' ||
           (static_cast<unsigned char>(c) < 0x80 &&
            text::IsWordChar(static_cast<unsigned char>(c)));
  });
}

Is KindNamed(std::string_view name) {
  return name == "busy"    ? Is::kBusy
         : name == "again" ? Is::kAgain
         : name == "limit" ? Is::kLimit
                           : Is::kRefused;
}

SaveAnswer OfError(std::string_view code, std::string_view message) {
  SaveAnswer answer;
  answer.is = Is::kRefused;
  for (const Row& row : Rows("save_errors.tsv")) {
    if (Cell(row, 0) == code) {
      answer.is = KindNamed(Cell(row, 1));
      answer.detail = Cell(row, 2);
    }
  }
  if (answer.detail.empty()) {
    answer.detail = text::Shorten(text::FoldSpace(message.empty() ? code : message), kMessageMax);
  }
  if (answer.detail.empty()) {
    answer.detail = "the archive does not say why";
  }
  return answer;
}

// What can be said before the body is read; kJob: read on.
SaveAnswer OfExchange(const Exchange& exchange) {
  SaveAnswer answer;
  answer.is = Is::kJob;
  if (exchange.failure == Failure::kRefused) {  // The host was given up in this run.
    answer.is = Is::kLimit;
    answer.detail = exchange.failure_detail;
  } else if (exchange.failure == Failure::kCancelled) {
    answer.is = Is::kLimit;
    answer.detail = "the run was stopped";
  } else if (exchange.failure != Failure::kNone) {
    answer.is = Is::kUnclear;
    answer.detail = "no answer (" + std::string(Name(exchange.failure)) + ")";
  } else if (exchange.status == 401 || exchange.status == 403) {
    answer.is = Is::kNotAllowed;
    answer.detail = "the Wayback Machine answered " + std::to_string(exchange.status) +
                    ": the keys are not accepted";
  } else if (exchange.status == 429) {
    answer.is = Is::kLimit;
    answer.detail = "the Wayback Machine answered 429: too many requests";
  } else if (exchange.status >= 500) {
    answer.is = Is::kUnclear;
    answer.detail = "the Wayback Machine answered " + std::to_string(exchange.status);
  }
  return answer;
}

}  // namespace

SaveAnswer ReadSaveAnswer(const Exchange& exchange) {
  SaveAnswer answer = OfExchange(exchange);
  if (answer.is != Is::kJob) {
    return answer;
  }
  const Result<json::Value> parsed = json::Parse(exchange.body);
  if (!parsed.ok() || !parsed.value().is_object()) {
    answer.is = Is::kUnclear;
    answer.detail = "the Wayback Machine answered " + std::to_string(exchange.status) +
                    " with something that is no job";
    return answer;
  }
  const json::Value& said = parsed.value();
  if (IsJobId(said["job_id"].string())) {
    answer.job = said["job_id"].string();
    return answer;
  }
  return OfError(said["status_ext"].string(), said["message"].string());
}

SaveAnswer ReadSaveStatus(const Exchange& exchange) {
  SaveAnswer answer = OfExchange(exchange);
  if (answer.is != Is::kJob) {
    return answer;
  }
  const Result<json::Value> parsed = json::Parse(exchange.body);
  const json::Value none;
  const json::Value& said = parsed.ok() ? parsed.value() : none;
  const std::string_view status = said["status"].string();
  if (status == "success" && IsTimestamp(said["timestamp"].string())) {
    answer.is = Is::kSaved;
    answer.timestamp = said["timestamp"].string();
  } else if (status == "pending") {
    answer.is = Is::kPending;
  } else if (status == "error") {
    answer = OfError(said["status_ext"].string(), said["message"].string());
  } else {
    answer.is = Is::kUnclear;
    answer.detail = "the Wayback Machine does not say what became of the job";
  }
  return answer;
}

SaveQuota ReadSaveQuota(const Exchange& exchange) {
  SaveQuota quota;
  const Result<json::Value> parsed = json::Parse(exchange.body);
  if (exchange.failure != Failure::kNone || exchange.status != 200 || !parsed.ok()) {
    return quota;
  }
  const json::Value& said = parsed.value();
  quota.available = said["available"].integer(quota.available);
  const std::int64_t limit = said["daily_captures_limit"].integer(-1);
  if (limit >= 0) {
    quota.left_today = std::max<std::int64_t>(limit - said["daily_captures"].integer(0), 0);
  }
  return quota;
}

}  // namespace ibid::resolve
