# cmake -DOUT=x.cpp -DSYMBOL=ns::Name -DFILES=a;b -DROOT=dir -P embed.cmake
# Writes string literals, not arrays of numbers: they compile several times faster.
list(SORT FILES)
set(rows "")
foreach(file IN LISTS FILES)
  file(READ "${ROOT}/${file}" hex HEX)
  string(REGEX REPLACE "(................................................................)" "\\1\n" hex "${hex}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" text "${hex}")
  string(REGEX REPLACE "\n" "\"\n    \"" text "${text}")
  file(SIZE "${ROOT}/${file}" size)
  get_filename_component(name "${file}" NAME)
  string(APPEND rows "    {\"${name}\", {\"${text}\", ${size}}},\n")
endforeach()
string(REGEX MATCH "^(.*)::([^:]+)$" matched "${SYMBOL}")
file(WRITE "${OUT}" "// Generated from ${FILES}; do not edit.
#include \"ibid/embedded.h\"

// The longest file a compiler must take is 64 KiB; ours take any.
#pragma GCC diagnostic ignored \"-Woverlength-strings\"

namespace ${CMAKE_MATCH_1} {
namespace {
constexpr ibid::EmbeddedFile kFiles[] = {
${rows}};
}
std::span<const ibid::EmbeddedFile> ${CMAKE_MATCH_2}();
std::span<const ibid::EmbeddedFile> ${CMAKE_MATCH_2}() { return kFiles; }
}
")
