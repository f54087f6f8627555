#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace ibid {

// Why an operation of ibid itself failed. A code exists only where a caller acts on it.
// What the *web* answered is never an Error: a 404 or a refused connection is an outcome (see
// resolution.h), because somebody wants to read it in a report.
enum class ErrorCode {
  kUsage,     // The request makes no sense: flags, arguments, configuration.
  kInput,     // The input cannot be read: absent, a directory, too large, not text.
  kFormat,    // The input was read and is not what it claims: broken JSON, WARC, database.
  kStorage,   // The cache or an output file cannot be opened, read or written.
  kInternal,  // Resources of this machine ran out: threads, memory, sockets.
};

// `message` is for people: it says what happened to what, and what to do about it. It ends without
// a full stop and holds no control characters of the input.
struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;
};

// A value or the Error that explains its absence. (std::expected, which g++ 12 does not have.)
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value)
      : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT: implicit by design
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // REQUIRES: ok().
  T& value() & { return (assert(ok()), *std::get_if<0>(&state_)); }
  const T& value() const& { return (assert(ok()), *std::get_if<0>(&state_)); }
  T&& value() && { return (assert(ok()), std::move(*std::get_if<0>(&state_))); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  // REQUIRES: !ok().
  const Error& error() const { return (assert(!ok()), *std::get_if<1>(&state_)); }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : failed_(true), error_(std::move(error)) {}  // NOLINT: implicit by design

  bool ok() const { return !failed_; }
  explicit operator bool() const { return ok(); }
  // REQUIRES: !ok().
  const Error& error() const { return (assert(failed_), error_); }

 private:
  bool failed_ = false;
  Error error_;
};

}  // namespace ibid
