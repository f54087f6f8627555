// How fast articles become mentions and references, on one core, beside two limits in the same run:
// memchr over the same bytes, and reading alone.
//
//   detect_bench FILE... [--benchmark_... flags]
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "pipeline/analyse.h"
#include "read/read.h"

namespace {

struct Input {
  std::string name;
  std::string bytes;
};

std::vector<Input>& Inputs() {
  static std::vector<Input> inputs;
  return inputs;
}

void Count(benchmark::State& state) {
  std::size_t bytes = 0;
  for (const Input& input : Inputs()) {
    bytes += input.bytes.size();
  }
  const auto rounds = static_cast<std::int64_t>(state.iterations());
  state.SetBytesProcessed(rounds * static_cast<std::int64_t>(bytes));
  state.SetItemsProcessed(rounds * static_cast<std::int64_t>(Inputs().size()));
}

void Memchr(benchmark::State& state) {
  for (auto _ : state) {
    for (const Input& input : Inputs()) {
      benchmark::DoNotOptimize(std::memchr(input.bytes.data(), '\1', input.bytes.size()));
    }
  }
  Count(state);
}

void Read(benchmark::State& state) {
  for (auto _ : state) {
    for (const Input& input : Inputs()) {
      ibid::read::ReadOptions options;
      options.source = input.name;
      benchmark::DoNotOptimize(ibid::read::Read(input.bytes, options));
    }
  }
  Count(state);
}

void ReadDetectRefer(benchmark::State& state) {
  for (auto _ : state) {
    for (const Input& input : Inputs()) {
      ibid::read::ReadOptions options;
      options.source = input.name;
      ibid::Result<ibid::Document> document = ibid::read::Read(input.bytes, options);
      if (document) {
        benchmark::DoNotOptimize(ibid::pipeline::Analyse(std::move(document).value()));
      }
    }
  }
  Count(state);
}

BENCHMARK(Memchr)->Unit(benchmark::kMillisecond);
BENCHMARK(Read)->Unit(benchmark::kMillisecond);
BENCHMARK(ReadDetectRefer)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    Inputs().push_back({argv[i], {std::istreambuf_iterator<char>(file), {}}});
  }
  if (Inputs().empty()) {
    std::fputs("detect_bench: name the articles to read\n", stderr);
    return 2;
  }
  std::printf("%zu articles\n", Inputs().size());
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
