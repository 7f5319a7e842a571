package org.mfasender.contents;

import java.util.UUID;
import org.mfasender.platform.Caller;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.templates.Purpose;

/** Which content a person removes. */
record ContentRemoval(Caller caller, EnvironmentId environment, Purpose purpose, UUID contentId) {}
