#pragma once

#include "ibid/mention.h"
#include "json/positions.h"
#include "json/record_reader.h"
#include "json/writer.h"

// One mention as JSON, both ways; a part of record.h.
namespace ibid::json {

// `text` is the document's, `positions` made of it.
void WriteMention(Writer& out, const Mention& mention, std::string_view text,
                  const Positions& positions);

// None where the kind is not known here: newer versions may have more.
std::optional<Mention> ReadMention(const Value& value, RecordReader& reader);

}  // namespace ibid::json
