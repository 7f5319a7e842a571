package org.mfasender.local.e2e;

import java.util.function.Consumer;

/** What a process does to the account of an environment. */
@SuppressWarnings("ImmutableEnumChecker") // the consumers keep nothing
enum Operation {
    /** The account that exists already, unless there is none. */
    PUT(actor -> actor.put(actor.accounts().first())),
    /** The same with another token. */
    ROTATE(actor -> actor.put(actor.accounts().rotated())),
    /** The other token alone, which is joined with the App Secret that is stored. */
    ROTATE_TOKEN(actor -> actor.put(actor.accounts().rotated(), "appSecret")),
    /** Another App Secret alone. */
    ROTATE_SECRET(actor -> actor.put(actor.accounts().resecured(), "userAccessToken")),
    /** Another WhatsApp Business Account. */
    MOVE(actor -> actor.put(actor.accounts().other())),
    DELETE(Actor::delete),
    DISCARD(Actor::discard),
    REPLACE(DELETE.act.andThen(PUT.act)),
    /** All steps of the executions that there are; among others they promote credentials. */
    RUN(Actor::run),
    /** As if all that was done before were long ago. */
    SWEEP(Actor::sweep);

    private final Consumer<Actor> act;

    Operation(Consumer<Actor> act) {
        this.act = act;
    }

    void by(Actor actor) {
        act.accept(actor);
    }
}
