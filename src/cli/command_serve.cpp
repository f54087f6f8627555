#include <csignal>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <poll.h>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/load.h"
#include "cli/output.h"
#include "pipeline/interrupt.h"
#include "serve/server.h"
#include "text/utf8.h"

namespace ibid::cli {
namespace {

constexpr std::uint64_t kTokenFileMax = 4096;

// What asks us to end; every other thread leaves it to this one.
sigset_t Endings() {
  sigset_t out;
  sigemptyset(&out);
  sigaddset(&out, SIGINT);
  sigaddset(&out, SIGTERM);
  return out;
}

void WaitForEnding() {
  sigset_t open;
  pthread_sigmask(SIG_SETMASK, nullptr, &open);
  sigdelset(&open, SIGINT);
  sigdelset(&open, SIGTERM);
  while (!pipeline::IsInterrupted()) {
    ppoll(nullptr, 0, nullptr, &open);
  }
  pthread_sigmask(SIG_SETMASK, &open, nullptr);  // A second one ends us at once.
}

// Of the file, or of the configuration and the environment, which have it among the keys.
Result<std::string> TokenFor(const Options& options) {
  if (options.token_file.empty()) {
    const auto key = options.secrets.keys.find("serve");
    return key == options.secrets.keys.end() ? std::string() : key->second;
  }
  Result<std::string> text = ReadInput(options.token_file, kTokenFileMax);
  if (!text) {
    return text.error();
  }
  std::string token(text::Trim(*text));
  if (token.empty()) {
    return Error{ErrorCode::kUsage, options.token_file +
                                        ": there is no token in it; make one with: openssl rand "
                                        "-hex 16 > " +
                                        options.token_file};
  }
  return token;
}

}  // namespace

ExitCode RunServe(const Options& options) {
  const Result<std::string> token = TokenFor(options);
  if (!token) {
    Say(token.error().message);
    return ExitCode::kNothingDone;
  }
  serve::ServeOptions serving;
  serving.address = options.listen;
  serving.port = options.port;
  serving.names = options.server_names;
  serving.token = *token;
  serving.queue_max = options.queue_max;
  serving.connections_max = options.connections_max;
  serving.version = IBID_VERSION;
  serving.work.web = WebOptionsFor(options);
  serving.work.web.secrets.keys.erase("serve");
  serving.work.input_bytes_max = options.input_bytes_max;
  serving.work.at_once = options.checks_at_once;
  serving.work.say = [](const std::string& message) { Say(message); };

  const sigset_t endings = Endings();
  pthread_sigmask(SIG_BLOCK, &endings, nullptr);
  pipeline::ListenForInterrupts();
  Result<std::unique_ptr<serve::Server>> server = serve::Server::Start(std::move(serving));
  if (!server) {
    Say(server.error().message);
    return ExitCode::kNothingDone;
  }
  std::printf("%s\n", (*server)->url().c_str());
  std::fflush(stdout);
  WaitForEnding();
  return ExitCode::kFine;
}

}  // namespace ibid::cli
