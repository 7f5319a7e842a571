package org.mfasender.platform.http;

/** PingOne's reference to another resource: {@code {"id": ...}}. */
public record Reference(String id) {

    public static Reference to(Object id) {
        return new Reference(id.toString());
    }
}
