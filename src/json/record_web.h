#pragma once

#include "ibid/article.h"
#include "ibid/graph.h"
#include "json/record_reader.h"
#include "json/writer.h"

// References, resolutions, evidence and graphs as JSON; a part of record.h.
namespace ibid::json {

void WriteReference(Writer& out, const Reference& reference);
void WriteResolution(Writer& out, const Resolution& resolution);
void WriteEvidence(Writer& out, const Evidence& evidence);
void WriteGraphObject(Writer& out, const CitationGraph& graph);

Reference ReadReference(const Value& value, RecordReader& reader);
Resolution ReadResolution(const Value& value, RecordReader& reader);
Evidence ReadEvidence(const Value& value, RecordReader& reader);

}  // namespace ibid::json
