// How fast articles become mentions and references, on one core, beside two limits in the same run:
// memchr over the same bytes, and reading alone.
//
//   detect_bench FILE... [--benchmark_... flags]
#include <cstring>

#include <benchmark/benchmark.h>

#include "bench_inputs.h"

namespace {

using ibid::bench::Count;
using ibid::bench::Input;
using ibid::bench::Inputs;
using ibid::bench::Read;
using ibid::bench::ReadDetectRefer;

void Memchr(benchmark::State& state) {
  for (auto _ : state) {
    for (const Input& input : Inputs()) {
      benchmark::DoNotOptimize(std::memchr(input.bytes.data(), '\1', input.bytes.size()));
    }
  }
  Count(state);
}

BENCHMARK(Memchr)->Unit(benchmark::kMillisecond);
BENCHMARK(Read)->Unit(benchmark::kMillisecond);
BENCHMARK(ReadDetectRefer)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
  return ibid::bench::Run(argc, argv, "detect_bench");
}
