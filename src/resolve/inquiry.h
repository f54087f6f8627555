#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ibid/resolution.h"
#include "resolve/resolve.h"

namespace ibid::resolve {

// A text of the work that was read.
struct SeenText {
  std::string url;
  std::string text;   // As Page::text.
  std::string whole;  // With what stands around it.
  std::string evidence;
};

// One reference being resolved: the way to the web, and what has been learnt so far. Lives in the
// frame of Resolve(); the questions that are asked for it take it by reference and are awaited
// there, so it outlives them.
class Inquiry {
 public:
  Inquiry(const Reference& reference, const ResolveOptions& options, net::Web& web);
  Inquiry(const Inquiry&) = delete;
  Inquiry& operator=(const Inquiry&) = delete;

  // Asks one hop and enters it in the evidence.
  net::Task<ExchangePtr> Ask(std::string url);
  net::Task<ExchangePtr> AskWith(HttpRequest request);

  // Whether a host that the reference does not lead to by itself (an archive, a platform's
  // interface) may be asked. Enters a reason where it may not.
  bool MayAsk(std::string_view url);

  // A sentence for people. The same one is entered once, an empty one not at all.
  void Say(std::string reason);
  // Says it before everything else: the reason that decides.
  void SayFirst(std::string reason);

  // Words that the work should show: what the article says on its link, or a title that is known.
  std::string Expected() const;

  const ResolveOptions& options() const { return options_; }
  Instant now() const { return web_.Now(); }
  // The date that archived copies should be near: the reference's own, or the article's.
  const IsoDate& near() const { return near_; }

  Resolution out;
  // What was read of it, where that is looked at again: kept where the article quotes from it.
  SeenText page;
  SeenText copy;  // Of the valid copy that out.snapshots begins with.

 private:
  const ResolveOptions& options_;
  net::Web& web_;
  IsoDate near_;
  std::vector<std::string> named_hosts_;
};

}  // namespace ibid::resolve
