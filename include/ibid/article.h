#pragma once

#include <string>
#include <vector>

#include "ibid/document.h"
#include "ibid/exchange.h"
#include "ibid/mention.h"
#include "ibid/reference.h"
#include "ibid/resolution.h"

namespace ibid {

// What is kept of an exchange beside the article: enough to find and to judge it. The whole, with
// its body, is in the cache under the same id.
struct Evidence {
  std::string id;
  std::string method;
  std::string url;
  int status = 0;
  std::string failure;  // Name(Failure), empty where there was an answer.
  std::string media_type;
  std::string body_sha256;
  Instant at{};
};

// An article and all that is known of it; each stage of the pipeline fills in one more part.
// This is what travels between `ibid detect`, `ibid resolve` and `ibid graph` as one JSON line.
struct Article {
  Document document;
  std::vector<Mention> mentions;        // detect, then refer
  std::vector<Reference> references;    // refer
  std::vector<Resolution> resolutions;  // resolve: one per reference, in their order
  std::vector<Evidence> evidence;       // resolve: sorted by id
};

}  // namespace ibid
