#pragma once

#include <string_view>

#include "serve/message.h"

// The pages that people see, embedded at build time: no file is ever served.
namespace ibid::serve {

// Null: there is no such page. Pages hold no data; what they show they ask the API for.
ResponsePtr FindPage(std::string_view path, bool gzip);

// The OpenAPI document, as an answer.
ResponsePtr OpenapiDocument(bool gzip);

}  // namespace ibid::serve
