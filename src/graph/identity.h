#pragma once

#include <string>
#include <string_view>

#include "ibid/document.h"
#include "ibid/reference.h"
#include "ibid/resolution.h"

// Node ids: made of what a node is, so that two articles that cite the same thing meet in it.
//
//   url:<identity key>            a page by its URL; an article that has one; a file
//   x:status:<id>, youtube:<id>    a post whose id is known, as refer's keys have it
//   <key of the reference>        a post without id, a story, a numbered document
//   agent:<name in lower case>    an outlet, person or body, known by its name alone
//   account:<platform>:<handle>   an account, handle in lower case
//   snapshot:<url>                an archived copy
//   sha256:<digest>               an article without URL, by its input
namespace ibid::graph {

std::string ArticleId(const Document& document);
// What a URL addresses: a post where the table of platforms knows it as one, else the page.
std::string WorkId(std::string_view url);
std::string PostId(std::string_view platform, std::string_view post_id);
std::string WorkId(const Reference& reference);
std::string AgentId(std::string_view name);
// Somebody without a name: the same words in two articles are two sources.
std::string UnnamedAgentId(std::string_view name, std::string_view article_id);
std::string AccountId(std::string_view platform, std::string_view handle);
std::string SnapshotId(std::string_view url);

// Whether what answered is the work, so that its title, author and date are the work's. "410 Gone",
// a login or another page is not.
bool ShowsWork(Verdict verdict);

}  // namespace ibid::graph
