#include "serve/api.h"

#include <utility>

#include "json/value.h"
#include "json/writer.h"
#include "serve/check_json.h"
#include "serve/gzip.h"
#include "serve/new_check.h"
#include "serve/pages.h"
#include "serve/problem.h"
#include "serve/reports.h"
#include "serve/stream.h"
#include "serve/target.h"

namespace ibid::serve {
namespace {

constexpr std::uint64_t kSmallBody = 4096;
// JSON may take more than its text does; what the text may take is looked at when it is read.
constexpr std::uint64_t kJsonOverhead = 2;
constexpr int kRetrySeconds = 10;
constexpr std::string_view kAssets = "/assets/";

ResponsePtr Plain(int status) {
  auto response = std::make_shared<Response>();
  response->status = status;
  return response;
}

ResponsePtr Streaming(std::shared_ptr<Stream> stream) {
  if (!stream) {
    return Busy(kRetrySeconds, "too many streams of events are open; close one, or try later");
  }
  auto response = std::make_shared<Response>();
  response->headers = {{"Content-Type", "text/event-stream"}, {"X-Accel-Buffering", "no"}};
  response->stream = std::move(stream);
  return response;
}

// An answer is kept under its target, and the one in gzip beside it; a target holds no space.
std::string KeyOf(const Request& request) {
  return request.target + (TakesGzip(request.accept_encoding) ? " gzip" : "");
}

// Keys under which answers of one check are kept begin so; "/api/checks/1" alone begins
// "/api/checks/12", too.
std::string TargetOf(std::int64_t id) {
  return "/api/checks/" + std::to_string(id);
}

}  // namespace

Api::Api(ApiOptions options, const Guard& guard, Answers& answers, Hub& hub, Worker& worker,
         Pool& readers, Pool& writer)
    : options_(std::move(options)),
      guard_(guard),
      answers_(answers),
      hub_(hub),
      worker_(worker),
      readers_(readers),
      writer_(writer) {}

ResponsePtr Api::Refuse(const Request& request, std::uint64_t& body_bytes_max) {
  if (ResponsePtr refusal = guard_.Refuse(request)) {
    return refusal;
  }
  if (closed_) {
    return Busy(kRetrySeconds, "the server is about to end");
  }
  const Route route = FindRoute(request.method, request.path()).route;
  const std::string type = MediaType(request.content_type);
  body_bytes_max = route == Route::kNone ? kSmallBody : 0;
  if (route == Route::kAdd) {
    if (!IsTaken(type)) {
      return Problem(415,
                     "a check is asked for with JSON (Content-Type: application/json), or with a "
                     "file as application/octet-stream, application/pdf, text/html, "
                     "application/xhtml+xml or text/markdown");
    }
    body_bytes_max = type == "application/json"
                         ? kJsonOverhead * options_.input_bytes_max + kSmallBody
                         : options_.input_bytes_max;
  } else if (route == Route::kLogIn) {
    if (type != "application/json") {
      return Problem(415, "the token comes as JSON (Content-Type: application/json)");
    }
    body_bytes_max = kSmallBody;
  } else if (route == Route::kAgain) {
    if (HasBody(request) && type != "application/json") {
      return Problem(415, "how to check again comes as JSON (Content-Type: application/json)");
    }
    body_bytes_max = kSmallBody;
  }
  if (LengthOf(request) > body_bytes_max) {
    return Problem(413, "the body is larger than the limit here, " +
                            std::to_string(body_bytes_max) +
                            " bytes; --max-input of ibid serve raises that of texts and files");
  }
  return nullptr;
}

ResponsePtr Api::Quick(const Request& request) {
  const std::string_view path = request.path();
  const Found found = FindRoute(request.method, path);
  if (found.route == Route::kNone) {
    std::string allow = found.allow;
    if (allow.empty()) {
      ResponsePtr page = FindPage(path, TakesGzip(request.accept_encoding));
      if (page && (request.method == "GET" || request.method == "HEAD")) {
        return page;
      }
      if (!page) {
        return Problem(404, path.substr(0, kAssets.size()) == kAssets
                                ? "there is no such file in this server"
                                : "there is nothing here; GET /api/openapi.json says what there "
                                  "is");
      }
      allow = "GET, HEAD, OPTIONS";
    }
    if (request.method != "OPTIONS") {
      return NotAllowed(request.method, allow);
    }
    auto options = std::make_shared<Response>();
    options->status = 204;
    options->headers = {{"Allow", allow}};
    return options;
  }
  switch (found.route) {
    case Route::kOpenapi:
      return OpenapiDocument(TakesGzip(request.accept_encoding));
    case Route::kCheck:
      if (!request.query().empty()) {
        return Problem(400, "this takes no query");
      }
      if (const std::optional<std::string> live = hub_.Live(found.id)) {
        return JsonResponse(200, *live + "\n");
      }
      break;
    case Route::kWatchAll:
      return WatchAll();
    case Route::kLogIn:
      return LogIn(request);
    case Route::kLogOut: {
      auto response = std::make_shared<Response>();
      response->status = 204;
      response->headers = {{"Set-Cookie", Guard::ClearCookie()}};
      return response;
    }
    default:
      break;
  }
  return request.method == "GET" || request.method == "HEAD" ? answers_.Find(KeyOf(request))
                                                             : nullptr;
}

ResponsePtr Api::LogIn(const Request& request) const {
  const Result<json::Value> body = json::Parse(request.body, 4);
  if (!body || !(*body)["token"].is_string()) {
    return Problem(422, "the body is no JSON object with a token: {\"token\": \"...\"}");
  }
  if (guard_.has_token() && !guard_.IsToken((*body)["token"].string())) {
    return Problem(401, "that is not the token that the server was started with");
  }
  auto response = std::make_shared<Response>();
  response->status = 204;
  if (guard_.has_token()) {
    response->headers = {{"Set-Cookie", guard_.SetCookie()}};
  }
  return response;
}

void Api::Slow(std::shared_ptr<const Request> request, Answer answer) {
  const Found found = FindRoute(request->method, request->path());
  switch (found.route) {
    case Route::kAdd:
      Add(request, std::move(answer));
      return;
    case Route::kAgain:
      Again(found.id, request, std::move(answer));
      return;
    case Route::kDelete:
      Delete(found.id, std::move(answer));
      return;
    case Route::kWatch:
      Watch(found.id, *request, std::move(answer));
      return;
    default:
      Ask(found, request, std::move(answer));
  }
}

void Api::Ask(const Found& found, const std::shared_ptr<const Request>& request, Answer answer) {
  using Keep = Answers::Keep;
  const std::int64_t id = found.id;
  const std::string query(request->query());
  switch (found.route) {
    case Route::kStatus:
      return Read(
          *request, Keep::kUntilChange, [this](cache::Checks& checks) { return Status(checks); },
          std::move(answer));
    case Route::kList:
      return Read(
          *request, Keep::kUntilChange,
          [query](cache::Checks& checks) { return ListChecks(checks, query); }, std::move(answer));
    case Route::kCheck:
      return Read(
          *request, Keep::kUntilChange,
          [id](cache::Checks& checks) { return ShowCheck(checks, id); }, std::move(answer));
    case Route::kArticle:
      return Read(
          *request, Keep::kWhileThere,
          [id](cache::Checks& checks) { return ShowArticle(checks, id); }, std::move(answer));
    case Route::kReport:
      return Read(
          *request, Keep::kWhileThere,
          [id, query](cache::Checks& checks) { return ShowReport(checks, id, query); },
          std::move(answer));
    case Route::kSearch:
      return Read(
          *request, Keep::kByCost,
          [query](cache::Checks& checks) { return SearchChecks(checks, query); },
          std::move(answer));
    case Route::kRot:
      return Read(
          *request, Keep::kByCost,
          [query](cache::Checks& checks) { return ShowRot(checks, query); }, std::move(answer));
    case Route::kGraph:
      return Read(
          *request, Keep::kByCost,
          [query](cache::Checks& checks) { return ShowGraph(checks, query); }, std::move(answer));
    default:
      answer(Problem(500, "a route that nobody answers"));
  }
}

void Api::Read(const Request& request, Answers::Keep keep,
               std::function<ResponsePtr(cache::Checks&)> read, Answer answer) {
  std::uint64_t ticket = 0;
  const std::string key = KeyOf(request);
  if (!answers_.Join(key, std::move(answer), ticket)) {
    return;
  }
  const bool gzip = TakesGzip(request.accept_encoding);
  const bool added =
      readers_.Add([this, key, ticket, keep, gzip, read = std::move(read)](cache::Checks& checks) {
        answers_.Put(key, ticket, ForEncoding(read(checks), gzip), keep);
      });
  if (!added) {
    answers_.Put(key, ticket, Busy(kRetrySeconds, "too many questions wait; try again later"),
                 keep);
  }
}

void Api::Write(std::function<ResponsePtr(cache::Checks&)> write, Answer answer) {
  const auto shared = std::make_shared<Answer>(std::move(answer));
  const bool added = writer_.Add(
      [shared, write = std::move(write)](cache::Checks& checks) { (*shared)(write(checks)); });
  if (!added) {
    (*shared)(Busy(kRetrySeconds, "too many changes wait; try again later"));
  }
}

ResponsePtr Api::Status(cache::Checks& checks) const {
  const Result<cache::CheckCounts> counts = checks.Count();
  if (!counts) {
    return ProblemOf(counts.error());
  }
  std::string out;
  json::Writer writer(out);
  writer.BeginObject();
  writer.Field("queued", counts->queued);
  writer.Field("working", counts->working);
  writer.Field("done", counts->done);
  writer.Field("failed", counts->failed);
  writer.EndObject();
  return JsonResponse(200, "{" + options_.status_head + ",\"checks\":" + out + "}\n");
}

ResponsePtr Api::RefuseIfFull(cache::Checks& checks) const {
  const Result<cache::CheckCounts> counts = checks.Count();
  if (!counts) {
    return ProblemOf(counts.error());
  }
  if (counts->queued >= options_.queue_max) {
    return Busy(kRetrySeconds, std::to_string(counts->queued) +
                                   " checks wait already; try again when some of them are done");
  }
  return nullptr;
}

ResponsePtr Api::Accepted(cache::Checks& checks, std::int64_t id) {
  answers_.Change();
  worker_.Wake();
  const Result<std::optional<cache::CheckRow>> row = checks.Find(id);
  if (!row || !*row) {
    return row ? NoSuchCheck() : ProblemOf(row.error());
  }
  auto response = std::make_shared<Response>();
  response->status = 202;
  response->body = CheckJson(**row) + "\n";
  response->headers = {{"Content-Type", "application/json"}, {"Location", TargetOf(id)}};
  return response;
}

void Api::Add(const std::shared_ptr<const Request>& request, Answer answer) {
  Write(
      [this, request](cache::Checks& checks) {
        if (ResponsePtr full = RefuseIfFull(checks)) {
          return full;
        }
        const Result<cache::CheckInput> input = ReadNewCheck(*request, options_.input_bytes_max);
        if (!input) {
          return ProblemOf(input.error());
        }
        const Result<std::int64_t> id = checks.Add(*input, options_.now());
        return id ? Accepted(checks, *id) : ProblemOf(id.error());
      },
      std::move(answer));
}

void Api::Again(std::int64_t id, const std::shared_ptr<const Request>& request, Answer answer) {
  Write(
      [this, id, request](cache::Checks& checks) {
        if (ResponsePtr full = RefuseIfFull(checks)) {
          return full;
        }
        const Result<std::optional<cache::CheckRow>> before = checks.Find(id);
        if (!before || !*before) {
          return before ? NoSuchCheck() : ProblemOf(before.error());
        }
        const Result<std::string> wishes = ReadAgain(*request, (*before)->wishes);
        if (!wishes) {
          return ProblemOf(wishes.error());
        }
        const Result<std::optional<std::int64_t>> added =
            checks.AddAgain(id, *wishes, options_.now());
        if (!added) {
          return ProblemOf(added.error());
        }
        if (*added) {
          return Accepted(checks, **added);
        }
        const Result<std::optional<cache::CheckRow>> row = checks.Find(id);
        return row && *row ? Problem(409,
                                     "the file was checked by another program, and what was "
                                     "in it is not kept here; send it again")
                           : NoSuchCheck();
      },
      std::move(answer));
}

void Api::Delete(std::int64_t id, Answer answer) {
  Write(
      [this, id](cache::Checks& checks) {
        const Result<bool> deleted = checks.Delete(id);
        if (!deleted || !*deleted) {
          return deleted ? NoSuchCheck() : ProblemOf(deleted.error());
        }
        answers_.Change();
        answers_.Forget(TargetOf(id) + "/");
        hub_.TellDeleted(id);
        return Plain(204);
      },
      std::move(answer));
}

void Api::Watch(std::int64_t id, const Request& request, Answer answer) {
  const bool knows_end = request.last_event_id == kEndEvent;
  const bool head = request.method == "HEAD";
  const auto shared = std::make_shared<Answer>(std::move(answer));
  const bool added = readers_.Add([this, id, knows_end, head, shared](cache::Checks& checks) {
    // Before looking: what is told between the two is not to be missed.
    std::shared_ptr<Stream> stream = hub_.Watch(id);
    const Result<std::optional<cache::CheckRow>> row = checks.Find(id);
    if (!row || !*row) {
      if (stream) {
        stream->End();
      }
      (*shared)(row ? NoSuchCheck() : ProblemOf(row.error()));
      return;
    }
    const bool ended =
        (*row)->state == cache::CheckState::kDone || (*row)->state == cache::CheckState::kFailed;
    if (stream && ended && knows_end) {
      stream->End();
      (*shared)(Plain(204));
      return;
    }
    if (stream) {
      hub_.Begin(stream, CheckJson(**row), ended);
    }
    if (stream && head) {
      stream->End();
    }
    (*shared)(Streaming(std::move(stream)));
  });
  if (!added) {
    (*shared)(Busy(kRetrySeconds, "too many questions wait; try again later"));
  }
}

ResponsePtr Api::WatchAll() {
  std::string hello;
  json::Writer writer(hello);
  writer.BeginObject();
  writer.Field("version", options_.version);
  writer.EndObject();
  return Streaming(hub_.WatchAll(hello));
}

}  // namespace ibid::serve
