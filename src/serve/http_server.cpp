#include "serve/http_server.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <thread>
#include <unordered_set>
#include <utility>

#include <microhttpd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "serve/http_message.h"
#include "serve/problem.h"

namespace ibid::serve {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kConnectionBytes = 24U << 10U;  // Of headers, and of the answer's.
// What of a body that nobody wants is read, and forgotten, so that who sends it reads the answer
// that says so: many look for one only when they have sent everything.
constexpr std::uint64_t kBytesForgiven = 64U << 20U;

std::int64_t NowMs() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now().time_since_epoch())
      .count();
}

// One connection, as long as it is open.
struct Connection {
  int fd = -1;
  std::atomic<std::int64_t> deadline{0};          // NowMs(); 0: none.
  std::atomic<std::int64_t> pressed_deadline{0};  // The same, while there are few left.
};

}  // namespace

struct HttpServer::Inner {
  Inner(const HttpOptions& the_options, Handler& the_handler)
      : options(the_options), handler(the_handler) {}
  ~Inner();

  // One request, from its first line to the end of its answer.
  struct Transaction {
    std::shared_ptr<Request> request = std::make_shared<Request>();
    std::uint64_t body_bytes_max = 0;
    std::uint64_t body_bytes = 0;  // Received, also what was not kept.
    std::uint64_t counted = 0;     // Of `bodies`.
    bool begun = false;
    bool handed = false;
    ResponsePtr answer;  // Set while the connection sleeps, or by its own thread.
  };

  MHD_Result OnRequest(MHD_Connection* connection, const char* method, const char* data,
                       std::size_t* size, Transaction& transaction);
  MHD_Result Begin(MHD_Connection* connection, const char* method, Transaction& transaction);
  MHD_Result TakeBody(MHD_Connection* connection, Transaction& transaction, const char* data,
                      std::size_t* size);
  MHD_Result Hand(MHD_Connection* connection, Transaction& transaction);
  MHD_Result Send(MHD_Connection* connection, Transaction& transaction,
                  const ResponsePtr& response);
  void Forget(MHD_Connection* connection, Transaction* transaction);
  void Watch(MHD_Connection* connection, void** context, bool started);
  // At most so long, and so long while connections are few; 0: for ever.
  static void SetDeadline(MHD_Connection* connection, std::chrono::seconds time,
                          std::chrono::seconds pressed);
  void CloseLate();

  const HttpOptions options;
  Handler& handler;
  MHD_Daemon* daemon = nullptr;
  int quiet = -1;                        // What it listened on, since it listens no more.
  std::atomic<std::uint64_t> bodies{0};  // Bytes of all bodies that are held.
  std::atomic<int> under_way{0};         // Requests.

  std::mutex mutex;
  std::condition_variable changed;
  std::unordered_set<Connection*> connections;  // Guarded by mutex.
  bool closing = false;                         // Guarded by mutex.
  std::thread closer;
};

namespace {

Connection* ConnectionOf(MHD_Connection* connection) {
  const MHD_ConnectionInfo* info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  return info == nullptr ? nullptr : static_cast<Connection*>(info->socket_context);
}

// Nothing is decoded: what is odd is for us to refuse.
std::size_t LeaveAsItIs(void*, MHD_Connection*, char* text) {
  return std::strlen(text);
}

void SayNothing(void*, const char*, va_list) {}

}  // namespace

void HttpServer::Inner::SetDeadline(MHD_Connection* connection, std::chrono::seconds time,
                                    std::chrono::seconds pressed) {
  if (Connection* known = ConnectionOf(connection)) {
    const std::int64_t now = NowMs();
    known->deadline = time.count() == 0 ? 0 : now + 1000 * time.count();
    known->pressed_deadline = pressed.count() == 0 ? 0 : now + 1000 * pressed.count();
  }
}

MHD_Result HttpServer::Inner::Send(MHD_Connection* connection, Transaction& transaction,
                                   const ResponsePtr& response) {
  const bool goes_on = response->stream != nullptr;
  SetDeadline(connection, goes_on ? std::chrono::seconds(0) : options.answer_time,
              goes_on ? std::chrono::seconds(0) : options.pressed_answer_time);
  return SendResponse(connection, *transaction.request, response) ? MHD_YES : MHD_NO;
}

MHD_Result HttpServer::Inner::Begin(MHD_Connection* connection, const char* method,
                                    Transaction& transaction) {
  transaction.begun = true;
  ++under_way;
  SetDeadline(connection, options.body_time, options.pressed_time);
  Request& request = *transaction.request;
  request.method = method;
  ReadHeaders(connection, request);
  transaction.answer = handler.Refuse(request, transaction.body_bytes_max);
  const bool sends_on = HasClearEnd(request) && !request.expects_continue && HasBody(request) &&
                        LengthOf(request) <= transaction.body_bytes_max + kBytesForgiven;
  return transaction.answer && !sends_on ? Send(connection, transaction, transaction.answer)
                                         : MHD_YES;
}

MHD_Result HttpServer::Inner::TakeBody(MHD_Connection* connection, Transaction& transaction,
                                       const char* data, std::size_t* size) {
  const std::uint64_t bytes = std::exchange(*size, 0);
  if (Connection* known = ConnectionOf(connection)) {
    known->pressed_deadline = NowMs() + 1000 * options.pressed_time.count();
  }
  std::string& body = transaction.request->body;
  transaction.body_bytes += bytes;
  if (transaction.answer == nullptr && transaction.body_bytes > transaction.body_bytes_max) {
    transaction.answer = TooLarge(transaction.body_bytes_max);
  } else if (transaction.answer == nullptr && bodies + bytes > options.bodies_bytes_max) {
    transaction.answer = Busy(5, "too many bodies are being received; try again later");
  }
  if (transaction.answer) {
    bodies -= std::exchange(transaction.counted, 0);
    std::string().swap(body);
    return transaction.body_bytes > transaction.body_bytes_max + kBytesForgiven ? MHD_NO : MHD_YES;
  }
  body.append(data, bytes);
  transaction.counted += bytes;
  bodies += bytes;
  return MHD_YES;
}

MHD_Result HttpServer::Inner::Hand(MHD_Connection* connection, Transaction& transaction) {
  transaction.handed = true;
  if (ResponsePtr quick = handler.Quick(*transaction.request)) {
    return Send(connection, transaction, quick);
  }
  SetDeadline(connection, std::chrono::seconds(0), std::chrono::seconds(0));
  MHD_suspend_connection(connection);
  // The connection sleeps until it is answered, and so the transaction stays.
  handler.Slow(transaction.request, [connection, &transaction](ResponsePtr response) {
    transaction.answer = std::move(response);
    MHD_resume_connection(connection);
  });
  return MHD_YES;
}

MHD_Result HttpServer::Inner::OnRequest(MHD_Connection* connection, const char* method,
                                        const char* data, std::size_t* size,
                                        Transaction& transaction) {
  if (!transaction.begun) {
    return Begin(connection, method, transaction);
  }
  if (*size > 0) {
    return TakeBody(connection, transaction, data, size);
  }
  if (transaction.answer) {
    return Send(connection, transaction, transaction.answer);
  }
  return Hand(connection, transaction);
}

void HttpServer::Inner::Forget(MHD_Connection* connection, Transaction* transaction) {
  bodies -= transaction->counted;
  if (transaction->begun) {
    --under_way;
  }
  delete transaction;
  SetDeadline(connection, options.header_time, options.pressed_time);
}

void HttpServer::Inner::Watch(MHD_Connection* connection, void** context, bool started) {
  if (started) {
    auto* known = new Connection;
    known->fd = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
    known->deadline = NowMs() + 1000 * options.header_time.count();
    known->pressed_deadline = NowMs() + 1000 * options.pressed_time.count();
    *context = known;
    const std::lock_guard lock(mutex);
    connections.insert(known);
    return;
  }
  auto* known = static_cast<Connection*>(std::exchange(*context, nullptr));
  {
    const std::lock_guard lock(mutex);
    connections.erase(known);
  }
  delete known;
}

// The library's own limit starts anew with each byte; who sends one now and then would stay.
void HttpServer::Inner::CloseLate() {
  std::unique_lock lock(mutex);
  while (!changed.wait_for(lock, std::chrono::milliseconds(500), [this] { return closing; })) {
    const std::int64_t now = NowMs();
    const bool pressed =
        connections.size() * 4 > static_cast<std::size_t>(options.connections_max) * 3;
    for (const Connection* connection : connections) {
      const std::int64_t deadline = pressed ? connection->pressed_deadline : connection->deadline;
      if (deadline != 0 && deadline < now) {
        shutdown(connection->fd, SHUT_RDWR);
      }
    }
  }
}

HttpServer::Inner::~Inner() {
  if (daemon != nullptr) {
    MHD_stop_daemon(daemon);
  }
  if (quiet >= 0) {
    close(quiet);
  }
  if (closer.joinable()) {
    {
      const std::lock_guard lock(mutex);
      closing = true;
    }
    changed.notify_one();
    closer.join();
  }
}

HttpServer::HttpServer(std::unique_ptr<Inner> inner) : inner_(std::move(inner)) {}
HttpServer::~HttpServer() = default;

Result<std::unique_ptr<HttpServer>> HttpServer::Start(Listener listener, const HttpOptions& options,
                                                      Handler& handler) {
  auto inner = std::make_unique<Inner>(options, handler);
  const MHD_AccessHandlerCallback on_request =
      [](void* self, MHD_Connection* connection, const char*, const char* method, const char*,
         const char* data, std::size_t* size, void** transaction) {
        return static_cast<Inner*>(self)->OnRequest(
            connection, method, data, size, **reinterpret_cast<Inner::Transaction**>(transaction));
      };
  const auto on_target = +[](void*, const char* target, MHD_Connection*) -> void* {
    auto* transaction = new Inner::Transaction;
    transaction->request->target = target;
    return transaction;
  };
  const auto on_completed =
      +[](void* self, MHD_Connection* connection, void** transaction, MHD_RequestTerminationCode) {
        if (auto* done = static_cast<Inner::Transaction*>(std::exchange(*transaction, nullptr))) {
          static_cast<Inner*>(self)->Forget(connection, done);
        }
      };
  const auto on_connection = +[](void* self, MHD_Connection* connection, void** context,
                                 MHD_ConnectionNotificationCode what) {
    static_cast<Inner*>(self)->Watch(connection, context, what == MHD_CONNECTION_NOTIFY_STARTED);
  };
  Inner* self = inner.get();
  const auto number = [](int value) { return static_cast<unsigned>(value); };
  inner->daemon = MHD_start_daemon(
      MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_INTERNAL_POLLING_THREAD | MHD_ALLOW_SUSPEND_RESUME |
          MHD_USE_ERROR_LOG,
      0, nullptr, nullptr, on_request, self,                                           //
      MHD_OPTION_EXTERNAL_LOGGER, &SayNothing, nullptr,                                //
      MHD_OPTION_LISTEN_SOCKET, listener.fd(),                                         //
      MHD_OPTION_THREAD_POOL_SIZE, number(options.threads > 1 ? options.threads : 0),  //
      MHD_OPTION_CONNECTION_LIMIT, number(options.connections_max),                    //
      MHD_OPTION_PER_IP_CONNECTION_LIMIT, number(options.connections_per_address_max),
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, kConnectionBytes,  //
      MHD_OPTION_STRICT_FOR_CLIENT, 1,                       //
      MHD_OPTION_UNESCAPE_CALLBACK, &LeaveAsItIs, nullptr,   //
      MHD_OPTION_URI_LOG_CALLBACK, on_target, nullptr,       //
      MHD_OPTION_NOTIFY_COMPLETED, on_completed, self,       //
      MHD_OPTION_NOTIFY_CONNECTION, on_connection, self,     //
      MHD_OPTION_END);
  if (inner->daemon == nullptr) {
    return Error{ErrorCode::kInternal,
                 "the server could not be started: too many files are open (see ulimit -n), or "
                 "too many threads"};
  }
  listener.Release();  // The library closes it.
  inner->closer = std::thread([self] { self->CloseLate(); });
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(inner)));
}

void HttpServer::StopListening() {
  // The library's threads may still wait on it (MHD_quiesce_daemon): nobody is let in from now on,
  // but the number is only given back when they are gone.
  inner_->quiet = MHD_quiesce_daemon(inner_->daemon);
  if (inner_->quiet >= 0) {
    shutdown(inner_->quiet, SHUT_RDWR);
  }
}

void HttpServer::Drain(std::chrono::milliseconds patience) {
  const Clock::time_point until = Clock::now() + patience;
  std::unique_lock lock(inner_->mutex);
  while (inner_->under_way > 0 && Clock::now() < until) {
    inner_->changed.wait_for(lock, std::chrono::milliseconds(20));
  }
}

}  // namespace ibid::serve
