#pragma once
// The HDF5 file driver that writes to a DraftStorage, for the sources of this folder.

#include "record/draft_storage.h"
#include "record/hdf5/handle.h"

namespace moai::hdf5 {

/// Makes files created with these access properties live in `storage`, which outlives them.
void use_storage(Id access_properties, DraftStorage& storage);

}  // namespace moai::hdf5
