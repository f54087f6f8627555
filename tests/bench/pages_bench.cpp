// How fast real pages become mentions and references, on one core, beside libxml2's own HTML parser
// over the same bytes in the same run: its push parser, with handlers that only count.
//
//   pages_bench FILE... [--benchmark_... flags]
#include <cstddef>

#include <benchmark/benchmark.h>
#include <libxml/HTMLparser.h>

#include "bench_inputs.h"

namespace {

using ibid::bench::Count;
using ibid::bench::Input;
using ibid::bench::Inputs;
using ibid::bench::Read;
using ibid::bench::ReadDetectRefer;

void Libxml2(benchmark::State& state) {
  std::size_t elements = 0;
  htmlSAXHandler handler{};
  handler.startElement = [](void* user, const xmlChar*, const xmlChar**) {
    ++*static_cast<std::size_t*>(user);
  };
  handler.characters = [](void*, const xmlChar*, int) {};
  for (auto _ : state) {
    for (const Input& input : Inputs()) {
      htmlParserCtxtPtr parser = htmlCreatePushParserCtxt(&handler, &elements, nullptr, 0, nullptr,
                                                          XML_CHAR_ENCODING_UTF8);
      htmlCtxtUseOptions(parser, HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
      htmlParseChunk(parser, input.bytes.data(), static_cast<int>(input.bytes.size()), 0);
      htmlParseChunk(parser, nullptr, 0, 1);
      htmlFreeParserCtxt(parser);
    }
  }
  benchmark::DoNotOptimize(elements);
  Count(state);
}

BENCHMARK(Libxml2)->Unit(benchmark::kMillisecond);
BENCHMARK(Read)->Unit(benchmark::kMillisecond);
BENCHMARK(ReadDetectRefer)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
  return ibid::bench::Run(argc, argv, "pages_bench");
}
