# The verbs that every CMakeLists.txt of this repository uses.

set(IBID_SANITIZE "" CACHE STRING "List given to -fsanitize=, for example address,undefined")

# ibid::flags carries what each target of ours needs and nobody else must inherit.
add_library(ibid_flags INTERFACE)
add_library(ibid::flags ALIAS ibid_flags)
target_compile_options(ibid_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
  -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
  $<$<BOOL:${IBID_DEVELOPER_MODE}>:-Werror>
  # g++ 12 sees overlaps in libstdc++'s own string concatenation (GCC bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  # libstdc++ 12's std::stable_sort calls a function that it has deprecated itself.
  $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>
  $<$<CONFIG:Debug>:-D_GLIBCXX_ASSERTIONS>)
if(IBID_SANITIZE)
  target_compile_options(ibid_flags INTERFACE
    -fsanitize=${IBID_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(ibid_flags INTERFACE -fsanitize=${IBID_SANITIZE})
  # Instrumented for threads, g++ 12 sees strings overrun that are not; its manual warns of such warnings.
  if(IBID_SANITIZE STREQUAL "thread")
    target_compile_options(ibid_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds>)
  endif()
endif()

# ibid_library(<module> SOURCES ... [USES <ibid::modules>] [PRIVATE <third party>])
# One stage = one folder = one static library. Third-party libraries are PRIVATE by construction:
# no stage can hand another's dependency on.
function(ibid_library module)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;USES;PRIVATE")
  add_library(ibid_${module} STATIC ${arg_SOURCES})
  add_library(ibid::${module} ALIAS ibid_${module})
  target_include_directories(ibid_${module} PUBLIC
    ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR})
  target_link_libraries(ibid_${module} PUBLIC ${arg_USES} PRIVATE ${arg_PRIVATE} ibid::flags)
  # They go into the shared library too, which shows nothing but what IBID_API marks.
  set_target_properties(ibid_${module} PROPERTIES POSITION_INDEPENDENT_CODE ON
    CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
endfunction()

# ibid_embed(<target> <namespace::Function> FILES ...)
# Compiles files into <target>: `std::span<const ibid::EmbeddedFile> namespace::Function()`, sorted by name.
function(ibid_embed target symbol)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "FILES")
  string(REPLACE "::" "_" stem ${symbol})
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${stem}.cpp)
  add_custom_command(OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DOUT=${out} -DSYMBOL=${symbol} "-DFILES=${arg_FILES}"
            -DROOT=${CMAKE_CURRENT_SOURCE_DIR} -P ${PROJECT_SOURCE_DIR}/scripts/cmake/embed.cmake
    DEPENDS ${arg_FILES} ${PROJECT_SOURCE_DIR}/scripts/cmake/embed.cmake VERBATIM)
  target_sources(${target} PRIVATE ${out})
endfunction()
