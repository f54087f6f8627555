#pragma once

#include <string>
#include <string_view>

// What is done to the target that a row of data/wrappers.tsv cuts out of a URL. Internal to
// src/url.
namespace ibid::url {

// Whether the name stands for a decoder in the table's fifth column.
bool IsWrapperDecoder(std::string_view name);

// The target as it is meant; empty where it cannot be decoded; the same where `name` is empty.
std::string DecodeWrapped(std::string_view name, std::string text);

}  // namespace ibid::url
