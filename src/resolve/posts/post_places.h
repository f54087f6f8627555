#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ibid/exchange.h"
#include "ibid/reference.h"
#include "resolve/posts/post_answer.h"

// Where posts are asked after, by the table data/post_places.tsv.
namespace ibid::resolve {

// Reads what one place answered of one post. Pure; the body may be anything.
using ReadPlace = PostAnswer (*)(const Reference& post, const Exchange& exchange);

struct PostPlace {
  std::string_view platform;
  std::string_view name;    // For people: "Bluesky's interface".
  std::string_view reader;  // Name of the reader, which the table names too.
  std::string_view url;     // A template: see Address().
  std::string_view accept;  // The Accept header; empty for none.
  bool on_missing = false;  // Asked only where one before says that the post is missing.
  ReadPlace read = nullptr;
};

// The places of a platform, in the order in which they are asked; of one that the table does not
// name, those of "*". Never empty.
std::vector<PostPlace> PlacesOf(std::string_view platform);

// The template filled in for a post; empty where a part of it is not known. {id} {account} {host}
// are encoded, {url} is the post's URL as it is, {url%} encoded; {path} is the post's id with its
// slashes; {did} the account, where it is a DID. {user} is the account without its host.
std::string Address(const PostPlace& place, const Reference& post);

}  // namespace ibid::resolve
