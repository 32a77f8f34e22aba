#pragma once
// Attributes of `/` and the group /objectives: which trial a file belongs to and where it comes
// from.

#include "record/hdf5/group.h"
#include "record/trial_record.h"

namespace moai {

/// `status`: running or finished. `created` replaces the header's where it is not empty.
void write_header(hdf5::Group& root, const TrialHeader& header, std::string_view status,
                  std::string_view created);

/// Throws SystemError where attributes are missing, FormatError where a newer version of moai wrote
/// it. Finished trials of every schema up to this one can be read.
TrialIdentity read_identity(const hdf5::Group& root);

/// Before the state of a segment is read: throws FormatError where the schema is not this one.
void require_current_format(const hdf5::Group& root);

}  // namespace moai
