package org.mfasender.local.graph.node;

import org.mfasender.local.graph.world.AccessToken;
import org.mfasender.local.graph.world.MetaApp;
import org.mfasender.local.graph.world.SystemUser;

/** The caller: an app with its own token, or a user through an app. */
sealed interface Caller {
    /** The app whose quota the call uses. */
    MetaApp app();

    /** An app access token. */
    record App(MetaApp app) implements Caller {}

    /** A user access token. */
    record User(MetaApp app, SystemUser user, AccessToken token) implements Caller {}
}
