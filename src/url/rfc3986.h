#pragma once

#include <string>
#include <string_view>
#include <vector>

// What is done with a URL after it was parsed, by RFC 3986 and by Boost.URL, which nothing else
// includes. A browser leaves characters in a URL that the RFC forbids ("|", "[", a "%" that begins
// no octet); they are encoded before Boost sees them. Internal to src/url.
namespace ibid::url {

// A path or a query with those characters encoded (RFC 3986, 3.3 and 3.4).
std::string ToRfc3986(std::string_view piece);

// The segments of an absolute path, percent-decoded: "/a/b/" has "a", "b", ""; "/" has none.
std::vector<std::string> SplitPath(std::string_view path);

// A query's pairs (application/x-www-form-urlencoded) in order, as they are written; without those
// that are empty.
struct Parameter {
  std::string name;
  std::string value;
};
std::vector<Parameter> SplitQuery(std::string_view query);

// Percent-decoded once, "+" being a space.
std::string DecodeParameter(std::string_view text);

// Path and query with percent-encoding in one form (RFC 3986, 6.2.2.1 and 6.2.2.2, and further:
// what may stand bare in a segment or in a value does; spaces of a query are "%20").
struct PathAndQuery {
  std::string path;
  std::vector<Parameter> parameters;
};
PathAndQuery Normalise(std::string_view path, std::string_view query);

}  // namespace ibid::url
