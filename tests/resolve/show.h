#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ibid/reference.h"
#include "ibid/resolution.h"
#include "resolve/resolve.h"
#include "support/scripted_web.h"

// The notation of these tests: a resolution as a few lines.
namespace ibid::resolve {

// "alive <- https://... 301 location -> https://... 200" and, a line each, what there is of: title,
// post, differences, snapshots, candidates, the first reason.
std::string Show(const Resolution& resolution);

// "url 301> url 200": the chain alone.
std::string ShowHops(const Resolution& resolution);

// Resolves over the scripted web, to the end.
Resolution RunOne(test::ScriptedWeb& web, Reference reference, const ResolveOptions& options = {});
std::vector<Resolution> RunAll(test::ScriptedWeb& web, std::vector<Reference> references,
                               const ResolveOptions& options = {},
                               test::ScriptedWeb::Order order = test::ScriptedWeb::Order::kAsAsked);

// Fills a web from lines: "URL -> 301 TARGET", "URL -> 200 <html>", "URL -> 404", "URL -> dns" (or
// another Failure's name); "URL -> 403 Name: value | body" with one header.
void Script(test::ScriptedWeb& web, std::string_view lines);

// The same; "https://host/dir/* -> ..." answers for every other URL that begins so, {name} in it
// being the last part of that URL.
void ScriptWithRest(test::ScriptedWeb& web, std::string_view lines);

// The answer of one such line, what stands behind "-> ".
test::Scripted ParseAnswer(std::string_view words);

Reference UrlReference(std::string url);
// A post shown without its id: "CFR_org 2015-09-25 text...".
Reference LostPostReference(std::string account, IsoDate date, std::string text);

// 2026-11-22T12:00:00Z, when these tests take place.
Instant TestNow();

}  // namespace ibid::resolve
