#pragma once

#include <memory>
#include <string_view>

#include <unicode/ucnv.h>

// What encoding.cpp and source_offsets.cpp share; nobody else includes this.
namespace ibid::text {

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

// Of a name that EncodingForLabel gave; none for UTF-8, which needs none.
Converter OpenConverter(std::string_view encoding);

}  // namespace ibid::text
