#pragma once

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "pipeline/analyse.h"
#include "read/read.h"

// What the benchmarks share: the files named on the command line, and what is done with them.
namespace ibid::bench {

struct Input {
  std::string name;
  std::string bytes;
};

inline std::vector<Input>& Inputs() {
  static std::vector<Input> inputs;
  return inputs;
}

inline void Count(benchmark::State& state) {
  std::size_t bytes = 0;
  for (const Input& input : Inputs()) {
    bytes += input.bytes.size();
  }
  const auto rounds = static_cast<std::int64_t>(state.iterations());
  state.SetBytesProcessed(rounds * static_cast<std::int64_t>(bytes));
  state.SetItemsProcessed(rounds * static_cast<std::int64_t>(Inputs().size()));
}

inline Result<Document> ReadOne(const Input& input) {
  read::ReadOptions options;
  options.source = input.name;
  return read::Read(input.bytes, options);
}

// The two benchmarks of every kind of file: reading alone, and all that needs no web.
inline void Read(benchmark::State& state) {
  for (auto _ : state) {
    for (const Input& input : Inputs()) {
      benchmark::DoNotOptimize(ReadOne(input));
    }
  }
  Count(state);
}

inline void ReadDetectRefer(benchmark::State& state) {
  for (auto _ : state) {
    for (const Input& input : Inputs()) {
      if (Result<Document> document = ReadOne(input)) {
        benchmark::DoNotOptimize(pipeline::Analyse(std::move(document).value()));
      }
    }
  }
  Count(state);
}

// The main function of a benchmark over files.
inline int Run(int argc, char** argv, const char* name) {
  benchmark::Initialize(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    Inputs().push_back({argv[i], {std::istreambuf_iterator<char>(file), {}}});
  }
  if (Inputs().empty()) {
    std::fprintf(stderr, "%s: name the files to read\n", name);
    return 2;
  }
  std::printf("%zu files\n", Inputs().size());
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}

}  // namespace ibid::bench
