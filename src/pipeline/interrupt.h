#pragma once

namespace ibid::pipeline {

// From now on SIGINT and SIGTERM ask the run to end instead of killing it: what is done is
// reported, what is not is said to be unfinished. A second signal kills, if it comes more than a
// second after the first: `timeout` sends one to the process and one to its group.
void ListenForInterrupts();
// Whether one came. Any thread.
bool IsInterrupted();

}  // namespace ibid::pipeline
