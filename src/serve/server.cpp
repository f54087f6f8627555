#include "serve/server.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <unistd.h>

#include "cache/cache.h"
#include "json/writer.h"
#include "serve/answers.h"
#include "serve/api.h"
#include "serve/formats.h"
#include "serve/guard.h"
#include "serve/http_server.h"
#include "serve/hub.h"
#include "serve/listener.h"
#include "serve/pool.h"

namespace ibid::serve {
namespace {

constexpr int kReaders = 2;
constexpr std::size_t kQuestionsMax = 4096;  // That wait for a reader.
constexpr std::size_t kChangesMax = 256;
constexpr std::chrono::milliseconds kPatience{3000};  // With who is slow to read, at the end.
constexpr int kStrangersMax = 256;  // Connections of one address, where not all are our own.

// One server works on a cache: what another has under way is not to be begun again.
class Lock {
 public:
  Lock() = default;
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;
  ~Lock() {
    if (fd_ >= 0) {
      close(fd_);
    }
  }
  Result<void> Take(const std::string& cache) {
    const std::string path = cache + "-serve";
    fd_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd_ < 0) {
      return Error{ErrorCode::kStorage,
                   path + " cannot be made: " + std::generic_category().message(errno) +
                       "; name another cache with --cache"};
    }
    // Gone with this process, however it ends.
    if (flock(fd_, LOCK_EX | LOCK_NB) != 0) {
      return Error{ErrorCode::kStorage, "another ibid serve works on the cache " + cache +
                                            "; end that one, or name another cache with --cache"};
    }
    return {};
  }

 private:
  int fd_ = -1;
};

bool IsLoopback(const std::string& address) {
  return address == "::1" || address.compare(0, 4, "127.") == 0;
}

bool IsAnyAddress(const std::string& address) {
  return address == "0.0.0.0" || address == "::";
}

std::string AddressInUrl(const std::string& address) {
  return address.find(':') == std::string::npos ? address : "[" + address + "]";
}

GuardOptions GuardFor(const ServeOptions& options, int port) {
  GuardOptions out;
  out.token = options.token;
  out.hosts = options.names;
  std::vector<std::string> own = {AddressInUrl(options.address)};
  if (IsLoopback(options.address) || IsAnyAddress(options.address)) {
    own.emplace_back("localhost");
  }
  for (const std::string& name : own) {
    out.hosts.push_back(name + ":" + std::to_string(port));
    if (port == 80) {
      out.hosts.push_back(name);
    }
  }
  out.any_address_port = IsAnyAddress(options.address) ? port : 0;
  return out;
}

// A server that uses up its descriptors can ask the web nothing: a half is for connections.
int ConnectionsMax(int wanted) {
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) {
    return wanted;
  }
  return static_cast<int>(std::min<rlim_t>(static_cast<rlim_t>(wanted), files.rlim_cur / 2));
}

std::string StatusHead(const ServeOptions& options) {
  std::string out;
  json::Writer writer(out);
  writer.BeginObject();
  writer.Field("version", options.version);
  writer.Field("offline", options.work.web.offline);
  writer.Field("third_parties", options.work.web.third_parties);
  writer.Field("archived_copies", options.work.web.archived_copies);
  writer.Field("token", !options.token.empty());
  writer.Key("limits");
  writer.BeginObject();
  writer.Field("input_bytes", static_cast<std::int64_t>(options.work.input_bytes_max));
  writer.Field("queue", options.queue_max);
  writer.Field("at_once", options.work.at_once);
  writer.EndObject();
  writer.Key("formats");
  writer.BeginArray();
  for (const write::FormatRow& row : write::Formats()) {
    writer.BeginObject();
    writer.Field("name", row.name);
    writer.Field("what", row.what);
    writer.Field("media_type", MediaOf(row.format).media_type);
    writer.Field("suffix", MediaOf(row.format).suffix);
    writer.Field("graph", IsForMany(row.format));
    writer.EndObject();
  }
  writer.EndArray();
  writer.EndObject();
  return out.substr(1, out.size() - 2);
}

Result<void> CheckOptions(const ServeOptions& options) {
  if (options.work.web.cache.empty()) {
    return Error{ErrorCode::kUsage, "ibid serve keeps checks in a cache; name one with --cache"};
  }
  if (!IsIpAddress(options.address)) {
    return Error{ErrorCode::kUsage,
                 "--listen takes an IP address of this machine, such as "
                 "127.0.0.1 or ::1, not '" +
                     options.address + "'"};
  }
  if (!options.token.empty() && options.token.size() < kTokenBytesMin) {
    return Error{ErrorCode::kUsage, "the token is shorter than " + std::to_string(kTokenBytesMin) +
                                        " characters; make one with: openssl rand -hex 16"};
  }
  if (!IsLoopback(options.address) && options.token.empty()) {
    return Error{ErrorCode::kUsage,
                 "--listen " + options.address +
                     " lets other machines in, which takes a token: make one with 'openssl rand "
                     "-hex 16 > FILE', and name the file with --token-file"};
  }
  return {};
}

Result<std::vector<cache::Checks>> Connections(const std::string& path, int count, bool read_only) {
  std::vector<cache::Checks> out;
  for (int i = 0; i < count; ++i) {
    Result<cache::Checks> checks = cache::Checks::Open(path, read_only);
    if (!checks) {
      return checks.error();
    }
    out.push_back(std::move(checks).value());
  }
  return out;
}

}  // namespace

// In the order in which they need one another.
struct Server::Inner {
  ServeOptions options;
  Lock lock;
  Answers answers;
  Hub hub;
  std::unique_ptr<Worker> worker;
  std::unique_ptr<Pool> readers;
  std::unique_ptr<Pool> writer;
  std::optional<Guard> guard;
  int port = 0;
  std::unique_ptr<Api> api;
  std::unique_ptr<HttpServer> http;
};

Server::Server(std::unique_ptr<Inner> inner) : inner_(std::move(inner)) {}

Result<std::unique_ptr<Server>> Server::Start(ServeOptions options) {
  if (const Result<void> good = CheckOptions(options); !good) {
    return good.error();
  }
  auto inner = std::make_unique<Inner>();
  inner->options = std::move(options);
  const ServeOptions& o = inner->options;
  Result<Listener> listener = Listener::Open(o.address, o.port);
  if (!listener) {
    return listener.error();
  }
  inner->port = listener->port();
  // Makes the cache and its folder, or brings it up to date: the lock stands beside it.
  if (const auto made = cache::Cache::Open(o.work.web.cache); !made) {
    return made.error();
  }
  if (const Result<void> taken = inner->lock.Take(o.work.web.cache); !taken) {
    return taken.error();
  }
  Result<std::unique_ptr<Worker>> worker = Worker::Start(o.work, inner->hub, inner->answers);
  if (!worker) {
    return worker.error();
  }
  inner->worker = std::move(worker).value();
  Result<std::vector<cache::Checks>> reading = Connections(o.work.web.cache, kReaders, true);
  Result<std::vector<cache::Checks>> writing = Connections(o.work.web.cache, 1, false);
  if (!reading || !writing) {
    return reading ? writing.error() : reading.error();
  }
  inner->readers = std::make_unique<Pool>(std::move(reading).value(), kQuestionsMax);
  inner->writer = std::make_unique<Pool>(std::move(writing).value(), kChangesMax);
  inner->guard.emplace(GuardFor(o, inner->port));
  ApiOptions api;
  api.input_bytes_max = o.work.input_bytes_max;
  api.queue_max = o.queue_max;
  api.status_head = StatusHead(o);
  api.version = o.version;
  api.now = [web = o.work.web] { return NowFor(web); };
  inner->api = std::make_unique<Api>(std::move(api), *inner->guard, inner->answers, inner->hub,
                                     *inner->worker, *inner->readers, *inner->writer);
  HttpOptions http;
  http.threads = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, 4U));
  http.connections_max = ConnectionsMax(o.connections_max);
  http.connections_per_address_max = IsLoopback(o.address) ? 0 : kStrangersMax;
  http.bodies_bytes_max = std::max(http.bodies_bytes_max, 4 * o.work.input_bytes_max);
  Result<std::unique_ptr<HttpServer>> server =
      HttpServer::Start(std::move(listener).value(), http, *inner->api);
  if (!server) {
    return server.error();
  }
  inner->http = std::move(server).value();
  return std::unique_ptr<Server>(new Server(std::move(inner)));
}

Server::~Server() {
  Inner& inner = *inner_;
  inner.http->StopListening();
  inner.api->Close();
  inner.hub.Close();
  inner.http->Drain(kPatience);
  // Every request is answered before the connections go.
  inner.readers->Close();
  inner.writer->Close();
  inner.http.reset();
  inner.worker.reset();
}

std::string Server::url() const {
  return "http://" + AddressInUrl(inner_->options.address) + ":" + std::to_string(inner_->port) +
         "/";
}

}  // namespace ibid::serve
