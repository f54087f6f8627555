#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ibid/document.h"

namespace ibid::resolve {

// The fields of the state that a page's scripts carry (JSON, or what JavaScript writes alike) whose
// values may mean that something is missing, as "statuscode=404": names and values in lower case,
// without quotes, names without what stands around them. Looks at a bounded part of the scripts.
// Pure.
std::vector<std::string> FieldsOfState(const Document& document);

// The same of a body that is JSON, and of one that is XML: "code=nosuchkey" of
// <Error><Code>NoSuchKey</Code>, where its first element is an error.
std::vector<std::string> FieldsOfJson(std::string_view body);
std::vector<std::string> FieldsOfXml(std::string_view body);

}  // namespace ibid::resolve
