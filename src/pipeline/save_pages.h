#pragma once

#include <functional>
#include <string>
#include <vector>

#include "ibid/saved_page.h"
#include "net/loop.h"
#include "net/task.h"
#include "net/web.h"

// Asking the Wayback Machine's Save Page Now to save pages, within its limits.
namespace ibid::pipeline {

// One at a time is looked for in the index; what it does not have is given to Save Page Now, at
// most three jobs at once, and waited for. Nothing is saved twice: the archive is told to leave
// what it saved within a day. After a limit, or keys that are not accepted, nothing more is asked.
// In the order of `urls`. `loop` and `web` outlive the task; `one_more` is called for each page
// that is done.
net::Task<std::vector<SavedPage>> SavePages(std::vector<std::string> urls, SaveOptions options,
                                            net::Loop& loop, net::Web& web,
                                            std::function<void()> one_more);

}  // namespace ibid::pipeline
